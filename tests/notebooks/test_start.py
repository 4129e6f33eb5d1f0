"""What notebook 00 leads to is what the kept tables say by another library, and its sentence is in the report."""

import re
import shutil

import numpy as np
import pandas as pd
import papermill
import pytest
import statsmodels.formula.api as smf

from helpers import paths


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> list[str]:
    """The texts that the executed notebook shows, in their order; it writes into a variant of its own."""
    out = tmp_path_factory.mktemp("start") / "00.ipynb"
    given = {"variant": "test_start"}
    notebook = papermill.execute_notebook(
        paths.NOTEBOOKS / "00_start.ipynb", out, given, cwd=paths.NOTEBOOKS, kernel_name="python3", progress_bar=False
    )
    shutil.rmtree(paths.figures("test_start").parent)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return ["".join(output["data"]["text/markdown"]) for output in outputs if "text/markdown" in output.get("data", {})]


def kept(table: str) -> pd.DataFrame:
    return pd.read_csv(paths.processed() / f"{table}.csv", dtype={"report_id": str, "project_id": str})


def test_the_answer_on_top_is_the_coefficient_by_statsmodels_from_the_kept_tables(shown):
    money = kept("all_projects").query("executed_wan > 0")
    budget = money["adjusted_budget_wan"].fillna(money["initial_budget_wan"]).where(lambda all_: all_ > 0)
    money = money.assign(execution=money["executed_wan"] / budget, log_spending=np.log(money["executed_wan"]))
    rows = kept("all_indicators").query("same_unit and level2 != 'cost' and not name_zh.str.contains('执行率|支出率')")
    less = rows["polarity"] == "lower"
    ratio = np.where(less, rows["target"] / rows["actual"], rows["actual"] / rows["target"])
    rows = rows.assign(capped=np.where(rows["target"] == rows["actual"], 1, np.minimum(ratio, 1))).merge(
        money, on=["report_id", "project_id"], how="inner"
    )
    rows = rows.dropna(subset=["capped", "execution", "log_spending"])
    codes = rows["report_id"].astype("category").cat.codes
    fitted = smf.ols("capped ~ execution + log_spending", rows).fit(
        cov_type="cluster", cov_kwds={"groups": codes}, use_t=True
    )
    low, high = fitted.conf_int().loc["execution"] / 10
    assert f"**{len(rows)}** such indicators" in shown[0]
    assert f"**{fitted.params['execution'] / 10:+.3f}** higher (95% interval {low:+.3f} to {high:+.3f})" in shown[0]


def test_the_sentence_is_a_line_of_the_report_with_its_figure_marked(shown):
    line = next(text for text in shown if text.startswith("> ")).removeprefix("> ")
    report = (paths.REPORTS / "001.txt").read_text(encoding="utf-8")
    assert line.replace("**", "") in report.splitlines()
    (token,) = re.findall(r"\*\*(.+?)\*\*", line)
    assert token in kept("indicators").query("report_id == '001'")["token"].astype(str).tolist()
