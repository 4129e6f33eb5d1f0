"""Numbers of a sentence that others of it are the parts of."""

import re
from collections.abc import Iterator
from itertools import accumulate

from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, comparable, pattern, unit_kind, words

BORDER = re.compile("[。；;\n]")
PART = re.compile("其中|当中(?=有)|包括(?<=[，：]包括)|含(?<=[，：]含)")
TOTAL = re.compile(any_of(words("totals"), then=r"(?:了|为|达|是|[:：])*[ \t]*$"))
LISTED_WITH = re.compile("、")  # 讲座6场、展览4场、沙龙2场 are three things of one list
CLAUSE = re.compile("[，,。；;：:\n]")
REACH, MOST, FAR, FEWEST = 10, 8, 24, 3


def parts(text: str, quantities: list[Quantity]) -> set[int]:
    """The offsets of numbers that add up to the one before them, no word for a target or an actual standing between,
    or to the one behind them that is called a total; two at least, in one sentence and unit. Rates are no parts."""
    if len(quantities) < FEWEST:
        return set()
    found = _called_total(text, quantities)
    for run in _runs(text, quantities):
        for i, q in enumerate(run):
            behind = run[i + 1 : i + 1 + _adding_up(q, run[i + 1 :])]
            if (
                len(behind) == 2 and behind[0].value > 2 * behind[1].value and _is_pledged(text, q)
            ):  # 答应25眼，打成24眼，有1眼作废
                continue
            if behind and not (
                LISTED_WITH.match(text, q.stop) or pattern("told_between").search(text, q.stop, behind[-1].begin)
            ):
                found |= {each.start for each in behind}
            if i > 1 and TOTAL.search(text, max(0, q.begin - REACH), q.begin):
                found |= {each.start for each in run[i - _adding_up(q, run[i - 1 :: -1]) : i]}
    return found


def parts_begin(text: str) -> re.Match | None:
    """The first words of a text that say that parts follow, as 其中; None without any."""
    return PART.search(text) if "其中" in text or "当中" in text or "包括" in text or "含" in text else None


def _is_pledged(text: str, q: Quantity) -> bool:
    """Whether the clause of a number says that it was promised, so that a part of it may be what was attained."""
    clause = CLAUSE.split(text[max(0, q.begin - FAR) : q.begin])[-1]
    return pattern("pledges").search(clause) is not None


def _called_total(text: str, quantities: list[Quantity]) -> set[int]:
    """The offsets of counts of different units, as 展览15个、演出47场, that add up to what is called their total."""
    found: set[int] = set()
    for i, q in enumerate(quantities):
        if i > 1 and unit_kind().get(q.unit) == "count" and TOTAL.search(text, max(0, q.begin - REACH), q.begin):
            behind = BORDER.split(text[quantities[max(0, i - MOST)].begin : q.begin])[-1]
            others = [each for each in quantities[max(0, i - MOST) : i] if each.begin >= q.begin - len(behind)]
            found |= {each.start for each in others[len(others) - _adding_up(q, others[::-1]) :]}
    return found


def _adding_up(q: Quantity, others: list[Quantity]) -> int:
    """How many of the others, from the first on, add up to a number; 0 for none and for one alone."""
    sums = enumerate(accumulate(each.value for each in others), 1)
    return next((n for n, total in sums if n > 1 and total == q.value), 0)


def _runs(text: str, quantities: list[Quantity]) -> Iterator[list[Quantity]]:
    """The numbers that follow each other in one sentence and one unit, three at least."""
    run: list[Quantity] = []
    for q in quantities:
        if run and (not comparable(run[-1].unit, q.unit) or BORDER.search(text, run[-1].stop, q.begin)):
            yield from [run] if len(run) >= FEWEST else []
            run = []
        if unit_kind().get(q.unit) != "rate":
            run.append(q)
    yield from [run] if len(run) >= FEWEST else []
