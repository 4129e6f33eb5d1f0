"""Numbers in 万 or 亿 whose unit 元 is left off, as in 省级资金224.2万."""

import re
from dataclasses import replace

from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

LOOK_BACK = 8  # characters before a number
YUAN = {"万": ("万元", 4), "亿": ("亿元", 8)}  # with the power of ten that they stand for
CLOSES_AMOUNT = frozenset("，。；、,;)）(（ \t\n\r")
MONEY_BEFORE = re.compile(  # 到位资金, 县级配套, 全年支出
    rf"(?:{any_of(words('money_nouns'))})(?:{any_of(words('before_amount'))}|合计|总计|总额|[：:]|[ \t])*\Z"
)


def as_money(text: str, q: Quantity | None) -> Quantity | None:
    """The quantity in 万元 or 亿元 where a word for money stands right before it and a mark behind it; any other as it
    is, as in 服务群众3.2万."""
    if q is None or q.unit or q.token[-1] not in YUAN:
        return q
    closed = q.stop == len(text) or text[q.stop] in CLOSES_AMOUNT
    if not closed or MONEY_BEFORE.search(text, max(0, q.begin - LOOK_BACK), q.begin) is None:
        return q
    unit, power = YUAN[q.token[-1]]
    token, value = q.token[:-1].rstrip(), q.value.scaleb(-power).normalize() + 0
    return replace(q, end=q.start + len(token), token=token, value=value, unit=unit)
