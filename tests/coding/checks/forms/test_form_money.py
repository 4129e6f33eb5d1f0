"""What coding.checks.form_money promises: in the block of money of a form columns, rates and points agree."""

import pytest

from helpers.coding.audit import audit

from ... import made
from .test_cells import grid, told

HEAD = ["项目资金", "年初预算数", "全年预算数", "执行数", "分值", "执行率", "得分"]
FORM = [  # by hand: 500 + 120 = 620, 474 + 115 = 589; 589 / 620 = 95 %, 474 / 500 = 94.8 %, 115 / 120 = 95.83 %
    HEAD,
    ["年度资金总额", "600.00", "620.00", "589.00", "10", "95.00%", "9.5"],
    ["其中：市级财政资金", "500.00", "500.00", "474.00", "—", "94.80%", "—"],
    ["区级配套资金", "100.00", "120.00", "115.00", "—", "95.83%", "—"],
]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    return [[text if (n, m) == (row, column) else cell for m, cell in enumerate(own)] for n, own in enumerate(FORM)]


def grave(*rows: list[str]) -> set[str]:
    return {kind for kind, verdict, *_ in told(*rows) if verdict in ("contradiction", "exceeds")}


def test_a_block_that_agrees_is_clean():
    assert grave(*FORM) == set()


@pytest.mark.parametrize(
    ("row", "column", "text", "kind"),
    [
        (1, 3, "598.00", "sum"),
        (2, 2, "505.00", "sum"),
        (3, 3, "151.00", "limit"),
        (2, 5, "98.40%", "rate"),
        (1, 5, "59.00%", "rate"),
        (1, 6, "9.05", "score"),
        (1, 6, "8.5", "score"),
        (1, 6, "10.0", "score"),
    ],
)
def test_a_false_cell_is_found(row, column, text, kind):
    assert kind in grave(*changed(row, column, text))


@pytest.mark.parametrize("points", ["9.50", "10", "9"])
def test_points_of_execution_may_be_rounded_or_cut_off(points):
    assert grave(*changed(1, 6, points)) == set()


def test_points_that_the_amounts_of_the_row_make_up_do_not_doubt_themselves_beside_a_false_rate():
    assert grave(*changed(1, 5, "59.00%")) == {"rate"}


def test_full_marks_of_the_form_in_the_row_of_its_money_are_no_points_for_execution():
    assert grave(*changed(1, 4, "100")) == set()


@pytest.mark.parametrize(
    ("spent", "rate", "points", "verdict"),
    [
        ("720", "120%", "10", "holds"),
        ("720", "120%", "12", ""),
        ("555", "0.925", "9.25", "holds"),
        ("555", "92.50%", "9.3", "rounding"),
        ("554.4", "92.40%", "9.3", "rounding"),
        ("555.6", "92.60%", "9.2", "rounding"),
        ("555", "92.50%", "9.5", "contradiction"),
        ("600", "100%", "9", "contradiction"),
        ("570", "95%", "9.6", "contradiction"),
        ("570", "95%", "9", "rounding"),
        ("573.6", "96%", "9.56", "rounding"),
        ("554.4", "92.40%", "9.14", "contradiction"),
    ],
)
def test_points_are_a_rate_of_their_maximum_rounded_up_or_down_and_no_more_than_it(spent, rate, points, verdict):
    assert execution(spent, rate, points) == verdict


def test_a_row_of_zeros_says_nothing_of_its_points():
    assert execution("0", "0%", "9.5", budget="0") == ""
    assert execution("0", "0%", "9.5") == "contradiction"


def execution(spent: str, rate: str, points: str, budget: str = "600") -> str:
    """The verdict on the points for execution of a form; empty without one."""
    rows = [["资金", "预算数", "执行数", "分值", "执行率", "得分"], ["总额", budget, spent, "10", rate, points]]
    return next((verdict for kind, verdict, *_ in told(*rows) if kind == "score"), "")


def test_a_rate_may_be_of_the_money_received_and_a_total_may_stand_below():
    rows = [["资金来源", "预算数", "到位数", "执行数", "执行率"], ["中央财政", "800", "800", "716.4", "89.55%"]]
    rows += [["区级财政", "400", "200", "200", "100%"], ["合计", "1200", "1000", "916.4", "91.64%"]]
    assert grave(*rows) == set()
    rows[-1][1] = "2100"
    assert grave(*rows) == {"sum"}


def test_a_form_of_piped_lines_is_audited_like_a_table_with_the_place_of_its_figures():
    text = "\n".join(" | ".join(row) for row in changed(3, 5, "98.53%"))
    found = audit(made.read(), {"R": text})
    rates = found[found["verdict"].eq("contradiction") & found["kind"].eq("rate")]
    assert rates["stated"].tolist() == [98.53]
    assert text[int(rates["start"].iloc[0]) :].startswith("120.00 | 115.00 | — | 98.53%")


def test_two_columns_of_spending_and_rows_off_their_heads_say_nothing():
    two = [
        ["资金来源", "预算数", "执行数", "执行率", "资金结构", "执行数"],
        ["财政拨款", "26.4", "26.4", "100%", "支出", "118.6"],
    ]
    assert grave(*two, ["其他资金", "122.8", "118.4", "96.42%", "项目支出", "26.2"]) == set()
    off = [["资金", "年初预算数", "全年预算数", "执行数", "执行率"], ["其中：上级补助", "72", "72", "100%"]]
    assert grave(*off) == set()


NAMED = [  # by hand: 237.5 / 250 = 95 %, 237.5 / 240 = 98.96 %
    ["项目资金（万元）", "年初预算数", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
    ["年度资金总额", "240", "250", "237.5", "95%"],
]


def rated(rate: str, heads: list[str] = NAMED[0]) -> list[tuple]:
    """The verdicts on a rate of the row that is read with the amount spent, with the values it is held against."""
    row = {"cell": "table 1!R2C4", "rate": float(rate.strip("%"))}
    cells = ("initial_budget", "240", {"cell": "table 1!R2C2"}), ("adjusted_budget", "250", {"cell": "table 1!R2C3"})
    funds = made.in_grid(made.funds(*cells, ("executed", "237.5", row)))
    found = audit(made.read(funds=funds), {"R": "a form"}, {"R": (grid(heads, [*NAMED[1][:4], rate]),)})
    return [tuple(row) for row in found[found["kind"] == "rate"][["verdict", "recomputed"]].round(2).values.tolist()]


@pytest.mark.parametrize("rate", ["98%", "99%", "96%", "90%"])
def test_a_rate_is_of_the_budget_that_its_head_names_and_of_no_other(rate):
    assert rated(rate) == [("contradiction", 95)]
    assert rated("95%") == [("holds", 95)]


@pytest.mark.parametrize("marks", ["①②②/①", "12②÷①", "ＡＢＢ／Ａ", "12（3）=2/1", "ABB/A×100%"])
def test_the_columns_of_a_rate_are_marked_by_letters_or_numbers(marks):
    heads = ["2023年资金", "年初预算数", f"全年预算数（{marks[0]}）", f"{marks[1]}全年执行数", f"执行率（{marks[2:]}）"]
    assert rated("99%", heads) == [("contradiction", 95)]


@pytest.mark.parametrize(
    "heads",
    [
        ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率"],
        ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率（B/A）"],
        ["资金", "年初预算数（A）", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
        ["资金", "年初预算数（A）", "全年预算数（B）", "全年执行数（C）", "执行率（C/A）"],
    ],
)
def test_without_a_head_that_names_one_budget_the_one_that_fits_is_meant(heads):
    assert rated("99%", heads) == [("rounding", 98.96)]


def test_a_mark_that_two_budgets_have_names_neither():
    assert rated("95%", ["资金", "年初预算数（A）", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"]) == [
        ("holds", 95)
    ]


def test_a_row_whose_cells_stand_before_their_heads_says_nothing_of_the_named_rate():
    heads = ["资金情况（万元）", "", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"]
    assert grave(heads, ["年度资金总额", "3268.5", "3105.08", "10", "95%", "9.5"]) == set()


def in_yuan(spent: str) -> list[tuple]:
    """What is found of a form in 元 whose parts are 200 万元 and 40 万元 of budget, and of what is read of it."""
    rows = [
        ["年度资金总额", "2400000", spent],
        ["其中：财政拨款", "2000000", "1875000"],
        ["其他资金", "400000", "400000"],
    ]
    sources = zip(["total", "fiscal_appropriation", "other"], rows, strict=True)
    stages = ("adjusted_budget", 1), ("executed", 2)
    told = [(stage, f"{float(row[n]) / 1e4:g}", {"source": name}) for name, row in sources for stage, n in stages]
    form = grid(["项目资金（元）", "全年预算数", "全年执行数"], *rows)
    found = audit(made.read(funds=made.in_grid(made.funds(*told))), {"R": "a form"}, {"R": (form,)})
    return [tuple(row) for row in found[found["kind"] == "sum"][["verdict", "what"]].values.tolist()]


def test_one_slip_in_a_form_in_yuan_is_told_once():
    assert [verdict for verdict, _ in in_yuan("2375000")] == ["contradiction", "holds"]
    assert [verdict for verdict, _ in in_yuan("2275000")] == ["holds", "holds"]


def test_the_unit_that_is_said_is_that_of_the_form():
    rows = (
        ["年度资金总额", "2400000", "2375000"],
        ["其中：财政拨款", "2000000", "1875000"],
        ["其他资金", "400000", "400000"],
    )
    form = grid(["项目资金（元）", "全年预算数", "全年执行数"], *rows)
    money = ("adjusted_budget", "240"), ("executed", "237.5")
    found = audit(made.read(funds=made.in_grid(made.funds(*money))), {"R": "a form"}, {"R": (form,)})
    slip = found[found["verdict"] == "contradiction"]
    assert slip["what"].tolist() == ["table 1: 全年执行数: the whole of the form against its 2 rows, 元"]
    assert slip["stated"].tolist() == [2375000]
