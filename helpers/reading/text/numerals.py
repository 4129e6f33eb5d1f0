"""Numerals in words: which of them count something, and what they are."""

import re
from decimal import Decimal
from functools import lru_cache

import cn2an

NUMERAL = "一二三四五六七八九十百千万亿零〇两廿"
NO_NOUN = "了分这那各某任其数前后上下等述此本双逐按共唯专整有目项"  # no noun before a numeral ends so: 上述三项
ONE = (  # no 加在一起, 一台旧车
    "(?<=[生理处办破有仅]一)(?=[起宗例])|(?<=[废置购添]一)(?=[台辆])|(?<=车一)(?=[台辆](?:[，。；、）\\n]|$))"
)
NO_THINGS = "方面|问题|原因|月|小时|阶段|层次|特点|不足|以上|大类"
LOOK_BACK = 24  # characters
NAMED_BEFORE = re.compile("(?:[^，。；：、\\d]{2,12}[、和与及])+[^，。；：、\\d]{2,12}$")  # 预算执行和及时率两项
PARTS_OF_LIST = re.compile("[、和与]|及(?!时)")


def sums_up(text: str, start: int, value: Decimal | None) -> bool:
    """Whether a numeral at a place says no more than how many things were named right before: 执行率和及时率两项."""
    named = NAMED_BEFORE.search(text, max(0, start - LOOK_BACK), start)
    return named is not None and value == len(PARTS_OF_LIST.split(named[0]))


@lru_cache(maxsize=1024)  # the same few numerals are told in all reports
def numeral(token: str) -> Decimal | None:
    """The number that a numeral in words is, exactly; None for one that is no number, as 百千."""
    if token in ("零", "无一", "百"):
        return Decimal(100 if token == "百" else 0)
    try:
        return Decimal(str(cn2an.cn2an(token.replace("两", "二").replace("廿", "二十"), "normal")))
    except (ValueError, KeyError):  # what cn2an raises for numerals like 百千
        return None
