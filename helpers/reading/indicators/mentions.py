"""What each number of a paragraph is said to be: promised, planned or attained, and what it counts."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from helpers.reading.indicators.frames import framed
from helpers.reading.indicators.mention import PROMISED, Mention
from helpers.reading.records import Quantity
from helpers.reading.roles.asides import CLAUSE_END, is_aside, is_in_name, is_sample
from helpers.reading.roles.names import POINTS, has_colon, likeness, named, named_last
from helpers.reading.roles.number_roles import (
    GOALS,
    NOT_SET,
    TOLD_DIRECTLY,
    Left,
    is_announced,
    is_limited,
    is_named_behind,
    is_planned,
    role,
)
from helpers.reading.roles.targets import ITS_ACTUAL, change_answered, in_brackets, lists_bounds, target_next
from helpers.reading.text import layout
from helpers.reading.text.items import Item
from helpers.reading.text.sums import parts, parts_begin
from helpers.reading.vocabulary import any_of, comparable, unit_kind, without, words

GOAL_LIST = re.compile(
    rf"(?:{any_of(GOALS)})(?:[表书单]?(?:[里中上])?(?:填报|填写|填|写|列|报|定)(?:的|了|着))?(?:如下|包括|主要|是|为)*[:：][^。：:]*$"
    rf"|(?:{any_of(words('settled'))})的[^，。；：:]{{2,6}}(?:是|为|有|包括)[:：][^。：:]*$"
)  # a list of goals follows
REACHED = re.compile(r"[，][^，]*(?:达到?|为|完成了?|实现了?|建成)[ \t]*$")  # a bound behind it is of what was attained
SUMMED_UP = re.compile(
    r"[ \t]*(?:20\d\d年|全年|年内|当年|本年度?|截[至止][^，。；]*|年[底末])"
    r"(?:度|全年)?(?:共|累计|已|[^，。；]{0,2}(?:分别|依次))"
    r"|[^，。；\d]{0,10}?[仅只](?:完成|举办|开展|建成|新建|培训|实施|改造|采购|发放|安装|组织)"
    r"|[ \t]*(?:上述|以上|各项)[^，。；]{0,6}(?:分别|依次)"
    r"|[ \t]*(?:现|均)?已(?!经?(?:列入|纳入|下达|确定|安排))"
    r"|[ \t]*(?:年内|当年|年底前?|年末)(?:仅|只|实际)?(?:交付|建成|竣工|完工|开工|投用|办结|完成|安装|购置|举办)"
)
TOLD_BEHIND_MARKS = re.compile(r"20\d\d年|共|累计|已|截[至止]|年末|目前|现有|[在实]岗|在册")
CHANGE = re.compile(  # 门诊量同比增长6%
    rf"([\u4e00-\u9fff]*?)(?:，?(?:[同环]比|[较比][上去往]年(?:同期)?))"
    rf"({any_of(words('change_words'))})(?:了|约|近)?[ \t]*$"
)
FIGURE_INSIDE = re.compile(r"[（(][^（()）]*\d")  # no 95%（目标为不低于）
CLOSING = re.compile("[^（(。]*[)）]")
BEFORE_AND_AFTER = re.compile(r"[由从][^，。；\n]*\d[^，。；\n]*$")  # 由8%降至
OF_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,6}、")  # 村 in 3个村、面积1200亩 belongs to the number before
NAME_END = re.compile(r"[，。；：、,;:\n（(）)\d“”]")
HEAD_NOUN = 3
OF_WHOLE = re.compile("综合|总体|整体|平均|总")  # before the name of a rate
SHARE_OF_ALL = re.compile(r"其中(?:表示|有)?([^，。；\d]{2,6})\d[^，。；]*，占[^，。；\d]{0,6}$")  # 其中满意86人，占
SATISFIED = "满意"  # two rates of it are of one thing, 群众满意度 and 表示满意的占
SAME_NAME = 0.6  # share of a target's name that another name has
ARRIVES = re.compile(  # 路灯装到83个村民小组
    r"到(?<=[\u4e00-\u9fff]到)(?<![达提增升降减高低少加短大多得受收回遇]到)了?[ \t]*$"
)
VERB = "提供"  # before a number whose name stands behind it; a name is longer
LONGEST_CLAUSE = 60
GOES_ON = re.compile(r"[ \t]*(?:[、和与及]|以及)[ \t]*\d")
JOINED = re.compile(r"[ \t]*(?:[、，和与及]|以及)[ \t]*")


@dataclass(slots=True)
class State:
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
    for q in (q for q in quantities if q.start not in added and not is_in_name(page.text, q)):
        left = _left(page.text[before : q.begin])
        state = state if promised else _closed(page, state, before, left)
        state = _opened(state, left, promised, page.text[q.begin : _full_stop(page, q)])
        joined = bool(found) and found[-1].listed and JOINED.fullmatch(left.whole) is not None
        q, role, mode = _next(found[-1], q, state) if joined else (q, *_said(page, item, q, left, found, state))
        state = _after(page, q, left, state, role, mode)
        change = _is_change_promised(q, left, state)
        role = "plan" if change else role
        whole = not state.parts or _is_of_whole(page, found, q, left)
        if whole and (change or not _says_nothing(page, found, q, left)):
            before, listed = q.stop, joined or _is_listed(page, q, left.clause) or _is_in_turn(page, q, found)
            names = _names(page, item, q, left, bool(found))
            aside = in_brackets(page.text, q)
            answered = aside == "target" and FIGURE_INSIDE.match(page.text, q.stop)
            role = "actual" if answered else role or ("plan" if aside == "actual" else "")
            found.append(Mention(q, role, *names, item, state.sentence, listed, aside == "target"))
    return framed(page, item, found)


def changes(page: layout.Layout, item: Item, quantities: list[Quantity]) -> list[Mention]:
    """The rates of an item that say how much something grew or fell, each named by it: 门诊量同比增长6%."""
    found = []
    before, last = item.body, ""
    for q in quantities:
        left = _left(page.text[before : q.begin])
        before = q.stop
        if unit_kind().get(q.unit) == "rate" and (said := CHANGE.search(left.clause)):
            name = named_last(said[1]) or named_last(left.clauses[-2:][0]) or last
            found.append(Mention(q, "change", f"{name}{said[2]}", "", "", item, 0))
        else:
            last = named_last(left.clause)
    return found


def _says_nothing(page: layout.Layout, found: list[Mention], q: Quantity, left: Left) -> bool:
    """Whether a number only says how much another changed; a change that has a target of its own says something, and
    so do two of which the second is what came of the first: 同比下降5%以上，实际下降8.3%."""
    if not is_aside(page, found[-1].quantity if found else None, q, left.sentence, left.clause):
        return False
    answered = change_answered(page.text, q, left.whole if found else "")
    return not answered and not (unit_kind().get(q.unit) == "rate" and target_next(page.text, q))


def _is_change_promised(q: Quantity, left: Left, state: State) -> bool:
    """Whether a rate of change stands among goals: 火灾起数同比下降5%."""
    planned = state.promised and state.mode == "plan" and unit_kind().get(q.unit) == "rate"
    return planned and CHANGE.search(left.clause) is not None


def _opened(state: State, left: Left, promised: bool, right: str) -> State:
    """What has been said when the words before a number are read: a sentence forgets what was said in the last, but a
    list of goals behind a colon goes on behind semicolons until something is said to be attained."""
    if len(left.sentence) < len(left.whole):
        goes_on = promised or (state.promised and state.mode == "plan" and "。" not in left.whole)
        state = State(goes_on, state.mode if goes_on else "", state.sentence + 1, False, state.marked)
    listed = has_colon(left.sentence) and GOAL_LIST.search(left.sentence) and not NOT_SET.search(left.sentence)
    listed = listed or lists_bounds(left.sentence, right)
    if not state.promised and listed:
        return replace(state, promised=True, mode="plan")
    return state


def _closed(page: layout.Layout, state: State, place: int, left: Left) -> State:
    """The same where the words before a number close a bracket: goals that were announced in it end with it."""
    if state.mode != "plan" or not CLOSING.match(left.whole):
        return state
    aside = page.text[max(page.text.rfind("（", 0, place), page.text.rfind("(", 0, place), 0) : place]
    return replace(state, promised=False, mode="") if is_announced(aside) else state


def _full_stop(page: layout.Layout, q: Quantity) -> int:
    """Where the sentence around a number ends, semicolons not counted."""
    end = page.text.find("。", q.stop)
    return end if end >= 0 else len(page.text)


def _said(
    page: layout.Layout, item: Item, q: Quantity, left: Left, found: list[Mention], state: State
) -> tuple[str, str]:
    """The role of a number and what follows it, by the words before it and by the numbers before it."""
    said = role(page, item, q, left, state.mode)
    return _among(page, found, q, left, state, *said)


def _is_of_whole(page: layout.Layout, found: list[Mention], q: Quantity, left: Left) -> bool:
    """Whether a rate behind counts of parts is told of the whole: it alone of them is named as a promise before is, as
    in 满意度不低于90%，收回480份，其中满意446份，满意度92.9%."""
    if unit_kind().get(q.unit) != "rate" or parts_begin(left.clause):
        return False
    targets = [m.name for m in found if m.role in PROMISED and comparable(m.quantity.unit, q.unit)]
    if (share := SHARE_OF_ALL.search(left.whole)) is not None:
        return any(share[1] in each for each in targets)
    name = named_last(left.clause)
    noun = without(OF_WHOLE, name)
    if not noun or not any(is_same(noun, each) or (SATISFIED in noun and SATISFIED in each) for each in targets):
        return False
    told = page.text[slice(*layout.sentence(page, q.start))]
    told = told[begun.start() :] if (begun := parts_begin(told)) else told
    own = re.escape(noun if noun in targets else noun[-HEAD_NOUN:])
    return noun != name or len(re.findall(rf"{own}[^，。；\d]{{0,4}}\d", told)) == 1


def _is_listed(page: layout.Layout, q: Quantity, clause: str) -> bool:
    """Whether a number is the first of several that 分别 tells in turn, or 均 with another right behind it."""
    if "分别" in clause or "依次" in clause:
        return True
    return ("均" in clause or "都" in clause) and GOES_ON.match(page.text, q.stop) is not None


def _is_in_turn(page: layout.Layout, q: Quantity, found: list[Mention]) -> bool:
    """Whether a number with another right behind it goes on, in the unit of the first, a list told in turn before it:
    分别为12个和3所，完成11个和3所."""
    if not found or not found[-1].listed or not GOES_ON.match(page.text, q.stop):
        return False
    run = [*takewhile(lambda m: m.listed and m.sentence == found[-1].sentence, reversed(found))]
    return (
        len(run) > 1 and comparable(run[-1].quantity.unit, q.unit) and "，" in page.text[run[0].quantity.stop : q.begin]
    )


def _next(last: Mention, q: Quantity, state: State) -> tuple[Quantity, str, str]:
    """A number that goes on what 分别 told of the last one: with its sign, its role, and what follows."""
    if last.quantity.explicit and q.comparator == "=":
        q = replace(q, comparator=last.quantity.comparator, explicit=True)
    return q, last.role, state.mode


def _after(page: layout.Layout, q: Quantity, left: Left, state: State, role: str, mode: str) -> State:
    """What has been said behind a number; whether it is a part holds for it too."""
    parts_ = (state.parts or parts_begin(left.sentence) is not None) and not _is_told(page, q, role)
    marked = state.marked or (role == "target" and is_limited(page, q))
    if (mode, parts_, marked) == (state.mode, state.parts, state.marked):
        return state
    return State(state.promised, mode, state.sentence, parts_, marked)


def _is_told(page: layout.Layout, q: Quantity, role: str) -> bool:
    """Whether a number is promised or attained, or has its target or its actual right behind it."""
    return role in ("target", "actual") or target_next(page.text, q) or ITS_ACTUAL.match(page.text, q.stop) is not None


def _left(text: str) -> Left:
    text = POINTS.sub("", text) if "分" in text else text
    clauses = CLAUSE_END.split(text)
    return Left(text, text[max(map(text.rfind, "。；;")) + 1 :], clauses[-1], clauses)


def _among(
    page: layout.Layout, found: list[Mention], q: Quantity, left: Left, state: State, role: str, mode: str
) -> tuple[str, str]:
    """The role of a number and what follows, by the numbers before it: right behind a target it is its actual, and
    among goals a target, unless it is told again."""
    goal = found[-1].quantity if found and found[-1].role in PROMISED else None
    if role == "plan" and state.marked and goal and is_sample(page.text, goal, q, left.whole):
        return "", mode
    if role in ("target", "limit") and found and _is_reached(found[-1], q, left) and not is_named_behind(page, q):
        return "actual", "attained"
    if role == "plan" and "，" in left.sentence and _sums_up(left.clause, state):
        return "told", "attained"
    if role == "actual" and state.promised and state.mode == "plan" and _is_next_goal(found, q, left.clause):
        return "target", "plan"
    return _planned(found, q, left, state, mode) if role == "plan" else (role, mode)


def _sums_up(clause: str, state: State) -> bool:
    """Whether a clause tells what came of what was planned: 全年共, 目前已; among goals only of several, 分别."""
    return (not state.promised or "分别" in clause or "依次" in clause) and SUMMED_UP.match(clause) is not None


def _is_reached(before: Mention, q: Quantity, left: Left) -> bool:
    """Whether a number with a bound tells what was attained of the one before: 目标≥95%，2023年达到≥98%."""
    open_ = before.role in PROMISED or (not before.role and before.item.by == "printed")
    reached = open_ and REACHED.search(left.sentence) and not is_planned(left.clause)
    return bool(reached) and left.sentence == left.whole and comparable(before.quantity.unit, q.unit)


def _planned(found: list[Mention], q: Quantity, left: Left, state: State, mode: str) -> tuple[str, str]:
    """The same of a number that is planned: told, where it is named as a target was, and among goals a target."""
    told = state.marked and TOLD_BEHIND_MARKS.search(left.sentence) if state.promised else False
    rate = left.clause.rstrip().endswith("率")  # 约定优良率80%以上，6幅中5幅优良，优良率83.3%
    may_be_again = state.promised or rate or TOLD_DIRECTLY.search(left.clause)
    if told or (may_be_again and _is_told_again(found, left.clause, q)):
        return "told", "attained"
    return ("target" if state.promised else "plan"), mode


def _is_next_goal(found: list[Mention], q: Quantity, clause: str) -> bool:
    """Whether a mere 完成 among goals begins another: 新建驿站8个，完成320户住房改造."""
    return clause.strip() in ("完成", "建成") and bool(found) and not comparable(found[-1].quantity.unit, q.unit)


def _is_told_again(found: list[Mention], clause: str, q: Quantity) -> bool:
    """Whether a number is named as a target before it was: what was attained of that."""
    targets = [m.name for m in found if m.role in ("target", "plan") and comparable(m.quantity.unit, q.unit)]
    name = named_last(clause) if targets else ""
    return any(is_same(name, target) for target in targets)


def is_same(name: str, target: str, fewest: int = 0) -> bool:
    """Whether a name is of what a target is named, or is the noun at its end: 合格率 behind 图像合格率; 学生满意度 and
    家长满意度 are two things. Where the `fewest` letters at the ends are asked for, these make names alike, as in
    参训人员就业率 behind 培训后就业率."""
    ending = next((i for i, (a, b) in enumerate(zip(name[::-1], target[::-1], strict=False)) if a != b), 0)
    one, other = name[: len(name) - ending], target[: len(target) - ending]
    if ending and len(one) > 1 and len(other) > 1 and set(one).isdisjoint(other):
        return False
    if fewest:
        return ending >= fewest
    shortened = len(name) >= HEAD_NOUN and len(target) > len(name) and target.endswith(name)
    return shortened or likeness(name, target) >= SAME_NAME * (len(target) - 1) > 1


def _names(page: layout.Layout, item: Item, q: Quantity, left: Left, is_next: bool) -> tuple[str, str, str]:
    """The words that name a number in its clause, those behind it, and those that it stands behind."""
    before = without(OF_BEFORE, left.whole) if is_next else left.whole
    before = BEFORE_AND_AFTER.sub("", before) if "由" in before or "从" in before else before
    clauses = left.clauses if before == left.whole else CLAUSE_END.split(before)
    names = map(named_last, reversed(clauses))
    own, right = next(names), ""
    if len(own) <= len(VERB) or ("到" in left.clause and ARRIVES.search(left.clause)):
        right = named(NAME_END.split(page.text[q.stop : min(item.end, q.stop + LONGEST_CLAUSE)], maxsplit=1)[0])
        own = own if len(right) < len(VERB) else ""
    label = item.label.removesuffix("指标") if item.by == "printed" else ""
    return own, right, next(filter(None, names), label)
