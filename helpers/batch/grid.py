"""Grids of a plan: every combination of values of some parameters, less those left out, and some more.

grid: {outcome: [attainment, reached], rate: [official, initial]}   # 4 combinations
exclude: [{outcome: reached, rate: initial}]                        # without those that have a value of each name
include: [{outcome: overshoot, rate: [official, initial]}]          # and 2 more, whatever is excluded
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from helpers.batch.parameters import Parameter, declared, refuse, valued

OWN, READ = "variant", "data"  # the parameters under which a run keeps its results, and finds its tables
Lists = dict[str, tuple]  # by name of a parameter its values, each once


class Grid(NamedTuple):
    values: Lists
    exclude: tuple[Lists, ...] = ()
    include: tuple[Lists, ...] = ()


def read(entry: Mapping[str, Any], notebook: Path) -> Grid:
    """The grid of an entry of a plan, each value of the type its notebook annotates.

    Raises one PlanError that lists what is wrong: no lists of values, names not declared or fixed by the entry, values
    of another type or given twice, an exclude that leaves nothing out, a variant that runs would share.
    """
    known = declared(notebook)
    problems = _shared_variant(entry)
    values = _lists(entry["grid"], known, "grid", problems, of_lists=True)
    problems += [f"  grid, {name}: parameters fix it already" for name in values if name in entry.get("parameters", {})]
    include, exclude = (
        tuple(_lists(each, known, f"{key} {place}", problems) for place, each in enumerate(entry.get(key, []), 1))
        for key in ("include", "exclude")
    )
    for place, box in enumerate(exclude, 1):
        problems += _of_no_use(box, values, f"exclude {place}")
    refuse(notebook, known, problems)
    return Grid(values, exclude, include)


def size(grid: Grid) -> int:
    """Number of combinations, counted without building them."""
    return _not_excluded(grid) + sum(math.prod(map(len, lists.values())) for lists in grid.include)


def points(grid: Grid) -> Iterator[dict[str, Any]]:
    """The combinations one after another, the last name changing fastest, those of `include` at the end."""
    for point in _combinations(grid.values):
        if not any(all(point[name] in values for name, values in box.items()) for box in grid.exclude):
            yield point
    for lists in grid.include:
        yield from _combinations(lists)


def name(prefix: str, point: Mapping[str, Any], longest: int) -> str:
    """Name of the run of a combination: the prefix and its values; of those only a hash where they are too long."""
    full = "-".join([prefix, *map(_piece, point.values())])
    return full if len(full.encode()) <= longest else f"{prefix}-{_short_hash(full)}"


def _combinations(lists: Lists) -> Iterator[dict[str, Any]]:
    return (dict(zip(lists, values, strict=True)) for values in product(*lists.values()))


def _not_excluded(grid: Grid) -> int:
    """Number of combinations that no `exclude` covers: values of a name that the same ones hold are counted at once."""
    names = list(grid.values)

    @cache
    def left(depth: int, held: frozenset[int]) -> int:
        if any(grid.exclude[box].keys().isdisjoint(names[depth:]) for box in held):
            return 0
        if not held:
            return math.prod(len(grid.values[name]) for name in names[depth:])
        alike = Counter(_holding(grid.exclude, held, names[depth], value) for value in grid.values[names[depth]])
        return sum(number * left(depth + 1, still) for still, number in alike.items())

    return left(0, frozenset(range(len(grid.exclude))))


def _holding(boxes: tuple[Lists, ...], held: Iterable[int], name: str, value: Any) -> frozenset[int]:
    """Those of the boxes that hold a value of a name too; a box that does not have the name holds every value."""
    return frozenset(box for box in held if name not in boxes[box] or value in boxes[box][name])


def _lists(
    given: Any, known: Mapping[str, Parameter], where: str, problems: list[str], of_lists: bool = False
) -> Lists:
    """Values by name as their parameters want them, a single value as a list of one; `problems` gains what is wrong."""
    if not isinstance(given, dict) or not given:
        problems.append(f"  {where}: expected a mapping of names to values, found {given!r:.80}")
        return {}
    found = {}
    for name, values in given.items():
        if not values and isinstance(values, list) or of_lists and not isinstance(values, list):
            problems.append(f"  {where}, {name!s:.80}: expected a list of values, found {values!r:.80}")
            continue
        every = values if isinstance(values, list) else [values]
        pairs, wrong = valued(known, ((name, value) for value in every))
        twice = [repr(value) for (_, value), count in Counter(pairs).items() if count > 1]
        problems += [f"  {where},{each[1:]}" for each in wrong]
        problems += [f"  {where}, {name}: given twice: {', '.join(twice)}"] if twice else []
        found[name] = tuple(value for _, value in pairs)
    return found


def _shared_variant(entry: Mapping[str, Any]) -> list[str]:
    given = [entry.get("parameters", {}), entry["grid"], *entry.get("include", [])]
    if any(isinstance(each, dict) and OWN in each for each in given):
        return [f"  {OWN}: each run of a grid keeps its results under a {OWN} of its own, PLAN/RUN: leave it out"]
    return []


def _of_no_use(box: Lists, values: Lists, where: str) -> list[str]:
    """What is wrong with an exclude whose names and values are no names and values of the grid."""
    problems = [f"  {where}, {name}: expected a name of the grid: {', '.join(values)}" for name in box.keys() - values]
    for name in box.keys() & values:
        there = ", ".join(map(str, values[name]))
        problems += [
            f"  {where}, {name} = {value!r:.80}: expected a value of the grid: {there:.400}"
            for value in box[name]
            if value not in values[name]
        ]
    return problems


def _piece(value: Any) -> str:
    """The value as part of a name; with a hash where characters had to be changed, so that two values stay two."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    kept = "".join(each if each.isalnum() or each in "._" else "_" for each in text)
    return kept if kept == text else f"{kept}_{_short_hash(text)}"


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
