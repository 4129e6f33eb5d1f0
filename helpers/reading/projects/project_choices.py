"""Which of the ways to tell the projects of a report apart is chosen, if any.

A conditional logit (McFadden 1974): each candidate has the sum of the weights of its `signs` for its utility, a report
whose rows are all of one project, or of a department, has none. Chosen is the highest.

`project_choices.csv` has the weights, in hundredths of a logarithm of odds, whose sums are exact in whatever order;
`benchmarks/project_choices.py` estimates them by maximum likelihood with a ridge from documents that people coded.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from helpers.reading.projects import signs
from helpers.reading.projects.candidates import MARKED, Candidate

FILE = Path(__file__).with_name("project_choices.csv")
UNIT = 100  # weights for a logarithm of odds of 1


def chosen(text: str, found: Sequence[Candidate], known: Mapping[str, int] | None = None) -> Candidate | None:
    """The candidate whose signs have the highest sum of weights, the first of those; None where no sum is above 0, but
    for a text that marks its projects as such (项目一：)."""
    if not found:
        return None
    known, about = weights() if known is None else known, signs.about(text)
    sums = [sum(known.get(sign, 0) for sign in signs.of_candidate(text, each, about)) for each in found]
    return found[sums.index(max(sums))] if max(sums) > 0 or found[0].way == MARKED else None


@cache
def weights() -> dict[str, int]:
    """What project_choices.csv says."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["sign"]: int(row["weight"]) for row in csv.DictReader(file)}
