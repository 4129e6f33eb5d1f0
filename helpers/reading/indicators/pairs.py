"""Targets meet their actuals: inside a paragraph by what follows what."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from helpers.reading.indicators.mentions import Mention
from helpers.reading.records import Quantity
from helpers.reading.roles.names import likeness
from helpers.reading.roles.number_roles import is_there
from helpers.reading.vocabulary import comparable, pattern, unit_kind, words

PROMISED, ATTAINED = ("target", "limit", "plan"), ("actual", "told")
OF_THE_UNIT = re.compile("预算|资金|经费|拨款|支出|支付|三公|投入|投资|采购")
EARNED = ("收入", "税收", "产值", "增加值", "利润")  # at the end of a name: no money of the unit
TIMES = frozenset(["个月", "个工作日", "工作日", "小时", "分钟", "秒", "天", "日", "年"])  # how long it took
SPANS = frozenset(["小时", "分钟", "秒"])  # of which one may be promised and another attained
UNFINISHED = re.compile("[待在未尚正还因没]")  # 还有1个在装修
CAME = re.compile("[结毕完竣交办建到参受收](?:业|工|付|结|成|场|训|益|回|毕|课)")  # 结业, 完工, 到场
FAULT = re.compile("查出|发现|查处|检出|排查出")  # it fulfils nothing
EACH = re.compile("(?:([\u4e00-\u9fff])均|每([\u4e00-\u9fff]{1,3}?)(?=补|投|支|成|奖|资|造|费|收))")
MISSED = re.compile("(?:未能?|没有?能?)(?:完成|达到|实现)")  # 采集1820件，未完成年初采集2400件的计划
BEGUN = re.compile("(?:开工|动工|开建|启动|开办)$")
MEASURED = re.compile("^[^率度量数]{0,6}(?:遥感|卫星|航拍|实地|现场|仪器)?(?:判读|测定|测得|监测|实测|测算)$")
FAR = 30  # characters to what was attained of a number told before
NEXT = 8  # characters to a target behind a semicolon: 完成率96%；目标95%
HEAD_NOUN = 3  # a name as long as this and at the end of another names the same thing


class Pair(NamedTuple):
    """A promise with what was attained of it; `also` is the same number where it is printed before."""

    target: Mention
    actuals: list[Mention]
    name: str
    also: Quantity | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it is a promise even where no figure is said to be attained; 事故为零 is answered in words."""
        return self.target.role == "target" and (self.target.quantity.token, self.target.quantity.unit) != ("零", "")


def within(mentions: list[Mention], labelled: bool, profile: bool) -> list[Pair]:
    """The promises of a paragraph in order of place, with the actuals that stand in it. A number without a mark is one
    where an actual follows: `labelled` paragraphs need less for that, those of a `profile` have none."""
    found: list[Pair] = []
    loose: list[Mention] = []
    turns = [*_in_turn(mentions)] if any(m.listed for m in mentions) else []
    told = {m.quantity.start: goal for goal, m in turns if goal.quantity.start < m.quantity.start}
    before = {goal.quantity.start: m for goal, m in turns if m.quantity.start < goal.quantity.start}
    for i, m in enumerate(mentions):
        if (promise := told.get(m.quantity.start)) is not None:
            next(pair for pair in found if pair.target is promise).actuals.append(m)
        elif (result := before.get(m.quantity.start)) is not None and any(result is each for each in loose):
            loose = [each for each in loose if each is not result]
            found.append(Pair(m, [result], result.name))
        elif m.role in PROMISED:
            found = [pair for pair in found if not _is_replaced(pair, m)]
            found.append(_promise(m, loose, mentions[i + 1] if i + 1 < len(mentions) else None))
        elif m.judged:
            loose.append(m)
        elif pair := _own_promise(found, m) or _unlike(found, mentions, i):
            pair.actuals.append(m)
        elif (begun := _begun(found, m)) is not None:
            begun.actuals[0], m = m, begun.actuals[0]
            loose.append(m)
        elif m.role and _goes_on(found, m):
            found.append(Pair(replace(m, role="alone"), [m], m.name))
        elif labelled and loose and _is_deed_again(loose[-1], m):
            found.append(Pair(replace(loose[-1], role="plain"), [m], loose[-1].name))
            loose = loose[:-1]
        elif m.role and not profile and (plain := _plain(loose, m, labelled)):
            found += plain
            loose = [each for each in loose if all(each.quantity is not pair.target.quantity for pair in plain)]
            pair = _own_promise(found, m)
            pair.actuals.append(m) if pair else loose.append(m)
        else:
            loose.append(m)
    return [*_lone(found, loose)] if labelled else found


def _lone(found: list[Pair], loose: list[Mention]) -> Iterator[Pair]:
    """The promises of a labelled paragraph, a marked one that is alone in its unit with the only number in it behind
    that no words name otherwise than as what was done: 培训农民≥300人。开班6期，结业318人."""
    for pair in found:
        place = pair.target.quantity.start
        own = [m for m in loose if m.quantity.start > place and comparable(pair.target.quantity.unit, m.quantity.unit)]
        others = [each for each in found if comparable(each.target.quantity.unit, pair.target.quantity.unit)]
        alone = len(own) == len(others) == 1 and pair.is_certain and not pair.actuals and is_counted(pair.target)
        yield Pair(pair.target, own, pair.name) if alone and CAME.match(own[0].own) else pair


def _in_turn(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The promises and results of which 分别 tells the second run of numbers, in the units and the order of the first:
    受理率100%，答复率99%，年初分别定为100%和98%."""
    for one, other in pairwise(_runs(mentions)):
        is_goal, was_goal = other[0].role in PROMISED, one[0].role in PROMISED
        first = [m for m in one if m.own and m.sentence == other[0].sentence][-len(other) :] if is_goal else one
        bare = other[0].listed and not any(m.own for m in other[1:])
        if not bare or is_goal == was_goal or not (is_goal or other[0].role in ATTAINED):
            continue
        turns = [*zip(first, other, strict=False)]
        if len(first) == len(other) > 1 and all(comparable(m.quantity.unit, n.quantity.unit) for m, n in turns):
            yield from ((n, m) if is_goal else (m, n) for m, n in turns)


def _runs(mentions: list[Mention]) -> list[list[Mention]]:
    """The numbers in runs of promised ones, of attained ones, and of others."""
    kinds = {**dict.fromkeys(PROMISED, "promised"), **dict.fromkeys(ATTAINED, "attained")}
    return [list(run) for _, run in groupby(mentions, key=lambda m: kinds.get(m.role))]


def _is_replaced(pair: Pair, m: Mention) -> bool:
    """Whether a promise was changed for another: 计划30期，调整为20期."""
    return "调整" in m.own and not pair.actuals and comparable(pair.target.quantity.unit, m.quantity.unit)


def _promise(m: Mention, loose: list[Mention], following: Mention | None) -> Pair:
    """A promise, with the number before it as its actual where it stands behind that and has no name of its own."""
    behind = reversed(loose) if m.role in ("target", "limit") else ()
    if (before := next((each for each in behind if _is_behind(m, each)), None)) is None:
        return Pair(m, [], m.name)
    loose.remove(before)
    if following and following.role == "actual" and not following.own:
        return Pair(m, [], before.name, before.quantity if before.quantity.value == m.quantity.value else None)
    return Pair(m, [before], before.name)


def _is_behind(m: Mention, before: Mention) -> bool:
    """Whether a promise without a name of its own stands behind the number that it speaks of."""
    alike = not m.own or m.own == before.name or (MISSED.match(m.own) and likeness(m.own, before.name) > 0)
    one, other = before.quantity.unit, m.quantity.unit
    same = comparable(one, other) or {one, other} <= SPANS or (is_none(before) and m.quantity.value == 0)
    return alike and m.sentence == before.sentence and same


def is_none(m: Mention) -> bool:
    """Whether a number is 0 and counts nothing by name, as in 新增违建零增长."""
    return not m.quantity.unit and m.quantity.value == 0


def _own_promise(found: list[Pair], m: Mention) -> Pair | None:
    """The promise that a number fulfils: the one named most like it, else for a number said to be attained the first in
    its unit of those that stand last."""
    open_ = [pair for pair in found if not pair.actuals]
    alike = [(likeness(pair.name, m.name), pair) for pair in open_ if fits(pair, m)]
    best = max(alike, key=lambda each: each[0], default=(0, None))
    if best[0]:
        return best[1]
    if not m.role:
        return found[-1] if alike and alike[-1][1] is found[-1] and _is_next(found[-1].target, m) else None
    same = [pair for _, pair in alike if pair.target.sentence == alike[-1][1].target.sentence]
    if same and (len(same) == 1 or not m.own) and not (m.role == "told" and _are_rates(m.own, same[0].name)):
        return same[0]
    return _shared(found, m)


def _is_next(promise: Mention, m: Mention) -> bool:
    """Whether a number stands right behind a promise, as in 任务60公里，开设63公里."""
    return promise.sentence == m.sentence and m.quantity.start - promise.quantity.stop < NEXT


def _unlike(found: list[Pair], mentions: list[Mention], i: int) -> Pair | None:
    """The promise directly before an actual that is counted in another unit: 计划巡演20场，实际3600人次."""
    m, pair = mentions[i], found[-1] if found else None
    if m.role != "actual" or pair is None or pair.actuals or pair.target.quantity is not mentions[i - 1].quantity:
        return None
    alike = not m.own or m.own == pair.name
    counted = all(is_counted(each) and each.quantity.unit not in TIMES for each in (m, pair.target))
    counted = counted and alike and m.sentence == pair.target.sentence
    return None if not counted or any(_fulfils_too(pair, m, each) for each in mentions[i + 1 :]) else pair


def _fulfils_too(pair: Pair, m: Mention, later: Mention) -> bool:
    """Whether a number behind an actual of another unit stands in its sentence and in the unit of the promise."""
    return later.sentence == m.sentence and later.role not in PROMISED and fits(pair, later)


def _are_rates(one: str, other: str) -> bool:
    return one.endswith(("率", "度")) and other.endswith(("率", "度"))


def fits(pair: Pair, m: Mention) -> bool:
    """Whether a number may be the actual of a promise by its unit; persons counted otherwise, and a 0 without a
    unit, need a name alike."""
    one, other = pair.target.quantity.unit, m.quantity.unit
    kind = unit_kind().get(one)
    persons = kind == "persons" == unit_kind().get(other)
    priced = kind is None and one.split("/")[0] == other and (likeness(pair.name, m.name) > 1 or is_each(pair, m))
    next_ = m.role == "actual" and not m.own and pair.target.sentence == m.sentence
    zero = kind in ("rate", "count") and is_none(m) and (next_ or likeness(pair.name, m.name) > 1)
    spans = {one, other} <= SPANS and (m.role == "actual" or not m.own or likeness(pair.name, m.own) > 0)
    return (
        comparable(one, other)
        or spans
        or priced
        or zero
        or (persons and likeness(pair.target.above + pair.name, m.name) > 1)
    )


def is_each(pair: Pair, m: Mention) -> bool:
    """Whether an amount is told of each of what a promise counts by: 补助标准5000元/户, 户均补助4850元."""
    money, _, each = pair.target.quantity.unit.partition("/")
    told = EACH.match(m.own)
    same = each and told and money == m.quantity.unit and each in (told[1], told[2])
    return bool(same) and likeness(pair.name, m.own) > 0


def _begun(found: list[Pair], m: Mention) -> Pair | None:
    """The promise of which only what was begun stands before a number that was finished: 计划7处，开工7处、完工5处."""
    pair = found[-1] if found and found[-1].actuals and not m.own and m.role not in PROMISED else None
    begun = pair.actuals[-1] if pair else m
    near = begun.sentence == m.sentence and comparable(begun.quantity.unit, m.quantity.unit)
    return pair if near and BEGUN.search(begun.own) else None


def _shared(found: list[Pair], m: Mention) -> Pair | None:
    """The promise met already that a number of an enumeration (100场集中教育，公益活动5场) fulfils as well."""
    if not _is_listed(found, m):
        return None
    alike = [(likeness(pair.target.above + pair.name, m.name), pair) for pair in found if fits(pair, m)]
    return max(alike, key=lambda each: each[0])[1] if any(like > 1 for like, _ in alike) else None


def _goes_on(found: list[Pair], m: Mention) -> bool:
    """Whether a number goes on an enumeration in which another in its unit fulfils a promise."""
    told = (each for pair in found for each in pair.actuals if each.sentence == m.sentence)
    return _is_listed(found, m) and any(comparable(each.quantity.unit, m.quantity.unit) for each in told)


def _is_listed(found: list[Pair], m: Mention) -> bool:
    """Whether a number stands with a name in a sentence without promises, behind one that enumerates several."""
    if m.role not in ATTAINED or not (m.own or m.right) or UNFINISHED.match(m.right) or FAULT.match(m.own):
        return False
    promised = [pair.target for pair in found if pair.target.role != "alone"]
    return len(promised) > 1 and all(each.sentence < m.sentence for each in promised)


def _plain(loose: list[Mention], m: Mention, labelled: bool) -> list[Pair]:
    """Numbers without a mark that are promises all the same, since this one is said to be what was attained of them."""
    if m.role == "told" and not labelled:
        return []
    near = [each for each in loose if not each.role and (labelled or each.sentence == m.sentence)]
    near += [each for each in loose[-1:] if labelled and (_is_answered(each, m) or _is_bound_met(each, m))]
    meant = [each for each in near if comparable(each.quantity.unit, m.quantity.unit)]
    if meant and not m.own and not _may_be_plain(meant[-1]):
        return []
    near = [each for each in near if _may_be_plain(each)]
    meant = [each for each in meant if _may_be_plain(each)]
    unnamed = m.own in ("", *words("deeds")["first"]) or MEASURED.search(m.own)  # 已举办13场
    alike = [each for each in meant if unnamed or likeness(each.name, m.name)]
    meant = alike or (meant if m.role == "actual" else [])
    return [Pair(replace(each, role="plain"), [], each.name) for each in near] if meant else []


def _is_deed_again(before: Mention, m: Mention) -> bool:
    """Whether a number tells only the deed of the one right before it in its unit again: 培训骨干40人，培训38人."""
    near = before.sentence == m.sentence and m.quantity.start - before.quantity.stop < NEXT
    alike = before.quantity.unit == m.quantity.unit and m.role not in PROMISED and not m.right
    return near and alike and len(m.own) > 1 and m.own != before.own and before.own.startswith(m.own)


def _is_answered(each: Mention, m: Mention) -> bool:
    """Whether a number told right before one said to be attained was meant to be: 完成改造1600户，实际改造1632户."""
    near = each.sentence == m.sentence and m.quantity.start - each.quantity.stop < FAR
    alike = not m.own or likeness(each.name, m.name) > 0
    return each.role == "told" and m.role == "actual" and near and alike


def _is_bound_met(each: Mention, m: Mention) -> bool:
    """Whether a number without a name, or named by how it was measured, tells how a bound right before it was met:
    知晓率达到95%以上，已达到96.2%; 盖度提高到28%以上，遥感判读为27.4%."""
    near = each.sentence == m.sentence and m.quantity.start - each.quantity.stop < NEXT
    unnamed = (not m.own and not m.right) or MEASURED.search(m.own) is not None
    return near and unnamed and each.quantity.comparator in (">=", "<=") and not each.quantity.explicit


def _may_be_plain(m: Mention) -> bool:
    """Whether a number without a mark can be a promise: no count of goals, nothing that came in or is there, and no
    money of the unit."""
    return not (is_there(m.own, m.quantity.unit) or (_is_money(m) and not is_price(m)))


def is_price(m: Mention) -> bool:
    """Whether an amount is told of one person, household or thing, or as a cost: no money of the unit."""
    return m.name.endswith("成本") or pattern("per_head").search(m.name) is not None


def _is_money(m: Mention) -> bool:
    return unit_kind().get(m.quantity.unit) == "money"


def is_repeated(pair: Pair, found: list[Pair]) -> bool:
    """Whether a promise without an actual is stated again, under a like name, with one."""
    q = pair.target.quantity
    again = (each for each in found if each.actuals and each.target.quantity.value == q.value)
    named_alike = (
        comparable(each.target.quantity.unit, q.unit) and likeness(each.name, pair.name) > 1 for each in again
    )
    return not pair.actuals and any(named_alike)


def is_spending(pair: Pair) -> bool:
    """Whether a promise is of money of the unit: a plan of funds and no indicator."""
    if not _is_money(pair.target) or not OF_THE_UNIT.search(pair.name) or is_price(pair.target):
        return False
    if pair.name.endswith(EARNED):
        return False
    labelled = pair.is_certain and any(word in pair.target.item.label for word in ("成本", "效益"))
    return not labelled and not any(pattern(words).search(pair.name) for words in ("not_spending", "result_nouns"))


def is_counted(m: Mention) -> bool:
    """Whether a number counts things or persons: it is no share, no money and nothing measured in an unknown unit."""
    return unit_kind().get(m.quantity.unit, "rate") not in ("rate", "money")
