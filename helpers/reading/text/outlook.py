"""Numbers that are no figures of the report: what is still to come, as proposals for a later year or what stands behind
下一步改进措施; what is told of another place."""

import re
from bisect import bisect_right

from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.text.openings import behind, openings
from helpers.reading.vocabulary import any_of, words

BEGUN = r"[^，。；：:、\n到至]"  # no clause begins behind it
LATER = ["明年", "来年", "次年", "翌年", "下年", "下一年", "今后", "下步", "下一步", "下一阶段"]
YEAR = rf"2(?<!{BEGUN}2)(?P<year>0\d\d)[ \t]*年度?(?![ \t]*\d{{1,2}}[ \t]*月)"
PROPOSAL = re.compile(  # 2024年拟再建15个; the year is compared with the report's
    rf"(?:{any_of(LATER, not_behind=BEGUN)}|{YEAR})[^。；;\n\d]{{0,12}}?(?:{any_of(words('proposals'))})"
)
ASKED_FOR = re.compile(  # a sentence that asks for something: 建议上级追加300万元
    r"(?<![^。；;\n])[ \t　]*(?:[一二三四五六]是)?(?:建议|恳请|盼望?|请求)(?!提案|\d{1,3}\D|[^，。；\d]{0,8}[率数件条])"
)
ASKED_BEHIND = behind(r"[。；;\n]", ASKED_FOR)
THIS_YEAR, LAST_YEAR, OPENING = (
    re.compile("今年(?:我们|我[局院校馆站中]心?)?(?:打算|准备|拟|计划|将|要|把[^，。；]{0,10}(?:目标|任务))"),
    "去年",
    300,
)  # of a report that calls its own year the last
ANNOUNCED = re.compile(  # to the end of the paragraph
    any_of(
        ["下步", "下一步", "今后", "整改", "改进"],
        then=r"[^，。；：:\n]{0,8}(?:措施|打算|计划|建议|工作|安排|方向)[^，。；：:\n]{0,4}[：:]",
    )
    + r"|【[^】\n]{0,6}(?:整改|建议|打算|下一?步)[^】\n]{0,4}】"
)
ELSEWHERE = re.compile(  # 毗邻的江汀区88.1%, 同类城市平均12天
    r"邻(?:近的)?[市县区省州旗镇乡国][^，。；\d]{0,14}$|"
    + any_of(["毗邻", "相邻", "隔壁"], then=r"的?[^，。；\d]{0,6}?[市县区省州旗镇乡村][^，。；\d]{0,14}$")
    + "|"
    + any_of(["同类", "同等"], then=r"[^，。；\d]{0,6}?(?:[市县区省州旗校院馆站]|地区|单位|机构)[^，。；\d]{0,12}$")
)
REACH = 24
YEAR_SAID = re.compile(
    r"(20\d\d)[ \t]*年(?:度|底|末)?(?!以来|起|至|前|[-—]|[^，。；]*以来)(?:同[一期样][^，。；]*|[^，。；的]*)$"
)
DONE_SINCE = re.compile("已|完成|建成|止|共|累计|实际|年[底末初]|月")
ENDS, PARAGRAPH_ENDS = re.compile("[。\n]"), re.compile("[\n【]")


def told(page: layout.Layout, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities without those of what is still to come and of other places."""
    spans = _spans(page)
    starts = [start for start, _ in spans]
    kept = []
    for q in quantities:
        i = bisect_right(starts, q.start)
        to_come = i and q.start < spans[i - 1][1]
        if not to_come and not ELSEWHERE.search(page.text, max(0, q.begin - REACH), q.begin):
            kept.append(q)
    return kept


def calls_its_year_last(page: layout.Layout) -> bool:
    """Whether a report says 去年 of the year that it is on, and 今年 of what is to come."""
    return LAST_YEAR in page.text[:OPENING] and THIS_YEAR.search(page.text) is not None


def _spans(page: layout.Layout) -> list[tuple[int, int]]:
    """The stretches of a text that tell what is to come, in order of place."""
    found = [(match, PARAGRAPH_ENDS) for match in ANNOUNCED.finditer(page.text)]
    found += [(match, ENDS) for match in PROPOSAL.finditer(page.text) if _is_later(page, match)]
    found += [(match, ENDS) for match in openings(ASKED_FOR, ASKED_BEHIND, page.text)]
    if calls_its_year_last(page):
        found += [(match, ENDS) for match in THIS_YEAR.finditer(page.text)]
    return sorted((match.start(), _end(page, closing, match.end())) for match, closing in found)


def _end(page: layout.Layout, closing: re.Pattern, place: int) -> int:
    found = closing.search(page.text, place)
    return found.start() if found else len(page.text)


def _is_later(page: layout.Layout, match: re.Match) -> bool:
    """Whether a proposal names no year or one after those reported on."""
    return match["year"] is None or (bool(page.years) and 2000 + int(match["year"]) > max(page.years))


def is_of_another_year(page: layout.Layout, near: str) -> bool:
    """Whether the year that a clause names is none reported on; a later one is, unless something is done in it."""
    said = YEAR_SAID.search(near) if page.years and "20" in near else None
    if not said or int(said[1]) in page.years:
        return False
    return int(said[1]) < max(page.years) or not DONE_SINCE.search(said[0])


def of_own_years(page: layout.Layout, quantities: list[Quantity]) -> list[Quantity]:
    """The numbers without those of other years than the report's; all, where most would be of another."""
    kept = [q for q in quantities if not is_of_another_year(page, _near(page, q))]
    return kept if 2 * len(kept) > len(quantities) else quantities


def _near(page: layout.Layout, q: Quantity) -> str:
    """The words of a sentence before a number, as far as they may name its year; empty where they name none."""
    start = max(q.begin - REACH, 0)
    if page.text.find("20", start, q.begin) < 0:
        return ""
    return page.text[max(start, layout.sentence(page, q.start)[0]) : q.begin]
