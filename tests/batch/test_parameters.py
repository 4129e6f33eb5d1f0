"""What helpers.batch.parameters promises: nothing reaches a notebook but what it declares, in the type it declares."""

import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.batch.parameters import Cell, Parameter, PlanError, cells, checked, declared

from .project import code, write_cells, write_notebook

ALL_TYPES = """\
# the defaults are the paper
sample: str = "all"  # reports used, one of: seeds, public, all
draws: int = 2000  # number of bootstrap samples

level: float = 0.95  # confidence, share
capped: bool = True  # whether more than promised counts as promised
shift: float = -1  # added to each rate, percentage points
"""

one_notebook = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def notebook(project):
    return write_notebook(project, "05_regress", ALL_TYPES)


def refusal(notebook, values: dict) -> str:
    with pytest.raises(PlanError) as refused:
        checked(notebook, values)
    return str(refused.value)


def test_a_notebook_that_was_just_read_is_read_as_it_is_now(project, notebook):
    before = declared(notebook), cells(notebook)
    write_notebook(project, "05_regress", ALL_TYPES.replace("2000", "1999"))
    assert [each["draws"].default for each in (before[0], declared(notebook))] == [2000, 1999]
    assert cells(notebook) != before[1]


def test_the_declared_parameters_come_in_order_with_type_default_meaning_and_choices(notebook):
    assert list(declared(notebook).values()) == [
        Parameter("sample", str, "all", "reports used", ("seeds", "public", "all")),
        Parameter("draws", int, 2000, "number of bootstrap samples"),
        Parameter("level", float, 0.95, "confidence, share"),
        Parameter("capped", bool, True, "whether more than promised counts as promised"),
        Parameter("shift", float, -1.0, "added to each rate, percentage points"),
    ]


def test_the_cell_is_parsed_and_never_executed(project):
    source = "a: int = open('made', 'w').write('x')  # number"
    with pytest.raises(PlanError, match=r"line 1.*literal that is a whole number.*found `open"):
        declared(write_notebook(project, "n", source))
    assert not (project / "made").exists()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("a = 1  # number", "expected `name: type = default .* found `a = 1`"),
        ("a: int  # number", "found `a: int`"),
        ("a: list = []  # names", "with type one of bool, int, float, str, found `a: list"),
        ("a: int | None = 1  # number", "found `a: int | None"),
        ("x.a: int = 1  # number", "found `x.a: int"),
        ("import os", "found `import os`"),
        ("a: int = 1", "expected a comment with meaning and unit"),
        ("a: int = 1  # b = 2", "without '='"),
        ("a: int = 1  # one of: 1, 2", "expected a comment with meaning"),
        ("a: int = 1.0  # number", "literal that is a whole number"),
        ("a: int = True  # number", "literal that is a whole number"),
        ("a: bool = 1  # whether", "literal that is true or false"),
        ("a: str = None  # name", "literal that is text"),
        ("a: float = 1e999  # share", "literal that is a finite number"),
        ("b: int = 1  # number\na: int = b  # number", r"line 2: .*literal that is a whole number \(int\), found `b`"),
        ("a: int = 3  # number, one of: 1, 2", "one of: 1, 2, found 3"),
        ("a: int = 1  # number, one of: 1, x", "whole number"),
        ("a: int = 1  # number\na: int = 2  # number", "a is declared twice"),
        ("a: int = 1; b: int = 2  # number", "one line a parameter"),
        ("a: str = (\n'x')  # name", "one line a parameter"),
        ("%matplotlib inline", "invalid syntax.*expected `name: type"),
    ],
)
def test_a_line_of_another_form_is_refused_with_what_was_expected(project, source, complaint):
    with pytest.raises(PlanError, match=f"n.ipynb, parameters cell.*{complaint}"):
        declared(write_notebook(project, "n", source))


@pytest.mark.parametrize(
    ("tagged", "found"),
    [
        ([], "none"),
        ([code("a: int = 1  # number", "parameters")] * 2, "code, code"),
        ([{"cell_type": "markdown", "source": "a", "metadata": {"tags": ["parameters"]}}], "markdown"),
    ],
)
def test_a_notebook_has_exactly_one_code_cell_tagged_parameters(project, tagged, found):
    notebook = write_cells(project, "n", code("b: int = 1  # number"), *tagged)
    with pytest.raises(PlanError, match=f"n.ipynb: expected one code cell tagged 'parameters', found {found}"):
        checked(notebook, {})


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"worksheets": []}', '{"cells": 3}', '{"cells": [3]}', '{"cells": [{"source": "a"}]}', "[" * 10**5]
    + [json.dumps({"cells": [code("a") | {"metadata": wrong}]}) for wrong in ([], {"tags": None}, {"papermill": 3})],
)
def test_a_file_that_is_no_notebook_is_refused_by_name(project, content):
    path = project / "notebooks" / "n.ipynb"
    path.write_text(content)
    with pytest.raises(PlanError, match="n.ipynb: not a notebook of format 4"):
        cells(path)


def test_the_source_of_a_cell_is_one_text_whether_stored_as_lines_or_not(project):
    stored = [code("a\nb") | {"source": ["a\n", "b"]}, code("a\nb")]
    expected = Cell("code", "a\nb", (), [], False)
    assert cells(write_cells(project, "n", *stored)) == [expected, expected]


def test_what_is_not_given_keeps_the_default_of_the_notebook(notebook):
    assert checked(notebook, {"draws": 10}) == {"draws": 10}


@one_notebook
@given(name=st.text().filter(lambda name: name not in ("sample", "draws", "level", "capped", "shift")))
def test_any_name_that_is_not_declared_is_refused_with_the_valid_names(notebook, name):
    message = refusal(notebook, {name: 1})
    assert "not declared in the notebook" in message
    assert (
        "declared are: sample (str, one of: seeds, public, all), draws (int), level (float), capped (bool)" in message
    )


def test_a_name_that_is_nearly_right_is_told_with_the_one_that_is_meant(notebook):
    assert "sampel = 'all': not declared in the notebook; did you mean sample?" in refusal(notebook, {"sampel": "all"})
    assert "did you mean" not in refusal(notebook, {"colour": "all"})


def test_no_line_of_a_refusal_is_wider_than_a_screen(project):
    cell = "\n".join(f'parameter_{number}: str = "a"  # name, one of: a, b, c' for number in range(30))
    message = refusal(write_notebook(project, "wide", cell), {"x": 1})
    assert message.count("\n") > 5
    assert max(map(len, message.splitlines())) <= 120


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("draws", 3.0, "expected int, a whole number, found float"),
        ("draws", True, "expected int, a whole number, found bool"),
        ("draws", "1e3", "expected int, a whole number, found str"),
        ("draws", "1_000", "found str"),
        ("draws", "٣", "found str"),
        ("draws", "", "found str"),
        ("draws", "9" * 5000, "limit"),
        ("draws", None, "found NoneType"),
        ("draws", [1], "found list"),
        ("level", "high", "expected float, a finite number, found str"),
        ("level", "nan", "found str"),
        ("level", math.nan, "expected float, a finite number"),
        ("level", math.inf, "expected float, a finite number"),
        ("level", "1e999", "expected float, a finite number"),
        ("level", 10**400, "too large"),
        ("level", False, "found bool"),
        ("capped", "true", "expected bool, true or false, found str"),
        ("capped", 1, "expected bool, true or false, found int"),
        ("sample", False, "expected str, text, found bool: write it in quotes"),
        ("sample", 2022, "found int: write it in quotes"),
        ("sample", "\ud800", "surrogates not allowed"),
        ("sample", "none", "expected str, one of: seeds, public, all, found 'none'"),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_was_expected(notebook, name, value, complaint):
    message = refusal(notebook, {name: value})
    assert message.startswith(f"05_regress.ipynb, parameters refused:\n  {name} = ")
    assert complaint in message


def test_everything_wrong_with_the_values_is_named_at_once(notebook):
    message = refusal(notebook, {"draws": 1.5, "yeer": 2022, "level": 0.9, "capped": "no"})
    assert [line.split(" = ")[0].strip() for line in message.splitlines()[1:-1]] == ["draws", "yeer", "capped"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("draws", "08", 8), ("draws", " -3 ", -3), ("level", "1e3", 1000.0), ("level", ".5", 0.5), ("level", 1, 1.0)],
)
def test_a_number_spelled_as_text_is_taken_as_the_notebook_types_it(notebook, name, value, expected):
    found = checked(notebook, {name: value})[name]
    assert found == expected
    assert type(found) is type(expected)


@one_notebook
@given(number=st.floats(allow_nan=False, allow_infinity=False), whole=st.integers())
def test_every_number_is_taken_exactly_as_it_is_also_from_its_text(notebook, number, whole):
    for value in (number, repr(number)):
        assert checked(notebook, {"level": value}) == {"level": number}
    for value in (whole, str(whole)):
        assert checked(notebook, {"draws": value}) == {"draws": whole}


def test_a_long_value_is_cut_in_the_message(notebook):
    assert len(refusal(notebook, {"draws": "x" * 10**6, "y" * 10**6: 1})) < 1000
