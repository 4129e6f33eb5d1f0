"""Points that a unit gave itself, criterion by criterion and in total."""

import re
from decimal import Decimal

from helpers.reading import layout
from helpers.reading.records import Quantity, Score

IS = r"(?:为|是|：|:)?\s*$"
NAMED_SCORE = re.compile(rf"(?:自评|综合|最终)(?:总)?(?:得分|分数|评分){IS}")
MAXIMUM = re.compile(rf"(?:满分|分值|总分值){IS}|[（(]\s*$")
POINTS = re.compile(
    rf"(?:得分?|评分|总分|分数|加分|扣分|打分|评为|计)(?:结果)?(?:数)?(?:合计|共计)?{IS}|[）)](?:自评|评价)\s*$"
)
FULL = re.compile(rf"(?:自评|得|获得?|评)\S{{0,3}}满分{IS}|满分得分?\s*$")
OUT_OF = re.compile(r"\s*分?\s*[（(，,]\s*满分(?:为|：|:)?\s*")
WHOLE = r"自评|绩效|整体|项目|部门|支出|综合|最终|总|评价|评定|本次"
GENERIC = rf"{WHOLE}|实际|本|我|单位|局|院|校|委|厅|县|镇|乡|中心|累计|该|得|结果"
NO_NAME = re.compile(rf"(?:{GENERIC})*")
RATED = (  # as in 自评97.5分, not behind the maximum of a criterion, as in 产出（50分），自评49分
    r"(?:^|[。；;\s]|(?<!\d)(?<!\d分)(?<!\d分[）)])[，,])"
    r"(?:本次|本年度?|综合|项目|单位)?自评(?:为|：|:)?\s*$"
)
TOTAL = re.compile(
    rf"(?:{WHOLE})(?:{GENERIC})*(?:得分|总分|评分|分数|分)(?:合计|共计|共|计|达到|达|为|是|：|:|满分)*\s*$"
    rf"|{RATED}"
    r"|(?:^|[，。；,;])\s*(?:总分|合计|总计|共计)(?:得分?|为|是|：|:)*\s*$"
)
CRITERION = re.compile(
    r"([^，。；：、,;“”\s（()）]{2,20}?)(?=[（(自实累得加扣])(?:[（(][^（）()]*[）)])?(?:自评)?(?:实际)?(?:累计)?"
    rf"(?:得分?|加分|扣分|自评){IS}"
)
PART = re.compile(r"(?:^|[，、；：:,;。])\s*(?:其中[：:]?)?([\u4e00-\u9fff]{2,20})(?:[（(][^（）()]*[）)])?\s*$")
CONCLUSION = re.compile(r"自评.*(?:结论|得分|结果)|综合评价")
ITEM = r"[（(]?\d|[①-⑳]"
WORD_SIGN = rf"[（(]?{layout.NUMERAL}[、)）]"
YEAR = re.compile(r"20\d\d[ \t]*年度?")
CHAPTER = r"\d{1,2}[.．、]|[一二三四五六七八九十]"
LOOK_BACK = 40
TOTAL_ROW, OVERALL = "总分", "自评总分"


def scorecard(page: layout.Layout, quantities: list[Quantity], report_id: str) -> list[Score]:
    """One row a score in order of place; the points of a full mark are its maximum too."""
    rows: list[Score] = []
    maximum = None
    for q in (q for q in quantities if q.unit in ("分", "") and q.comparator == "="):
        start, _ = layout.sentence(page, q.start)
        left = page.text[max(start, q.begin - LOOK_BACK) : q.begin]
        if not q.unit and not NAMED_SCORE.search(left):
            continue
        if rows and OUT_OF.fullmatch(page.text[rows[-1].end : q.begin]):
            rows[-1] = rows[-1]._replace(max_points=q.value)
        elif FULL.search(left):
            rows.append(_score(page, q, left, report_id, len(rows) + 1, q.value))
        elif POINTS.search(left) or re.search(RATED, left):
            rows.append(_score(page, q, left, report_id, len(rows) + 1, _pending(page, q, maximum)))
            maximum = None
        elif MAXIMUM.search(left):
            maximum = q
        elif rows and (part := _part(page, q, left, rows[-1])):
            rows.append(part._replace(max_points=_pending(page, q, maximum)))
            maximum = None
    return rows


def total(scores: list[Score]) -> Score | None:
    """The row that states the whole report's score; None where none does, or rows differ on it. A row that says 总
    stands above those that say 自评得分, which forms print beside each indicator too."""
    stated = [score for score in scores if score.level1_zh == TOTAL_ROW]
    stated = [score for score in stated if score.name_zh == OVERALL] or stated
    return stated[0] if len({score.points for score in stated}) == 1 else None


def _pending(page: layout.Layout, q: Quantity, maximum: Quantity | None) -> Decimal | None:
    """The maximum printed before these points under the same heading; None without one."""
    if maximum is None:
        return None
    here, there = layout.heading(page, q.start), layout.heading(page, maximum.start)
    return maximum.value if here == there else None


def _part(page: layout.Layout, q: Quantity, left: str, before: Score) -> Score | None:
    """The points of one of the parts that follow a total behind 其中; None for any other number."""
    between = page.text[before.end : q.begin]
    first = before.level1_zh == TOTAL_ROW and re.search(r"其中[：:]?[^。]*$", between) and between.count("。") < 2
    later = before.level1_zh == "其中" and "。" not in between
    named = PART.search(left)
    if not named or not (first or later) or named[1].endswith("扣"):
        return None
    return Score(before.report_id, before.seq + 1, "其中", named[1], q.value, None, q.start, q.end, q.token)


def _score(page: layout.Layout, q: Quantity, left: str, report_id: str, seq: int, maximum: Decimal | None) -> Score:
    name, said = _criterion(left), TOTAL.search(left)
    if not name and not _in_title(page, q) and (said or _concludes(page, q, left)):
        name = OVERALL if said and re.search(r"总|综合|最终|合计", said[0]) else "自评得分"
        return Score(report_id, seq, TOTAL_ROW, name, q.value, maximum, q.start, q.end, q.token)
    chapter, title = _titles(page, q)
    if not name:
        name = title
    elif not chapter:
        chapter = title
    return Score(report_id, seq, chapter, name, q.value, maximum, q.start, q.end, q.token)


def _in_title(page: layout.Layout, q: Quantity) -> bool:
    """Whether points stand in the parenthesis behind a title, as in （一）产出（满分40分，自评得分39分）."""
    near = layout.heading(page, q.start)
    between = page.text[near.end : q.begin] if near else ""
    return between.count("（") > between.count("）") and "。" not in between


def _titles(page: layout.Layout, q: Quantity) -> tuple[str, str]:
    """The titles that points stand under: of the chapter, and of the numbered item in it; empty where there is none."""
    near = layout.heading(page, q.start)
    if near and re.match(WORD_SIGN, near.sign):
        return "", _title(near)
    item = layout.heading(page, q.start, r"[（(]\d") or layout.heading(page, q.start, ITEM)
    first = layout.heading(page, q.start, r"[（(]1[)）]") if item and re.match(r"[（(]", item.sign) else item
    above = WORD_SIGN if first and not re.match(r"[（(]", first.sign) else CHAPTER
    chapter = layout.heading(page, first.start - 1, above) if first else None
    return _title(chapter), _title(item)


def _title(heading: layout.Heading | None) -> str:
    """The words of a heading without a remark in parentheses; empty without a heading."""
    return re.sub(r"[（(](?:分值|满分|\d).*", "", heading.title) if heading else ""


def _concludes(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether a bare 得分 stands right below a heading that announces the conclusion."""
    above = layout.heading(page, q.start)
    bare = re.fullmatch(rf"[^\u4e00-\u9fff]*得分{IS}", re.split("[，。；]", left)[-1])
    return bool(bare and above and CONCLUSION.search(above.title))


def _criterion(left: str) -> str:
    """The criterion named directly before its points, as in 支出完成率得分4分; empty where none is."""
    match = CRITERION.search(YEAR.sub("", left))
    name = re.sub("^(?:其中|我局|我单位)", "", match[1]) if match else ""
    return "" if NO_NAME.fullmatch(name) else name
