"""What helpers.reading.forms.money_columns promises: sources in columns beside the stage that they are part of."""

import pytest

from .drawn import funds, problems, read

HEAD = "项目预算（万元） | 预算批复总额 | 其中：县财政 | {} | 实际支出总额 | 其中：县财政 | {} | 执行率\n"


@pytest.mark.parametrize(("other", "source"), [("上级补助", "fiscal_appropriation"), ("其他", "other")])
def test_sources_beside_a_stage_are_parts_of_it(other, source):
    tables = read(HEAD.format(other, other) + "^ | 860 | 500 | 360 | 838.5 | 478.5 | 360 | 97.5%")
    assert funds(tables) == [
        "initial_budget total 860",
        "executed total 838.5",
        "initial_budget fiscal_appropriation 500",
        "executed fiscal_appropriation 478.5",
        f"initial_budget {source} 360",
        f"executed {source} 360",
    ]
    assert problems(tables) == []


def test_sources_beside_a_stage_are_of_the_project_of_their_row():
    form = """
序号 | 项目名称 | 全年预算数（万元） | 其中：财政资金 | 全年执行数 | 其中：财政资金 | 自评得分
1 | 河道清淤 | 80 | 60 | 70 | 55 | 92
2 | 渠道衬砌 | 40 | 40 | 40 | 40 | 98
"""
    rows = read(form, projects={"河道清淤": "r-1", "渠道衬砌": "r-2"}).funds
    assert [(row.project_id, row.stage, row.source, int(row.amount_wan)) for row in rows][:6] == [
        ("r-1", "adjusted_budget", "total", 80),
        ("r-1", "executed", "total", 70),
        ("r-1", "adjusted_budget", "fiscal_appropriation", 60),
        ("r-1", "executed", "fiscal_appropriation", 55),
        ("r-2", "adjusted_budget", "total", 40),
        ("r-2", "executed", "total", 40),
    ]


def test_a_column_of_other_things_behind_a_stage_is_no_source():
    for other in ("其他", "统筹整合资金数", "情况说明"):
        form = f"资金（万元） | 预算数 | 执行数 | {other} | 备注\n合计 | 80 | 70 | 3 | 无"
        assert funds(read(form)) == ["adjusted_budget total 80", "executed total 70"]
