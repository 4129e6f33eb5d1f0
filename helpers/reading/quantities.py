"""Numbers of a text with their sign, unit and qualifier, as exact decimals."""

import re
import unicodedata
from decimal import Context, Decimal
from functools import cache

import cn2an

from helpers.reading.document import ZERO_WIDTH
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, unit_as, words

SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
DIGIT = "[0-9０-９]"
NUMBER = rf"{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})(?:[.．]{DIGIT}+)?|{DIGIT}+(?:[.．]{DIGIT}+)?"
NEGATIVE = r"(?:(?<=[长幅速动化为是：:])[-－−])?"  # a hyphen elsewhere divides words
MONEY = r"(?:万元|亿元|千元|元)"
NO_FIGURE_AFTER = re.compile(r"[ \t]*(?:年|月|日|号|时|点|版|届|℃|热线|[\]〕】+＋:：/]|[-—~～至]+\d)")
NO_FIGURE_BEFORE = re.compile(r"(?:第|[+＋\[〔【/A-Za-z_]|\d[:：]|\d[-—~～至]+)[ \t]*$")
LIST_NUMBER = rf"[（(]{DIGIT}{{1,2}}[)）]|(?:项目|指标|目标)?[ \t]*{DIGIT}{{1,2}}[ \t]*[、.．:：）)]"
ENUMERATOR = re.compile(rf"(?:^|(?<=[。；：;:]))[ \t　]*(?:{LIST_NUMBER})(?!{DIGIT}|[ \t]*[%％])", re.M)
QUOTED_LABEL = re.compile(r"[^“”，。；]+”")
TITLES = re.compile(r"《[^《》]*》|\[bookmark: \w+\]")
GAP = r"(?:[ \t]*|(?<=\S{30})[ \t]*(?:\r?\n)+)"  # between a number and its unit: spaces, or the wrap of a long line
NUMERAL = "一二三四五六七八九十百千万亿零〇两廿"
LOOK_BACK = 8


class UnreadableAmount(ValueError):
    """An amount of money whose digits make no number; says where it stands and how it is printed."""


def find(text: str) -> list[Quantity]:
    """All quantities of `text` in order of place; dates, ordinals, document numbers and list numbers are none."""
    excluded = _excluded(text)
    printed = (_quantity(text, match) for match in _pattern().finditer(text))
    spoken = (_spoken(text, match) for match in _spoken_pattern().finditer(text))
    found = [q for q in (*printed, *spoken) if q and not excluded[q.start] and _is_figure(text, q)]
    return sorted(found, key=lambda q: q.start)


def wan(quantity: Quantity) -> Decimal:
    """The amount in 万元 of a quantity in 元, 千元, 万元 or 亿元."""
    return _exact_product(quantity.value, WAN[quantity.unit])


def refuse_unreadable_amounts(text: str) -> None:
    """Nothing, where every run of digits before a unit of money is a number; raises UnreadableAmount otherwise."""
    for match in re.finditer(rf"({DIGIT}[0-9０-９.,，．{ZERO_WIDTH}]*)[ \t]*{MONEY}", text):
        last = match[1].rpartition("，")[2]  # 2021，280万元 is a year and an amount
        if not re.fullmatch(NUMBER, match[1]) and not re.fullmatch(NUMBER, last):
            raise UnreadableAmount(f"offset {match.start()}: expected an amount of money, found {match[0]!r}")


@cache
def _pattern() -> re.Pattern:
    more, after = any_of(words("more")), any_of(sum(words("comparators_after").values(), []))
    return re.compile(
        rf"(?<![0-9０-９.．])(?<![0-9][{ZERO_WIDTH}])(?P<number>{NEGATIVE}(?:{NUMBER}))"
        rf"(?P<scale>[ \t]*{_scale_pattern()})?"
        rf"(?:[ \t]*(?P<more>{more}))?(?P<scale_after>[万亿](?!元))?"
        rf"(?:{GAP}(?P<unit>{_unit_pattern()}))?(?P<after>{after})?"
    )


def _scale_pattern() -> str:
    """百, 千, 万, 亿 where they are no part of the unit, as in 千米 and 百分点."""
    rest = {scale: [unit[1:] for unit in _all_units() if unit[0] == scale and len(unit) > 1] for scale in "百千万亿"}
    hundred, thousand, wan_, hundred_million = (f"{s}(?!{any_of(r)})" if r else s for s, r in rest.items())
    return f"(?:[百千]?{wan_}|{hundred_million}|{thousand}|{hundred})"


def _unit_pattern() -> str:
    """Any unit, and what it is counted by where that follows, as in 元/人."""
    units = "|".join(_unit(unit) for unit in sorted(_all_units(), key=len, reverse=True))
    per = any_of(words("units_per"))
    return rf"(?:{units})(?:[/／](?:10|十|百|千)?万?(?:{per})(?:[.*·、/](?:{per}))?)?"


def _all_units() -> list[str]:
    return sum(words("units").values(), [])


def _unit(unit: str) -> str:
    if unit.isascii() and unit.isalnum():
        return rf"{unit}(?![A-Za-z0-9])"
    not_before = words("unit_not_before").get(unit)
    return f"{re.escape(unit)}(?!{any_of(not_before)})" if not_before else re.escape(unit)


def _quantity(text: str, match: re.Match) -> Quantity:
    scale = match["scale"] or ""
    end = max(match.end("number"), match.end("scale"), match.end("scale_after"))
    comparator, begin, explicit = _before(text, match.start())
    factor = _scale(scale.strip() + (match["scale_after"] or ""))
    return Quantity(
        begin=begin, start=match.start(), end=end, stop=match.end(), token=text[match.start() : end],
        value=_exact_product(Decimal(_plain(match["number"])), Decimal(factor)),
        comparator=_after(match) or comparator or "=", unit=unit_as(match["unit"] or ""), explicit=explicit,
    )  # fmt: skip


def _exact_product(one: Decimal, other: Decimal) -> Decimal:
    """The product without rounding and without trailing zeros, never in exponents."""
    context = Context(prec=len(one.as_tuple().digits) + 40)
    return context.add(context.normalize(context.multiply(one, other)), 0)


def _scale(scale: str) -> int:
    factor = 1
    for character in scale:
        factor *= SCALES[character]
    return factor


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).replace(",", "").replace("−", "-")


def _before(text: str, start: int) -> tuple[str, int, bool]:
    """Comparator printed directly before `start`, where it begins, and whether it is a sign or a limit."""
    left = text[max(0, start - LOOK_BACK) : start].rstrip(" \t")
    if left.endswith(tuple(words("comparators_not"))):
        return "", start, False
    for sign, entries in words("comparators").items():
        for entry in entries:
            if left.endswith(entry):
                return sign, max(0, start - LOOK_BACK) + len(left) - len(entry), sign != "~"
    return "", start, False


def _after(match: re.Match) -> str:
    if match["more"]:
        return ">="
    signs = words("comparators_after")
    return next((sign for sign, entries in signs.items() if match["after"] in entries), "")


@cache
def _spoken_pattern() -> re.Pattern:
    """A result told in words: 零 before what is absent, one word numeral before few units, several before any unit."""
    zero, more = any_of(words("zero_results")), any_of(words("more"))
    return re.compile(
        rf"(?P<zero>零)(?={zero})"
        rf"|(?<![第每统同之{NUMERAL}])(?:(?P<few>无一|[一二三四五六七八九十两])(?P<few_unit>台|辆|宗|起|例)(?!来|到|点|账|案)"
        rf"|(?P<many>(?=[{NUMERAL}]*[十百千万亿廿])[一二三四五六七八九两十廿][{NUMERAL}]+)(?P<more>{more})?(?P<many_unit>{_unit_pattern()}))"
    )


def _spoken(text: str, match: re.Match) -> Quantity | None:
    """A result told in words: 零失误 and 无一例 are 0, 一台 is 1 台, 二十余次 is 20 次 or more; None for no numeral."""
    if re.search(r"(?:未|没有|无)(?:发生|出现|收到|接到)?$", text[max(0, match.start() - 4) : match.start()]):
        return None
    token = match["zero"] or match["few"] or match["many"]
    value = _numeral(token)
    if value is None:
        return None
    unit = unit_as(match["few_unit"] or match["many_unit"] or "")
    sign = ">=" if match["more"] else "="
    return Quantity(
        match.start(), match.start(), match.start() + len(token), match.end(), token, value, sign, unit, False
    )


def _numeral(token: str) -> Decimal | None:
    if token in ("零", "无一"):
        return Decimal(0)
    try:
        return Decimal(cn2an.cn2an(token.replace("两", "二").replace("廿", "二十"), "normal"))
    except (ValueError, KeyError):  # what cn2an raises for numerals like 百千
        return None


def _excluded(text: str) -> bytearray:
    """Marks for every character of a title in 《》, of editor's debris and of a list number."""
    marks = bytearray(len(text) + 1)
    for match in (*TITLES.finditer(text), *ENUMERATOR.finditer(text)):
        marks[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marks


def _is_figure(text: str, q: Quantity) -> bool:
    if NO_FIGURE_BEFORE.search(text[max(0, q.start - LOOK_BACK) : q.start]):
        return False
    if q.unit == "年":
        return _is_duration(text, q)
    if not q.unit and NO_FIGURE_AFTER.match(text, q.end):
        return False
    if q.token != "零" and _is_in_name(text, q):
        return False
    return not (text[q.start - 1 : q.start] in ("(", "（") and text[q.stop : q.stop + 1] in (")", "）") and not q.unit)


def _is_in_name(text: str, q: Quantity) -> bool:
    """Whether a number opens a name in quotes, as in “15分钟就医圈”; “9”个 is a number in quotes."""
    opens = text[q.begin - 1 : q.begin] == "“" and text[q.stop : q.stop + 1] != "”"
    return opens and QUOTED_LABEL.match(text, q.stop) is not None


def _is_duration(text: str, q: Quantity) -> bool:
    """Whether 年 after a number counts years, as in 使用年限≥8年, and is no calendar year."""
    bounded = q.explicit or text[q.stop - 1 : q.stop] in "上下内"
    return len(q.token) < 4 and (
        bounded
        or re.search(r"(?:年限|寿命|周期|期限|实际|完成值)[为达]?$", text[max(0, q.start - 6) : q.start]) is not None
    )
