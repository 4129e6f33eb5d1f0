"""Rates held against amounts, and rows whose cells ran into one another, split only where arithmetic leaves one way."""

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.reading.text.quantities import DIGIT

NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
GLUED = re.compile(r"([0-9][0-9.]*)[%％]([0-9.]*)")
LABELLED = re.compile(rf"^[ \t]*+([^0-9|\n]*?[\u4e00-\u9fff])[:：]?[ \t]*({DIGIT}[0-9.]*[%％][0-9.]*)[ \t]*$", re.M)
AFTER_RATE = "0123456789. \t"  # signs that may end a glued row
LONGEST = 40  # digits of a glued row; more cells than this never stood in one
LARGEST_RATE = 1000  # percent; more is no rate but a glued row
FULL_MARKS = 100
POINTS = ("rate", "points", "points_max")
USUAL_POINTS = (10, 20)
ORDERS = (
    ("adjusted_budget", "executed"),
    ("initial_budget", "adjusted_budget", "executed"),
    ("adjusted_budget", "executed", "points_max"),
    ("initial_budget", "adjusted_budget", "executed", "points_max"),
)


def holds(executed: Decimal, budget: Decimal, rate: str) -> bool:
    """Whether executed / budget is the rate printed in percent, within its digits; 31.00 counts as whole percent."""
    if not budget:
        return False
    stated = Decimal(rate)
    shown = stated.normalize().as_tuple().exponent
    return abs(executed / budget * 100 - stated) <= Decimal(5).scaleb(min(shown, 0) - 1)


def split(glued: str, orders: tuple[tuple[str, ...], ...] = ORDERS) -> dict[str, tuple[int, str]] | None:
    """The figures of a glued row by role, each with its offset: 40004000100% is 4000 | 4000 | 100%.

    `orders` are the roles that may stand before the rate. None where no split, or more than one, satisfies executed /
    adjusted budget = rate within printed digits and the points fit. A rate of 0 proves nothing.
    """
    match = GLUED.fullmatch(glued)
    if not match or len(match[1]) > LONGEST:
        return None
    found = [parts for order in orders for parts in _splits(match[1], match[2], order)]
    whole = [parts for parts in found if "points_max" in parts] or found
    return _at_places(whole[0]) if len(whole) == 1 else None


def rows(text: str) -> Iterator[tuple[str, str, int]]:
    """The glued rows of a text: the label, the digits that follow it on its line, and where these begin."""
    start = 0
    for line in text.split("\n"):
        match = LABELLED.match(line) if line.rstrip(AFTER_RATE).endswith(("%", "％")) else None
        if match and len(re.sub("[^0-9]", "", match[2])) > len("100100"):
            yield match[1], match[2], start + match.start(2)
        start += len(line) + 1


def is_glued(text: str) -> bool:
    """Whether digits with a % among them are more than a rate, as 40004000100% are and 0.958% is not."""
    match = GLUED.fullmatch(text)
    if not match:
        return False
    plain = re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", match[1])
    return bool(match[2]) or not plain or Decimal(match[1]) > LARGEST_RATE


def _splits(digits: str, points: str, order: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """All ways in which digits before a % are the figures of an order and a rate that agree."""
    names = (*order, "rate")
    for parts in _cuts(digits, len(names)):
        figures = dict(zip(names, parts, strict=True)) | ({"points": points} if points else {})
        if _agree(figures):
            yield figures


def _cuts(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut digits into `count` numbers without leading zeros."""
    if count == 1:
        if re.fullmatch(NUMBER, digits):
            yield (digits,)
        return
    for end in range(1, len(digits) - count + 2):
        if re.fullmatch(NUMBER, digits[:end]):
            yield from ((digits[:end], *rest) for rest in _cuts(digits[end:], count - 1))


def _agree(figures: dict[str, str]) -> bool:
    """Whether the rate is executed / budget and not 0, and the points are at most their maximum, or where none is
    printed what the rate makes of 10 or 20."""
    rate, points, most = (Decimal(figures[name]) if _is_plain(figures.get(name)) else None for name in POINTS)
    if not rate or ("points" in figures) != (points is not None) or (most is not None and points is None):
        return False
    if most is not None and not points <= most <= FULL_MARKS:
        return False
    if points is not None and most is None and not any(_rounds(points, rate * each / 100) for each in USUAL_POINTS):
        return False
    return holds(Decimal(figures["executed"]), Decimal(figures["adjusted_budget"]), figures["rate"])


def _is_plain(token: str | None) -> bool:
    return token is not None and re.fullmatch(NUMBER, token) is not None


def _rounds(printed: Decimal, exact: Decimal) -> bool:
    """Whether a printed number is another one rounded to its digits."""
    return abs(printed - exact) <= Decimal(5).scaleb(printed.as_tuple().exponent - 1)


def _at_places(figures: dict[str, str]) -> dict[str, tuple[int, str]]:
    """The figures with their offsets in the glued row, the % counted between rate and points."""
    places, at = {}, 0
    for name, token in figures.items():
        at += name == "points"
        places[name] = (at, token)
        at += len(token)
    return places
