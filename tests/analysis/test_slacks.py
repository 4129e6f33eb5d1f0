"""What helpers.analysis.slacks promises: published slacks, peers that explain the score, no unit of measurement."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.frontier import dea, extreme, peers, slacks, without_each

from .made import units

# Ali and Seiford (1993), eleven units: x1, x2, y; slacks under constant returns as in the tests of DEA.jl.
ELEVEN = pd.DataFrame(
    [
        [5, 13, 12], [16, 12, 14], [16, 26, 25], [17, 15, 26], [18, 14, 8], [23, 6, 9],
        [25, 10, 27], [27, 22, 30], [37, 14, 31], [42, 25, 26], [5, 17, 12],
    ],
    columns=["x1", "x2", "y"], index=range(1, 12),
)  # fmt: skip
X, Y = ELEVEN[["x1", "x2"]], ELEVEN[["y"]]
RETURNS = st.sampled_from(["crs", "vrs", "nirs", "ndrs"])
ORIENTATIONS = st.sampled_from(["input", "output"])


def test_eleven_units_have_the_published_slacks():
    found = slacks(X, Y, returns="crs")
    assert found.columns.tolist() == [("inputs", "x1"), ("inputs", "x2"), ("outputs", "y")]
    expected = pd.DataFrame(0.0, index=X.index, columns=found.columns)
    expected.loc[[6, 9], [("inputs", "x1")]] = [[4.444444444], [1.64021164]]
    expected.loc[11, ("inputs", "x2")] = 4.0
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_unit_with_score_1_and_a_slack_is_only_weakly_efficient():
    scores = dea(X, Y, returns="crs")
    weak = X.index[(scores > 1 - 1e-9) & (slacks(X, Y, returns="crs") > 1e-6).any(axis=1)]
    assert list(weak) == [11]
    assert 11 not in set(peers(X, Y, returns="crs")["peer"])


def test_an_efficient_unit_is_its_own_only_peer():
    found = peers(X, Y, returns="vrs").groupby("unit")["peer"].agg(list)
    assert found[1] == [1]
    assert found[7] == [7]


@settings(max_examples=40, derandomize=True)
@given(units(most=6), RETURNS, ORIENTATIONS)
def test_score_slacks_and_peers_lead_from_the_unit_to_its_target(data, returns, orientation):
    (x, y), options = data, {"returns": returns, "orientation": orientation}
    scores, beyond, mixes = dea(x, y, **options), slacks(x, y, **options), peers(x, y, **options)
    for unit, mix in mixes.groupby("unit"):
        theta, phi = (scores[unit], 1) if orientation == "input" else (1, scores[unit])
        weights, chosen = mix["weight"].to_numpy(), mix["peer"].to_numpy()
        size = np.maximum(weights @ x[chosen], x[unit]).max()
        np.testing.assert_allclose(weights @ x[chosen], theta * x[unit] - beyond["inputs"].loc[unit], atol=1e-5 * size)
        size = np.maximum(weights @ y[chosen], y[unit]).max()
        np.testing.assert_allclose(weights @ y[chosen], phi * y[unit] + beyond["outputs"].loc[unit], atol=1e-5 * size)


@settings(max_examples=30, derandomize=True)
@given(units(most=6), RETURNS, st.lists(st.sampled_from([1e-4, 1.0, 1e4, 1e8]), min_size=4, max_size=4))
def test_slacks_are_the_same_sums_of_money_in_every_unit_of_measurement(data, returns, factors):
    (x, y), (a, b) = data, np.array(factors).reshape(2, 2)
    a, b = a[: x.shape[1]], b[: y.shape[1]]
    scaled, plain = slacks(x * a, y * b, returns=returns), slacks(x, y, returns=returns)
    own = np.hstack([x, y])
    total = (scaled.to_numpy() / np.concatenate([a, b]) / own).sum(axis=1)
    np.testing.assert_allclose(total, (plain.to_numpy() / own).sum(axis=1), rtol=1e-5, atol=1e-5)


def test_without_a_score_there_are_no_slacks_and_no_peers():
    assert slacks([3], [9], reference=([2, 4], [2, 3])).isna().all(axis=None)
    assert peers([3], [9], reference=([2, 4], [2, 3])).empty


def test_peers_have_the_names_of_the_reference():
    reference = pd.DataFrame({"staff": [2, 4]}, index=["甲局", "乙局"]), [2, 3]
    found = peers(pd.DataFrame({"staff": [5]}, index=["丙局"]), [2.5], reference=reference)
    assert found["peer"].tolist() == ["甲局", "乙局"]
    assert found["unit"].tolist() == ["丙局"] * 2
    assert found["weight"].tolist() == pytest.approx([0.5, 0.5])


def test_who_has_the_least_of_an_input_or_the_most_of_an_output_is_at_an_end():
    assert X.index[extreme(X, Y)].tolist() == [1, 6, 9, 11]  # x1 of 5 twice, x2 of 6, y of 31
    scores = pd.Series(dea(X, Y, returns="vrs"), X.index)
    assert scores[[6, 9]].tolist() == pytest.approx([1, 1])


def test_without_a_unit_on_the_frontier_the_others_are_held_against_the_rest():
    """a (1, 1) and c (2, 4) reach an output of 2 with 4/3: b with 3 has 4/9, d with 4 has 1/3. Without a both need the
    2 of c; without c d needs the 3 of b."""
    x, y = (pd.DataFrame({"v": values}, index=list("abcd"), dtype=float) for values in ([1, 3, 2, 4], [1, 2, 4, 2]))
    found = without_each(x, y)
    assert found.index.tolist() == ["a", "c"]
    assert found.loc["a"].tolist() == pytest.approx([4 / 9, 2 / 3])
    assert found.loc["c"].tolist() == pytest.approx([4 / 9, 1])
