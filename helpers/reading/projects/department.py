"""The projects of a department, told in lines alike.

渠系维护，预算150万元，支出148万元；水质监测，预算90万元，支出71万元。
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.reading.projects.names import AN_AGENCY, is_specific
from helpers.reading.records import Fund
from helpers.reading.text.openings import behind, openings
from helpers.reading.vocabulary import any_of, words

NUMBERED = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).．、])?(?:[①-⑳]|[一二三四五六七八九十]是)?"
AMOUNT = r"(?:数|额|总额|资金|金额|完成|决算)*(?:[为是到至]|[：:])?[ \t]*[\d,. ]+[ \t]*[万亿千]?元"
PLANNED = any_of([*words("budget_words"), "计划"])
PLAN = f"(?:{any_of(words('budget_times'))}|{PLANNED})*(?:{PLANNED})"
CHANGED = rf"(?:[，,](?:年中)?(?:[调追核压][整加增减]|变更)预?算?[后为到至]为?(?P<later>{AMOUNT}))?"
SPENT = f"(?:{any_of(words('spent_words'))})"
TOLD = re.compile(
    rf"[ \t　]*{NUMBERED}[ \t]*"
    r"(?=[^\d。；;\n]{2,60}+\d[\d,. ]*[ \t]*[万亿千]?元)"  # the first number is money, or none is looked for
    rf"(?P<name>(?!{PLAN})[^，,。；;：:\d\n（(]{{2,24}}?)(?:项目)?[，,：:（(]?[ \t]*"
    rf"(?:(?:{PLAN}(?P<budget>{AMOUNT}(?:[（(](?P<adjusted>[^）)\d]*调[^）)\d]*)[）)])?)"
    rf"{CHANGED}[，,、；;][^。；;\n\d]{{0,10}}?"
    rf"|(?P<alone>{AMOUNT})(?P<named>的?预算)?[，,](?:实际|已|全年|当年|年末|年底)*){SPENT}(?P<spent>{AMOUNT})"
    rf"|{SPENT}(?P<first>{AMOUNT})[，,、；;]{PLAN}(?P<behind>{AMOUNT}))"
)
TOLD_BEHIND = behind(
    r"(?:。|；|;|：|:|\n|项目[^。；;，,\n]{0,14}[，,]|，(?=[一二三四五六七八九]是)|,(?=[一二三四五六七八九]是))", TOLD
)
SUMMED_UP = re.compile(  # 巡讲项目绩效目标完成情况综述。项目全年预算数18万元，执行数为11万元
    rf"(?:(?<=[\n)）.．、])|^)[ \t　]*(?P<name>[^，。；：:\n)）]{{2,40}}(?:[（(][^，。；：:\n)）]{{2,16}}[)）])?)"
    r"(?<!整体)(?:项目)?(?:绩效)?(?:目标|自评)[^，。；：:\n]{0,8}(?:综述|情况|说明)[。：:]"
    rf"[^\n\d]{{0,40}}全年预算(?P<budget>{AMOUNT})[，,、；;][^。；;\n\d]{{0,10}}?{SPENT}(?P<spent>{AMOUNT})",
    re.MULTILINE,
)
SUMMARY = {"budget": "adjusted_budget", "spent": "executed"}
OF_ITSELF = re.compile(
    any_of([name for kind in words("heading_categories") for name in words("fund_categories")[kind]])
)
FEWEST = 2  # projects
OF_ANY = ("total", "other", "informatization", "project")  # categories that the money of a project may be read as


OF_COMPUTERS = re.compile(any_of(words("computer_projects")))


class Line(NamedTuple):
    """A project of a department, and where the amounts told of it stand."""

    name: str
    places: list[tuple[str, range]]  # of its amounts, each with its stage, empty for that of its own words


def by_project(text: str, rows: list[Fund]) -> list[Fund]:
    """The money of a department's report, that of two or more projects that it tells in lines alike being of category
    project, or informatization by their names, and of lines with these."""
    lines = [*_lines(text), *_summed_up(text)]
    return [_of_project(row, lines) for row in rows] if len({line.name for line in lines}) >= FEWEST else rows


def _kind(name: str) -> str:
    return "informatization" if OF_COMPUTERS.search(name) else "project"


def _lines(text: str) -> Iterator[Line]:
    for match in openings(TOLD, TOLD_BEHIND, text):
        name = match["name"].strip('“”" 的')
        if is_specific(name) and not AN_AGENCY.search(name) and not OF_ITSELF.search(name):
            stages = {
                "budget": "adjusted_budget" * bool(match["adjusted"]),
                "alone": "initial_budget" * bool(match["named"]),
                "later": "adjusted_budget",
                "spent": "executed",
                "first": "executed",
                "behind": "initial_budget",
            }
            yield Line(name, [(stage, range(*match.span(group))) for group, stage in stages.items() if match[group]])


def _summed_up(text: str) -> Iterator[Line]:
    """The projects each of which has a summary of what it attained, which begins with its money."""
    if "综述" not in text and "全年预算" not in text:
        return
    for match in SUMMED_UP.finditer(text):
        yield Line(match["name"], [(stage, range(*match.span(group))) for group, stage in SUMMARY.items()])


def _of_project(row: Fund, lines: list[Line]) -> Fund:
    for line in lines:
        for stage, place in line.places:
            if row.start in place and row.category in OF_ANY and not row.project_id:
                kind = _kind(line.name)
                return row._replace(line=line.name, category=kind, source="total", stage=stage or row.stage)
    return row
