"""What helpers.analysis.mechanical promises: a part on both sides is named, and so is what chance gives."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.mechanical import chance_correlation, shared_parts

MADE = {"unit_cost": ["executed", "cases"], "execution": ["executed", "budget"], "log_cost": ["unit_cost"]}


def unrelated(n=300, seed=1):
    draw = np.random.default_rng(seed)
    table = pd.DataFrame(np.exp(draw.normal(size=(n, 3))), columns=["executed", "budget", "cases"])
    return table.assign(
        unit_cost=table["executed"] / table["cases"],
        execution=table["executed"] / table["budget"],
        log_cost=np.log(table["executed"] / table["cases"]),
        met=1.0,
    )


DATA = unrelated()


@pytest.mark.parametrize(
    ("formula", "shared"),
    [
        ("unit_cost ~ execution + met", [("unit_cost", "execution", "executed")]),
        ("log_cost ~ np.log(cases)", [("log_cost", "cases", "cases")]),
        (
            "np.log(unit_cost) ~ executed + cases",
            [("unit_cost", "executed", "executed"), ("unit_cost", "cases", "cases")],
        ),
        ("met ~ execution + unit_cost", []),
    ],
)
def test_a_part_on_both_sides_is_named(formula, shared):
    found = shared_parts(formula, DATA, MADE)
    assert list(found[["outcome", "term", "shared"]].itertuples(index=False, name=None)) == shared


def test_the_warning_says_what_to_do():
    words = shared_parts("unit_cost ~ execution", DATA, MADE)["words"].item()
    assert words.startswith("executed is on both sides, in unit_cost and in execution: they correlate")
    assert "leave one side out" in words


def test_unrelated_parts_correlate_as_pearson_says():
    """Three independent logs of one variance: corr(a - s, b - s) = 1/2; corr(a - s, s) = -1 / sqrt(2)."""
    actual, low, high = chance_correlation(DATA, numerator="cases", other="budget", shared="executed", seed=1)
    assert (low < 0.5 < high, low < actual < high) == (True, True)
    actual, low, high = chance_correlation(DATA, numerator="cases", shared="executed", seed=1)
    assert (low < -(0.5**0.5) < high, low < actual < high) == (True, True)


def test_a_bond_beyond_the_shared_part_is_outside_of_chance():
    bound = DATA.assign(cases=DATA["budget"] * np.exp(np.random.default_rng(3).normal(0, 0.2, 300)))
    actual, _, high = chance_correlation(bound, numerator="cases", other="budget", shared="executed", seed=1)
    assert actual > high


def outside(draw, **options):
    """Whether chance leaves out the correlation of money of 12 unlike projects with what 60 rows of these count."""
    project = np.repeat(np.arange(12), [1] * 9 + [10, 16, 25])
    size = np.exp(draw.normal(0, 2, 12))[project]  # of what a project counts, which its money knows nothing of
    data = pd.DataFrame({"project": project, "cases": size * np.exp(draw.normal(0, 0.2, 60))})
    data["executed"] = np.exp(draw.normal(0, 2, 12))[project]
    actual, low, high = chance_correlation(data, numerator="executed", shared="cases", draws=99, seed=1, **options)
    return not low <= actual <= high


def test_money_that_is_a_project_s_is_dealt_to_projects():
    by_project, by_row = (
        np.mean([outside(np.random.default_rng(seed), **options) for seed in range(60)])
        for options in ({"units": "project"}, {})
    )
    assert by_project < 0.15  # 0.05 with a Monte Carlo error of 0.03
    assert by_row > 0.3
    with pytest.raises(ValueError, match="varies within clusters"):
        chance_correlation(DATA.assign(half=DATA.index % 2), numerator="cases", shared="executed", units="half", seed=1)


def test_logarithms_that_do_not_exist_are_counted():
    with pytest.raises(ValueError, match="2 of 300 rows are missing or not above 0 in cases, executed"):
        chance_correlation(
            DATA.assign(cases=DATA["cases"].where(DATA.index > 1)), numerator="cases", shared="executed", seed=1
        )
