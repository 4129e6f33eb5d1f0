"""Cells become values: a number with its sign and unit, or words; where it stands in its cell."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.formats.document import legible
from helpers.reading.forms.words import is_stated, words
from helpers.reading.records import Quantity
from helpers.reading.text.quantities import WAN
from helpers.reading.text.quantities import find as find_in_text
from helpers.reading.vocabulary import unit_as, unit_kind
from helpers.reading.vocabulary import words as vocabulary

MASKED = re.compile(r"[*×xX_＿＊]{1,4}|\.{3}|…")
SIGNED_REMARK = re.compile(r"[（(]([^（()）]*)[)）]\s*$")
UNIT_OF = re.compile(r"^(?:计量|度量)?单位\s*[:：]\s*")
EARLY_OR_LATE = re.compile("(?:提前|提早|延期|延迟|延后|推迟|推后|逾期|超期|滞后|拖延)了?[ \t]*$")
DIGITS = re.compile(r"[0-9０-９]")
LARGEST_REMARK = 14  # characters beside the number of a cell that still only name it
UNIT_LEFT = re.compile(
    r"\s*([\u4e00-\u9fff]{1,3}(?:[（(][\u4e00-\u9fff]{1,2}[)）])?(?:[/／][\u4e00-\u9fff/*·.]{1,6})?)\s*$"
)
ALSO = re.compile(r"\s*[（(]([\u4e00-\u9fff]{1,2})[)）]")  # 5台（套）
PER = re.compile(  # what a unit is counted by, and units of Latin letters: 6元/斤, 0.4吨标准煤/万元, 35μg/m³, 60dB
    r"\s*([\u4e00-\u9fff]{0,3}[/／][\u4e00-\u9fffa-zA-Z0-9·²³]{1,8}|(?<=[0-9０-９])[a-zA-Zμ℃][a-zA-Z0-9/·²³]{0,8})\s*$"
)
MINUS = re.compile(r"\s*(?:[≥≤＞＜><=＝]+\s*)?[-－−](?=[0-9０-９])")
DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
APART = re.compile(r"(?<=[0-9])([ \t　]+)([万亿]?元)(?=\s*$)")  # an amount and its unit, no numbered heading
SIGNS = (">=", "<=", ">", "<", "=", "~")
ATTAINED = re.compile("(?:已|实际|共|全年|累计)*(?:完成|达到|达|实现)?")
REACHES = re.compile(r"(?:达到|达成|实现)[ \t]*[0-9.]+[ \t]*[%％]")  # with 已 before it how far the work is
PARTS = re.compile(r"[（(][^（）()]*[)）]\s*$|[，,；;]?\s*(?:其中|包括|含)[:：]?.*$")
DURATION = re.compile(r"[^0-9年月日]*[0-9]{1,3}\s*([日年])(?:之?内|以内|以上|以下)?\s*")
HUNDRED = Decimal(100)
LARGEST_FRACTION = 1  # of a rate printed without its %, as 0.991


class Value(NamedTuple):
    """What a cell says: a number with sign and unit, or words with the comparator `qualitative`; `token` stands at
    `start` of the cell's text. All empty for a cell that states nothing."""

    comparator: str = ""
    value: Decimal | str = ""
    unit: str = ""
    token: str = ""
    start: int = 0


def values(text: str, sign: str = "", unit: str = "", target: Value | None = None) -> list[Value]:
    """What a cell says, one value a measured thing; `sign` and `unit` are those of cells of their own, `target` is
    what an actual is held against."""
    shown = _without_parts(folded(text))
    if not is_stated(shown):
        return []
    hoped = target.unit if target else cell_unit(unit)
    numeric = hoped not in words("calendar_units") if hoped else target is not None and target.comparator in SIGNS
    rate = hoped in ("", "%") and REACHES.fullmatch(shown.strip())
    found = [] if _is_words(shown, numeric) and not rate else [_with_whole_unit(shown, q) for q in _found(shown, hoped)]
    if not found or _has_more_digits(shown, found):
        return [_words(shown)]
    if len(found) == 1 and (_is_sentence(shown, found[0]) or _is_early_or_late(shown, found[0], target)):
        return [_words(shown)]
    said = [_value(q, sign, unit) for q in found]
    return [_like(each, target, bool(q.unit)) for each, q in zip(said, found, strict=True)] if target else said


def number(text: str) -> Value | None:
    """The one number of a cell of points or rates; None where it has none or several."""
    shown = folded(text)
    found = find(shown) if is_stated(shown) else []
    if len(found) != 1 or _has_more_digits(shown, found):
        return None
    return Value(found[0].comparator, found[0].value, found[0].unit, found[0].token, found[0].start)


def amount(text: str, unit: str) -> tuple[Decimal, Value, bool] | None:
    """An amount in 万元 from a cell whose header gives `unit`, the number as printed, and whether the cell has a unit
    of its own, which counts before the header's. None where the cell has no number, or more than one."""
    said = number(text)
    if said is None or (said.unit and said.unit not in WAN):
        return None
    scaled = said.token[-1:] in ("万", "亿") or said.token[-2:-1] in ("万", "亿")
    own = said.unit or ("元" if scaled else unit)
    return Decimal(said.value) * WAN[own], said._replace(unit=own), bool(said.unit or scaled)


def hinted(name: str) -> tuple[str, str, str]:
    """A name without the template or unit that ends it, and their sign and unit: 面积(≥**平方米), 水库（座）."""
    remark = SIGNED_REMARK.search(name)
    unit = UNIT_OF.sub("", remark[1].strip()) if remark else ""
    if re.split("[/／]", unit.removeprefix("万"))[0] in unit_kind():
        return name[: remark.start()].rstrip(), "", unit
    if not remark or not (MASKED.search(remark[1]) or re.match(r"\s*[≥≤＞＜><=＝]", remark[1])):
        return name, "", ""
    if DIGITS.search(MASKED.sub("", remark[1])):
        return name, "", ""
    text = re.sub(r"^(\D*?[≥≤＞＜><=＝]*)", r"\g<1>1", MASKED.sub("", remark[1]), count=1)
    filled = [_with_whole_unit(text, q) for q in _found(text, "日")]
    if not filled:
        return name, "", ""
    sign = filled[0].comparator if filled[0].explicit else ""
    scale = "" if filled[0].unit in WAN else filled[0].token.lstrip("0123456789.")
    return name[: remark.start()].rstrip(), sign, scale + filled[0].unit


def find(text: str) -> list[Quantity]:
    """The quantities of a cell: as in running text, where a number never stands alone between two ends; a minus that
    opens the cell or follows its sign is that of the number."""
    minus = MINUS.match(text)
    shown = f"{text[: minus.end() - 1]} {text[minus.end() :]}" if minus else text
    shown = APART.sub(r"\2\1", shown)
    found = find_in_text(f" {shown} ")
    found = [
        _within(replace(q, begin=q.begin - 1, start=q.start - 1, end=q.end - 1, stop=q.stop - 1), text) for q in found
    ]
    if minus and found and found[0].start == minus.end():
        first, at = found[0], minus.end() - 1
        found[0] = replace(first, begin=min(first.begin, at), start=at, token=text[at : first.end], value=-first.value)
    return found


def cell_unit(printed: str) -> str:
    """The unit that a cell of its own gives, as tables print it: 百分比 is %."""
    said = re.sub(r"\s", "", printed)
    return words("unit_words").get(said) or _as_printed(said) if is_stated(said) else ""


def _as_printed(unit: str) -> str:
    """A unit as tables print it, with brackets of Chinese text: 台（套）."""
    return unit_as(unit).replace("(", "（").replace(")", "）")


def _within(q: Quantity, text: str) -> Quantity:
    """A time that ends with 内 as a limit, as 30天内."""
    limits = q.comparator == "=" and q.unit in words("times") and text[q.stop : q.stop + 1] == "内"
    return replace(q, comparator="<=", stop=q.stop + 1) if limits else q


def folded(text: str) -> str:
    """The text, as long as before, with a space for each line break and each odd space."""
    return re.sub(r"[\r\n\t]", " ", legible(text))


def sign_of(text: str) -> str:
    """The comparator that a cell of its own says; `qualitative` for 定性, empty for none."""
    said = re.sub(r"\s|[正反]向(?:指标)?(?=[（(])|[（()）]", "", text)
    if said in words("qualitative_signs"):
        return "qualitative"
    return next((sign for sign, printed in vocabulary("comparators").items() if said in printed), "")


def _like(actual: Value, target: Value, has_unit: bool) -> Value:
    """An actual without unit in that of its target: a bare 3.6 below 3.5万亩 is 36000, 0.991 below 98% is 99.1."""
    if has_unit or not target.unit or "qualitative" in (actual.comparator, target.comparator):
        return actual
    value = actual.value
    if target.token.endswith(("万", "亿")) and value * HUNDRED < target.value:
        value *= {"万": 10_000, "亿": 100_000_000}[target.token[-1]]
    elif target.unit == "%" and "<" not in target.comparator and 0 < value <= LARGEST_FRACTION < target.value:
        value *= HUNDRED
    return actual._replace(value=value, unit=target.unit)


def _without_parts(text: str) -> str:
    """The text of a figure without what is said of its parts or reasons behind it, as in 4口（含上年1口）."""
    parts = PARTS.search(text)
    if not parts or not DIGITS.search(parts[0]):
        return text
    body = text[: parts.start()]
    found = find(body)
    whole = len(found) == 1 and ATTAINED.fullmatch(body[: found[0].begin].strip()) and not _has_more_digits(body, found)
    return body if whole else text


def _found(text: str, unit: str) -> list[Quantity]:
    """The quantities of a cell, a duration too that running text might mean as a date: 5年 alone, and 日 behind a sign,
    before 以内, or in a unit of days."""
    found = find(text)
    lasting = None if found else DURATION.fullmatch(text)
    if not lasting:
        return found
    printed = lasting[1]
    found = find(text.replace(printed, "天"))
    told = [q for q in found if printed == "年" or q.explicit or q.comparator != "=" or unit == printed]
    return [replace(q, unit=printed) for q in told]


def _with_whole_unit(text: str, q: Quantity) -> Quantity:
    """The quantity with the words behind it as its unit, where they end a cell that it begins: 2860路, 210家次."""
    or_also, per = ALSO.match(text, q.stop), PER.match(text, q.stop)
    if or_also and or_also[1] in unit_kind():
        return replace(q, unit=f"{q.unit}（{or_also[1]}）" if q.unit else or_also[1], stop=or_also.end())
    if per and (q.unit or per[1][0] not in "/／"):
        return replace(q, unit=_as_printed(q.unit + per[1]), stop=per.end())
    left = UNIT_LEFT.match(text, q.stop)
    if not left or text[: q.begin].strip() or re.search(r"[（(]$", text[: q.start].strip()):
        return q
    unit, said, bound = left[1], left[1], ""
    for sign, entries in vocabulary("comparators_after").items():
        for word in sorted(entries, key=len, reverse=True):
            if said.endswith(word) and not bound:
                unit, bound = said.removesuffix(word), sign
    if not unit or unit in words("no_units") or (q.unit and not ("/" in q.unit or unit == "次")):
        return q
    sign = bound if bound and q.comparator == "=" else q.comparator
    return replace(q, unit=_as_printed(q.unit + unit), comparator=sign, stop=q.stop + len(left[0]))


def _value(q: Quantity, sign: str, unit: str) -> Value:
    own = q.unit or cell_unit(unit)
    comparator = q.comparator if q.explicit or q.comparator != "=" or not sign else sign
    value = q.value
    if not q.unit and re.match("[万亿](?!元)", own):
        value, own = value * {"万": 10_000, "亿": 100_000_000}[own[0]], own[1:]
    return Value(comparator, value, own, q.token, q.start)


def _words(text: str) -> Value:
    said = text.strip()
    return Value("qualitative", said, "", said, text.index(said))


def _is_words(text: str, numeric: bool) -> bool:
    """Whether a cell with digits is a date, as 2018.5 is where no figure is meant, or says how far the work is."""
    said = text.strip()
    if numeric and DECIMAL.fullmatch(said):
        return False
    return bool(re.match(words("dates"), said) or re.match(words("done_percent"), said))


def _has_more_digits(text: str, found: list[Quantity]) -> bool:
    """Whether digits stand outside the quantities, as in a range, a date or a sum."""
    rest = list(text)
    for q in found:
        rest[q.begin : q.stop] = " " * (q.stop - q.begin)
    return DIGITS.search("".join(rest)) is not None


def _is_early_or_late(text: str, q: Quantity, target: Value | None) -> bool:
    """Whether a time is that by which something was early or late, and its target is in no such unit."""
    early = q.unit in words("times") and target is not None and target.unit != q.unit
    return early and EARLY_OR_LATE.search(text, 0, q.begin) is not None


def _is_sentence(text: str, q: Quantity) -> bool:
    return len(text.strip()) - (q.stop - q.begin) > LARGEST_REMARK
