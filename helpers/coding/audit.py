"""Do the figures of a report agree with each other? Every comparison that can be made, with its verdict."""

import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from helpers.coding import (
    account_rates,
    account_sums,
    accounts,
    across,
    agencies,
    available,
    bases,
    behind,
    cells,
    claims,
    closed,
    complements,
    elsewhere,
    form_money,
    fractions,
    ledgers,
    leftovers,
    limits,
    listings,
    marks,
    misprints,
    outlays,
    periods,
    points,
    posts,
    products,
    promised,
    quotas,
    ratios,
    repeats,
    savings,
    subgroups,
    subtotals,
    summands,
    tallies,
    text_tables,
    unanswered,
    wholes,
)
from helpers.coding.counts import COLUMNS, Page, in_full, pages, with_unread
from helpers.coding.findings import IN_GRID, Figure, Finding, half_digit, judged, table, unless_proven
from helpers.coding.tidy import same_unit
from helpers.coding.words import entry, pattern

AGREE = ("holds", "rounding", "truncation")
CARRIED = re.compile(
    r"(?:(?:上年|年初|以前年度|历年)[^，。；\d]{0,10}(?:结转|结余|资金)|结转[^，。；\d]{0,4}上年)[^，。；\d]{0,8}\d"
)
INCLUDED = re.compile("[（(，,](?:其中)?(?:含|包括|包含)[^，。；（）()]*[)），,]?")
OF_LAST = re.compile(r"[较比与](?:20\d\d年度?|上年|去年)[^，。；\d]{0,8}$")
WITHOUT_CARRIED = re.compile(r"^carryover_out against \w+ - executed")
GIVEN_BACK = re.compile(r"(?:收回|上缴|缴回|交回|缴库)[^，。；\d]{0,6}\d")
CHANGED = re.compile("追加|调增|调减|核增|核减|压减|增补")
ADDED = re.compile(r"(?:追加|调增|核增|增补|调剂|调入|结转|结余)[^，。；\d]{0,8}\d")
MONEY_RATE = re.compile(r" as (?:executed|allocated|carryover_out) over ")
COMMON = re.compile(  # words that any rate of money may have
    "部门|单位|整体|总体|综合|自评|绩效|资金|预算|经费|财政|拨款|项目|支出|支付|执行|使用|拨付|进度|完成|比例|截至|截止|"
    "全年|当年|实际|累计|收入|调整|到位|控制|三公|公用|结转|结余|决算|分别|[年月日度底末初的为到是至个我市县区省镇乡局委本占率总均“”0-9%]"
)
CLAUSE = 24  # characters before a figure that name it
NOTHING = pd.DataFrame(columns=["report_id", "start"])  # a table of which no row stands in a sentence of a cell
PLACED = ["funds", "indicators", "outcomes", "resources", "scorecard"]
READ = ["reports", *PLACED]


def audit(
    read: dict[str, pd.DataFrame], texts: Mapping[str, str] | None = None, grids: cells.Grids | None = None
) -> pd.DataFrame:
    """Table audit: every check of the tables that `read` yields, the gravest verdicts first.

    `texts` are the texts of the reports by report_id. Counts are compared where the text is there, as only its words
    say which belong together, and the sentence of a finding is quoted. `grids` are the tables of their documents, of
    which the sentences in cells are compared like a text and the points are added up.
    """
    placed = in_order(read)
    placed["reports"] = read["reports"].sort_values("report_id")
    found = [finding for check in OF_TABLES for finding in check(placed)]
    texts = texts or {}
    found += [*behind.completions(placed, texts), *behind.shares(placed, texts)]
    told, full = pages(placed, texts), in_full(placed, texts)
    sentences = cells.prose(grids or {})
    of_cells = pages_of_cells(sentences)
    mentions = misprints.told(full, of_cells, placed["indicators"])
    found += [*misprints.within(mentions, full), *misprints.across(mentions, full, placed["reports"])]
    whole = {page.report_id: page for page in full}
    told = [with_unread(page, whole[page.report_id]) for page in told]
    found += [finding for check in OF_TEXTS for finding in check(told)]
    found += [
        *unanswered.unreported(placed, full),
        *promised.in_series(placed, full),
        *promised.in_lists(placed, full),
        *promised.alternating(placed, full),
    ]
    found += agencies.across(placed, agencies.told(full, of_cells), grids or {})
    found += repeats.across(told, placed["reports"])
    found += [finding for check in OF_FIGURES for finding in check(full)]
    found = [
        each
        for each in found
        if each.kind != "missing" or not cells.is_answered(each, placed["indicators"], grids or {})
    ]
    forms = cells.piped(texts) | {name: own for name, own in (grids or {}).items() if own}
    found = form_money.unlike(elsewhere.unexplained(found, whole), forms)
    found += [*_of_cells(of_cells, sentences), *cells.points(forms)]
    found += text_tables.in_grids(grids or {})
    sure = [*bases.named(full), *bases.sound(full), *savings.rates(full), *form_money.rates(forms, found)]
    shown = (_unless_changed(finding, texts.get(finding.report_id, "")) for finding in _once(found, sure))
    return table(shown, texts, sentences)


def _of_cells(own: list[Page], sentences: Mapping[str, str]) -> Iterator[Finding]:
    """What the sentences in cells of forms say of each other."""
    for check in (*OF_TEXTS, *OF_FIGURES, bases.named, bases.sound, savings.rates):
        yield from (cells.in_cells(_unless_changed(finding, sentences[finding.report_id])) for finding in check(own))


def _once(found: list[Finding], sure: list[Finding]) -> list[Finding]:
    """The findings, of those that compare the same the first; a rate that two figures make up is of no others, but for
    one that is `sure` to be of others, by its words."""
    told = {_stated(each) for each in sure}
    judged_ = [*sure, *(judged(each) for each in found if each.kind != "rate" or _stated(each) not in told)]
    made_up = {_stated(each) for each in judged_ if each.kind == "rate" and each.verdict in AGREE}
    lists = [each for each in judged_ if each.kind in ("sum", "part", "identity") and each.verdict in AGREE[:2]]
    summed: dict[tuple, list[Finding]] = {}
    for each in lists:
        summed.setdefault(_stated(each), []).append(each)
    balanced = {_stated(each) for each in judged_ if ledgers.ALL_TERMS in each.what and each.verdict in AGREE[:2]}
    kept: dict[tuple, Finding] = {}
    for each in judged_:
        if each.kind == "identity" and each.verdict not in AGREE and _stated(each) in balanced:
            continue
        if (
            each.kind in ("sum", "part")
            and each.verdict == "contradiction"
            and _is_part_of(each, summed.get(_stated(each), []))
        ):
            continue
        if each.kind != "rate" or each.verdict in AGREE or _stated(each) not in made_up:
            key = (*_stated(each), _compared(each))
            if key not in kept or (
                kept[key].verdict == "scope" and each.verdict == "contradiction" and each.kind == "sum"
            ):
                kept[key] = each
    return list(kept.values())


def _compared(finding: Finding) -> tuple | frozenset:
    """What a finding compares its stated figure with: of a rate the value, else the other figures."""
    if finding.kind == "rate" and finding.recomputed is not None:
        return "rate", round(finding.recomputed, 6)
    return finding.recomputed is None, frozenset(each.start for each in finding.figures)


def _stated(finding: Finding) -> tuple:
    return finding.report_id, finding.stated.start, finding.stated.value


def _is_part_of(finding: Finding, whole: list[Finding]) -> bool:
    """Whether a list that does not make up its total is but a part of one that does."""
    starts = {each.start for each in finding.figures}
    others = ({each.start for each in other.figures} for other in whole)
    return any(starts <= other for other in others)


def _unless_changed(finding: Finding, text: str) -> Finding:
    """The finding, scope where the words between its amounts tell of changes of the budget."""
    starts = [int(figure.start) for figure in finding.figures]
    changed = (
        finding.kind in ("rate", "identity")
        and "its terms" not in finding.what
        and CHANGED.search(text[max(0, min(starts)) : max(0, max(starts))])
    )
    between = text[max(0, min(starts)) : max(0, max(starts))]
    carried = (
        finding.kind == "identity"
        and WITHOUT_CARRIED.search(finding.what)
        and CARRIED.search(INCLUDED.sub("", between))
    )
    given = (
        carried
        or (finding.kind == "identity" and _goes_on(finding, text))
        or (finding.kind == "sum" and _is_outside(finding, text))
    )
    if finding.kind == "limit" and "executed against initial_budget" in finding.what and ADDED.search(between):
        return finding._replace(verdict="scope" if finding.verdict == "exceeds" else finding.verdict)
    return unless_proven(judged(finding)) if changed or given or _is_of_another(finding, text) else finding


def _goes_on(finding: Finding, text: str) -> bool:
    """Whether the words of an identity, to the end of its sentence, tell of money given back, which its figures do not
    have."""
    starts, end = [int(each.start) for each in finding.figures], int(max(each.end for each in finding.figures))
    behind = re.split("[。；;\n]", text[end : end + 60])[0] if end > 0 else ""
    return min(starts) >= 0 and any(GIVEN_BACK.search(words) for words in (text[min(starts) : max(starts)], behind))


def _is_outside(finding: Finding, text: str) -> bool:
    """Whether the words behind a part of a sum, to the end of its sentence, say that it is none (不在补助资金之列), or
    those before its total that this is of another year."""
    if OF_LAST.search(text[max(0, int(finding.stated.start) - CLAUSE) : max(0, int(finding.stated.start))]):
        return True
    ends = [int(figure.end) for figure in finding.figures[1:] if figure.end > 0]
    return any(pattern("outside").search(re.split("[。；;\n]", text[end : end + 60])[0]) for end in ends)


def _is_of_another(finding: Finding, text: str) -> bool:
    """Whether the words of a rate of money name something, as 直达 of 直达资金支付率, that its amounts do not."""
    rate, *used = (int(figure.start) for figure in finding.figures)
    if finding.kind != "rate" or rate < 0 or min(used, default=-1) < 0 or not MONEY_RATE.search(finding.what):
        return False
    named = COMMON.sub("", re.split(r"[，,。；;：:\n（）()、\d]", text[max(0, rate - CLAUSE) : rate])[-1])
    near = "".join(text[max(0, place - CLAUSE) : place] for place in used)
    return len(named) > 1 and named not in near


def pages_of_cells(sentences: Mapping[str, str]) -> list[Page]:
    """The sentences in the cells of forms, with every figure of them."""
    return in_full(dict.fromkeys(("funds", *COLUMNS, "scorecard"), NOTHING), dict(sentences))


def in_order(read: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables, those whose rows have a place by report and place."""
    return {**read, **{name: _ordered(read[name]) for name in PLACED}}


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by report and place; those of grids, which have no offset, in their order below all offsets."""
    order = frame.groupby("report_id").cumcount() * 10 + IN_GRID
    placed = frame.assign(start=frame["start"].fillna(order), end=frame["end"].fillna(order))
    return placed.sort_values(["report_id", "start"], kind="stable")


def units(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets and actuals that are printed in unlike units."""
    numbers = {side: pd.to_numeric(read["indicators"][side], errors="coerce") for side in ("target", "actual")}
    rows = read["indicators"].assign(**numbers).dropna(subset=["target", "actual"])
    unlike = rows[[not same for same in same_unit(rows)]]
    for row in (each for each in unlike.itertuples() if not _of_one_dimension(each.target_unit, each.actual_unit)):
        what = f"{row.name_zh}: target in {row.target_unit}, actual in {row.actual_unit}"
        figure = _indicator(row, row.target)
        yield Finding(row.report_id, "unit", what, figure, row.actual, (figure,), "not_comparable")


def _of_one_dimension(one: str, other: str) -> bool:
    """Whether one unit can be made the other, as 米 and 公里."""
    return any({one, other} <= {*each.split(" ")} for each in entry("one_dimension"))


OF_TABLES: tuple[Callable[[dict[str, pd.DataFrame]], Iterator[Finding]], ...] = (
    account_sums.parts, account_sums.lists, account_sums.lines, accounts.limits, accounts.repeats, accounts.carryovers,
    accounts.leftovers, accounts.uninformative, account_rates.rates, account_rates.printed, units,
    marks.criteria, marks.items, limits.points, limits.percentages, limits.assets, across.amounts,
)  # fmt: skip
OF_TEXTS: tuple[Callable[[list[Page]], Iterator[Finding]], ...] = (
    tallies.parts, tallies.classes, tallies.near_sums, tallies.rates, posts.staff, repeats.within,
)  # fmt: skip
OF_FIGURES: tuple[Callable[[list[Page]], Iterator[Finding]], ...] = (
    ledgers.balances, listings.sums, listings.numbered, closed.totals, closed.parts, closed.slips, available.left,
    summands.sums, summands.shares, leftovers.left, claims.within, claims.within_named, claims.beyond, claims.growth,
    claims.differences, ratios.rates, fractions.in_words, fractions.explained, products.costs, products.averages,
    points.above_maximum, points.in_series, points.deductions, points.items, points.complete, points.parts,
    points.deducted, text_tables.totals, text_tables.across, text_tables.accounts, text_tables.rates, wholes.enclosing,
    wholes.apart, wholes.bare, wholes.within, wholes.dealt_with, wholes.stages, complements.both, complements.spent,
    subgroups.among, subgroups.headless, subgroups.with_a_rest, subtotals.behind_lists, subtotals.in_next_sentence,
    subtotals.left, subtotals.from_full, subtotals.by_rate, periods.sums, quotas.kept, quotas.prices, unanswered.deeds,
    outlays.within_own, outlays.denied, outlays.in_lists,
)  # fmt: skip


def _indicator(row: tuple, value: float) -> Figure:
    return Figure(f"indicators:{row.Index}", value, half_digit(row.token), row.start, row.end)
