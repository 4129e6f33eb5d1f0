"""Ways to tell the projects of a report apart: by what it numbers, or by names that it gives."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from helpers.reading.projects.entries import runs
from helpers.reading.projects.families import families, is_paid
from helpers.reading.projects.marks import Marks, marked, paid, with_run, with_sums
from helpers.reading.projects.names import is_name
from helpers.reading.text.layout import Layout

MARKED = "marked"  # by the layout, as 项目一：
MOST = 40  # runs, and families of names, of a text: more are not tried, as each takes a look at all of it
TOLD = ("names", "short names")  # as they are, and any characters of them


class Candidate(NamedTuple):
    """Places at which projects begin and end, in order, the way in which they were found, and the names of projects."""

    marks: Marks
    way: str
    names: Sequence[str]


def candidates(page: Layout) -> list[Candidate]:
    """Each way to tell two projects or more apart, of which money is told; none twice."""
    found: dict[Marks, Candidate] = {}
    for each in _candidates(page):
        numbers = {number for _, number in each.marks if number}
        if len(numbers) > 1 and each.marks not in found:
            found[each.marks] = each
    return [*found.values()]


def _candidates(page: Layout) -> Iterator[Candidate]:
    text = page.text
    if page.projects:
        yield _candidate(text, dict(page.projects), MARKED, [])
    for run in islice(runs(text), MOST):
        way, own = f"run of {run.kind}", with_run({}, run, len(text))
        alone = len(paid(text, sorted(own.items())))
        if alone > 1:
            yield _candidate(text, own, way, run.titles)
        are_names = len({*run.titles}) == len(run.titles) and all(map(is_name, run.titles))
        if are_names and (alone == len(run.titles) or all(is_paid(text, name) for name in run.titles)):
            for told in TOLD:
                marks = marked(text, run.titles, run, told == "short names")
                yield _candidate(text, marks, f"{way} and {told}", run.titles)
    for way, names in islice(families(text), MOST):
        for how in TOLD:
            marks = marked(text, names, short=how == "short names")
            if len(paid(text, sorted(marks.items()))) == len(names):
                yield _candidate(text, marks, f"{how} of {way}", names)


def _candidate(text: str, marks: dict[int, str], way: str, names: Sequence[str]) -> Candidate:
    return Candidate(with_sums(text, marks), way, names)
