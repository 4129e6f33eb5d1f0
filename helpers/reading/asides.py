"""Numbers that only say how much another has changed, differs from its target or was completed."""

import re

from helpers.reading import layout
from helpers.reading.records import Quantity
from helpers.reading.targets import NAMED_AFTER, call
from helpers.reading.vocabulary import any_of, comparable, unit_kind, words

CLAUSE_END = re.compile("[，,。；;]")
THEN = any_of(words("compared_with"))
CHANGE = re.compile(
    any_of("同环", then=r"比[^，。；\d]*$")
    + "|"
    + any_of("较比", not_behind="[占对]", then=rf"(?:{THEN}|20\d\d)[^，。；\d]*$")
)
NOTHING_MORE = r"(?:了|为)?[^\u4e00-\u9fff]*$"
SOONER = rf"[^，。；\d]{{0,6}}(?:提前|推迟|延后|提早){NOTHING_MORE}"
THAN_PLANNED = "(?:年初|年度|原)*(?:计划|目标|任务|预期|合同)[数量值期]?"
PASSES = ["超", "超出", "超过", "多于", "少于", "晚于", "早于", "迟于", "先于"]
DIFFERENCE = re.compile(  # 未完成2座, 超计划20户
    rf"{any_of([*words('difference_words'), '多', '多完成', '少', '少完成'], then=NOTHING_MORE)}"
    rf"|{any_of('比较', then=SOONER)}"
    rf"|{any_of(PASSES, then=f'{THAN_PLANNED}{NOTHING_MORE}')}"
)
COMPARED = re.compile(f"{DIFFERENCE.pattern}|{CHANGE.pattern}")
COMPARED_BEFORE = re.compile(  # 与2020年相比，人次增加
    rf"(?:[与和同][^，。；]{{2,16}}相?比较?|相?较于?(?:{THEN}|20\d\d)[^，。；\d]{{0,8}})，"
    rf"[^，。；\d]{{0,12}}(?:{any_of(words('change_words'))})了?[ \t]*$"
)
BEFORE_VALUE = re.compile(r"[由从](?:[^，。；]{0,12})$")
BECOMES = re.compile(
    rf"[^，。；\d]{{0,8}}(?:{any_of(words('change_words'))}|[压缩扩涨降升增减提延跌][\u4e00-\u9fff]?)(?:到|至|为)"
)
RATE = r"(?:目标|任务|计划|年度|指标)*(?:完成率|完成比例|完成进度|达成率)(?:为|达到|达|均为|均达)?"
COMPLETION_RATE = re.compile(rf"(?:^|[，,；;、（(])[ \t]*{RATE}[ \t]*$")
ALLOWED_IN = ("秒", "分钟", "小时", "天", "日", "个工作日", "工作日", "个月")
TIMED_RATE = re.compile("[以之]?内?(?:[\u4e00-\u9fff](?<![为是])){2,8}?率")
WHOSE = "(?:年度|年初|全年|当年|本年|上级|市|省|下达|原定|既定|总)*"
OF_TARGET = rf"{WHOSE}(?:{any_of(words('target_words'))}|任务|指标|总任务)[数值量]?的?[ \t]*$"
SHARE_OF_TARGET = re.compile(any_of(["占", "完成", "完成了", "达到", "为", "是"], then=OF_TARGET))  # 完成年度任务的105%
SHARE_ENDS = frozenset("的务标数量值").union(word[-1] for word in words("target_words"))
SHARE_OF_NUMBER = re.compile(rf"(?:的)?{WHOSE}(?:计划|任务|目标|指标)[数值量]?的[ \t]*$")  # of the target before it


def is_in_name(text: str, q: Quantity) -> bool:
    """Whether a number is the time allowed that names a rate, as in 报修后48小时修复率."""
    return q.unit in ALLOWED_IN and q.comparator == "=" and TIMED_RATE.match(text, q.stop) is not None


def is_aside(page: layout.Layout, before: Quantity | None, q: Quantity, left: str, clause: str) -> bool:
    """Whether a number says nothing of its own, by the words of its sentence and of its clause before it, and the
    number before."""
    if "百分点" in q.unit:
        return not q.explicit
    if not q.explicit and (_is_difference(page, before, q, clause) or _is_compared(left)):
        return True
    if ("由" in clause or "从" in clause) and BEFORE_VALUE.search(clause) and BECOMES.match(page.text, q.stop):
        return True
    return unit_kind().get(q.unit) == "rate" and _is_completion(page, before, q, left)


def _is_compared(left: str) -> bool:
    """Whether the clause before that of a number says with which time its change compares."""
    return ("比" in left or "较" in left) and COMPARED_BEFORE.search(left) is not None


def _is_difference(page: layout.Layout, before: Quantity | None, q: Quantity, clause: str) -> bool:
    """Whether a number says how far another is from a target or an earlier value, and is none of these itself: 高出目标
    90% behind 92.5% is the target, as no difference is so large."""
    if not COMPARED.search(clause) or NAMED_AFTER.match(page.text, q.stop):
        return False
    differs = DIFFERENCE.search(clause)
    called = call(clause).search(clause) is not None
    if called and not differs:
        return False
    alike = called and before is not None and comparable(before.unit, q.unit)
    return not (alike and 2 * q.value > before.value)


def _is_completion(page: layout.Layout, before: Quantity | None, q: Quantity, left: str) -> bool:
    """Whether a rate says how much of a target, or of the number before it, was completed."""
    counted = before is not None and unit_kind().get(before.unit) != "rate"
    shared = is_share_of_target(left) and not NAMED_AFTER.match(page.text, q.stop)  # none: 达到预期95%的目标
    return shared or (counted and COMPLETION_RATE.search(left) is not None)


def is_share_of_target(text: str) -> bool:
    """Whether words before a rate make it a share of a target."""
    if text.rstrip()[-1:] not in SHARE_ENDS:
        return False
    return SHARE_OF_TARGET.search(text) is not None or SHARE_OF_NUMBER.match(text) is not None
