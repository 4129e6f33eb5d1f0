"""Amounts of money that are promised and attained, as a price or an income is: not money of the unit."""

import re

from helpers.reading.indicators import pairs
from helpers.reading.indicators.mentions import Mention, mentions
from helpers.reading.indicators.pairs_apart import across
from helpers.reading.records import Quantity
from helpers.reading.roles.number_roles import is_promised
from helpers.reading.roles.targets import LIMIT
from helpers.reading.text import layout
from helpers.reading.text.items import Item, with_quantities
from helpers.reading.vocabulary import any_of, unit_kind, words

BUDGETS = [
    word
    for kind in ("initial_budget", "adjusted_budget")
    for word in words("fund_stages")[kind]
    if re.search("预算|批复|核定", word)
]
OF_BUDGET, REACH = re.compile(f"(?:{any_of(BUDGETS)})[数为是]*[ \\t]*$"), 12  # 年初批复120万元 is no goal
MARK = re.compile(f"目标|指标值|任务|{LIMIT}")


def priced(page: layout.Layout, among: list[Item], quantities: list[Quantity]) -> set[int]:
    """The offsets of amounts that are targets and actuals of an indicator, and of numbers under a label of costs."""
    costs = [item for item in among if item.by == "printed" and "成本" in item.label]
    money = [q for q in quantities if unit_kind().get(q.unit) == "money"]
    money = [q for q in money if not OF_BUDGET.search(page.text, max(0, q.begin - REACH), q.begin)]
    return {q.start for _, own in with_quantities(costs, quantities) for q in own} | _promised(page, among, money)


def _promised(page: layout.Layout, among: list[Item], money: list[Quantity]) -> set[int]:
    """The offsets of amounts with the mark of a target whose name is of no money of the unit, and of their actuals."""
    everything: list[Mention] = []
    found: list[pairs.Pair] = []
    for item, own in with_quantities(among, money):
        if own and (_is_marked(page, item, own) or not all(pair.actuals for pair in found)):
            said = mentions(page, item, own, is_promised(item))
            everything += said
            told = pairs.within(said, bool(item.label), not item.label)
            in_turn = any(pair.target.listed and pairs.is_price(pair.target) for pair in told)
            found += (
                pair
                for pair in told
                if (pair.is_certain or pairs.is_price(pair.target) or (in_turn and pair.target.listed))
                and not pairs.is_spending(pair)
            )
    kept = [pair for pair in across(found, everything) if pair.actuals]
    return {m.quantity.start for pair in kept for m in (pair.target, *pair.actuals)}


def _is_marked(page: layout.Layout, item: Item, own: list[Quantity]) -> bool:
    """Whether an item stands among goals, or a sign, a limit or a word for targets before one of its amounts."""
    return (
        is_promised(item)
        or any(q.explicit for q in own)
        or "成本" in item.label
        or MARK.search(page.text, item.body, own[-1].stop) is not None
    )
