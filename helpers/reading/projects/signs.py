"""Signs of a way to tell the projects of a report apart, from which it is estimated whether these are its projects:
what is told of each, what they are called, and what the report says that it is on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.funds.names import TWO_HAN
from helpers.reading.projects.candidates import Candidate
from helpers.reading.projects.marks import MONEY, within
from helpers.reading.projects.names import COUNT, GENERAL, is_name
from helpers.reading.reports.agencies import agency
from helpers.reading.reports.head import TITLE, WHOLE, WORD_YEAR, is_of_department, title_of
from helpers.reading.text.layout import number
from helpers.reading.vocabulary import any_of, words

NOT_OF_PROJECTS = "措施|指标|制度|方面|原则|环节|问题|任务|标准|乡镇|[村县区年级月科室]|单位|部门|批次|配套"
HOW_MANY = re.compile(
    rf"(?P<before>{COUNT})(?:(?:大类|[个项类大])(?:(?!{NOT_OF_PROJECTS})[\u4e00-\u9fff]){{0,8}}?(?:项目|专项|子项)"
    r"|(?:项目|专项)|项(?=[^，。；\d\n]{0,6}(?:合计|总|共|加)))"
    rf"|(?:项目|专项)[^，。；：\d\n]{{0,6}}?[有共计]?(?P<behind>{COUNT})(?:[个项](?=[，,。：:；;（、])|(?=[。，]))"
)
PAST, FAR = re.compile(r"(?:上年(?!结)|去年|以前|以往|历年|往年|上一年)[^。；\n]{0,60}\Z"), 160
ONE, EACH = re.compile("[本该]项目"), re.compile("[各分逐](?:个|具体)?(?:项目|专项)")
PLANNED = re.compile("预算|安排|下达|到位|计划|批复|盘子")
SPENT = re.compile("拨付|决算|发放|花|" + any_of(words("spent_words")))
THINGS = re.compile(r"(?<![\d,.])\d[\d,.]*+[ \t]{0,4}+(?!年|月|日|万?元|亿元|号|[)）.．、])[^\d\s]")
USES = re.compile("用于|用途|开支|支出内容|明细|其中|投向|构成|包括|主要为")
PROJECT, FUND = re.compile("项目|专项"), re.compile("资金|补助|经费")
ENDINGS = tuple(words("project_endings"))
COST = "费"  # of what money was spent on
BEFORE, HEAD, LONG_NAME = 14, 30, 5  # characters before the first name, of the head of a part, and of a long name
SHORTEST = 2  # pairs of characters of a name in a title
JOINTS, QUOTES = "、和与及", ("", "”", "」")
JOINT = ("count", "both", "things", "named", "way", "again")  # signs that tell together with the title

Signs = frozenset[str]


class About(NamedTuple):
    """What a report says of itself: numbers of projects, whether it speaks of one and of each, whether it is a
    department's, and what its title names."""

    counts: frozenset[int]
    one: bool
    each: bool
    department: bool
    title: str  # whole, none, project, fund or other


def about(text: str) -> About:
    """What the report says that it is on."""
    counted = (m for m in HOW_MANY.finditer(text) if not PAST.search(text, max(0, m.start() - FAR), m.start()))
    counts = {number((m["before"] or m["behind"]).replace("两", "二")) for m in counted} - {0, 1}
    title = title_of(text)
    said = ONE.search(text) is not None, EACH.search(text) is not None, is_of_department(text, title)
    return About(frozenset(counts), *said, _kind(title, agency(text)))


def _kind(title: str, unit: str) -> str:
    """Whether a title is on the whole of the unit, names nothing but this, the year and general words, or a project or
    a fund."""
    if WHOLE.search(title):
        return "whole"
    lines = title.split(" ")
    last = next((i for i, line in enumerate(lines, 1) if TITLE.search(line)), 0)
    own = GENERAL.sub("", WORD_YEAR.sub("", "".join(lines[:last])).replace(unit, ""))
    named = [pair for pair in map("".join, pairwise(own)) if TWO_HAN.search(pair) and pair not in unit]
    if title and len(named) < SHORTEST:
        return "none"
    return "project" if PROJECT.search(title) else "fund" if FUND.search(title) else "other"


def of_candidate(text: str, each: Candidate, told: About) -> Signs:
    """The signs that the projects of a report are those of a candidate."""
    own = frozenset(_of_candidate(text, each, told))
    return own.union(f"{sign}, title {told.title}" for sign in own if sign.startswith(JOINT))


def _of_candidate(text: str, each: Candidate, told: About) -> Iterator[str]:
    number_of = len({of for _, of in each.marks} - {""})
    yield "any"
    yield f"title {told.title}"
    yield "count said" if number_of in told.counts else "count other" if told.counts else "count none"
    yield from ["department"] * told.department
    yield from ["speaks of each"] * told.each
    yield from ["speaks of one"] * told.one
    yield f"way {each.way.partition(' of ')[0]}"
    yield f"found as {each.way}"
    yield from _of_parts(text, each)
    yield from _of_names(text, each.names, [text[start : start + HEAD] for start, of in each.marks if of])


def _spans(text: str, each: Candidate) -> dict[str, list[tuple[int, int]]]:
    """Where each project is told of, and, without a number, all else."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for (start, of), (end, _) in pairwise([(0, ""), *each.marks, (len(text), "")]):
        spans.setdefault(of, []).append((start, end))
    return spans


def _of_parts(text: str, each: Candidate) -> Iterator[str]:
    """The signs by what is told of each of the projects."""
    spans = _spans(text, each)
    rest, parts = spans.pop("", []), [*spans.values()]
    ones, amounts, figures, planned, spent = [
        [sum(within(places, *span) for span in part) for part in [*parts, rest]] for places in _told(text)
    ]
    yield from ["speaks of one elsewhere"] * (ones[-1] > 0)
    yield _share("money", amounts[:-1])
    both = (amount > 1 and plan and spend for amount, plan, spend in zip(amounts[:-1], planned, spent, strict=False))
    yield _share("both", both)
    yield _share("things", figures[:-1])
    yield _share("one inside", ones[:-1])
    yield _share("again", (len(part) > 1 for part in parts))
    yield f"of money: {_part(sum(amounts[:-1]), sum(amounts))}"
    yield f"of things: {_part(sum(figures[:-1]), sum(figures))}"


@lru_cache(maxsize=2)  # each way to tell the projects of a text apart asks for them
def _told(text: str) -> list[list[int]]:
    """Where a text speaks of one project, where money stands, other figures, and words for plans and for spending."""
    return [[match.start() for match in each.finditer(text)] for each in (ONE, MONEY, THINGS, PLANNED, SPENT)]


def _of_names(text: str, names: Sequence[str], heads: list[str]) -> Iterator[str]:
    """The signs by what the projects are called, and by the words where each is told of first."""
    yield _share("called projects", map(PROJECT.search, heads))
    if not names:
        yield "no names"
        return
    yield _share("named project", (_is_called(text, name) for name in names))
    yield _share("specific", map(is_name, names))
    yield _share("ending", (name.endswith(ENDINGS) for name in names))
    yield _share("cost", (name.endswith(COST) for name in names))
    yield _share("name again", (text.count(name) > 1 for name in names))
    yield _share("long name", (len(name) > LONG_NAME for name in names))
    yield _share("joined", (any(f"{one}{mark}{other}" in text for mark in JOINTS) for one, other in pairwise(names)))
    first = min((text.find(name) for name in names if name in text), default=0)
    lead = text[max(0, first - BEFORE) : first]
    yield from ["led by uses"] * (USES.search(lead) is not None)
    yield from ["led by projects"] * (PROJECT.search(lead) is not None)


def _is_called(text: str, name: str) -> bool:
    return any(f"{name}{mark}{word}" in text for mark in QUOTES for word in ("项目", "专项"))


def _share(name: str, so: Iterable[object]) -> str:
    """How many of some are so."""
    told = [*map(bool, so)]
    return f"{name}: {_part(sum(told), len(told))}"


def _part(some: int, of_all: int) -> str:
    """In words, how much of all some are."""
    if some in (0, of_all):
        return "all" if some else "none"
    return "most" if some >= 0.7 * of_all else "some" if some > 0.3 * of_all else "few"
