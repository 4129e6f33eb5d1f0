"""Do the figures of a report agree with each other? Every comparison that can be made, with its verdict."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from helpers.coding.checks import elsewhere
from helpers.coding.checks.counts import COLUMNS, Page, in_full, pages, with_unread
from helpers.coding.checks.findings import IN_GRID, Finding, Row, rows, table_of
from helpers.coding.checks.forms import cells, form_money, quotes, text_tables
from helpers.coding.checks.goals import unanswered, units
from helpers.coding.checks.once import once
from helpers.coding.checks.retold import agencies, all_of_them, in_year, misprints, repeats, results
from helpers.coding.checks.tables import (
    account_rates,
    account_sums,
    accounts,
    across,
    behind,
    dimensions,
    limits,
    marks,
    remarks,
)
from helpers.coding.checks.tables.parts import Tables, parts
from helpers.coding.checks.texts import (
    available,
    beyond,
    bonuses,
    claims,
    complements,
    definitions,
    fractions,
    grades,
    kept,
    ledgers,
    leftovers,
    listings,
    opposites,
    outlays,
    point_rules,
    points,
    posts,
    products,
    rate_choices,
    scales,
    shares,
    summands,
    taken,
    tallies,
    wholes,
)
from helpers.coding.checks.texts.changes import unless_changed
from helpers.coding.schema import TYPES

NOTHING = pd.DataFrame(columns=["report_id", "start"])  # a table of which no row stands in a sentence of a cell
PLACED = ["funds", "indicators", "outcomes", "resources", "scorecard"]
READ = ["reports", *PLACED]


class Seen(NamedTuple):
    """What the checks look at: the tables in order, the texts, the tables of documents and of texts, the pages of the
    texts with the figures that were read (`told`) and with all (`full`), and those of the sentences in cells."""

    tables: Tables
    texts: Mapping[str, str]
    grids: cells.Grids
    forms: cells.Grids
    told: list[Page]
    full: list[Page]
    sentences: Mapping[str, str]
    of_cells: list[Page]


def audit(read: Tables, texts: Mapping[str, str] | None = None, grids: cells.Grids | None = None) -> pd.DataFrame:
    """Table audit: every check of the tables that `read` yields, the gravest verdicts first.

    `texts` are the texts of the reports by report_id. Counts are compared where the text is there, as only its words
    say which belong together, and the sentence of a finding is quoted. `grids` are the tables of their documents, of
    which the sentences in cells are compared like a text and the points are added up.
    """
    return table_of(row for part in parts(read, texts or {}, grids or {}) for row in checked(*part))


def checked(read: Tables, texts: Mapping[str, str], grids: cells.Grids) -> list[Row]:
    """The rows of table audit for these tables, texts and grids, not in its order."""
    seen = seen_in(read, texts, grids)
    found = _findings(seen)
    sure = [*form_money.rates(seen.forms), *definitions.rates(seen.full), *shares.rates(seen.full)]
    shown = (unless_changed(each, texts.get(each.report_id, "")) for each in once(found, sure))
    of_grids = quotes.of_grids(grids)
    return rows(shown, texts, seen.sentences, lambda each: quotes.of_cells(each, seen.tables, of_grids))


def seen_in(read: Tables, texts: Mapping[str, str], grids: cells.Grids) -> Seen:
    """All that the checks look at, the figures of texts and cells found in them."""
    read, grids = {name: _as_objects(read[name]) for name in READ}, cells.in_order(grids)
    placed = {"reports": read["reports"].sort_values("report_id")} | {name: _ordered(read[name]) for name in PLACED}
    full, sentences = in_full(placed, texts), cells.prose(grids)
    whole = {page.report_id: page for page in full}
    told = [with_unread(page, whole[page.report_id]) for page in pages(placed, texts)]
    of_cells = in_full(dict.fromkeys(("funds", *COLUMNS, "scorecard"), NOTHING), sentences)
    forms = cells.piped(texts) | {name: own for name, own in grids.items() if own}
    return Seen(placed, texts, grids, forms, told, full, sentences, of_cells)


def _findings(seen: Seen) -> list[Finding]:
    """What all checks find, without what other figures of the text, or of a form, explain."""
    found = [*_in_tables(seen), *_in_texts(seen)]
    kept = [each for each in found if not cells.is_answered(each, seen.tables["indicators"], seen.grids)]
    unexplained = elsewhere.unexplained(kept, seen.full)
    found = form_money.unlike(unexplained, seen.forms, seen.tables["funds"])
    return [
        *found,
        *_in_cells(seen),
        *_of_points(seen),
        *cells.parts(seen.forms),
        *text_tables.in_grids(seen.grids),
    ]


def _of_points(seen: Seen) -> Iterator[Finding]:
    """What the columns of points of forms say, and of a total that none of them makes up what the rows read say."""
    columns = [*cells.points(seen.forms)]
    yield from columns
    told = {(each.report_id, each.stated.value) for each in columns}
    rated = [*marks.items(seen.tables, form_money.execution(seen.forms))] if len(seen.tables["indicators"]) else []
    items = elsewhere.unexplained(rated, seen.full)
    yield from (each for each in items if (each.report_id, each.stated.value) not in told)


def _in_tables(seen: Seen) -> Iterator[Finding]:
    """What the rows of the tables say of each other, and of the words behind them."""
    for names, checks in OF_TABLES:
        if any(len(seen.tables[name]) for name in names):
            for check in checks:
                yield from check(seen.tables)
    if len(seen.tables["indicators"]):
        yield from behind.completions(seen.tables, seen.texts)


def _in_texts(seen: Seen) -> Iterator[Finding]:
    """What the figures of a text say of each other and of those of reports of its unit and year."""
    mentions = misprints.told(seen.full, seen.of_cells, seen.tables["indicators"])
    yield from misprints.within(mentions, seen.full, seen.tables["indicators"])
    yield from misprints.across(mentions, seen.full, seen.tables["reports"])
    for check in OF_TEXTS:
        yield from check(seen.told)
    for check in OF_TARGETS:
        yield from check(seen.tables, seen.full)
    yield from agencies.across(seen.tables, agencies.told(seen.full, seen.of_cells), seen.grids)
    yield from repeats.across(seen.told, seen.tables["reports"])
    yield from all_of_them.again(seen.full)
    for check in OF_FIGURES:
        yield from check(seen.full)


def _in_cells(seen: Seen) -> Iterator[Finding]:
    """What the sentences in cells of forms say of each other."""
    for check in (*OF_TEXTS, *OF_FIGURES):
        for finding in check(seen.of_cells):
            yield cells.in_cells(unless_changed(finding, seen.sentences[finding.report_id]))


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by report and place; those of grids, which have no offset, in their order below all offsets."""
    if frame.empty:
        return frame
    order = frame.groupby("report_id").cumcount() * 10 + IN_GRID
    placed = frame.assign(start=frame["start"].fillna(order), end=frame["end"].fillna(order))
    return placed.sort_values(["report_id", "start"], kind="stable")


def _as_objects(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its text as it is in Python, which is gone through row by row in a fraction of the time."""
    if frame.empty:
        return frame
    return frame.astype({name: object for name, own in frame.dtypes.items() if own == TYPES["text"]})


OF_TABLES: tuple[tuple[list[str], list[Callable[[Tables], Iterator[Finding]]]], ...] = (  # tables, checks of their rows
    (["funds"], [
        account_sums.parts, account_sums.lists, account_sums.lines, accounts.limits, accounts.repeats,
        accounts.carryovers, accounts.leftovers, accounts.uninformative,
    ]),
    (["indicators"], [account_rates.rates]),
    (["funds"], [account_rates.printed]),
    (["indicators"], [dimensions.units, results.across]),
    (["scorecard"], [marks.criteria]),
    (["indicators"], [remarks.deducted, remarks.kept]),
    (["scorecard", "indicators"], [limits.points]),
    (["outcomes", "indicators"], [limits.percentages]),
    (["resources"], [limits.assets]),
    (["funds"], [across.amounts]),
)  # fmt: skip
OF_TEXTS: tuple[Callable[[list[Page]], Iterator[Finding]], ...] = (
    tallies.parts, tallies.classes, tallies.near_sums, tallies.rates, posts.staff, repeats.within,
)  # fmt: skip
OF_TARGETS: tuple[Callable[[Tables, list[Page]], Iterator[Finding]], ...] = (unanswered.unreported, in_year.totals)
OF_FIGURES: tuple[Callable[[list[Page]], Iterator[Finding]], ...] = (
    ledgers.balances, listings.sums, beyond.lists, available.left, summands.sums, summands.counted, leftovers.left,
    kept.behind, kept.before, kept.named, claims.beyond, claims.growth, claims.differences, fractions.in_words,
    complements.rates, complements.around, products.costs, products.averages, points.above_maximum,
    points.of_report, points.listed, points.deducted, grades.bounds, bonuses.with_bonus, taken.in_all,
    point_rules.by_rate, point_rules.by_rule, point_rules.by_share, point_rules.by_lack, text_tables.totals,
    text_tables.accounts, text_tables.rates, wholes.directly, wholes.past_aims, wholes.in_paragraph, wholes.stages,
    opposites.sums, unanswered.deeds, units.unlike, units.under_heads, outlays.within_own, outlays.in_lists,
    rate_choices.rates, scales.answers, scales.shares,
)  # fmt: skip
