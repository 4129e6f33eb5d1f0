"""Whole reports in prose from a seed, in every layout, with the rows that are to be read from them."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import NamedTuple

from helpers.reading.records import Fund, Indicator, Outcome, Report, Score, Tables

from . import around
from .layouts import LAYOUTS
from .parts import Case
from .pen import FIELDS, Pen, pen
from .said import Mark, Said, joined, wrapped

RESOURCES = ("staff", "agency_units", "vehicles", "fixed_assets")


class Made(NamedTuple):
    """A report with what is to be read from it; `marks` are the places of its figures by what they say."""

    text: str
    tables: Tables
    marks: tuple[Mark, ...]
    layout: str
    seed: int


def report(layout: str, seed: int, unit: around.Unit | None = None, shared=(), unreported: bool = False) -> Made:
    """One report of a layout from a seed; with `unreported` one target has no actual."""
    random = Random(f"{layout}{seed}")
    hand = pen(random)
    unit = unit or around.unit(hand)
    names = tuple(random.sample(FIELDS[unit.field]["projects"], random.randint(2, 4)))
    told = [f"{each.verb}|{each.thing}" for each in shared]
    deeds = [each for each in FIELDS[unit.field]["deeds"] if each.rsplit("|", 3)[0] not in told]
    random.shuffle(deeds)
    case = Case(hand, unit, names, tuple(deeds), tuple(shared), unreported)
    title, sections = LAYOUTS[layout](case)
    body = [*around.above(hand, unit), title, *around.below_title(hand, unit)]
    body += [*([around.lead(hand, unit)] if hand.chance(0.8) else []), *sections]
    named = unit.agency in joined(body).text
    body += [around.signature(hand, unit, named)] if hand.chance(0.7) or not named else []
    return made(_laid_out(hand, joined(body, hand.paragraph)), case, layout, seed)


def _laid_out(hand: Pen, said: Said) -> Said:
    """The report as a page has it: most are not wrapped, a few are as a printed page is."""
    return wrapped(said, hand.random.randint(34, 44)) if hand.chance(0.04) else said


def made(said: Said, case: Case, layout: str, seed: int) -> Made:
    """The report that is told, its rows by table."""
    name = f"{layout}-{seed:06}"
    rows = sorted(said.rows, key=lambda row: row.start)
    rows = [row._replace(report_id=name, **_numbered(row, name)) for row in rows]
    tables = Tables([_head(rows, case, layout, name)], *(_only(rows, each) for each in TABLES), [])
    return Made(said.text, tables, said.marks, layout, seed)


TABLES: tuple[Callable[[tuple], bool], ...] = (
    lambda row: isinstance(row, Fund),
    lambda row: isinstance(row, Indicator),
    lambda row: isinstance(row, Outcome) and row.function not in RESOURCES,
    lambda row: isinstance(row, Outcome) and row.function in RESOURCES,
    lambda row: isinstance(row, Score),
)


def _only(rows: list[tuple], wanted: Callable[[tuple], bool]) -> list[tuple]:
    chosen = [row for row in rows if wanted(row)]
    return [row._replace(seq=i) if "seq" in row._fields else row for i, row in enumerate(chosen, 1)]


def _numbered(row: tuple, name: str) -> dict[str, str]:
    return {"project_id": f"{name}-{row.project_id}"} if getattr(row, "project_id", "") else {}


def _head(rows: list[tuple], case: Case, layout: str, name: str) -> Report:
    total = next((row.points for row in rows if isinstance(row, Score) and row.level1_zh == "总分"), None)
    scope = "department" if layout == "department" else "project"
    unit, most = case.unit, None if total is None else Decimal(100)
    head = Report(name, f"{name}.txt", sha256(name.encode()).hexdigest(), unit.agency, admin_level=unit.level)
    return head._replace(scope=scope, fiscal_year=f"{unit.year}", self_score=total, self_score_max=most)
