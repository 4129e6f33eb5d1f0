"""The head of a form: whose project it is, of which year, and what the unit gave itself."""

import re
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.forms.place import Source
from helpers.reading.forms.scores import TOTAL, scores
from helpers.reading.forms.table import Line, distinct
from helpers.reading.forms.words import is_stated, role

YEAR = re.compile(r"(20[0-9]{2})[ \t]*(?:年度?)")
INLINE = re.compile(r"^(.{3,12}?)[:：]\s*(\S.*)$", re.S)
TITLE_ROWS = 5
CODED = re.compile(r"^[0-9A-Z]{8,}[-－—]|^[0-9]{3,}[-－—]")


class FormHead(NamedTuple):
    """Facts of a form's head; empty or None where it does not print them."""

    project_name: str = ""
    department: str = ""
    agency: str = ""
    fiscal_year: str = ""
    self_score: Decimal | None = None
    self_score_max: Decimal | None = None


def head(lines: list[Line], source: Source) -> FormHead:
    """The facts of a form's head: labels with the cell beside them, the year of its title, the total of its points."""
    said: dict[str, str] = {}
    for line in lines:
        for name, text in _labelled(line):
            said.setdefault(name, text)
    year = YEAR.search(said.pop("fiscal_year", "")) or _title_year(lines)
    total = next((row for row in scores(lines, source) if row.level1_zh == TOTAL), None)
    points, most = (total.points, total.max_points) if total else (None, None)
    return FormHead(**said, fiscal_year=year[1] if year else "", self_score=points, self_score_max=most)


def _labelled(line: Line) -> list[tuple[str, str]]:
    """The facts of a line: of each label the cell to its right, or the words behind its colon."""
    found, cells = [], [cell for cell in distinct(line.row) if is_stated(cell.text)]
    for cell, after in zip(cells, [*cells[1:], None], strict=False):
        inline = INLINE.match(cell.text.strip())
        name = role("head_labels", inline[1] if inline else cell.text)
        text = inline[2] if inline else after.text if after and not role("head_labels", after.text) else ""
        if name and text and not line.is_header:
            found.append((name, CODED.sub("", re.sub(r"\s+", "", text))))
    return found


def _title_year(lines: list[Line]) -> re.Match | None:
    """The year of the title, as in 项目支出绩效自评表（2021年度）."""
    for line in lines[:TITLE_ROWS]:
        for cell in distinct(line.row):
            if ("表" in cell.text or "自评" in cell.text or "年度" in cell.text) and (year := YEAR.search(cell.text)):
                return year
    return None
