"""Goals without an actual: whether the text has one after all, in other words or in another unit."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

import pandas as pd

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding, half_digit
from helpers.coding.checks.goals import answers, goals, itemized
from helpers.coding.checks.words import any_of, overlap, pattern, shares, words

ITEM = re.compile(r"\s*(?:[（(]?\d{1,2}[）).．、]|[①-⑳])")
IN_YEAR = re.compile(r"[，,、](?:全年|当年|年内|本年度?)[^，。；\d]{0,12}$")
ONLY_HOW = rf"(?:全部|全都|均|都)(?:{any_of('how')})(?!.*(?:{any_of('is_done')}))[^\d]*"  # 全部采用阻燃材料
NOTHING = re.compile(rf"|(?:实际)?完成值[：:]?(?:{any_of('no_result')})?|{any_of('no_result')}|{ONLY_HOW}")
OF_THE_GOAL = re.compile(rf"(?:全部|全都|均|都)(?!.*(?:{any_of('is_done')}|已|[完工]$))[^\d]*")
MOST = ("<=", "<")  # comparators of a bound that the result is below
ALL, OF_RATE = 100.0, re.compile("(?:[率度]|占比|比例|比重)(?:为|达到?|是)*$")
FEWEST, FEW = 4, 3  # goals of a list, and times those that the text does not name again
EXPLAINED_BY = (
    answers.is_given_up,
    answers.is_referred,
    answers.is_told_before,
    answers.is_told_elsewhere,
    answers.is_told_of_all,
)
SOME, NOUN = (
    "一二两三四五六七八九十百千万多数几",
    2,
)  # numerals, and characters at the end of a name that may be told again
SAID = re.compile(f"{any_of('is_done')}|[均都已全]|按[时期]|如期|见")
LONG = 4  # characters of a name that words would tell again
PART = re.compile("其中[^，。；\\d]{1,16}$")  # a part of what another goal wanted
NO_ACTUAL = ": a target and no actual"
AWAY = 300  # characters between a target and its actual in one row, at most


def unreported(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets of rows without an actual, and goals of the text that no row has; not comparable where the thing is told
    in another unit, scope where a figure elsewhere may be the actual."""
    of = {page.report_id: page for page in pages}
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    rows = read["indicators"]
    aimed = [row for row in rows[rows["comparator"].ne("")].itertuples() if _is_open(of.get(row.report_id), row)]
    for row in aimed:
        goal, page = _goal(row), of.get(row.report_id)
        if page is None or goal.start < 0:
            yield _missing(page, goal, False)
        elif pd.notna(goal.value) and _is_of_form(rows, row):
            yield from _judged(page, goal, row.name_zh)
        elif goals.is_goal(page, goal, years.get(row.report_id)):
            named = goal._replace(name=max(row.name_zh, goals.clause_of(page, goal), key=len))
            yield from _judged(page, named, row.name_zh)
    still_open = rows.index.isin([row.Index for row in aimed])
    known, paired = _known(rows), _known(rows[rows["actual"].ne("") & ~still_open])
    exact = rows["actual"].ne("") & rows["actual_comparator"].eq("=") & ~still_open  # a bound may be a goal yet
    actuals = rows.loc[exact, "name_zh"].rename("indicators:{}".format).to_dict()
    for page in pages:
        year = years.get(page.report_id)
        told = _among_told(page, year, paired[page.report_id])
        found = (*told, *_of_lists(page, year), *itemized.untold(page, year))
        unread = [each for each in found if not overlap(actuals.get(each.row, ""), goals.clause_of(page, each))]
        for goal in (each for each in unread if not _is_known(page, each, known[page.report_id])):
            yield from _judged(page, goal, goal.name)


def _is_empty(actual: str) -> bool:
    """Whether a cell of actuals says nothing, only that nothing is said, or only how it was done."""
    return NOTHING.fullmatch(str(actual)) is not None


def _is_open(page: Page | None, row: tuple) -> bool:
    """Whether a row has no actual, or only words of its target that say of how many it is (目标：5家全部考核)."""
    if _is_empty(row.actual):
        return True
    goal = _goal(row)
    if page is None or goal.start < 0 or not OF_THE_GOAL.fullmatch(str(row.actual)):
        return False
    behind = page.text[goal.end :].removeprefix(goal.unit)
    return behind.startswith(str(row.actual)) and goals.is_headed(page, goal)


def _is_of_form(rows: pd.DataFrame, row: tuple) -> bool:
    """Whether a row was read from a table of a text of which other rows have an actual, so that its column says what
    its words, parted by cells (≥ | 640 | 吨), do not."""
    table, _, at = str(row.cell).partition("!")
    told = rows["actual"].ne("") & rows["report_id"].eq(row.report_id)
    return bool(at) and rows.loc[told, "cell"].str.startswith(f"{table}!").any()


def _goal(row: tuple) -> Count:
    target = pd.to_numeric(row.target, errors="coerce")
    own = f"indicators:{row.Index}", row.report_id, row.project_id, row.name_zh, target, row.target_unit, row.comparator
    return Count(*own, half_digit(row.token), int(row.start), int(row.end))


def _known(rows: pd.DataFrame) -> defaultdict[str, list[tuple[float, int]]]:
    """The targets of the rows of each report, each with its place."""
    known: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    if rows.empty:
        return known
    own = rows.dropna(subset=["start"])
    targets = pd.to_numeric(own["target"], errors="coerce")
    for report, target, start in zip(own["report_id"], targets, own["start"].astype(int), strict=True):
        known[report].append((target, start))
    return known


def _is_known(page: Page, goal: Count, known: list[tuple[float, int]]) -> bool:
    """Whether a row has a goal, beside it or where the text names its thing; not the row of another of its value."""
    others = {each.start for each in page.counts if alike(each, goal) and answers.is_of_twin(page, goal, each)}
    places = [start for target, start in known if target == goal.value and start not in others]
    return any(abs(start - goal.start) < AWAY or answers.names(page, goal, start) for start in places)


def _among_told(page: Page, year: object, paired: list[tuple[float, int]]) -> Iterator[Count]:
    """The goals without an answer among such that have one: called so by their words, or bounds of items beside one."""
    aims = [each for each in page.counts if each.unit not in ("", "分", MONEY) and goals.is_aimed(page, each)]
    aims = [each for each in aims if goals.is_goal(page, each, year)]
    told = [answers.is_told(page, each) for each in aims]
    for place, each in enumerate(aims):
        around = [n for n in (place - 1, place + 1) if 0 <= n < len(aims) and abs(aims[n].start - each.start) < AWAY]
        beside = [told[n] for n in around]
        called = goals.is_called(page, each) and any(beside)
        formed = (goals.is_item(page, aims[n]) or goals.is_called(page, aims[n]) for n in around)
        item = goals.is_item(page, each) and any(beside) and all(beside) and any(formed)
        places = [start - each.start for _, start in paired if abs(start - each.start) < AWAY]
        between = goals.is_item(page, each) and any(n < 0 for n in places) and any(n > 0 for n in places)
        if not told[place] and (called or item or (between and (any(beside) or not beside))):
            yield each


def _of_lists(page: Page, year: object) -> Iterator[Count]:
    """The goals of a list without results that the text does not name again, while it does most others of the list; a
    count only where each other count has a figure of its size."""
    listed = lambda each: goals.is_goal(page, each, year) and not answers.is_told(page, each)  # noqa: E731
    for is_list, run in groupby(page.counts, listed):
        own = [*run] if is_list else []
        counted = [each for each in own if each.unit not in ("", "分", RATE, MONEY)]
        unsized = [each for each in counted if not _sized(page, each, own)]
        alone = unsized if len(counted) >= FEWEST and len(unsized) == 1 else []
        yield from (silent := [each for each in alone if _is_silent(page, each, own)])
        untold = [each for each in own if each not in silent and not _may_be_told(page, each, own)]
        if len(own) >= FEWEST and FEW * len(untold) <= len(own):
            named = (each for each in untold if len(goals.noun(each._replace(name=goals.clause_of(page, each)))) > 1)
            yield from (each for each in named if each.unit == RATE or each in alone)
        yield from (each for each in _unnamed(page, own, counted) if each not in alone)


def _is_silent(page: Page, goal: Count, listed: list[Count]) -> bool:
    """Whether no numeral apart from a list of goals is in the unit of one, and no clause there that names it says that
    all of it, or that it, was done."""
    apart = page.text[: listed[0].start] + "\n" + page.text[listed[-1].end :]
    counted = re.search(rf"[{SOME}]{re.escape(goal.unit)}", apart)
    name = goals.noun(goal._replace(name=goals.clause_of(page, goal)))
    near = (words for words in re.split("[。；;\n]", apart) if overlap(name, words) or name[-NOUN:] in words)
    return len(name) > 1 and not counted and not any(SAID.search(words) for words in near)


def _unnamed(page: Page, listed: list[Count], counted: list[Count]) -> list[Count]:
    """The one count of a list of goals that no words apart from it name, while they name all others of it again."""
    told = [each for each in listed if each.unit not in ("", "分")]
    unnamed = [each for each in told if len(told) >= FEWEST and not _is_named(page, each, listed)]
    if len(unnamed) != 1 or unnamed[0] not in counted or len(goals.noun(unnamed[0])) < LONG:
        return []
    name = goals.noun(unnamed[0])
    behind = lambda each: re.split("[，。；;\n]", page.text[each.end : each.end + answers.REACH])[0]  # noqa: E731
    sized = (goals.clause_of(page, each) + "，" + behind(each) for each in _sized(page, unnamed[0], listed))
    return [] if any(shares(name, words) for words in sized) else unnamed


def _is_named(page: Page, goal: Count, listed: list[Count]) -> bool:
    """Whether words behind a list name a goal of it, of satisfaction by that alone."""
    words, name = page.text[listed[-1].end :], goals.noun(goal)[-answers.LONGEST :]
    if answers.SATISFIED in goal.name and answers.SATISFIED in words:
        return True
    told = (overlap(name, each) or name[-answers.END :] in each for each in re.split("[，。；;：:\n]", words))
    return len(name) > 1 and any(told)


def _sized(page: Page, goal: Count, listed: list[Count]) -> list[Count]:
    """The figures apart from a list of goals that are in the unit of one and about as large, or within it; no part
    (其中) of another thing."""
    apart = (each for each in page.counts if not listed[0].start <= each.start <= listed[-1].start)
    most = goal.comparator in MOST
    own = [each for each in apart if alike(each, goal) and (most or answers.is_sized(goal, each))]
    return [each for each in own if not PART.search(page.head(each)) or shares(goals.noun(goal), each.name)]


def _may_be_told(page: Page, goal: Count, listed: list[Count]) -> bool:
    """Whether words apart from a list of goals name one, or a figure there has its size and unit, of a rate with words
    of its name, or it is of all, which words without a figure tell."""
    name = {a + b for a, b in pairwise(OF_RATE.sub("", goals.noun(goal)))}
    around = (page.text[slice(*page.reach(page.sentence(each.start)))] for each in _sized(page, goal, listed))
    fewest = 1 if goal.comparator in MOST else 2
    named = any(sum(pair in words for pair in name) >= fewest for words in around)
    told = named if goal.unit == RATE else bool(_sized(page, goal, listed))
    return goal.value == ALL or told or answers.is_named_elsewhere(page, goal, listed)


def _judged(page: Page, goal: Count, name: str) -> Iterator[Finding]:
    """What is found of a goal of a text; nothing where the words behind it tell the result."""
    posts = _filled(page, goal._replace(name=name))
    other = answers.unlike(page, goal) or answers.unlike(page, goal._replace(name=name))
    if posts:
        yield posts
    elif other and not goal.unit:  # 安全事故目标为0，实际0起: a bare number is answered in any unit
        return
    elif other and not answers.is_told(page, goal):
        yield _unlike(name, goal, other)
    else:
        yield _missing(page, goal, answers.is_told(page, goal))._replace(what=f"{name}{NO_ACTUAL}")


def _unlike(name: str, goal: Count, told: Count) -> Finding:
    what = f"{name}: target in {goal.unit}, actual in {told.unit}"
    figures = goal.figure, told.figure
    return Finding(goal.report_id, "unit", what, figures[0], told.value, figures, "not_comparable")


def _missing(page: Page | None, goal: Count, told: bool) -> Finding:
    finding = Finding(
        goal.report_id, "missing", f"{goal.name}{NO_ACTUAL}", goal.figure, None, (goal.figure,), "not_reported"
    )
    checks = EXPLAINED_BY if goal.start >= 0 else (answers.is_told_elsewhere,)
    explained = told or (page is not None and any(check(page, goal) for check in checks))
    return finding._replace(verdict="scope") if explained else finding


def _filled(page: Page, goal: Count) -> Finding | None:
    """A target of posts that the number of those in them answers, in its sentence; exceeds where there are more than
    may be."""
    behind = (each for each in page.counts if each.start > goal.end and each.unit in words("heads"))
    each = next(behind, None)
    if each is None or page.sentence(each.start) != page.sentence(goal.start):
        return None
    if pattern("posts").search(goal.name) and pattern("in_post").search(each.name):
        what = f"{goal.name}: posts against those in them"
        above = goal.comparator in ("<=", "<") and each.value > goal.value
        kind, verdict = ("limit", "exceeds") if above else ("unit", "scope")
        return Finding(goal.report_id, kind, what, goal.figure, each.value, (goal.figure, each.figure), verdict)
    return None


def deeds(pages: list[Page]) -> Iterator[Finding]:
    """Deeds that an item of a list promises with a bound (活动30场以上) of which only those who came are told."""
    for page in pages:
        for place, (deed, told) in enumerate(pairwise(page.counts), 1):
            if _is_promised(page, deed) and _came(page, deed, told) and not _is_told(page, place, deed.unit):
                yield _unlike(deed.name, deed, told)


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
