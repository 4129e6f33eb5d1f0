"""Targets that read as results: of a list of targets with their actuals, the one that has none, and what answers a
target in words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from helpers.coding.counts import MONEY, RATE, SENTENCE_END, Count, Page, alike
from helpers.coding.findings import Finding
from helpers.coding.repeats import core, same_name
from helpers.coding.words import any_of, pattern

BESIDE = re.compile(
    r"[^\S\n]*[%％]?[^\S\n]*(?:(?:及|或)?以[上内下]|左右|万?元)?(?:[，,]?(?:未见|未说明|没有说明|情况不详)[^，。；\d]*)?"
)
AVERAGE = re.compile("[人户亩生台套次场期平年月日]均")  # 均 says of all that it was done
AIMED = re.compile(rf"(?:{any_of('aimed')})")
ALL_DONE = re.compile(
    rf"(?:{any_of('all_of_it')})[^，。；\d]{{0,12}}?(?:{any_of('is_done')})|(?:{any_of('is_done')})(?:上述|以上|全部)|未超|没有超|^[，,]?已按期"
)
EACH_ONE = re.compile(  # 报告46例，46例均在时限内报告
    r"(?P<n>\d[\d,]*)(?P<unit>[\u4e00-\u9fff]{1,2})[^。；]{0,6}?[，,](?:这|上述)?(?P=n)(?P=unit)[^，。；\d]{0,4}?(?:均|都|全部|全都|无一例外)"
)
ITEM = re.compile(r"\s*[（(]?\d{1,2}[）).．、]")
AGAIN = re.compile(r"^\s*(?:上述|以上|截[至止]|目前|各项|实际|至|到|经|完成情况|通过|年底|年末|[^，。；\d]{0,12}均)")
LATER = re.compile(rf"{any_of('later_years')}")
YEAR = re.compile(r"(20\d\d)年(?:度)?(?:工作|主要|重点)?(?:计划|打算|将|拟|力争|预期|安排)")
RESULT = re.compile(rf"[^\S\n]*(?:[（(]?\d{{0,2}}[）).、]?)(?:{any_of('result_opens')})")
BOUND = re.compile("以[上内下]")
HEAD = re.compile(r"(?:(实际完成(?:情况)?|完成情况|完成结果|实际情况)|(?:目标|计划|任务|指标)值?为?)[：:]")
ENDS_AIMED = re.compile(rf"(?:{any_of('aimed')})[^，。；]{{0,6}}$")
RESULTS = re.compile("实际|完成(?!率)|达到|均|全部|已|为\\d|调查")
COMPARED = re.compile("与|同|晚于|早于|完成|下达|占|为完成|距")
OWN_CLAUSE = re.compile(r"(?<=[，,。；;\n])[^，,。；;\n]*$")  # of the next target
NEXT = 4  # sentences from a target to the next
SIGNS = (">=", "<=", ">", "<")


LISTS = re.compile(
    r"(?:目标|任务|指标)(?:任务)?(?:有|是|为|包括|如下|设定为|主要有|分别为|分别是)?[：:]?[^。；]{0,16}$"
)
DONE_AMONG = re.compile("实际|完成了|已完成|达成|完成率|[，,]完成\\d")
BLOCK = re.compile(
    r"^[^，。；\d\n]{0,16}(?:目标|指标)(?![^\n]{0,6}(?:完成|实现|自评|分析))[^，。；\d\n]{0,8}"
    r"(?:[：:](?P<in_line>(?=[^\n]*[；;])[^\n]+)|[：:]?\n(?P<lines>(?:\s*[（(]?\d{1,2}[）).．、][^\n]*\n){4,}))",
    re.M,
)
END = 4  # characters at the end of a name that are told of one thing
CLAUSES = re.compile("[，。；;：:\n]")
ITEM_END, RESULTS_HEAD = (
    re.compile("[；;\n]"),
    re.compile(r"(?:^|。)[^，。；\d\n]{0,12}(?:完成|实现)(?:情况|结果|程度)", re.M),
)
PROMISE = re.compile("完成|达到|不低于|不少于|控制在|不超过|保持在|实现|提高到")
FEWEST_LISTED, FEW_UNTOLD, LONGEST = 4, 3, 8  # targets of a list, a share of them without results, and of a name
REACH = 60  # characters behind an item in which the actual of its target may begin


def in_series(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets by their words or their bound in a list of targets with actuals, of which nothing tells the result."""
    rows = read["indicators"]
    paired = rows[rows["target"].ne("") & rows["actual"].ne("")].dropna(subset=["start"])
    numbers = pd.to_numeric(paired["target"], errors="coerce")
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for report, start, number in zip(paired["report_id"], paired["start"].astype(int), numbers, strict=True):
        places[report][start] = number
    targets = {*rows.index[rows["target"].ne("")].map("indicators:{}".format)}
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    for page in pages:
        for each in _bare(page, targets, places.get(page.report_id, {})):
            if is_later(page.text, each.start, years.get(page.report_id)):
                continue
            what = f"{each.name}: a target and no actual"
            yield Finding(page.report_id, "missing", what, each.figure, None, (each.figure,), "not_reported")


def _bare(page: Page, targets: set[str], paired: dict[int, float]) -> Iterator[Count]:
    """The figures that stand alone in an item among items that have a target and its actual."""
    items = _items(page.text) if paired else []
    there = [any(start <= place < end for place in paired) for start, end in items]
    for number, (start, end) in enumerate(items):
        own = [each for each in page.counts if start <= each.start < end] if not there[number] else []
        if len(own) == 1 and own[0].row not in targets and own[0].unit not in ("", "分"):
            around = [there[n] for n in (number - 1, number + 1) if 0 <= n < len(items)]
            within = own[0].comparator in SIGNS or BOUND.search(page.text[own[0].end : end])
            clear = all(around) and len(around) > 1 and within
            aimed = any(around) and AIMED.search(page.text[start : own[0].start])
            own_target = any(value == own[0].value and 0 < at - end < REACH for at, value in paired.items())
            if (
                (clear or aimed)
                and not own_target
                and _is_untold(page, own[0], start, end, [items[n] for n in range(len(items)) if there[n]])
            ):
                yield own[0]


def _items(text: str) -> list[tuple[int, int]]:
    """The places of the items of a text, an actual in a clause or line of its own with its target."""
    ends = (found.end() for found in SENTENCE_END.finditer(text))
    edges = [0, *(end for end in ends if not RESULT.match(text, end)), len(text)]
    return [(start, end) for start, end in zip(edges, edges[1:], strict=False) if len(text[start:end].strip()) > 3]


def _is_untold(page: Page, each: Count, start: int, end: int, paired: list[tuple[int, int]]) -> bool:
    """Whether an item has nothing but words for a thing and its target, and the thing is told
    nowhere else but with another target."""
    before = page.text[start : each.start].rpartition("\n")[2]  # without a heading above it
    behind = page.text[each.end : end].removeprefix(each.unit).rstrip("；;。！？\n ")
    apart = (other for other in page.counts if not any(a <= other.start < b for a, b in paired))
    others = (other for other in apart if other.start != each.start and alike(each, other))
    plain = (
        not pattern("was_done").search(AVERAGE.sub("", AIMED.sub("", before))) and BESIDE.fullmatch(behind) is not None
    )
    return plain and not any(_same(each, other) for other in others)


def _same(one: Count, other: Count) -> bool:
    named = AIMED.sub("", one.name)
    return len(core(named)) > 1 and same_name(named, AIMED.sub("", other.name))


def is_answered(page: Page, end: int) -> bool:
    """Whether the words behind a target, to the end of its sentence or in the next that speaks of all of them, tell
    that all was done."""
    number, borders = page.sentence(end), [0, *page.borders, len(page.text), len(page.text)]
    own, *following = (page.text[a:b] for a, b in pairwise([end, *borders[number + 1 : number + 2 + NEXT]]))
    last = re.split("[；;]", own)[0] if re.search("[；;]", own) else own
    if EACH_ONE.search(last):
        return True
    behind = next((words for words in following if not ITEM.match(words)), "")
    return ALL_DONE.search(last) is not None or (
        AGAIN.search(behind) is not None and ALL_DONE.search(behind) is not None
    )


def in_lists(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets of a sentence, a paragraph or numbered lines that list the targets of the year, of which nothing behind
    them tells the result while it does of most others."""
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    for page in pages:
        lists = [*((*each, False) for each in _listed(page)), *((*each, True) for each in _blocks(page))]
        for targets, end, items in lists:
            behind = page.text[end:]
            others = page.text[: targets[0].start] + behind
            untold = [each for each in targets if not _is_named(each, behind, items)]
            later = is_later(page.text, targets[0].start, years.get(page.report_id))
            if 0 < len(untold) <= len(targets) / FEW_UNTOLD and not later and not ALL_DONE.search(behind[:REACH]):
                for each in (each for each in untold if each.unit == RATE and not _is_named(each, others, items)):
                    what = f"{each.name}: a target and no actual"
                    yield Finding(page.report_id, "missing", what, each.figure, None, (each.figure,), "not_reported")


def _blocks(page: Page) -> Iterator[tuple[list[Count], int]]:
    """The paragraphs and the numbered lines that a head says are targets, with the one figure of each of their items
    and where they end, if a head behind them says that results follow."""
    for head in BLOCK.finditer(page.text):
        which = "lines" if head["lines"] else "in_line"
        words, at = head[which], head.start(which)
        edges = [at, *(at + mark.end() for mark in ITEM_END.finditer(words)), head.end()]
        spans = [(a, b) for a, b in pairwise(edges) if page.text[a:b].strip()]
        own = [[each for each in page.counts if a <= each.start < b] for a, b in spans]
        single = len(own) >= FEWEST_LISTED and all(len(each) == 1 and len(_noun(each[0])) > 1 for each in own)
        if single and RESULTS_HEAD.search(page.text, head.end()) and not DONE_AMONG.search(words):
            yield [each for (each,) in own], head.end()


def _listed(page: Page) -> Iterator[tuple[list[Count], int]]:
    """The sentences that say that they list targets, with their figures of which each has a name of its own, and where
    they end."""
    of: dict[int, list[Count]] = {}
    for each in page.counts:
        of.setdefault(page.sentence(each.start), []).append(each)
    for number, own in of.items():
        start = [0, *page.borders][number]
        named = all(len(_noun(each)) > 1 for each in own)
        words = page.text[own[0].start : own[-1].end]
        if (
            len(own) >= FEWEST_LISTED
            and named
            and LISTS.search(page.text[start : own[0].start])
            and not DONE_AMONG.search(words)
        ):
            yield own, [0, *page.borders, len(page.text)][number + 1]


def _noun(each: Count) -> str:
    return core(PROMISE.sub("", AIMED.sub("", each.name)))


def _is_named(each: Count, words: str, of_items: bool) -> bool:
    """Whether half the pairs of characters of its name are told in these words, of items in one clause of them, or the
    end of the name."""
    pairs = [a + b for a, b in pairwise(_noun(each)[-LONGEST:])]
    clauses = CLAUSES.split(words) if of_items else [words]
    return (of_items and _noun(each)[-END:] in words) or any(
        2 * sum(pair in clause for pair in pairs) >= len(pairs) for clause in clauses
    )


def alternating(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets with a name of their own that are followed by the next target, where that one, or the one before, is
    followed by its actual, and of which no row has an actual."""
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    rows = read["indicators"][read["indicators"]["actual"].ne("")]
    numbers = pd.to_numeric(rows["target"], errors="coerce")
    told: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for report, target, start in zip(rows["report_id"], numbers, rows["start"], strict=True):
        told[report].append((target, start))
    for page in pages:
        aims = {each.start for each in page.counts if _is_aim(each)}
        met = {target for target, start in told[page.report_id] if start not in aims}
        own = [each for each in page.counts if _is_aim(each) or RESULT.match(each.name.lstrip("%％"))]
        for last, each, following, actual in zip([None, *own], own, own[1:], [*own[2:], None], strict=False):
            both = _is_aim(each) and _is_aim(following) and _is_named_aim(each)
            beside = _paired(page, following, actual) or (last and not _is_aim(last) and _near(page, last, each))
            untold = both and beside and each.value not in met
            if (
                untold
                and not _is_told(page, each, following)
                and not is_later(page.text, each.start, years.get(page.report_id))
            ):
                what = f"{each.name}: a target and no actual"
                yield Finding(page.report_id, "missing", what, each.figure, None, (each.figure,), "not_reported")


def _is_aim(each: Count) -> bool:
    return ENDS_AIMED.search(each.name) is not None and each.unit not in ("", "分", MONEY)


def _is_named_aim(each: Count) -> bool:
    """Whether a target is of something by name, and no comparison with it."""
    return len(_noun(each)) > 1 and pattern("beside").search(each.name) is None and not COMPARED.search(each.name)


def _paired(page: Page, aim: Count, actual: Count | None) -> bool:
    return actual is not None and not _is_aim(actual) and alike(aim, actual) and _near(page, aim, actual)


def _near(page: Page, one: Count, other: Count) -> bool:
    return abs(page.sentence(other.start) - page.sentence(one.start)) < NEXT and other.start - one.end < REACH


def _is_told(page: Page, each: Count, following: Count) -> bool:
    """Whether the words up to the next target tell a result, or later figures of its paragraph may be of both."""
    words = AIMED.sub("", OWN_CLAUSE.sub("", page.text[each.end : following.start]))
    end = page.text.find("\n", each.end)
    behind = [c for c in page.counts if c.start > each.end and (end < 0 or c.start < end) and alike(c, each)]
    aims = sum(map(_is_aim, behind))
    told = RESULTS.search(words) is not None or pattern("is_done").search(words) is not None
    return told or len(behind) - aims > aims or not _near(page, each, following) or is_answered(page, each.end)


def is_under_results(text: str, place: float) -> bool:
    """Whether the nearest head before a place in its paragraph (完成情况：) is of results, not of targets."""
    if place < 0:
        return False
    heads = HEAD.findall(text[max(0, text.rfind("\n", 0, int(place)), int(place) - 200) : int(place)])
    return bool(heads) and bool(heads[-1])


def is_later(text: str, place: int, year: object) -> bool:
    """Whether the words before a target, in its paragraph, are of a later year or of several."""
    words = text[max(0, text.rfind("\n", 0, place), place - 60) : place]
    named = YEAR.search(words)
    return LATER.search(words) is not None or bool(named and f"{year}".isdigit() and int(named[1]) > int(year))
