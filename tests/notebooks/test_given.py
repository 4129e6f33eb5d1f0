"""What helpers.batch.given promises: a parameter that a notebook does not have stops it before it writes anything."""

import json

import papermill
import pytest

from helpers import paths
from helpers.batch.given import check_cells
from helpers.batch.parameters import PlanError

DECLARED = """variant: str = "paper"  # name under which results are kept
sample: str = "all"  # rows, one of: all, public
draws: int = 9  # deals
limit: float = 0.5  # ratio
"""


def cells(given: str) -> list[str]:
    return [DECLARED, f"# Parameters\n{given}\n", "import this"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('varient = "mine"', "varient = 'mine': not declared in the notebook"),
        ('variant = "mine"\nsample = "publik"', "expected str, one of: all, public"),
        ('variant = "mine"\ndraws = "many"', "expected int, a whole number"),
        ('variant = "mine"\nlimit = float("nan")', "expected float, a finite number"),
        ('sample = "public"', "sample = 'public' without a variant"),
        ('sample = "all"\ndraws = 10', "draws = 10 without a variant"),
    ],
)
def test_what_is_not_declared_or_would_take_the_place_of_the_paper_is_refused(given, told):
    with pytest.raises(PlanError) as error:
        check_cells(cells(given))
    assert told in str(error.value)


@pytest.mark.parametrize(
    "given", ['variant = "mine"\nsample = "public"', 'variant = "paper"\nlimit = 1', 'sample = "all"\ndraws = 9', ""]
)
def test_a_variant_of_its_own_may_have_any_value_and_the_paper_its_defaults(given):
    check_cells(cells(given))


def test_a_notebook_that_papermill_gave_nothing_is_not_looked_at():
    check_cells(["import this", "draws = 10"])
    check_cells([DECLARED])


NOTEBOOKS = [*paths.NOTEBOOKS.glob("*.ipynb"), *paths.NOTEBOOKS.glob("methods/*.ipynb")]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_notebook_looks_at_what_it_was_given_before_it_reads_anything(notebook):
    written = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in written if cell["cell_type"] == "code"]
    assert code[1].count("given.check()") == 1


def test_a_mistyped_name_stops_a_notebook_under_papermill(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match="varient = 'mine': not declared"):
        papermill.execute_notebook(
            paths.NOTEBOOKS / "03_describe.ipynb",
            tmp_path / "out.ipynb",
            {"varient": "mine"},
            progress_bar=False,
            cwd=tmp_path,
        )
