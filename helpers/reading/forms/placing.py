"""The figures of a row of money, whose blank cells left no line, under the columns where they must stand."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from helpers.reading.forms.cells import number
from helpers.reading.forms.filling import Part
from helpers.reading.forms.glued import holds
from helpers.reading.forms.money_pairs import STAGES
from helpers.reading.forms.words import is_stated, role

MOST_COLUMNS, MOST_OPEN = 12, 2
LARGEST_SHARE = 2  # a rate printed without its % as a share of 1 is below this
RATED = ("adjusted_budget", "initial_budget", "allocated")  # what a rate is of, the likeliest first
PERCENT = ("%", "％")
Said = dict[str, Decimal]
Way = list[tuple[int, Part]]  # figures, each with its column


def under(roles: tuple[str, ...], figures: list[Part]) -> Way:
    """The figures of a row with their columns: where there is one for each, else where the rate proves the amounts to
    be what they are, else where one stands for each amount; empty where they may stand elsewhere."""
    while len(figures) > len(roles) and not is_stated(figures[-1].text):
        figures = figures[:-1]
    if len(figures) == len(roles):
        return list(enumerate(figures))
    ways = _ways(roles, figures)
    amounts = {column for column, name in enumerate(roles) if name in STAGES}
    proven = [way for way in ways if _proves(said(roles, way), roles)]
    whole = [way for way in ways if amounts <= {column for column, part in way if is_stated(part.text)}]
    found = proven or whole
    told = {tuple((column, part.start) for column, part in way if column in amounts) for way in found}
    return found[0] if len(told) == 1 else []


def adding_up(roles: tuple[str, ...], rows: list[tuple[Part | None, list[Part]]], placed: list[Way]) -> list[Way]:
    """The columns of all rows of figures, those of sources that could stand in several places as the total above or
    below says, where one way alone adds up to it in every column; else as before."""
    parts = [i for i, (label, figures) in enumerate(rows) if figures and label and _is_part(label.text)]
    total = next((said(roles, way) for (label, _), way in zip(rows, placed, strict=True)
                  if label and way and role("money_sources", label.text) == "total"), {})  # fmt: skip
    open_ = [i for i in parts if not placed[i]]
    if not total or not 0 < len(open_) <= MOST_OPEN or len(parts) < 2:
        return placed
    ways = [_ways(roles, rows[i][1]) for i in open_]
    known = [said(roles, placed[i]) for i in parts if placed[i]]
    fits = [each for each in product(*ways) if _adds_up([*known, *(said(roles, way) for way in each)], total)]
    told = dict(zip(open_, fits[0], strict=True)) if len(fits) == 1 else {}
    return [told.get(i, way) for i, way in enumerate(placed)]


def _is_part(label: str) -> bool:
    return role("money_sources", label) not in ("", "total")


def _adds_up(parts: list[Said], total: Said) -> bool:
    return all(sum(each.get(name, 0) for each in parts) == total.get(name, 0) for name in STAGES)


def _ways(roles: tuple[str, ...], figures: list[Part]) -> list[Way]:
    """All columns that the figures may stand in, in their order."""
    if not figures or len(figures) > len(roles) or len(roles) > MOST_COLUMNS:
        return []
    ways = (list(zip(each, figures, strict=True)) for each in combinations(range(len(roles)), len(figures)))
    return [way for way in ways if _fits(roles, way)]


def lonely(rows: list[tuple[Part | None, list[Part]]], totals: Said) -> dict[int, str]:
    """The stage of rows with one figure each, by their number: that of the total which those of sources, or those of
    kinds of expenditure, add up to; none where they add up to no total, or to two."""
    found: dict[int, str] = {}
    for section in ("money_sources", "money_categories"):
        alone = {i: number(figures[0].text) for i, (label, figures) in enumerate(rows)
                 if label and len(figures) == 1 and role(section, label.text) not in ("", "total")}  # fmt: skip
        whole = sum(each.value for each in alone.values() if each)
        stages = [name for name, value in totals.items() if value == whole and name in STAGES]
        found |= dict.fromkeys(alone, stages[0]) if len(alone) > 1 and whole and len(stages) == 1 else {}
    return found


def said(roles: Sequence[str], placed: Way) -> Said:
    """The numbers of a row by the role of their column."""
    return {roles[column]: each.value for column, part in placed if (each := number(part.text))}


def _fits(roles: tuple[str, ...], way: Way) -> bool:
    """Whether a rate with its % stands under the rate alone, and points are at most their maximum."""
    if any(part.text.endswith(PERCENT) and roles[column] != "rate" for column, part in way):
        return False
    found = said(roles, way)
    return found.get("points", 0) <= found.get("points_max", 100) <= 100


def _proves(found: Said, roles: tuple[str, ...]) -> bool:
    """Whether the rate, in percent or as a share, is what was spent over the budget, and not 0."""
    budget = next((name for name in RATED if name in roles), "")
    spent, planned, rate = (found.get(name) for name in ("executed", budget, "rate"))
    if not (spent and planned and rate):
        return False
    return holds(spent, planned, f"{rate}") or (rate < LARGEST_SHARE and holds(spent, planned, f"{rate * 100}"))
