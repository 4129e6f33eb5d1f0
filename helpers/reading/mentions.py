"""What each number of a paragraph is said to be: promised, planned or attained, and what it counts."""

import re
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.asides import CLAUSE_END, is_aside, is_share_of_target
from helpers.reading.items import GOAL, Item
from helpers.reading.names import SOURCE, YEAR, likeness, named, named_last
from helpers.reading.records import Quantity
from helpers.reading.sums import parts
from helpers.reading.targets import BEFORE_NUMBER, LIMIT, NAMED_AFTER, NAMED_AFTER_SET, SET, SET_ALONE, SET_BEFORE
from helpers.reading.vocabulary import any_of, comparable, pattern, unit_kind, without, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
LIMITS = frozenset(words("comparators")[">="] + words("comparators")["<="])
GOALS = ["目标", "目标任务", "目标值", "指标", "指标值", "任务", "任务指标", "要求", "计划"]
ORDERS = ["明确", "规定", "约定", "确定", "提出", "承诺", "下达", "部署"]
INTRO = re.compile(  # what follows is promised, until it is said to be attained
    any_of(GOALS, then=r"(?:[（(][^）)]*[）)])?(?:分别)?(?:是|为|如下|包括|[:：])")
    + "|"
    + any_of(ORDERS, then=r"[^，。；：]{0,10}[:：]")
)
GOAL_LIST = re.compile(rf"(?:{any_of(GOALS)})(?:如下|包括|主要|是|为)*[:：][^。：:]*$")  # a list of goals follows
CHECKED = re.compile(rf"经[^，。；]{{0,8}}?(?:{any_of(words('checks'))})")  # 经省级抽查: what follows was found
STRONG = re.compile(any_of(words("actual_words")))
HINTS = [*words("plan_words"), *words("actual_words"), *words("target_nouns")]
HINT = re.compile(any_of(["目标", "指标", "任务", "年初", "定的", "核定", *HINTS]) + f"|{LIMIT}")
NOT_STRONG = re.compile(any_of(words("actual_words_not")))
MAY_BE_ATTAINED = re.compile(any_of([*words("actual_words"), *words("actual_words_not"), "经"]))  # else none of these
MAY_BE_PLANNED = re.compile(any_of([*words("plan_words"), *words("plan_words_not")]))
DONE = re.compile(r"[ \t]*(?:已|共|全部|年底|全年|仅|只)*(?:完成|建成|达到|达)了?[ \t]*")  # a clause before a number
HELD = re.compile("实[有配建招发修栽]")  # under a label the number attained, elsewhere what there is
RATE_OF_PLAN = re.compile("(?:目标|任务|计划)+(?:按期|按时|及时|如期)?(?:完成|达成|实现|执行)(?:率|比例)")
RATE_OF_DONE = re.compile("(?:完成|达成|实现|办结|建成)(?:率|比例)")
REACHED = re.compile(r"(?:达到?|为|完成了?|实现了?|建成)[ \t]*$")  # a bound behind it is of what was attained
BEHIND_TARGET = re.compile(r"[\s|]*(?:[)）”][ \t]*[，,：:]?|[：:/／])?[ \t]*(?:为|达到?|是)?[ \t]*")
GOALS_COUNTED = re.compile(  # 申报绩效目标4项, 三级指标10项
    rf"(?:{any_of(words('goals_handled'))})[^，。；]*绩效目标[ \t]*$|(?:绩效|[一二三]级|产出|效益|共|个)指标[ \t]*$"
)
TOLD_DIRECTLY = re.compile(r"(?:为|是|有|[：:])[ \t]*$")
SUMMED_UP = re.compile(
    r"[ \t]*(?:20\d\d年|全年|年内|当年|本年度?|截[至止][^，。；]*|年[底末])"
    r"(?:度|全年)?(?:共|累计|已|[^，。；]{0,2}(?:分别|依次))"
    r"|[^，。；\d]{0,10}?[仅只](?:完成|举办|开展|建成|新建|培训|实施|改造|采购|发放|安装|组织)"
    r"|[ \t]*(?:上述|以上|各项)[^，。；]{0,6}(?:分别|依次)"
    r"|[ \t]*(?:现|均)?已(?!经?(?:列入|纳入|下达|确定|安排))"
    r"|[ \t]*(?:年内|当年|年底前?|年末)(?:仅|只|实际)?(?:交付|建成|竣工|完工|开工|投用|办结|完成|安装|购置|举办)"
)
TOLD_BEHIND_MARKS = re.compile(r"20\d\d年|共|累计|已|截[至止]")
PART = re.compile("其中|，(?:包括|含)|：(?:包括|含)")
ITS_TARGET = re.compile(rf"[（(](?:{any_of(words('target_words'))})")  # right behind a number
BEFORE_AND_AFTER = re.compile(r"[由从][^，。；\n]*\d[^，。；\n]*$")  # 由8%降至
OF_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,6}、")  # 村 in 3个村、面积1200亩 belongs to the number before
SENTENCE_END, COLON = re.compile("[。；;]"), re.compile("[：:]")
NAME_END = re.compile(r"[，。；：、,;:\n（(）)\d“”]")
HEAD_NOUN = 3
SAME_NAME = 0.6  # share of a target's name that another name has
GOAL_UNITS = frozenset("项个条")
VERB = "提供"  # before a number whose name stands behind it; a name is longer
LONGEST_CLAUSE = 60
LISTED, JOINED = re.compile("分别|依次"), re.compile(r"[ \t]*(?:[、，和与及]|以及)[ \t]*")


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
    listed: bool = False  # one of several numbers behind 分别

    @property
    def name(self) -> str:
        """What the number counts, by the nearest words."""
        return self.own or self.right or self.above


class Left(NamedTuple):
    """The words between two numbers, and those of them in the sentence and in the clause of the second."""

    whole: str
    sentence: str
    clause: str


class State(NamedTuple):
    """What has been said when a number is reached: whether it stands among goals (`promised`), whether numbers are
    promised or attained (`mode`), in which sentence, whether it tells parts of a number, and whether signs or limits
    marked targets before."""

    promised: bool
    mode: str
    sentence: int = 0
    parts: bool = False
    marked: bool = False


def mentions(page: layout.Layout, item: Item, quantities: list[Quantity], promised: bool) -> list[Mention]:
    """The numbers of an item in order of place, without changes, parts and rates of completion; `promised` where it
    stands among goals."""
    found: list[Mention] = []
    if not quantities:
        return found
    added = parts(page.text, quantities)
    state, before = State(promised, "plan" if promised else ""), item.body
    for q in (q for q in quantities if q.start not in added):
        left = _left(page.text[before : q.begin])
        state = _opened(state, left, promised)
        joined = bool(found) and found[-1].listed and JOINED.fullmatch(left.whole) is not None
        q, role, mode = _next(found[-1], q, state) if joined else (q, *_said(page, item, q, left, found, state))
        state = _after(page, q, left, state, role, mode)
        if not state.parts and not is_aside(page, found[-1].quantity if found else None, q, left.sentence):
            before, listed = q.stop, joined or LISTED.search(left.clause) is not None
            found.append(_mention(page, item, q, left, bool(found), role, state.sentence)._replace(listed=listed))
    return found


def _opened(state: State, left: Left, promised: bool) -> State:
    """What has been said when the words before a number are read: a sentence forgets what was said in the last, but a
    list of goals behind a colon goes on behind semicolons until something is said to be attained."""
    if len(left.sentence) < len(left.whole):
        goes_on = promised or (state.promised and state.mode == "plan" and "。" not in left.whole)
        state = State(goes_on, state.mode if goes_on else "", state.sentence + 1, False, state.marked)
    if not state.promised and GOAL_LIST.search(left.sentence):
        return state._replace(promised=True, mode="plan")
    return state


def _said(
    page: layout.Layout, item: Item, q: Quantity, left: Left, found: list[Mention], state: State
) -> tuple[str, str]:
    """The role of a number and what follows it, by the words before it and by the numbers before it."""
    return _among(found, q, left, state, *_role(page, item, q, left, state.mode))


def _next(last: Mention, q: Quantity, state: State) -> tuple[Quantity, str, str]:
    """A number that goes on what 分别 told of the last one: with its sign, its role, and what follows."""
    if last.quantity.explicit and q.comparator == "=":
        q = q._replace(comparator=last.quantity.comparator, explicit=True)
    return q, last.role, state.mode


def _after(page: layout.Layout, q: Quantity, left: Left, state: State, role: str, mode: str) -> State:
    """What has been said behind a number; whether it is a part holds for it too."""
    told = role in ("target", "actual") or ITS_TARGET.match(page.text, q.stop)
    parts_ = not told and (state.parts or PART.search(left.sentence) is not None)
    marked = state.marked or (role == "target" and is_limited(page, q))
    return state._replace(mode=mode, parts=parts_, marked=marked)


def may_promise(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    """Whether anything in an item can make one of its numbers a promise: a label, a sign, or a word."""
    marked = bool(item.label) or any(q.comparator in (">=", "<=") or q.explicit for q in quantities)
    return marked or HINT.search(page.text, item.body, item.end) is not None


def is_promised(page: layout.Layout, item: Item) -> bool:
    """Whether an item stands among goals, so that its numbers are targets unless they are said to be attained."""
    return item.label == GOAL or layout.section(page, item.start) == "targets"


def _left(text: str) -> Left:
    sentence = SENTENCE_END.split(text)[-1]
    return Left(text, sentence, CLAUSE_END.split(sentence)[-1])


def _among(found: list[Mention], q: Quantity, left: Left, state: State, role: str, mode: str) -> tuple[str, str]:
    """The role of a number and what follows, by the numbers before it: right behind a target it is its actual, and
    among goals a target, unless it is told again."""
    if found and found[-1].role == "target" and BEHIND_TARGET.fullmatch(left.whole):
        return "actual", "attained"
    if role in ("target", "limit") and found and _is_reached(found[-1], q, left, state):
        return "actual", "attained"
    summed_up = (not state.promised or LISTED.search(left.clause)) and SUMMED_UP.match(left.clause)
    if role == "plan" and "，" in left.sentence and summed_up:
        return "told", "attained"
    if role == "actual" and state.promised and state.mode == "plan" and _is_next_goal(found, q, left.clause):
        return "target", "plan"
    if (
        role == "plan"
        and not state.promised
        and TOLD_DIRECTLY.search(left.clause)
        and _is_told_again(found, left.clause, q)
    ):
        return "told", "attained"
    if role != "plan" or not state.promised:
        return role, mode
    told = (state.marked and TOLD_BEHIND_MARKS.search(left.sentence)) or _is_told_again(found, left.clause, q)
    return ("told", "attained") if told else ("target", mode)


def _is_reached(before: Mention, q: Quantity, left: Left, state: State) -> bool:
    """Whether a number with a bound tells what was attained of the one before: 目标≥95%，2023年达到≥98%."""
    open_ = before.role in ("target", "limit", "plan") or (not before.role and before.item.by == "printed")
    if not open_ or before.sentence != state.sentence or not comparable(before.quantity.unit, q.unit):
        return False
    name = named_last(left.clause)
    alike = not name or likeness(name, before.name) >= SAME_NAME * (len(before.name) - 1) > 0
    return alike and "，" in left.whole and REACHED.search(left.clause) is not None and not _is_planned(left.clause)


def _is_next_goal(found: list[Mention], q: Quantity, clause: str) -> bool:
    """Whether a mere 完成 among goals begins another: 新建驿站8个，完成320户住房改造."""
    return clause.strip() in ("完成", "建成") and bool(found) and not comparable(found[-1].quantity.unit, q.unit)


def _is_told_again(found: list[Mention], clause: str, q: Quantity) -> bool:
    """Whether a number is named as a target before it was: what was attained of that."""
    targets = [m.name for m in found if m.role in ("target", "plan") and comparable(m.quantity.unit, q.unit)]
    name = named_last(clause) if targets else ""
    return any(_is_same(name, target) for target in targets)


def _is_same(name: str, target: str) -> bool:
    """Whether a name is of what a target is named, or is the noun at its end: 合格率 behind 图像合格率."""
    shortened = len(name) >= HEAD_NOUN and len(target) > len(name) and target.endswith(name)
    return shortened or likeness(name, target) >= SAME_NAME * (len(target) - 1) > 1


def _mention(
    page: layout.Layout, item: Item, q: Quantity, left: Left, is_next: bool, role: str, sentence: int
) -> Mention:
    before = without(OF_BEFORE, left.whole) if is_next else left.whole
    before = BEFORE_AND_AFTER.sub("", before) if "由" in before or "从" in before else before
    names = (named_last(clause) for clause in reversed(CLAUSE_END.split(before)))
    own, right = next(names), ""
    if len(own) <= len(VERB):
        right = named(NAME_END.split(page.text[q.stop : min(item.end, q.stop + LONGEST_CLAUSE)], maxsplit=1)[0])
        own = own if len(right) < len(VERB) else ""
    label = item.label.removesuffix("指标") if item.by == "printed" else ""
    return Mention(q, role, own, right, next(filter(None, names), label), item, sentence)


def _role(page: layout.Layout, item: Item, q: Quantity, left: Left, mode: str) -> tuple[str, str]:
    """What a number is said to be by the words before it, and what those behind it are until something else is said."""
    last, clause = left.sentence, left.clause
    if q.unit in GOAL_UNITS and GOALS_COUNTED.search(clause):
        return "", mode
    part = COLON.split(clause)[-1]
    attained = _is_attained(part if part == clause or named(part) else clause)
    if not attained and is_called_target(page, q, last):
        return "target", "plan" if mode == "plan" or "分别" in clause else ""
    planned = _is_planned(clause)
    behind = left.whole.strip() == "，"  # 用时11分钟，控制在15分钟以内
    if not attained and is_limited(page, q) and (mode != "attained" or planned or behind or is_signed(page, q)):
        certain = is_signed(page, q) or planned or mode == "plan" or item.by == "printed"
        return "target" if certain else "limit", "plan" if mode == "plan" or INTRO.search(last) else ""
    told_before = last != part and not _is_planned(part) and _is_attained(last)
    if attained or told_before or _is_done(item, left, mode):
        return "actual", "attained"
    if mode == "plan" or planned or INTRO.search(last):
        return "plan", "plan"
    return ("told", "attained") if mode == "attained" or _is_told(last, clause) else ("", mode)


def _is_done(item: Item, left: Left, mode: str) -> bool:
    """Whether a number was attained by words that say so only alone in its clause, behind a plan or under a label."""
    done = DONE.fullmatch(left.clause) and (mode == "plan" or "完成" in left.clause)
    attained = mode == "plan" and (_is_attained(left.whole) or SOURCE.match(left.clause.strip()))
    return bool(done or attained or (item.label and HELD.search(left.clause)))


def is_called_target(page: layout.Layout, q: Quantity, sentence: str) -> bool:
    """Whether the words before a number in its sentence, or right behind it, call it a target and no share of one."""
    if "百分点" in q.unit:
        return False
    if NAMED_AFTER.match(page.text, q.stop):
        return True
    if unit_kind().get(q.unit) == "rate" and is_share_of_target(sentence):
        return False
    is_set = sentence.rstrip().endswith("的")  # else neither SET nor SET_ALONE is found
    if BEFORE_NUMBER.search(sentence) or (is_set and SET_ALONE.search(sentence)):
        return True
    return bool(is_set and SET.search(sentence) and NAMED_AFTER_SET.match(page.text, q.stop))


def is_limited(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign (≥) or a limit (不少于, 控制在) stands before a number."""
    printed = page.text[q.begin : q.start].strip() if q.explicit else ""
    return printed != "" and (printed in LIMITS or SIGN.match(printed) is not None)


def is_signed(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sign of comparison stands before a number."""
    return q.explicit and SIGN.match(page.text, q.begin) is not None


def _is_attained(text: str) -> bool:
    if not MAY_BE_ATTAINED.search(text):
        return False
    return STRONG.search(NOT_STRONG.sub("", text)) is not None or CHECKED.search(text) is not None


def _is_told(sentence: str, clause: str) -> bool:
    """Whether words like 共 or a year before a number, or 为 right before it, say that it was attained."""
    attained = pattern("attained_words").search(RATE_OF_DONE.sub("", sentence))
    return bool(attained or YEAR.search(sentence) or TOLD_DIRECTLY.search(clause))


def _is_planned(clause: str) -> bool:
    """Whether a clause says that something is to be; 任务按期完成率 is the name of what was measured."""
    if MAY_BE_PLANNED.search(clause):
        said = RATE_OF_PLAN.sub("", pattern("plan_words_not").sub("", clause))
        if pattern("plan_words").search(said):
            return True
    return SET_BEFORE.search(clause) is not None
