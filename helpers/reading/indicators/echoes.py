"""Promises that no set word marks: a number in words of pledging meets one named like it or beside it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product

from helpers.reading.indicators.levels import LABEL
from helpers.reading.indicators.mentions import Mention
from helpers.reading.indicators.pairs import PROMISED, TIMES, Pair
from helpers.reading.indicators.rates import rate_name
from helpers.reading.records import Quantity
from helpers.reading.roles.asides import CLAUSE_END
from helpers.reading.roles.names import has_colon, runs
from helpers.reading.roles.number_roles import is_there
from helpers.reading.text import layout
from helpers.reading.text.items import Item
from helpers.reading.vocabulary import any_of, pattern, same_unit, unit_kind, words

BY_WORD = (  # or a verb of settling, or by what is written down
    f"{any_of(words('pledges'))}|{any_of([*'想说讲谈约议许敲定', '商量', '合计'], then='[好妥定]')}"
    f"|{any_of('写载填列', then='[明的着]')}"
)
HAN, NO_DEED, SET_DOWN = "[\u4e00-\u9fff]", "(?<![到成完用花剩做办收发占够]的)", r"[是为](?=[ \t]*(?:\d|$))"
PAPERS = ["合同", "协议", "方案", "设计", "图纸", "申请书"]
BY_PAPER = (  # or by 应 and 要 as modal verbs
    any_of(PAPERS, then=r"(?=约定|规定|要求|[里上中写载定签]|值|工期|[：:\d]|$)")
    + "|应(?<![对相反供适响效呼顺感回照因]应)(?![急用对届诉答邀战变聘征收付缴在])"
    "|要(?<![主重需首紧只摘提简概纪机必纲扼险]要)(?![素点么闻是员件道害领职紧义])"
)
PLEDGE = re.compile(f"{BY_WORD}|{HAN}的{NO_DEED}{SET_DOWN}|{BY_PAPER}")
PLEDGED = re.compile(f"{BY_WORD}|的(?<={HAN}的){NO_DEED}{SET_DOWN}|{BY_PAPER}")  # wherever PLEDGE is, found sooner
FOUND = "竣工|验收|台账|决算|审计|日志|记录|档案|签收|回执|统计|年报|月报|报表|抽[查检测]|实测|核对|盘点|清点"
NO_PLEDGE = re.compile(rf"{any_of(words('pledges_not'))}|(?:{FOUND})[^，。；：]{{0,6}}[写载填列][明的着]")
STOP, FULL_STOP, CLOSING = (re.compile(each) for each in ("[。；;！？\n]", "[。！？\n]", "[^（(]*[)）]"))
RESULTS = ["仅", "只", "实际", "完成", "建成", "办结", "达到了", "做到", "累计", "合计", "一共", "总共"]
CAME = re.compile(
    f"了(?<=[^达为定下立签]了)[^，。；：]{{0,2}}$|实(?![施验行训习]){HAN}{{1,2}}$"
    f"|(?:{any_of(RESULTS)}|(?<!检测)(?<!检验)(?<!化验)结果)[^，。；：]{{0,8}}$"  # 检测结果 is what is delivered
)
DEED = re.compile("\\s*(?:建成|完成|办结)(?!了|率)")  # among goals no result
AGREES, COMPARED = re.compile(r"[ \t]*[)）]?的?(?:相符|一致|持平|吻合|相等)"), re.compile("[与和同跟][^，。；]{0,10}$")
DONE = re.compile("完成|实现|达成|做到|做成|结果|落实|成效|实测|实绩|情况分析")
TITLE = re.compile(r"[ \t　]*【([^【】\n]{1,20})】")
ASKED = re.compile(  # 问：…？ or a title that a line opens with
    r"^[ \t　]*(?:问[：:](?P<asked>[^\n]+)|【(?P<title>[^【】\n]{1,20})】"
    r"|第[一二三四五六七八]，(?P<head>[^。，：:\n]{2,14})[。：:])",
    re.M,
)
LONGEST_ANSWER, LONGEST_QUESTION = 600, 40
SUMMED = re.compile("共|累计|合计|全年|总")
EMPTY = re.compile(r"[比较与和跟高低超过没不的是为在到达成要年初当时我们同样也都还本来原起先，,（(：:\s]+")
LIKE, STRONG, SUM, IN_CLAUSE, CARRIED = 0.3, 0.6, 0.2, 2, 1
GOALS_COUNTED = re.compile("(?:目标|指标)(?:值)?(?:共计?|有|计|合计|总数)+$|[共设置含][^，。；]{0,2}绩效(?:目标|指标)$")
COUNTED = re.compile("(?<=[项个条])[^，。；\\d]{0,4}(?:指标|目标)")
LISTED, ALL_SAID = re.compile(r"[ \t]*[、，和及与][^，。；：、\d]+"), re.compile("[，；](?:均|都|已?全部)")
SHORT, NOUNS = 3, tuple("率度数量值")  # of names, however short
FACTOR = 4  # that a result is more or less than what was promised
LIST_MARK, FAR = 3, 60  # characters between two numbers of one list, and between a number and one beside it
LEAD = re.compile(r"[ \t　■●◆·—-]*([\u4e00-\u9fff“”]{2,10})[：:。](?!\s)")
TOOK = re.compile(
    r"(?:(?<=内)|[之以]?内)(?!的)[^，。；\d]{0,8}[，,](?:实际|平均|最[长快短慢]|用时|[只仅]用)[^，。；\d]{0,6}\d"
)
LED = 0.95  # of a name that a title gives, as against its own
Way = Callable[[layout.Layout, list["Said"]], list[Pair]]


@dataclass(slots=True)
class Said:
    """A number with its unit, how it is promised: in its own clause (2), by what was said before it (1) or not at all
    (0), its clause, and what its paragraph opens with as its title (`lead`) where it is the first in its unit there."""

    m: Mention
    unit: str
    level: int
    clause: str
    lead: str = ""


def with_partners(quantities: Iterable[Quantity]) -> set[int]:
    """The offsets of the numbers that have another in their unit and of their order."""
    found: dict[str, list[Quantity]] = defaultdict(list)
    for q in quantities:
        found[unit(q)].append(q)
    partners: set[int] = set()
    for alike in (alike for alike in found.values() if len(alike) > 1):
        each = [(float(q.value), q.start) for q in alike]
        zeros = [number for number in each if not number[0]]  # which are of any order
        for (one, place), (other, later) in (*pairwise(sorted(each)), *product(zeros[:2], each)):
            partners |= {place, later} if place != later and _is_near(one, other) else set()
    return partners


def echoed(page: layout.Layout, found: list[Pair], said: list[Said], ways: Iterable[Way]) -> list[Pair]:
    """The pairs, and those that each of the `ways` finds among the numbers `said` that are in none."""
    pairs: list[Pair] = []
    for way in ways:
        pairs += [pair for pair in way(page, said) if not (_is_of_budget(page, pair) or _is_list(page, pair))]
        said = without(said, pairs)
    met = {m.quantity.start for pair in pairs for m in (pair.target, *pair.actuals)}
    return [pair for pair in found if pair.actuals or pair.target.quantity.start not in met] + pairs


def _is_of_budget(page: layout.Layout, pair: Pair) -> bool:
    """Whether one of two numbers is a rate of budget management or counts goals."""
    found = [m.quantity for m in (pair.target, *pair.actuals)]
    return any(rate_name(page, q) or COUNTED.match(page.text, q.stop) for q in found)


def _is_list(page: layout.Layout, pair: Pair) -> bool:
    """Whether two planned numbers stand in one list, so that neither is what came of the other: 讲座6场、展览4场."""
    start, told = pair.target.quantity.stop, [m.quantity for m in pair.actuals if m.role == "plan"]
    between = [(LISTED.fullmatch(page.text, start, q.begin), ALL_SAID.match(page.text, q.stop)) for q in told]
    return any(listed and (listed[0].lstrip()[0] != "，" or said) for listed, said in between)


def without(said: list[Said], pairs: list[Pair]) -> list[Said]:
    """The numbers that are in none of the pairs."""
    taken = {m.quantity.start for pair in pairs for m in (pair.target, *pair.actuals)}
    return [each for each in said if each.m.quantity.start not in taken] if taken else said


def said_in(page: layout.Layout, item: Item, own: list[Mention]) -> list[Said]:
    """The numbers of an item with how they are promised."""
    found: list[Said] = []
    lead = LEAD.match(page.text, item.body, item.end)
    titled = is_pledging(_title(page, item))
    scope, headed, before = CARRIED * titled, False, item.start
    for m in own:
        between = page.text[before : m.quantity.begin]
        before = m.quantity.stop
        *stopped, sentence = STOP.split(LABEL.sub("", between))
        headed = (has_colon(between) and is_pledging(_head(between))) or (headed and not FULL_STOP.search(between))
        if stopped or CLOSING.match(between):
            scope = CARRIED * (titled or headed)
        clauses = CLAUSE_END.split(sentence)
        is_deed = titled and DEED.match(clauses[-1]) is not None
        level, scope = (scope, scope) if is_deed else _level(m, sentence, clauses, scope)
        agrees = COMPARED.search(clauses[-1]) and AGREES.match(page.text, m.quantity.stop)
        if agrees or _is_bound_alone(page, m, clauses[-1]):
            level = IN_CLAUSE
        told = unit(m.quantity)
        title = lead[1] if lead and not any(each.unit == told for each in found) else ""
        found.append(Said(m, told, level, clauses[-1], title))
    return found


def _is_bound_alone(page: layout.Layout, m: Mention, clause: str) -> bool:
    """Whether a number with 以上 or 以内 is a clause of its own behind its name, or a time allowed for something stands
    before how long it took: 绿地率，38%以上，; 24小时内到场，平均9.5小时."""
    q = m.quantity
    if not clause.strip() and m.above and page.text[q.stop - 1] in "上下内底" and q.comparator in (">=", "<="):
        return True
    return q.unit in TIMES and TOOK.match(page.text, q.stop) is not None


def _head(between: str) -> str:
    """The words of the last sentence before its last colon: 年初我们答应了这些事：…；…"""
    return FULL_STOP.split(between)[-1].replace(":", "：").rpartition("：")[0]


def _level(m: Mention, sentence: str, clauses: list[str], scope: int) -> tuple[int, int]:
    """How a number is promised, and how the next one is without a word of its own."""
    head, colon, _ = sentence.rpartition("：" if "：" in sentence else ":")
    if colon and is_pledging(head):
        return IN_CLAUSE if len(clauses) < 2 else CARRIED, CARRIED
    pledging = is_pledging(clauses[-1])
    if m.role == "actual" or (not pledging and CAME.search(clauses[-1])):
        return 0, 0
    if pledging or m.role in ("target", "limit"):
        return IN_CLAUSE, CARRIED
    if m.role == "plan" or (len(clauses) > 1 and is_pledging(clauses[-2])):
        return CARRIED, CARRIED
    return scope, scope


def is_pledging(text: str) -> bool:
    """Whether words say that something was to be."""
    return PLEDGED.search(text) is not None and PLEDGED.search(NO_PLEDGE.sub("", text)) is not None


def _title(page: layout.Layout, item: Item) -> str:
    """The title that an item stands under, in brackets or above; empty for one that tells what was done."""
    printed, above = TITLE.match(page.text, item.start), layout.heading(page, item.start, layout.CHAPTER)
    title = printed[1] if printed else above.title if above and above.end <= item.start else ""
    title = title or _asked(page, item)
    return "" if DONE.search(title) else title


def _asked(page: layout.Layout, item: Item) -> str:
    """The question that the lines of an item answer, or the title in brackets above them, without a heading between."""
    start, end = max(0, item.start - LONGEST_ANSWER), item.start + LONGEST_QUESTION
    titles = [title for title in ASKED.finditer(page.text, start, end) if title.start() <= item.start]
    return next(filter(None, titles[-1].groups()), "") if titles else ""


def pledged(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of a number that is promised and one in its unit that is not and is named like it."""
    goals = [each for each in said if each.level]
    return named_alike(goals, [each for each in said if not each.level]) if goals else []


def named_alike(goals: list[Said], results: list[Said]) -> list[Pair]:
    """Pairs of numbers that are named alike, the most alike first."""
    by_unit: dict[str, list[Said]] = defaultdict(list)
    for result in results:
        by_unit[result.unit].append(result)
    met = ((goal, result) for goal in goals for result in by_unit.get(goal.unit, ()) if may_meet(goal, result))
    ranked = [(share, *each) for each in met if (share := _share(*each)) >= LIKE]
    pairs, taken = [], set()
    for _, goal, result in sorted(ranked, key=lambda each: -each[0]):
        places = {goal.m.quantity.start, result.m.quantity.start}
        if taken.isdisjoint(places):
            taken |= places
            pairs.append(pair_of(goal.m, result.m))
    return pairs


def may_meet(goal: Said, result: Said) -> bool:
    """Whether a number may be what came of another: in its unit, of its order, and the other nothing that is there."""
    if goal.unit != result.unit or not _is_near(goal.m.quantity.value, result.m.quantity.value):
        return False
    passing = unit_kind().get(goal.unit) == "money" and pattern("neutral_money").search(goal.clause)
    if passing or GOALS_COUNTED.search(goal.clause):
        return False
    return goal.m.role in PROMISED or not is_there(_unpledged(goal.m.own), goal.unit)


def _is_near(one: float, other: float) -> bool:
    return not one or not other or one <= FACTOR * other and other <= FACTOR * one


def unit(q: Quantity) -> str:
    """The unit of a number, one for all that count the same thing."""
    return same_unit().get(q.unit, q.unit)


def pair_of(goal: Mention, result: Mention) -> Pair:
    """A promise that no set word marks with what came of it, named as the promise is."""
    name = _unpledged(goal.name) or result.name
    return Pair(replace(goal, role="plan"), [result], name)


def _share(goal: Said, result: Said) -> float:
    """How much of the shorter of two names stands in the other, and a little more for a sum and what comes after."""
    if goal.m is result.m:
        return 0
    one, other = _name(goal.m), _name(result.m)
    share = _in_common(one, other)
    if result.lead and share < 1:
        share = max(share, *(LED * _in_common(one, name) for name in (result.lead, result.lead + other)))
    later = result.m.quantity.start > goal.m.quantity.start
    enough = share >= (LIKE if goal.m.item is result.m.item else STRONG)
    return share + SUM * (SUMMED.search(result.clause) is not None) + SUM * later if enough else 0


def _in_common(one: str, other: str) -> float:
    """How much of the shorter of two names stands in the other."""
    if set(one).isdisjoint(other):
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and _is_within(short, long):
        return 1.0
    return len(runs(one) & runs(other)) / max(1, min(len(runs(one)), len(runs(other))))


def _name(m: Mention) -> str:
    return _unpledged(m.name.rpartition("】")[2])


def _unpledged(text: str) -> str:
    """The text without words that say that something was to be."""
    return PLEDGE.sub("", text) if PLEDGED.search(text) else text


def _is_within(one: str, other: str) -> bool:
    """Whether the characters of one name stand in the other in their order, in any where they are few."""
    rest = iter(other)
    return all(letter in rest for letter in one) or (len(one) <= SHORT and set(one) <= set(other))


def in_turn(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two enumerations that give numbers in turn, in the same units: 依次为24间、92%。… 依次为23间、95%."""
    runs = groupby(said, lambda each: each.m.listed and (each.m.item.start, each.m.sentence))
    listed = [run for told, each in runs if told and len(run := list(each)) > 1]
    alike = (each for each in pairwise(listed) if len({tuple(one.unit for one in run) for run in each}) == 1)
    return [pair_of(goal.m, result.m) for goals, results in alike for goal, result in zip(goals, results, strict=True)]


def side_by_side(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two numbers next to each other in one sentence and unit, the one promised in its clause."""
    pairs, taken = [], -1
    for i, (one, other) in enumerate(zip(said, said[1:], strict=False)):
        if i == taken or not (one.level or other.level) or not _are_beside(one, other):
            continue
        told = other.level < IN_CLAUSE if one.level == IN_CLAUSE else not other.level and CAME.search(other.clause)
        if one.level and told:
            pairs.append(pair_of(one.m, other.m))
        elif not one.level and other.level == IN_CLAUSE and _is_bare(page, other):
            pairs.append(pair_of(replace(other.m, own=one.m.name), one.m))
        else:
            continue
        taken = i + 1
    return pairs


def _is_bare(page: layout.Layout, said: Said) -> bool:
    """Whether a promised number has hardly a name of its own, or agrees with another: 与图纸数量4200盏相符."""
    rest = EMPTY.sub("", _unpledged(said.clause))
    short = len(rest) <= SHORT and not rest.endswith(NOUNS)
    return not rest or short or AGREES.match(page.text, said.m.quantity.stop) is not None


def _are_beside(one: Said, other: Said) -> bool:
    """Whether two numbers of one unit stand next to each other in a sentence."""
    if one.m.listed and other.m.listed and other.m.quantity.begin - one.m.quantity.stop < LIST_MARK:
        return False
    near = one.m.item is other.m.item and other.m.quantity.start - one.m.quantity.stop < FAR
    return near and one.m.sentence == other.m.sentence and (may_meet(one, other) if one.level else may_meet(other, one))
