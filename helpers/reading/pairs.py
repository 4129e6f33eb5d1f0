"""Targets meet their actuals: which number of a paragraph was promised, which attained, and which belong together."""

import re
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.items import ACTUAL, EDGES, GOAL, TARGET_WORDS, Item, is_marked, left_of
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, comparable, words

ATTAINED = re.compile(
    r"20\d\d[ \t]*年|实际|达(?!标)|已完成|完成值|完成情况[：:]|(?<!公)共(?![同享建治])|实现|累计|全年"
)
DIFFERENCE = re.compile(r"(?:未完成|超额完成|超额|偏差|相差|超出)[^\u4e00-\u9fff]*$")
CHANGE = re.compile(r"(?:同比|较上年|比上年|较去年|比去年)[^，。；\d]*$")
BARE_COMPLETION = re.compile(r"[^\u4e00-\u9fff]*(?:已|全部|共)?完成[ \t]*$")
COMPLETION_RATE = re.compile(
    r"(?:^|[，,；;（(])(?:目标|任务|计划|年度)?(?:完成率|完成比例|完成进度)(?:为|达到|达|均为)?[ \t]*$"
)
YEAR = re.compile(r"(?:20\d\d[ \t]*[—~～至-][ \t]*)?20\d\d[ \t]*年[度内]?")
LEADING = re.compile(
    r"^(?:我局|我市|全市|全年|其中|共计?(?![同享建治])|累计|已完成|已|完成(?!率|及时|时间|情况|值|比例|进度)|实际|计划|的)+"
)
SAID_ATTAINED = re.compile(r"^[（(，,。；;、 \t]*(?:已|均|全部|全面|基本|未|达标|达到|完成|实现|合格|符合|按时|按期)")
CLAUSE_END, NAME_END = re.compile(r"[，。；：,;\n]"), re.compile(r"[，。；：、,;\n（(\d]")
NUMBERED = rf"[（(]?\d{{1,2}}[)）.．、]|{layout.NUMBERED}"
NAME_BEGINS = re.compile(rf"^(?:{NUMBERED}|(?:{any_of(words('target_words'))})(?:为|是|[:：]))")  # no part of a name
NAME_ENDS = re.compile(  # nor this
    rf"(?:{any_of(words('actual_words'))})?(?:降至|降到|提高到|提高至|提升到|提升至|达到|达|为|是|应|须)?$"
)
NO_NAMES = ("", "达到", "超过", "高于", "低于", "比", "较", "与", "均", "都", "分别")
LONGEST_CLAUSE = 200
SHORT_NAME = 3
LIKE_ENOUGH = 0.6  # of a promise's name, in another list


class Target(NamedTuple):
    """One promise: its words, its quantity (None where it is in words), the place where it ends, and the same number
    where it is printed before."""

    name: str
    quantity: Quantity | None
    stop: int
    also: Quantity | None = None


class Group(NamedTuple):
    """Promises in a row with the numbers that follow them; a `closed` group takes no more."""

    targets: list[Target]
    actuals: list[Quantity]
    closed: bool = False


def groups(page: layout.Layout, item: Item, quantities: list[Quantity]) -> list[Group]:
    """The groups of an item; numbers that are neither promised nor attained are in none."""
    pairs = zip([None, *quantities], quantities, strict=False)
    quantities = [q for before, q in pairs if not _is_completion_rate(page, before, q) and not _is_change(page, q)]
    lefts = [left_of(page, item, before, q) for before, q in zip([None, *quantities], quantities, strict=False)]
    marked = [is_marked(page, q, left) for q, left in zip(quantities, lefts, strict=True)]
    promised = _is_promised(page, item)
    if any(marked):
        marked = _all_promised(marked, lefts) if promised else marked
        return _marked_groups(page, item, list(zip(quantities, lefts, marked, strict=True)))
    found = _plain_groups(page, item, list(zip(quantities, lefts, strict=True)), ACTUAL if promised else ATTAINED)
    if found and not any(group.actuals for group in found) and not promised and _only_tells(page, item, quantities):
        return [Group([], quantities)]
    return found or [Group([words_target(page, item)], [])]


def matched(page: layout.Layout, item: Item, group: Group) -> list[list[Quantity]]:
    """The actuals of each target of a group, and last those that belong to none."""
    targets = group.targets
    found: list[list[Quantity]] = [[] for _ in range(len(targets) + 1)]
    if not targets or (len(targets) == 1 and targets[0].quantity is None):
        found[0] = group.actuals
    elif len(targets) == 1:
        found[0] = _best(page, targets[0], group.actuals, item)
    else:
        for q in group.actuals:
            found[_nearest(page, item, targets, found, q)].append(q)
    return found


def elsewhere(page: layout.Layout, target: Target, quantities: list[Quantity]) -> Quantity | None:
    """The number behind a promise, in another list, that counts the same thing in a like unit; None without one."""
    whole = Item(0, len(page.text), "", "", 0)
    later = [q for q in quantities if q.start >= target.stop and comparable(q.unit, target.quantity.unit)]
    name = re.split("[，,]", target.name)[-1]
    likeness = {q: _likeness(name, around(page, q, whole)) for q in later}
    best = max(later, key=lambda q: likeness[q], default=None)
    enough = LIKE_ENOUGH * (len(name) - 1)
    return best if best and len(name) >= SHORT_NAME and likeness[best] >= enough else None


def around(page: layout.Layout, q: Quantity, item: Item) -> str:
    """The words of the clause around a number, without it."""
    left = CLAUSE_END.split(page.text[max(item.body, q.begin - LONGEST_CLAUSE) : q.begin])[-1]
    right = NAME_END.split(page.text[q.stop : min(item.end, q.stop + LONGEST_CLAUSE)], maxsplit=1)[0]
    return named(left + right)


def named(text: str) -> str:
    """A name without year, enumerators, words for target and actual, and punctuation around it."""
    text = TARGET_WORDS.sub("", YEAR.sub("", text).strip(EDGES)).strip(EDGES)
    text = LEADING.sub("", NAME_BEGINS.sub("", NAME_ENDS.sub("", text)).strip(EDGES))
    return "".join(text.split()).strip(EDGES)


def words_target(page: layout.Layout, item: Item) -> Target:
    """The promise of an item that states none in figures: its first words."""
    text = page.text[item.body : item.end]
    parts = re.split(r"[ \t　]{2,}|[，。；：\n]", text.strip(EDGES), maxsplit=1)
    stop = item.body + text.find(parts[0]) + len(parts[0])
    if re.search(r"^[ \t　]{2,}|^[：:]", page.text[stop : item.end]):
        stop = item.body + len(text.rstrip(EDGES))
    return Target(parts[0], None, stop)


def _plain_groups(
    page: layout.Layout, item: Item, quantities: list[tuple[Quantity, str]], attainment: re.Pattern
) -> list[Group]:
    """Groups where no number is marked as a target: those before the first word of `attainment` are promised."""
    found: list[Group] = []
    for q, left in quantities:
        attained = bool(found and found[-1].actuals)
        if attained or attainment.search(left) or (found and BARE_COMPLETION.match(left)):
            found = found or [Group(_promise_before(page, item, q), [])]
            found[-1].actuals.append(q)
        else:
            found = found or [Group([], [])]
            found[-1].targets.append(Target(_plain_name(left), q, q.stop))
    return found


def _promise_before(page: layout.Layout, item: Item, q: Quantity) -> list[Target]:
    """The promise in words that stands before an attained number; none where the number is in the words themselves."""
    promise = words_target(page, item)
    return [promise] if promise.stop <= q.begin else []


def _plain_name(left: str) -> str:
    """The name of a number without a mark: the words of its sentence, without those that belong to the number before,
    as 村 in 3个村、面积1200亩; all words before it where its sentence has hardly any."""
    own = left.partition("、")[2] if re.match(r"[\u4e00-\u9fff]+、", left) else left
    name = named(re.split("[。；;\n]", own)[-1])
    return name if len(name) >= SHORT_NAME else named(own)


def _is_promised(page: layout.Layout, item: Item) -> bool:
    """Whether an item stands among goals, so that its numbers are targets unless they are said to be attained."""
    return item.label == GOAL or layout.section(page, item.start) == "targets"


def _all_promised(marked: list[bool], lefts: list[str]) -> list[bool]:
    """The marks, the numbers behind a target being targets too until one is said to be attained."""
    found, attained = [], False
    for mark, left in zip(marked, lefts, strict=True):
        attained = not mark and (attained or ATTAINED.search(left) is not None)
        found.append(not attained)
    return found


def _only_tells(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    """Whether the numbers of an item are results without a target: no words of attainment follow a number."""
    ends = [q.begin for q in quantities[1:]] + [item.end]
    after = (page.text[q.stop : end] for q, end in zip(quantities, ends, strict=True))
    return not any(SAID_ATTAINED.search(words_) for words_ in after)


def _marked_groups(page: layout.Layout, item: Item, quantities: list[tuple[Quantity, str, bool]]) -> list[Group]:
    """Groups where some numbers are marked as targets; a target without a name of its own has that of the number before
    it, which is its actual unless another follows."""
    found: list[Group] = []
    loose: list[Quantity] = []
    for i, (q, left, marked) in enumerate(quantities):
        if not marked and _is_plain_target(found, quantities[i:]):
            found.append(Group([Target(named(left), q, q.stop)], []))
        elif not marked:
            (loose if not found or found[-1].closed else found[-1].actuals).append(q)
        else:
            before = loose.pop() if loose and not _own_name(left) else None
            target = _target(page, item, q, left, before)
            if before and not _is_attained(quantities[i + 1 :]):
                found.append(Group([target], [before], closed=True))
            else:
                _append(found, target)
    return found


def _target(page: layout.Layout, item: Item, q: Quantity, left: str, before: Quantity | None) -> Target:
    """A marked target with its own name, else that of the number `before` it, else that of its label."""
    name = _own_name(left) or (around(page, before, item) if before else item.label.removesuffix("指标"))
    return Target(name, q, q.stop, before if before and before.value == q.value else None)


def _append(found: list[Group], target: Target) -> None:
    """Put a target into the last group, or into a new one where that has actuals already."""
    if not found or found[-1].closed or found[-1].actuals:
        found.append(Group([], []))
    found[-1].targets.append(target)


def _is_plain_target(found: list[Group], rest: list[tuple[Quantity, str, bool]]) -> bool:
    """Whether a number without a mark is a target all the same: the next, in its unit, is said to be its actual."""
    open_ = found and not found[-1].closed and not found[-1].actuals
    said = ACTUAL.search(rest[0][1]) or BARE_COMPLETION.match(rest[0][1])
    return not open_ and not said and _is_attained(rest[1:]) and comparable(rest[0][0].unit, rest[1][0].unit)


def _is_attained(following: list[tuple[Quantity, str, bool]]) -> bool:
    """Whether the next number is said to be attained, as behind 实际 or 完成."""
    left = following[0][1] if following and not following[0][2] else ""
    return bool(ACTUAL.search(left) or BARE_COMPLETION.match(left))


def _own_name(left: str) -> str:
    """The name of a marked target: its clause, or the one before where its own holds nothing but words for target."""
    clauses = re.split(r"[，,：:]", re.split(r"[。；;\n]", left)[-1])
    return next((name for clause in reversed(clauses) if (name := named(clause)) not in NO_NAMES), "")


def _is_completion_rate(page: layout.Layout, before: Quantity | None, q: Quantity) -> bool:
    """Whether a number only says how far the one before it was attained, as in 完成率100%."""
    said = COMPLETION_RATE.search(page.text[before.stop : q.begin]) if before else None
    return said is not None and not comparable(before.unit, q.unit)


def _is_change(page: layout.Layout, q: Quantity) -> bool:
    """Whether a number without a sign is the change since another year, or a distance in percentage points."""
    return not q.explicit and bool("百分点" in q.unit or CHANGE.search(page.text[max(0, q.begin - 12) : q.begin]))


def _best(page: layout.Layout, target: Target, actuals: list[Quantity], item: Item) -> list[Quantity]:
    """The one actual in the target's unit that is named most like it; the rest are figures without a target."""
    actuals = [q for q in actuals if not DIFFERENCE.search(page.text[max(item.body, q.begin - 8) : q.begin])]
    likeness = {q: _likeness(target.name, around(page, q, item)) for q in actuals}
    same = [q for q in actuals if comparable(q.unit, target.quantity.unit)]
    related = [q for q in actuals[:1] if likeness[q] or not around(page, q, item)]
    return sorted(same or related, key=lambda q: -likeness[q])[:1]


def _nearest(page: layout.Layout, item: Item, targets: list[Target], found: list[list[Quantity]], q: Quantity) -> int:
    """The place of the target that a number belongs to: named most like it; else, for a number with hardly a name, the
    first in its unit that has none yet; behind the last target for none."""
    name = around(page, q, item)
    like = [(_likeness(t.name, name), comparable(t.quantity.unit, q.unit) if t.quantity else False) for t in targets]
    if max(like)[0]:
        return like.index(max(like))
    free = (i for i, (_, same) in enumerate(like) if same and not found[i])
    return next(free, len(targets)) if len(name) < SHORT_NAME else len(targets)


def _likeness(one: str, other: str) -> int:
    """Number of two-character runs that two names share."""
    return len({one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)})
