"""What helpers.coding.cells promises: sentences in cells are compared like a text, and points are added up."""

import pytest

from helpers.coding.audit import audit
from helpers.reading.formats.grid import Cell, Grid

from . import made


def grid(*rows: list[str]) -> Grid:
    cells = [Cell(text, n, m) for n, row in enumerate(rows) for m, text in enumerate(row) if text]
    return Grid("table 1", tuple(cells), len(rows), max(map(len, rows)))


def told(*rows: list[str]) -> list[tuple]:
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(*rows),)})
    return list(found[["kind", "verdict", "stated", "recomputed"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("rate", "verdict"), [("94.53", "contradiction"), ("93.55", "rounding")])
def test_a_sentence_in_a_cell_is_compared_and_quoted(rate, verdict):
    words = f"应安装终端186套，年末在线174套，在线率{rate}%，其余正在维修。"
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(["说明", words]),)})
    assert found[["kind", "verdict"]].to_numpy().tolist() == [["rate", verdict]]
    assert found["quote"].tolist() == [words.rstrip("。")]
    assert found["start"].isna().all()


@pytest.mark.parametrize(("total", "verdict"), [("94", "holds"), ("95", "contradiction")])
def test_the_points_of_a_form_add_up_to_its_total(total, verdict):
    head, money = ["指标", "值", "分值", "得分"], ["资金", "95%", "10", "9.5"]
    rows = [["产出", "", "50", "48"], ["效益", "", "30", "28"], ["满意度", "", "10", "8.5"]]
    assert told(head, money, *rows, ["总分", "", "100", total]) == [("score", verdict, float(total), 94.0)]


def test_points_of_which_the_maxima_are_not_full_marks_are_not_added_up():
    rows = [[name, "", "20", "18"] for name in ("投入", "过程", "产出", "效果")]
    assert told(["指标", "值", "分值", "得分"], *rows, ["总分", "", "100", "95"]) == []
