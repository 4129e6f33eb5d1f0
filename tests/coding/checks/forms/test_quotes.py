"""What coding.checks.quotes promises: a finding in a grid says which cells it speaks of."""

import pandas as pd

from helpers.coding.audit import audit
from helpers.coding.checks.findings import Figure, Finding
from helpers.coding.checks.forms.quotes import of_cells, of_grids

from ... import made
from .test_cells import grid

FORM = grid(
    ["资金", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "1,040.00", "988.00", "10", "95%", "8.5"],
)


def test_points_of_a_column_are_quoted_with_the_words_of_their_row_and_their_cell():
    found = audit(made.read(), {"R": "a form"}, {"R": (FORM,)})
    quoted = found[found["verdict"] == "contradiction"]["quote"].tolist()
    cells = [("8.5", 6), ("95%", 5), ("10", 4)]
    assert quoted == [" … ".join(f"年度资金总额: {said} (table 1!R2C{column})" for said, column in cells)]
    assert found["start"].isna().all()


def test_figures_of_a_table_are_quoted_from_the_cell_that_it_names_and_a_rate_from_the_one_beside_it():
    funds = pd.DataFrame({"cell": ["table 1!R2C3", "table 1!R2C2", ""]})
    named = [("funds:0", 95), ("funds:0", 988), ("funds:1", 1040), ("funds:2", 7), ("funds:0", 988)]
    figures = tuple(Figure(row, value, 0.0, -1, -1) for row, value in named)
    finding = Finding("R", "rate", "", figures[0], 95.0, figures)
    assert of_cells(finding, {"funds": funds}, of_grids({"R": (FORM,)})) == (
        "年度资金总额: 95% (table 1!R2C5) … 年度资金总额: 988.00 (table 1!R2C3) … 年度资金总额: 1,040.00 (table 1!R2C2)"
    )
    assert of_cells(finding, {"funds": funds}, {}) == ""


def test_of_forms_alike_each_figure_is_quoted_and_named_with_its_own_table():
    forms = (FORM, FORM._replace(name="table 2"), FORM._replace(name="table 3"))
    found = audit(made.read(), {"R": "forms"}, {"R": forms})
    told = found[found["verdict"] == "contradiction"]
    assert [told["quote"].str.count(rf"table {n}!").tolist() for n in (1, 2, 3)] == [[3, 0, 0], [0, 3, 0], [0, 0, 3]]
    assert told["figures"].iloc[1] == "cell:table_2!R2C6 cell:table_2!R2C5 cell:table_2!R2C4"


def test_figures_of_two_reports_are_quoted_each_from_its_own():
    funds = pd.DataFrame({"cell": ["table 1!R2C3", "table 1!R1C1"]})
    figures = Figure("funds:0", 988, 0.0, -1, -1), Figure("funds:1", 985, 0.0, -1, -1)
    finding = Finding("R+S", "cross_report", "", figures[0], 985.0, figures)
    assert of_cells(finding, {"funds": funds}, of_grids({"R": (FORM,), "S": (grid(["985"]),)})) == (
        "年度资金总额: 988.00 (table 1!R2C3) … 985 (table 1!R1C1)"
    )


def test_a_total_is_shown_with_the_points_of_its_rows_and_not_with_numbers_alike():
    """The targets 1500 and 100 hold the digits of the points, and a reason for lost points names some too."""
    heads = ["指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
    rows = [
        ["补贴老人人数", "1500", "1500", "15", "15", ""],
        ["发放准确率", "100%", "90%", "20", "13", "扣7分，应得20分，得13"],
        ["老人满意度", "90%", "90%", "65", "65分", ""],
        ["总分", "", "", "", "94", ""],
    ]
    cells = [
        {"name_zh": name, "weight": float(most), "score": float(got.strip("分"))}
        for name, _, _, most, got, _ in rows[:3]
    ]
    card = made.in_grid(made.scorecard(("总分", "94"))).assign(cell="table 1!R5C5")
    actuals = [f"table 1!R{n}C3" for n in (2, 3, 4)]
    read = made.read(scorecard=card, indicators=made.in_grid(made.indicators(*cells)).assign(cell=actuals))
    found = audit(read, {"R": "a form"}, {"R": (grid(heads, *rows),)})
    places = [(label, said, n) for (label, *_, said, _), n in zip((rows[3], *rows[:3]), (5, 2, 3, 4), strict=True)]
    own = found[found["what"].str.contains("of its 3 indicators")]
    assert own["quote"].tolist() == [" … ".join(f"{label}: {said} (table 1!R{n}C5)" for label, said, n in places)]
