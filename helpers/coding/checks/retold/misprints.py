"""Checks of what is told again with a slip, in whatever words, within a report or in two of one unit and year."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter

import pandas as pd

from helpers.coding.checks.counts import MONEY, RATE, Page
from helpers.coding.checks.findings import Figure, Finding
from helpers.coding.checks.retold.evidence import (
    DONE_TO,
    SPAN,
    Report,
    are_of_anything,
    collected,
    evidence,
    is_known,
    known,
)
from helpers.coding.checks.retold.mentions import Mention, of_page, of_rows
from helpers.coding.checks.retold.repeats import versions
from helpers.coding.checks.tables.across import of_one_unit

Told = dict[str, list[Mention]]  # by report_id


def told(full: list[Page], of_cells: list[Page], indicators: pd.DataFrame) -> Told:
    """The mentions of each report: in its text, in the sentences of its cells, and in the rows of its forms."""
    found: Told = defaultdict(list)
    for pages, in_cells in ((full, False), (of_cells, True)):
        for page in pages:
            found[page.report_id] += of_page(page, in_cells)
    known = {(each.report_id, each.figure.start) for own in found.values() for each in own if each.unit}
    for report, own in of_rows(indicators, known).items():
        placed = {each.figure.start for each in own}
        found[report] = [each for each in found[report] if each.figure.start not in placed] + own
    return found


def within(told: Told, pages: list[Page], indicators: pd.DataFrame) -> Iterator[Finding]:
    """Figures that a report tells again with a slip, of one project where both are read as results of projects."""
    lengths = {page.report_id: len(page.text) for page in pages}
    projects = dict(zip(indicators.index.map("indicators:{}".format), indicators["project_id"], strict=True))
    for report, own in told.items():
        known = collected(own, lengths.get(report, 0))
        for pair in proven(known):
            if len({*(projects.get(each.figure.row, "") for each in pair)} - {""}) < 2:
                yield _unlike(*pair, "repeat", report)


def across(told: Told, pages: list[Page], reports: pd.DataFrame) -> Iterator[Finding]:
    """Figures that two reports of one unit and year, no versions of one another, tell with a slip."""
    of = {page.report_id: page for page in pages}
    for names in of_one_unit(reports):
        for one, other in combinations(names, 2):
            if one not in of or other not in of or not versions(of[one], of[other]):
                known = collected([*told.get(one, ()), *told.get(other, ())], 0)
                yield from (_unlike(*pair, "cross_report", f"{one}+{other}") for pair in proven(known, across=True))


def proven(report: Report, across: bool = False) -> list[tuple[Mention, Mention]]:
    """The pairs of mentions that are likely enough to be one quantity, of each value told again the likeliest."""
    likely = sorted((each for each in told_again(report, across) if each[0] >= known()["proven"]), key=itemgetter(0))
    pairs = (pair for _, pair in likely if not are_of_anything(*pair))
    return list({(one.kind, other.value): (one, other) for one, other in pairs}.values())


def told_again(report: Report, across: bool = False) -> Iterator[tuple[float, tuple[Mention, Mention]]]:
    """How likely each mention tells one of another value again, and which, among all that it may tell again or none."""
    for _, pairs in groupby(alike(report.mentions, across), key=lambda pair: id(pair[1])):
        odds = {pair: math.exp(evidence(report, *pair)) for pair in pairs}
        of_value: Counter[float] = Counter()
        for (one, _), chance in odds.items():
            of_value[one.value] += chance
        pair = max((each for each in odds if each[0].value != each[1].value), key=odds.get, default=None)
        if pair:
            yield of_value[pair[0].value] / (1 + of_value.total()), pair


def alike(mentions: list[Mention], across: bool = False) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of mentions of a kind, in two sentences or two reports, that have alike digits or of which the later is
    told as known, by the later; within reach of each other, so that they are no more than grow with a text."""
    places: dict[tuple, list[int]] = defaultdict(list)
    for place, each in enumerate(mentions):
        for key in _keys(each):
            places[key].append(place)
    found = {pair for key, own in places.items() for pair in _near(mentions, own, key[0] == "known")}
    for one, other in ((mentions[a], mentions[b]) for a, b in sorted(found, key=itemgetter(1, 0))):
        if one.report_id != other.report_id if across else one.sentence != other.sentence:
            yield one, other


def _keys(each: Mention) -> Iterator[tuple]:
    """What a figure shares with those of the same digits in another order or scale, and with those that may be told as
    known."""
    digits = f"{each.value:.12g}"
    yield "digits", each.kind, "".join(sorted(digits.replace(".", "").replace("0", "")))
    if each.kind not in (MONEY, RATE):
        yield "known", each.kind


def _near(mentions: list[Mention], places: list[int], known: bool) -> Iterator[tuple[int, int]]:
    """The pairs of places that are within reach; where only a known figure tells of another, those of which the later
    is known to the former."""
    first = 0
    for n, b in enumerate(places):
        other = mentions[b]
        while first < n and _are_far(mentions[places[first]], other):
            first += 1
        if other.known or not known or DONE_TO.search(other.name):
            yield from ((a, b) for a in places[first:n] if not known or is_known(mentions[a], other))


def _are_far(one: Mention, other: Mention) -> bool:
    return one.sentence[:2] == other.sentence[:2] and other.figure.start - one.figure.start > SPAN


def _unlike(one: Mention, other: Mention, kind: str, report: str) -> Finding:
    """That two mentions tell one quantity with two values, in the unit of the first."""
    size = one.value / one.figure.value
    figures = (one.figure, other.figure) if "+" in report else _placed(one.figure, other.figure)
    what = f"{one.name}: told again with a slip, {one.unit or 'number'}"
    return Finding(report, kind, what, figures[0], round(other.value / size, 9), figures, "contradiction")


def _placed(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two figures of a report, both where that in a cell stands, as a row of a form is no sentence to quote."""
    if min(one.start, other.start) >= 0:
        return one, other
    place = min(one, other, key=lambda each: each.start)
    first, second = (each._replace(start=place.start, end=place.end) for each in (one, other))
    return first, second
