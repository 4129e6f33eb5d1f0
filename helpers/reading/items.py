"""The paragraphs of a report that carry indicators, each with the label that holds for it."""

import re
from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, pattern, unit_kind, words

SIGN = re.compile(r"[<>=≥≤≧≦＞＜＝]")
DASH = r"[ \t]*(?:--|—+|[-－:：])[ \t]*"
ACTUAL = re.compile(r"实际|完成值|完成情况[：:]?[ \t]*$")
NAMED_AFTER = re.compile(r"的(?:年度|年初|预期|绩效)?目标(?:值|要求|任务)?[，。；、（(]")
PLANNED = re.compile(r"(?:^|[，,。；;])[ \t]*(?:年初|原)?计划[^，,。；;]*$")
EDGES = " \t\r\n　，。；：、,;:-—－（）()"
GOAL = "目标"
RANKS = re.compile(rf"({layout.CHAPTER})|([（(]{layout.NUMERAL})|(\d)|([（(]\d)|([①-⑳])|(指标|目标)")
SENTENCE_END, CLAUSE_END = re.compile("[。；;]"), re.compile("[，,]")
LISTED = re.compile(r"[^\s，。]{2,30}(?:[ \t　]{2,}|[：:])\S")
LIMITS = frozenset(words("comparators")[">="] + words("comparators")["<="])
TARGET_WORDS = re.compile(  # directly before a number they say that it is a target
    rf"(?:{any_of(words('target_words'), '绩效')})(?:设定|设置|确定)?(?:为|是|达到|达)?[ \t]*[:：]?[ \t]*$"
)
LABEL = re.compile(  # with what divides it from its indicator: a dash, a colon, or (`alone`) the end of a sentence
    rf"(?P<name>(?:{any_of(words('indicator_labels'))})(?:指标)?(?:完成情况|情况)?(?:分析)?)"
    rf"(?:{DASH}(?!效益分析)|(?P<alone>[ \t]*(?:。|(?=\n))))"
)
WITHIN_CLAUSE = r"[^。；;，,\n]"
GOALS = re.compile(rf"(?:{any_of(words('goal_labels'), WITHIN_CLAUSE)})(?:{DASH}|为|是)")
GOAL_TITLE = re.compile(rf"(?:{any_of(words('goal_labels'))})(?:设定|设置)?(?:情况)?")


class Item(NamedTuple):
    """A paragraph about indicators: its place, its label and what gives it (`printed`, `goal`, `above` or nothing), and
    where its words begin."""

    start: int
    end: int
    label: str
    by: str
    body: int


def items(page: layout.Layout, among: list[Item], quantities: list[Quantity]) -> list[Item]:
    """Those `among` the paragraphs that carry indicators: with a label, a mark of a target, or listed under targets."""
    return [item for item in among if _counts(page, item, quantities)]


def inside(item: Item, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities in the words of an item, points of a score left out; `quantities` in order of place."""
    first, last = (bisect_left(quantities, place, key=attrgetter("start")) for place in (item.body, item.end))
    return [q for q in quantities[first:last] if q.unit != "分"]


def priced(page: layout.Layout, among: list[Item], quantities: list[Quantity]) -> set[int]:
    """The offsets of numbers under a label of costs: their amounts are targets and actuals, not money of the unit."""
    costs = items(page, [item for item in among if "成本" in item.label], quantities)
    return {q.start for item in costs for q in inside(item, quantities)}


def left_of(page: layout.Layout, item: Item, before: Quantity | None, q: Quantity) -> str:
    """The words of an item between the quantity before and this one."""
    return page.text[before.stop if before else item.body : q.begin]


def is_marked(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether a sign (≥), a limit (不少于) or a word (目标值) says that a number is a target; 实际 says it is none."""
    sentence = SENTENCE_END.split(left)[-1]
    marked = _is_limited(page, q) or _is_called_target(q, sentence) or NAMED_AFTER.match(page.text, q.stop)
    return bool(marked) and not ACTUAL.search(CLAUSE_END.split(sentence)[-1])


def _is_limited(page: layout.Layout, q: Quantity) -> bool:
    printed = page.text[q.begin : q.start].strip() if q.explicit else ""
    return printed in LIMITS or SIGN.match(printed) is not None


def _is_called_target(q: Quantity, sentence: str) -> bool:
    """Whether the words before a number in its sentence call it a target, and no difference from one."""
    said = TARGET_WORDS.search(sentence)
    planned_rate = said and said[0].startswith("计划") and unit_kind().get(q.unit) == "rate"
    return bool(said) and not planned_rate and "百分点" not in q.unit


def paragraphs(page: layout.Layout) -> list[Item]:
    """Every paragraph, a label in its midst beginning another; with the label of its own or that of a heading above."""
    openings = {h.start: h for h in page.headings}
    projects = {start for start, _ in page.projects}
    found: list[Item] = []
    above: list[tuple[int, str]] = []  # ranks of the headings that a place stands under, with their labels
    for start, end in _borders(page):
        opening = openings.get(start)
        if start in projects:
            above = []
        if opening:
            rank = _rank(opening)
            above = [h for h in above if h[0] < rank]
        found.append(_item(page, start, end, opening, next((label for _, label in reversed(above) if label), "")))
        above += [(rank, _title_label(opening))] if opening else []
    return _with_goals(page, found, openings)


def _borders(page: layout.Layout) -> list[tuple[int, int]]:
    labels = {m.start() for m in LABEL.finditer(page.text) if not m["alone"]}
    labels |= {m.start() for m in GOALS.finditer(page.text)}
    borders = sorted({*page.paragraphs, *(place for place, _ in page.projects), *labels, len(page.text)})
    return list(zip(borders, borders[1:], strict=False))


def _item(page: layout.Layout, start: int, end: int, opening: layout.Heading | None, above: str) -> Item:
    body = opening.end if opening else start
    if printed := LABEL.match(page.text, body, end):
        return Item(start, end, printed["name"], "printed", printed.end())
    if goal := GOALS.match(page.text, body, end):
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
    if GOAL_TITLE.fullmatch(heading.title):
        return GOAL
    whole = LABEL.fullmatch(f"{heading.title}。")
    return whole["name"] if whole else ""


def _rank(heading: layout.Heading) -> int:
    """1 for chapters, more for what stands below them, by the shape of the sign."""
    shape = RANKS.match(heading.sign)
    return shape.lastindex if shape else RANKS.groups + 1


def _counts(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    if item.by == "printed":
        return True
    own = inside(item, quantities)
    return bool(own) if item.by else _is_marked(page, item, own) or _is_listed_target(page, item)


def _is_marked(page: layout.Layout, item: Item, quantities: list[Quantity]) -> bool:
    """Whether one of the quantities of an item is marked as a target, or planned with an actual behind it; where none
    has a sign and no word for a target stands near, none can be."""
    reach = quantities[-1].stop + len("的年度目标") if quantities else item.body
    if not any(q.explicit for q in quantities) and not pattern("target_words").search(page.text, item.body, reach):
        return False
    lefts = [left_of(page, item, before, q) for before, q in zip([None, *quantities], quantities, strict=False)]
    marked = (is_marked(page, q, left) and not _is_said(page, q) for q, left in zip(quantities, lefts, strict=True))
    planned = (ACTUAL.search(next_) and PLANNED.search(one) for one, next_ in zip(lefts, lefts[1:], strict=False))
    return any(marked) or any(planned)


def _is_said(page: layout.Layout, q: Quantity) -> bool:
    """Whether nothing but a word like 控制在 marks a number, which without a label may as well be a result."""
    printed, before = page.text[q.begin : q.start].strip(), page.text[max(0, q.begin - 12) : q.begin]
    return printed in LIMITS and not SIGN.match(printed) and not TARGET_WORDS.search(before)


def _is_listed_target(page: layout.Layout, item: Item) -> bool:
    text = page.text[item.body : item.end].strip()
    return layout.section(page, item.start) == "targets" and "\n" not in text and LISTED.match(text) is not None
