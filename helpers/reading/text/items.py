"""The paragraphs of a report that carry indicators, each with the label that holds for it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, words

DASH = r"[ \t]*(?:--|—+|[-－:：])[ \t]*"
EDGES = " \t\r\n　，。；：、,;:-—－（）()"
GOAL, BROAD = "目标", ("产出", "效益", "效果")
RANKS = re.compile(
    rf"({layout.CHAPTER})|([（(]{layout.NUMERAL})|(\d{{1,2}}+(?![.．]\d))|(\d)|([（(]\d)|([①-⑳])|(指标|目标)"
)
LABEL = re.compile(  # with what divides it from its indicator: a dash, a colon, or (`alone`) the end of a sentence
    rf"(?P<name>(?:{any_of(words('indicator_labels'))})(?:指标|方面)?(?:完成情况|情况)?(?:分析)?)"
    r"(?:[（(]\d{1,3}(?:\.\d)?分[）)])?"
    rf"(?:{DASH}(?!效益分析)|(?P<alone>[ \t]*(?:。|(?=\n))))"
)
IN_NAME = re.compile("[\u4e00-\u9fff]")
WITHIN_CLAUSE = r"[^。；;，,\n]"
SET_DOWN = (  # behind a verb that opens a line: 定下的活：, 年初订的目标：
    rf"(?:下|好|给)?的?(?:年度|绩效)*(?:{any_of(words('goal_nouns'))})[ \t]*[：:]"
)
GOALS = re.compile(
    any_of(words("goal_labels"), WITHIN_CLAUSE, then=f"(?:{DASH}|为|是)")
    + "|"
    + any_of(words("goal_verbs"), r"[^\n]", then=SET_DOWN)
)
GOAL_TITLE = re.compile(rf"(?:(?:{any_of(words('goal_labels'))})(?:设定|设置)?|目标(?:设定|设置|申报))(?:情况)?")
GOALS_ALONE = re.compile(rf"(?:{GOAL_TITLE.pattern}|(?<![^\n])目标)[ \t]*[。\n]")


ANNOUNCED = re.compile(  # 年初设定的绩效目标如下：
    rf"(?:目标(?:任务)?|(?:{any_of(words('settled'))})的?[^，。；：\d]{{0,4}}任务)(?:主要|分别)?(?:如下|是|为|包括|有)*[：:]\s*$"
)
NOT_ANNOUNCED = re.compile("完成|实现|达[成到]|落实|兑现|对照|分析|偏[离差]|未|没|调整")
FIRST_LETTERS = frozenset(
    word[0] for word in [GOAL, *BROAD, *words("indicator_labels"), *words("goal_labels"), *words("goal_verbs")]
)


RATED = re.compile(
    r"满意[度率](?:测评|调查|评价|综合|平均)*(?:得分|分值|评分|分数|指数|目标)*[^，。；：（(\d得]{0,8}"
    r"(?:[，,][ \t]*(?:目标|指标|年初|计划|完成|实际)[^，。；：（(\d得]{0,8})?$"
)
BEHIND_NUMBER = re.compile(r"(?:\d|[万亿])[^，。；：:、\d]{0,8}[，,（(][ \t]*$")
ITS_NUMBER = re.compile(rf"[ \t]*[:：]?[ \t]*[“\"]?(?:{any_of(sum(words('comparators').values(), []))})?[ \t]*\d")
TOLD_NEXT = re.compile(r"(?:以上)?[，,；;）)][^，。；\d总]{0,16}")
REACH, FEWEST_POINTS, MOST_POINTS = 20, 60, 100


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph about indicators: its place, its label and what gives it (`printed`, `goal`, `above` or nothing),
    where its words begin, where the chapter begins that it stands in, and what is told there: targets, outlook or
    nothing said."""

    start: int
    end: int
    label: str
    by: str
    body: int
    chapter: int = 0
    section: str = ""


def with_quantities(items: list[Item], quantities: list[Quantity]) -> Iterable[tuple[Item, list[Quantity]]]:
    """Each item with the quantities in its words, `quantities` in order of place."""
    starts = [q.start for q in quantities]
    for item in items:
        yield item, quantities[bisect_left(starts, item.body) : bisect_left(starts, item.end)]


def rated(page: layout.Layout, quantities: list[Quantity]) -> set[int]:
    """The offsets of points that measure satisfaction on a scale of a hundred, as 满意度得分92.6分, and of those told
    of them in the next clause; the points of a score are fewer, or stand in brackets."""
    found: set[int] = set()
    end = 0
    for q in (q for q in quantities if q.unit == "分" and FEWEST_POINTS <= q.value <= MOST_POINTS):
        near = page.text[max(0, q.begin - REACH) : q.begin]
        if RATED.search(near) or (found and TOLD_NEXT.fullmatch(page.text, end, q.begin)):
            found.add(q.start)
            end = q.stop
    return found


def paragraphs(page: layout.Layout) -> list[Item]:
    """Every paragraph, a label in its midst beginning another; with the label of its own or that of a heading above."""
    openings = {h.start: h for h in page.headings}
    projects = {start for start, _ in page.projects}
    found: list[Item] = []
    above: list[tuple[int, str]] = []  # ranks of the headings that a place stands under, with the label that holds
    chapter, section = 0, ""
    for start, end in _borders(page):
        opening = openings.get(start)
        section = opening.section if opening else section
        if start in projects:
            above = []
        if opening:
            rank = _rank(opening.sign)
            above = [h for h in above if h[0] < rank]
            chapter = start if rank == 1 else chapter
        label = above[-1][1] if above else ""
        labelled = _labelled(page, start, end, opening, label)
        found.append(Item(start, end, *labelled, chapter, section))
        above += [(rank, _title_label(opening) or label)] if opening else []
    return _with_goals(page, found, openings)


def _borders(page: layout.Layout) -> list[tuple[int, int]]:
    labels = {
        m.start() for m in LABEL.finditer(page.text) if not m["alone"] and not IN_NAME.match(page.text, m.start() - 1)
    }
    labels |= {m.start() for m in GOALS.finditer(page.text) if not _is_of_number(page.text, m.start(), m.end())}
    borders = sorted({*page.paragraphs, *(place for place, _ in page.projects), *labels, len(page.text)})
    return list(zip(borders, borders[1:], strict=False))


def _is_of_number(text: str, start: int, end: int) -> bool:
    """Whether a word for a goal gives the target of the number before it: 通行时间16秒，年度目标为不超过20秒."""
    return (
        BEHIND_NUMBER.search(text, max(0, start - REACH), start) is not None and ITS_NUMBER.match(text, end) is not None
    )


def _labelled(
    page: layout.Layout, start: int, end: int, opening: layout.Heading | None, above: str
) -> tuple[str, str, int]:
    """The label of a paragraph, what gives it, and where its words begin."""
    body = opening.end if opening else start
    if page.text[body : body + 1] in FIRST_LETTERS:
        if printed := LABEL.match(page.text, body, end):
            return printed["name"], "printed", printed.end()
        if goal := GOALS.match(page.text, body, end) or GOALS_ALONE.match(page.text, body, end):
            return GOAL, "goal", goal.end()
        if opening and opening.title in BROAD:
            return opening.title, "above", body
    if opening and opening.sign.startswith(GOAL):
        return GOAL, "goal", body
    return above, "above" if above else "", body


def _with_goals(page: layout.Layout, found: list[Item], openings: dict[int, layout.Heading]) -> list[Item]:
    """The items, those of a list behind the mere word 目标 being goals as long as their signs have one shape, and a
    paragraph without a sign right behind it."""
    goals, shape = [], None
    for item in found:
        opening = openings.get(item.start)
        told = page.text[item.body : item.end]
        if (item.by == "goal" and not told.strip(EDGES)) or (not item.label and _announces(told)):
            shape = ""
        elif shape is not None and opening and shape in ("", _rank(opening.sign)):
            shape, item = _rank(opening.sign), item if item.by == "printed" else replace(item, label=GOAL, by="goal")
        else:
            item = replace(item, label=GOAL, by="goal") if shape == "" and not opening and not item.label else item
            shape = None
        goals.append(item)
    return goals


def _announces(told: str) -> bool:
    """Whether the last clause of words before a list says that goals follow."""
    if told.rstrip()[-1:] not in ("：", ":") or not ANNOUNCED.search(told):
        return False
    return not NOT_ANNOUNCED.search(re.split("[。；]", told)[-1])


def _title_label(heading: layout.Heading) -> str:
    """The label that is the whole title of a heading, 目标 where it announces goals; empty for any other title."""
    if heading.title[:1] not in FIRST_LETTERS:
        return ""
    if GOAL_TITLE.fullmatch(heading.title):
        return GOAL
    title = heading.title.removesuffix("方面")
    whole = LABEL.fullmatch(f"{title}。")
    return whole["name"] if whole else title if title in BROAD else ""


@lru_cache(maxsize=512)
def _rank(sign: str) -> int:
    """1 for chapters, more for what stands below them, by the shape of the sign."""
    shape = RANKS.match(sign)
    return shape.lastindex if shape else RANKS.groups + 1
