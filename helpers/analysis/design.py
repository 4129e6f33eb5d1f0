"""From a formula and a table to the numbers that an estimator takes, or to the reason why it cannot.

Formulas are patsy's: they see the columns of the table, patsy's functions, `abs`, `round` and numpy as `np`. A column
whose name is no Python name is quoted, as in `Q("人员（人）")`.
"""

import ast
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import patsy.builtins

FUNCTIONS = {"np", "abs", "round", *patsy.builtins.__all__}
TOLERANCE = 1e-10  # a singular value, as a share of the largest, that counts as 0


class Design(NamedTuple):
    """Outcome (N,) and columns (N, K) of a formula: finite, N > K, the outcome varies, the columns are independent."""

    outcome: str
    y: np.ndarray
    X: np.ndarray
    names: pd.Index
    terms: list[slice]  # for each column the columns of its term, such as the levels of one category
    slopes: list[int]  # the columns but the intercept


def columns(formula: str, data: pd.DataFrame, clusters: str | Sequence[str] | None = None) -> list[str]:
    """The columns that the formula and `clusters` name, in order; raises ValueError for a name that is no column."""
    try:
        model = patsy.ModelDesc.from_formula(formula)
        code = [factor.code for term in model.lhs_termlist + model.rhs_termlist for factor in term.factors]
        nodes = [node for part in code for node in ast.walk(ast.parse(part, mode="eval"))]
    except (patsy.PatsyError, SyntaxError) as error:
        raise ValueError(f"expected a formula such as 'y ~ x', found {formula!r}: {error}") from error
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    names += [clusters] if isinstance(clusters, str) else list(clusters or [])
    absent = [name for name in names if name not in data and name not in FUNCTIONS]
    if absent:
        raise ValueError(
            f"no column {', '.join(map(repr, absent))} in the data, which have {', '.join(map(str, data))}"
        )
    quoted = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [name for name in dict.fromkeys(names + quoted) if name in data]


def build(formula: str, rows: pd.DataFrame) -> Design:
    """Outcome and columns of the formula; raises ValueError where rows are missing or cannot be estimated."""
    _refuse_missing(rows)
    names, keep_all = patsy.EvalEnvironment([{"np": np}]), patsy.NAAction(NA_types=[])
    try:
        with np.errstate(all="ignore"):
            y, X = patsy.dmatrices(formula, _plain(rows), names, keep_all, return_type="dataframe")
    except patsy.PatsyError as error:
        raise ValueError(f"cannot build {formula!r} from the data: {error}") from error
    _refuse_infinite(y)
    _refuse_infinite(X)
    _refuse_bad_outcome(y)
    _refuse_collinear(X)
    return Design(
        outcome=y.columns[0],
        y=y.iloc[:, 0].to_numpy(float),
        X=X.to_numpy(float),
        names=X.columns,
        terms=[term for term in X.design_info.term_slices.values() for _ in range(term.stop - term.start)],
        slopes=[place for place, name in enumerate(X) if name != "Intercept"],
    )


def groups(clusters: pd.Series) -> np.ndarray:
    """The number of each row's cluster (N,), from 0; raises ValueError for fewer than 2 clusters."""
    numbers = pd.factorize(clusters)[0]
    if numbers.max() < 1:
        raise ValueError(f"clusters need at least 2 different values, found 1 in {clusters.name!r}")
    return numbers


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in the types of numpy, which patsy needs, and without categories that no row has."""
    kinds = {
        name: getattr(kind, "numpy_dtype", object)
        for name, kind in rows.dtypes.items()
        if isinstance(kind, pd.api.extensions.ExtensionDtype) and not isinstance(kind, pd.CategoricalDtype)
    }
    used = {name: rows[name].cat.remove_unused_categories() for name in rows.select_dtypes("category")}
    return rows.astype(kinds).assign(**used)


def _refuse_missing(rows: pd.DataFrame) -> None:
    """Raises ValueError for no rows, and with the number of missing values by column."""
    if rows.empty:
        raise ValueError("expected rows with the formula's columns, found none")
    missing = rows.isna().sum()
    if missing.any():
        counts = ", ".join(f"{name} {count}" for name, count in missing[missing > 0].items())
        lacking = rows.isna().any(axis=1).sum()
        raise ValueError(
            f"values are missing in {lacking} of {len(rows)} rows: {counts}; drop these first, with complete_rows, and "
            "say how many"
        )


def _refuse_bad_outcome(y: pd.DataFrame) -> None:
    """Raises ValueError for an outcome that is no number or the same in all rows."""
    if y.shape[1] > 1:
        raise ValueError(f"the outcome is a category ({', '.join(y)}): make it a number, such as 0 and 1")
    if y.iloc[:, 0].nunique() < 2:
        raise ValueError(f"the outcome {y.columns[0]!r} does not vary over {len(y)} rows: there is nothing to explain")


def _refuse_infinite(values: pd.DataFrame) -> None:
    """Raises ValueError with the number of values by column that are infinite, or no number after a transformation."""
    wrong = (~np.isfinite(values)).sum()
    if wrong.any():
        counts = ", ".join(f"{name} {count}" for name, count in wrong[wrong > 0].items())
        raise ValueError(
            f"values are not finite: {counts}; a logarithm needs numbers above 0: leave out these rows first"
        )


def _refuse_collinear(X: pd.DataFrame) -> None:
    """Raises ValueError for fewer rows than estimates need, and for columns of which one follows from others.

    These are the columns in a null vector of X, each first divided by its length.
    """
    n, k = X.shape
    if n <= k:
        raise ValueError(f"{n} rows cannot identify {k} coefficients: more rows than coefficients are needed")
    lengths = np.linalg.norm(X, axis=0)
    _, sizes, vectors = np.linalg.svd(X / np.where(lengths > 0, lengths, 1), full_matrices=False)
    involved = np.abs(vectors[sizes <= TOLERANCE * sizes[0]]).max(axis=0, initial=0) > np.sqrt(TOLERANCE)
    if involved.any():
        raise ValueError(f"columns are collinear: {', '.join(X.columns[involved])}; leave out one of them")
