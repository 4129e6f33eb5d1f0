"""What was promised and what was attained: targets with their actuals, and rates of budget management."""

import re
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.records import Indicator, Quantity
from helpers.reading.vocabulary import any_of, pattern, same_unit, unit_kind, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
LIMIT = re.compile(r"不少于|不低于|不小于|至少|不超过|不高于|不大于|不多于|控制在|大于等于|小于等于")
ATTAINED = re.compile(r"20\d\d[ \t]*年|实际|已达|达到|达|已完成|完成值|共|实现|累计|全年")
YEAR = re.compile(r"20\d\d[ \t]*年[度内]?")
EDGES = " \t\r\n　，。；：、,;:-—－（）()"
LONGEST_PHRASE = 60
RATE_REACH = 45


class Item(NamedTuple):
    """A paragraph about indicators: its place, the label it opens with, and where its words begin."""

    start: int
    end: int
    label: str
    body: int


class Target(NamedTuple):
    """One promise: its words, its quantity (None where it is in words), and the place where it ends."""

    name: str
    quantity: Quantity | None
    stop: int


def indicators(
    page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = ""
) -> tuple[list[Indicator], set[int]]:
    """One row a measured thing, in order of place; and the offsets of all numbers that the rows use."""
    rows: list[Indicator] = []
    used: set[int] = set()
    for item in items(page, quantities):
        inside = [q for q in quantities if item.body <= q.start < item.end and q.unit != "分"]
        number = layout.project(page, item.start) or only_project
        for group in _groups(page, item, inside):
            used |= {t.quantity.start for t in group[0] if t.quantity}
            found = _group_rows(page, item, *group)
            rows += [row._replace(project_id=f"{report_id}-{number}" if number else "") for row in found]
    used |= {row.start for row in rows}
    rates, mentioned = management_rates(page, [q for q in quantities if q.start not in used])
    rows = [row._replace(report_id=report_id, seq=i) for i, row in enumerate([*rows, *rates], 1)]
    return rows, used | mentioned


def items(page: layout.Layout, quantities: list[Quantity]) -> list[Item]:
    """The paragraphs that carry indicators: those with a label, with a sign before a number, or listed under targets."""
    labels = any_of(words("indicator_labels"))
    label = re.compile(rf"(?:{labels})(?:指标)?[ \t]*(?:--|—+|[-－:：])[ \t]*(?!效益分析)")
    borders = sorted(
        {0}
        | {h.start for h in page.headings}
        | {p for p, _ in page.projects}
        | {m.start() for m in label.finditer(page.text)}
    )
    found = []
    for start, end in zip(borders, [*borders[1:], len(page.text)], strict=True):
        opening = label.search(page.text, start, end)
        body = opening.end() if opening else _after_enumerator(page, start)
        item = Item(start, end, opening[0] if opening else "", body)
        if opening or _has_target(page, item, quantities) or _is_listed_target(page, item):
            found.append(item)
    return found


def level(label: str, name: str, unit: str = "") -> tuple[str, str]:
    """Levels 1 and 2 of an indicator by its printed label, else by its name, else quantity."""
    for text, section in ((label, "level_words"), (name, "level_guesses")):
        for word, level1, level2 in words(section):
            if word in text and text:
                return level1, level2
    return "output", "quantity"


def polarity(name: str, comparator: str) -> str:
    """`lower` where less is better by the sign or by the name, else `higher`."""
    lower = comparator in ("<=", "<") or (comparator not in (">=", ">") and pattern("lower_is_better").search(name))
    return "lower" if lower else "higher"


def comparable(one: str, other: str) -> bool:
    """Whether two printed units count the same thing."""
    return same_unit().get(one, one) == same_unit().get(other, other)


def management_rates(page: layout.Layout, quantities: list[Quantity]) -> tuple[list[Indicator], set[int]]:
    """Rates of budget management (completion, carryover, control), each stated value once, and all offsets they stand at."""
    stated = [(name, q) for q in quantities if (name := _rate_name(page, q))]
    first = {(name, q.value): (name, q) for name, q in reversed(stated)}
    rows = [
        _row("management", "process", name, None, q, polarity(name, ""), q.start, q.end, q.token)
        for name, q in sorted(first.values(), key=lambda pair: pair[1].start)
    ]
    return rows, {q.start for _, q in stated}


def _after_enumerator(page: layout.Layout, start: int) -> int:
    opening = next((h for h in page.headings if h.start == start), None)
    return opening.end if opening else start


def _has_target(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    inside = [q for q in quantities if item.body <= q.start < item.end]
    return any(SIGN.match(page.text, q.begin) for q in inside if q.explicit)


def _is_listed_target(page: layout.Layout, item: Item) -> bool:
    text = page.text[item.body : item.end].strip()
    listed = re.match(r"[^\s，。]{2,30}(?:[ \t　]{2,}|[：:])\S", text)
    return bool(listed) and "\n" not in text and layout.section(page, item.start) == "targets"


def _group_rows(
    page: layout.Layout, item: Item, targets: list[Target], actuals: list[Quantity], end: int
) -> list[Indicator]:
    *matched, alone = _matched(page, targets, actuals, item)
    rows = [
        row
        for target, chosen in zip(targets, matched, strict=True)
        for row in _target_rows(page, item, target, chosen, end)
    ]
    for q in alone:
        name = _around(page, q, item)
        rows.append(_row(*level(item.label, name), name, None, q, polarity(name, ""), q.start, q.end, q.token))
    return rows


def _groups(page: layout.Layout, item: Item, inside: list[Quantity]) -> list[tuple[list[Target], list[Quantity], int]]:
    """Targets in a row with the actuals that follow them, and where each group ends."""
    groups: list[tuple[list[Target], list[Quantity]]] = []
    before, attained = item.body, False
    for q in inside:
        left = page.text[before : q.begin]
        if _is_target(page, q, left, attained):
            if attained or not groups:
                groups.append(([], []))
            groups[-1][0].append(Target(_name(left), q, q.stop))
            attained = False
        else:
            if not groups:
                groups.append(([_words_target(page, item)], []))
            groups[-1][1].append(q)
            attained = True
        before = q.stop
    groups = groups or [([_words_target(page, item)], [])]
    starts = [min((t.quantity.begin for t in g[0] if t.quantity), default=item.body) for g in groups[1:]]
    return [(*group, end) for group, end in zip(groups, [*starts, item.end], strict=True)]


def _is_target(page: layout.Layout, q: Quantity, left: str, attained: bool) -> bool:
    if q.explicit and (SIGN.match(page.text, q.begin) or LIMIT.match(page.text, q.begin)):
        return not re.search(r"实际|完成值", left)
    return not attained and not ATTAINED.search(left)


def _words_target(page: layout.Layout, item: Item) -> Target:
    """The promise of an item that states none in figures: its first words."""
    text = page.text[item.body : item.end]
    parts = re.split(r"[ \t　]{2,}|[，。；：\n]", text.strip(EDGES), maxsplit=1)
    stop = item.body + text.find(parts[0]) + len(parts[0])
    if re.search(r"^[ \t　]{2,}|^[：:]", page.text[stop : item.end]):
        stop = item.body + len(text.rstrip(EDGES))
    return Target(parts[0], None, stop)


def _matched(page: layout.Layout, targets: list[Target], actuals: list[Quantity], item: Item) -> list[list[Quantity]]:
    """The actuals of each target, and last those that belong to none."""
    matched: list[list[Quantity]] = [[] for _ in range(len(targets) + 1)]
    if len(targets) == 1 and targets[0].quantity is None:
        matched[0] = actuals
    elif len(targets) == 1:
        matched[0] = _best(page, targets[0], actuals, item)
    else:
        for q in actuals:
            likeness = [_likeness(t.name, _around(page, q, item)) for t in targets]
            best = max(likeness)
            matched[likeness.index(best) if best else len(targets)].append(q)
    return matched


def _best(page: layout.Layout, target: Target, actuals: list[Quantity], item: Item) -> list[Quantity]:
    """The one actual in the target's unit that is named most like it; the rest are figures without a target."""
    same = [q for q in actuals if comparable(q.unit, target.quantity.unit)] or actuals[:1]
    return sorted(same, key=lambda q: -_likeness(target.name, _around(page, q, item)))[:1]


def _likeness(one: str, other: str) -> int:
    """Number of two-character runs that two names share."""
    return len({one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)})


def _around(page: layout.Layout, q: Quantity, item: Item) -> str:
    """The words of the clause around a number, without it."""
    left = re.split(r"[，。；：,;\n]", page.text[item.body : q.begin])[-1]
    right = re.split(r"[，。；：,;\n（(]", page.text[q.stop : item.end])[0]
    return _name(left + right)


def _name(text: str) -> str:
    """A name without year, enumerators and punctuation around it."""
    text = re.sub(r"^\s*[（(]?\d{1,2}[)）.．、]", "", YEAR.sub("", text).strip(EDGES))
    text = re.sub(r"^(?:我局|我市|全市|全年)?(?:共计?|累计|已完成|完成|的)", "", text.strip(EDGES))
    return re.sub(r"\s+", "", text).strip(EDGES)


def _target_rows(page: layout.Layout, item: Item, target: Target, chosen: list[Quantity], end: int) -> list[Indicator]:
    t = target.quantity
    level1, level2 = level(item.label, target.name, t.unit if t else "")
    sense = polarity(target.name, t.comparator if t else "")
    if chosen:
        return [
            _row(level1, level2, _full_name(page, item, target, q), target, q, sense, q.start, q.end, q.token)
            for q in chosen
        ]
    phrase, start = _phrase(page, target, end)
    if t:
        return [_row(level1, level2, target.name, target, phrase, sense, t.start, t.end, t.token)]
    if not phrase and not target.name:
        return []
    start, token = (start, phrase) if phrase else (page.text.rfind(target.name, 0, target.stop), target.name)
    return [_row(level1, level2, target.name, target, phrase, sense, start, start + len(token), token)]


def _full_name(page: layout.Layout, item: Item, target: Target, q: Quantity) -> str:
    """The target's name; where a promise in words has figures, what each figure counts beside it."""
    return target.name if target.quantity else f"{target.name}（{_around(page, q, item)}）"


def _phrase(page: layout.Layout, target: Target, end: int) -> tuple[str, int]:
    """What is said of a target that has no actual in figures, and where; empty without anything."""
    text = page.text[target.stop : end]
    body = text.lstrip(EDGES)
    clause = re.split(r"[。；\n]", body)[0][:LONGEST_PHRASE].rstrip(EDGES)
    return clause, target.stop + len(text) - len(body)


def _row(
    level1: str, level2: str, name: str, target: Target | None, actual, sense: str, start: int, end: int, token: str
) -> Indicator:
    t = target.quantity if target else None
    stated = isinstance(actual, Quantity)
    promised = _promise(target)
    return Indicator(
        "", "", 0, level1, level2, name, t.comparator if t else "qualitative" if target else "", promised, t.unit if t else "",
        actual.comparator if stated else "qualitative" if actual else "", actual.value if stated else actual or "",
        actual.unit if stated else "", sense, None, None, start, end, token,
    )  # fmt: skip


def _promise(target: Target | None):
    """The promised number; of a promise in words the word that says it, empty where only its name is printed."""
    if target is None:
        return ""
    if target.quantity:
        return target.quantity.value
    said = pattern("qualitative_words").search(target.name)
    return said[0] if said else ""


def _rate_name(page: layout.Layout, q: Quantity) -> str:
    """The rate of budget management that a number states; empty for any other number."""
    start, _ = layout.sentence(page, q.start)
    left = page.text[max(start, q.begin - RATE_REACH) : q.begin]
    if unit_kind().get(q.unit) != "rate" and not (not q.unit and re.search(r"率[为是：]?[ \t]*$", left)):
        return ""
    found = [m[0] for m in pattern("management_rates").finditer(left)]
    if not found or re.search(r"[；。]", left[left.rfind(found[-1]) :]):
        return ""
    longer = [name for name in found if name.endswith(found[-1])]
    return max(longer, key=len)
