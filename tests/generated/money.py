"""The money of a project, from its budget to what is left of it: figures that agree, and how they are told."""

import re
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Fund, Indicator

from .pen import FIELDS, WORDS, Pen, money, places, rate
from .said import Row, Said, joined, say


class Purse(NamedTuple):
    """A sum of money in 万元; `plan` says which budgets are printed, `parts` are label, source, planned, spent."""

    name: str
    plan: str
    initial: Decimal
    adjusted: Decimal
    allocated: Decimal
    executed: Decimal
    again: Decimal
    rate: Decimal
    decimals: int
    parts: tuple[tuple[str, str, Decimal, Decimal], ...]
    uses: tuple[tuple[str, Decimal], ...]


def purse(hand: Pen, field: str, name: str, plan: str = "") -> Purse:
    """A purse whose figures agree: parts add up to their totals, the rate is executed over the budget printed last."""
    random = hand.random
    plan = plan or random.choice(list(WORDS["plan"]))
    cents = random.choice([0, 1, 2, 2])
    initial = places(Decimal(random.randint(800, 900_000)) / random.choice([10, 100]), cents)
    adjusted = (
        places(initial * random.choice([Decimal("0.9"), Decimal("1.2"), 1]), cents) if plan == "both" else initial
    )
    executed = places(adjusted * Decimal(random.randint(620, 1000)) / 1000, cents)
    allocated = random.choice([adjusted, places((adjusted + executed) / 2, cents)])
    decimals = random.choice([2, 2, 1, 0])
    shares = _sources(hand, adjusted, executed)
    uses = random.sample(FIELDS[field]["uses"], random.randint(2, 4))
    stated = places(100 * executed / adjusted, decimals)
    divided = tuple(zip(uses, split(hand, executed, len(uses)), strict=True))
    return Purse(name, plan, initial, adjusted, allocated, executed, executed, stated, decimals, shares, divided)


def split(hand: Pen, whole: Decimal, n: int) -> list[Decimal]:
    """`n` parts above 0 that add up to the whole, to its last digit."""
    step = Decimal(1).scaleb(whole.as_tuple().exponent)
    units = int(whole / step)
    cuts = sorted(hand.random.sample(range(1, max(units, n + 1)), n - 1))
    return [(high - low) * step for low, high in zip([0, *cuts], [*cuts, units], strict=True)]


def told(hand: Pen, of: Purse, words: dict[str, str], *, brief: bool = False) -> Said:
    """The purse in sentences: budget, arrival, spending, uses, what is left."""
    parts = [_plan(hand, of, words)]
    if hand.chance(0.4):
        parts.append(_arrival(hand, of, words))
    parts.append(_spending(hand, of, words))
    if not brief and hand.chance(0.5):
        parts.append(_uses(hand, of))
    if of.adjusted > of.executed and hand.chance(0.4):
        left = of.adjusted - of.executed
        parts.append(say(hand.one("left"), left=fund(hand, left, "carryover_out", mark="left"), **words))
    return joined(parts)


def brief(hand: Pen, of: Purse, words: dict[str, str], pattern: str = "brief") -> Said:
    """Budget, spending and rate in one sentence, or on a card."""
    return say(
        hand.one(pattern),
        initial=fund(hand, of.initial, "initial_budget"),
        adjusted=fund(hand, of.adjusted, "adjusted_budget", mark="budget"),
        allocated=fund(hand, of.allocated, "allocated"),
        executed=fund(hand, of.executed, "executed", mark="executed"),
        rate=stated_rate(hand, of.rate, "预算执行率", mark="rate"),
        **_named(of, words),
    )


def granted(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    """What was sent from above."""
    return say(hand.one("granted"), allocated=fund(hand, of.allocated, "allocated"), **_named(of, words))


def said_again(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    """What was spent, once more."""
    return say(hand.one("again"), executed=fund(hand, of.again, "executed", mark="again"), **_named(of, words))


def line(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    """Budget, arrival and spending of one project among several, in one sentence."""
    return say(
        hand.one("line"),
        initial=fund(hand, of.initial, "initial_budget", line=of.name, mark="line"),
        allocated=fund(hand, of.allocated, "allocated", line=of.name),
        executed=fund(hand, of.executed, "executed", line=of.name, mark="spent line"),
        rate=stated_rate(hand, of.rate, "执行率", mark="line rate"),
        **_named(of, words),
    )


def whole(hand: Pen, lines: list[Purse], words: dict[str, str]) -> Said:
    """The budget and spending of all projects together."""
    initial, executed = sum(each.initial for each in lines), sum(each.executed for each in lines)
    return say(
        hand.one("whole"),
        initial=fund(hand, initial, "initial_budget", mark="whole"),
        executed=fund(hand, executed, "executed"),
        rate=stated_rate(hand, places(100 * executed / initial, 2), "执行率"),
        **words,
    )


def fund(
    hand: Pen, wan: Decimal, stage: str, source: str = "total", category: str = "total", line: str = "", mark=""
) -> Said:
    """An amount with the row of funds that is to be read from it."""
    return money(hand, wan, Fund("", "", line, stage, source, category, wan, None, None, ""), mark=mark)


def stated_rate(hand: Pen, value: Decimal, name: str, mark: str = "") -> Said:
    """A rate of budget management, an indicator without a target."""
    return rate(hand, value, _process(name, value), mark=mark)


def _process(name: str, value: Decimal) -> Row:
    polarity = "lower" if re.search("控制率|结转结余率", name) else "higher"
    ends = ("", "", "", "=", value, "%", polarity, None, None, None, None, "")
    return Indicator("", "", 0, "management", "process", name, *ends)


def _plan(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    stage = "initial_budget" if of.plan == "initial" else "adjusted_budget"
    return say(
        hand.random.choice(WORDS["plan"][of.plan]),
        initial=fund(hand, of.initial, "initial_budget", mark="budget"),
        adjusted=fund(hand, of.adjusted, "adjusted_budget", mark="budget"),
        parts=_parts(hand, of, stage, 2, "part") if hand.chance(0.6) else "",
        **_named(of, words),
    )


def _arrival(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    rate = stated_rate(hand, places(100 * of.allocated / of.adjusted, of.decimals), "资金到位率")
    total = fund(hand, of.allocated, "allocated")
    if of.allocated == of.adjusted and of.parts and hand.chance(0.4):
        return say(
            hand.one("arrived_parts"),
            parts=_listed(hand, of, "allocated", 2, "arrived_part"),
            allocated=total,
            rate=rate,
        )
    return say(hand.one("arrival"), allocated=total, rate=rate, **words)


def _spending(hand: Pen, of: Purse, words: dict[str, str]) -> Said:
    return say(
        hand.one("spending"),
        executed=fund(hand, of.executed, "executed", mark="executed"),
        parts=_parts(hand, of, "executed", 3, "spent_part") if hand.chance(0.25) and _all_spend(of) else "",
        rate=stated_rate(hand, of.rate, "预算执行率", mark="rate"),
        **words,
    )


def _all_spend(of: Purse) -> bool:
    return all(spent > 0 for *_, spent in of.parts)


def _uses(hand: Pen, of: Purse) -> Said:
    listed = [
        say(
            hand.one("use"),
            label=label,
            amount=fund(hand, amount, "executed", line=label, mark="use"),
        )
        for label, amount in of.uses
    ]
    return say(hand.one("uses"), uses=joined(listed, hand.random.choice("、，；")))


def _parts(hand: Pen, of: Purse, stage: str, column: int, words: str) -> Said | str:
    return say(hand.one("parts"), parts=_listed(hand, of, stage, column, words)) if of.parts else ""


def _listed(hand: Pen, of: Purse, stage: str, column: int, words: str) -> Said:
    """The parts of a purse by source: as planned where `column` is 2, as spent where it is 3."""
    pattern = hand.one(words)
    mark = {"executed": "spent part", "allocated": "arrived part"}.get(stage, "part")
    listed = [
        say(pattern, label=part[0], amount=fund(hand, part[column], stage, part[1], line=part[0], mark=mark))
        for part in of.parts
    ]
    return joined(listed, hand.random.choice("、，"))


def _sources(hand: Pen, planned: Decimal, spent: Decimal) -> tuple[tuple[str, str, Decimal, Decimal], ...]:
    """A division of the purse among sources; no source spends more than it has."""
    if hand.chance(0.2):
        return ()
    chosen = hand.one("sources")
    shares = split(hand, planned, len(chosen))
    unspent, rest = planned - spent, []
    for share in shares:
        rest.append(min(share, unspent))
        unspent -= rest[-1]
    labels = [(hand.random.choice(labels), source) for source, labels in chosen]
    return tuple((*label, share, share - left) for label, share, left in zip(labels, shares, rest, strict=True))


def _named(of: Purse, words: dict[str, str]) -> dict[str, str]:
    return words | {"name": of.name}
