"""What the words around a number say that it is: promised, planned, attained, or nothing."""

import re
from dataclasses import dataclass

from helpers.reading.records import Quantity
from helpers.reading.roles.asides import is_share_of_target
from helpers.reading.roles.names import COLON, SOURCE, YEAR, has_colon, named
from helpers.reading.roles.targets import (
    COMPLETED_OF,
    LIMIT,
    NAMED_AFTER,
    SET_ALONE,
    SET_BEFORE,
    call,
    is_norm,
    set_as,
)
from helpers.reading.text import layout
from helpers.reading.text.items import GOAL, Item
from helpers.reading.vocabulary import any_of, pattern, unit_kind, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
LIMITS = frozenset(words("comparators")[">="] + words("comparators")["<="])
GOALS, PAPERS = words("goals_announced"), words("papers_of_goals")
SETTLED = any_of(words("settled"))
SET_AT_FIRST = rf"[^。；：]{{0,24}}?(?:{SETTLED})[^，。；：\d]{{0,10}}[，,:：]"
INTRO = re.compile(  # what follows is promised, until it is said to be attained
    any_of(GOALS, then=r"(?:[（(][^）)]*[）)])?(?:分别)?(?:是|为|如下|包括|[:：])")
    + f"|{any_of(words('settled'), then='[^，。；：]{0,10}[:：]')}"
    + f"|{any_of(words('set_at_first'), then=SET_AT_FIRST)}"
    + f"|{any_of('写报填', then='(?:明|下|上去)?的(?:目标|任务)?(?:是|有)[:：]')}"
    + f"|{any_of(PAPERS, then=rf'[^。；：]{{0,20}}?(?:(?:{SETTLED}|[定写]|写明|载明)的?[是为]|[，,:：])')}"
)
NOT_SET = re.compile(
    rf"(?:没|未)[^，。；：]{{0,4}}[设定列写报][^，。；：]{{0,4}}(?:{any_of(GOALS)})"
)  # 年初没有设定的任务
CHECKED = re.compile(rf"经(?![常过营济费])[^，。；]{{0,8}}?(?:{any_of(words('checks'))})")  # 经省级抽查: it was found
STRONG = re.compile(any_of(words("actual_words")))
HINTS = [*words("plan_words"), *words("actual_words"), *words("target_nouns")]
NORMS = [f"的{each}" for each in words("norms")]
HINT = re.compile(
    any_of(["不迟于", "不晚于", "为限", "目标", "指标", "任务", "年初", "定的", "核定", *HINTS, *NORMS]) + f"|{LIMIT}"
)
NOT_STRONG = re.compile(any_of(words("actual_words_not")))
MAY_BE_ATTAINED = re.compile(any_of([*words("actual_words"), *words("actual_words_not"), "经"]))  # else none of these
MAY_BE_PLANNED = re.compile(any_of([*words("plan_words"), *words("plan_words_not"), *words("target_set")]))
DONE = re.compile(r"\s*(?:已|共|全部|年底|全年|仅|只)*(?:完成|建成|达到|达)了?\s*[：:]?\s*")  # a clause before a number
FOUND_SO = re.compile(
    "(?:显示|测得|得出|算得|查得|核得|反映|表明)(?:出|为|是|达|达到)?[ \t]*$"
)  # 回单显示为, 抽查后算得
BY_SURVEY = re.compile(  # 电话回访为, without a name
    rf"^[^，。；：\d率度]{{0,6}}(?:{any_of([*words('checks'), *words('surveys')])})"
    r"(?:结果|数据)?(?:为|是|达到?|得)[ \t]*$"
)
RECORDED = re.compile("(?:台账|决算|竣工|测绘|落图)[^，。；\\d率度]{0,4}$")  # 台账面积, under a label
KEPT = tuple("控未没")  # with which a limit begins that may be what was found: 控制在, 未超过
HELD = re.compile(
    "实[有配建招发修栽]|实[用付拆种补耗](?:了|约|仅)?[ \t]*$"
)  # under a label the number attained, elsewhere what there is
RATE_OF_PLAN = re.compile("(?:目标|任务|计划)+(?:按期|按时|及时|如期)?(?:完成|达成|实现|执行)(?:率|比例)")
RATE_OF_DONE = re.compile("(?:完成|达成|实现|办结|建成)(?:率|比例)")
GOALS_COUNTED = re.compile(  # 申报绩效目标4项, 三级指标10项
    rf"(?:{any_of(words('goals_handled'))})[^，。；]*(?:绩效|产出|效益|效果|满意度|总体|分项|具体)目标"
    r"(?:[总一]共|总计|合计|共计?|有)?[ \t]*$"
    r"|(?:绩效|[一二三]级|产出|效益|共|个)指标[ \t]*$|绩效目标(?:共|有|计)+[ \t]*$"
)
GOAL_UNITS = frozenset("项个条")
TOLD_DIRECTLY = re.compile(r"(?:(?<=\S)为|是|有|[：:])[ \t]*$")  # 为62所学校配备 is for them
AS_SET_DONE = re.compile(r"(?:原定|约定|既定|计划)的[^，。；：为是\d]{2,20}(?:建成|完成|办结|完工|竣工|开通)了?[ \t]*$")
CLAUSE_BEGINS, CLAUSE_ENDS = re.compile("[，,：:（(]"), frozenset("，。；、：）\n")
CALLED_ALONE = tuple(words("called_alone"))


@dataclass(slots=True)
class Left:
    """The words between two numbers, those of them in the sentence and in the clause of the second, and all clauses."""

    whole: str
    sentence: str
    clause: str
    clauses: list[str]


def may_promise(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    """Whether anything in an item can make one of its numbers a promise: a label, a sign, or a word."""
    if item.label or HINT.search(page.text, item.body, item.end):
        return True
    return any(q.comparator in (">=", "<=") or q.explicit for q in quantities)


def is_promised(item: Item) -> bool:
    """Whether an item stands among goals, so that its numbers are targets unless they are said to be attained."""
    return item.label == GOAL or item.section == "targets"


def role(page: layout.Layout, item: Item, q: Quantity, left: Left, mode: str) -> tuple[str, str]:
    """What a number is said to be by the words before it, and what those behind it are until something else is said."""
    last, clause = left.sentence, left.clause
    if q.unit in GOAL_UNITS and GOALS_COUNTED.search(clause):
        return "", mode
    part = COLON.split(clause)[-1] if has_colon(clause) else clause
    attained = _is_attained(part if part == clause or named(part) else clause)
    if not attained and is_called_target(page, q, last):
        return "target", "plan" if mode == "plan" or "分别" in clause else ""
    if not attained and is_limited(page, q):
        return _bound(page, item, q, left, mode)
    told_before = last != part and _is_attained(last) and not (is_planned(part) or is_announced(part))
    if attained or told_before or _is_done(item, left, mode):
        return "actual", "attained"
    if mode == "plan" or is_planned(clause) or is_announced(last):
        return "plan", "plan"
    return ("told", "attained") if mode == "attained" or _is_told(last, clause) else ("", mode)


def _bound(page: layout.Layout, item: Item, q: Quantity, left: Left, mode: str) -> tuple[str, str]:
    """The same of a number with a sign or a limit before it."""
    labelled = item.by == "printed" and page.text[q.begin : q.start].strip()[:1] not in KEPT
    certain = is_signed(page, q) or is_planned(left.clause) or mode == "plan" or labelled
    return "target" if certain else "limit", "plan" if mode == "plan" or is_announced(left.sentence) else ""


def is_announced(sentence: str) -> bool:
    """Whether words announce goals, which none do that speak of those not set."""
    return INTRO.search(sentence) is not None and not NOT_SET.search(sentence)


def _is_done(item: Item, left: Left, mode: str) -> bool:
    """Whether a number was attained by words that say so only alone in its clause, behind a plan or under a label."""
    done = (mode == "plan" or "完成" in left.clause) and DONE.fullmatch(left.clause)
    found = SOURCE.match(left.clause.strip()) or FOUND_SO.search(left.clause)
    attained = mode == "plan" and (_is_attained(left.whole) or found)
    return bool(done or attained or BY_SURVEY.match(left.clause) or (item.label and _is_held(left.clause)))


def _is_held(clause: str) -> bool:
    return HELD.search(clause) is not None or RECORDED.match(clause) is not None


def is_called_target(page: layout.Layout, q: Quantity, sentence: str) -> bool:
    """Whether the words before a number in its sentence, or right behind it, call it a target and no share of one."""
    if "百分点" in q.unit:
        return False
    alone = sentence.rstrip().endswith(CALLED_ALONE) and CLAUSE_BEGINS.split(sentence)[-1].strip() in CALLED_ALONE
    if alone or is_named_behind(page, q) or set_as(page.text, q):
        return True
    if unit_kind().get(q.unit) == "rate" and is_share_of_target(sentence):
        return False
    if call(sentence).search(sentence):
        return True
    return sentence.rstrip().endswith("的") and SET_ALONE.search(sentence) is not None


def is_named_behind(page: layout.Layout, q: Quantity) -> bool:
    """Whether the words right behind a number call it a target."""
    if page.text[q.stop : q.stop + 1] in CLAUSE_ENDS:
        return False
    called = NAMED_AFTER.match(page.text, q.stop) or COMPLETED_OF.match(page.text, q.stop)
    return called is not None or is_norm(page.text, q)


def is_limited(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign (≥) or a limit (不少于, 控制在) stands before a number."""
    printed = page.text[q.begin : q.start].strip() if q.explicit else ""
    return printed != "" and (printed in LIMITS or SIGN.match(printed) is not None)


def is_prescribed(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign or a limit before a rate says what is to be (不低于), not what was found (未超过, 控制在)."""
    if unit_kind().get(q.unit) != "rate" or not is_limited(page, q):
        return False
    return is_signed(page, q) or page.text[q.begin : q.start].strip()[0] in "不别"


def is_signed(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign of comparison stands before a number."""
    return q.explicit and SIGN.match(page.text, q.begin) is not None


def _is_attained(text: str) -> bool:
    if AS_SET_DONE.search(text):
        return True
    if not MAY_BE_ATTAINED.search(text):
        return False
    return STRONG.search(NOT_STRONG.sub("", text)) is not None or CHECKED.search(text) is not None


def _is_told(sentence: str, clause: str) -> bool:
    """Whether words like 共 or a year before a number, or 为 right before it, say that it was attained."""
    said = RATE_OF_DONE.sub("", sentence) if "率" in sentence or "比例" in sentence else sentence
    attained = pattern("attained_words").search(said)
    return bool(attained or YEAR.search(sentence) or TOLD_DIRECTLY.search(clause))


def is_planned(clause: str) -> bool:
    """Whether a clause says that something is to be; 任务按期完成率 is the name of what was measured."""
    if not MAY_BE_PLANNED.search(clause):
        return False
    said = RATE_OF_PLAN.sub("", pattern("plan_words_not").sub("", clause))
    return pattern("plan_words").search(said) is not None or SET_BEFORE.search(clause) is not None


def is_there(name: str, unit: str) -> bool:
    """Whether a name says that what it counts came in or is there; 编制 before what are no persons is to draw up."""
    found = pattern("not_promised").search(name)
    if found is None or found[0] != "编制" or unit_kind().get(unit) == "persons":
        return found is not None
    return name.endswith(("编制", "数", "床位"))
