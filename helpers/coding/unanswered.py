"""Targets without an actual: whether the text has one after all, in other words or in another unit."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from helpers.coding import promised
from helpers.coding.counts import MONEY, Count, Page, alike
from helpers.coding.findings import Figure, Finding, half_digit
from helpers.coding.repeats import LONG, core, same_name
from helpers.coding.words import any_of, pattern, words

LEAST, MOST = 0.7, 1.4  # share of a target that a figure has, where it may be its actual
ANSWERS = re.compile(
    rf"[万亿]?[^\d，,。；;]{{0,8}}[，,、](?:\d{{4}}年度?|{any_of('in_all')})*(?:{any_of('attained')})+"
)
ITEM = re.compile(r"\s*(?:[（(]?\d{1,2}[）).．、]|[①-⑳])")
IN_YEAR = re.compile(r"[，,、](?:全年|当年|年内|本年度?)[^，。；\d]{0,12}$")
BESIDE = re.compile(rf"\s*(?:{any_of('beside')})[^，。；\d]*$")
RESULT = re.compile(rf"(?:20\d\d年度?)?(?:{any_of('done')})+")
NOTHING = re.compile(rf"|(?:实际)?完成值[：:]?(?:{any_of('no_result')})?|{any_of('no_result')}")
MISSED = re.compile(r"(?:未|没有?)(?:能够?)?(?:达到?|到|完成|实现)[^，。；、\d]{0,6}$")
COMPUTED = re.compile("(?:约|即|合|计算)[^，。；、\\d]{0,2}(?:为|是)?$")
NAMED = 0.6  # share of the pairs of characters of a name that these words have
REACH = 40  # characters before a figure that tell of what is promised


def unreported(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets without an actual; not comparable where the thing is told in another unit, scope where a figure nobody
    promised, of like size and unit, may be the actual."""
    of = {page.report_id: page for page in pages}
    free = _free(pages, read["indicators"])
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    rows = read["indicators"]
    for row in rows[rows["comparator"].ne("") & rows["actual"].map(_is_empty).astype(bool)].itertuples():
        target = pd.to_numeric(row.target, errors="coerce")
        figure = Figure(f"indicators:{row.Index}", target, half_digit(row.token), row.start, row.end)
        told = [each for each in free.get(row.report_id, []) if each.start != row.start]
        page = of.get(row.report_id)
        if page and figure.start >= 0 and promised.is_later(page.text, int(figure.start), years.get(row.report_id)):
            continue
        headed = page is not None and promised.is_under_results(page.text, figure.start)
        if not (page and (headed or _is_beside(page, figure) or _is_result(page, figure))):
            yield (
                _filled(row, figure, told, page)
                or _unlike(row, figure, told, page)
                or _missing(row, figure, page, told)
            )


def _is_empty(actual: str) -> bool:
    """Whether a cell of actuals says nothing, or only that nothing is said."""
    return NOTHING.fullmatch(str(actual)) is not None


def deeds(pages: list[Page]) -> Iterator[Finding]:
    """Deeds that an item of a list promises with a bound (活动30场以上) of which only those who came are told."""
    for page in pages:
        for place, (deed, told) in enumerate(pairwise(page.counts), 1):
            if _is_promised(page, deed) and _came(page, deed, told) and not _is_told(page, place, deed.unit):
                what = f"{deed.name}: target in {deed.unit}, actual in {told.unit}"
                figures = deed.figure, told.figure
                yield Finding(deed.report_id, "unit", what, figures[0], told.value, figures, "not_comparable")


def _is_promised(page: Page, deed: Count) -> bool:
    """Whether a lower bound stands at the head of an item, with no word of what was done before it."""
    start = [0, *page.borders][page.sentence(deed.start)]
    head = page.text[start : deed.start]
    bound = deed.comparator == ">=" and deed.unit in words("deeds")
    return bound and ITEM.match(head) is not None and not pattern("done").search(head)


def _came(page: Page, deed: Count, told: Count) -> bool:
    """Whether a figure tells directly behind a deed how many persons came in the year."""
    between = page.between(deed, told)
    same = page.sentence(deed.start) == page.sentence(told.start) and told.comparator == "="
    return same and told.unit in words("heads") and IN_YEAR.search(between) is not None


def _is_told(page: Page, place: int, unit: str) -> bool:
    """Whether the sentence of a figure goes on with one in this unit."""
    own = page.sentence(page.counts[place].start)
    return any(each.unit == unit for each in page.counts[place:] if page.sentence(each.start) == own)


def _is_beside(page: Page, figure: Figure) -> bool:
    """Whether a target is merely what a result is compared with, as in 比规划目标11%高0.4个百分点."""
    clause = re.split("[，,。；;：:\n]", page.text[max(0, int(figure.start) - REACH) : int(figure.start)])[-1]
    return figure.start >= 0 and BESIDE.match(clause) is not None


def _is_result(page: Page, figure: Figure) -> bool:
    """Whether a figure taken for a target is told as what was done (全年救助271人次) behind one of its size."""
    before = [each for each in page.counts if each.start <= figure.start][-2:]
    if (
        len(before) < 2
        or before[1].start != figure.start
        or page.sentence(before[0].start) != page.sentence(before[1].start)
    ):
        return False
    clause = re.split("[，,；：]", page.between(*before))[-1]
    return RESULT.match(clause) is not None and alike(*before) and _sized(before[0].figure, before[1])


def _filled(row: tuple, figure: Figure, told: list[Count], page: Page | None) -> Finding | None:
    """A target of posts that the number of those in them answers, in its sentence; exceeds where there are more than
    may be."""
    behind = (each for each in told if page and each.start > figure.end and each.unit in words("heads"))
    each = next(behind, None)
    if each is None or page.sentence(each.start) != page.sentence(int(figure.start)):
        return None
    if pattern("posts").search(row.name_zh) and pattern("in_post").search(each.name):
        what = f"{row.name_zh}: posts against those in them"
        above = row.comparator in ("<=", "<") and each.value > figure.value
        kind, verdict = ("limit", "exceeds") if above else ("unit", "scope")
        return Finding(row.report_id, kind, what, figure, each.value, (figure, each.figure), verdict)
    return None


def _free(pages: list[Page], indicators: pd.DataFrame) -> dict[str, list[Count]]:
    """The figures of each text that are of no indicator, the targets printed before their actuals left out."""
    placed = indicators.dropna(subset=["start"])
    targets = pd.to_numeric(placed["target"], errors="coerce")
    keys = zip(placed["report_id"], placed["start"].astype(int), strict=True)
    taken = dict(zip(keys, targets, strict=True))
    return {page.report_id: [*_untaken(page, taken)] for page in pages}


def _untaken(page: Page, taken: dict[tuple[str, int], float]) -> Iterator[Count]:
    own = pairwise([*page.counts, None])
    targets = {one.start for one, after in own if after and taken.get((page.report_id, after.start)) == one.value}
    free = (
        each
        for each in page.counts
        if (page.report_id, each.start) not in taken or promised.is_under_results(page.text, each.start)
    )
    yield from (each for each in free if each.start not in targets)


def _unlike(row: tuple, figure: Figure, told: list[Count], page: Page | None) -> Finding | None:
    """The target against a figure of its name and value, or one that answers it directly, in another unit."""
    for each in told if page else []:
        equal = each.value == figure.value and same_name(row.name_zh, each.name) and len(core(each.name)) > 2
        same = equal or (_sized(figure, each) and core(each.name) == core(row.name_zh) and len(core(each.name)) >= LONG)
        if (
            (same or _answers(page, figure, each))
            and each.unit
            and row.target_unit
            and not alike(each, each._replace(unit=row.target_unit))
        ):
            what = f"{row.name_zh}: target in {row.target_unit}, actual in {each.unit}"
            return Finding(row.report_id, "unit", what, figure, each.value, (figure, each.figure), "not_comparable")
    return None


def _sized(figure: Figure, each: Count) -> bool:
    return figure.value > 0 and LEAST * figure.value <= each.value <= MOST * figure.value


def _answers(page: Page, figure: Figure, each: Count) -> bool:
    """Whether a figure of like size follows a target in its sentence with nothing but a word of doing between."""
    directly = figure.end < each.start < figure.end + REACH
    return _sized(figure, each) and directly and ANSWERS.fullmatch(page.text[figure.end : each.start]) is not None


def _missing(row: tuple, figure: Figure, page: Page | None, told: list[Count]) -> Finding:
    what = f"{row.name_zh}: a target and no actual"
    finding = Finding(row.report_id, "missing", what, figure, None, (figure,), "not_reported")
    if page and figure.start >= 0 and (_is_given_up(page, figure) or promised.is_answered(page, int(figure.end))):
        return finding._replace(verdict="scope")
    for each in [*told, *(_next(page, figure) if page else [])] if page else []:
        value = 1e4 * each.value if each.unit == MONEY and row.target_unit == "元" else each.value
        sized = figure.value > 0 and LEAST * figure.value <= value <= MOST * figure.value
        alike_ = each.unit == row.target_unit or value != each.value
        behind = each.start > figure.start and _of(page, row.name_zh, each, int(figure.end))
        if sized and alike_ and (behind or _follows(page, figure, each) or _precedes(page, figure, each)):
            return finding._replace(verdict="scope", figures=(figure, each.figure))
    return finding


def _is_given_up(page: Page, figure: Figure) -> bool:
    """Whether the words behind a target, to the end of its sentence, say that nothing was done, or those before it that
    it was missed."""
    if MISSED.search(page.text, max(0, int(figure.start) - REACH), int(figure.start)):
        return True
    return pattern("not_done").search(re.split("[。；;\n]", page.text[int(figure.end) :][:REACH])[0]) is not None


def _next(page: Page, figure: Figure) -> list[Count]:
    """The figure that follows a target and is told as its result."""
    behind = [each for each in page.counts if each.start > figure.start][:1]
    return [each for each in behind if _is_result(page, each.figure)]


def _follows(page: Page, figure: Figure, each: Count) -> bool:
    """Whether a figure is told of what was done (实际24个中22个，下达率91.7%) behind a target in its sentence."""
    between = page.text[int(figure.end) : each.start]
    together = page.sentence(int(figure.start)) == page.sentence(each.start)
    last = re.split("[，,；：]", between)[-1]
    result = "实际" in between or RESULT.match(last) or COMPUTED.search(last)
    return each.start > figure.end and together and bool(result)


def _precedes(page: Page, figure: Figure, each: Count) -> bool:
    """Whether a figure stands before a target in its sentence or the one before it, of its paragraph."""
    apart = page.sentence(int(figure.start)) - page.sentence(each.start)
    return each.start < figure.start and apart <= 1 and "\n" not in page.text[each.end : int(figure.start)]


def _of(page: Page, name: str, each: Count, end: int) -> bool:
    """Whether the words before a figure, behind the end of a target, name what that is of."""
    near = page.text[max(0, end, each.start - REACH) : each.start]
    pairs = [a + b for a, b in pairwise(core(name))]
    return sum(pair in near for pair in pairs) >= NAMED * max(1, len(pairs))
