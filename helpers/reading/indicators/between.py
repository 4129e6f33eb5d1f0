"""A goal and a result that their places tell: between the goals before and behind it in a list, whose results stand
elsewhere in the same order, and the only number there in its unit that words around it name so."""

from helpers.reading.indicators.echoes import Said, may_meet, pair_of, without
from helpers.reading.indicators.pairs import PROMISED, Pair
from helpers.reading.roles.asides import CLAUSE_END
from helpers.reading.roles.names import runs
from helpers.reading.text import layout

FEWEST = 3  # pairs of a list of goals and a list of results


def between(page: layout.Layout, found: list[Pair], said: list[Said]) -> list[Pair]:
    """The pairs, and those of a goal and a result among the numbers `said` whose places among the others tell that they
    belong together, where words before the result name what was to be."""
    met = [pair for pair in found if pair.actuals]
    free = without(said, met)
    pairs: list[Pair] = []
    for goal in (each for each in free if each.level or each.m.role in ("target", "limit")):
        window = _window(page, goal, met)
        inside = [r for r in free if window[0] < r.m.quantity.start < window[1] and r.m.role not in PROMISED]
        inside = [r for r in inside if may_meet(goal, r) and _is_told_of(page, goal, r)]
        if len(inside) == 1:
            pairs.append(pair_of(goal.m, inside[0].m))
            free = without(free, pairs)
    taken = {m.quantity.start for pair in pairs for m in (pair.target, *pair.actuals)}
    return [pair for pair in found if pair.actuals or pair.target.quantity.start not in taken] + pairs


def _window(page: layout.Layout, goal: Said, met: list[Pair]) -> tuple[int, int]:
    """Where the result of a goal is to stand, by those of the goals around it in its paragraphs; an empty stretch where
    these are too few, or are told in another order."""
    place = goal.m.quantity.start
    near = sorted((p for p in met if _is_beside(goal, p)), key=lambda p: p.target.quantity.start)
    results = [p.actuals[0].quantity.start for p in near]
    if len(near) < FEWEST or place >= min(results) or results != sorted(results):
        return (0, 0)
    goals = max(p.target.item.end for p in near)
    first = [
        max(goals, goal.m.item.end) if place < near[0].target.quantity.start else near[0].actuals[0].item.start,
        *(p.actuals[0].quantity.start for p in near if p.target.quantity.start < place),
    ]
    last = [p.actuals[0].quantity.start for p in near if p.target.quantity.start > place]
    return first[-1], [*last, near[-1].actuals[0].item.end][0]


def _is_beside(goal: Said, pair: Pair) -> bool:
    """Whether a goal stands in a list with another, whose result is told in another paragraph."""
    one, other = goal.m.item, pair.target.item
    return (one.chapter, one.label) == (other.chapter, other.label) and other is not pair.actuals[0].item


def _is_told_of(page: layout.Layout, goal: Said, result: Said) -> bool:
    """Whether the words of its paragraph before a number, or of its clause behind it, name what a goal does."""
    q, item = result.m.quantity, result.m.item
    told = page.text[item.start : q.begin] + CLAUSE_END.split(page.text[q.stop : item.end], maxsplit=1)[0]
    return not runs(goal.m.name).isdisjoint(runs(told))
