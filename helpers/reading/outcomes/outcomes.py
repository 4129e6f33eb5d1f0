"""Reported figures without a target, and figures of staff and assets."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.reading.outcomes.functions import function
from helpers.reading.outcomes.resources import asset_table, kind, resource
from helpers.reading.records import Outcome, Quantity
from helpers.reading.roles import asides
from helpers.reading.roles.number_roles import is_prescribed
from helpers.reading.text import layout
from helpers.reading.vocabulary import without

LEADING = re.compile(
    r"(?:其中|共计|共有?|累计|全市|全区|全年|我市|我局|我区|已|并|还|及|和|分别|各级|各类|20\d\d[ \t]*年[度内底末]?)+"
)
TRAILERS = "(?:共计|共|累计|达到|达|为|了|有(?<!实有)|均(?<!平均)|近|约|逾|超|超过|大于|合计|共有|分别)"
TRAILING = re.compile(f"{TRAILERS}{TRAILERS}*$")
TRAILING_LAST = frozenset("计共到达为了有均近约逾超过于别")
EDGES = " \t\r\n　，。；：、,;:-—－（）()/"
CLAUSE_END, NAME_END = re.compile(r"[，。；：,;\n]"), re.compile(r"[，。；：、,;\n（(\d]")
PHRASE_END = re.compile("[，。；]")
CHANGES = "提高|提升|增加|增长|上升|扩大|降低|下降|减少|压减|压缩|缩短|升|降|增|减|调整"
GREW = re.compile(rf"[^，。；]{{0,3}}?(?:{CHANGES})[到至为]")
GROWN, GROWN_TO = re.compile(rf"[由从约近]+\d[^，。；]*?(?:{CHANGES})[到至为]$"), frozenset("到至为")
SIGNS = ("", r"[（(]", layout.CHAPTER)
LOOK_AHEAD = 12
SHORTEST_NAME, LONGEST_NAME = 3, 40  # a shorter name takes the words behind the number to it


@dataclass(slots=True)
class Told:
    """A number with its name, the kind of resource it counts, the words around it, and the titles above it."""

    q: Quantity
    name: str
    resource: str
    before: str
    after: str
    titles: tuple[str, ...]


def outcomes(
    page: layout.Layout,
    quantities: list[Quantity],
    report_id: str,
    only_project: str = "",
    justice: bool = True,
) -> tuple[list[Outcome], list[Outcome]]:
    """Rows of the tables outcomes and resources among quantities that no other table holds."""
    places = {q.start for q in quantities}
    table = [row for row in asset_table(page.text, report_id) if row.start in places]
    places -= {row.start for row in table}
    found: list[Outcome] = []
    kept: list[Outcome] = []
    told = [each for each in _told(page, quantities) if each.q.start in places]
    results = [each for each in told if _is_result(page, each)]
    for each in results:  # a question is put to all numbers before the next one, so that its words stay at hand
        rows = kept if each.resource else found
        about = each.resource or function(page, each.q, each.before, each.after, each.titles, justice)
        number = layout.project(page, each.q.start) or only_project
        rows.append(_row(each.q, report_id, number, len(rows) + 1, about, each.name))
    return found, kept + [row._replace(seq=i) for i, row in enumerate(table, len(kept) + 1)]


def _told(page: layout.Layout, quantities: list[Quantity]) -> Iterator[Told]:
    """The numbers in order; a resource is told also by the one before it in its sentence and in its passage."""
    last, near, place, at = "", "", 0, 0
    titles: tuple[str, ...] = ()
    sentences = [layout.sentence(page, q.start) for q in quantities]
    for q, (start, end), name in zip(quantities, sentences, names(page, quantities, sentences), strict=True):
        before, after = page.text[start : q.begin], page.text[q.stop : _end(PHRASE_END, page.text, q.stop, end)]
        if at != (at := bisect_right(page.places, q.start)):
            titles = tuple(each.title for sign in SIGNS if (each := layout.heading(page, q.start, sign)))
        near = near if "。" not in page.text[place : q.start] else ""
        last = resource(q, before, after, titles, last if start <= place else "", near)
        near, place = last or near, q.start
        yield Told(q, name, last, before, after, titles)


def names(page: layout.Layout, quantities: list[Quantity], sentences: list[tuple[int, int]]) -> list[str]:
    """What each number counts: the words before it in its clause, or after it where none stand before."""
    found: list[str] = []
    before = 0
    for q, (start, end) in zip(quantities, sentences, strict=True):
        clauses = CLAUSE_END.split(page.text[max(start, before) : q.begin])
        joined = before > start and len(clauses) == 1  # to another number, by 、 or directly
        name = _name(page, q, _left(clauses[-1], joined), end)
        found.append(name or (found[-1] if joined and found else ""))
        if (q.unit or q.token == "零") and not GREW.match(page.text, q.stop, q.stop + LOOK_AHEAD):
            before = q.stop
    return found


def _left(clause: str, joined: bool) -> str:
    """The words before a number: those in an open parenthesis, or behind the 、 between it and the last number."""
    if "（" in clause and clause.count("（") > clause.count("）"):
        clause = clause.rpartition("（")[2]
    return clause.partition("、")[2] if joined and "、" in clause else clause


def _name(page: layout.Layout, q: Quantity, left: str, end: int) -> str:
    """The name of a number by the words before it, where these are few also by those behind it in its sentence."""
    left = GROWN.sub("", left) if left.rstrip()[-1:] in GROWN_TO else left
    name = without(LEADING, left.strip(EDGES)).strip(EDGES)
    name = TRAILING.sub("", name) if name[-1:] in TRAILING_LAST else name
    if len(name) < SHORTEST_NAME:
        right = page.text[q.stop : _end(NAME_END, page.text, q.stop, end)].strip(EDGES)
        name = f"{name if len(name) > 1 else ''}{right}" or name
    return "".join(name.split())[-LONGEST_NAME:]


def _end(mark: re.Pattern, text: str, place: int, end: int) -> int:
    """Where the first mark between two places stands, else the later place."""
    return found.start() if (found := mark.search(text, place, end)) else end


def _is_result(page: layout.Layout, told: Told) -> bool:
    """Whether a number counts what came about, or a resource that is there."""
    if not told.resource:
        return not (is_prescribed(page, told.q) or asides.is_none(page, told.q, told.before))
    right = page.text[told.q.stop : told.q.stop + LOOK_AHEAD]
    return bool(told.q.unit) and not asides.is_outside(told.q, told.before, right)


def _row(q: Quantity, report_id: str, number: str, seq: int, about: str, name: str) -> Outcome:
    project_id = f"{report_id}-{number}" if number else ""
    unit = q.unit.removeprefix("个") if q.unit == "个昼夜" else q.unit
    return Outcome(
        report_id, project_id, seq, about, name, q.value, unit, q.comparator, kind(q.unit), q.start, q.end, q.token
    )
