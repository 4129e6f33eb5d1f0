"""What each number of a paragraph is said to be: promised, planned or attained, and what it counts."""

import re
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.asides import CLAUSE_END, is_aside, is_share_of_target
from helpers.reading.items import GOAL, Item
from helpers.reading.names import SET, SET_ALONE, TARGET_WORDS, YEAR, likeness, named, named_last
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, comparable, pattern, unit_kind, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
LIMITS = frozenset(words("comparators")[">="] + words("comparators")["<="])
NAMED_AFTER_SET = re.compile(r"(?:的)?(?:年度|年初|预期|绩效|计划)*(?:目标|任务|要求|指标)")
NAMED_AFTER = re.compile(
    r"[”\"]?的(?:年度|年初|预期|绩效|计划|既定|预定|考核|控制|管控|约束性?|序时)*(?:目标|任务|要求|指标|预期|计划)(?:值|数|任务|要求)?(?:[，。；、（(]|持平|一致|相当|$)"
)
INTRO = re.compile(  # what follows is promised, until it is said to be attained
    r"(?:目标(?:任务|值)?|指标(?:值)?|任务(?:指标)?|要求|计划)(?:[（(][^）)]*[）)])?(?:分别)?(?:是|为|如下|包括|[:：])"
    r"|(?:明确|规定|约定|确定|提出|承诺|下达|部署)[^，。；：]{0,10}[:：]"
)
CHECKED = re.compile(rf"经[^，。；]{{0,8}}?(?:{any_of(words('checks'))})")  # 经省级抽查: what follows was found
STRONG = re.compile(any_of(words("actual_words")))
HINT = re.compile(any_of(["目标", "指标", "任务", "年初", "定的", *words("plan_words"), *words("actual_words")]))
NOT_STRONG = re.compile(any_of(words("actual_words_not")))
DONE = re.compile(r"[ \t]*(?:已|共|全部|年底|全年|仅|只)*(?:完成|建成|达到|达)了?[ \t]*")  # a clause before a number
BEHIND_TARGET = re.compile(r"[\s|]*(?:[)）”][ \t]*[，,：:]?|[：:/／])?[ \t]*(?:为|达到?|是)?[ \t]*")
GOALS_COUNTED = re.compile(
    rf"(?:{any_of(words('goals_handled'))})[^，。；]*绩效(?:目标|指标)[ \t]*$"
)  # 申报绩效目标4项
TOLD_DIRECTLY = re.compile(r"(?:为|是|有|[：:])[ \t]*$")
SUMMED_UP = re.compile(
    r"[ \t]*(?:20\d\d年|全年|年内|当年|本年度?|截[至止][^，。；]*|年[底末])(?:度|全年)?(?:共|累计|已)"
    r"|[ \t]*(?:现|均)?已(?!经?(?:列入|纳入|下达|确定|安排))"
    r"|[ \t]*(?:年内|当年|年底前?|年末)(?:仅|只|实际)?(?:交付|建成|竣工|完工|开工|投用|办结|完成|安装|购置|举办)"
)
TOLD_BEHIND_MARKS = re.compile(r"20\d\d年|共|累计|已|截[至止]")
PART = re.compile(r"其中|(?:，|：)(?:包括|含)")
ITS_TARGET = re.compile(rf"[（(](?:{any_of(words('target_words'))})")  # right behind a number
BEFORE_AND_AFTER = re.compile(r"[由从][^，。；\n]*\d[^，。；\n]*$")  # 由8%降至
OF_BEFORE = re.compile(r"^[\u4e00-\u9fff]{1,6}、")  # 村 in 3个村、面积1200亩 belongs to the number before
SENTENCE_END = re.compile("[。；;]")
NAME_END = re.compile(r"[，。；：、,;:\n（(）)\d“”]")
SAME_NAME = 0.6  # share of a target's name that another name has
GOAL_UNITS = frozenset("项个条")
VERB = "提供"  # before a number whose name stands behind it; a name is longer
LONGEST_CLAUSE = 60


class Mention(NamedTuple):
    """A number with what it is said to be (`target`, `limit`, `plan`, `actual`, `told` or nothing), the words that name
    it in its clause, those behind it, and those it stands behind."""

    quantity: Quantity
    role: str
    own: str
    right: str
    above: str
    item: Item
    sentence: int

    @property
    def name(self) -> str:
        """What the number counts, by the nearest words."""
        return self.own or self.right or self.above


class State(NamedTuple):
    """What has been said when a number is reached: whether numbers are promised or attained (`mode`), in which
    sentence, whether it tells parts of a number, and whether signs or limits marked targets before."""

    mode: str
    sentence: int = 0
    parts: bool = False
    marked: bool = False


def mentions(page: layout.Layout, item: Item, quantities: list[Quantity], promised: bool) -> list[Mention]:
    """The numbers of an item in order of place, without changes, parts and rates of completion; `promised` where it
    stands among goals."""
    found: list[Mention] = []
    state, before = State("plan" if promised else ""), item.body
    for q in quantities:
        left = page.text[before : q.begin]
        last = SENTENCE_END.split(left)[-1]
        if len(last) < len(left):
            state = State(state.mode if promised else "", state.sentence + 1, False, state.marked)
        role, mode = _role(page, item, q, left, state.mode)
        role, mode = _among(found, q, left, state, promised, role, mode)
        marked = state.marked or (role == "target" and is_limited(page, q))
        parts = (state.parts or PART.search(last) is not None) and role not in ("target", "actual")
        parts = parts and not ITS_TARGET.match(page.text, q.stop)
        state = State(mode, state.sentence, parts, marked)
        if not parts and not is_aside(page, found[-1].quantity if found else None, q, last):
            before = q.stop
            found.append(_mention(page, item, q, OF_BEFORE.sub("", left) if found else left, role, state.sentence))
    return found


def may_promise(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    """Whether anything in an item can make one of its numbers a promise: a label, a sign, or a word."""
    marked = bool(item.label) or any(q.explicit for q in quantities)
    return marked or HINT.search(page.text, item.body, item.end) is not None


def is_promised(page: layout.Layout, item: Item) -> bool:
    """Whether an item stands among goals, so that its numbers are targets unless they are said to be attained."""
    return item.label == GOAL or layout.section(page, item.start) == "targets"


def _among(
    found: list[Mention], q: Quantity, left: str, state: State, promised: bool, role: str, mode: str
) -> tuple[str, str]:
    """The role of a number and what follows, by the numbers before it: right behind a target it is its actual, and
    among goals a target, unless it is told again."""
    if found and found[-1].role == "target" and BEHIND_TARGET.fullmatch(left):
        return "actual", "attained"
    last = SENTENCE_END.split(left)[-1]
    if role == "plan" and not promised and SUMMED_UP.match(CLAUSE_END.split(last)[-1]) and "，" in last:
        return "told", "attained"
    if role == "actual" and promised and state.mode == "plan" and _is_next_goal(found, q, last):
        return "target", "plan"
    if role != "plan" or not promised:
        return role, mode
    told = state.marked and TOLD_BEHIND_MARKS.search(last)
    told = told or _is_told_again(found, named_last(CLAUSE_END.split(last)[-1]), q)
    return ("told", "attained") if told else ("target", mode)


def _is_next_goal(found: list[Mention], q: Quantity, sentence: str) -> bool:
    """Whether a mere 完成 among goals begins another: 新建驿站8个，完成320户住房改造."""
    bare = re.fullmatch("完成|建成", CLAUSE_END.split(sentence)[-1].strip())
    return bare is not None and bool(found) and not comparable(found[-1].quantity.unit, q.unit)


def _is_told_again(found: list[Mention], name: str, q: Quantity) -> bool:
    """Whether a number is named as a target before it was: what was attained of that."""
    targets = [m.name for m in found if m.role == "target" and comparable(m.quantity.unit, q.unit)]
    return any(likeness(name, target) >= SAME_NAME * (len(target) - 1) > 1 for target in targets)


def _mention(page: layout.Layout, item: Item, q: Quantity, left: str, role: str, sentence: int) -> Mention:
    names = (named_last(clause) for clause in reversed(CLAUSE_END.split(BEFORE_AND_AFTER.sub("", left))))
    own, right = next(names), ""
    if len(own) <= len(VERB):
        right = named(NAME_END.split(page.text[q.stop : min(item.end, q.stop + LONGEST_CLAUSE)], maxsplit=1)[0])
        own = own if len(right) < len(VERB) else ""
    label = item.label.removesuffix("指标") if item.by == "printed" else ""
    return Mention(q, role, own, right, next(filter(None, names), label), item, sentence)


def _role(page: layout.Layout, item: Item, q: Quantity, left: str, mode: str) -> tuple[str, str]:
    """What a number is said to be by the words before it, and what those behind it are until something else is said."""
    last = SENTENCE_END.split(left)[-1]
    clause = CLAUSE_END.split(last)[-1]
    if q.unit in GOAL_UNITS and GOALS_COUNTED.search(clause):
        return "", mode
    part = re.split("[：:]", clause)[-1]
    attained = _is_attained(part if named(part) else clause)
    if not attained and is_called_target(page, q, last):
        return "target", "plan" if mode == "plan" or "分别" in clause else ""
    if not attained and is_limited(page, q) and (mode != "attained" or is_signed(page, q)):
        certain = is_signed(page, q) or mode == "plan" or item.by == "printed"
        return "target" if certain else "limit", "plan" if mode == "plan" or INTRO.search(last) else ""
    if attained or _is_attained(last) or mode == "plan" and (_is_attained(left) or DONE.fullmatch(clause)):
        return "actual", "attained"
    if mode == "plan" or _is_planned(clause) or INTRO.search(last):
        return "plan", "plan"
    return ("told", "attained") if mode == "attained" or _is_told(last, clause) else ("", mode)


def is_called_target(page: layout.Layout, q: Quantity, sentence: str) -> bool:
    """Whether the words before a number in its sentence, or right behind it, call it a target and no share of one."""
    if "百分点" in q.unit or (unit_kind().get(q.unit) == "rate" and is_share_of_target(sentence)):
        return False
    after = (NAMED_AFTER_SET if SET.search(sentence) else NAMED_AFTER).match(page.text, q.stop)
    return bool(TARGET_WORDS.search(sentence) or SET_ALONE.search(sentence)) or after is not None


def is_limited(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign (≥) or a limit (不少于, 控制在) stands before a number."""
    printed = page.text[q.begin : q.start].strip() if q.explicit else ""
    return printed in LIMITS or SIGN.match(printed) is not None


def is_signed(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign of comparison stands before a number."""
    return q.explicit and SIGN.match(page.text, q.begin) is not None


def _is_attained(text: str) -> bool:
    return STRONG.search(NOT_STRONG.sub("", text)) is not None or CHECKED.search(text) is not None


def _is_told(sentence: str, clause: str) -> bool:
    """Whether words like 共 or a year before a number, or 为 right before it, say that it was attained."""
    return any(each.search(sentence) for each in (pattern("attained_words"), YEAR)) or bool(
        TOLD_DIRECTLY.search(clause)
    )


def _is_planned(clause: str) -> bool:
    return pattern("plan_words").search(pattern("plan_words_not").sub("", clause)) is not None
