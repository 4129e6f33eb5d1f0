"""What helpers.reading.forms.listed promises: the money of projects that a table lists, one a row."""

from helpers.reading.forms.listed import listed_projects

from .drawn import drawn

LIST = """序号 | 项目名称 | 年初预算（元） | 调整后预算数（元） | 支出（元）
1 | 校车运行 | 300000 | 280000 | 279000
2 | 食堂改造 | 150000 | 150000 | 148500
 | 合计 | 450000 | 430000 | 427500
"""


def rows(table: str, unit: str = "") -> list[tuple[str, str, str, str]]:
    found = listed_projects(drawn(table), "r", unit)
    return [(row.project_id, row.stage, f"{row.amount_wan.normalize():f}", row.cell) for row in found]


def test_each_row_is_a_project_and_the_sum_the_reports():
    assert rows(LIST) == [
        ("r-1", "initial_budget", "30", "table 1!R2C3"),
        ("r-1", "adjusted_budget", "28", "table 1!R2C4"),
        ("r-1", "executed", "27.9", "table 1!R2C5"),
        ("r-2", "initial_budget", "15", "table 1!R3C3"),
        ("r-2", "adjusted_budget", "15", "table 1!R3C4"),
        ("r-2", "executed", "14.85", "table 1!R3C5"),
        ("", "initial_budget", "45", "table 1!R4C3"),
        ("", "adjusted_budget", "43", "table 1!R4C4"),
        ("", "executed", "42.75", "table 1!R4C5"),
    ]


def test_the_unit_above_a_table_counts_where_its_headers_print_none():
    table = "项目名称 | 年初预算 | 支出\n校车 | 30 | 29\n食堂 | 20 | 20\n"
    assert [row[2] for row in rows(table, "万元")] == ["30", "29", "20", "20"]


def test_a_table_of_sources_one_project_or_one_stage_lists_no_projects():
    assert rows("资金来源 | 年初预算 | 支出\n中央资金 | 30 | 29\n省级资金 | 20 | 20\n") == []
    assert rows("项目名称 | 年初预算 | 支出\n校车 | 30 | 29\n合计 | 30 | 29\n") == []
    assert rows("项目名称 | 支出\n校车 | 29\n食堂 | 20\n") == []
