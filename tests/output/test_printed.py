"""What helpers.output.printed promises: cells as people read them, headings above the columns they belong to."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers.output.printed import printed


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2500, 3], ["1", "2,500", "3"]),
        ([2022.0, None, 1.0], ["2,022", "", "1"]),
        ([99.9951, 100, 1 / 3], ["99.995", "100.000", "0.333"]),
        ([0.5, 0.00004, 0.0], ["0.500", "4.00e-05", "0.000"]),
        ([0.1, 1.25, np.inf], ["0.10", "1.25", "inf"]),
        ([True, "x", 3], ["True", "x", "3"]),
    ],
)
def test_numbers_are_shown_with_the_decimals_their_column_needs(values, expected):
    shown = printed(pd.DataFrame({"a": values}), "name", "caption")
    assert [cell for (cell,) in shown.rows] == expected


def test_a_column_takes_the_format_it_is_given():
    frame = pd.DataFrame({"year": [2022.0, 2023.0], "rate": [0.99951, 0.5], "place": ["a", "b"]})
    shown = printed(frame, "name", "caption", numbers={"year": "d", "rate": ".1%"})
    assert shown.rows == [("2022", "100.0%", "a"), ("2023", "50.0%", "b")]


def test_a_heading_spans_the_columns_of_its_group():
    frame = pd.DataFrame({"x": ["a"], "(1)": [1], "(2)": [2], "(3)": [3]})
    shown = printed(frame, "name", "caption", groups={"attainment": ["(1)", "(2)"], "overshoot": ["(3)"]})
    assert shown.groups == [[("", 1), ("attainment", 2), ("overshoot", 1)]]
    two = [{"all": ["(1)", "(2)", "(3)"]}, {"attainment": ["(1)", "(2)"]}]
    assert printed(frame, "name", "caption", groups=two).groups == [
        [("", 1), ("all", 3)],
        [("", 1), ("attainment", 2), ("", 1)],
    ]
    assert printed(frame, "name", "caption").groups == []


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({"g": ["(1)", "c"]}, "name: a group is of columns of the table, found c"),
        ({"g": ["(1)", "(3)"]}, "name: columns of a group stand side by side, those of g do not"),
    ],
)
def test_a_group_that_cannot_be_headed_is_an_error(groups, message):
    frame = pd.DataFrame({"(1)": [1], "(2)": [2], "(3)": [3]})
    with pytest.raises(ValueError, match=re.escape(message)):
        printed(frame, "name", "caption", groups=groups)
