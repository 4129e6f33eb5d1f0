"""What was promised and what was attained: targets with their actuals, and rates of budget management."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from helpers.reading.indicators import pairs, promises
from helpers.reading.indicators.between import between
from helpers.reading.indicators.echoes import (
    echoed,
    in_turn,
    pledged,
    said_in,
    side_by_side,
    with_partners,
)
from helpers.reading.indicators.enumerated import enumerated
from helpers.reading.indicators.levels import BROAD, LEVEL_WORDS, level
from helpers.reading.indicators.mentions import Mention, changes, mentions
from helpers.reading.indicators.pairs import Pair
from helpers.reading.indicators.pairs_apart import across, grown
from helpers.reading.indicators.rates import management_rates
from helpers.reading.indicators.strokes import stroked
from helpers.reading.indicators.title_goals import answered
from helpers.reading.records import Indicator, Quantity
from helpers.reading.roles.asides import counts_goals
from helpers.reading.roles.names import likeness, runs
from helpers.reading.roles.number_roles import is_promised, is_signed, may_promise
from helpers.reading.roles.targets import NAMED_AFTER, NORM_AFTER, limit_named
from helpers.reading.text import layout
from helpers.reading.text.items import GOAL, Item, with_quantities
from helpers.reading.text.ranges import IN_WORDS
from helpers.reading.vocabulary import pattern, polarity, unit_kind

Place = tuple[int, int, str]
Counted = tuple[Item, list[Quantity]]  # a paragraph with the numbers in it
REACH = 24
RATED = re.compile(r"(?:指标|目标|任务)完成(?:率|比例)[为达到是]*[ \t]*\d")  # of a figure that was attained
PROMISING = re.compile("(?:目标|计划|任务|要求|应|[≥≤><不])[^，。；、：:]*$")
LIMIT_OF_SHARE = re.compile(
    r"不(?:得|应|能)?([高低多少大小超])(?:于|过)[^，。；\d]{1,14}的[ \t]*$"
)  # 不高于市场租金的80%
MEANT = re.compile(
    r"(?:对照|按照|根据|完成|实现|达到|达成)了?[^，。；\d]*$"
)  # a bound behind it is that of the promise
NUMBERED = re.compile(r"\d[\d.]*[^\d年]")
WAYS = (enumerated, in_turn, stroked, answered, pledged, side_by_side)  # to find promises that no set word marks
FEWEST_LISTED = 4  # open goals of a list
FEWEST_SHARED = 8  # two-character runs of a paragraph that the project it tells of has too
ALIKE = 3  # two-character runs that the names of one indicator told twice have in common


class Entry(NamedTuple):
    """A row with its place in the text and its project."""

    place: int
    project: str
    row: Indicator


def indicators(
    page: layout.Layout,
    among: list[Item],
    quantities: list[Quantity],
    report_id: str,
    only_project: str = "",
    amounts: Sequence[Quantity] = (),
) -> tuple[list[Indicator], set[int]]:
    """One row a measured thing of the paragraphs `among`, in order of place; and the offsets of all numbers used."""
    entries: list[Entry] = []
    used: set[int] = set()
    quantities = [q for q in quantities if not counts_goals(page, q)]
    for project, items in _by_project(page, with_quantities(among, quantities)):
        rows, places = _of_project(page, items)
        entries += [Entry(place, project or only_project, row) for place, row in rows]
        used |= places
    entries = _once(sorted(entries, key=lambda each: each.place))
    left = [q for q in quantities if q.start not in used and q.comparator != IN_WORDS]
    rates, mentioned = management_rates(page, left, amounts)
    entries += [Entry(q.start, layout.project(page, q.start) or only_project, _rate(name, q)) for name, q in rates]
    return _numbered(entries, report_id), used | mentioned


def _by_project(page: layout.Layout, among: Iterable[Counted]) -> Iterable[tuple[str, list[Counted]]]:
    """The paragraphs of each project, which may be told in several chapters, with its number."""
    if not page.projects:
        return [("", list(among))]
    found: dict[str, list[Counted]] = defaultdict(list)
    for each in among:
        found[layout.project(page, each[0].start)].append(each)
    first = {number: start for start, number in reversed(page.projects) if number}
    last = max(first.values())
    for each in [each for each in found.get("", ()) if each[0].start > last and each[1]]:
        if number := _told_of(page, each[0], found):
            found[""].remove(each)
            found[number].append(each)
    return found.items()


def _told_of(page: layout.Layout, item: Item, found: dict[str, list[Counted]]) -> str:
    """The project that a paragraph behind the first words on each tells of, by the words that it shares with its
    paragraphs; empty without one."""
    own = runs(page.text[item.start : item.end])
    told = (
        (number, "".join(page.text[i.start : i.end] for i, _ in items)) for number, items in found.items() if number
    )
    shared = sorted(((len(own & runs(text)), number) for number, text in told), reverse=True)
    clear = len(shared) > 1 and shared[0][0] >= max(FEWEST_SHARED, 2 * shared[1][0])
    return shared[0][1] if clear else ""


def _numbered(entries: list[Entry], report_id: str) -> list[Indicator]:
    ids = (f"{report_id}-{each.project}" if each.project else "" for each in entries)
    numbered = enumerate(zip(entries, ids, strict=True), 1)
    return [Indicator(report_id, of, i, *each.row[3:]) for i, (each, of) in numbered]


def _once(entries: list[Entry]) -> list[Entry]:
    """The entries without those that tell an indicator of the project again, with the same numbers."""
    found: list[Entry] = []
    told: dict[tuple, list[str]] = defaultdict(list)
    for each in entries:
        row = each.row
        names = told[each.project, row.level2, row.target, row.actual] if "" not in (row.target, row.actual) else []
        if not any(_is_alike(row.name_zh, name) for name in names):
            found.append(each)
            names.append(row.name_zh)
    return found


def _is_alike(one: str, other: str) -> bool:
    return likeness(one, other) >= min(ALIKE, len(one) - 1, len(other) - 1)


def _of_project(page: layout.Layout, items: list[Counted]) -> tuple[list[tuple[int, Indicator]], set[int]]:
    """The rows of the paragraphs of one project, each with its place, and the offsets of the numbers used."""
    found: list[Pair] = []
    read: list[tuple[Item, list[Pair], list[Mention]]] = []
    goals: set[int] = set()
    skipped: list[Counted] = []
    all_met, open_goals = True, 0
    for item, numbers in items:
        if item.section == "outlook":
            continue
        promised = is_promised(item)
        if promised:
            goals.add(item.start)
        if not (promised or may_promise(page, item, numbers)) and all_met:
            skipped.append((item, numbers))
            continue
        own = mentions(page, item, numbers, promised)
        told = _pairs(page, item, own, item.start not in goals and open_goals >= FEWEST_LISTED)
        read.append((item, told, own))
        found += told
        for pair in (pair for pair in told if not pair.actuals):
            all_met, open_goals = False, open_goals + (pair.target.item.start in goals)
    everything = [m for *_, own in read for m in own]
    said = [row for each in read for row in _in_words(page, *each, everything)]
    found = across(found, everything)
    found = grown(found, lambda: [m for item, own in items for m in changes(page, item, own)])
    worded = {row.start for _, row in said}
    found = _echoed(page, found, read, skipped, worded)
    found = across(found, [m for m in everything if m.quantity.start not in worded])
    found = [pair for pair in found if not pairs.is_spending(pair)]
    kept = [pair for pair in found if pair.actuals or _is_kept(page, pair, found)]
    rows = [(pair.target.quantity.start, row) for pair in kept for row in _rows(page, pair)]
    return rows + said, {*_places(kept), *(row.start for _, row in said)}


def _is_kept(page: layout.Layout, pair: Pair, found: list[Pair]) -> bool:
    """Whether a promise without an actual is one: marked as a target, or a plan of which words say how it ended."""
    ended = pair.is_certain or promises.ending(page, pair.target.item, pair.target.quantity)
    return bool(ended and pair.name) and not pairs.is_repeated(pair, found)


def _echoed(page: layout.Layout, found: list[Pair], read: list, skipped: list[Counted], used: set[int]) -> list[Pair]:
    """The pairs, and those that the form of the passage gives among numbers in none of them."""
    used = used | {m.quantity.start for pair in found if pair.actuals for m in (pair.target, *pair.actuals)}
    free = [m.quantity for *_, own in read for m in own] + [q for _, numbers in skipped for q in numbers]
    partners = with_partners(q for q in free if q.start not in used)
    others = [each for each in skipped if not partners.isdisjoint(q.start for q in each[1])]
    told = [(item, own) for item, _, own in read if any(m.quantity.start in partners for m in own)]
    told += [(item, mentions(page, item, numbers, False)) for item, numbers in others]
    said = [each for item, own in told for each in said_in(page, item, own) if each.m.quantity.start in partners]
    said.sort(key=lambda each: each.m.quantity.start)
    return between(page, echoed(page, found, said, WAYS), said)


def _pairs(page: layout.Layout, item: Item, own: list[Mention], listed: bool) -> list[Pair]:
    """The promises of a paragraph with the actuals that stand in it; behind goals that were `listed` none is without a
    mark."""
    if not own:
        return []
    profile = any(m.role == "actual" for m in own) and _is_profile(page, item)
    found = pairs.within(own, bool(item.label) and item.label != GOAL and not listed, profile)
    return found or _done_in_words(page, item, own)


def _done_in_words(page: layout.Layout, item: Item, own: list[Mention]) -> list[Pair]:
    """The promises behind a printed label of which words say that they were fulfilled: 发放教科书12000册，已完成."""
    told = [m for m in own if item.by == "printed" and not m.role and promises.said_of(page, item, m.quantity)]
    return [Pair(replace(m, role="target"), [], m.name) for m in told]


def _is_profile(page: layout.Layout, item: Item) -> bool:
    """Whether an item stands under a heading about the unit, its staff or its money."""
    headings = (layout.heading(page, item.start), layout.heading(page, item.start, layout.CHAPTER))
    titles = [h.title for h in headings if h and not NUMBERED.search(h.title)]  # 6.驾乘人员满意度92% is no heading
    return not item.label and any(pattern("overview_words").search(title) for title in titles)


def _places(kept: list[Pair]) -> Iterable[int]:
    """The offsets of all numbers that pairs use."""
    numbers = (q for pair in kept for q in (pair.target.quantity, pair.also, *(m.quantity for m in pair.actuals)))
    return (q.start for q in numbers if q)


def _in_words(
    page: layout.Layout, item: Item, found: list[Pair], own: list[Mention], everything: list[Mention]
) -> list[tuple[int, Indicator]]:
    """The rows of promises in words: one each, or one for each number told of a labelled one; of those among goals with
    what is told of them elsewhere, in words or by a number of `everything`."""
    rows = [row for p in promises.stated(page, item) for row in _stated(item, p, own)]
    chapter = layout.heading(page, item.start, layout.CHAPTER)
    goal = not own and (is_promised(item) or (chapter is not None and chapter.section == "targets"))
    promise = None if rows or found else promises.apart(page, item) if goal else promises.labelled(page, item)
    if promise is None:
        return rows
    told = [(m.quantity.start, _told(item, promise, m)) for m in own if m.quantity.start >= promise.start]
    if goal:
        place = promise.start + len(promise.attained)
        told = [
            (place, _told(item, promise, replace(m, own="", right=""))) for m in everything if m.quantity.start == place
        ]
    return told or [(promise.start, _worded(item, promise))]


def _stated(item: Item, p: promises.Promise, own: list[Mention]) -> list[tuple[int, Indicator]]:
    """The row of a promise in words, with the number of what was attained that is named most like it, if any."""
    inside_ = [m for m in own if p.start <= m.quantity.start < p.start + len(p.attained)]
    if promises.has_figure(p.attained):
        told = max(inside_, key=lambda m: likeness(p.name, m.name), default=None)
        return [(told.quantity.start, _told(item, p, told))] if told and told.role not in pairs.PROMISED else []
    return [(p.start, _worded(item, p))]


def _worded(item: Item, p: promises.Promise) -> Indicator:
    levels, place = level(item.label, p.name), (p.start, p.start + len(p.attained), p.attained)
    return _row(levels, p.name, ("qualitative", p.promise, ""), ("qualitative", p.attained, ""), place)


def _told(item: Item, p: promises.Promise, m: Mention) -> Indicator:
    own = f"{m.own}{m.right}"
    name = f"{p.name}（{own}）" if own else p.name
    return _row(
        level(item.label, p.name), name, ("qualitative", p.promise, ""), _as_printed(m.quantity), _place(m.quantity)
    )


def _rows(page: layout.Layout, pair: Pair) -> list[Indicator]:
    """A row for each actual of a pair; for none, one with what words say of it."""
    q = pair.target.quantity
    promise = _as_printed(q if q.comparator == IN_WORDS else replace(q, comparator=_bound(page, q)))
    promise = promise if pair.target.role != "alone" else ("", "", "")
    if pair.actuals:
        told = ((_levels(pair, m, promise), pair.name or m.name, promise, _each(pair, m)) for m in pair.actuals)
        return [_row(*each, _as_printed(attained), _place(attained)) for *each, attained in told]
    said = promises.said_of(page, pair.target.item, q)
    if RATED.match(said) and not PROMISING.search(page.text, max(0, q.begin - REACH), q.start):
        return [_row(_levels(pair, pair.target, promise), pair.name, ("", "", ""), _as_printed(q), _place(q))]
    said = said or promises.nothing_said_of(page, pair.target.item, q, pair.name)
    attained = ("qualitative", said, "") if said else ("", "", "")
    return [_row(_levels(pair, pair.target, promise), pair.name, promise, attained, _place(q))]


def _each(pair: Pair, m: Mention) -> Quantity:
    """The number of an actual, in the unit of its promise where that is for each: 户均4850元 of 元/户."""
    return replace(m.quantity, unit=pair.target.quantity.unit) if pairs.is_each(pair, m) else m.quantity


def _levels(pair: Pair, m: Mention, promise: tuple) -> tuple[str, str]:
    """The levels of a pair by the label above its target, else above its actual, else by its name and its promise."""
    labels = (pair.target.item.label, m.item.label)
    best = (label for sought in (LEVEL_WORDS, BROAD) for label in labels if any(word in label for word in sought))
    return level(next(best, ""), pair.name, promise[0], promise[2])


def _bound(page: layout.Layout, q: Quantity) -> str:
    """The comparator of a promise: about as many is as many, a time within which is at most that."""
    if q.comparator == "=" and (limit := LIMIT_OF_SHARE.search(page.text, max(0, q.begin - REACH), q.begin)):
        return "<=" if limit[1] in "高多大超" else ">="
    if (q.comparator == "=" or q.explicit and not is_signed(page, q)) and (named := limit_named(page.text, q)):
        return named  # 低于6000元的控制上限
    within = page.text[q.stop : q.stop + 1] == "内" and unit_kind().get(q.unit) == "measures"
    named = NAMED_AFTER.match(page.text, q.stop) or NORM_AFTER.match(page.text, q.stop)
    passed = q.explicit and named and not is_signed(page, q)
    if passed and not MEANT.search(page.text, max(0, q.begin - REACH), q.begin):
        return ">=" if q.comparator == ">=" else "<=" if q.comparator == "<=" else "="  # 超过98%的目标
    return "<=" if within and q.comparator == "=" else "=" if q.comparator == "~" else q.comparator


def _as_printed(q: Quantity) -> tuple:
    """Comparator, value and unit of a number; a range is words, as it is in a form."""
    return (IN_WORDS, q.token, "") if q.comparator == IN_WORDS else (q.comparator, q.value, q.unit)


def _place(q: Quantity) -> Place:
    return q.start, q.end, q.token


def _rate(name: str, q: Quantity) -> Indicator:
    return _row(("management", "process"), name, ("", "", ""), _as_printed(q), _place(q))


def _row(levels: tuple[str, str], name: str, promise: tuple, attained: tuple, place: Place) -> Indicator:
    """A row without report, project and number."""
    sense = polarity(name, "<=" if promise[:2] == ("=", 0) else promise[0])
    return Indicator("", "", 0, *levels, name, *promise, *attained, sense, None, None, *place)
