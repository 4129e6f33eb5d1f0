"""Points that a unit gave itself, criterion by criterion and in total."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Quantity, Score
from helpers.reading.scorecard import points
from helpers.reading.scorecard.points import IS, MOST, is_taken, maxima, of_labels, titles, with_totals
from helpers.reading.text import layout

NAMED_SCORE = re.compile(rf"(?:自评|综合|最终)(?:总)?(?:得分|分数|评分|总分){IS}|自评总分{IS}")
ALL = re.compile(rf"总分{IS}")
POINTS = re.compile(
    rf"(?:得分?|评分|总分值?|分数|加分|扣分|打分|评为|计|(?:自评|评价|评分|考评|评定)(?:结果|总?分))(?:结果)?(?:数)?"
    rf"(?:合计|共计)?{IS}|[）)](?:自评|评价)\s*$"
    r"|(?:给|为|替)(?:自己|本单位|[本该这]个?项目)(?:[打评][几多]少?分[？?]\s*(?:答[：:]|\n)?)?[^，。；\d]{0,4}$|自己[给打]了?\s*$|自评分?数?[核确评]?定[为在到]\s*$"
)
FULL = re.compile(rf"(?:自评|得|获得?|评(?!分满分))[^\s（(：:，,]{{0,3}}满分{IS}|满分得分?\s*$")
OUT_OF = re.compile(r"\s*分?\s*[（(，,]\s*(?:该项|本项)?(?:[满总]分|分值)(?:为|：|:)?\s*")
WHOLE = r"自评|绩效|整体|项目|部门|支出|综合|最终|总体|总|评价|评定|评审|考评|本次|合计|总计|共计"
GENERIC = (
    rf"{WHOLE}|对|实际|年度|全年|本|我|单位|[局院校委厅台站馆园]|全?[省市州县区旗镇乡]|中心|累计|该|得|结果|指标|情况"
)
NO_NAME = re.compile(rf"(?:{GENERIC}|该项|[本该此](?:专项)?(?:资金|经费)?)*应?")
OF_ITEM = re.compile(rf"该(?:项(?!目)|指标|部分)[^，。；]{{0,6}}{IS}")  # 该项自评得分9.2分
MEASURE = re.compile("(?:满意度|质量|水平|指数|[率度])$")  # what a measured thing, no criterion, is called
RATED = re.compile(
    rf"(?:^|[。；;\s]|(?<!\d)[，,])(?:{GENERIC}|本年度?|专项|资金|经费|大队|支队|队|库|所|处|村)*自评[为：:]?\s*$"
    r"|百分制[^，。；]{0,6}[，,](?:自己|我们|我)?[打给]\s*$|(?:综合|总体|平均|合起来)自评\s*$"
    r"|(?:自己[打估评]|(?:^|[。：])[ \t]*打)\s*$"
)  # 自评97.5分, 按百分制的表，打92.6分
GRADED = re.compile(r"(?:等级|等次|结果|结论)(?!证)[^，。；：率\d]{0,8}[（(]\s*$")  # 评价等级为优（96分）
IN_BRACKETS = re.compile(r"(?<=得分|评分)[（(]\s*$")  # 三、自评得分（91.8分，满分100分）
BEFORE_POINTS = re.compile(r"\s*[）)][：:]?\s*\d")
CONCLUDED = r"(?:综合|总体|最终|全面|等级|等次)[^，。；]{0,6}[，,][^，。；]{0,6}得分?\s*$"
TOTAL = re.compile(
    rf"(?:{WHOLE})(?:{GENERIC})*(?:得分|总分值?|评分|打分|分数|结果|分|得)(?:合计|共计|共|计|达到|达|为|是|：|:|满分)*\s*$"
    rf"|{RATED.pattern}|{GRADED.pattern}|{CONCLUDED}"
    r"|(?:^|[，。；,;])\s*(?:总分|合计|总计|共计)(?:得分?|为|是|：|:)*\s*$"
)
OWN_SCORE = re.compile(rf"自评(?:得分?|分数?){IS}")
OVER_ALL = re.compile("总|综合|最终|合计")
OF_WHOLE = re.compile(r"(?:项目|专项|资金|经费|整体支出|部门|绩效)(?:的)?(?:绩效)?$")
WORD = "[^，。；：、,;“”\\s（()）]"
CRITERION = re.compile(
    rf"(?<!{WORD})({WORD}{{2,60}}?)(?=[（(自实累得加扣评])(?:[（(][^（）()]*[）)])?(?:自评)?(?:实际)?(?:累计)?"
    rf"(?:得分?|加分|扣分|自评){IS}"
)
AROUND_NAME = re.compile(r"^(?:其中|我局|我单位)|\d[\d.]*分$|(?:自评|评价|综合|最终|总)+$")
PART = re.compile(
    r"(?:^|[，、；：:,;。（(“‘\s])\s*(?:其中[：:]?)?([\u4e00-\u9fff]{2,20})[”’]?(?:[（(][^（）()]*[）)])?\s*$"
)
NO_PART, DEDUCTED = re.compile(r"[扣减超达至加]$|以[上下]|扣分|第"), re.compile("扣减?[^，。；]*$")
ALL_ITEMS = re.compile(
    "(?:以上|上述)?(?:各|[二三四五六七八九十]+)(?:个)?(?:项|部分|类|方面|大类|指标)+"
)  # 以上各项合计
CORRECTED = re.compile("(?:更正|修正|订正|调整|复核|核减|改正)后[^，。；]*$")
NAMED_LAST, KIND_WORD = re.compile(r"([\u4e00-\u9fff]{2,20})[（(]?$"), re.compile("(?:指标|情况|部分|方面|类)+$")
REMARK = re.compile(rf"[（(][^（）()]*[）)](?=\s*{IS})")
CONCLUSION, MEASURED = re.compile("自评.*(?:结论|得分|结果)|综合评价"), re.compile("(?:完成|目标|指标|实际)值")
BARE_SCORE = re.compile(rf"(?:^|[，。；])[^，。；\u4e00-\u9fff]*得分?{IS}")
NO_CRITERIA = ("评分表", "细则", "标准", "办法", "得分", "总分", "评分", "结论", "等级")
LABEL_END = re.compile(r"[：:]\s*$")  # 预算编制：10分，自评10分
YEAR, WRAP = re.compile(r"20\d\d[ \t]*年度?"), re.compile(r"[ \t]*\r?\n[ \t　]*")
LOOK_BACK, LOOK_AHEAD, NAME_REACH, SHORTEST, WHOLE_POINTS, PASS_POINTS, HEAD_LENGTH = 60, 20, 8, 3, 100, 60, 200
TOTAL_ROW, OVERALL, PART_ROW = "总分", "自评总分", "其中"


class Mark(NamedTuple):
    """A number of points with the words before it: the `most` that can be got, `points` got, or only `named`."""

    q: Quantity
    left: str
    role: str
    out_of: Decimal | None = None  # printed behind it, as in 产出47分（满分50分）


def scorecard(page: layout.Layout, quantities: list[Quantity], report_id: str) -> list[Score]:
    """One row a score in order of place; the points of a full mark are its maximum too."""
    rows: list[Score] = []
    named: list[Mark] = []
    most: Mark | None = None
    given = [q for q in quantities if q.unit == "分" and q.comparator == "=" and not is_taken(page, q)]
    beside, most_of, first = maxima(page, given)
    marks = [mark for mark in _marks(page, quantities, beside, first) if mark.q.start not in most_of]
    for mark in marks:
        if mark.q.start in beside and mark.role == "named":
            named.append(mark._replace(out_of=beside[mark.q.start]))
        elif mark.q.start in beside:
            rows.append(_score(page, mark, report_id, None)._replace(max_points=beside[mark.q.start]))
            most = None
        elif mark.role == "most" and named and OUT_OF.fullmatch(page.text[named[-1].q.end : mark.q.begin]):
            named[-1] = named[-1]._replace(out_of=mark.q.value)
        elif mark.role == "most" and rows and OUT_OF.fullmatch(page.text[rows[-1].end : mark.q.begin]):
            rows[-1] = rows[-1]._replace(max_points=mark.q.value)
        elif mark.role == "most":
            most = mark
        elif mark.role == "points" or (most and re.fullmatch("[）)]", page.text[most.q.stop : mark.q.begin])):
            row = _score(page, mark, report_id, _pending(page, mark.q, most))
            divided = mark.role == "named" and _divided(page, mark.q, rows)
            rows.append(row._replace(level1_zh=PART_ROW) if divided else row)
            most = None
        else:
            named.append(mark)
    scale = [mark for mark in named if any(_is_scale(mark, row) for row in rows)]
    named = [mark for mark in named if mark not in scale]
    rows = sorted([*rows, *_parts(page, named, rows, report_id)], key=lambda row: row.start)
    scale += [mark for mark in marks if mark.role == "most"]
    met = {(row.level1_zh, row.name_zh) for row in rows if row.max_points is not None}
    rows = [row if (row.level1_zh, row.name_zh) in met else _scaled(page, row, scale) for row in rows]
    rows = of_labels(page, rows, [mark.q.stop for mark in marks if mark.role == "most"], TOTAL_ROW)
    rows = [row for row in rows if not _is_measured(row)]
    bounds = {mark.q.start for mark in marks if mark.role == "most"}
    own = [
        q
        for q in given
        if q.start not in bounds and not points.is_by_others(page.text[max(0, q.begin - LOOK_BACK) : q.begin])
    ]
    rows = with_totals(page, rows, own, Score(report_id, 0, TOTAL_ROW, OVERALL, Decimal(0), None, None, None, ""))
    return [row._replace(seq=i) for i, row in enumerate(rows, 1)]


def _is_measured(row: Score) -> bool:
    """Whether more points than a criterion can get are a thing measured in points, as 满意度得分92.6分."""
    unbounded = row.level1_zh != TOTAL_ROW and row.max_points is None
    return unbounded and row.points > PASS_POINTS and MEASURE.search(row.name_zh) is not None


def _is_scale(mark: Mark, row: Score) -> bool:
    """Whether a number is the most that a criterion can get: its name comes again with points, 产出50分…产出得48分."""
    name = NAMED_LAST.search(MOST.sub("", mark.left).rstrip())
    same = name is not None and KIND_WORD.sub("", name[1]).endswith(KIND_WORD.sub("", row.name_zh) or "-")
    return same and mark.q.start < row.start and mark.q.value >= row.points


def _scaled(page: layout.Layout, row: Score, scale: list[Mark]) -> Score:
    """The row with the nearest maximum above that bears its name, for a total one of 100 points without a name in its
    sentence, where none is printed beside the points."""
    if row.level1_zh == TOTAL_ROW:
        start, end = page.text.rfind("。", 0, row.start) + 1, layout.sentence(page, row.start)[1]
        hundred = Decimal(WHOLE_POINTS) if "百分制" in page.text[start:end] else None
        whole = (mark for mark in scale if start <= mark.q.start < row.start and not _most_name(mark))
        return row._replace(max_points=next((m.q.value for m in whole if m.q.value == WHOLE_POINTS), hundred))
    above = [mark for mark in scale if _is_scale(mark, row)]
    return row._replace(max_points=above[-1].q.value) if above else row


def _marks(
    page: layout.Layout, quantities: list[Quantity], beside: dict[int, Decimal], first: dict[int, str]
) -> Iterator[Mark]:
    """The numbers of points that the text prints, each with its role; those that are a bound or taken off are none."""
    for q in (q for q in quantities if q.unit in ("分", "") and q.comparator == "="):
        if not q.unit and "分" not in page.text[max(0, q.begin - NAME_REACH) : q.begin]:
            continue
        start = _opening(page, q)
        left = _unwrapped(page.text[max(start, q.begin - LOOK_BACK) : q.begin])
        right = _unwrapped(page.text[q.stop : q.stop + LOOK_AHEAD])
        left = left if BEFORE_POINTS.match(right) else IN_BRACKETS.sub("", left)
        told = _role(left, right, q)
        role = first.get(q.start) or told or ("points" if q.start in beside else "")
        if role and (q.unit or NAMED_SCORE.search(left)):
            yield Mark(q, left, role)


def _unwrapped(text: str) -> str:
    """The text without the breaks of its lines."""
    return WRAP.sub("", text) if "\n" in text else text


def _opening(page: layout.Layout, q: Quantity) -> int:
    """Where the sentence of a number starts; of one right behind a broken line that of the line above."""
    start, _ = layout.sentence(page, q.start)
    if not start or q.begin - start >= SHORTEST:
        return start
    above, _ = layout.sentence(page, start - 1)
    return above if re.search("[，：:][^。；：:]*$", page.text[above:start].rstrip()) else start


def _role(left: str, right: str, q: Quantity) -> str:
    if points.is_by_others(left) or points.TAKEN.search(left):
        return ""
    if FULL.search(left) or GRADED.search(left):
        return "points"
    part = PART.search(left)
    got = points.MOST_BEHIND.match(right) if part or PART.search(LABEL_END.sub("", left)) else None
    less = got is not None and Decimal(got[1]) <= q.value
    if MOST.search(left) or (ALL.search(left) and points.MOST_OF_ALL.match(right)) or less:
        return "most"
    said = REMARK.sub("", left)
    if POINTS.search(said) or POINTS.search(left) or RATED.search(left):
        return "points"
    return "named" if part and not NO_PART.search(part[1]) else ""


def total(scores: list[Score]) -> Score | None:
    """The row that states the whole report's score; None where none does, or rows differ on it. A row that says 总
    stands above those that say 自评得分, which forms print beside each indicator too; of those the only one that is
    above 60 is meant."""
    stated = [score for score in scores if score.level1_zh == TOTAL_ROW]
    stated = [score for score in stated if score.name_zh == OVERALL] or stated
    high = [score for score in stated if score.points > PASS_POINTS]
    stated = high if len({score.points for score in high}) == 1 else stated
    return stated[0] if len({score.points for score in stated}) == 1 else None


def _pending(page: layout.Layout, q: Quantity, most: Mark | None) -> Mark | None:
    """The maximum printed before these points under the same heading; None without one, and for a sum beyond it."""
    if (
        most is None
        or _is_of_all(page, most, q)
        or (q.value > most.q.value and points.SUMMED.search(page.text[most.q.stop : q.begin]))
    ):
        return None
    here, there = layout.heading(page, q.start), layout.heading(page, most.q.start)
    return most if here == there else None


def _is_of_all(page: layout.Layout, most: Mark, q: Quantity) -> bool:
    """Whether a maximum of a hundred points is that of the total, and points behind it are of a named criterion."""
    between = PART.search(_unwrapped(page.text[most.q.stop : q.begin]))
    named = between if between and not points.FIRST.fullmatch(between[1]) else None
    return most.q.value == WHOLE_POINTS and named is not None and not NO_NAME.fullmatch(named[1].removesuffix("得"))


def _parts(page: layout.Layout, named: list[Mark], rows: list[Score], report_id: str) -> Iterator[Score]:
    """The criteria that a total is divided into, those behind 其中 or two and more in its sentence, as in 产出47分、
    效益28分，总分75分."""
    totals = [row for row in rows if row.level1_zh == TOTAL_ROW]
    spans = [layout.sentence(page, mark.q.start) for mark in named]
    for mark, span in zip(named, spans, strict=True):
        if DEDUCTED.search(mark.left):
            continue
        beside = any(span[0] <= row.start < span[1] for row in totals) and spans.count(span) > 1
        if beside or mark.out_of or _divided(page, mark.q, totals):
            q, name = mark.q, PART.search(mark.left)[1]
            yield Score(report_id, 0, PART_ROW, name, q.value, mark.out_of, q.start, q.end, q.token)


def _divided(page: layout.Layout, q: Quantity, rows: list[Score]) -> bool:
    """Whether 其中 stands between a total and this number, in the sentence of the total or at the head of the next."""
    before = [row for row in rows if row.level1_zh == TOTAL_ROW and row.end <= q.start]
    between = page.text[before[-1].end : q.begin] if before else ""
    return between.count("。") < 2 and bool(
        points.DIVIDED.search(page.text, layout.sentence(page, q.start)[0], q.begin)
    )


def _score(page: layout.Layout, mark: Mark, report_id: str, most: Mark | None) -> Score:
    q = mark.q
    maximum = q.value if FULL.search(mark.left) else most.q.value if most else None
    left = REMARK.sub("", mark.left) if not POINTS.search(mark.left) else mark.left
    name = _criterion(left)
    if not _in_title(page, q) and (title := _total_name(page, q, left, name, most)):
        return Score(report_id, 0, TOTAL_ROW, title, q.value, maximum, q.start, q.end, q.token)
    chapter, title = titles(page, q)
    name = name or points.thing(page, q) or (_most_name(most) if not _in_title(page, q) else "")
    if not name:
        name = title
    elif not chapter and name != title:
        chapter = title
    return Score(report_id, 0, chapter, name, q.value, maximum, q.start, q.end, q.token)


def _total_name(page: layout.Layout, q: Quantity, left: str, name: str, most: Mark | None) -> str:
    """What the total of the whole report is called, 自评总分 or 自评得分; empty for the points of a criterion."""
    said = TOTAL.search(left)
    titled = OF_WHOLE.search(name) and _is_in_head(page, name)
    if CORRECTED.search(left):
        return OVERALL
    name = "" if ALL_ITEMS.match(name) and q.value > PASS_POINTS else name
    if said and OVER_ALL.search(said[0]) and (not name or titled):
        return OVERALL
    if OF_ITEM.search(left):
        return ""
    part = most is not None and (most.q.value < WHOLE_POINTS or _most_name(most))
    whole = not name or OF_WHOLE.search(name) and OWN_SCORE.search(left)
    if part or not (whole or titled) or MEASURED.search(left):
        return ""
    return "自评得分" if said or titled or _concludes(page, q, left) else ""


def _is_in_head(page: layout.Layout, name: str) -> bool:
    """Whether a name, without its year, stands in the title of the report."""
    name = OF_WHOLE.sub("", YEAR.sub("", name))
    return len(name) >= SHORTEST and name in page.text[:HEAD_LENGTH].partition("自评")[0]


def _most_name(most: Mark | None) -> str:
    """The criterion named before its maximum, as in 预算编制满分20分; empty where none is."""
    words = LABEL_END.sub("", MOST.sub("", ALL.sub("", most.left))).rstrip("（( ") if most else ""
    named = PART.search(words)
    if not named or NO_NAME.fullmatch(named[1]) or named[1].endswith(NO_CRITERIA):
        return ""  # 对照评分表（总分100分）
    return named[1].removesuffix("占")


def _in_title(page: layout.Layout, q: Quantity) -> bool:
    """Whether points stand in the parenthesis behind a title, as in （一）产出（满分40分，自评得分39分）."""
    near = layout.heading(page, q.start)
    between = page.text[near.end : q.begin] if near else ""
    named = IN_BRACKETS.search(page.text, max(0, q.begin - NAME_REACH), q.begin)
    return between.count("（") > between.count("）") and not {"。", "\n"} & {*between} and not named


def _concludes(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether a bare 得分 stands right below a heading that announces the conclusion."""
    above = layout.heading(page, q.start)
    return above is not None and CONCLUSION.search(above.title) is not None and BARE_SCORE.search(left) is not None


def _criterion(left: str) -> str:
    """The criterion named directly before its points, as in 支出完成率得分4分; empty where none is."""
    match = CRITERION.search(YEAR.sub("", left))
    name = AROUND_NAME.sub("", match[1]) if match else ""
    return "" if NO_NAME.fullmatch(name) else name
