"""The projects of a report that tells several one after another without numbering them as projects."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from helpers.reading.projects.announced import announced
from helpers.reading.projects.counted import called, candidates
from helpers.reading.projects.mentions import in_turn, mentioned, of_all, paid
from helpers.reading.projects.names import is_specific, without_report
from helpers.reading.projects.told import names_none, told
from helpers.reading.text import layout
from helpers.reading.text.layout import Layout
from helpers.reading.text.openings import behind, openings
from helpers.reading.vocabulary import any_of, pattern, words

RANKS = re.compile(rf"({layout.CHAPTER})|([（(]{layout.NUMERAL}[)）])|(\d+[.．、])|([（(]\d+[)）])|([①-⑳])")
ENDINGS = tuple(words("project_endings"))
WIDER = (*ENDINGS, *words("project_endings_of_several"))
HAS_ENDING, HAS_WIDER = re.compile(any_of(ENDINGS)), re.compile(any_of(WIDER))
COUNT = r"(?:[两三四五六七八九十多]|\d{1,2})"
TELLS_SEVERAL = re.compile(
    r"个(?<=[两三四五六七八九十多\d]个)(?:预算|专项|支出|二级|子)?项目"
    rf"|项目(?:总|一)?(?:共|共计)?{COUNT}个|各(?:个|预算|专项|子)?项目"
)
NUMBER = r"[两二三四五六七八九十]{1,3}|\d{1,2}"
HOW_MANY = re.compile(
    rf"(?P<before>{NUMBER})[个项](?:[^，。；\d]{{0,6}})项目|项目(?:有|[总一]?共有?|共计|计)?(?P<behind>{NUMBER})[个项]"
)
OF_EACH = "(?:支出)?(?:的)?(?:绩效|自评|完成|实施|情况|评价|说明)"
EACH = re.compile(f"[分各逐](?:个|具体)?项目{OF_EACH}")
IN_EACH = re.compile(f"项目(?:(?<=[分各逐个]项目)|(?<=具体项目)){OF_EACH}")  # a part of any EACH, found sooner
OPEN_BRACKET = re.compile(r"[（(][^）)]*$")  # of a title that ends before an amount
AMOUNT = r"(?:数|资金|金额)?(?:为|是|[：:])?[ \t]*\d"
BUDGET = re.compile(
    r"自评(?:综述|情况|结果)?[：:。，]"
    rf"|{any_of(words('budget_of_a_project'), then=AMOUNT)}"
)
TOLD_FIRST = re.compile(  # 省级资金960万元，拨付955万元, right below its heading
    rf"\s*[^，。；：\d\n]{{0,12}}(?:资金|经费|补助|专项){AMOUNT}[\d,.]*[ \t]*[万亿]?元"
    rf"[，,][^，。；\d\n]{{0,6}}(?:拨付|{any_of(words('spent_words'))}){AMOUNT}"
)
OWN_SPENDING = re.compile(
    r"(?:^|[，。；：\n])[ \t　]*(?:该|本)?项目支出(?:数|金额)?[为共]?[ \t]*\d[\d,.]*[ \t]*[万亿]?元"
)
ITS_MONEY = re.compile(
    r"(?:预算|下达|到位|支出|执行|支付|使用)(?:资金|经费|数|金额)?[为共]?[ \t]*\d[\d,.]*[ \t]*[万亿]?元"
)
OF_THINGS = re.compile(
    r"(?<![\d,.])\d[\d,.]*[ \t]*[万亿]?[^\d,.\s万亿千元年月日%％。，；、）)]"
)  # a number of others than money
OWN_HEADING = re.compile(rf"\s*(?:{RANKS.pattern})[^，。；：:\n]{{2,40}}(?:[。：:]|[ \t　]*\n)")
ALL = re.compile(
    rf"(?<![^。；;\n])[ \t　]*(?:[^，。；\d\n]{{0,4}}[来总]看，|总体上，|综上，)?"
    rf"(?:{any_of(words('all_projects'))}|{COUNT}个?(?:子项目|专项|子项|项目?|类)(?:资金)?(?=[^，。]{{0,4}}(?:合计|共计|总计|共|年初|全年|总|累计|平均))"
    rf"|{COUNT}个项目的?[^，。；\d\n]{{0,10}}(?:合在一|合并|一并|一起|统一|放在一))"
)
ALL_BEHIND = behind(r"[。；;\n]", ALL)
MONEY = re.compile(r"[\d壹贰叁肆伍陆柒捌玖拾佰仟]\s*[万亿千]?元")
PLANNED = re.compile("预算|安排|下达|到位|计划|批复|盘子")
SPENT = re.compile("拨付|决算|发放|花|" + any_of(words("spent_words")))


def with_projects(page: Layout, known: Sequence[str] = ()) -> Layout:
    """The layout with the projects that its headings or its sentences tell of, where it marks none, those first that
    are `known` from a table; what is said of all projects is the whole report's."""
    marked = paid(page.text, page.projects) == {number for _, number in page.projects if number}
    found = (
        (not marked and _listed(page))
        or page.projects
        or (known and told(page, known))
        or announced(page)
        or _headed(page)
        or _listed(page)
        or told(page)
    )
    if not found:
        return page
    ends = {match.start(): "" for match in openings(ALL, ALL_BEHIND, page.text, found[0][0])}
    ends |= dict.fromkeys(of_all(page.text, found), "")
    own = {**ends, **dict(found)}
    unnamed = [""] * len({number for _, number in found if number})
    return replace(page, projects=sorted({**own, **dict(in_turn(page.text, unnamed, own))}.items()))


def _listed(page: Layout) -> list[tuple[int, str]]:
    """Where each project begins of a list that has as many as it says and each of which opens a line or a clause."""
    text = page.text
    return next(filter(None, (mentioned(text, names, [*called(text, names)]) for names in candidates(text))), [])


def of_department(page: Layout) -> list[tuple[int, str]]:
    """The projects of a department's report: those of which each tells its money, and begins with a numbered heading,
    not as one of a list (1.储备粮轮换，预算318万元；), or tells more than money."""
    ends = [*(start for start, _ in page.projects[1:]), len(page.text)]
    told = [(start, end) for (start, number), end in zip(page.projects, ends, strict=False) if number]
    own = all(OWN_HEADING.match(page.text, start) and ITS_MONEY.search(page.text, start, end) for start, end in told)
    more = names_none(page.text) and all(OF_THINGS.search(page.text, start, end) for start, end in told)
    return page.projects if own or more else []


def _headed(page: Layout) -> list[tuple[int, str]]:
    """The headings of one rank that name projects, two at least, each with its number; the other ones end a project."""
    several = TELLS_SEVERAL.search(page.text) is not None
    endings = WIDER if several else ENDINGS
    ranked = [(match.lastindex, h) for h in page.headings if (match := RANKS.match(h.sign))]
    titles = {h.start: _closed(h.title) for _, h in ranked}
    told = _under_each(page, ranked)
    called = (
        told
        | _alike(page, ranked)
        | _budgeted(page, ranked, several)
        | _retold(page, ranked)
        | {start for start, title in titles.items() if _is_project(title, endings)}
    )
    if len(called) < 2:
        return []
    called = {start: titles[start] for start in sorted(called)}
    for rank in sorted({rank for rank, h in ranked if h.start in called}):
        above = [(each, h) for each, h in ranked if each <= rank]
        ends = [*(h.start for _, h in above[1:]), len(page.text)]
        bodies = [(h, end) for (each, h), end in zip(above, ends, strict=True) if each == rank and h.start in called]
        titles = list(
            dict.fromkeys(called[h.start] for h, end in bodies if h.start in told or _has_money(page.text[h.end : end]))
        )
        if len(titles) > 1:
            numbers = {title: str(i) for i, title in enumerate(titles, 1)}
            return [(h.start, numbers.get(called.get(h.start, ""), "")) for _, h in above]
    return []


def _under_each(page: Layout, ranked: list[tuple[int, layout.Heading]]) -> set[int]:
    """The headings right below one that announces what is told project by project, where they are as many as the
    report says that it has: 纳入自评的项目有3个…分项目绩效."""
    counts = {_count(m) for m in HOW_MANY.finditer(page.text)} if IN_EACH.search(page.text) else set()
    for i, (_, heading) in enumerate(ranked) if counts else ():
        starts = _below(ranked[i:]) if EACH.match(heading.title) else set()
        if len(starts) > 1 and len(starts) in counts:
            return starts
    return set()


def _below(ranked: list[tuple[int, layout.Heading]]) -> set[int]:
    """Where the headings begin that stand right below the first of these."""
    (rank, _), *others = ranked
    below = list(takewhile(lambda each: each[0] > rank, others))
    first = min((each for each, _ in below), default=rank)
    return {h.start for each, h in below if each == first}


def _count(match: re.Match) -> int:
    return layout.number((match["before"] or match["behind"]).replace("两", "二"))


def _alike(page: Layout, ranked: list[tuple[int, layout.Heading]]) -> set[int]:
    """The headings of which another one of their rank has the same heading on money below it, as 1.资金: they name
    projects, whatever these are called."""
    below: dict[tuple[int, str], set[int]] = defaultdict(set)
    above: dict[int, layout.Heading] = {}
    for rank, heading in ranked:
        above = {each: h for each, h in above.items() if each < rank}
        if above and pattern("money_titles").search(heading.title):
            over = max(above)
            below[over, heading.title].add(above[over].start)
        above[rank] = heading
    shared = [starts for starts in below.values() if len(starts) > 1]
    titles = {h.start: h.title for _, h in ranked}
    named = {start for start in set().union(*shared) if is_specific(without_report(titles[start]))}
    return set().union(*(starts & named for starts in shared if len(starts & named) > 1))


def _retold(page: Layout, ranked: list[tuple[int, layout.Heading]]) -> set[int]:
    """The headings that stand again in the same other chapters, two at least, where a budget and what was spent
    of it are told of each: they name projects, whatever these are called."""
    told: dict[str, dict[int, int]] = defaultdict(dict)
    chapter = 0
    for rank, heading in ranked:
        chapter = heading.start if rank == 1 else chapter
        if rank > 1:
            told[heading.title][chapter] = heading.start
    alike: dict[tuple[int, ...], list[list[int]]] = defaultdict(list)
    for title, starts in told.items():
        if len(starts) > 1 and is_specific(without_report(title)):
            alike[tuple(starts)].append([*starts.values()])
    ends = dict(pairwise([*(heading.start for _, heading in ranked), len(page.text)]))
    bodies = {start: page.text[start:end] for start, end in ends.items() if alike}
    funded = {s for s, body in bodies.items() if _has_money(body) and PLANNED.search(body) and SPENT.search(body)}
    several = (group for group in alike.values() if len(group) > 1 and not any(map(funded.isdisjoint, group)))
    return {start for group in several for starts in group for start in starts}


def _budgeted(page: Layout, ranked: list[tuple[int, layout.Heading]], several: bool) -> set[int]:
    """The headings below one heading of which each tells a budget and what was spent of it, in a report that says that
    it tells of several projects, or where each speaks of 该项目."""
    if not several and "该项目" not in page.text:
        return set()
    siblings: dict[tuple[int, int], set[int]] = defaultdict(set)
    above: list[tuple[int, int]] = []  # ranks and starts of the headings that a heading stands under
    ends = [*(h.start for _, h in ranked[1:]), len(page.text)]
    for (rank, h), end in zip(ranked, ends, strict=False):  # without headings there is one end
        while above and above[-1][0] >= rank:
            above.pop()
        over = above[-1][1] if above else -1
        above.append((rank, h.start))
        body = page.text[h.start : end]
        if (several or "该项目" in body) and _has_money(body) and is_specific(without_report(h.title)):
            told = BUDGET.search(body) or TOLD_FIRST.match(page.text, h.end + len(h.title))
            siblings[over, rank] |= {h.start} if told else set()
    return set().union(*(starts for starts in siblings.values() if len(starts) > 1))


def _closed(title: str) -> str:
    """A title without a bracket that is not closed in it."""
    return OPEN_BRACKET.sub("", title) if "（" in title or "(" in title else title


def _is_project(title: str, endings: tuple[str, ...] = ENDINGS) -> bool:
    """Whether a title names a project: more than words for money, no category and no purse."""
    if not (HAS_ENDING if endings is ENDINGS else HAS_WIDER).search(title):
        return False
    named = without_report(title)
    return named.endswith(endings) and is_specific(named)


def _has_money(body: str) -> bool:
    """Whether amounts stand in a text with words for what was planned and what was spent, or the spending of 项目."""
    if OWN_SPENDING.search(body):
        return True
    if body.count("元") < 2 or not (PLANNED.search(body) or SPENT.search(body)):
        return False
    amount = MONEY.search(body)
    return amount is not None and MONEY.search(body, amount.end()) is not None
