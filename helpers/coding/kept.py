"""Checks of figures that are said to be within a limit, which stands behind them (未超过5,000元的标准) or is one of the
figures before them (核准38名，年底在岗35名，在核准数以内)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Finding
from helpers.coding.posts import PERSONS
from helpers.coding.words import any_of, pattern

GAP = "[^。；;！？，,、0-9]{0,10}"
ALSO = f"(?:{any_of('also')})*"
WITHIN = re.compile(rf"^[）)]?[，,]?{ALSO}(?:{any_of('within')}){GAP}$")
LEVEL = pattern("level")
DENIED = re.compile("未能|没能|未实现|没有实现|不再|应当?$|须|要求|必须")
BOUND = re.compile("以内|之内|以下|内|的|红线")
KEPT = re.compile(
    r"^[）)]?(?:[，,（(][^，,。；;、\d（）()]{2,10})?[，,（(]?"
    + ALSO
    + r"(?:(?:未|没有?|并未|不)(?:存在)?(?:超[过出]?|突破|高于)|"
    rf"控制在|(?:低于|小于|少于|在)(?=[^，。；\d]*(?:内|{any_of('limit')}))|符合|达到?了?(?=[^，。；\d]*控制))"
    r"(?P<of>[^，,。；;、\d（）()]{0,14})(?=[，,。；;）)])"
)
ASIDE = re.compile("未能|没能|扣除|剔除|除外|原因|但|虽|若|如|应|须|要求|必须|平均")
LIMIT, QUOTA, IN_USE = pattern("limit"), pattern("quota"), pattern("in_use")
OF_PERSONS = re.compile("定额|限额|配额|员额|职数")
MEASURED = re.compile(f"{any_of('in_use', 'line_spent', 'paid', 'done')}|在岗|在编|最[高多大长]")
MORE = re.compile(f"{any_of('line_changes', 'last_year')}|另|上半年|季度|外包|派遣|租用|借用|外聘|增加|变更")
OTHER = re.compile("另|含|租|借|超编|床|合计|共计|上年|去年|经批准(?:追|增|新)|追加")
NOT_MORE = re.compile("(?:没有|未|无|不)[^，。；、\\d]{0,6}(?:追加|调整|调剂|调增|变更)")
PLAIN = re.compile(
    f"{any_of('limit', 'line_given', 'line_spent', 'done', 'also', 'paid')}|合同|以内|之内|范围|规模|资金|经费"
    "|年[初中末底]|项目|数量|[数额价为了的费约内该本此这其项之以既共超过现有]"
)
BACK, MOST = 12, 3.0  # figures before one of which one may be its limit, and times its limit that one is, at most
CLAUSE = 30  # characters before a figure that name it


def behind(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be within the next one, against it."""
    for page in pages:
        for one, limit in pairwise(page.counts):
            words = re.sub(r"^万?元", "", page.between(one, limit).removeprefix(one.unit).strip())
            said = one.comparator == "=" and WITHIN.search(words) and not DENIED.search(words)
            kept = said and (LEVEL.search(words) or BOUND.match(_behind(page, limit)))
            if kept and alike(one, limit) and page.sentence(one.start) == page.sentence(limit.start):
                yield _limited(one, limit)


def before(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be within a limit which is not printed again, against the last one before them that the
    words may mean (nothing is said where a farther one is as large), and things in use against the quota directly
    before them."""
    for page in pages:
        for place, one in enumerate(page.counts):
            limits = _limits(page, place) if one.comparator == "=" and one.unit not in (RATE, "分") else []
            near = limits and one.value <= MOST * limits[0].value and limits[0].comparator not in (">=", ">")
            if near and (limits[0].value >= one.value or max(each.value for each in limits) < one.value):
                yield _limited(one, limits[0])


def _limits(page: Page, place: int) -> list[Count]:
    """The limits before a figure that is said to be within one, or that is in use; else none."""
    one = page.counts[place]
    said = KEPT.match(_behind(page, one))
    if said and not ASIDE.search(said[0][: said.start("of")]) and not _is_limit(page, one):
        return [each for each in _before(page, place) if _is_meant(page, each, one, said["of"])]
    last = page.counts[place - 1] if place else one
    return [last] if one.unit != MONEY and _is_quota(page, last, one) else []


def _is_quota(page: Page, quota: Count, one: Count) -> bool:
    """Whether a figure is the quota of what is there; persons in posts are of `posts`."""
    told = QUOTA.search(quota.name) and IN_USE.search(one.name) and alike(quota, one)
    persons = quota.unit in PERSONS and not OF_PERSONS.search(quota.name)
    together = page.sentence(quota.start) == page.sentence(one.start)
    return bool(told) and together and not persons and not OTHER.search(quota.name + page.between(quota, one))


def _behind(page: Page, one: Count) -> str:
    return re.sub("^[万亿]?元", "", page.text[one.end : one.end + CLAUSE].removeprefix(one.unit))


def _before(page: Page, place: int) -> Iterator[Count]:
    """The figures before one, the nearest first, that are limits in its unit."""
    one = page.counts[place]
    for each in reversed(page.counts[max(0, place - BACK) : place]):
        same = alike(each, one) or {each.unit, one.unit} <= {*PERSONS}
        limit = _is_limit(page, each) or _is_listed(page, each, one)
        if same and limit and not _is_changed(page, each, one) and not _is_of_each(page, place, each):
            yield each


def _is_limit(page: Page, each: Count) -> bool:
    """Whether the clause of a figure says that it is one, and not that there is so much."""
    words, bound = _clause(page, each), each.comparator in ("<=", "<") or BOUND.match(_behind(page, each)[:2])
    return bool(bound or LIMIT.search(words)) and not (MEASURED.search(words) and not LIMIT.search(words[-4:]))


def _is_listed(page: Page, each: Count, one: Count) -> bool:
    """Whether a figure is of the same thing by name, in a list which begins with the word for a limit."""
    head = page.text[[0, *page.borders][page.sentence(each.start)] : each.start]
    noun = _noun(_clause(page, each))
    return len(noun) > 1 and noun == _noun(_clause(page, one)) and LIMIT.search(head) is not None


def _clause(page: Page, each: Count) -> str:
    return re.split(r"[，。；;：:！？\n（）()、]|,(?!\d)", page.text[max(0, each.start - CLAUSE) : each.start])[-1]


def _noun(words: str) -> str:
    return PLAIN.sub("", re.sub("^.*(?:其中|分为)", "", words))


def _is_changed(page: Page, limit: Count, one: Count) -> bool:
    """Whether the words between a limit and a figure tell of more."""
    return MORE.search(NOT_MORE.sub("", page.text[limit.start : one.start])) is not None


def _is_of_each(page: Page, place: int, limit: Count) -> bool:
    """Whether a limit is for each (每校不超过3名) and a figure is not, or the reverse; one that names nothing directly
    behind it is of the same."""
    one = page.counts[place]
    kinds = {"每" in _clause(page, own) or "均" in _clause(page, own) for own in (limit, one)}
    nameless = page.counts[place - 1] is limit and len(_noun(_clause(page, one))) < 2
    return len(kinds) > 1 and not nameless


def _is_meant(page: Page, limit: Count, one: Count, called: str) -> bool:
    """Whether a figure before one is its limit: called so, the last in its unit in its sentence, or of one thing."""
    named, thing, other = (_noun(words) for words in (called, _clause(page, one), _clause(page, limit)))
    if len(named) > 1:
        return _share(named, _clause(page, limit))
    if page.sentence(limit.start) != page.sentence(one.start):
        return len(thing) > 1 and other.endswith(thing)
    between = (each for each in page.counts if limit.start < each.start < one.start)
    return not any(alike(each, one) for each in between) or len(thing) < 2 or _share(thing, other)


def _share(one: str, other: str) -> bool:
    return any(a + b in other for a, b in pairwise(one))


def _limited(one: Count, limit: Count) -> Finding:
    what = f"{one.name}: said to be within {limit.value:.12g} {limit.unit}"
    verdict = "exceeds" if one.value > limit.value else "holds"
    figures = limit.figure, one.figure
    return Finding(one.report_id, "limit", what, figures[0], one.value, figures, verdict, 0.0)
