"""What a check finds: figures, the comparison of what is stated with what others make of it, and a verdict."""

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple
from zlib import crc32

import pandas as pd

from helpers.coding.schema import TYPES, tables, validated

GRAVITY = [
    "contradiction", "exceeds", "not_comparable", "not_reported", "no_information", "scope", "truncation", "rounding",
    "holds",
]  # fmt: skip
TELLING = 4  # figures of so many digits that differ in one of them are the same figure misprinted


class Figure(NamedTuple):
    """A figure that a check uses: its row, value, and half a unit of its last printed digit."""

    row: str
    value: float
    half_digit: float
    start: int
    end: int


class Finding(NamedTuple):
    """A comparison: what is stated, what other figures make of it, and the figures used."""

    report_id: str
    kind: str
    what: str
    stated: Figure
    recomputed: float | None
    figures: tuple[Figure, ...]
    verdict: str = ""  # without one: what the difference says
    tolerance: float | None = None  # without one: the sum of the half digits


def table(found: Iterable[Finding]) -> pd.DataFrame:
    """Table audit, validated: a row a finding with its verdict and tolerance, the gravest verdicts first."""
    ordered = sorted(map(judged, found), key=lambda each: (_gravity(each), each.report_id, each.figures[0].start))
    columns = {name: TYPES[says["type"]] for name, says in tables()["audit"]["columns"].items()}
    rows = [_row(finding) for finding in ordered]
    return validated(pd.DataFrame(rows, columns=list(columns)).astype(columns), "audit")


def judged(finding: Finding) -> Finding:
    """The finding with a verdict: its own, else what the difference of its figures says."""
    if finding.verdict:
        return finding
    digits = round(-Decimal(repr(2 * finding.stated.half_digit)).log10())
    found = verdict(finding.stated.value, finding.recomputed, _tolerance(finding), digits)
    return finding._replace(verdict=found)


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
    cut = Decimal(repr(round(recomputed, 9))).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)
    return "truncation" if float(cut) == round(stated, 9) else "contradiction"


def half_digit(token: str) -> float:
    """Half a unit of the last digit printed."""
    point = re.search(r"[.．](\d+)", token)
    return 0.5 * 10.0 ** -(len(point[1]) if point else 0)


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


def _telling_digits(token: str) -> int:
    digits = re.sub(r"\D", "", token)
    return len(digits) if re.search(r"[.．]", token) else len(digits.rstrip("0"))


def _gravity(finding: Finding) -> int:
    return GRAVITY.index(finding.verdict)


def _tolerance(finding: Finding) -> float:
    return finding.tolerance if finding.tolerance is not None else sum(figure.half_digit for figure in finding.figures)


def _row(finding: Finding) -> tuple:
    stated, recomputed = finding.stated.value, finding.recomputed
    difference = None if recomputed is None else round(recomputed - stated, 9) + 0.0
    places = [figure.start for figure in finding.figures], [figure.end for figure in finding.figures]
    used = f"{finding.what} {places[0]}".encode()
    name = f"{finding.report_id}-{finding.kind}-{crc32(used):08x}"
    rows = " ".join(figure.row for figure in finding.figures)
    return (
        name, finding.report_id, finding.kind, finding.what, stated, recomputed, difference, _tolerance(finding),
        finding.verdict, rows, min(places[0]), max(places[1]),
    )  # fmt: skip
