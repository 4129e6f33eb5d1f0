"""Contradictions planted in reports that have none: one printed figure is changed, so that one identity breaks."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from random import Random
from typing import NamedTuple

from helpers.reading.records import Tables

from . import around, measured, pen
from .composing import LAYOUTS, Made, report
from .said import Mark

TRIES = 4_000


class Break(NamedTuple):
    """How an identity breaks: the figure that is changed, those that it belongs with, those that must not be there
    because they would break as well, and by what the figure is multiplied; `over` names the figure to go beyond."""

    mark: str
    others: tuple[str, ...]
    without: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    over: str = ""


class Planted(NamedTuple):
    """A contradiction: its kind, the report or reports it is in, and the places of its figures, the false one first."""

    kind: str
    reports: tuple[Made, ...]
    figures: tuple[tuple[str, int, int], ...]  # report_id, start, end


def _by(factor: str) -> Decimal:
    return Decimal(factor)


BREAKS = {
    "sum": [
        Break("part", ("budget", "part"), (), _by("1.3")),
        Break("spent part", ("executed", "spent part"), (), _by("1.3")),
        Break("use", ("executed", "use"), (), _by("1.3")),
        Break("class", ("executed", "class"), (), _by("1.2")),
        Break("other", ("income", "granted"), (), _by("4")),
        Break("line", ("whole", "line"), ("line rate",), _by("1.4")),
    ],
    "rate": [
        Break("rate", ("executed", "budget"), (), _by("0.93")),
        Break("public rate", ("public", "public planned"), (), _by("1.09")),
        Break("completion", ("executed", "income", "carried"), (), _by("0.93")),
        Break("out rate", ("out", "income", "carried"), (), _by("1.5")),
    ],
    "part": [Break("share", ("count",), (), _by("1.2"), over="count")],
    "repeat": [Break("again", ("executed",))],
    "limit": [
        Break("serving", ("established",), (), _by("1.1"), over="established"),
        Break("public", ("public planned",), ("public rate", "public part"), _by("1.3"), over="public planned"),
        Break("executed", ("budget",), ("rate", "use", "spent part", "left", "again"), _by("1.2"), over="budget"),
    ],
    "identity": [
        Break("out", ("income", "carried", "executed"), ("out rate",), _by("1.4")),
        Break("left", ("budget", "executed"), (), _by("1.4")),
    ],
    "score": [Break("total", ("points",), (), _by("0.96"))],
}
KINDS = [*BREAKS, "unit", "missing", "cross_report"]
UNLIKE = {
    "人": "次",
    "人次": "户",
    "件": "人",
    "场": "人次",
    "场次": "人",
    "个": "平方米",
    "公里": "处",
    "亩": "户",
    "台": "万元",
    "户": "人",
    "家": "件",
    "%": "个",
}


def plant(kind: str, seed: int) -> Planted:
    """A report, for cross_report two, with one contradiction of a kind; the seeds go through the ways it can break."""
    random = Random(f"{kind}{seed}")
    ways = [partial(_broken, kind, how) for how in BREAKS.get(kind, [])] or [OTHER_WAYS[kind]]
    make = ways[seed % len(ways)]
    tried = (make(random, TRIES * seed + attempt) for attempt in range(TRIES))
    return next(planted for planted in tried if planted)


def _broken(kind: str, how: Break, random: Random, seed: int) -> Planted | None:
    """A report in which a figure of an identity is printed falsely; none where the report does not print them all."""
    made = report(random.choice(list(LAYOUTS)), seed)
    if not _fits(made, how):
        return None
    place = _marks(made, how.mark)[0]
    old = _value(made, place)
    beyond = _value(made, _marks(made, how.over)[-1]) if how.over else old
    value = _swapped(random, old) if how.mark == "again" else _like(beyond * how.factor, old)
    known = value is not None and value != old
    return _planted(kind, reprinted(made, place, value), place, how.others) if known else None


def _unlike(random: Random, seed: int) -> Planted | None:
    """A report in which the actual of one indicator is printed in another unit than its target."""
    made = report(random.choice(["N1", "N4", "lists", "lines"]), seed)
    for place in _marks(made, "actual"):
        row = next(row for row in made.tables.indicators if row.start == place.start)
        unit = UNLIKE.get(row.actual_unit)
        if unit and made.text[place.end :].startswith(row.actual_unit):
            changed = _replaced(made, place.end, place.end + len(row.actual_unit), unit)
            rows = [
                each._replace(actual_unit=unit) if each.start == place.start else each
                for each in changed.tables.indicators
            ]
            return _planted("unit", changed._replace(tables=changed.tables._replace(indicators=rows)), place, ())
    return None


def _unreported(random: Random, seed: int) -> Planted | None:
    """A report in which one target has no actual."""
    made = report(random.choice(["N1", "N4", "lists", "lines", "several", "narrative"]), seed, unreported=True)
    places = _marks(made, "missing")
    return _planted("missing", made, places[0], ()) if places else None


def _across(random: Random, seed: int) -> Planted | None:
    """Two reports of one unit and year that print one count with different values."""
    hand = pen.pen(random)._replace(gap="", wide=False)
    unit = around.unit(hand)
    deed = measured.deeds(hand, [hand.random.choice(pen.FIELDS[unit.field]["deeds"])])[0]._replace(sign="=")
    one, other = (report(layout, seed, unit, (deed,)) for layout in ("narrative", "department"))
    first, second = _marks(one, "shared")[0], _marks(other, "shared")[0]
    value = _swapped(random, deed.number)
    if value is None or _value(other, second) != _value(one, first):
        return None
    changed = reprinted(other, second, value)
    false = next(mark for mark in changed.marks if mark.name == "shared")
    figures = (_place(changed, false), _place(one, first))
    return Planted("cross_report", (one, changed), figures)


OTHER_WAYS = {"unit": _unlike, "missing": _unreported, "cross_report": _across}


def reprinted(made: Made, place: Mark, value: Decimal) -> Made:
    """The report with another number at a place, every row behind it moved."""
    old = _value(made, place)
    token = _printed(made.text[place.start : place.end], value)
    changed = _replaced(made, place.start, place.end, token)
    return changed._replace(tables=_each(changed.tables, lambda row: _told(row, place.start, token, value / old)))


def _told(row: tuple, start: int, token: str, ratio: Decimal) -> tuple:
    """The row of a place with the number that is printed there now."""
    if getattr(row, "start", None) != start:
        return row
    column = next(name for name in ("amount_wan", "points", "actual", "value") if name in row._fields)
    return row._replace(token=token, **{column: (getattr(row, column) * ratio).normalize()})


def _replaced(made: Made, start: int, end: int, text: str) -> Made:
    """The report with other words at a place, every row and mark behind it moved."""
    by = len(text) - (end - start)

    def moved(row: tuple) -> tuple:
        if getattr(row, "start", None) is None:
            return row
        at = {"start": row.start + by * (row.start >= end), "end": row.end + by * (row.end >= end)}
        return row._replace(**at)

    whole = made.text[:start] + text + made.text[end:]
    return made._replace(text=whole, tables=_each(made.tables, moved), marks=tuple(map(moved, made.marks)))


def _each(tables: Tables, change: Callable[[tuple], tuple]) -> Tables:
    return Tables(*([change(row) for row in rows] for rows in tables))


def _planted(kind: str, made: Made, place: Mark, others: tuple[str, ...]) -> Planted:
    places = [mark for mark in made.marks if mark.start == place.start]
    places += [mark for name in others for mark in _marks(made, name) if mark.start != place.start]
    return Planted(kind, (made,), tuple(_place(made, mark) for mark in places))


def _place(made: Made, mark: Mark) -> tuple[str, int, int]:
    return made.tables.reports[0].report_id, mark.start, mark.end


def _fits(made: Made, how: Break) -> bool:
    needed = (how.mark, *how.others, *([how.over] if how.over else []))
    return all(_marks(made, name) for name in needed) and not any(_marks(made, name) for name in how.without)


def _marks(made: Made, name: str) -> list[Mark]:
    """The places of that name at which a number stands in figures."""
    found = [mark for mark in made.marks if mark.name == name]
    return [mark for mark in found if re.fullmatch(r"[\d.,．，]+万?", made.text[mark.start : mark.end])]


def _value(made: Made, place: Mark) -> Decimal:
    return Decimal(_plain(made.text[place.start : place.end]))


def _plain(token: str) -> str:
    return token.translate(NARROW).replace(",", "").removesuffix("万")


NARROW = {wide: ord(narrow) for narrow, wide in zip("0123456789.,", map(ord, "０１２３４５６７８９．，"), strict=True)}


def _printed(token: str, value: Decimal) -> str:
    """The number printed as another one is: with its commas, its digits, its 万."""
    plain = f"{value:,f}" if re.search("[,，]", token) else f"{value:f}"
    wide = plain.translate(pen.WIDE) if any(ord(sign) > 0xFF00 for sign in token) else plain
    return wide + "万" * token.endswith("万")


def _like(value: Decimal, model: Decimal) -> Decimal:
    """The value with the decimals of another."""
    return value.quantize(Decimal(1).scaleb(min(0, model.as_tuple().exponent)))


def _swapped(random: Random, value: Decimal) -> Decimal | None:
    """The number with two neighbouring digits swapped, as misprints have them; None where it has too few."""
    digits = list(str(value))
    pairs = [i for i in range(2, len(digits) - 1) if digits[i] != digits[i + 1] and "." not in digits[i : i + 2]]
    if not pairs:
        return None
    i = random.choice(pairs)
    digits[i], digits[i + 1] = digits[i + 1], digits[i]
    return Decimal("".join(digits))
