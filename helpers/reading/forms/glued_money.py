"""Rows of money whose cells ran into one another, below a header that says which figures stand in them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.reading.forms.glued import FULL_MARKS, LARGEST_RATE, holds
from helpers.reading.forms.glued_header import BUDGETS, amounts
from helpers.reading.forms.glued_points import NUMBER
from helpers.reading.forms.words import role

LABELLED = re.compile(
    r"\s*(?P<label>[^0-9|｜。\n%％]{1,40}?)[:：]?[ \t]*(?P<run>[0-9][0-9.,]*(?:[0-9.,%％/—－-]*[0-9%％/—－-])?)"
)
EMPTY = re.compile(r"\s*[^0-9|｜。\n%％:：]{2,14}?[:：]?[ \t]*[/—－-]{2,}")
DASH, PERCENT = re.compile("[/—－-]+"), "%％"
OF_POINTS = ("points", "points_max")
STAGES = (*BUDGETS, "executed")
LONGEST = 64
LARGEST_SHARE = 2  # a rate printed without its % as a share of 1 is below this
MOST_DECIMALS, FEWEST_DIGITS = 6, 3

Figures = dict[str, tuple[int, str]]


def rows(text: str) -> Iterator[tuple[str, str, int, list[str]]]:
    """The glued rows below each header of money in a text: the label, the figures, where these begin, and the roles of
    the columns."""
    for header in amounts(text):
        at = header.end
        while match := LABELLED.match(text, at) or EMPTY.match(text, at):
            label = match["label"].rpartition("其中")[2] if match.re is LABELLED else ""
            if label and not (role("money_sources", label) or role("money_categories", label)):
                break
            if label:
                yield label, match["run"], match.start("run"), header.roles
            at = match.end()


def split(run: str, roles: list[str]) -> Figures | None:
    """The amounts of a row by stage, each with its offset; None where no split, or more than one, makes spent / budget
    the rate. A row of zeros alone is zero in each stage."""
    names = [name for name in roles if name not in ("none", "note")]
    stages = [name for name in names if name in STAGES]
    if len(run) > LONGEST or "executed" not in stages:
        return None
    if not re.search("[1-9]", run):
        return _zeros(run, stages)
    if "rate" not in names:
        return None
    found = _proven(run, names) or _proven(run, [name for name in names if name != "initial_budget"])
    return found[0] if len(found) == 1 else None


def _proven(run: str, names: list[str]) -> list[Figures]:
    """The distinct amounts of all cuts in which the rate is that of what was spent; of several those of amounts that
    all have as many decimals, as a form prints them."""
    if not set(BUDGETS) & set(names):
        return []
    found: list[Figures] = []
    for cells in _cuts(run, names, 0, {}, names):
        told = {name: cell for name, cell in cells.items() if name in STAGES}
        found += [told] if _is_proof(run, cells) and told not in found else []
    alike = [told for told in found if len({_decimals(token) for _, token in told.values()}) == 1]
    return alike if len(found) > 1 and alike and _decimals(alike[0]["executed"][1]) else found


def _decimals(token: str) -> int:
    return len(token.partition(".")[2])


def _is_proof(run: str, cells: Figures) -> bool:
    """Whether a rate tells enough: it has three digits and its %, or four, or the points are what it makes of their
    maximum."""
    at, rate = cells["rate"]
    signed = run[at + len(rate) : at + len(rate) + 1] in tuple(PERCENT)
    if len(rate.replace(".", "")) >= FEWEST_DIGITS + (not signed):
        return True
    points, most = (Decimal(cells[name][1]) if name in cells else None for name in ("points", "points_max"))
    return bool(points and most) and abs(most * Decimal(rate) / 100 - points) <= Decimal("0.06")


def _cuts(run: str, names: list[str], at: int, cells: Figures, asked: list[str]) -> Iterator[Figures]:
    """All ways to read a row from a place on; points may be lacking, or a dash as other columns may."""
    if not names:
        if (
            at == len(run)
            and _agree(cells)
            and (not set(OF_POINTS) <= set(asked) or len(set(OF_POINTS) & cells.keys()) != 1)
        ):
            yield cells
        return
    name, rest = names[0], names[1:]
    if dash := DASH.match(run, at):
        for end in {at + 1, dash.end()}:
            if name not in STAGES:
                yield from _cuts(run, rest, end, cells, asked)
    if (name in ("points", "points_max") and at == len(run)) or (name == "points_max" and "rate" in rest):
        yield from _cuts(run, rest, at, cells, asked)
    for end in range(at + 1, min(len(run), at + 16) + 1):
        token = run[at:end]
        if re.fullmatch(NUMBER, token) and _may_be(name, token, cells):
            stop = end + (end < len(run) and run[end] in PERCENT and name == "rate")
            if not (end < len(run) and run[end] in PERCENT and name != "rate"):
                yield from _cuts(run, rest, stop, cells | {name: (at, token)}, asked)


def _may_be(name: str, token: str, cells: Figures) -> bool:
    """Whether a number can stand in a column, by what stands before it."""
    value = Decimal(token.replace(",", ""))
    if name == "rate" and {"executed"} <= cells.keys():
        return 0 < value <= LARGEST_RATE and _holds(cells, str(value))
    if name == "points_max":
        return 0 < value <= FULL_MARKS and "," not in token
    if name == "points":
        most = Decimal(cells["points_max"][1]) if "points_max" in cells else Decimal(FULL_MARKS)
        return value <= most and "," not in token
    return -value.as_tuple().exponent <= MOST_DECIMALS


def _holds(cells: Figures, rate: str) -> bool:
    budget = next((cells[name][1] for name in ("adjusted_budget", "initial_budget", "allocated") if name in cells), "0")
    spent, planned = (Decimal(each.replace(",", "")) for each in (cells["executed"][1], budget))
    return holds(spent, planned, rate) or (
        Decimal(rate) < LARGEST_SHARE and holds(spent, planned, f"{Decimal(rate) * 100}")
    )


def _agree(cells: Figures) -> bool:
    return "rate" in cells and _holds(cells, cells["rate"][1])


def _zeros(run: str, stages: list[str]) -> Figures | None:
    """The zeros of a row for each stage, where there is one for each."""
    zeros = [(match.start(), match[0]) for match in re.finditer(r"0(?:\.0+?(?=0\.|0[^.]|0$|[^0]|$))?", run)]
    return dict(zip(stages, zeros, strict=False)) if len(zeros) >= len(stages) else None
