"""Promises and results that a sentence tells in turn, each in its own run of numbers: 分别为98%和90%."""

from itertools import groupby, pairwise

from helpers.reading.mentions import Mention
from helpers.reading.vocabulary import comparable

PROMISED, ATTAINED = ("target", "limit", "plan"), ("actual", "told")


def respective(mentions: list[Mention]) -> dict[int, Mention]:
    """The promise of each number that 分别 tells behind as many promises, in the same units and order."""
    found: dict[int, Mention] = {}
    for promised, told in pairwise(_runs(mentions)):
        alike = len(promised) == len(told) > 1 and promised[0].role in PROMISED and told[0].role in ATTAINED
        named = told[0].listed and not any(m.own for m in told[1:])
        units = zip(promised, told, strict=False)
        if alike and named and all(comparable(p.quantity.unit, m.quantity.unit) for p, m in units):
            found |= {m.quantity.start: p for p, m in zip(promised, told, strict=True)}
    return found


def respective_before(mentions: list[Mention]) -> dict[int, Mention]:
    """The number of each promise that 分别 gives behind as many results in its sentence, in the same units and order:
    受理率100%，答复率99%，年初分别定为100%和98%."""
    found: dict[int, Mention] = {}
    for told, promised in pairwise(_runs(mentions)):
        count = len(promised)
        results = [m for m in told if m.sentence == promised[0].sentence][-count:]
        named = promised[0].listed and not any(m.own for m in promised[1:]) and all(m.own for m in results)
        if promised[0].role not in PROMISED or not named or not len(results) == count > 1:
            continue
        if all(comparable(p.quantity.unit, m.quantity.unit) for p, m in zip(promised, results, strict=True)):
            found |= {p.quantity.start: m for p, m in zip(promised, results, strict=True)}
    return found


def _runs(mentions: list[Mention]) -> list[list[Mention]]:
    """The numbers in runs of promised ones, of attained ones, and of others."""
    kinds = {**dict.fromkeys(PROMISED, "promised"), **dict.fromkeys(ATTAINED, "attained")}
    return [list(run) for _, run in groupby(mentions, key=lambda m: kinds.get(m.role))]
