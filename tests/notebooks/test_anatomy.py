"""How a notebook is built: a question, parameters that explain themselves, short cells, all writes last, no outputs."""

import ast
import json
import re

import pytest

from helpers import paths
from helpers.batch.parameters import declared

PAPER = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
NOTEBOOKS = [*PAPER, *sorted(paths.NOTEBOOKS.glob("methods/*.ipynb"))]
LONGEST_CELL, LONGEST_LINE = 15, 120
WRITES = re.compile(r"\b(save|write)_\w+\(")


def cells(notebook) -> list[dict]:
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in found]


def code(notebook) -> list[dict]:
    return [cell for cell in cells(notebook) if cell["cell_type"] == "code"]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_there_are_the_notebooks_of_the_paper():
    assert [path.stem for path in PAPER] == [
        "00_start",
        "01_read",
        "02_check",
        "03_describe",
        "04_efficiency",
        "05_regress",
        "06_multiverse",
        "07_robustness",
        "08_results",
    ]


def test_it_opens_with_a_question_and_says_what_it_reads_and_writes(notebook):
    title = cells(notebook)[0]
    assert re.match(r"# .+\?\n", title["source"])
    assert "Reads" in title["source"]
    assert "Writes" in title["source"]


def test_its_sections_ask(notebook):
    text = [cell["source"] for cell in cells(notebook) if cell["cell_type"] == "markdown"]
    headings = [line for source in text for line in source.splitlines() if line.startswith("#")]
    assert [heading for heading in headings if not heading.endswith("?")] == []


def test_the_parameters_come_first_and_each_has_type_and_meaning(notebook):
    assert code(notebook)[0]["metadata"]["tags"] == ["parameters"]
    parameters = declared(notebook)
    assert {"variant", "lang"} <= set(parameters)
    assert parameters["variant"].default == ("paper" if notebook in PAPER else "try")
    assert set(parameters["lang"].choices) == {"en", "zh"}


OPENING = [each for each in NOTEBOOKS if not each.stem.endswith("_results")]  # which says nothing but its answer


@pytest.mark.parametrize("opened", OPENING, ids=lambda path: path.stem)
def test_its_answer_and_a_figure_stand_right_below_the_parameters(opened):
    """They are shown there as soon as they are computed further down, by the name of their place."""
    top, *below = [cell["source"] for cell in code(opened)[1:]]
    for name in ("answer", "picture"):
        assert f'"{name}"' in top
        assert sum(f"{name}.update(" in source for source in below) == 1
    assert "display_id" in top


@pytest.mark.parametrize("opened", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_ends_with_what_to_change_next_by_name_of_a_parameter(opened):
    last = cells(opened)[-1]["source"]
    assert last.startswith("## What to change next?\n")
    assert set(re.findall(r"`(\w+)`", last)) & set(declared(opened))


def test_cells_are_short_and_define_nothing(notebook):
    for cell in code(notebook):
        lines = cell["source"].strip().splitlines()
        assert len(lines) <= LONGEST_CELL, cell["source"]
        assert max(map(len, lines)) <= LONGEST_LINE, max(lines, key=len)
        defined = [
            node for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        assert not defined, cell["source"]


def test_all_writes_stand_in_the_last_cell_and_asserts_before_them(notebook):
    *before, last = [cell["source"] for cell in code(notebook)]
    assert WRITES.search(last)
    assert not any(WRITES.search(source) for source in before)
    assert any(re.search(r"^assert ", source, re.M) for source in before)


def test_no_path_is_put_together_and_no_magic_is_used(notebook):
    for cell in code(notebook):
        assert not re.search(r"^[%!]|sys\.path|os\.chdir|Path\(", cell["source"], re.M), cell["source"]


def test_the_text_types_no_result(notebook):
    """Numbers in the text are years, levels and counts of the method; a share or a decimal would be a result."""
    for cell in cells(notebook):
        if cell["cell_type"] == "markdown":
            assert not re.search(r"\d+(\.\d+)? ?%|N ?= ?\d", cell["source"]), cell["source"]


def test_it_is_stored_without_outputs(notebook):
    for cell in code(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
