"""What helpers.analysis.frontier promises: the laws of the technologies, refusals with a reason."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import envelopment
from helpers.analysis.frontier import dea, fdh, order_m, peers, refuse_few_units, scale, slacks, super_efficiency

RETURNS = ("crs", "vrs", "nirs", "ndrs")

# Coelli, Rao, O'Donnell, Battese (2005), the five firms of the DEAP guide: one input, one output.
FIVE_X, FIVE_Y = [2, 4, 3, 5, 6], [1, 2, 3, 4, 5]


def test_super_efficiency_is_the_score_against_all_others_and_missing_where_they_cannot_do_as_much():
    x, y = np.array(FIVE_X), np.array(FIVE_Y)
    others = [(np.delete(x, unit), np.delete(y, unit)) for unit in range(5)]
    for returns in RETURNS:
        alone = [dea(x[[i]], y[[i]], returns=returns, reference=others[i])[0] for i in range(5)]
        np.testing.assert_allclose(super_efficiency(x, y, returns=returns), alone)
    np.testing.assert_allclose(super_efficiency(x, y, returns="vrs"), [1.5, 0.625, 4 / 3, 0.9, np.nan])


def test_two_equal_units_hold_each_other_at_1():
    np.testing.assert_allclose(super_efficiency([2, 2, 4], [1, 1, 1]), [1, 1, 0.5])


def test_free_disposal_compares_with_single_units_that_do_at_least_as_well():
    inputs, outputs = [[2, 8], [4, 4], [6, 6], [3, 9]], [5, 5, 4, 5]
    # the third is held against (4, 4), where it needs 4/6 of both; the fourth against (2, 8), where it needs 8/9
    np.testing.assert_allclose(fdh(inputs, outputs), [1, 1, 4 / 6, 8 / 9])
    np.testing.assert_allclose(fdh(inputs, outputs, orientation="output"), [1, 1, 5 / 4, 1])


def test_a_single_unit_is_its_own_frontier_and_has_no_rank():
    unit = [[3, 5]], [[4]]
    for scores in (dea, fdh, partial(order_m, m=5)):
        for orientation in ("input", "output"):
            assert scores(*unit, orientation=orientation).tolist() == [1]
    assert np.isnan(super_efficiency(*unit)).all()
    assert scale(*unit).loc[0].tolist() == [1, 1, 1, 1, "constant"]
    assert slacks(*unit).to_numpy().tolist() == [[0, 0, 0]]
    assert peers(*unit).to_numpy() == pytest.approx(np.array([[0, 0, 1]]))


def test_a_constant_input_compares_outputs_alone_and_a_constant_output_inputs_alone():
    values = [1.0, 2, 4]
    np.testing.assert_allclose(dea(np.ones(3), values), [1, 1, 1])  # nobody can do with less of it
    np.testing.assert_allclose(dea(np.ones(3), values, orientation="output"), [4, 2, 1])
    np.testing.assert_allclose(dea(np.ones(3), values, returns="crs"), [1 / 4, 1 / 2, 1])
    np.testing.assert_allclose(dea(values, np.ones(3)), [1, 1 / 2, 1 / 4])


@st.composite
def units(draw, most=6):
    """Inputs and outputs of a few units, with ties."""
    n, p, q = draw(st.integers(1, most)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    values = st.one_of(st.integers(1, 5).map(float), st.floats(0.1, 100))
    rows = st.lists(st.lists(values, min_size=p + q, max_size=p + q), min_size=n, max_size=n)
    table = np.array(draw(rows))
    return table[:, :p], table[:, p:]


returns = st.sampled_from(RETURNS)
orientations = st.sampled_from(["input", "output"])
few = settings(max_examples=40, derandomize=True)


def as_shares(scores, orientation):
    return scores if orientation == "input" else 1 / scores


@few
@given(units(), returns, orientations, st.lists(st.floats(1e-6, 1e6), min_size=4, max_size=4))
def test_scores_do_not_depend_on_the_units_of_measurement(data, returns, orientation, factors):
    (x, y), (a, b) = data, np.array(factors).reshape(2, 2)
    options = {"returns": returns, "orientation": orientation}
    rescaled = dea(x * a[: x.shape[1]], y * b[: y.shape[1]], **options)
    np.testing.assert_allclose(rescaled, dea(x, y, **options), rtol=1e-7)


@few
@given(units(), orientations)
def test_a_larger_technology_never_gives_a_higher_share(data, orientation):
    share = {each: as_shares(dea(*data, returns=each, orientation=orientation), orientation) for each in RETURNS}
    single = as_shares(fdh(*data, orientation=orientation), orientation)
    assert (single >= share["vrs"] - 1e-7).all()
    for between in ("nirs", "ndrs"):
        assert (share["vrs"] >= share[between] - 1e-7).all()
        assert (share[between] >= share["crs"] - 1e-7).all()


@few
@given(units(), orientations)
def test_one_sided_returns_equal_constant_or_variable_ones(data, orientation):
    crs, vrs, nirs, ndrs = (dea(*data, returns=each, orientation=orientation) for each in RETURNS)
    for one_sided in (nirs, ndrs):
        assert (np.isclose(one_sided, crs, rtol=1e-6) | np.isclose(one_sided, vrs, rtol=1e-6)).all()


@few
@given(units())
def test_under_constant_returns_the_orientations_are_each_others_inverse(data):
    inverse = 1 / dea(*data, returns="crs", orientation="output")
    np.testing.assert_allclose(dea(*data, returns="crs"), inverse, rtol=1e-7)


@few
@given(units(), returns, orientations)
def test_a_duplicate_of_every_unit_changes_no_score(data, returns, orientation):
    x, y = data
    twice = dea(np.vstack([x, x]), np.vstack([y, y]), returns=returns, orientation=orientation)
    once = dea(x, y, returns=returns, orientation=orientation)
    np.testing.assert_allclose(twice, np.concatenate([once, once]), rtol=1e-7)
    once = fdh(x, y, orientation=orientation)
    twice = fdh(np.vstack([x, x]), np.vstack([y, y]), orientation=orientation)
    np.testing.assert_array_equal(twice, np.concatenate([once, once]))


@few
@given(units(), returns, orientations)
def test_some_unit_has_score_1_and_none_is_beyond(data, returns, orientation):
    for scores in (dea(*data, returns=returns, orientation=orientation), fdh(*data, orientation=orientation)):
        share = as_shares(scores, orientation)
        assert share.max() == pytest.approx(1, abs=1e-9)
        assert (share > 0).all()
        assert (share <= 1).all()


@few
@given(units(), returns, orientations)
def test_the_units_themselves_as_reference_change_no_score(data, returns, orientation):
    options = {"returns": returns, "orientation": orientation}
    np.testing.assert_allclose(dea(*data, reference=data, **options), dea(*data, **options), rtol=1e-7)


def test_a_unit_a_hundred_million_times_smaller_is_scored_as_exactly():
    inputs, outputs = np.array([1e-8, 2e-8, 1.0, 3.0]), np.array([1e-8, 1e-8, 1.0, 1.0])
    np.testing.assert_allclose(dea(inputs, outputs, returns="crs"), [1, 1 / 2, 1, 1 / 3], rtol=1e-9)


@pytest.mark.parametrize(("x", "y", "orientation"), [(3, 9, "input"), (1, 1, "output")])
def test_against_a_reference_that_cannot_do_as_much_a_score_is_missing(x, y, orientation):
    reference = ([2, 4], [2, 3])
    assert np.isnan(dea([x], [y], orientation=orientation, reference=reference)).all()


def test_one_dimension_is_one_column_and_row_names_do_not_matter():
    frames = pd.DataFrame({"staff": FIVE_X}, index=list("abcde")), pd.Series(FIVE_Y)
    np.testing.assert_array_equal(dea(*frames), dea(FIVE_X, FIVE_Y))
    np.testing.assert_array_equal(fdh(np.array(FIVE_X)[:, None], FIVE_Y), fdh(FIVE_X, FIVE_Y))


STAFF = pd.DataFrame({"spending": [3.0, 4.0], "staff": [5.0, -2.0]}, index=["甲局", "乙局"])


@pytest.mark.parametrize("scores", [dea, fdh, partial(order_m, m=5), slacks, peers, scale, super_efficiency])
@pytest.mark.parametrize(
    ("inputs", "outputs", "message"),
    [
        ([1, 0], [1, 1], "inputs, row 1, column 0: expected a number above 0, found 0.0"),
        (STAFF, [1, 1], "inputs, row '乙局', column 'staff': expected a number above 0, found -2.0"),
        ([1, 1], [[1, 2], [None, 2]], "outputs, row 1, column 0: expected a number above 0, found nan"),
        ([1, 1], pd.Series([None, 1], dtype="Float64"), "outputs, row 0, column 0: .*found nan, the first of 1 such"),
        ([np.inf, 1], [1, 1], "inputs, row 0, column 0: .*found inf.*leave out these units or this column"),
        ([1, 2, 3], [1, 2], "inputs have 3 rows, outputs 2: give both one row for each unit"),
        (STAFF.abs(), STAFF[::-1].abs(), "inputs and outputs have the same rows in another order: sort both alike"),
        (["1", "2"], [1, 2], "inputs, column 0: expected numbers, found str"),
        ([], [], r"inputs: expected at least one unit and one column, found \(0, 0\)"),
        (np.ones((2, 2, 2)), [1, 2], "inputs: expected rows of units and columns of numbers"),
    ],
)
def test_values_without_a_meaning_are_refused_with_their_place(scores, inputs, outputs, message):
    with pytest.raises(ValueError, match=message):
        scores(inputs, outputs)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"returns": "drs"}, "returns is one of crs, vrs, nirs, ndrs, found 'drs'"),
        ({"orientation": "inputs"}, "orientation is one of input, output, found 'inputs'"),
        ({"reference": ([[1, 1]], [1])}, "inputs have 1 columns, reference inputs 2"),
        ({"reference": ([1], [0])}, "reference outputs, row 0, column 0"),
    ],
)
def test_options_that_are_none_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        dea(FIVE_X, FIVE_Y, **options)


def test_free_disposal_refuses_an_unknown_orientation():
    with pytest.raises(ValueError, match="orientation is one of input, output, found 'in'"):
        fdh(FIVE_X, FIVE_Y, orientation="in")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"status": 4, "message": "numerical difficulties"}, "the solver finds no score .*numerical difficulties"),
        ({"status": 0, "fun": 1.5}, "no reliable score for unit 0, .* too many powers of ten"),
        ({"status": 2}, "no reliable score for unit 0"),
    ],
)
def test_an_answer_of_the_solver_that_cannot_be_true_is_an_error(monkeypatch, answer, message):
    monkeypatch.setattr(envelopment, "radial_scores", lambda units, *_: np.full((1, len(units[0])), np.nan))
    monkeypatch.setattr(envelopment, "linprog", lambda *_, **__: SimpleNamespace(**answer))
    with pytest.raises(RuntimeError, match=message):
        dea(FIVE_X, FIVE_Y)


@pytest.mark.parametrize(("p", "q", "needed"), [(1, 1, 6), (2, 3, 15), (7, 7, 49)])
def test_too_few_units_are_refused_with_the_number_needed(p, q, needed):
    refuse_few_units(needed, p, q)
    with pytest.raises(ValueError, match=f"{needed - 1} units are too few .* at least {needed} are needed"):
        refuse_few_units(needed - 1, p, q)
