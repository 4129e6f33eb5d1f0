"""Which figures another is made of, among all that may be, and how likely it is then printed wrongly.

A choice model (conditional logit, McFadden 1974): what may be meant has a utility, the sum of the weights of its signs,
and so has that none of it is. `choices.yml` has the weights, which `benchmarks/choices.py` estimates by maximum
likelihood from figures that others make up to the digit: what is meant does so but for few errors, what is not meant by
chance alone. A figure that nothing near it makes up is held against what was most likely meant, where the odds of an
error there, which slips of digits raise, are high enough against all else."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers import yml
from helpers.coding.findings import Finding, coincidence

FILE = Path(__file__).with_name("choices.yml")


class Option(NamedTuple):
    """What a figure may be made of: the comparison with it, the figure whose digits may have slipped as `coincidence`
    takes it, and the names of the signs that it has."""

    finding: Finding
    slips: Finding
    signs: frozenset[str]


def doubted(model: str, options: list[Option], none: frozenset[str]) -> tuple[float, Finding] | None:
    """How likely a figure that no option makes up is printed wrongly, 0 to 1, and the likeliest comparison; None where
    there is no option. `none` are the signs that it is of no option."""
    if not options:
        return None
    weights = known()[model]
    odds = [math.exp(utility(weights, each.signs)) * error(each.slips) for each in options]
    likeliest = max(range(len(options)), key=odds.__getitem__)
    return sum(odds) / (sum(odds) + math.exp(utility(weights, none))), options[likeliest].finding


def utility(weights: Mapping[str, float], signs: frozenset[str]) -> float:
    """The sum of the weights of signs."""
    return sum(weights[sign] for sign in signs)


def error(finding: Finding) -> float:
    """How much oftener an error than chance prints a figure that its parts do not make up: a slip of digits has few
    ways to, any other error no more than chance has."""
    told = known()["errors"]
    return told["share"] * (told["other"] + told["slipped"] / (coincidence(finding) or 1.0))


@cache
def known() -> dict:
    """What choices.yml says."""
    return yml.read(FILE)
