"""What a check finds: figures, the comparison of what is stated with what others make of it, and a verdict."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Literal, NamedTuple
from zlib import crc32

import pandas as pd

from helpers.coding.schema import TYPES, tables, validated

GRAVITY = [
    "contradiction", "exceeds", "not_comparable", "not_reported", "no_information", "scope", "truncation", "rounding",
    "holds",
]  # fmt: skip
IN_GRID = -1_000_000_000  # a figure of a grid has no offset; its order in the report counts from here
IN_CELLS = -2_000_000_000  # and that of one in a sentence of a cell, or in the column of points, from here
QUOTED = 4  # figures of a finding that are quoted
EXACT = ("holds", "rounding")  # verdicts of figures that agree, but for those that are cut off
LISTS = ("sum", "part")  # kinds of a whole against parts
REACH = 60  # characters that a quote has before and behind a figure, at most
SENTENCE_EDGE = re.compile("[。；;！？\n]")
PRINTED, DECIMALS = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"[.．](\d+)")
INNOCENT = {  # what a report may mean where a difference proves nothing, by kind of check
    "sum": "the parts listed need not be all of the whole, or may overlap",
    "part": "the parts may overlap",
    "repeat": "two periods, areas or stages of one thing",
    "cross_report": "each report counts by its own scope and cut-off date",
    "rate": "the rate may have a denominator that is not printed",
    "identity": "other entries of the account may not be printed",
    "limit": "more money came than the budget has",
    "score": "a bonus, a cap or a criterion may not be stated",
}
APART = 2  # places between two digits that are taken for each other, at most
FEWEST_DIGITS = 3  # of a value of fewer any other may be a slip
TELLING = 4  # figures of so many digits that differ in one of them are the same figure misprinted

Way = Literal[  # how figures are held against each other, where other checks ask for it
    "",
    "growth",  # a rate of two levels that words tell
    "ratio", "change", "rest",  # what a rate most likely is of two figures
    "its terms", "all its terms",  # what is left of an account, against some or all that its passage tells
    "listed behind",  # a total, against a list that no word ties to it
    "maximum",  # points
]  # fmt: skip
Row = tuple[int, float, tuple]  # how grave a finding is, where its first figure stands, and its cells


class Figure(NamedTuple):
    """A figure that a check uses: its row, value, and half a unit of its last printed digit."""

    row: str
    value: float
    half_digit: float
    start: int
    end: int


class Finding(NamedTuple):
    """A comparison: what is stated, what other figures make of it, and the figures used; of a limit
    the limit is what is stated, and what is held against it stands beside it. The sentence `what` is for people alone;
    other checks ask for the `way` and for the `stages` of the money that is held against each other, in its order."""

    report_id: str
    kind: str
    what: str
    stated: Figure
    recomputed: float | None
    figures: tuple[Figure, ...]
    verdict: str = ""  # without one: what the difference says
    tolerance: float | None = None  # without one: the sum of the half digits
    way: Way = ""
    stages: tuple[str, ...] = ()


def table(
    found: Iterable[Finding], texts: Mapping[str, str] | None = None, cells: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Table audit of the findings, as `table_of` makes it of their `rows`."""
    return table_of(rows(found, texts or {}, cells or {}))


def rows(
    found: Iterable[Finding],
    texts: Mapping[str, str],
    cells: Mapping[str, str],
    placed: Callable[[Finding], str] = lambda finding: "",
) -> list[Row]:
    """A row of table audit for each finding with its verdict, its tolerance and, of a report whose text is there, its
    quote, from the sentences of `cells` where its figures stand in these; without words the cells as `placed` has
    them."""
    made = ((each, _quote(each, texts, cells) or placed(each)) for each in map(judged, found))
    return [(GRAVITY.index(each.verdict), each.figures[0].start, _row(each, quote)) for each, quote in made]


def table_of(found: Iterable[Row]) -> pd.DataFrame:
    """Table audit, validated, of rows: the gravest verdicts first, each in the order of reports and their figures."""
    ordered = sorted(found, key=lambda row: (row[0], row[2][1], row[1]))
    columns = {name: TYPES[says["type"]] for name, says in tables()["audit"]["columns"].items()}
    return validated(pd.DataFrame([cells for *_, cells in ordered], columns=list(columns)).astype(columns), "audit")


def judged(finding: Finding) -> Finding:
    """The finding with a verdict: its own, else what the difference of its figures says."""
    if finding.verdict:
        return finding
    last_digit = 2 * finding.stated.half_digit or 1.0
    digits = round(-math.log10(last_digit))
    found = verdict(finding.stated.value, finding.recomputed, _tolerance(finding), digits)
    return finding._replace(verdict="contradiction" if found == "rounding" and _only_slips(finding) else found)


def _only_slips(finding: Finding) -> bool:
    """Whether a sum is so far off that only its round numbers, 25 beside 52.40, would explain it by rounding, and a
    slip explains it as well: numbers without decimals among such that have them are more likely exact."""
    halves = [figure.half_digit for figure in finding.figures]
    fine = sum(half for half in halves if half < max(halves))
    return finding.kind == "sum" and 0 < fine < distance(finding) * (1 - 1e-9) and is_slip(finding)


def percent(top: Figure, *below: Figure) -> tuple[float, float]:
    """Percent that a figure is of others together, and how much of it half a unit of their last digits makes."""
    whole = sum(each.value for each in below)
    value = 100 * top.value / whole
    return value, (100 * top.half_digit + value * sum(each.half_digit for each in below)) / whole


def verdict(stated: float, recomputed: float, tolerance: float, digits: int) -> str:
    """What the difference of two figures says: holds, rounding, truncation or contradiction.

    `digits` is the number of decimals of the stated figure: it is truncated where the recomputed one, cut to them, is
    the same and rounding does not explain the difference. Figures within `tolerance` may be the same before rounding.
    """
    difference = abs(recomputed - stated)
    if difference < 1e-9 + 1e-12 * abs(stated):  # what binary arithmetic leaves of decimal sums
        return "holds"
    if difference <= tolerance * (1 + 1e-9):
        return "rounding"
    cut = Decimal(repr(round(float(recomputed), 9))).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)
    return "truncation" if float(cut) == round(stated, 9) else "contradiction"


def distance(finding: Finding) -> float:
    """How far the recomputed value lies from the stated one."""
    return abs(finding.recomputed - finding.stated.value)


def as_printed(finding: Finding) -> float:
    """The recomputed value, rounded to the last digit that is printed of the stated one."""
    last_digit = 2 * finding.stated.half_digit
    return round(round(finding.recomputed / last_digit) * last_digit, 9)


def held(
    kind: str, report: str, what: str, figures: Sequence[Figure], value: float | None = None, *more, **named
) -> Finding:
    """The judged finding of the first figure against a value that the others make, without one their sum; `more` is its
    tolerance, and what a finding has behind that."""
    total = round(sum(each.value for each in figures[1:]), 9) if value is None else value
    return judged(Finding(report, kind, what, figures[0], total, tuple(figures), "", *more, **named))


def worded(finding: Finding, place: str = "", unit: str = "") -> Finding:
    """The finding with the place and the unit of its figures in its sentence."""
    before, behind = f"{place}: " if place else "", f", {unit}" if unit else ""
    return finding._replace(what=f"{before}{finding.what}{behind}")


def unless_proven(finding: Finding) -> Finding:
    """The finding, a difference as a matter of scope."""
    return finding._replace(verdict="scope") if finding.verdict == "contradiction" else finding


def half_digit(token: str) -> float:
    """Half a unit of the last digit printed."""
    point = DECIMALS.search(token)
    return 0.5 * 10.0 ** -(len(point[1]) if point else 0)


def scale(value: float, token: str) -> float:
    """Units of `value` for one of the number printed, a power of ten: 10000 for 5.8万 件; 1 where the number was
    corrected by a person or is no digits."""
    printed = PRINTED.search(re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", token)))
    ratio = value / float(printed[0]) if printed and float(printed[0]) else 1.0
    power = 10.0 ** min(8, max(-4, round(math.log10(ratio)))) if ratio > 0 else 1.0
    return power if math.isclose(ratio, power) else 1.0


def misprinted(one: str, other: str) -> bool:
    """Whether two printed numbers are so alike that one is the other misprinted.

    Both have four digits or more and begin with the same two; one digit is exchanged, or two neighbours are swapped.
    Zeros at the end of a whole number are no digits, as many amounts are round.
    """
    one, other = (re.sub("[,，]", "", token) for token in (one, other))
    if one == other or len(one) != len(other) or min(map(_telling_digits, (one, other))) < TELLING:
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    first, last = places[0], places[-1]
    exchanged = len(places) == 1 or (len(places) == 2 and last == first + 1 and one[first] == other[last])
    return exchanged and first >= 2 and (one[first : last + 1] + other[first : last + 1]).isdigit()


def slipped(one: float, other: float, swaps_only: bool = False) -> bool:
    """Whether a value is another with two digits swapped that are neighbours or have one between them, or with one
    digit exchanged where both have three digits or more before their last zeros."""
    if min(one, other) >= 1 and max(one, other) >= 10 * min(one, other):
        return False  # one digit more
    decimals = max(len(f"{value:.12g}".partition(".")[2]) for value in (one, other))
    a, b = (f"{value:.{decimals}f}".replace(".", "") for value in (one, other))
    if len(a) != len(b) or "-" in a + b:
        return False
    places = [place for place, two in enumerate(zip(a, b, strict=True)) if two[0] != two[1]]
    if len(places) == 2 and places[1] <= places[0] + APART:
        return a[places[0]] + a[places[1]] == b[places[1]] + b[places[0]]
    telling = min(len(digits.rstrip("0")) for digits in (a, b))
    return len(places) == 1 and telling >= FEWEST_DIGITS and not swaps_only


def is_slip(finding: Finding, swaps_only: bool = False) -> bool:
    """Whether a slip in one printed figure explains why parts do not make up their whole: in the whole, or a part; of a
    part also a zero too few or too many."""
    whole, total = finding.stated.value, finding.recomputed
    parts = [(each.value, round(each.value + whole - total, 9)) for each in finding.figures[1:]]
    return any(slipped(*two, swaps_only) for two in [(whole, total), *parts]) or any(shifted(*two) for two in parts)


def coincidence(finding: Finding, signs: str = "") -> float:
    """The chance, 0 to 1, that figures which have nothing to do with each other look as if a slip in one of them kept
    the others (each added, or - where `signs` say so) from making up the stated one; 1 where no slip does.

    It is the number of such slips, each worth the last place that any figure fills, in the range of the largest: the
    pairs of unlike digits that may be swapped, neighbours or with one between, or nine other digits for each digit.
    """
    missing = finding.stated.value - finding.recomputed
    shares = [missing if sign == "+" else -missing for sign in signs or "+" * len(finding.figures[1:])]
    parts = [(each.value, round(each.value + more, 9)) for each, more in zip(finding.figures[1:], shares, strict=True)]
    pairs = [(finding.stated.value, finding.recomputed), *parts]
    digits = in_last_place(abs(each.value) for each in finding.figures)
    if any(slipped(*two, swaps_only=True) for two in pairs):
        near = ((text, text[apart:]) for text in map(str, digits) for apart in range(1, APART + 1))
        slips = sum(a != b for two in near for a, b in zip(*two, strict=False))
    elif any(slipped(*two) for two in pairs):
        slips = sum(9 * len(str(each)) for each in digits)
    else:
        return 1.0
    return min(1.0, slips / max(*digits, 1))


def in_last_place(values: Iterable[float]) -> list[int]:
    """The values as whole numbers of the last place that one of them fills: 1,200 and 350.5 as 12000 and 3505."""
    printed = [Decimal(f"{value:.12g}").normalize() for value in values]
    last = min((each.as_tuple().exponent for each in printed if each), default=0)
    return [int(each.scaleb(-last)) for each in printed]


def shifted(one: float, other: float) -> bool:
    """Whether a value of two digits or more is another with a zero too few or too many."""
    small, large = sorted((one, other))
    return small > 0 and math.isclose(10 * small, large) and len(f"{small:.12g}".replace(".", "").strip("0")) > 1


def _telling_digits(token: str) -> int:
    digits = re.sub(r"\D", "", token)
    return len(digits) if re.search(r"[.．]", token) else len(digits.rstrip("0"))


def _tolerance(finding: Finding) -> float:
    return finding.tolerance if finding.tolerance is not None else sum(figure.half_digit for figure in finding.figures)


def _row(finding: Finding, quote: str) -> tuple:
    stated, recomputed = finding.stated.value, finding.recomputed
    difference = None if recomputed is None else round(recomputed - stated, 9) + 0.0
    starts, ends = [figure.start for figure in finding.figures], [figure.end for figure in finding.figures]
    used = f"{finding.what} {[int(start) for start in starts]}".encode()
    name = f"{finding.report_id}-{finding.kind}-{crc32(used):08x}"
    rows = " ".join(figure.row for figure in finding.figures)
    if "+" in finding.report_id:  # the place is that of the first report
        starts, ends = starts[:1], ends[:1]
    place = (None, None) if min(starts) < 0 else (min(starts), max(ends))
    innocent = INNOCENT.get(finding.kind, "") if finding.verdict == "scope" else ""
    return (
        name, finding.report_id, finding.kind, finding.what, stated, recomputed, difference, _tolerance(finding),
        finding.verdict, rows, *place, quote, innocent, "",
    )  # fmt: skip


def _quote(finding: Finding, texts: Mapping[str, str], cells: Mapping[str, str]) -> str:
    """The words around the first figures of a finding, in the order of the text, what overlaps as one."""
    if "+" in finding.report_id:
        own = zip(finding.report_id.split("+"), finding.figures, strict=False)
        told = (_quote(finding._replace(report_id=name, figures=(each,)), texts, cells) for name, each in own)
        return " … ".join(filter(None, told))
    told, from_ = (cells, IN_CELLS) if finding.figures[0].start < IN_GRID else (texts, 0)
    text = told.get(finding.report_id, "")
    placed = [figure for figure in finding.figures[:QUOTED] if from_ <= figure.start < figure.end] if text else []
    spans: list[tuple[int, int]] = []
    for start, end in sorted(around(text, int(each.start) - from_, int(each.end) - from_) for each in placed):
        if spans and start <= spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return " … ".join(text[start:end].strip() for start, end in spans)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words around a figure begin and end: with its sentence, or some way off."""
    before = SENTENCE_EDGE.split(text[max(0, start - REACH) : start])[-1]
    behind = SENTENCE_EDGE.split(text[end : end + REACH])[0]
    return start - len(before), end + len(behind)
