"""What helpers.coding.tidy promises: amounts of a project are what is printed, once, or missing; reports and public
pages meet in the same columns."""

import pandas as pd
import pytest

from helpers import paths
from helpers.coding import frames, tidy
from helpers.coding.corrections import corrected

from . import made


@pytest.fixture(scope="module")
def public() -> dict[str, pd.DataFrame]:
    return frames.public(paths.PUBLIC)


@pytest.fixture(scope="module")
def nothing(public) -> dict[str, pd.DataFrame]:
    """Public facts without a row."""
    return {name: frame.iloc[:0] for name, frame in public.items()}


def of(project: str, line: str = "", **cells) -> dict:
    return {"project_id": project, "line": line} | cells


def amounts(*rows: tuple) -> pd.DataFrame:
    return tidy.amounts(made.funds(*rows)).set_index("project_id")


def test_lines_of_a_project_add_up():
    found = amounts(
        ("initial_budget", "159.91", of("R-1", "法援经费")),
        ("executed", "107.42", of("R-1", "法援经费")),
        ("initial_budget", "100", of("R-1", "刑辩经费")),
        ("executed", "60.79", of("R-1", "刑辩经费")),
    )
    assert found.loc["R-1", "initial_budget_wan"] == pytest.approx(259.91)
    assert found.loc["R-1", "executed_wan"] == pytest.approx(168.21)
    assert found.loc["R-1", "project_name_zh"] == "法援经费、刑辩经费"


def test_an_amount_printed_twice_counts_once():
    assert amounts(("executed", "100"), ("executed", "100.00")).loc["", "executed_wan"] == 100


def test_an_amount_printed_with_different_values_is_missing():
    assert pd.isna(amounts(("executed", "100"), ("executed", "101")).loc["", "executed_wan"])


def test_a_stage_that_one_of_the_lines_does_not_state_is_missing():
    found = amounts(
        ("initial_budget", "30", of("R-1", "甲经费")),
        ("initial_budget", "20", of("R-1", "乙经费")),
        ("executed", "30", of("R-1", "甲经费")),
    )
    assert found.loc["R-1", "initial_budget_wan"] == 50
    assert pd.isna(found.loc["R-1", "executed_wan"])


def test_the_total_of_a_project_is_not_added_to_its_lines_and_stands_where_these_are_not_all():
    lines = (("executed", "60", of("R-1", "甲经费")), ("executed", "40", of("R-1", "乙经费")))
    assert amounts(("executed", "100", of("R-1")), *lines).loc["R-1", "executed_wan"] == 100
    assert amounts(("executed", "130", of("R-1")), *lines).loc["R-1", "executed_wan"] == 130


def test_the_parts_of_a_project_that_prints_its_total_at_one_stage_make_no_total_at_another():
    found = amounts(("executed", "100", of("R-1")), ("initial_budget", "60", of("R-1", "甲经费"))).loc["R-1"]
    assert found["executed_wan"] == 100
    assert pd.isna(found["initial_budget_wan"])
    assert found["project_name_zh"] == ""


def test_sources_and_classes_are_no_totals():
    found = amounts(
        ("executed", "100"), ("executed", "60", {"source": "general_public"}), ("executed", "5", {"category": "wages"})
    )
    assert found["executed_wan"].tolist() == [100]


def projects(nothing, **given) -> pd.DataFrame:
    return tidy.all_projects(made.read(**given), nothing)


def test_a_report_of_several_projects_has_a_row_for_each_and_one_for_the_whole_with_the_score(nothing):
    money = made.funds(
        ("executed", "100"), ("executed", "60", of("R-1", "甲经费")), ("executed", "40", of("R-2", "乙"))
    )
    found = projects(nothing, funds=money, reports=made.reports(self_score=96))
    assert found["project_id"].tolist() == ["R-0", "R-1", "R-2"]
    assert found["executed_wan"].tolist() == [100, 60, 40]
    assert found["is_total"].tolist() == [True, False, False]
    assert found["self_score"].fillna(-1).tolist() == [96, -1, -1]


def test_the_score_of_a_report_whose_total_is_not_printed_is_kept_on_a_row_of_the_whole(nothing):
    money = made.funds(("executed", "60", of("R-1", "甲经费")), ("executed", "40", of("R-2", "乙经费")))
    found = projects(nothing, funds=money, reports=made.reports(self_score=96)).set_index("project_id")
    assert found.loc["R-0", "self_score"] == 96
    assert pd.isna(found.loc["R-0", "executed_wan"])


def test_a_report_of_one_project_has_one_row_with_the_score(nothing):
    money = made.funds(("executed", "60", of("R-1")))
    found = projects(nothing, funds=money, reports=made.reports(self_score=96))
    assert found[["project_id", "is_total", "self_score"]].to_numpy().tolist() == [["R-1", False, 96]]


def test_a_project_without_money_has_a_row_that_its_indicators_meet(nothing):
    promised = made.indicators({"project_id": "R-1", "target": "3", "actual": "3"})
    found = projects(nothing, indicators=promised)
    assert found["project_id"].tolist() == ["R-1"]
    assert found[["initial_budget_wan", "executed_wan"]].isna().all(axis=None)
    assert tidy.all_indicators(made.read(indicators=promised), nothing)["project_id"].tolist() == ["R-1"]


def test_a_report_without_any_figure_has_one_row(nothing):
    found = projects(nothing)
    assert found["project_id"].tolist() == ["R-0"]
    assert found["is_total"].tolist() == [False]
    assert pd.isna(found.loc[0, "official_host"])


def indicators(nothing, *rows) -> pd.DataFrame:
    return tidy.all_indicators(made.read(indicators=made.indicators(*rows)), nothing)


def test_words_in_place_of_a_number_are_missing(nothing):
    found = indicators(nothing, {"target": "全覆盖", "comparator": "qualitative", "actual": "275"})
    assert pd.isna(found.loc[0, "target"])
    assert found.loc[0, "actual"] == 275


@pytest.mark.parametrize(
    ("target_unit", "actual_unit", "same"),
    [
        ("件", "件", True),
        ("场", "场次", True),
        ("人", "人次", False),
        ("个", "%", False),
        ("人次", "", True),
        ("", "人次", True),
        ("", "", True),
    ],
)
def test_units_are_the_same_where_they_count_the_same_thing_or_one_is_not_printed(target_unit, actual_unit, same):
    row = {"target": "8", "actual": "9", "target_unit": target_unit, "actual_unit": actual_unit}
    assert tidy.same_unit(made.indicators(row)) == [same]


def test_public_pages_and_reports_stand_in_one_table_reports_first(public):
    seeds = made.read(funds=made.funds(("executed", "100")))
    found = tidy.all_projects(seeds, public)
    assert found["source"].tolist() == ["seeds"] + ["public"] * 430
    assert len(tidy.all_indicators(seeds, public)) == 676


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.scqs.gov.cn/info/1.htm", True),
        ("http://czj.baise.gov.cn:8080/a", True),
        ("https://dyxrmt.cn/article-1.html", False),
        ("https://mirror.cn/www.x.gov.cn/1.html", False),
        ("https://x.gov.cn.mirror.com/1", False),
        ("", None),
    ],
)
def test_a_host_is_official_by_its_name_and_unknown_without_an_address(public, url, official):
    pages = public["public_sources"].query("source_id == 'P002'").assign(url=url)
    rows = {name: frame.query("source_id == 'P002'") for name, frame in public.items()} | {"public_sources": pages}
    found = tidy.all_projects(made.read(), rows).query("source == 'public'")["official_host"].iloc[0]
    assert pd.isna(found) if official is None else found == official


def page(public, name: str, **cells) -> dict[str, pd.DataFrame]:
    """The first public page alone, with cells of a table changed."""
    one = {each: frame.query("source_id == 'P001'").head(1) for each, frame in public.items()}
    return one | {name: one[name].assign(**cells)}


def test_the_stated_rate_of_a_public_page_becomes_a_ratio(public):
    found = tidy.all_projects(made.read(), page(public, "public_projects", execution_rate_stated_pct=99.5))
    assert found["execution_rate_stated"].iloc[-1] == pytest.approx(0.995)


@pytest.mark.parametrize(
    ("amount", "initial", "kind", "note", "told"),
    [
        (170, float("nan"), "project_report", "", ""),
        (170, 180, "project_report", "", "budget"),
        (170, float("nan"), "project_table", "", "budget"),
        (170, 180, "project_table", "计划 180 到位 170", "received"),
        (170, float("nan"), "project_report", "预算 200, received 170 (85%)", "received"),
        (8525.06, float("nan"), "project_report", "rate is on received money", "received"),
        (170, float("nan"), "project_report", "上级下达 1705", ""),
        (170, float("nan"), "project_report", "到位率 100%", ""),
        (float("nan"), 180, "project_table", "到位 180", ""),
    ],
)
def test_an_adjusted_budget_is_told_from_money_received_where_the_tables_tell(
    public, amount, initial, kind, note, told
):
    amounts = {"adjusted_budget_wan": amount, "initial_budget_wan": initial, "note": note}
    rows = page(public, "public_projects", **amounts)
    rows["public_sources"] = rows["public_sources"].assign(doc_type=kind)
    assert tidy.all_projects(made.read(), rows)["adjusted_is"].iloc[-1] == told


def test_the_adjusted_budget_of_a_report_is_one(nothing):
    money = made.funds(("adjusted_budget", "100", of("R-1")), ("executed", "50", of("R-2")))
    found = tidy.all_projects(made.read(funds=money), nothing).set_index("project_id")["adjusted_is"]
    assert found[["R-1", "R-2"]].tolist() == ["budget", ""]


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("department_table", "department"), ("project_report", "project"), ("evaluation_report", "project"), ("", "")],
)
def test_the_scope_of_a_page_comes_from_its_kind_and_is_unknown_without_one(public, kind, scope):
    assert tidy.all_projects(made.read(), page(public, "public_sources", doc_type=kind))["scope"].iloc[-1] == scope


@pytest.mark.parametrize(
    ("name", "sign", "polarity"),
    [
        ("检查次数", ">=", "higher"),
        ("成本控制数", "<=", "lower"),
        ("事故发生数", "=", "lower"),
        ("事故发生数", ">=", "higher"),
        ("事故发生数", ">", "higher"),
        ("检查次数", "<", "lower"),
        ("检查次数", "", "higher"),
    ],
)
def test_whether_less_is_better_is_told_by_the_sign_and_without_one_by_the_name(public, name, sign, polarity):
    rows = page(public, "public_indicators", name_zh=name, comparator=sign)
    assert tidy.all_indicators(made.read(), rows)["polarity"].tolist() == [polarity]


def test_a_word_printed_as_the_actual_is_told_from_a_number_and_from_nothing(public):
    signs = []
    for actual, word in [(3.0, ""), (float("nan"), "完成"), (float("nan"), "")]:
        rows = page(public, "public_indicators", actual=actual, actual_qualitative=word)
        signs += tidy.all_indicators(made.read(), rows)["actual_comparator"].tolist()
    assert signs == ["=", "qualitative", ""]


def test_the_remark_of_the_coder_goes_with_the_indicator_and_a_person_says_what_it_means(public):
    found = tidy.all_indicators(made.read(), page(public, "public_indicators", note="still being built"))
    assert found[["note", "unfinished"]].iloc[-1].tolist() == ["still being built", ""]


def test_each_thing_that_was_not_finished_has_a_remark_that_says_so(public):
    fixes = frames.from_csv(paths.CORRECTIONS, "corrections").query("column == 'unfinished'")
    found = corrected({"all_indicators": tidy.all_indicators(made.read(), public)}, fixes)["all_indicators"]
    said = found.query("unfinished != ''")
    assert (said["note"] != "").all()
    assert said["unfinished"].value_counts().to_dict() == {"not_due": 2, "undone": 2}


def test_the_public_pages_hold_what_their_description_counts(public):
    """Counts of data/raw/public as they were stated when the pages were coded."""
    found = tidy.all_projects(made.read(), public).query("source == 'public'")
    budget = found[["initial_budget_wan", "adjusted_budget_wan"]].notna()
    assert (budget.any(axis=1) & found["executed_wan"].notna()).sum() == 162
    assert found["execution_rate_stated"].notna().sum() == 117
    assert found["self_score"].notna().sum() == 38
    assert (found["self_score"] == 100).sum() == 13
    assert found["self_score"].median() == 98
    both = found[budget.all(axis=1)]
    higher = both["adjusted_budget_wan"] > both["initial_budget_wan"]
    assert [len(both), higher.sum(), (both["adjusted_budget_wan"] < both["initial_budget_wan"]).sum()] == [36, 8, 8]


def test_the_public_indicators_hold_what_their_description_counts(public):
    found = tidy.all_indicators(made.read(), public)
    pairs = found.dropna(subset=["target", "actual"])
    assert (len(pairs), pairs["report_id"].nunique()) == (311, 61)
    scored = found.dropna(subset=["weight", "score"])
    assert (len(scored), (scored["weight"] == scored["score"]).sum()) == (204, 171)
