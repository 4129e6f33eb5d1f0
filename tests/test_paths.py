"""The one place that knows where things lie."""

import pytest

from helpers import paths


def test_the_paper_lies_in_its_folders_and_every_variant_below_runs():
    assert paths.processed() == paths.ROOT / "data" / "processed"
    assert paths.figures("paper") == paths.ROOT / "figures"
    assert paths.processed("mine") == paths.RUNS / "mine" / "processed"
    assert paths.figures("中文-2.1") == paths.RUNS / "中文-2.1" / "figures"


@pytest.mark.parametrize(
    "name", ["", "..", ".hidden", "-x", "/a", "a/", "a//b", "a/../b", "a\\b", "a b", "a\n", "../../x", "{x}"]
)
def test_a_name_that_could_lead_elsewhere_is_refused(name):
    with pytest.raises(ValueError, match="letters, digits"):
        paths.figures(name)


def test_the_run_of_a_plan_has_its_folder_in_that_of_the_plan_and_what_all_found_lies_beside():
    assert paths.result("robust/a-b") == paths.RUNS / "robust" / "a-b" / "result.parquet"
    assert paths.collected("robust") == paths.RUNS / "robust" / "results.parquet"


def test_the_review_pages_of_a_variant_lie_below_runs_and_a_notebook_links_to_them():
    assert paths.review("mine") == paths.RUNS / "mine" / "review"
    assert paths.link(paths.review("mine")) == "../runs/mine/review"
