"""What helpers.analysis.design promises: a formula and a table give numbers that can be estimated, or a reason."""

import numpy as np
import pandas as pd
import patsy
import pytest

from helpers.analysis import design
from helpers.analysis.models import complete_rows, fit


def simulated(n=60):
    draw = np.random.default_rng(3)
    data = pd.DataFrame({"x": draw.normal(size=n), "level": draw.choice(list("abc"), n), "report": np.arange(n) % 9})
    return data.assign(y=data["x"] + draw.normal(size=n))


DATA = simulated()
GAPS = DATA.assign(x=DATA["x"].where(DATA.index > 1), y=DATA["y"].where((DATA.index < 1) | (DATA.index > 3)))


def test_types_of_pandas_and_names_in_chinese_are_understood():
    odd = pd.DataFrame(
        {
            "得分": DATA["y"].astype("Float64"),
            "人员（人）": DATA["x"].astype("float64[pyarrow]"),
            "level": DATA["level"].astype("string"),
            "high": (DATA["x"] > 1).astype("boolean"),
            "年度": DATA["report"].astype("Int64"),
        }
    ).set_index("年度", drop=False)
    found = fit('得分 ~ Q("人员（人）") + level + high + C(年度)', odd, covariance="cluster", clusters="年度")
    plain = fit(
        "y ~ x + level + high + C(report)", DATA.assign(high=DATA["x"] > 1), covariance="cluster", clusters="report"
    )
    assert found.outcome == "得分"
    assert found.coefficients.loc['Q("人员（人）")'].tolist() == pytest.approx(plain.coefficients.loc["x"].tolist())
    assert found.coefficients.loc["high[T.True]"].tolist() == pytest.approx(
        plain.coefficients.loc["high[T.True]"].tolist()
    )


def test_a_category_that_no_row_has_makes_no_column():
    unused = DATA.assign(level=pd.Categorical(DATA["level"], categories=["z", "a", "b", "c", "y"]))
    assert list(fit("y ~ level", unused).coefficients.index) == ["Intercept", "level[T.b]", "level[T.c]"]


def test_row_names_that_repeat_do_not_matter():
    assert fit("y ~ x", DATA.set_index(np.ones(60))).coefficients.equals(fit("y ~ x", DATA).coefficients)


def test_functions_of_numpy_and_of_patsy_can_stand_in_a_formula():
    names = fit("np.exp(y) ~ I(x ** 2) + C(level, Treatment('b')) + abs(x)", DATA).coefficients.index
    assert {"I(x ** 2)", "C(level, Treatment('b'))[T.a]", "abs(x)"} < set(names)


@pytest.mark.parametrize(
    ("formula", "data", "message"),
    [
        ("y ~ x", GAPS, "missing in 4 of 60 rows: y 3, x 2; drop these first, with complete_rows, and say how many"),
        ("y ~ x", GAPS.assign(x=np.nan), "'x' has no value in any of 60 rows: leave it out"),
        ("y ~ x", pd.concat([DATA, DATA[["x"]]], axis=1), "more than one column 'x': keep one of each name"),
        ("y ~ x", DATA[:0], "expected rows with the formula's columns, found none"),
        ("y ~ x", DATA[:2], "2 rows cannot identify 2 coefficients"),
        ("y ~ np.log(report)", DATA, r"values are not finite: np.log\(report\) 7; a logarithm needs numbers above 0"),
        ("np.log(y) ~ x", DATA.assign(y=-1.0), r"values are not finite: np.log\(y\) 60"),
        ("y ~ x", DATA.assign(y=0.5), "the outcome 'y' does not vary over 60 rows"),
        ("level ~ x", DATA, r"the outcome is a category \(level\[a\], level\[b\], level\[c\]\): make it a number"),
        ("y ~ x + I(2 * x) + report", DATA, r"columns are collinear: x, I\(2 \* x\); leave out one of them"),
        ("y ~ x + z", DATA.assign(z=1e9), "columns are collinear: Intercept, z; leave out"),
        ("y ~ x + z", DATA.assign(z=0), "columns are collinear: z; leave out"),
        ("y ~ spending + data", DATA, "no column 'spending', 'data' in the data, which have x, level, report, y"),
        ("y ~ log(x)", DATA, "no column 'log' in the data"),
        ("y ~ Q('人员')", DATA, "cannot build .*no data named '人员' found"),
        ("y ~ x | level", DATA, "cannot build .*unsupported operand"),
        ("~ x", DATA, "cannot build .*missing required outcome"),
        ("y ~ (x", DATA, r"expected a formula such as 'y ~ x', found 'y ~ \(x'"),
        ("y x", DATA, "expected a formula such as 'y ~ x', found 'y x'"),
    ],
)
def test_what_cannot_be_estimated_is_refused_with_its_reason(formula, data, message):
    with pytest.raises(ValueError, match=message):
        fit(formula, data)


@pytest.mark.parametrize(
    ("clusters", "data", "message"),
    [
        ("report", DATA.assign(report=DATA["report"].where(DATA.index > 1)), "missing in 2 of 60 rows: report 2"),
        ("report", DATA.assign(report=1), "clusters need at least 2 different values, found 1 in 'report'"),
        ("reports", DATA, "no column 'reports' in the data"),
    ],
)
def test_clusters_that_are_none_are_refused(clusters, data, message):
    with pytest.raises(ValueError, match=message):
        fit("y ~ x", data, covariance="cluster", clusters=clusters)


@pytest.mark.parametrize("offset", [1e-4, 1e-2])
def test_columns_that_are_nearly_but_not_quite_collinear_are_estimated(offset):
    near = DATA.assign(z=DATA["x"] + offset * np.arange(60) % 7)
    assert fit("y ~ x + z", near).n_obs == 60


def test_complete_rows_are_those_that_can_be_fitted_with_the_counts_of_the_others():
    gaps = GAPS.assign(report=DATA["report"].where(DATA.index != 59), unused=np.nan)
    before = gaps.copy()
    rows, missing = complete_rows("y ~ np.exp(x) + level", gaps, clusters="report")
    assert missing.to_dict() == {"y": 3, "x": 2, "level": 0, "report": 1}
    assert list(rows.index) == list(range(4, 59))
    assert fit("y ~ np.exp(x) + level", rows, covariance="cluster", clusters="report").n_obs == 55
    pd.testing.assert_frame_equal(gaps, before)


def test_complete_rows_refuse_a_name_that_is_no_column():
    with pytest.raises(ValueError, match="no column 'spending' in the data"):
        complete_rows("y ~ spending", DATA)


def test_a_sum_of_numbers_has_the_columns_of_patsy():
    data = DATA.assign(count=DATA["report"].astype("Int64"), share=DATA["x"].astype("float32"))
    formula = "y ~ x + count + share + x"
    y, X = patsy.dmatrices(formula, data.astype({"count": int}), return_type="dataframe")
    built, _ = design.build(formula, data)
    np.testing.assert_array_equal(built.X, X)
    np.testing.assert_array_equal(built.y, y.iloc[:, 0])
    assert (built.outcome, list(built.names), built.slopes) == ("y", list(X.columns), [1, 2, 3])
    assert [X.columns[span].tolist() for span in built.terms] == [["Intercept"], ["x"], ["count"], ["share"]]
