"""How far each unit is from the frontier of what the best units do with their inputs: the front door.

Inputs are (n, p), outputs (n, q): anything a DataFrame can be made of, one row a unit, one dimension being one column.
All values are greater than 0. Scores are Farrell's: input-oriented the share of its inputs with which a unit could
produce its outputs (at most 1), output-oriented the factor by which it could raise its outputs (at least 1).
"""

from helpers.analysis.bootstrap import bootstrap_dea
from helpers.analysis.envelopment import dea, scale, super_efficiency
from helpers.analysis.free_disposal import fdh, order_m
from helpers.analysis.second_stage import simar_wilson
from helpers.analysis.slacks import extreme, peers, slacks, without_each
from helpers.analysis.technology import Orientation, Returns, refuse_few_units

__all__ = [
    "Orientation",
    "Returns",
    "bootstrap_dea",
    "dea",
    "extreme",
    "fdh",
    "order_m",
    "peers",
    "refuse_few_units",
    "scale",
    "simar_wilson",
    "slacks",
    "super_efficiency",
    "without_each",
]
