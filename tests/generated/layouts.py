"""The layouts of reports in prose: which parts stand in which order, and of which project their rows are."""

from collections.abc import Callable
from decimal import Decimal

from . import accounts, around, measured, money, parts, scores
from .parts import NUMERALS, Case
from .pen import WORDS
from .said import Said, joined, of, say

Told = tuple[Said, list[Said | str]]  # title, and what stands below it
Sections = list[tuple[str, Said]]  # kind of heading, and what stands below it


def _single(case: Case, told: Callable[[Case], Sections]) -> Told:
    """A report on one project: every row is of it."""
    return parts.title(case, "project_titles"), _of_project(parts.numbered(case, told(case)))


def _of_project(said: list[Said | str], project: int = 1) -> list[Said | str]:
    return [of(each, project_id=f"{project}") if isinstance(each, Said) else each for each in said]


def _narrative(case: Case) -> Sections:
    """Money, what was done, and a few promises in running prose."""
    spent, again = parts.spending(case)
    pairs = joined(parts.pair(case, each, "told") for each in parts.promised(case, 4))
    said = [("overview", parts.overview(case)), ("money", spent), ("results", parts.narrative(case, 5))]
    return [*said, ("measured", pairs), *parts.closing(case, again)]


def _lists(case: Case) -> Sections:
    """Targets in one list, actuals in another; the money stands before, between or behind them."""
    hand, things = case.hand, parts.promised(case, 6)
    spent, again = parts.spending(case)
    middle = [("goals", parts.goals(hand, things)), ("measured", parts.attained(hand, things))]
    middle = [("measured", parts.both_lists(hand, things))] if hand.chance(0.3) else middle
    middle.insert(hand.random.randint(0, len(middle)), ("money", spent))
    end = [("results", parts.narrative(case, 3)), *parts.closing(case, again)]
    return [("overview", parts.overview(case)), *middle, *end]


def _n1(case: Case) -> Sections:
    """A transfer: money, then indicators below the names of their levels."""
    spent, again = parts.spending(case, granted=case.hand.chance(0.4))
    things = parts.leveled(case, parts.promised(case, 7), "N1", case.hand.random.choice(["。", "：", "--"]))
    if case.hand.chance(0.3):
        things = joined([things, "\n可持续影响：", measured.worded(case.hand)])
    said = [("overview", parts.overview(case)), ("money", spent), ("measured", things)]
    return [*said, *parts.closing(case, again)]


def _n2(case: Case) -> Sections:
    """The conclusion first; each indicator with its points."""
    spent, again = parts.spending(case, brief=True)
    points = Decimal(case.hand.random.choice(["98", "95.5", "96", "99"]))
    said = [("conclusion", parts.conclusion(case, points, (), again))]
    said += [("overview", joined([parts.overview(case), spent]))]
    said += [("measured", parts.listed(case, parts.promised(case, 6), "N2"))]
    return [*said, ("problems", around.problems(case.hand, case.unit))]


def _n4(case: Case) -> Sections:
    """The wording of final accounts: promises one after the other in one paragraph."""
    spent, again = parts.spending(case)
    things = joined(parts.pair(case, each, "N4") for each in parts.promised(case, 6))
    said = [("money", spent), ("measured", things), ("results", parts.narrative(case, 3))]
    return [*said, *parts.closing(case, again)]


def _n5(case: Case) -> Sections:
    """Money and what was done, no promises."""
    spent, again = parts.spending(case)
    said = [("overview", parts.overview(case)), ("money", spent), ("results", parts.narrative(case, 6))]
    return [*said, *parts.closing(case, again)]


def _card(case: Case) -> Told:
    """A card of labels and values above, then promises and what was done."""
    purse = money.purse(case.hand, case.unit.field, case.names[0])
    card = money.brief(case.hand, purse, case.words, "card")
    things = parts.listed(case, parts.promised(case, 5), "N1")
    said = [("measured", things), ("results", parts.narrative(case, 3)), *parts.closing(case)]
    return parts.title(case, "project_titles"), _of_project([card, *parts.numbered(case, said)])


def _summary(case: Case) -> Told:
    """One paragraph, as published with the final accounts: score, money, what was done, problems."""
    hand = case.hand
    purse = money.purse(hand, case.unit.field, case.names[0])
    said = {
        "score": scores.total(hand, sum(each.points for each in scores.criteria(hand))),
        "money": money.brief(hand, purse, case.words),
        "deeds": parts.ordered(case, 5),
        "problems": around.problems(hand, case.unit),
    }
    paragraph = say(hand.one("summary"), **case.words | said)
    things = joined(parts.pair(case, each, "N4") for each in parts.promised(case, 4))
    told = [paragraph, joined(["指标完成情况：", things])] if hand.chance(0.5) or case.unreported else [paragraph]
    return parts.title(case, "project_titles"), _of_project(told)


def _n3(case: Case) -> Told:
    """Criteria as headings with their points; what was spent and done stands below them."""
    hand, criteria = case.hand, scores.criteria(case.hand)
    spent, again = parts.spending(case)
    below = [
        around.background(hand, case.unit, case.names[0]),
        spent,
        parts.narrative(case, 4),
        measured.surveyed(hand),
    ]
    heads = [joined([f"{NUMERALS[i]}、", scores.heading(hand, each)]) for i, each in enumerate(criteria)]
    said = [each for both in zip(heads, below, strict=True) for each in both]
    last = parts.conclusion(case, sum(each.points for each in criteria), (), again)
    return parts.title(case, "project_titles"), _of_project(
        [*said, f"五、{hand.random.choice(WORDS['headings']['conclusion'])}", last]
    )


def _department(case: Case) -> Told:
    """A whole unit: who works there, its accounts, its criteria, what it did."""
    hand, own, criteria = case.hand, accounts.accounts(case.hand), scores.standards(case.hand)
    staff = [accounts.staffed(hand, own, case.words), accounts.equipped(hand, case.unit.field)]
    books = [accounts.told(hand, own, case.words), accounts.costs(hand, own)]
    said = [("unit", joined(staff, "\n")), ("accounts", joined(books, "\n"))]
    if hand.chance(0.6):
        said.append(("scores", parts.items(hand, [scores.judged(hand, each) for each in criteria])))
    said += [("results", parts.narrative(case, 5)), ("problems", around.problems(hand, case.unit))]
    if case.unreported or hand.chance(0.5):
        pairs = [parts.pair(case, each, hand.random.choice(["told", "N4"])) for each in parts.promised(case, 4)]
        said.append(("measured", joined(pairs)))
    again = accounts.said_again(hand, own, case.words) if hand.chance(0.4) else ""
    said.append(("conclusion", parts.conclusion(case, sum(each.points for each in criteria), (), again)))
    return parts.title(case, "department_titles"), parts.numbered(case, said)


def _lines(case: Case) -> Told:
    """Several projects: their goals one after the other, then their money one after the other."""
    hand, own = case.hand, _purses(case)
    goals: list[Said | str] = []
    spent = [money.whole(hand, own, case.words)]
    for i, (this, purse) in enumerate(zip(_each(case), own, strict=True), 1):
        things = parts.leveled(this, parts.promised(this, 4), "seed", "--")
        line = joined([f"项目{i}：", money.line(hand, purse, case.words)])
        goals += [f"项目{i}：{purse.name}", *_of_project([things], i)]
        spent += _of_project([line], i)
    said = [("overview", parts.overview(case)), ("measured", joined(goals, "\n")), ("money", joined(spent, "\n"))]
    return parts.title(case, "several_titles"), parts.numbered(case, [*said, *parts.closing(case)])


def _several(case: Case) -> Told:
    """Several projects, each with its money, output and effect below its own heading."""
    hand, own = case.hand, _purses(case)
    said: list[Said | str] = []
    for i, (this, purse) in enumerate(zip(_each(case), own, strict=True), 1):
        things = parts.promised(this, 5)
        rows = [joined(["1.资金：", money.line(hand, purse, case.words)])]
        for n, label, chosen in ((2, "产出", things[: len(things) // 2]), (3, "效果", things[len(things) // 2 :])):
            rows.append(joined([f"{n}.{label}：", *(parts.pair(this, each, "N4") for each in chosen)]))
        said += [f"{NUMERALS[i - 1]}、{purse.name}", *_of_project(rows, i)]
    whole, score = money.whole(hand, own, case.words), parts.conclusion(case, Decimal("96.5"))
    return parts.title(case, "several_titles"), [*said, f"{NUMERALS[len(own)]}、总体评价", whole, score]


def _purses(case: Case) -> list[money.Purse]:
    return [money.purse(case.hand, case.unit.field, name, "initial") for name in case.names]


def _each(case: Case) -> list[Case]:
    """The case of each project; where a target is to have no actual, it is one of one project."""
    left_out = case.hand.random.choice(case.names)
    return [case._replace(names=(name,), unreported=case.unreported and name == left_out) for name in case.names]


LAYOUTS: dict[str, Callable[[Case], Told]] = {
    "narrative": lambda case: _single(case, _narrative),
    "lists": lambda case: _single(case, _lists),
    "lines": _lines,
    "several": _several,
    "department": _department,
    "card": _card,
    "summary": _summary,
    "N1": lambda case: _single(case, _n1),
    "N2": lambda case: _single(case, _n2),
    "N3": _n3,
    "N4": lambda case: _single(case, _n4),
    "N5": lambda case: _single(case, _n5),
}
