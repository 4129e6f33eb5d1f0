"""Digits that ran into one another at the end of a row, cut into points where their sums leave one way."""

import re
from collections.abc import Iterator
from decimal import Decimal

POINTS = r"(?:100|[1-9]?[0-9](?:\.[0-9]{1,2})?)"
NUMBER = r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
FULL = {Decimal(100): 0, Decimal(90): 10, Decimal(80): 20}  # sums of weights, each with what the money is worth besides
MOST_STATES = 20_000
OF_POINTS = ("weight", "score")
GRAMMAR = {"weight": re.compile(POINTS), "score": re.compile(POINTS)}
OTHER = re.compile(NUMBER)

Points = tuple[Decimal, Decimal]
Way = dict[str, tuple[int, int]]  # where the digits of each role stand


def cuts(digits: str, names: list[str], start: int = 0) -> list[Way]:
    """All ways to cut digits into one number for each name, points being at most 100 and a score at most its weight."""
    found = [way for way in _cuts(digits, names, 0) if _is_score(digits, way)]
    return [{name: (a + start, b + start) for name, (a, b) in way.items()} for way in found]


def chosen(rows: list[list[Points]], total: Decimal | None) -> list[Points] | None:
    """Weight and score of each row, of those of its ways: the only ones of all in which the weights add up to full
    marks, and the scores to the total where it is printed; None where none do, or several."""
    states: dict[Points, list[tuple[Points, ...]]] = {(Decimal(0), Decimal(0)): [()]}
    for ways in map(set, rows):
        after: dict[Points, list[tuple[Points, ...]]] = {}
        if len(states) * len(ways) > MOST_STATES:
            return None
        for (weights, scores), paths in states.items():
            for way in ways:
                after.setdefault((weights + way[0], scores + way[1]), []).extend((*path, way) for path in paths)
        states = {key: paths[:2] for key, paths in after.items() if key[0] <= max(FULL)}
    fits = [path for (weights, scores), paths in states.items() if _fits(weights, scores, total) for path in paths]
    return list(fits[0]) if len(fits) == 1 else None


def _fits(weights: Decimal, scores: Decimal, total: Decimal | None) -> bool:
    return weights in FULL and (total is None or 0 <= total - scores <= FULL[weights])


def _cuts(digits: str, names: list[str], at: int) -> Iterator[Way]:
    if not names:
        if at == len(digits):
            yield {}
        return
    pattern = GRAMMAR.get(names[0], OTHER)
    last = len(digits) if len(names) == 1 else at + 1
    for end in range(last, len(digits) - len(names) + 2):
        if pattern.fullmatch(digits, at, end):
            for rest in _cuts(digits, names[1:], end):
                yield {names[0]: (at, end)} | rest


def _is_score(digits: str, way: Way) -> bool:
    if not set(OF_POINTS) <= way.keys():
        return True
    weight, score = (Decimal(digits[slice(*way[name])]) for name in OF_POINTS)
    return score <= weight and weight > 0
