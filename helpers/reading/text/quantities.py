"""Numbers of a text with their sign, unit and qualifier, as exact decimals."""

import re
import unicodedata
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import cache
from math import prod
from operator import attrgetter
from string import ascii_letters

from helpers.reading.formats.document import ZERO_WIDTH
from helpers.reading.records import Quantity
from helpers.reading.text import durations
from helpers.reading.text.bare_money import as_money, in_declared_unit, with_listed
from helpers.reading.text.numerals import NO_NOUN, NO_THINGS, NUMERAL, ONE, numeral, sums_up
from helpers.reading.vocabulary import any_of, unit_as, words

SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
DIGIT, HOTLINE = "[0-9０-９]", r"12\d{3}(?![\d.])"  # 12345, which 4. may stand before
NUMBER_GOES_ON = (  # 1,300 or, before a unit, 1 300
    rf"(?:{DIGIT}{{0,2}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})(?:[.．]{DIGIT}+)?"
    rf"|(?<!\d \d)(?<![表图第件\n\t]\d)(?<!指标\d){DIGIT}{{0,2}}(?: {DIGIT}{{3}})+(?:\.{DIGIT}+)?"
    rf"(?= ?[%％\u4e00-\u9fff])(?! ?[年月日])|{DIGIT}*(?:[.．]{DIGIT}+)?)"
)
NUMBER = re.compile(DIGIT + NUMBER_GOES_ON)
PLAIN_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
IN_AMOUNTS = frozenset(
    filter(re.compile(f"[0-9０-９.,，．{ZERO_WIDTH}]").match, map(chr, (*range(0x2070), *range(0xFE00, 0xFFFF))))
)
PLAIN = {ord(","): None, ord(" "): None, ord("−"): "-"}
YUAN, MULTIPLES, QUOTED_LABEL = re.compile("元"), frozenset("万亿千"), re.compile(r"[^“”，。；]+”")
NO_FIGURE_AFTER = re.compile(r"[ \t]*(?:年|月|日|号|时|点|版|届|℃|热线|[\]〕】+＋:：/]|[-—~～至]+\d)")
RANGE_GOES_ON = re.compile(r"[ \t]*(?:[—~～至]+|-)[ \t]*\d[\d.]*[ \t]*[%％]")  # 85%—93% is no one figure
AFTER_MINUTES = re.compile(r"\d[ \t]*分钟?\Z")  # 38秒 in 4分38秒
HYPHENS, BEFORE_NEGATIVE = frozenset("-－−"), frozenset("长幅速动化为是：:")  # a hyphen elsewhere divides words
COMPARATORS = {word[::-1]: "" for word in words("comparators_not")}
COMPARATORS |= {word[::-1]: sign for sign, entries in words("comparators").items() for word in entries}
NO_FIGURE = r"\n?[ \t]*(?:第|[+＋\[〔【/A-Za-z_]|[:：]\d|[-—~～至]+[%％万亿千]?\d)"
BEFORE = re.compile(rf"(?P<no_figure>{NO_FIGURE})|[ \t]*(?P<sign>{any_of(COMPARATORS)})")  # of the text reversed
BEGINS_BEFORE = frozenset(f" \t\n第+＋[〔【/_{ascii_letters}:：-—~～至").union(word[0] for word in COMPARATORS)
AFTER = {word: sign for sign, entries in words("comparators_after").items() for word in entries}
BEHIND = re.compile(any_of(AFTER))
LIST_NUMBER = rf"[（(]{DIGIT}{{1,2}}[)）]|(?:项目|指标|目标)?[ \t]*{DIGIT}{{1,2}}[ \t]*[、.．:：）)]"
LIST_NUMBER += rf"|项目[ \t]*{DIGIT}{{1,2}}(?=批[复准])"  # no 1批
LIST_NUMBER += rf"|(?:项目|指标|目标)[ \t]*{DIGIT}{{1,2}}(?=[ \t　]+[\u4e00-\u9fff])"  # 指标1 轮换数量：
DECIMAL_NUMBER = rf"{DIGIT}{{1,2}}(?:[.．]{DIGIT}{{1,2}}){{1,3}}(?:[.．、]|[ \t　]+)(?=[\u4e00-\u9fff“《])"
ENUMERATOR = re.compile(rf"[ \t　]*+(?:{DECIMAL_NUMBER}|{LIST_NUMBER})(?!(?!{HOTLINE}){DIGIT}|[ \t]*[%％])")
ENUMERATOR_BEHIND = re.compile(rf"[。；：;:\n](?=[ \t　（(\d指项目])(?=({ENUMERATOR.pattern}))")
TITLES = [re.compile(each) for each in ("《[^《》]*》", r"\[bookmark: \w+\]", "20[xX×*＊]{2}年")]  # by one letter
POINT = re.compile("点(?<=[一二三四五六七八九十百千零〇两]点)[一二三四五六七八九零〇]")
FORMAL = re.compile(  # 人民币捌佰陆拾万元整; with 角 or 分 behind it no figure of ours says all of it
    r"[壹贰叁肆伍陆柒捌玖拾](?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿].)[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*?"
    r"(?P<few_unit>)(?P<more>)(?P<many_unit>[万亿]?元)(?![零壹贰叁肆伍陆柒捌玖])"
)
SPOKEN_UNITS = ("few_unit", "many_unit", "zero_unit", "own_unit", "last_unit")
HAN = "[\u4e00-\u9fff]"
OPEN_UNIT = rf"(?:{HAN}次|{HAN})(?<![{words('no_counters')}])(?=[，。；、）\n]|\Z|以[上下内])"  # before a mark: 57扇，
AGE_OF_ALL, DENIED = re.compile("(?:平均|人均)[^，。；]{0,18}$"), re.compile("(?:未|没有|无)(?:发生|出现|收到|接到)?$")
FORMAL_END = re.compile(  # of any such amount, found sooner
    "元(?:(?<=[零壹贰叁肆伍陆柒捌玖拾佰仟]元)|(?<=[零壹贰叁肆伍陆柒捌玖拾佰仟万亿][万亿]元))"
)
CIRCLE = re.compile("[\u4e00-\u9fff]{0,4}圈")  # 15分钟助餐圈
LOOK_BACK, FAR_BACK, SHARES = 8, 24, {"百": "%", "千": "‰", "万": "‱"}  # 万分之0.6


class UnreadableAmount(ValueError):
    """An amount of money whose digits make no number; says where it stands and how it is printed."""


def find(text: str) -> list[Quantity]:
    """All quantities of `text` in order of place; dates, ordinals, document numbers and list numbers are none."""
    excluded = _excluded(text)
    printed = [match for match in _printed_pattern().finditer(text) if not excluded[match.start()]]
    found = in_declared_unit(text, [as_money(text, _quantity(text, match)) for match in printed])
    found = with_listed(text, found)
    found += [_spoken(text, match) for match in _spoken_pattern().finditer(text) if not excluded[match.start()]]
    if "分之" in text or "成以" in text or POINT.search(text):
        found = _with_decimals(text, found)
    if FORMAL_END.search(text):
        found += [_spoken(text, match) for match in FORMAL.finditer(text)]
    return sorted([q for q in found if q and _is_figure(text, q)], key=attrgetter("start"))


def wan(quantity: Quantity) -> Decimal:
    """The amount in 万元 of a quantity in 元, 千元, 万元 or 亿元."""
    return _product(quantity.value, WAN[quantity.unit])


def refuse_unreadable_amounts(text: str) -> None:
    """Nothing, where every run of digits before a unit of money is a number; raises UnreadableAmount otherwise."""
    for match in YUAN.finditer(text):
        start = match.start() - (text[match.start() - 1 : match.start()] in MULTIPLES)
        while start and text[start - 1] in " \t":
            start -= 1
        end = start
        while start and text[start - 1] in IN_AMOUNTS:
            start -= 1
        start = next((i for i in range(start, end) if text[i].isdigit()), end)
        last = text.rfind("，", start, end) + 1  # 2021，280万元 is a year and an amount
        if start < end and not NUMBER.fullmatch(text, start, end) and not NUMBER.fullmatch(text, max(start, last), end):
            raise UnreadableAmount(f"offset {start}: expected an amount of money, found {text[start : match.end()]!r}")


@cache
def _printed_pattern() -> re.Pattern:
    more, after = any_of(words("more")), any_of(list(AFTER))
    unit = f"{_unit_pattern()}|{OPEN_UNIT}"
    return re.compile(
        rf"({DIGIT}(?<![0-9０-９.．]{DIGIT})(?<![0-9][{ZERO_WIDTH}]{DIGIT}){NUMBER_GOES_ON})"
        rf"([ \t]*{_scale_pattern()})?(?:[ \t]*({more}))?([万亿](?!美?元))?(?:[ \t]*({unit}))?({after})?"
    )


def _scale_pattern() -> str:
    """百, 千, 万, 亿 where they are no part of the unit, as in 千米 and 百分点."""
    rest = {scale: [unit[1:] for unit in _all_units() if unit[0] == scale and len(unit) > 1] for scale in "百千万亿"}
    hundred, thousand, wan_, hundred_million = (f"{s}(?!{any_of(r)})" if r else s for s, r in rest.items())
    return f"(?:[百千]?{wan_}|{hundred_million}|{thousand}|{hundred})"


def _unit_pattern() -> str:
    """Any unit, and what it is counted by where that follows, as in 元/人."""
    units = _any_unit(_all_units())
    per = any_of([*words("units_per"), *_all_units()])
    return rf"(?:{units})(?:(?<!分)[/／](?:10|十|百|千)?万?(?:{per})(?:[.*·、/](?:{per}))?)?"


def _any_unit(units: list[str]) -> str:
    """Any of the units where no other word goes on with it."""
    not_before = {unit: any_of(entries) for unit, entries in words("unit_not_before").items()}
    not_before |= {unit: "[A-Za-z0-9]" for unit in units if unit.isascii() and unit.isalnum()}
    return any_of(units, not_before=not_before)


def _all_units() -> list[str]:
    return sum(words("units").values(), [])


def _quantity(text: str, match: re.Match) -> Quantity | None:
    """A printed number with what belongs to it; None where it is part of a date, an ordinal or another word."""
    number, scale, more, scale_after, unit, after = match.groups("")
    start, stop = match.span()
    end = match.end(4 if scale_after else 2 if scale else 1)
    if unit == "年" and end - start >= durations.CALENDAR:
        return None
    if start > 1 and text[start - 1] in HYPHENS and text[start - 2] in BEFORE_NEGATIVE:
        start, number = start - 1, "-" + number
    if not unit and NO_FIGURE_AFTER.match(text, end) or unit in ("%", "％") and RANGE_GOES_ON.match(text, stop):
        return None
    if unit == "秒" and AFTER_MINUTES.search(text, max(0, start - LOOK_BACK), start):
        return None
    if more and unit == "元" and scale.strip() in ("万", "亿"):  # 1.2万余元
        scale, unit, end = "", scale.strip() + unit, match.end(1)
    sign, begin = _before(text, start)
    if sign is None:
        return None
    of = text[begin - 4 : begin] if not unit and text.endswith("分之", 0, begin) else ""
    if of and of[0] not in "十百千" and (share := SHARES.get(of[-3])):  # but 十万分之618
        unit, (sign, begin) = share, _before(text, begin - 3)
    return Quantity(
        begin, start, end, stop, text[start:end], _value(number, scale.strip() + scale_after),
        ">=" if more else AFTER.get(after) or sign or "=", unit_as(unit), sign not in ("", "~"),
    )  # fmt: skip


def _before(text: str, start: int) -> tuple[str | None, int]:
    """The sign that the words before a number give it, and where these begin; None where they say that it is no
    figure."""
    if not start or text[start - 1] not in BEGINS_BEFORE:
        return "", start
    said = BEFORE.match(text[max(0, start - LOOK_BACK) : start][::-1])
    if said and said["no_figure"] is not None:
        return None, start
    sign = COMPARATORS[said["sign"]] if said else ""
    return sign, start - said.end() if sign else start


def _value(number: str, scale: str) -> Decimal:
    """The value of a printed number and its scale, without trailing zeros, never in exponents."""
    if number.isascii() and number.isdigit():
        return EXACT.multiply(Decimal(number), _scale(scale)) if scale else Decimal(number)
    if not scale and number[-1] != "0" and PLAIN_DECIMAL.fullmatch(number):
        return Decimal(number)
    plain = unicodedata.normalize("NFKC", number).translate(PLAIN)
    return _product(Decimal(plain), _scale(scale))


def _product(one: Decimal, other: Decimal) -> Decimal:
    """The product without rounding and without trailing zeros, never in exponents."""
    return EXACT.add(EXACT.normalize(EXACT.multiply(one, other)), 0)


@cache
def _scale(scale: str) -> Decimal:
    return Decimal(prod(SCALES[character] for character in scale))


@cache
def _spoken_pattern() -> re.Pattern:
    """A result told in words: 零 before what is absent or behind 为, one word numeral before few units, behind 有 or at
    the end of a clause before any unit that numbers no thing, several before any unit."""
    zero, more = any_of(words("zero_results")), any_of(words("more"))
    none = any_of(words("zero_units"))
    units = (*words("units")["count"], *words("units")["persons"])
    counted = _any_unit([unit for unit in units if unit not in words("units_of_ordinals")])  # not as in 三组, 二期
    return re.compile(
        rf"[零无一二三四五六七八九两十廿](?:(?<=零)(?={zero})|(?<={HAN}零)(?<![现持到为是]零)(?=增长[，。；）])|(?<=[为是]零)(?=[，。；、）)]|$)|(?<=零)(?P<zero_unit>{none}|人(?=[，。；、）])|(?<=[标值际]为零)件(?=[，。；、）]))|(?<![第每统同之{NUMERAL}].)"
        rf"(?:(?:(?<=无)一|(?<![零无廿一])|{ONE})(?P<few_unit>台|辆|宗|起|例|个?工作日|(?<!前.)名)(?!来|到|点|账|案|额|单|称|录|师|校|牌|工程)"
        rf"|(?<![零无])(?:(?<=[十廿])|(?=[{NUMERAL}]*[十百千万亿廿]))[{NUMERAL}]+(?P<more>{more})?(?P<many_unit>{_unit_pattern()})"
        rf"|(?<![零无廿])(?:(?:(?<=[现设]有.)|(?<=[辖设].)|(?<=有.)(?<!没有.)(?=[名位]))(?P<own_unit>{counted})(?!{NO_THINGS})"
        rf"|(?<={HAN}.)(?<![{NO_NOUN}].)(?:(?<!一)|(?=人))(?P<last_unit>{counted})(?=[，。；、）\n]|$))))"
    )


def _with_decimals(text: str, found: list[Quantity | None]) -> list[Quantity]:
    """The quantities, those in word numerals with a point or behind 百分之 for those inside them: 三十七点六万元."""
    decimals = {m.start(): m for m in _decimal_pattern().finditer(text)}
    spans = [m.span() for m in decimals.values()]
    told = [_decimal(text, match) for match in decimals.values()]
    others = [q for q in found if q and not any(start <= q.start < end for start, end in spans)]
    return [*others, *(q for q in told if q)]


@cache
def _decimal_pattern() -> re.Pattern:
    """A share behind 百分之 or the like, or a word numeral with a point before its unit."""
    point = "点[一二三四五六七八九零〇]{1,4}"
    return re.compile(
        rf"(?P<of>[百千万])(?<![十百千].)分之(?P<share>[{NUMERAL}]{{1,7}}(?:{point})?)"
        rf"|(?<![第点{NUMERAL}])(?P<tenths>[一二三四五六七八九])成(?=以[上内下])"
        rf"|(?<![第点{NUMERAL}])(?P<number>[{NUMERAL}]{{1,9}}{point})(?P<scale>[万亿](?!元))?"
        rf"(?P<unit>{_unit_pattern()})"
    )


def _decimal(text: str, match: re.Match) -> Quantity | None:
    """A share in word numerals, its unit % or the like, tenths with a bound, or a number with a point; None for no
    numeral."""
    kind = next(each for each in ("share", "tenths", "number") if match[each])
    unit = SHARES[match["of"]] if match["share"] else "%" if match["tenths"] else unit_as(match["unit"])
    (start, end), after = match.span(kind), BEHIND.match(text, match.end())
    value = numeral(text[start:end] + "十" * (kind == "tenths"))
    sign, begin = _before(text, match.start())
    if value is None:
        return None
    value, end = (_product(value, _scale(match["scale"])), end + 1) if match["scale"] else (value, end)
    said, stop = (AFTER[after[0]], after.end()) if after else ("", match.end())
    return Quantity(
        begin, start, end, stop, text[start:end], value, said or sign or "=", unit, bool(sign) and sign != "~"
    )


def _spoken(text: str, match: re.Match) -> Quantity | None:
    """A result told in words: 零失误 and 无一例 are 0, 一台 is 1 台, 二十余次 is 20 次 or more; None for no numeral."""
    units = match.groupdict()
    start, more = match.start(), match["more"] or ""
    unit = next(filter(None, map(units.get, SPOKEN_UNITS)), "")
    token, unit = _in_scaled_money(match[0].removesuffix(more + unit), unit)
    before, value, after = text[max(0, start - LOOK_BACK) : start], numeral(token), BEHIND.match(text, match.end())
    denied, each = DENIED.search(before[-4:]), "每" in before[-6:] or "一" in before[-4:]  # 每村一名, 一村一所
    again = token + unit in ("一次", "一个") or (units.get("last_unit") and (each or before.endswith("元")))  # 15元一场
    again = again or (units.get("last_unit") and sums_up(text, start, value))
    if value is None or denied or again or before.endswith("第"):
        return None
    sign, begin = _before(text, start) if unit else ("", start)
    said, stop = (AFTER[after[0]], after.end()) if unit and after else ("", match.end())
    comparator = ">=" if more else said or sign or "="
    return Quantity(
        begin, start, start + len(token), stop, token, value, comparator, unit_as(unit), sign not in ("", "~", None)
    )


def _in_scaled_money(token: str, unit: str) -> tuple[str, str]:
    """A numeral of money and its unit, 四十 and 万元 of 四十万元; unchanged where that is none, as 一亿三千万元."""
    rest, scale = token[:-1], token[-1]
    if unit != "元" or scale not in "万亿" or not rest or re.search("[万亿]", rest):
        return token, unit
    return rest, scale + unit


def _excluded(text: str) -> bytearray:
    """Marks for every character of a title in 《》, of editor's debris and of a list number."""
    marks = bytearray(len(text) + 1)
    first = ENUMERATOR.match(text)
    spans = [first.span()] if first else []
    spans += [match.span() for title in TITLES for match in title.finditer(text)]
    spans += [match.span(1) for match in ENUMERATOR_BEHIND.finditer(text)]
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _is_figure(text: str, q: Quantity) -> bool:
    if q.unit in ("年", "日"):
        return durations.is_years(text, q) if q.unit == "年" else durations.is_days(text, q)
    if q.unit in ("岁", "周岁"):
        return AGE_OF_ALL.search(text, max(0, q.begin - FAR_BACK), q.begin) is not None
    if q.unit == "分钟" and CIRCLE.match(text, q.stop):
        return False
    if q.token != "零" and q.begin and text[q.begin - 1] == "“" and _is_in_name(text, q):
        return False
    return q.unit != "" or not (text[q.start - 1 : q.start] in ("(", "（") and text[q.stop : q.stop + 1] in (")", "）"))


def _is_in_name(text: str, q: Quantity) -> bool:
    """Whether a number behind a quotation mark opens a name, as in “15分钟就医圈”; “9”个 is a number in quotes."""
    return text[q.stop : q.stop + 1] != "”" and QUOTED_LABEL.match(text, q.stop) is not None
