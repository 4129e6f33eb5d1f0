"""Rates of budget management: completion, carryover, control."""

import re
from collections.abc import Sequence
from decimal import Decimal

from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import wan
from helpers.reading.vocabulary import any_of, pattern, unit_kind, words

REACH = 45
AMOUNT = r"(?:[\d,.]+[ \t]*[万亿]?元)?"
OF_MONEY = re.compile(  # 占到位资金的, 完成预算6万元的
    rf"(?:占|完成|为|达到|达)(?:了|到)?(?:其|本|当年|年度|全年)*"
    rf"(?P<name>{any_of(words('rate_bases'))}){AMOUNT}的[ \t]*$"
)
SPENT = re.compile("支出|支付|执行|使用|拨付|决算|经费|完成|列支|开支|支用|花费|[付花用](?:了|去|掉|出)")
CLAUSE_END, NAMED_RATE = re.compile("[，,；;]"), re.compile(r"率[为是：]?[ \t]*$")
PERCENT = ("%", "％")
SHARED = re.compile(
    "^[^占]*(?:资金|经费|预算|到位|拨付|发放|兑付|进度|[用花付]去|[用花付][掉了]|使用|支出|支付|执行|完成)[^占]*$|占(?:了|到|其|全部|项目|可用|实)*(?:资金|经费|预算|到位|到账|下达|安排|拨)"
)
OF_RECEIVED = re.compile("占(?:了|到)?(?:实际)?(?:到位|到账|下达|实拨|实到|拨付)(?:资金|数额?|总额|金额)?的?[ \t]*$")
CHANGED = re.compile("同比|环比|增|减|降|升|节约|节省|压缩|上年|去年|满意")
ROUNDED = Decimal("0.51")  # of the last place, for rounding and for a rate that was cut off
PART_OF = re.compile("其中|用于|分别")
WHOLE_SPENT = re.compile(r"(?:^|[，。；：\s])(?:20\d\d年度?|全年|年度|本年|当年|总|实际|累计)*支出$")
OTHER_TIME = re.compile(r"(?:[1-9]|1[01]|[一二三四五六七八九十])月[末底份]|[一二三]季度|上半年|上年|去年|往年|年中")
SAID_OF_ANOTHER = re.compile(r"[；。]|未|不足|低于|\d[ \t]*[%％]")
SERIES = re.compile(r"(?<=分别|依次)(?:为|是|达)?(?:\d[\d.]*[%％][、，和及与]?)+$")  # 执行率依次为98%、92%和95%
RECKONED = re.compile(
    r"[。：:\s]*(?:全年|年度|当年|本年|实际|按[^，。；\d]{1,8})*(?:完成率|比例|比率)?(?:为|是|达到?|[：:])?\s*"
)
NEAR_TITLE = 20  # characters
GENERAL = re.compile(rf"(?:{any_of(words('rate_openings'))})$")


def management_rates(
    page: layout.Layout, quantities: list[Quantity], amounts: Sequence[Quantity] = ()
) -> tuple[list[tuple[str, Quantity]], set[int]]:
    """Name and number of each rate, by its words or as the share of one of the `amounts` of money in another, a value
    stated again left out, in order of place; and all offsets they stand at."""
    stated = [(name, q) for q in quantities if (name := rate_name(page, q) or _of_amounts(page, q, amounts))]
    first: list[tuple[str, Quantity]] = []
    for name, q in stated:
        attribute = q.comparator != "=" and page.text[q.stop : q.stop + 1] == "的"  # 执行率在80%以下的
        if not attribute and not any(
            q.value == other.value and _is_same(page, name, q, called, other) for called, other in first
        ):
            first.append((name, q))
    return first, {q.start for _, q in stated}


def _is_same(page: layout.Layout, one: str, q: Quantity, other: str, r: Quantity) -> bool:
    """Whether two names are of one rate, as 执行率 and 预算执行率, in one project."""
    alike = one.endswith(other) or other.endswith(one)
    apart = layout.sentence(page, q.start) != layout.sentence(page, r.start)  # in one sentence it is told of two things
    return alike and apart and layout.project(page, q.start) == layout.project(page, r.start)


def rate_name(page: layout.Layout, q: Quantity) -> str:
    """The rate of budget management that a number states; empty for any other number."""
    if q.unit and unit_kind().get(q.unit) != "rate":
        return ""
    start, _ = layout.sentence(page, q.start)
    left = page.text[max(start, q.begin - REACH) : q.begin]
    share = OF_MONEY.search(left) if left.rstrip().endswith("的") else None
    if titled := _titled(page, q):
        return titled
    if not (share or pattern("management_rates").search(left)) or OTHER_TIME.search(CLAUSE_END.split(left)[-1]):
        return ""
    if share:
        return _share(left, share)
    named = q.unit or NAMED_RATE.search(left)
    found = [m[0] for m in pattern("management_rates").finditer(left) if _stands_alone(left, m)]
    if not named or not found or SAID_OF_ANOTHER.search(SERIES.sub("", left[left.rfind(found[-1]) :])):
        return ""
    opening = GENERAL.search(left[: left.rfind(found[-1])])
    longer = [name for name in found if name.endswith(found[-1])]
    return opening[0] + found[-1] if opening else max(longer, key=len)


def _titled(page: layout.Layout, q: Quantity) -> str:
    """The rate that the title right before a number names, with nothing but how it was reckoned between, as in
    2.结转结余率。按决算口径为1.25%; empty without one."""
    above = layout.heading(page, q.start)
    if above is None or not pattern("management_rates").fullmatch(above.title):
        return ""
    between = page.text[above.end : q.begin].strip().removeprefix(above.title)
    return above.title if q.unit and len(between) < NEAR_TITLE and RECKONED.fullmatch(between) else ""


def _of_amounts(page: layout.Layout, q: Quantity, amounts: Sequence[Quantity]) -> str:
    """The words of a rate that is the quotient of two amounts of money told before it, the last ones by more or
    what was spent in what was received where it is said to be that; empty for any other number."""
    if unit_kind().get(q.unit) != "rate" or q.unit not in PERCENT:
        return ""
    start, _ = layout.sentence(page, q.start)
    clause = CLAUSE_END.split(page.text[max(start, q.begin - REACH) : q.begin])[-1]
    alone = not clause.strip(" \t（(")  # 花了389.46万元，99.15%
    if not (alone or SHARED.search(clause)) or CHANGED.search(clause):
        return ""
    before = [each for each in amounts if each.start < q.start]
    printed = page.text[q.start : q.end].partition(".")[2]
    named = OF_RECEIVED.search(clause) is not None
    others = before if printed or named else [each for each in before if each.start >= start]
    ones = before if named else before[-2:]
    if any(_is_quotient(q, len(printed), one, other) for one in ones for other in others if one is not other):
        return clause.strip(" \t，、（(") or ("预算执行率" if alone and SPENT.search(page.text, start, q.start) else "")
    return ""


def _is_quotient(q: Quantity, places: int, one: Quantity, other: Quantity) -> bool:
    """Whether a percentage, printed to so many places, is one amount in another."""
    whole = wan(other)
    return whole > 0 and abs(100 * wan(one) / whole - q.value) <= Decimal(1).scaleb(-places) * ROUNDED


def _share(left: str, share: re.Match) -> str:
    """The name of a share of the budget that was spent; empty for the share of one part in it."""
    before = left[: share.start()]
    if share["name"].endswith("收入") and not WHOLE_SPENT.search(before):
        return ""
    return f"完成{share['name']}的比例" if SPENT.search(before + share[0]) and not PART_OF.search(before) else ""


def _stands_alone(left: str, match: re.Match) -> bool:
    """Whether a short name like 到位率 is no part of another, as 师资到位率; 平均 and the like may stand before it."""
    before = left[: match.start()]
    return (
        match[0] not in words("bare_rates")
        or not re.search(r"[\u4e00-\u9fff]$", before)
        or bool(GENERAL.search(before))
    )
