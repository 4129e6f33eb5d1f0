"""The lines of a form that has one for each cell fill the columns of its table in the cheapest way."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from helpers.reading.forms.cells import number, sign_of
from helpers.reading.forms.pipes import is_level1, is_level2, values_only
from helpers.reading.forms.words import bare, is_stated
from helpers.reading.vocabulary import unit_kind

TARGETED = re.compile(r"[（(][^（()）]*[≥≤＞＜><=＝][^（()）0-9]*[0-9][^（()）]*[)）]$")  # a name with its target
ORDINALS = re.compile("[0-9]{1,3}[.、．]?")
LONGEST_NAME, LONGEST_UNIT = 45, 8
NEVER, LOST, BLANK, OTHER_LEVEL, OF_LEVEL = 1000.0, 20.0, 4.0, 3.5, 6.0
BROKEN = 8.0  # a row that begins within a line, or goes on in the next
UNKNOWN, ORDINAL, EMPTY = "unknown", "ordinal", "empty"
REQUIRED = ("name", "level2", "level1")
LEVELS1 = ("产出指标", "效益指标", "效果指标", "满意度指标")
BLANK_COST = {
    "ordinal": 1.0,
    "empty": 0.0,
    "level1": 0.0,
    "level2": 0.0,
    "note": 0.0,
    "weight": 4.5,
    "score": 4.5,
    "unit": 1.0,
    "target_adjusted": 0.5,
}


class Part(NamedTuple):
    """A line of the text, without the space around it."""

    text: str
    start: int
    opens: bool | None = None  # its line of several; None for a line of one cell


Placed = list[list[tuple[int, Part]]]  # rows of cells, each with its column


def filled(roles: tuple[str, ...], body: list[Part]) -> Placed:
    """The rows that lines fill at the least cost, blank cells left out."""
    return _followed(len(roles), body, _filling(roles, body))


def cost(roles: tuple[str, ...], body: list[Part]) -> float:
    """How unlike the cells of their columns the lines are, where they stand at the least cost."""
    return _filling(roles, body)(0, 0, False)[0]


def _filling(roles: tuple[str, ...], body: list[Part]) -> "Way":
    best = _cheapest(roles, body)
    for at in range(len(body), -1, -1):  # so that no call goes deeper than a row
        best(at, 0, False)
    return best


Way = Callable[[int, int, bool], tuple[float, str]]


def _cheapest(roles: tuple[str, ...], body: list[Part]) -> Way:
    """The least cost from a line on, a column being due in a row that is begun or not, and what is done: its cell
    `filled`, left `blank`, or the line left out as `lost`."""
    required = next(name for name in REQUIRED if name in roles)

    @cache
    def best(at: int, column: int, begun: bool) -> tuple[float, str]:
        name, after = roles[column], (column + 1) % len(roles)
        blank = BLANK_COST.get(name, BLANK) if name != required else NEVER
        blank = 0.0 if name == "target" and at and TARGETED.search(body[at - 1].text) else blank
        if at == len(body):
            return (0.0 if not column else blank + (best(at, after, begun)[0] if after else 0.0)), "blank"
        cost = _cost(name, body[at].text) + (BROKEN if body[at].opens is begun else 0.0)
        ways = [(cost + best(at + 1, after, after > 0)[0], "filled")] if cost < NEVER else []
        ways += [(blank + best(at, after, begun and after > 0)[0], "blank")] if blank < NEVER else []
        ways += [(LOST + best(at + 1, 0, False)[0], "lost")] if column == 0 else []
        return min(ways, key=lambda way: way[0], default=(NEVER, "blank"))

    return best


def _followed(width: int, body: list[Part], best: Way) -> Placed:
    """The rows of the cheapest way."""
    rows: Placed = []
    at = column = 0
    begun = False
    while at < len(body):
        done = best(at, column, begun)[1]
        rows += [[]] if column == 0 else []
        if done == "filled":
            rows[-1].append((column, body[at]))
        at += done != "blank"
        column = 0 if done == "lost" else (column + 1) % width
        begun = column > 0 and (begun or done == "filled")
    return [row for row in rows if row]


def _level(text: str) -> str:
    """The level that a line names, as 产出指标（50分） and 数量指标; of words for either, as 成本指标, the second."""
    if is_level2(text) and not bare(text).startswith(LEVELS1):
        return "level2"
    return "level1" if is_level1(text) else ""


def _cost(name: str, text: str) -> float:
    """How unlike a cell of a column a line is."""
    if name in ("level1", "level2"):
        told = 0.0 if _level(text) == name else OTHER_LEVEL
        return NEVER if len(text) > LONGEST_UNIT * 2 or not is_stated(text) or values_only(text) else told
    if name == EMPTY:
        return NEVER
    if name == ORDINAL:
        return 0.0 if ORDINALS.fullmatch(text) else NEVER
    if name == "sign":
        return 0.0 if sign_of(text) else NEVER
    if name in ("weight", "score"):
        return 0.0 if not is_stated(text) or (number(text) and not _level(text)) else NEVER
    return _cost_of_words(name, text, OF_LEVEL if _level(text) else 0.0)


def _is_unit(text: str) -> bool:
    """Whether a line is a unit that is known, or one of one, as 元/吨 is."""
    return re.split("[/／]", text)[0] in unit_kind() or text.startswith(("元/", "元／"))


def _cost_of_words(name: str, text: str, odd: float) -> float:
    """The same of a column that words may fill, for a line that is `odd` there as the label of a level is."""
    if name == "name":
        odd += 3.0 if re.search("[，。；]", text) or len(text) == 1 else 0.0
        return NEVER if len(text) > LONGEST_NAME or not is_stated(text) or values_only(text) else odd
    if name.startswith(UNKNOWN):
        return NEVER if len(text) > LONGEST_NAME else odd + 1.0
    if name == "unit":
        known = _is_unit(text) or not is_stated(text)
        return NEVER if len(text) > LONGEST_UNIT or number(text) else 0.0 if known else odd + 0.5
    if name == "note":
        return NEVER if number(text) else odd + 1.0
    odd += OF_LEVEL if _is_unit(text) else 0.0
    return 0.0 if values_only(text) or not is_stated(text) else odd + 1.0 + len(text) / 40
