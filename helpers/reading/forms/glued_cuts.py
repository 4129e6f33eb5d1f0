"""The ways in which a row whose cells ran into one another can be cut into those that its header names."""

import re
from functools import cache
from typing import NamedTuple

from helpers.reading.forms.glued_points import NUMBER, POINTS, cuts
from helpers.reading.forms.words import words
from helpers.reading.vocabulary import any_of, unit_kind
from helpers.reading.vocabulary import words as vocabulary

FIGURE = rf"{NUMBER}[万亿]?[余多]?"
LIMIT = "(?:以上|以下|以内|之内|左右)?"
UNIT = r"[^0-9≥≤=<>＞＜＝，。.,、:：]{1,8}"
WORDS = r"[^0-9，。.,]{2,12}"
DAY = r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[前底末初]{0,2}"
TAIL = r"(?P<tail>[0-9.]*)(?P<note>(?:[^0-9.,%％].*)?)"
RATE = rf"(?:[—－/-]+|{NUMBER}[%％])"
NAME = r"(?P<name>.*?[^0-9≥≤=<>＞＜＝.])"
LAST = re.compile(r"^(?:.*[^0-9.])?(?P<tail>[0-9][0-9.]*)[^0-9]*$", re.S)
BARE = re.compile(
    r"[（(][^（()）0-9]*[≥≤＞＜><=＝][^（()）0-9]*[)）][0-9.,]+(?:[^0-9.,%％].{3,})?$"
)  # a name with the sign of bare figures
TARGETED = r"(?P<name>.*?[（(][^（()）]*[≥≤＞＜><=＝][^（()）0-9]*[0-9][^（()）]*[)）])"  # a name with its target
AROUND = re.compile(rf"[^0-9]+(?P<weight>{POINTS})[^0-9]+(?P<score>{POINTS})[^0-9]*")
KEPT = ("name", "weight", "target", "actual", "note")
POINTED = ("weight", "score", "none")

Cells = dict[str, tuple[int, int]]


class Cut(NamedTuple):
    """The ways to cut a row: the place of each cell by role. `proven` where one way alone would do without sums;
    `read` is False for a row of which the points alone are told."""

    ways: list[Cells]
    proven: bool = True
    read: bool = True


def cut(text: str, start: int, end: int, roles: tuple[str, ...]) -> Cut:
    """The ways to cut a row that begins with its name; none where it is no row, or none is told."""
    row = text[start:end].rstrip()
    if BARE.search(row):
        return Cut([])
    values = roles[roles.index("name") + 1 :]
    found = _in_columns(row, values) if {"sign", "unit"} & set(values) else Cut([])
    if not found.ways:
        found = _with_units(row, tuple(name for name in values if name not in ("sign", "unit")))
    if not found.ways:
        found = Cut(_points_alone(row, [name for name in values if name in ("weight", "score", "target")]), read=False)
    return found._replace(ways=[{name: (a + start, b + start) for name, (a, b) in way.items()} for way in found.ways])


def _points_alone(row: str, names: list[str]) -> list[Cells]:
    """The ways to cut the points of a row of which nothing else is told: behind its words, or around those."""
    if names == ["weight", "target", "score"]:
        around = AROUND.fullmatch(row)
        return [{name: around.span(name) for name in ("weight", "score")}] if around else []
    last = LAST.match(row)
    names = [name for name in names if name != "target"]
    return cuts(last["tail"], names, last.start("tail")) if last else []


def _with_units(row: str, values: tuple[str, ...]) -> Cut:
    """The same for values that have their sign and unit in their cell: the target and the actual in one unit, on days,
    or in the same words; an actual without its unit where a sign opens the target."""
    first = [name for name in values[: values.index("target")] if name in POINTED]
    after = [name for name in values[values.index("actual") :] if name in POINTED]
    behind = [after[:-1], after] if after[-1:] == ["none"] else [after]
    if values.index("actual") != values.index("target") + 1:
        return Cut([])
    for after, rated in [(each, rated) for each in behind for rated in sorted({"none" in each, False}, reverse=True)]:
        for pattern in _patterns(bool(first), rated):
            match = pattern.fullmatch(row)
            names = [name for name in after if not (rated and name == "none")]
            found = _of_match(row, match, names) if match else Cut([])
            if found.ways:
                return found
    return Cut([])


def _of_match(row: str, match: re.Match, after: list[str]) -> Cut:
    """The ways to cut a row that a pattern fits, with numbers of these names behind the values, or none."""
    groups = match.groupdict()
    cells = {name: match.span(name) for name, said in groups.items() if said and name in KEPT}
    lacking = [] if "actual" in groups else ["actual"]
    if lacking and not _is_unit(groups["unit"]):
        return Cut([])
    tails = [{}] if not (match["tail"] or lacking) else cuts(match["tail"], [*lacking, *after], match.start("tail"))
    heads: list[Cells] = [{}]
    if groups.get("run"):
        said = cuts(match["run"], ["weight", "target"], match.start("run"))
        heads = [way | {"target": (way["target"][0], match.end("rest"))} for way in said]
    ways = [cells | head | tail for head in heads for tail in tails]
    return Cut([way for way in ways if _is_score(row, way)], proven=not groups.get("run"))


def _is_unit(said: str) -> bool:
    """Whether words are a unit that is known, or one of a unit, as 元/公里 is."""
    first = re.split("[/／（(]", said)[0].removeprefix("万").removeprefix("亿")
    return first in unit_kind() or first in words("unit_words") or first in ("", "元")


@cache
def _patterns(weight_first: bool, rated: bool) -> list[re.Pattern]:
    """What a row may be: figures in one unit, days, the same words twice, a figure behind a sign and a bare one, or one
    behind a name with its target."""
    sign = f"(?:{_signs()})"
    alike = rf"{FIGURE}(?P<unit>{UNIT}?){LIMIT})(?P<actual>{sign}?{FIGURE}(?P=unit){LIMIT})"
    bare = rf"(?P<target>{sign}{FIGURE}(?P<unit>{UNIT}))"
    own = rf"(?<=[)）])(?P<actual>{FIGURE}{UNIT})"
    said = [rf"(?P<target>{DAY})(?P<actual>{DAY})", rf"(?P<target>{WORDS})(?P<actual>(?P=target))", bare]
    each = [f"{NAME}(?P<target>{sign}?{alike}", *(NAME + one for one in said), TARGETED + own]
    if weight_first:
        weight = rf"(?P<weight>{POINTS})"
        rest = rf"(?P<rest>[万亿]?(?P<unit>{UNIT}?){LIMIT})"
        run = rf"(?P<run>[0-9][0-9.,]*){rest}(?P<actual>{sign}?{FIGURE}(?P=unit){LIMIT})"
        each = [f"{NAME}{weight}(?P<target>{sign}{alike}", NAME + run, *(NAME + weight + one for one in said)]
        each.append(f"{NAME}(?P<target>{sign}{alike}(?=$)")
    return [re.compile(one + (RATE if rated else "") + TAIL) for one in each]


def _in_columns(row: str, values: tuple[str, ...]) -> Cut:
    """The same for values with a column of signs or of units beside them."""
    named = [name for name in values if name != "note"]
    pattern = _columns(tuple(named))
    match = pattern.fullmatch(row)
    if not match:
        return Cut([])
    cells: Cells = {"name": match.span("name"), "note": match.span("note")}
    if match.groupdict().get("sign"):
        cells["sign"] = match.span("sign")
    ways = [cells]
    for i, names in enumerate(_runs(tuple(named))):
        if names:
            ways = [way | more for way in ways for more in _numbers(match, f"run{i}", names)]
    unit = _unit_at_end(row[slice(*cells["name"])]) if named[0] == "unit" else match.span("unit")
    if unit is None:
        return Cut([])
    if named[0] == "unit":
        begin = cells["name"][0]
        ways = [way | {"name": (begin, begin + unit[0]), "unit": (begin + unit[0], begin + unit[1])} for way in ways]
    else:
        ways = [way | {"unit": unit} for way in ways]
    if match.groupdict().get("before"):
        ways = [way | {"target": (match.start("before"), way["target"][1])} for way in ways]
    said = row[slice(*ways[0]["unit"])] if ways else ""
    return Cut([way for way in ways if _is_score(row, way)] if _is_unit(said) else [])


def _numbers(match: re.Match, group: str, names: list[str]) -> list[Cells]:
    """The ways to cut a run of digits; an adjusted target and a column that is left out may be blank."""
    digits, start = match[group], match.start(group)
    kinds = [
        names,
        *([name for name in names if name != each] for each in ("target_adjusted", "none") if each in names),
    ]
    return [way for kind in kinds for way in cuts(digits, kind, start)]


def _runs(named: tuple[str, ...]) -> list[list[str]]:
    """The names of numbers between those of signs and units; the first run may be empty."""
    runs: list[list[str]] = [[]]
    for name in named:
        if name in ("sign", "unit"):
            runs.append([])
        else:
            runs[-1].append(name)
    return runs


@cache
def _columns(named: tuple[str, ...]) -> re.Pattern:
    """A row with a sign or a unit in a cell of its own."""
    parts, runs = [NAME], _runs(named)
    others = [name for name in named if name in ("sign", "unit")]
    for i, names in enumerate(runs):
        if i:
            name = others[i - 1]
            unit = "" if named[0] == "unit" and i == 1 else rf"(?P<unit>{UNIT}?)"
            parts.append(f"(?P<sign>{_signs()})" if name == "sign" else unit)
        if names:
            sign = f"(?P<before>(?:{_signs()})?)" if names[0] == "target" and "sign" not in named else ""
            parts.append(rf"{sign}(?P<run{i}>[0-9][0-9.,]*)")
    return re.compile("".join(parts) + r"(?P<note>(?:[^0-9.,].*)?)")


def _unit_at_end(text: str) -> tuple[int, int] | None:
    """Where the unit that ends a name stands; None where none is known."""
    found = [unit for unit in unit_kind() if text.endswith(unit) and len(unit) < len(text)]
    return (len(text) - max(map(len, found)), len(text)) if found else None


def _is_score(row: str, way: Cells) -> bool:
    if not {"weight", "score"} <= way.keys():
        return True
    weight, score = (float(row[slice(*way[name])]) for name in ("weight", "score"))
    return score <= weight


@cache
def _signs() -> str:
    return any_of([each for printed in vocabulary("comparators").values() for each in printed])
