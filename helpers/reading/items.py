"""The paragraphs of a report that carry indicators, each with the label that holds for it."""

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, unit_kind, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
DASH = r"[ \t]*(?:--|—+|[-－:：])[ \t]*"
ACTUAL = re.compile(r"实际|完成值|完成情况[：:]?[ \t]*$")
NAMED_AFTER = re.compile(r"的(?:年度|年初|预期|绩效)?目标(?:值|要求|任务)?[，。；、（(]")
PLANNED = re.compile(r"(?:^|[，,。；;])[ \t]*(?:年初|原)?计划[^，,。；;]*$")
EDGES = " \t\r\n　，。；：、,;:-—－（）()"
GOAL = "目标"
RANKS = (layout.CHAPTER, rf"[（(]{layout.NUMERAL}", r"\d", r"[（(]\d", "[①-⑳]", "指标|目标")


class Item(NamedTuple):
    """A paragraph about indicators: its place, its label and what gives it (`printed`, `goal`, `above` or nothing), and
    where its words begin."""

    start: int
    end: int
    label: str
    by: str
    body: int


def items(page: layout.Layout, quantities: list[Quantity]) -> list[Item]:
    """The paragraphs that carry indicators: those with a label, with a mark of a target, or listed under targets."""
    return [item for item in _paragraphs(page) if _counts(page, item, inside(item, quantities))]


def inside(item: Item, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities in the words of an item, points of a score left out; `quantities` in order of place."""
    first, last = (bisect_left(quantities, place, key=lambda q: q.start) for place in (item.body, item.end))
    return [q for q in quantities[first:last] if q.unit != "分"]


def priced(page: layout.Layout, quantities: list[Quantity]) -> set[int]:
    """The offsets of numbers under a label of costs: their amounts are targets and actuals, not money of the unit."""
    costs = (item for item in items(page, quantities) if "成本" in item.label)
    return {q.start for item in costs for q in inside(item, quantities)}


def left_of(page: layout.Layout, item: Item, before: Quantity | None, q: Quantity) -> str:
    """The words of an item between the quantity before and this one."""
    return page.text[before.stop if before else item.body : q.begin]


def is_marked(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether a sign (≥), a limit (不少于) or a word (目标值) says that a number is a target; 实际 says it is none."""
    sentence = re.split("[。；;]", left)[-1]
    if ACTUAL.search(re.split("[，,]", sentence)[-1]):
        return False
    said = target_words().search(sentence)
    difference = said and (said[0].startswith("计划") and unit_kind().get(q.unit) == "rate" or "百分点" in q.unit)
    return _is_limited(page, q) or bool(said and not difference) or bool(NAMED_AFTER.match(page.text, q.stop))


def _is_limited(page: layout.Layout, q: Quantity) -> bool:
    printed = page.text[q.begin : q.start].strip()
    return q.explicit and (printed in _limits() or SIGN.match(printed) is not None)


@cache
def target_words() -> re.Pattern:
    """A pattern for the words that say, directly before a number, that it is a target."""
    return re.compile(
        rf"(?<!绩效)(?:{any_of(words('target_words'))})(?:设定|设置|确定)?(?:为|是|达到|达)?[ \t]*[:：]?[ \t]*$"
    )


@cache
def _limits() -> frozenset[str]:
    return frozenset(words("comparators")[">="] + words("comparators")["<="])


@cache
def _label() -> re.Pattern:
    """A label with what divides it from its indicator: a dash, a colon, or (`alone`) the end of a line or sentence."""
    name = rf"(?P<name>(?:{any_of(words('indicator_labels'))})(?:指标)?(?:完成情况|情况)?(?:分析)?)"
    return re.compile(rf"{name}(?:{DASH}(?!效益分析)|(?P<alone>[ \t]*(?:。|(?=\n))))")


@cache
def _goal() -> re.Pattern:
    return re.compile(rf"(?:^|(?<=[。；;，,]))(?:{any_of(words('goal_labels'))})(?:{DASH}|为|是)", re.M)


def _paragraphs(page: layout.Layout) -> list[Item]:
    """Every paragraph, a label in its midst beginning another; with the label of its own or that of a heading above."""
    openings = {h.start: h for h in page.headings}
    projects = {start for start, _ in page.projects}
    found: list[Item] = []
    above: list[tuple[int, str]] = []  # ranks of the headings that a place stands under, with their labels
    for start, end in _borders(page):
        opening = openings.get(start)
        above = [h for h in above if (not opening or h[0] < _rank(opening)) and start not in projects]
        found.append(_item(page, start, end, opening, next((label for _, label in reversed(above) if label), "")))
        above += [(_rank(opening), _title_label(opening))] if opening else []
    return _with_goals(page, found, openings)


def _borders(page: layout.Layout) -> list[tuple[int, int]]:
    labels = {m.start() for m in _label().finditer(page.text) if not m["alone"]}
    labels |= {m.start() for m in _goal().finditer(page.text)}
    starts = {0} | {h.start for h in page.headings} | {p for p, _ in page.projects} | set(layout.paragraphs(page))
    borders = sorted({*starts, *labels, len(page.text)})
    return list(zip(borders, borders[1:], strict=False))


def _item(page: layout.Layout, start: int, end: int, opening: layout.Heading | None, above: str) -> Item:
    body = opening.end if opening else start
    if printed := _label().match(page.text, body, end):
        return Item(start, end, printed["name"], "printed", printed.end())
    if goal := _goal().match(page.text, body, end):
        return Item(start, end, GOAL, "goal", goal.end())
    if opening and opening.sign.startswith(GOAL):
        return Item(start, end, GOAL, "goal", body)
    return Item(start, end, above, "above" if above else "", body)


def _with_goals(page: layout.Layout, found: list[Item], openings: dict[int, layout.Heading]) -> list[Item]:
    """The items, those of a list behind the mere word 目标 being goals as long as their signs have one shape."""
    goals, shape = [], None
    for item in found:
        opening = openings.get(item.start)
        if item.by == "goal" and not page.text[item.body : item.end].strip(EDGES):
            shape = ""
        elif shape is not None and opening and shape in ("", _rank(opening)):
            shape, item = _rank(opening), item if item.by == "printed" else item._replace(label=GOAL, by="goal")
        else:
            shape = None
        goals.append(item)
    return goals


def _title_label(heading: layout.Heading) -> str:
    """The label that is the whole title of a heading, 目标 where it announces goals; empty for any other title."""
    if re.fullmatch(rf"(?:{any_of(words('goal_labels'))})(?:设定|设置)?(?:情况)?", heading.title):
        return GOAL
    whole = _label().fullmatch(f"{heading.title}。")
    return whole["name"] if whole else ""


def _rank(heading: layout.Heading) -> int:
    """0 for chapters, more for what stands below them, by the shape of the sign."""
    return next((i for i, shape in enumerate(RANKS) if re.match(shape, heading.sign)), len(RANKS))


def _counts(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    if item.by == "printed":
        return True
    if item.by:
        return bool(quantities)
    lefts = [left_of(page, item, before, q) for before, q in zip([None, *quantities], quantities, strict=False)]
    marked = (is_marked(page, q, left) and not _is_said(page, q) for q, left in zip(quantities, lefts, strict=True))
    planned = (PLANNED.search(one) and ACTUAL.search(next_) for one, next_ in zip(lefts, lefts[1:], strict=False))
    return any(marked) or any(planned) or _is_listed_target(page, item)


def _is_said(page: layout.Layout, q: Quantity) -> bool:
    """Whether nothing but a word like 控制在 marks a number, which without a label may as well be a result."""
    printed = page.text[q.begin : q.start].strip()
    return (
        printed in _limits()
        and not SIGN.match(printed)
        and not target_words().search(page.text[max(0, q.begin - 12) : q.begin])
    )


def _is_listed_target(page: layout.Layout, item: Item) -> bool:
    text = page.text[item.body : item.end].strip()
    listed = re.match(r"[^\s，。]{2,30}(?:[ \t　]{2,}|[：:])\S", text)
    return bool(listed) and "\n" not in text and layout.section(page, item.start) == "targets"
