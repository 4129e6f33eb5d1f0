"""Points beside their maxima in any words, by where they stand and which is more, and totals by their sums."""

import re
from decimal import Decimal
from itertools import pairwise

from helpers.reading.records import Quantity, Score
from helpers.reading.text import layout

BEHIND = re.compile(r"[ \t]*分?[ \t]*[（(](?!.*[扣减低高差])[^，。；：（）()\d]{0,6}")  # 18分（20分）
STROKE = re.compile(r"[ \t]*[/／][ \t]*(?P<most>\d+(?:\.\d+)?)[ \t]*分")  # 9.6分/10分
LABELLED = re.compile(r"[ \t]*分?[ \t]*[）)][ \t]*[：:][ \t]*")  # 预算执行（满分10分）：9.6分
CLOSED = re.compile(r"[ \t]*分?(?:制)?[ \t]*[)）]")
WHO = "(?:我们|我[局院校镇县乡办会]|本[局院校镇县会]|自己|自评|自打|实际?|最[后终]|只|仅|就|能)*"
FIRST = re.compile(  # 50分里拿到47.5分, 满分10分，我们打9.6分, 10分，得10分
    rf"(?:[ \t]*(?:里头?|之?中|当中)|[，,]?){WHO}[得拿打给获][^，。；：、（）()\d扣减]{{0,3}}|[、，,][ \t]*自评[ \t]*"
)
LOST = re.compile(r"分?[^，。；\d]{0,30}扣[^，。；\d]{0,3}\d[\d.]*分[，,]")  # 30分只扣1分，
NONE_LOST = re.compile(
    r"(?:[，,]?[^，。；：\d]{0,2}(?:没|未|不|一分)[^，。；：\d]{0,3}[丢扣失]|[，,]?(?:全得|全拿|拿满|得满))"
)
DIVIDED = re.compile("其中|(?:分项|各项|各部分|各指标)(?:得分|自评|评分)")
OTHER = re.compile(
    "(?:老人|群众|居民|家长|患者|病人|学生|村民|职工|企业|用户|专家|代表|观众|读者|游客)[^，。；、]{0,4}[打评]分$|原自评(?:得分?|总分)?$|(?:平均|最高|最低|考试|测试|竞赛|中考|高考|测评|考核)[^，。；（(]{0,6}$"
)
BY_OTHERS = re.compile("(?:第三方|重点评价|财政评价|财政复评|试评价)(?!.*自评)[^。；]*$")
SUMMED = re.compile("合计|总计|共计|累计|共得|总分")
LABEL_ENDS = re.compile(r"\s*[）)]?\s*[：:]")
SUBTOTAL = re.compile("(?:小计|[本该此]项)[^，。；]{0,5}$")
WHOSE = re.compile("(?:.*[给为替])?(?:[本该这]?个?项目|[\u4e00-\u9fff]{0,2}队|【[^】]*】)?")  # 学校给这个项目
GRADE_BEHIND = re.compile(r"分?[，,（( ]*(?:自评|评价|绩效)?(?:等[次级]|档次)")  # 92分，等次为良
BY_TABLE = re.compile(
    r"(?:[评打计]分(?:表|标准|细则|办法)|百分制)[^。；：\d]{0,12}$|打多少分[？?]\s*(?:答[：:]\s*)?$"
)  # 照打分表算下来是92分
TAKEN = re.compile(r"[扣失丢减](?:了|的|掉|去|除)?[ \t]*$")
THING = re.compile(  # 检测批次指标值200批次，完成值206批次，得分20分
    r"(?:^|[。；;\n])[^。；;\n\u4e00-\u9fff]*(?P<name>[\u4e00-\u9fff]{2,20}?)[，,：:]?(?:年初|年度|全年|预期)*"
    r"(?:指标|目标)值(?:(?!得)[^。；;\n])*$"
)
ITEM, WORD_SIGN = r"[（(]?\d|[①-⑳]", rf"[（(]?{layout.NUMERAL}[、)）]"
CHAPTER, OF_WORDS = r"\d{1,2}[.．、]|[一二三四五六七八九十]", re.compile(WORD_SIGN)
TITLE_REMARK = re.compile(r"[（(](?:分值|满分|\d).*")
IS = r"(?:为|是|：|:)?\s*$"
GOT = r"(?:自评|实际|实)?(?:得分?|自评分?)(?:为|：|:)?\s*"
MOST = re.compile(
    rf"(?:(?:满分|分值|权重|应得|标准)(?:分数?|值)?{IS}|(?<=[\u4e00-\u9fff]{{2}})占\s*$|[（(](?:总分{IS}|\s*$))"
)
MOST_BEHIND = re.compile(rf"^[，,；;]?\s*{GOT}(\d[\d.]*\d|\d)")  # 产出50分，得49分
MOST_OF_ALL = re.compile(  # 总分100分，自评96分
    r"^(?:制)?[，,；;（(]\s*[^，。；\d]{0,12}?(?:自评|得分|实得)[^，。；\d]{0,6}\d"
)
FEWEST, FAR, NEAR, LOOK_BACK, PASS, HUNDRED = 2, 400, 8, 30, 60, 100


def maxima(page: layout.Layout, points: list[Quantity]) -> tuple[dict[int, Decimal], set[int], dict[int, str]]:
    """The maximum of each number of points that one stands beside, by its offset; the offsets of these
    maxima; and what the numbers are where the maximum comes first."""
    found: dict[int, Decimal] = {}
    most: set[int] = set()
    first: dict[int, str] = {}
    for q, after in pairwise([*points, None]):
        if q.start in most or q.start in found:
            continue
        if NONE_LOST.match(page.text, q.stop):
            found[q.start] = q.value
        elif after and _is_behind(page, q, after):
            found[q.start] = after.value
            most.add(after.start)
        elif (divided := STROKE.match(page.text, q.stop)) and Decimal(divided["most"]) >= q.value:
            found[q.start], first[q.start] = Decimal(divided["most"]), "points"
    for i, q in enumerate(points):
        later = next((each for each in points[i + 1 : i + 3] if _is_first(page, q, each)), None)
        if later and {q.start, later.start}.isdisjoint({*found, *most, *first}):
            first |= {q.start: "most", later.start: "points"}
    return found, most, first


def is_by_others(left: str) -> bool:
    """Whether the words before points say that others gave them, or that they measure something."""
    return bool(OTHER.search(left) or BY_OTHERS.search(left))


def is_taken(page: layout.Layout, q: Quantity) -> bool:
    """Whether points are taken off: 扣2分."""
    return TAKEN.search(page.text, max(0, q.begin - NEAR), q.begin) is not None


def _is_behind(page: layout.Layout, q: Quantity, most: Quantity) -> bool:
    """Whether a number in brackets right behind one of points, and no less, is the most that can be got."""
    bracketed = BEHIND.fullmatch(page.text, q.end, most.begin) and CLOSED.match(page.text, most.end)
    return bool(bracketed) and most.value >= q.value and page.text[q.begin - 1 : q.begin] not in "（("


def _is_first(page: layout.Layout, most: Quantity, q: Quantity) -> bool:
    """Whether a number of points is told as got out of the one before it."""
    between = page.text[most.stop : q.begin]
    if q.value > most.value or "。" in between:
        return False
    if MOST.search(page.text[max(0, most.begin - NEAR) : most.begin]) and LABELLED.fullmatch(between):
        return True
    return FIRST.fullmatch(LOST.sub("", between) if "扣" in between else between) is not None


def of_labels(page: layout.Layout, rows: list[Score], labels: list[int], total: str) -> list[Score]:
    """The rows, the maximum of a label, which ends at one of the places, being that of the sum behind it and not of the
    first of several criteria: 质量指标（满分20分）：A得5分；B得5分，合计10分."""
    found = list(rows)
    for i, row in enumerate(rows):
        stop = max((place for place in labels if place < row.start), default=0)
        end = min((place for place in labels if place > row.start), default=len(page.text))
        line = page.text.find("\n", row.start)
        below = range(i + 1, len(rows) if row.max_points is not None else 0)
        later = [n for n in below if rows[n].start < min(end, line if line >= 0 else end)]
        later = [n for n in later if rows[n].points <= row.max_points and rows[n].level1_zh != total]
        divided = later and DIVIDED.search(page.text, row.end, rows[later[0]].start)
        if stop and row.max_points is not None and later and not divided and LABEL_ENDS.match(page.text, stop):
            found[i] = found[i]._replace(max_points=None)
            last = found[later[-1]]
            if last.max_points is None and row.points <= last.points <= row.max_points:
                summed = SUMMED.search(page.text, rows[later[-1] - 1].end, last.start)
                found[later[-1]] = last._replace(max_points=row.max_points) if summed else last
    return found


def with_totals(page: layout.Layout, rows: list[Score], points: list[Quantity], total: Score) -> list[Score]:
    """The rows, where none states a total with one that is named like `total`: the one of a hundred points or of the
    project, the number that a grade stands behind or that a table of scores comes to, or the one that adds up those
    before it in its passage."""
    if any(row.level1_zh == total.level1_zh for row in rows):
        return rows
    whole = [row for row in rows if row.max_points == HUNDRED or (row.points > PASS and WHOSE.fullmatch(row.name_zh))]
    if len(whole) == 1:
        names = {"level1_zh": total.level1_zh, "name_zh": total.name_zh}
        return [row._replace(**names) if row is whole[0] else row for row in rows]
    found = {row.start: row for row in rows}
    graded = [q for q in points if q.value > PASS and _is_graded(page, q)]
    if len(graded) == 1 and graded[0].start not in found:
        found[graded[0].start] = _total(graded[0], total)
    for q in (q for q in points if not SUBTOTAL.search(page.text, max(0, q.begin - NEAR), q.begin)):
        parts = [row for row in rows if row.start < q.start < row.start + FAR]
        if len(parts) >= FEWEST and _adding_up(q.value, parts):
            found[q.start] = _total(q, total)._replace(
                max_points=found[q.start].max_points if q.start in found else None
            )
    return [row for _, row in sorted(found.items())]


def _is_graded(page: layout.Layout, q: Quantity) -> bool:
    """Whether a grade stands behind points, or a table by which they were given before them."""
    before = page.text[max(0, q.begin - LOOK_BACK) : q.begin]
    return bool(GRADE_BEHIND.match(page.text, q.end) or BY_TABLE.search(before))


def _total(q: Quantity, like: Score) -> Score:
    return like._replace(points=q.value, start=q.start, end=q.end, token=q.token)


def _adding_up(value: Decimal, parts: list[Score]) -> int:
    """How many of the last rows add up to a value; 0 for none."""
    counts = range(FEWEST, len(parts) + 1)
    return next((n for n in counts if sum(row.points for row in parts[-n:]) == value), 0)


def thing(page: layout.Layout, q: Quantity) -> str:
    """The measured thing whose target stands before points in their sentence; empty without one."""
    found = THING.search(page.text[max(0, q.begin - FAR) : q.begin].removesuffix("得分"))
    return found["name"] if found else ""


def titles(page: layout.Layout, q: Quantity) -> tuple[str, str]:
    """The titles that points stand under: of the chapter, and of the numbered item in it; empty where there is none."""
    near = layout.heading(page, q.start)
    if near and OF_WORDS.match(near.sign):
        return "", _title(near)
    item = layout.heading(page, q.start, r"[（(]\d") or layout.heading(page, q.start, ITEM)
    first = layout.heading(page, q.start, r"[（(]1[)）]") if item and item.sign[0] in "（(" else item
    above = WORD_SIGN if first and first.sign[0] not in "（(" else CHAPTER
    chapter = layout.heading(page, first.start - 1, above) if first else None
    return _title(chapter), _title(item)


def _title(heading: layout.Heading | None) -> str:
    """The words of a heading without a remark in parentheses; empty without a heading."""
    title = TITLE_REMARK.sub("", heading.title) if heading else ""
    return title if len(title) > 1 else ""
