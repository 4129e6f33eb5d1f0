"""The parts of a report that layouts share: overview, what was done, what was promised, money, self score, problems."""

from decimal import Decimal
from typing import NamedTuple

from . import around, measured, money, scores
from .measured import TOPS
from .pen import WORDS, Pen, places
from .said import Said, joined, neutral, say

NUMERALS = "一二三四五六七八九十"
POINTS = ["10", "8", "9.5", "5", "12", "7.6"]


class Case(NamedTuple):
    """What a report is about, before it is told: of `deeds` the first are promised, the last told without a target."""

    hand: Pen
    unit: around.Unit
    names: tuple[str, ...]
    deeds: tuple[str, ...]
    shared: tuple[measured.Deed, ...]
    unreported: bool

    @property
    def words(self) -> dict[str, str]:
        """What patterns say of the unit and its first project."""
        return self.unit.words | {"name": self.names[0]}


def title(case: Case, kind: str) -> Said:
    """The title of a kind of report."""
    return say(case.hand.one(kind), **case.words)


def numbered(case: Case, sections: list[tuple[str, Said]]) -> list[Said | str]:
    """Headings, numbered, each with what stands below it."""
    said: list[Said | str] = []
    for numeral, (kind, below) in zip(NUMERALS, sections, strict=False):
        said += [f"{numeral}、{case.hand.random.choice(WORDS['headings'][kind])}", below]
    return said


def overview(case: Case) -> Said:
    """Why there is the project, with numbers that are no figures."""
    hand = case.hand
    said = [around.background(hand, case.unit, case.names[0])]
    return joined([*said, around.asides(hand, case.unit)] if hand.chance(0.4) else said)


def narrative(case: Case, n: int = 4) -> Said:
    """What was done in a year: counts, a count with its parts, results, a survey, changes and ranks."""
    hand, field = case.hand, case.unit.field
    said = [_deeds(case, n)]
    if hand.chance(0.5):
        said.append(measured.divided(hand, field))
    if hand.chance(0.6):
        said.append(measured.chained(hand))
    if hand.chance(0.7):
        said.append(joined([joined(measured.results(hand, field, 2), "，"), "。"]))
    if hand.chance(0.3):
        said.append(measured.surveyed(hand))
    if hand.chance(0.5):
        said.append(around.asides(hand, case.unit))
    return joined(said, hand.random.choice(["", "\n"]))


def ordered(case: Case, n: int) -> Said:
    """What was done, point by point."""
    clauses = [measured.done(case.hand, each) for each in measured.deeds(case.hand, case.deeds[-n:])]
    clauses += [measured.done(case.hand, each, mark="shared") for each in case.shared]
    return joined([joined([a, b]) for a, b in zip(case.hand.one("ordinals"), clauses, strict=False)] + [""], "；")


def _deeds(case: Case, n: int) -> Said:
    """What was done, in one sentence; what another report tells as well stands first."""
    hand = case.hand
    clauses = [measured.done(hand, each, mark="shared") for each in case.shared]
    clauses += [measured.done(hand, each) for each in measured.deeds(hand, case.deeds[-n:])]
    opening = say(hand.one("deed_openings"), **case.words)
    return joined([opening, joined(clauses, hand.random.choice("，；")), hand.one("deed_closings")])


def promised(case: Case, n: int) -> list[measured.Thing]:
    """`n` measured things and one more; the actual of one is left out where the case says so."""
    things = measured.things(case.hand, case.unit.field, case.deeds[: n // 2], n - n // 2)
    left_out = case.hand.random.randrange(len(things)) if case.unreported else -1
    return [each._replace(actual=None) if i == left_out else each for i, each in enumerate(things)]


def pair(case: Case, thing: measured.Thing, style: str) -> Said:
    """Target and actual of a thing in one sentence, by the patterns of a style."""
    hand = case.hand
    if thing.actual is None:
        return joined([measured.unreported(hand, thing), "；" if style in ("N1", "N4") else "。"])
    ways = _ways(hand, thing, style)
    said = {
        "target": measured.target(hand, thing, signs=style != "told"),
        "actual": measured.actual(hand, thing, mark="actual"),
        "points": scores.earned(hand, thing.name, Decimal(hand.random.choice(POINTS))),
        "again": thing.name if hand.chance(0.6) else "",
        "reached": hand.one("reached"),
        "share": neutral(f"{places(100 * thing.actual / thing.target, 1)}%"),
    }
    return say(hand.random.choice(ways), **case.words | said | {"name": thing.name})


def _ways(hand: Pen, thing: measured.Thing, style: str) -> list[str]:
    """The patterns of a style that may be said of a thing: that a promise was kept only where it was."""
    ways = dict(WORDS["pairs"])
    if style == "N4" and thing.level2 == "quantity" and hand.chance(0.2):
        return ways["share"]
    met = ways["met"] if style == "told" and thing.met else []
    above = ways["above"] if met and thing.actual > thing.target and thing.sign == "=" else []
    return ways[style] + met + above


def leveled(case: Case, things: list[measured.Thing], style: str, sign: str) -> Said:
    """Things below the names of their levels, a line a level."""
    rows, tops = [], []
    for i, (level, own) in enumerate(_by_level(things).items(), 1):
        if style == "N1" and (top := TOPS.get(level, "benefit")) not in tops and case.hand.item == "{}.":
            tops.append(top)
            rows.append(f"{len(tops)}.{WORDS['tops'][top]}")
        said = [f"（{i}）{WORDS['levels'][level]}{sign}", *(pair(case, each, style) for each in own)]
        if level == "timeliness" and style == "N1" and case.hand.chance(0.5):
            said.append(say(case.hand.one("dated"), month="11", earlier="10", day="20", **case.words))
        rows.append(joined(said))
    return joined(rows, "\n")


def listed(case: Case, things: list[measured.Thing], style: str) -> Said:
    """Things one below the other, numbered."""
    return items(case.hand, [pair(case, each, style) for each in things])


def goals(hand: Pen, things: list[measured.Thing]) -> Said:
    """What was promised, apart from what was attained: an item each, or a line a level."""
    pattern = hand.one("goal")
    if hand.chance(0.6):
        return items(hand, [_goal(hand, each, pattern) for each in things])
    rows = []
    for numeral, (level, own) in zip(NUMERALS, _by_level(things).items(), strict=False):
        said = joined([_goal(hand, each, pattern) for each in own], "；")
        rows.append(joined([f"（{numeral}）{WORDS['levels'][level]}：", said, "。"]))
    return joined(rows, "\n")


def both_lists(hand: Pen, things: list[measured.Thing]) -> Said:
    """What was promised in one sentence, what was attained in the next."""
    pattern = hand.one("attained_told")
    promised = [_goal(hand, each, "{name}{target}") for each in things]
    reached = [_reached(hand, each, pattern) for each in things if each.actual is not None]
    said = {"goals": joined([joined(promised, "；"), "。"]), "attained": joined([joined(reached, "；"), "。"])}
    return say(hand.one("both_lists"), **said)


def _goal(hand: Pen, thing: measured.Thing, pattern: str) -> Said:
    if thing.actual is None:
        return measured.unreported(hand, thing)
    return say(pattern, name=thing.name, target=measured.target(hand, thing))


def _reached(hand: Pen, thing: measured.Thing, pattern: str) -> Said:
    return say(pattern, name=thing.name, actual=measured.actual(hand, thing, "actual"))


def attained(hand: Pen, things: list[measured.Thing]) -> Said:
    """What was attained, apart from what was promised: an item each, or in one sentence."""
    listed = hand.chance(0.6)
    pattern = hand.one("attained" if listed else "attained_told")
    said = [_reached(hand, each, pattern) for each in things if each.actual is not None]
    return items(hand, said) if listed else joined(["截至年底，", joined(said, hand.random.choice("，；")), "。"])


def spending(case: Case, *, brief: bool = False, granted: bool = False) -> tuple[Said, Said]:
    """The money of a project, with what was sent from above where wanted, and what was spent once more."""
    own = money.purse(case.hand, case.unit.field, case.names[0])
    again = money.said_again(case.hand, own, case.words) if case.hand.chance(0.4) else Said("")
    told = money.told(case.hand, own, case.words, brief=brief)
    told = joined([money.granted(case.hand, own, case.words), "\n", told]) if granted else told
    return joined([told, around.management(case.hand, case.unit)]) if case.hand.chance(0.4) else told, again


def conclusion(case: Case, points: Decimal, criteria: list[scores.Criterion] = (), again: Said | str = "") -> Said:
    """The self score, with its criteria where there are some."""
    shown = [scores.listed(case.hand, criteria)] if criteria else []
    return joined([again, scores.total(case.hand, points), *shown])


def closing(case: Case, again: Said | str = "") -> list[tuple[str, Said]]:
    """Problems and the self score, in one order or the other."""
    criteria = scores.criteria(case.hand)
    shown = criteria if case.hand.chance(0.4) else []
    last = conclusion(case, sum(each.points for each in criteria), shown, again)
    end = [("problems", around.problems(case.hand, case.unit)), ("conclusion", last)]
    return end if case.hand.chance(0.6) else end[::-1]


def _by_level(things: list[measured.Thing]) -> dict[str, list[measured.Thing]]:
    found: dict[str, list[measured.Thing]] = {}
    for each in things:
        found.setdefault(each.level2, []).append(each)
    return found


def items(hand: Pen, said: list[Said]) -> Said:
    """A list, numbered as the report does it."""
    return joined([joined([hand.item.format(i), each]) for i, each in enumerate(said, 1)], "\n")
