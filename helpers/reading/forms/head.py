"""The head of a form: whose project it is, of which year, and what the unit gave itself."""

import itertools
import re
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.place import Source
from helpers.reading.forms.scores import OVERALL, scores
from helpers.reading.forms.table import Line, distinct
from helpers.reading.forms.words import REMARK, is_stated, role
from helpers.reading.reports import agencies

YEAR = re.compile(r"(20[0-9]{2})[ \t]*(?:年度?)")
INLINE = re.compile(r"^(.{3,12}?)[:：]\s*(\S.*)$", re.S)
TITLE_ROWS = 5
UNITS = ("department", "agency", "reporter", "above")
SEVERAL = re.compile("各|所属|有关|相关|等|[^\u4e00-\u9fff]")
HOUSE = re.compile("[学校院馆园宫]$")  # has money of its own, unlike a centre of a department
BELOW = re.compile("(?<=[局委办厅府])[-－—][\u4e00-\u9fff].*$")  # the unit of it that does the work
CODED = re.compile(r"^[0-9A-Z]{8,}[-－—]|^[0-9]{3,}[-－—]")


class FormHead(NamedTuple):
    """Facts of a form's head, empty or None where it prints none: the department in charge, the agency that carries
    the project out, the unit that fills the form in, the department above them, the words of the title."""

    project_name: str = ""
    department: str = ""
    agency: str = ""
    fiscal_year: str = ""
    self_score: Decimal | None = None
    self_score_max: Decimal | None = None
    reporter: str = ""
    above: str = ""
    title: str = ""


def head(lines: list[Line], source: Source) -> FormHead:
    """The facts of a form's head: labels with the cell beside them, the year of its title, the total of its points."""
    said: dict[str, str] = {}
    for line in lines:
        for name, text in _labelled(line):
            said.setdefault(name, text)
    year = YEAR.search(said.pop("fiscal_year", "")) or _title_year(lines)
    total = next((row for row in scores(lines, source) if row.name_zh == OVERALL), None)
    points, most = (total.points, total.max_points) if total else (None, None)
    return FormHead(
        **said, fiscal_year=year[1] if year else "", self_score=points, self_score_max=most, title=_title(lines)
    )


def _labelled(line: Line) -> list[tuple[str, str]]:
    """The facts of a line: of each label the cell to its right, or the words behind its colon."""
    found, cells = [], [cell for cell in distinct(line.row) if is_stated(cell.text)]
    for cell, after in zip(cells, [*cells[1:], None], strict=False):
        inline = INLINE.match(cell.text.strip())
        name = role("head_labels", inline[1] if inline else cell.text)
        beside = after.text if after and not role("head_labels", after.text) else ""
        text = inline[2].split("　")[0] if inline else beside
        if name and text and not line.is_header:
            named = CODED.sub("", re.sub(r"\s+", "", text))
            found.append((name, BELOW.sub("", REMARK.sub("", named)) if name in UNITS else named))
    return found


def _title(lines: list[Line]) -> str:
    """The words of the rows of one cell that open a form."""
    rows = itertools.takewhile(lambda line: len(_stated(line)) <= 1, lines)
    return "\n".join(re.sub(r"\s+", "", cell.text) for line in rows for cell in _stated(line))


def _stated(line: Line) -> list[Cell]:
    return [cell for cell in distinct(line.row) if cell.text.strip()]


def _title_year(lines: list[Line]) -> re.Match | None:
    """The year of the title, as in 项目支出绩效自评表（2021年度）."""
    for line in lines[:TITLE_ROWS]:
        for cell in distinct(line.row):
            if ("表" in cell.text or "自评" in cell.text or "年度" in cell.text) and (year := YEAR.search(cell.text)):
                return year
    return None


def in_charge(of: FormHead) -> str:
    """The department in charge, else that of the province; but the one agency that carries the project out where it is
    a school, a hospital, a library, or of a prefecture, a county or a town that a province gives to."""
    if not agencies.is_placed(of.agency) or SEVERAL.search(of.agency):
        return of.department or (of.above if agencies.level(of.above) == "province" else "")
    level = agencies.level(of.agency)
    given = agencies.level(of.department) == "province" and level in ("prefecture", "county", "township")
    return of.agency if given or (level == "institution" and HOUSE.search(of.agency)) else of.department
