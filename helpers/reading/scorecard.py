"""Points that a unit gave itself, criterion by criterion and in total."""

import re

from helpers.reading import layout
from helpers.reading.records import Quantity, Score

MAXIMUM = re.compile(r"(?:满分|分值|总分值)(?:为|是|：|:)?\s*$|[（(]\s*$")
POINTS = re.compile(r"(?:得分?|评分|总分|分数|加分|扣分|打分|评为|计)(?:结果)?(?:数)?(?:为|是|：|:)?\s*$")
FULL = re.compile(r"(?:自评|得|获得?|评)\S{0,3}满分(?:为|是|：|:)?\s*$|满分得分?\s*$")
GENERIC = r"实际|本|我|单位|局|自评|绩效|整体|项目|部门|支出|综合|最终|总|评价|评定|本次|累计|该|得|结果"
TOTAL = re.compile(rf"(?:{GENERIC})+(?:得分|总分|评分|分数|分)(?:合计|共计|共|计|达到|达|为|是|：|:|满分)*\s*$")
CRITERION = re.compile(
    r"([^，。；：、,;“”\s（()）]{2,20}?)(?:自评)?(?:实际)?(?:累计)?(?:得分?|加分|扣分)(?:为|是|：|:)?\s*$"
)
ITEM = r"[（(]?\d|①"
CHAPTER = r"\d{1,2}[.．、]|[一二三四五六七八九十]"
LOOK_BACK = 40
TOTAL_ROW, OVERALL = "总分", "自评总分"


def scorecard(page: layout.Layout, quantities: list[Quantity], report_id: str) -> list[Score]:
    """One row a score in order of place; the points of a full mark are its maximum too."""
    rows, maximum = [], None
    for q in (q for q in quantities if q.unit == "分"):
        start, _ = layout.sentence(page, q.start)
        left = page.text[max(start, q.begin - LOOK_BACK) : q.begin]
        if FULL.search(left):
            rows.append(_score(page, q, left, report_id, len(rows) + 1, q.value))
        elif POINTS.search(left):
            rows.append(_score(page, q, left, report_id, len(rows) + 1, _pending(page, q, maximum)))
            maximum = None
        elif MAXIMUM.search(left):
            maximum = q
    return rows


def total(scores: list[Score]) -> Score | None:
    """The row that states the whole report's score; None where none does, or rows differ on it. A row that says 总
    stands above those that say 自评得分, which forms print beside each indicator too."""
    stated = [score for score in scores if score.level1_zh == TOTAL_ROW]
    stated = [score for score in stated if score.name_zh == OVERALL] or stated
    return stated[0] if len({score.points for score in stated}) == 1 else None


def _pending(page: layout.Layout, q: Quantity, maximum: Quantity | None):
    """The maximum printed before these points under the same heading; None without one."""
    if maximum is None:
        return None
    here, there = layout.heading(page, q.start), layout.heading(page, maximum.start)
    return maximum.value if here == there else None


def _score(page: layout.Layout, q: Quantity, left: str, report_id: str, seq: int, maximum) -> Score:
    if TOTAL.search(left) and not _criterion(left):
        name = OVERALL if re.search(r"总|综合|最终", TOTAL.search(left)[0]) else "自评得分"
        return Score(report_id, seq, TOTAL_ROW, name, q.value, maximum, q.start, q.end, q.token)
    above = layout.heading(page, q.start, r"[（(]\d") or layout.heading(page, q.start, ITEM)
    first = layout.heading(page, q.start, r"[（(]1[)）]") or above
    chapter = layout.heading(page, first.start - 1, CHAPTER) if first else None
    name = _criterion(left) or (above.title if above else "")
    return Score(report_id, seq, chapter.title if chapter else "", name, q.value, maximum, q.start, q.end, q.token)


def _criterion(left: str) -> str:
    """The criterion named directly before its points, as in 支出完成率得分4分; empty where none is."""
    match = CRITERION.search(left)
    name = re.sub(r"^(?:其中|我局|我单位)", "", match[1]) if match else ""
    return "" if re.fullmatch(rf"(?:{GENERIC})*", name) else name
