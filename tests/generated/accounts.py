"""The accounts of a whole unit, its staff and its assets: figures that agree, and how they are told."""

from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Outcome

from .measured import kind
from .money import fund, split, stated_rate
from .pen import FIELDS, Pen, money, places, quantity, scaled
from .said import Said, joined, say

CLASSES = ("wages", "goods_services", "household_transfers", "capital")


class Accounts(NamedTuple):
    """Income and spending of a unit in 万元, its 三公 and running costs, and who works there."""

    initial: Decimal
    granted: Decimal
    other: Decimal
    carried: Decimal
    executed: Decimal
    out: Decimal
    again: Decimal
    halves: tuple[Decimal, ...]  # basic, project
    classes: tuple[Decimal, ...]
    public: tuple[Decimal, Decimal, Decimal]  # 三公: planned, spent, of it for cars
    public_rate: Decimal
    running: tuple[Decimal, Decimal]  # 公用经费: planned, spent
    completion: Decimal
    established: int
    serving: int
    retired: int

    @property
    def income(self) -> Decimal:
        return self.granted + self.other


def accounts(hand: Pen) -> Accounts:
    """Accounts that agree: income and prior carryover less spending is what is left, parts add up, rates are right."""
    random = hand.random
    granted = _amount(hand, 50_000, 2_000_000)
    other, carried = _amount(hand, 50, 9_000), _amount(hand, 90, 30_000)
    available = granted + other + carried
    executed = places(available * Decimal(random.randint(870, 995)) / 1000, 2)
    planned, allowed = _amount(hand, 600, 9_000), _amount(hand, 6_000, 40_000)
    spent = places(planned * Decimal(random.randint(500, 990)) / 1000, 2)
    established = random.randint(12, 400)
    return Accounts(
        initial=places(granted * Decimal(random.randint(850, 990)) / 1000, 2),
        granted=granted, other=other, carried=carried, executed=executed, out=available - executed, again=executed,
        halves=tuple(split(hand, executed, 2)), classes=tuple(split(hand, executed, 4)),
        public=(planned, spent, split(hand, spent, 2)[0]), public_rate=places(100 * spent / planned, 2),
        running=(allowed, places(allowed * Decimal(random.randint(700, 999)) / 1000, 2)),
        completion=places(100 * executed / available, 2),
        established=established, serving=established - random.randint(0, established // 8),
        retired=random.randint(1, 90),
    )  # fmt: skip


def told(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    """Budget, income, spending and balance of the unit in sentences."""
    parts = [_income(hand, of, words), _expenditure(hand, of, words)]
    if hand.chance(0.6):
        parts.insert(0, _budget(hand, of, words))
    elif hand.chance(0.5):
        parts.append(_halves(hand, of))
    if hand.chance(0.7):
        rate = stated_rate(hand, of.completion, "支出完成率", mark="completion")
        parts.append(say(hand.one("completion"), rate=rate))
    return joined([*parts, _balance(hand, of)])


def said_again(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    """What was spent, once more."""
    return say(hand.one("again"), executed=fund(hand, of.again, "executed", mark="again"), **words | {"name": "全部门"})


def costs(hand: Pen, of: Accounts) -> Said:
    """The 三公 and running costs against their budgets."""
    planned, spent, cars = of.public
    public = say(
        hand.one("public"),
        planned=fund(hand, planned, "initial_budget", category="three_public", mark="public planned"),
        spent=fund(hand, spent, "executed", category="three_public", mark="public"),
        cars=fund(hand, cars, "executed", category="three_public", line="公务用车运行维护费", mark="public part"),
        guests=fund(hand, spent - cars, "executed", category="three_public", line="公务接待费"),
        rate=stated_rate(hand, of.public_rate, "三公经费控制率", mark="public rate"),
    )
    allowed, used = of.running
    running = say(
        hand.one("running"),
        planned=fund(hand, allowed, "initial_budget", category="public_use"),
        spent=fund(hand, used, "executed", category="public_use"),
        rate=stated_rate(hand, places(100 * used / allowed, 2), "公用经费控制率"),
    )
    return joined([public, running] if hand.chance(0.5) else [public])


def staffed(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    """Posts, staff and bodies of the unit."""
    unit = hand.random.choice("人名")
    said = say(
        hand.one("staff"),
        established=_owned(hand, "staff", "编制", of.established, unit, mark="established"),
        serving=_owned(hand, "staff", "在职", of.serving, "人", mark="serving"),
        retired=_owned(hand, "staff", "退休", of.retired, "人"),
        **words,
    )
    bodies = say(
        hand.one("units"),
        inner=_owned(hand, "agency_units", "内设机构", hand.random.randint(4, 20), "个"),
        below=_owned(hand, "agency_units", "下属单位", hand.random.randint(2, 30), "个"),
    )
    return joined([said, bodies] if hand.chance(0.5) else [said])


def equipped(hand: Pen, field: str) -> Said:
    """Fixed assets, cars and what a unit of the field has else."""
    value = places(Decimal(hand.random.randint(9_000, 900_000)) / 100, 2)
    row = Outcome("", "", 0, "fixed_assets", "固定资产", value, "万元", "=", "money", 0, 0, "")
    cars = _owned(hand, "vehicles", "公务用车", hand.random.randint(1, 20), "辆")
    things = [each.split("|") for each in FIELDS[field]["assets"]]
    owned = [
        joined([n, _owned(hand, "fixed_assets", n, hand.random.randint(int(a), int(b)), u)]) for n, u, a, b in things
    ]
    worth = say(hand.one("assets"), value=_worth(hand, value, row), cars=cars)
    return joined([worth, say(hand.one("owned"), things=joined(owned, "，"))])


def _worth(hand: Pen, value: Decimal, row: Outcome) -> Said:
    """An amount that is no money of the budget: its row has the unit that is printed."""
    said = money(hand, value, row)
    unit = next(unit for unit in ("亿元", "万元", "元") if unit in said.text)
    scale = {"亿元": 10_000, "万元": 1, "元": Decimal("0.0001")}[unit]
    (placed,) = said.rows
    return said._replace(rows=(placed._replace(value=value / scale, unit=unit),))


def _owned(hand: Pen, function: str, name: str, n: int, unit: str, mark: str = "") -> Said:
    row = Outcome("", "", 0, function, name, Decimal(n), scaled(Decimal(n), unit)[1], "=", kind(unit), 0, 0, "")
    return quantity(hand, Decimal(n), unit, row, mark=mark)


def _budget(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    return say(
        hand.one("budget"),
        initial=fund(hand, of.initial, "initial_budget"),
        adjusted=fund(hand, of.income + of.carried, "adjusted_budget"),
        **words,
    )


def _income(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    income = say(
        hand.one("income"),
        income=fund(hand, of.income, "income", mark="income"),
        granted=fund(hand, of.granted, "income", "fiscal_appropriation", mark="granted"),
        other=fund(hand, of.other, "income", "other", mark="other"),
        **words,
    )
    return joined([income, say(hand.one("carried"), carried=fund(hand, of.carried, "carryover_in", mark="carried"))])


def _expenditure(hand: Pen, of: Accounts, words: dict[str, str]) -> Said:
    basic, project = (
        fund(hand, x, "executed", category=c) for x, c in zip(of.halves, ("basic", "project"), strict=True)
    )
    executed = fund(hand, of.executed, "executed", mark="executed")
    said = say(hand.one("expenditure"), executed=executed, basic=basic, project=project, **words)
    classes = {c: fund(hand, x, "executed", category=c, mark="class") for c, x in zip(CLASSES, of.classes, strict=True)}
    return joined([said, say(hand.one("classes"), **classes)] if hand.chance(0.7) else [said])


def _halves(hand: Pen, of: Accounts) -> Said:
    """Basic and project expenditure, each against its budget."""
    said = {}
    for name, spent in zip(("basic", "project"), of.halves, strict=True):
        planned = places(spent * Decimal(hand.random.randint(1000, 1100)) / 1000, 2)
        said[name] = fund(hand, spent, "executed", category=name)
        said[f"{name}_planned"] = fund(hand, planned, "initial_budget", category=name)
    return say(hand.one("halves"), **said)


def _balance(hand: Pen, of: Accounts) -> Said:
    rate = stated_rate(hand, places(100 * of.out / (of.income + of.carried), 2), "结转结余率", mark="out rate")
    return say(hand.one("balance"), out=fund(hand, of.out, "carryover_out", mark="out"), rate=rate)


def _amount(hand: Pen, low: int, high: int) -> Decimal:
    return places(Decimal(hand.random.randint(low, high)) / 100, hand.random.choice([0, 1, 2, 2]))
