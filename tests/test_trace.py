"""What helpers.trace promises: from any row of a table to the words of the reports, or one clear message."""

import pandas as pd
import pytest
from click.testing import CliRunner

from helpers import paths, trace
from helpers.__main__ import cli
from helpers.output import tables
from helpers.reading import report

KNOWN = pd.DataFrame(
    {"source": ["seeds", "public"], "report_id": ["001", "P005"], "project_id": ["001-2", "P005-1"], "seq": [6, 2]}
)


def said(figures: list[trace.Figure]) -> list[tuple[str, str]]:
    return [(figure.project_id, figure.what) for figure in figures]


@pytest.fixture
def figures(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "figures", lambda variant: tmp_path)
    frame = pd.DataFrame({"model": ["(1)"], "term": ["execution"], "estimate": [0.5]})
    tables.save_table(frame, "effects", tmp_path, "c", rows={"*": KNOWN})
    tables.save_table(frame, "some", tmp_path, "c", rows={"rate": KNOWN.iloc[:1].drop(columns="seq")})


def test_every_figure_of_a_report_stands_where_it_is_said_to():
    texts = report.texts([paths.REPORTS])
    for figure in trace.traced("all_projects", "001-2"):
        start, end = map(int, figure.place.split(" to "))
        assert texts["001"][start:end] == figure.what.split()[-1]
        assert figure.quote in texts["001"]
        assert figure.what.split()[-1] in figure.quote


def test_a_project_leads_to_its_money():
    found = said(trace.traced("all_projects", "001-2"))
    stages = [("initial_budget", "32"), ("allocated", "10.31"), ("executed", "10.31")]
    assert found == [("001-2", f"funds {stage} 律师管理业务经费 {amount}") for stage, amount in stages]


def test_parts_of_an_amount_are_not_behind_a_project_and_its_score_is():
    found = [figure.what.split()[1:] for figure in trace.traced("all_projects", "000-1")]
    assert found == [["initial_budget", "280"], ["executed", "328.54"], ["自评得分", "96"]]


def test_a_coefficient_leads_to_money_and_indicators_of_reports_and_pages(figures):
    found = said(trace.traced("effects", "execution"))
    assert ("001-2", "funds executed 律师管理业务经费 10.31") in found
    assert ("001-2", "indicators 开展律师业务培训 >= 2 次 = 10 次") in found
    assert found[-2:] == [
        ("P005-1", "public_projects 中央政法转移支付资金 150"),
        ("P005-1", "public_indicators 调解各类纠纷数量 1087 件"),
    ]
    assert trace.traced("effects", "execution") == trace.traced("effects", "*")


def test_a_figure_of_a_page_leads_to_its_address_and_the_row_that_was_coded(figures):
    figure = trace.traced("effects", "*")[-1]
    line = (paths.PUBLIC / "indicators.csv").read_text(encoding="utf-8-sig").splitlines()[6]
    assert figure.place == "indicators.csv, row 7"
    assert "调解各类纠纷数量" in line
    assert figure.source.startswith("http")


def test_a_row_that_used_projects_alone_leads_to_no_indicator(figures):
    assert {what.split()[0] for _, what in said(trace.traced("some", "rate"))} == {"funds"}


def test_a_finding_leads_to_the_figures_it_compares():
    audit = pd.read_csv(paths.processed() / "audit.csv")
    used = audit["figures"].iloc[0].split()
    assert len(trace.traced("audit", audit["check_id"].iloc[0])) == len(used)
    assert trace.traced("findings", audit["check_id"].iloc[0]) == trace.traced("audit", "0")


def test_a_row_can_be_asked_for_by_its_number():
    assert said(trace.traced("funds", "0")) == [("000-1", "funds initial_budget 280")]


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("nothing", "0", "no table 'nothing': there are effects, some, reports, funds"),
        ("effects", "sigma", "no row 'sigma': there are *, (1), execution"),
        ("funds", "4444", "no row '4444' in funds: there are 0 to"),
        ("funds", "-1", "no row '-1' in funds: there are 0 to"),
        ("../funds", "0", "no table '../funds'"),
    ],
)
def test_a_row_that_is_not_there_gets_one_message_and_exit_code_2(figures, table, row, told):
    done = CliRunner().invoke(cli, ["trace", "--", table, row])
    assert done.exit_code == 2
    assert told in done.output
    assert "Traceback" not in done.output


def test_the_command_prints_report_place_and_quote():
    done = CliRunner().invoke(cli, ["trace", "indicators", "0"])
    assert done.exit_code == 0
    assert done.output.startswith("1 figure of 1 report\n\n001  001.txt\n  001-1  indicators 法律援助案件数 >= 4000")
