"""Checks of parts that exceed their whole: directly behind it as the words between them say, in a group that the
paragraph has named, at the head of a sentence behind 其中, or as a later stage of what it was."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike, is_open
from helpers.coding.checks.findings import Finding, slipped
from helpers.coding.checks.retold.repeats import core
from helpers.coding.checks.words import any_of, any_words, entry, pattern

ENCLOSED = re.compile("在内|(?:含|包括|包含|计入|列入)在")  # what follows is the whole
WITHIN = re.compile(
    r"[，,；;（(]?(?:其中|当中|这当中|这?里面|内含|含|包括|包含)[：:，,]?(?P<named>[^，,。；;：:、（()）\d]{1,16})"
    r"|[（(](?:当年|年内|今年|本年)[^，,。；;：:、（()）\d]{1,8}"
)
DEALT = re.compile(rf"^[，,]?(?:{any_of('in_all', 'done')}|全部|均)*(?:{any_of('dealt_with')})$")
AIMS = re.compile(rf"{any_of('aim', 'last_year')}|[%％]")  # in the clause of a figure: it is no result
CLASS = re.compile("(?<=[\u4e00-\u9fff])(?:[一二两三四五六十]+年)?[及或]?以[上下]")  # 二级及以上的 are some of all
MARK = re.compile(r"[，；;。：:（()）\n]|,(?!\d)")
NAMELESS = re.compile(
    f"[，,](?:(?:其中)?(?:已|有|已有)(?!{any_of('dealt_with')}|新|增|改|扩|计划|另|累计)[\u4e00-\u9fff]{{0,4}})?"
)
HEADLESS = re.compile(r"[，,](?:其中)?[\u4e00-\u9fff“”]{2,12}(?:的(?:有|达|就有|达到)?|(?:就有|就达|就?占)了?)")
WITH_NUMBER = re.compile(
    f"[\u4e00-\u9fff（）“”]{{0,10}}?(?:当中|之中|里面|里(?!程|面)|中(?!{any_of('words_of_middle')}))[，,：:]?(?P<so>[^，,。；;：:、\\d]{{2,20}})"
)
NAMED_AGAIN = re.compile(
    r"[，,](?:其中)?[\u4e00-\u9fff“”]{2,12}的(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:有|达|就有|达到|为)?"
)
STOCK = re.compile(rf"现有|共有|在[用册]|馆藏|库存|配备|建有|保有|{any_of('examined')}")
SOUND = re.compile(
    rf"[，,；;](?:经[^，。；\d]{{2,10}}?[，,]?)?(?:其中)?(?:目前|现|仍|运行|保存|外观|性能|状[态况]|质量|功能)*(?:{any_of('sound')})的?(?:有|为|达|共)?"
)
SHARE, ENDS = re.compile("[，,]占"), re.compile("[，,。；;）)]")
REST = re.compile(r"[^，。；、\d]{0,6}[，,](?:其余|剩余|余下|剩下)(?!\d)")
DENIED = re.compile(r"[^，。；、\d]{0,6}[，,](?:[尚仍还]?[有]?未|还?没有?)(?P<verb>[\u4e00-\u9fff])")
AMONG = re.compile(
    rf"(?:^|[，,。；;：:\n])(?:(?P<group>[\u4e00-\u9fff“”]{{2,14}}?)(?:当中|之中|里面|中(?!{any_of('words_of_middle')}))"
    r"|(?P<these>[\u4e00-\u9fff“”]{3,14}?)里(?!程|面)(?=[^，。；;\d]*的))[，,]?[^，。；;\d]*$"
)
OPENING = re.compile("^\\s*其中")
SAID_OF = re.compile(
    "(?P<rest>[\u4e00-\u9fff]{0,2}?)(?:以(?!上|下|内|外)|主要|大多|多[是为]|多数|普遍|[均都][为是以]|[中里]?[，,])"
)
AMONG_THEM = re.compile(r"[，,]其中[：:，,]?[^，,。；;、\d]{1,12}$")
AGE = re.compile(r"(?:年龄)?在?\d+(?:至\d+)?周?岁(?:及?以[上下])?")
BY_NOW = re.compile(
    "满?[一二两三四五六十\\d]+年(?:及?以上)?(?=的)|截[至止](?:目前|年[末底]|12月(?:底|末|31日)?)|年[末底]|目前"
)
OTHER = re.compile(
    f"{any_of('other_time', 'aimed')}|另|连同|含|结转|往|(?<![连持])续|跨(?=[年季期月])|超|不足|以[上下]|净|节约|节省"
    "|减少|增加|结余|历次|存量|在内|折|均"
)  # other years, aims, more, a difference: such a whole or part is of something else
APART = re.compile("新|改|扩|修|累计|未|尚|全[市县区省国]")  # of a part: things that the whole need not have
OTHERS = re.compile("在建|正在|尚|未|待|仍|处于|计划|新|较|比|以[上下]|左右|[，。；、（(]?$|[/／]|均价")
PROMISED = re.compile("目标|任务|计划(?!项目)|预计|力争|拟|(?<![确认评鉴核固稳判检测])定(?:的[是为]?|了|下了?|为)?$")
STAGES = [tuple(re.compile(any_words(words)) for words in each.values()) for each in entry("stages")]
STAGES_APART = 3  # figures behind one in which its next stage is told
EARLIER = re.compile("往年|上年|历年|以前|结转|续建|跨年|积案|存量|旧存|含|包括|年初|累计|补")
PLAIN = re.compile("[\\d年月日全市县区省]|截至|底|末|项目|工程|其中|已|实际|共|当年|现场|数")
POINTS, OCCASIONS = "分", ("次", "人次", "户次")  # an occasion may be of one thing several times
NOUN, LAST = 2, 4  # characters at the end of a name that say what is counted, and in which they stand
CLAUSES = 2  # marks between a whole and a part behind which a rest is told


class Pair(NamedTuple):
    """A count and the one behind it in its unit, with the words between them and those behind the second."""

    page: Page
    whole: Count
    part: Count
    words: str
    behind: str


def directly(pages: list[Page]) -> Iterator[Finding]:
    """Figures against the one directly before them, where the words say in one of many ways that they are a part."""
    for page in pages:
        for whole, part in pairwise(page.counts):
            fits = alike(whole, part) and _is_exact(whole) and _is_exact(part) and not PROMISED.search(whole.name)
            if fits and any(rule(_pair(page, whole, part)) for rule in RULES):
                yield from _limited([whole], part)


def past_aims(pages: list[Page]) -> Iterator[Finding]:
    """Parts against what stands before them and before a target or a rate (培训212人，目标200人，其中教师231人), where
    they are above these as well."""
    for page in pages:
        for place, part in enumerate(page.counts):
            aims = _aims_before(page, place)
            for whole in page.counts[: place - len(aims)][-1:] if aims else []:
                fits = alike(whole, part) and _is_exact(whole) and _is_exact(part) and not PROMISED.search(whole.name)
                near = page.sentence(whole.start) == page.sentence(part.start)
                words = MARK.split(page.between(aims[0], part), maxsplit=1)[-1].lstrip("，,；;")
                if fits and near and not is_open(page.between(whole, part)):
                    two = _pair(page, whole, part)._replace(words=f"，{words}")
                    yield from _limited([whole], part) if _is_within(two) else []


def _aims_before(page: Page, place: int) -> list[Count]:
    """The targets, rates and figures of other years directly before a figure, the nearest first."""
    return [*takewhile(lambda each: _is_aside(page, each), reversed(page.counts[:place]))]


def _is_aside(page: Page, each: Count) -> bool:
    """Whether the clause of a figure says that it is a target, a rate or of another year."""
    end = MARK.search(page.text, each.end)
    clause = MARK.split(page.text[max(0, each.start - 24) : end.start() if end else len(page.text)])[-1]
    return AIMS.search(clause) is not None


def _pair(page: Page, whole: Count, part: Count) -> Pair:
    words = re.sub("^万?元", "", page.between(whole, part).removeprefix(whole.unit)).strip()
    return Pair(page, whole, part, words, page.text[part.end : part.end + 24].removeprefix(part.unit))


def _is_exact(each: Count) -> bool:
    return each.comparator == "=" and each.unit not in (RATE, POINTS)


def _is_nameless(two: Pair) -> bool:
    """演练50场次，54场次在商场开展: no noun before the part."""
    counted = two.whole.unit != MONEY and NAMELESS.fullmatch(two.words)
    return bool(counted and not OTHERS.match(two.behind[:12]))


def _is_sound(two: Pair) -> bool:
    """在册5,270具，经测试完好5,138具: what there is, or was examined, and is sound."""
    there = STOCK.search(two.whole.name) or two.words.startswith(("，经", ",经"))
    other = pattern("last_year", "faults").search(two.whole.name)
    return bool(two.whole.unit != MONEY and there and not other and SOUND.fullmatch(two.words))


def _is_within(two: Pair) -> bool:
    """支出418万元，含设备费436万元: more than the whole, each target, and the sum of all other figures before it up to
    a full stop, as these may be a list of which it is a part."""
    found = WITHIN.fullmatch(two.words) if two.whole.unit and two.part.value > two.whole.value else None
    if not found or OTHER.search(two.whole.name + CLASS.sub("", found["named"] or found[0])):
        return False
    start = max(two.page.text.rfind(mark, 0, two.part.start) for mark in "。\n")
    own = [each for each in two.page.counts if start < each.start < two.part.start and alike(each, two.part)]
    told = sum(each.value for each in own if not _is_aside(two.page, each))
    return max(told, *(each.value for each in own)) < two.part.value


def _is_dealt_with(two: Pair) -> bool:
    """排查214个，整治241个: of what was found, two digits swapped; else what was found before may be among it."""
    told = pattern("found").search(two.whole.name) and DEALT.search(two.words)
    more = two.part.value > two.whole.value and slipped(two.whole.value, two.part.value, swaps_only=True)
    return bool(told and more)


def _is_headless(two: Pair) -> bool:
    """应检企业386家，参加年检的418家: a deed and no thing, or the thing again and a share (开放的馆19座，占多数)."""
    again = NAMED_AGAIN.fullmatch(two.words) if SHARE.match(two.behind) else None
    same = again and core(two.whole.name).endswith(again["noun"][-NOUN:])
    deed = re.sub("其中|[，,]", "", two.words)[:NOUN]
    parallel = two.whole.name.endswith("的") or deed in two.whole.name
    told = (HEADLESS.fullmatch(two.words) or same) and not parallel and ENDS.match(two.behind)
    return bool(told) and _is_of_it(two)


def _has_a_rest(two: Pair) -> bool:
    """清单82个，销号96个，其余…, 应检82个，检了96个，未检…: neither of them an item of a list or account."""
    denied = DENIED.match(two.behind) if re.search("[应须需待]", two.whole.name) else None
    rest = REST.match(two.behind) or (denied and denied["verb"] in two.words)
    apart = (
        not re.search("[、共]|合计", two.words)
        and two.words.count("，") <= CLAUSES
        and "其中" not in two.page.head(two.whole)
    )
    return bool(apart and rest) and _is_of_it(two)


def _is_among(two: Pair) -> bool:
    """146个点中，配有终端的151个: a group of so many, and what is so, or again has its thing, in it."""
    told = WITH_NUMBER.fullmatch(two.words)
    so, noun = told["so"] if told else "", core(two.whole.name)[-NOUN:]
    again = len(noun) == NOUN and noun in so and two.whole.unit not in entry("any_thing")
    return bool(again or re.search("的[有达占是为]?$", so)) and _is_of_it(two._replace(words=so))


RULES = (_is_among, _is_nameless, _is_sound, _is_within, _is_dealt_with, _is_headless, _has_a_rest)


def _is_of_it(two: Pair) -> bool:
    """Whether of two counts of things in one sentence the second is larger, neither is of something else, and no other
    before them that is large enough may have it."""
    own = two.page.sentence(two.whole.start)
    before = (a for a in two.page.counts if two.page.sentence(a.start) == own and a.start < two.whole.start)
    larger = any(alike(a, two.whole) and a.value >= two.part.value for a in before)
    together = two.page.sentence(two.part.start) == own and _is_of_things(two.whole)
    beyond = together and two.part.value > two.whole.value
    return beyond and not larger and not _is_other(two.whole.name, times_only=True) and not _is_other(two.words)


def _is_of_things(each: Count) -> bool:
    return _is_exact(each) and each.unit not in (MONEY, "", *OCCASIONS)


def _is_other(words: str, times_only: bool = False) -> bool:
    """Whether words tell of another time, of an aim or of more, or, of a part, of things that a whole need not have."""
    left = BY_NOW.sub("", words)
    return OTHER.search(left) is not None or (not times_only and APART.search(left) is not None)


def in_paragraph(pages: list[Page]) -> Iterator[Finding]:
    """Counts of a group named with 中 or 里 against the figures of that group before them in their paragraph, those at
    the head of a sentence, behind 其中, against the largest, and those that leave a rest against what there was."""
    for page in pages:
        for place, part in enumerate(page.counts):
            if _is_exact(part) and part.unit not in (MONEY, ""):
                start = page.text.rfind("\n", 0, part.start)
                before = [a for a in page.counts[:place] if a.start > start and alike(a, part) and a.comparator == "="]
                rules = _group, _largest, _with_rest, _named_again
                wholes = next((own for rule in rules if (own := rule(page, part, before))), [])
                yield from _limited(wholes, part) if part.value > sum({each.value for each in wholes}) > 0 else []


def _largest(page: Page, part: Count, before: list[Count]) -> list[Count]:
    """The largest count of the sentences before one that 其中 and a part open."""
    words = page.head(part)
    opens = OPENING.match(words) and not any(part.start - len(words) < each.start < part.start for each in page.counts)
    own = [each for each in before if opens and not pattern("last_year").search(each.name)]
    return [max(own, key=lambda each: each.value)] if own else []


def _with_rest(page: Page, part: Count, before: list[Count]) -> list[Count]:
    """What there was in all of what a part names that leaves a rest (全年献血500人次。…团体献血300人次，其余为个人)."""
    own = [each for each in before if pattern("in_all").search(each.name) and not _is_other(each.name, times_only=True)]
    named = [each for each in own if any(a + b in part.name for a, b in pairwise(core(each.name)))]
    return named[-1:] if REST.match(page.text, part.end) else []


def _named_again(page: Page, part: Count, before: list[Count]) -> list[Count]:
    """The last count of which the name opens the sentence of a part behind 其中 (民事371件。民事案件以争议居多，其中讨
    薪164件), which has no figure before the part."""
    words = page.head(part)
    told = any(part.start - len(words) <= each.start < part.start for each in page.counts)
    if told or not AMONG_THEM.search(words) or _is_other(words, times_only=True):
        return []
    opened = [(each, _opened_by(core(each.name), words)) for each in before if len(core(each.name)) >= NOUN]
    return [each for each, rest in opened if rest == "" or (rest and any(rest in one.name for one in before))][-1:]


def _opened_by(name: str, words: str) -> str | None:
    """What stands between a name that opens a sentence and what is said of it (案件 of 民事案件以…); None where none
    does."""
    told = words.strip().removeprefix(name) if words.strip().startswith(name) else ""
    found = SAID_OF.match(told)
    return found["rest"] if found else None


def _group(page: Page, part: Count, before: list[Count]) -> list[Count]:
    """The counts of which the noun is that of the group that is named before a part (终端 of 在册村级终端 and of 在册终
    端); where the names of some have more of it, only these."""
    told = AMONG.search(AGE.sub("", page.head(part))) if _is_of_things(part) else None
    if not told or _is_other(told[0]) or "其中" in told[0]:
        return []
    known = re.sub("^(?:所|该|这些|上述)", "", told["group"] or told["these"])
    own = [each for each in before if _is_named(core(each.name), known) and not OTHER.search(each.name)]
    deed = known.rpartition("的")[0][-NOUN:]
    own = [each for each in own if deed and deed in each.name] or own
    shared = [sum(a + b in each.name for a, b in pairwise(known)) for each in own]
    return [each for each, pairs in zip(own, shared, strict=True) if pairs == max(shared)]


def _is_named(noun: str, group: str) -> bool:
    return len(noun) >= NOUN and (noun[-NOUN:] in group or group[-NOUN:] in noun[-LAST:])


def stages(pages: list[Page]) -> Iterator[Finding]:
    """What came through a stage against what entered the one before (开工26个，完工32个), of one thing in one sentence,
    unless it speaks of earlier years."""
    for page in pages:
        for place, first in enumerate(page.counts):
            behind = page.counts[place + 1 : place + 1 + STAGES_APART]
            more = (each for each in behind if each.value > first.value)
            yield from (found for each in more if _is_later(page, first, each) for found in _limited([first], each))


def _is_later(page: Page, first: Count, later: Count) -> bool:
    """Whether a figure is of a later stage of what another one is, in its sentence or behind its semicolon, and none
    between them is of its stage."""
    counted = all(_is_exact(each) and each.unit not in (MONEY, "") for each in (first, later)) and alike(first, later)
    if not counted or PROMISED.search(first.name) or PROMISED.search(later.name):
        return False
    borders, number = [0, *page.borders, len(page.text)], page.sentence(first.start)
    apart = page.sentence(later.start) - number
    if apart > 1 or (apart and page.text[borders[number + 1] - 1] not in "；;"):
        return False
    told = page.text[borders[number] : page.text.find("。", later.end)]
    nearer = [each for each in page.counts if first.start < each.start < later.start and alike(each, first)]
    of_one = (stage for stage in STAGES if _of_one(first.name, later.name, *stage))
    return not EARLIER.search(told) and any(not any(a.search(each.name) for each in nearer) for a, _ in of_one)


def _of_one(first: str, later: str, a: re.Pattern, b: re.Pattern) -> bool:
    """Whether two names have the words of two stages and what is left may be one thing: one says nothing, or they share
    a word."""
    one, other = (PLAIN.sub("", words.sub("", name)) for name, words in ((first, a), (later, b)))
    shared = any(x + y in other for x, y in pairwise(one))
    passed, again = b.search(later), b.search(first)
    through = a.search(first) and passed and not (again and again[0] == passed[0])
    return bool(through) and (len(one) < NOUN or len(other) < NOUN or shared)


def _limited(wholes: list[Count], part: Count) -> Iterator[Finding]:
    """The part against its whole, or the sum of several; none beyond it that is said to overlap."""
    distinct = {each.value: each for each in wholes}.values()
    above = part.value > sum(each.value for each in distinct)
    what = f"{' + '.join(each.name for each in distinct)} against its part {part.name}, {part.unit or 'number'}"
    figures = (*(each.figure for each in distinct), part.figure)
    outside = pattern("overlap_said").search(part.name) or ENCLOSED.search(part.name)
    if not (above and outside):
        verdict = "contradiction" if above else "holds"
        yield Finding(part.report_id, "part", what, figures[0], part.value, figures, verdict, 0.0)
