"""Numbers whose unit of money is left off: in 万 or 亿, as 省级资金224.2万, or below a line that tells it for all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

LOOK_BACK = 8  # characters before a number
YUAN = {"万": ("万元", 4), "亿": ("亿元", 8)}  # with the power of ten that they stand for
SHORT = tuple(unit for unit, _ in YUAN.values())
CLOSES_AMOUNT = frozenset("，。；、,;)）(（ \t\n\r")
MONEY_BEFORE = re.compile(  # 到位资金, 县级配套, 全年支出
    rf"(?:{any_of(words('money_nouns'))})(?:{any_of(words('before_amount'))}|合计|总计|总额|[：:]|[ \t])*\Z"
)

OPENS_PARTS = re.compile(r"[，,（(；;：:][ \t]*(?:(?:其中|包括|用于)[：:，,]?|(?<=[（(]))[^，。；：,;\d\n]{1,20}")
NEXT_PART = re.compile(r"[，,、；;][^，。；：,;\d\n]{1,20}")
ITEM = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）])[^，。；：,;:\d\n]{2,30}[：:为]?\Z")
LONGEST_ITEM, FEWEST = 40, 2
DECLARED = re.compile(r"(?:^|\n)[ \t　]*[（(]?(?:金额)?单位[：:][ \t]*(?P<unit>[万亿千]?元)[）)]?[ \t　]*(?=\n)")
MONEY_OF_UNIT = re.compile(  # 决算342.75
    rf"(?:{any_of([*words('money_nouns'), '收入', '决算', '执行', '结转', '结余', '安排'])})"
    rf"(?:{any_of(words('before_amount'))}|合计|总计|总额|[：:][ \t]*)*\Z"
)


def as_money(text: str, q: Quantity | None) -> Quantity | None:
    """The quantity in 万元 or 亿元 where a word for money stands right before it and a mark behind it; any other as it
    is, as in 服务群众3.2万."""
    if q is None or q.unit or q.token[-1] not in YUAN:
        return q
    if not _is_closed(text, q) or MONEY_BEFORE.search(text, max(0, q.begin - LOOK_BACK), q.begin) is None:
        return q
    return _money(q)


def in_declared_unit(text: str, found: Sequence[Quantity | None]) -> list[Quantity | None]:
    """The quantities, those without a unit behind a line like （单位：万元） being money in that unit where a word for
    money stands right before them and a mark behind them: 支出决算339.12。"""
    declared = DECLARED.search(text)
    if declared is None:
        return [*found]
    return [
        replace(q, unit=declared["unit"])
        if q and not q.unit and q.start > declared.end() and q.token[-1].isdigit() and _is_closed(text, q)
        and MONEY_OF_UNIT.search(text, max(0, q.begin - LOOK_BACK), q.begin)
        else q
        for q in found
    ]  # fmt: skip


def with_listed(text: str, found: Sequence[Quantity | None]) -> list[Quantity]:
    """The quantities, those in 万 or 亿 without a unit being money in numbered lines of which as many tell such money,
    and in a list behind such money that adds up to it, as 设备费174万，其中：课桌椅28.5万，投影145.5万."""
    told = [q for q in found if q]
    if not any(_is_bare(text, q) for q in told):
        return told
    lines = [i for i, q in enumerate(told) if ITEM.search(text[max(0, q.begin - LONGEST_ITEM) : q.begin])]
    money = {i for i in lines if _is_short(text, told[i])}
    bare = {i for i in lines if _is_bare(text, told[i])}
    if len(money) >= max(len(bare), FEWEST):
        told = [_money(q) if i in bare else q for i, q in enumerate(told)]
    return _with_parts(text, told)


def _with_parts(text: str, told: list[Quantity]) -> list[Quantity]:
    """The quantities, those of a list behind money without its unit being money where they add up to it."""
    for i, whole in enumerate(told):
        parts = [*_parts(text, told[i:])] if whole.unit in SHORT else []
        if parts and sum(each.value for each in parts) == whole.value:
            told = [*told[: i + 1], *parts, *told[i + 1 + len(parts) :]]
    return told


def _parts(text: str, told: list[Quantity]) -> Iterator[Quantity]:
    """The amounts of the list that opens behind the first quantity, as money."""
    sign = OPENS_PARTS
    for last, q in pairwise(told):
        if not sign.fullmatch(text, last.stop, q.begin) or not (_is_bare(text, q) or _is_short(text, q)):
            return
        yield _money(q) if _is_bare(text, q) else q
        sign = NEXT_PART


def _is_bare(text: str, q: Quantity) -> bool:
    return not q.unit and q.token[-1] in YUAN and _is_closed(text, q)


def _is_short(text: str, q: Quantity) -> bool:
    """Whether a quantity is money that is printed without 元."""
    return q.unit in SHORT and text[q.end : q.end + 1] in YUAN and text[q.end + 1 : q.end + 2] != "元"


def _is_closed(text: str, q: Quantity) -> bool:
    return q.stop == len(text) or text[q.stop] in CLOSES_AMOUNT


def _money(q: Quantity) -> Quantity:
    unit, power = YUAN[q.token[-1]]
    token, value = q.token[:-1].rstrip(), q.value.scaleb(-power).normalize() + 0
    return replace(q, end=q.start + len(token), token=token, value=value, unit=unit)
