"""What was promised and what was attained: targets with their actuals, and rates of budget management."""

import re
from typing import NamedTuple

from helpers.reading import layout, pairs
from helpers.reading.items import EDGES, Item, inside, items
from helpers.reading.pairs import Target
from helpers.reading.rates import management_rates
from helpers.reading.records import Indicator, Quantity
from helpers.reading.vocabulary import pattern, polarity, words

LONGEST_PHRASE = 60


class Entry(NamedTuple):
    """A row with what it was made of: its target, or the number that stands without one."""

    row: Indicator
    target: Target | None
    alone: Quantity | None = None
    project_id: str = ""


def indicators(
    page: layout.Layout, among: list[Item], quantities: list[Quantity], report_id: str, only_project: str = ""
) -> tuple[list[Indicator], set[int]]:
    """One row a measured thing of the paragraphs `among`, in order of place; and the offsets of all numbers used."""
    entries: list[Entry] = []
    for item in items(page, among, quantities):
        number = layout.project(page, item.start) or only_project
        project_id = f"{report_id}-{number}" if number else ""
        entries += _entries(page, item, inside(item, quantities), project_id)
    used = {place for each in entries for place in _places(each)}
    entries = _paired(page, entries, [q for q in quantities if q.start not in used])
    used |= {each.row.start for each in entries}
    rates, mentioned = management_rates(page, [q for q in quantities if q.start not in used])
    entries += [Entry(_rate(name, q), None) for name, q in rates]
    rows = [e.row._replace(report_id=report_id, project_id=e.project_id, seq=i) for i, e in enumerate(entries, 1)]
    return rows, used | mentioned


def level(label: str, name: str) -> tuple[str, str]:
    """Levels 1 and 2 of an indicator by its printed label, else by its name, else quantity."""
    for text, section in ((label, "level_words"), (name, "level_guesses")):
        for word, level1, level2 in words(section):
            if word in text and text:
                return level1, level2
    return "output", "quantity"


def _places(entry: Entry) -> set[int]:
    """The offsets of all numbers that an entry uses."""
    promised = (entry.target.quantity, entry.target.also) if entry.target else ()
    return {entry.row.start, *(q.start for q in promised if q)}


def _entries(page: layout.Layout, item: Item, quantities: list[Quantity], project_id: str) -> list[Entry]:
    groups = pairs.groups(page, item, quantities)
    begins = [min((t.quantity.begin for t in g.targets if t.quantity), default=item.body) for g in groups[1:]]
    found = []
    for group, end in zip(groups, [*begins, item.end], strict=True):
        *matched, alone = pairs.matched(page, item, group)
        for target, chosen in zip(group.targets, matched, strict=True):
            stop = end if target is group.targets[-1] and not group.actuals else target.stop
            found += [Entry(row, target, None, project_id) for row in _target_rows(page, item, target, chosen, stop)]
        found += [Entry(_lone_row(page, item, q), None, q, project_id) for q in alone]
    return found


def _paired(page: layout.Layout, entries: list[Entry], free: list[Quantity]) -> list[Entry]:
    """The entries, those whose target has no actual taking it from another list of the report."""
    lone = {each.alone.start: each for each in entries if each.alone}
    candidates = {q.start: q for q in (*free, *(each.alone for each in lone.values()))}
    found = []
    for each in entries:
        open_ = each.target and each.target.quantity and each.row.actual == ""
        q = pairs.elsewhere(page, each.target, list(candidates.values())) if open_ else None
        found.append(each._replace(row=_attained(each.row, candidates.pop(q.start), lone.get(q.start))) if q else each)
    return [each for each in found if not each.alone or each.alone.start in candidates]


def _attained(row: Indicator, q: Quantity, lone: Entry | None) -> Indicator:
    """A target's row with its actual; with the level of the label that stands above the actual."""
    row = row._replace(actual_comparator=q.comparator, actual=q.value, actual_unit=q.unit, start=q.start)
    row = row._replace(end=q.end, token=q.token)
    return row._replace(level1=lone.row.level1, level2=lone.row.level2) if lone else row


def _place(q: Quantity) -> tuple[int, int, str]:
    return q.start, q.end, q.token


def _target_rows(page: layout.Layout, item: Item, target: Target, chosen: list[Quantity], end: int) -> list[Indicator]:
    t = target.quantity
    levels = level(item.label, target.name)
    sense = polarity(target.name, t.comparator if t else "")
    if chosen:
        return [_row(levels, _full_name(page, item, target, q), target, q, sense, _place(q)) for q in chosen]
    phrase, start = _phrase(page, target, end)
    if t:
        return [_row(levels, target.name, target, phrase, sense, _place(t))]
    if not phrase and not target.name:
        return []
    start, token = (start, phrase) if phrase else (page.text.rfind(target.name, 0, target.stop), target.name)
    return [_row(levels, target.name, target, phrase, sense, (start, start + len(token), token))]


def _lone_row(page: layout.Layout, item: Item, q: Quantity) -> Indicator:
    name = pairs.around(page, q, item)
    return _row(level(item.label, name), name, None, q, polarity(name, ""), _place(q))


def _rate(name: str, q: Quantity) -> Indicator:
    return _row(("management", "process"), name, None, q, polarity(name, ""), _place(q))


def _full_name(page: layout.Layout, item: Item, target: Target, q: Quantity) -> str:
    """The target's name; where a promise in words has figures, what each figure counts beside it."""
    return target.name if target.quantity else f"{target.name}（{pairs.around(page, q, item)}）"


def _phrase(page: layout.Layout, target: Target, end: int) -> tuple[str, int]:
    """What is said of a target that has no actual in figures, and where; empty without anything."""
    text = page.text[target.stop : end]
    body = re.sub(r"^[^（(，。；]{1,4}[)）]", "", text.lstrip(EDGES)).lstrip(EDGES)  # the rest of 台（套）
    clause = re.split(r"[。；\n]", body)[0][:LONGEST_PHRASE].rstrip(EDGES)
    return clause, target.stop + len(text) - len(body)


def _row(
    levels: tuple[str, str], name: str, target: Target | None, actual: Quantity | str, sense: str,
    place: tuple[int, int, str],
) -> Indicator:  # fmt: skip
    """A row without report, project and number."""
    t = target.quantity if target else None
    stated = isinstance(actual, Quantity)
    return Indicator(
        "", "", 0, *levels, name, t.comparator if t else "qualitative" if target else "", _promise(target),
        t.unit if t else "", actual.comparator if stated else "qualitative" if actual else "",
        actual.value if stated else actual, actual.unit if stated else "", sense, None, None, *place,
    )  # fmt: skip


def _promise(target: Target | None):
    """The promised number; of a promise in words the word that says it, empty where only its name is printed."""
    if target is None:
        return ""
    if target.quantity:
        return target.quantity.value
    said = pattern("qualitative_words").search(target.name)
    return said[0] if said else ""
