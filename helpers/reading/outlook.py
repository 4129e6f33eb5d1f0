"""Numbers that are no figures of the report: what is still to come, as proposals for a later year or what stands behind
下一步改进措施; what is told of another place."""

import re
from bisect import bisect_right

from helpers.reading import layout
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

BLANK = "[ \t]*"
YEAR = rf"(?P<year>20\d\d){BLANK}年度?(?!{BLANK}\d{{1,2}}{BLANK}月)"
LATER = f"明年|来年|次年|翌年|下一?年度?|今后|下一?步|下一阶段|{YEAR}"
PROPOSED = any_of(words("proposals"))
PROPOSAL = re.compile(  # 2024年拟再建15个; 计划2024年建成; the year is compared with the report's
    rf"(?:(?P<first>{PROPOSED})(?:于|在)?|(?<![^，。；：:、\n到至]))(?:{LATER})"
    rf"(?(first)|[^。；;\n\d]{{0,12}}?(?:{PROPOSED}))"
)
ANNOUNCED = re.compile(  # to the end of the paragraph
    r"(?:下一?步|今后|整改|改进)[^，。；：:\n]{0,8}(?:措施|打算|计划|建议|工作|安排|方向)[^，。；：:\n]{0,4}[：:]"
    r"|【[^】\n]{0,6}(?:整改|建议|打算|下一?步)[^】\n]{0,4}】"
)
DONE = re.compile("实际|已|完成情况|执行数")
ELSEWHERE = re.compile(  # 毗邻的江汀区88.1%, 同类城市平均12天
    r"(?:邻(?:近的)?[市县区省州旗镇乡国]|(?:毗邻|相邻|隔壁)的?[^，。；\d]{0,6}?[市县区省州旗镇乡村])[^，。；\d]{0,14}$"
    r"|(?:同类|同等)[^，。；\d]{0,6}?(?:[市县区省州旗校院馆站]|地区|单位|机构)[^，。；\d]{0,12}$"
)
REACH = 24
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


def _spans(page: layout.Layout) -> list[tuple[int, int]]:
    """The stretches of a text that tell what is to come, in order of place."""
    found = []
    for match in ANNOUNCED.finditer(page.text):
        end = PARAGRAPH_ENDS.search(page.text, match.end())
        found.append((match.start(), end.start() if end else len(page.text)))
    for match in PROPOSAL.finditer(page.text):
        stop = ENDS.search(page.text, match.end())
        end = stop.start() if stop else len(page.text)
        if _is_later(page, match) and not DONE.search(page.text, match.start(), end):
            found.append((match.start(), end))
    return sorted(found)


def _is_later(page: layout.Layout, match: re.Match) -> bool:
    """Whether a proposal names no year or one after those reported on."""
    return match["year"] is None or (bool(page.years) and int(match["year"]) > max(page.years))
