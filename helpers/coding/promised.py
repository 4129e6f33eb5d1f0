"""Targets that read as results: of a list of targets with their actuals, the one that has none, and what answers a
target in words."""

import re
from collections.abc import Iterator

import pandas as pd

from helpers.coding.counts import SENTENCE_END, Count, Page, alike
from helpers.coding.findings import Finding
from helpers.coding.repeats import core, same_name
from helpers.coding.words import any_of, pattern

BESIDE = re.compile(
    r"[^\S\n]*[%％]?[^\S\n]*(?:(?:及|或)?以[上内下]|左右|万?元)?(?:[，,]?(?:未见|未说明|没有说明|情况不详)[^，。；\d]*)?"
)
AIMED = re.compile(rf"(?:{any_of('aimed')})")
ALL_DONE = re.compile(
    rf"(?:{any_of('all_of_it')})[^，。；\d]{{0,12}}?(?:{any_of('is_done')})|(?:{any_of('is_done')})(?:上述|以上|全部)|未超|没有超|^[，,]?已按期"
)
AGAIN = re.compile(r"^\s*(?:上述|以上|截[至止]|目前|各项|实际|至|到|经|完成情况|通过|年底|年末|[^，。；\d]{0,12}均)")
LATER = re.compile(rf"{any_of('later_years')}")
YEAR = re.compile(r"(20\d\d)年(?:度)?(?:工作|主要|重点)?(?:计划|打算|将|拟|力争|预期|安排)")
RESULT = re.compile(rf"[^\S\n]*(?:[（(]?\d{{0,2}}[）).、]?)(?:{any_of('result_opens')})")
BOUND = re.compile("以[上内下]")
HEAD = re.compile(r"(?:(实际完成(?:情况)?|完成情况|完成结果|实际情况)|(?:目标|计划|任务|指标)值?为?)[：:]")
SIGNS = (">=", "<=", ">", "<")


REACH = 60  # characters behind an item in which the actual of its target may begin


def in_series(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets by their words or their bound in a list of targets with actuals, of which nothing tells the result."""
    rows = read["indicators"]
    paired = rows[rows["target"].ne("") & rows["actual"].ne("")].dropna(subset=["start"])
    numbers = pd.to_numeric(paired["target"], errors="coerce")
    of_report = paired.assign(number=numbers).groupby("report_id")
    places = {name: dict(zip(own["start"].astype(int), own["number"], strict=True)) for name, own in of_report}
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
    before = page.text[start : each.start]
    behind = page.text[each.end : end].removeprefix(each.unit).rstrip("；;。！？\n ")
    apart = (other for other in page.counts if not any(a <= other.start < b for a, b in paired))
    others = (other for other in apart if other.start != each.start and alike(each, other))
    plain = not pattern("was_done").search(AIMED.sub("", before)) and BESIDE.fullmatch(behind) is not None
    return plain and not any(_same(each, other) for other in others)


def _same(one: Count, other: Count) -> bool:
    named = AIMED.sub("", one.name)
    return len(core(named)) > 1 and same_name(named, AIMED.sub("", other.name))


def is_answered(page: Page, end: int) -> bool:
    """Whether the words behind a target, to the end of its sentence or in the next that speaks of all of them, tell
    that all was done."""
    number, borders = page.sentence(end), [0, *page.borders, len(page.text), len(page.text)]
    own, following = (
        page.text[a:b] for a, b in ((end, borders[number + 1]), (borders[number + 1], borders[number + 2]))
    )
    last = re.split("[；;]", own)[0] if re.search("[；;]", own) else own
    return ALL_DONE.search(last) is not None or (
        AGAIN.search(following) is not None and ALL_DONE.search(following) is not None
    )


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
