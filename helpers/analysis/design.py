"""From a formula and a table to the numbers that an estimator takes, or to the reason why it cannot.

Formulas are patsy's: they see the columns of the table, patsy's functions, `abs`, `round` and numpy as `np`. A column
whose name is no Python name is quoted, as in `Q("人员（人）")`.
"""

import ast
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import patsy.builtins

FUNCTIONS = {"np", "abs", "round", *patsy.builtins.__all__}
TOLERANCE = 1e-10  # a singular value, as a share of the largest, that counts as 0
NAME = r"\s*[^\W\d]\w*\s*"
SUM_OF_NAMES = re.compile(rf"({NAME})~({NAME}(?:\+{NAME})*)")


Columns = dict[str, pd.Series]


class Design(NamedTuple):
    """Outcome (N,) and columns (N, K) of a formula: finite, N > K, the outcome varies, the columns are independent."""

    outcome: str
    y: np.ndarray
    X: np.ndarray
    names: pd.Index
    terms: list[slice]  # for each column the columns of its term, such as the levels of one category
    slopes: list[int]  # the columns but the intercept
    weights: np.ndarray  # of the rows (N,), above 0; 1 where none are asked for


def columns(formula: str, data: pd.DataFrame, clusters: str | Sequence[str] | None = None) -> list[str]:
    """The columns that the formula and `clusters` name, in order; raises ValueError for a name that is no column, and
    for data in which a name stands twice."""
    if not data.columns.is_unique:
        twice = ", ".join(map(repr, data.columns[data.columns.duplicated()].unique()))
        raise ValueError(f"the data have more than one column {twice}: keep one of each name")
    keys = [clusters] if isinstance(clusters, str) else list(clusters or [])
    plain = _sum_of_names(formula) + keys
    if len(plain) > len(keys) and all(name in data for name in plain):
        return list(dict.fromkeys(plain))
    try:
        model = patsy.ModelDesc.from_formula(formula)
        code = [factor.code for term in model.lhs_termlist + model.rhs_termlist for factor in term.factors]
        nodes = [node for part in code for node in ast.walk(ast.parse(part, mode="eval"))]
    except (patsy.PatsyError, SyntaxError) as error:
        raise ValueError(f"expected a formula such as 'y ~ x', found {formula!r}: {error}") from error
    names = [node.id for node in nodes if isinstance(node, ast.Name)] + keys
    absent = [name for name in names if name not in data and name not in FUNCTIONS]
    if absent:
        raise ValueError(
            f"no column {', '.join(map(repr, absent))} in the data, which have {', '.join(map(str, data))}"
        )
    quoted = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [name for name in dict.fromkeys(names + quoted) if name in data]


def build(
    formula: str, data: pd.DataFrame, clusters: Sequence[str] = (), weights: str | None = None
) -> tuple[Design, list[np.ndarray]]:
    """Outcome, columns and weights of the formula, and for each way of clustering the number of each row's cluster.

    Raises ValueError for a name that is no column, where rows are missing or cannot be estimated, and for weights that
    are not above 0.
    """
    used = {name: data[name] for name in columns(formula, data, [*clusters, *([weights] if weights else [])])}
    _refuse_missing(used, len(data))
    names = _sum_of_names(formula)
    plain = bool(names) and all(_is_number(used[name].dtype) for name in names)
    design = _sum_of_numbers(names, used) if plain else _by_patsy(formula, used)
    if weights:
        design = design._replace(weights=used[weights].to_numpy(float))
    _refuse_infinite(design)
    if np.ptp(design.y) == 0:
        found = f"{design.outcome!r} does not vary over {len(data)} rows"
        raise ValueError(f"the outcome {found}: there is nothing to explain")
    _refuse_collinear(design)
    return design, [groups(used[key]) for key in clusters]


def place(design: Design, term: str) -> int:
    """The column of a term; raises ValueError for a term that the formula has not."""
    if term not in design.names:
        raise ValueError(f"no term {term!r} in the formula, which has {', '.join(design.names)}")
    return design.names.get_loc(term)


def beside_intercept(term: str, data: pd.DataFrame) -> tuple[list[str], np.ndarray] | None:
    """Names and columns (N, M) of one term of one factor in a formula with an intercept, whatever else stands there.

    None for anything else, such as interactions, and for what cannot be built. Raises ValueError for a name that is no
    column.
    """
    if term in data and _is_number(data[term].dtype):
        return [term], data[term].to_numpy(float)[:, None]
    used = {name: data[name] for name in columns(f"~ {term}", data)}
    try:
        with np.errstate(all="ignore"):
            X = patsy.dmatrix(term, _plain(used), *_patsy_sees())
    except patsy.PatsyError:
        return None
    found = [len(each.factors) for each in X.design_info.terms]
    return (X.design_info.column_names[1:], np.asarray(X)[:, 1:]) if found == [0, 1] else None


def groups(clusters: pd.Series) -> np.ndarray:
    """The number of each row's cluster (N,), from 0; raises ValueError for missing values and fewer than 2 clusters."""
    numbers, values = pd.factorize(clusters.array)
    missing = int((numbers < 0).sum())
    if missing:
        raise ValueError(f"clusters are missing in {missing} of {len(numbers)} rows of {clusters.name!r}: drop these")
    if len(values) < 2:
        raise ValueError(f"clusters need at least 2 different values, found {len(values)} in {clusters.name!r}")
    return numbers


def sums(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Sums of rows (N, ...) by cluster (G, ...)."""
    order = np.argsort(groups, kind="stable")
    return np.add.reduceat(values[order], np.searchsorted(groups[order], np.arange(groups.max() + 1)))


def _sum_of_names(formula: str) -> list[str]:
    """Outcome and terms of a formula that adds names and nothing else, each once; empty for any other formula."""
    found = SUM_OF_NAMES.fullmatch(formula)
    return [found[1].strip(), *dict.fromkeys(name.strip() for name in found[2].split("+"))] if found else []


def _is_number(kind: np.dtype | pd.api.extensions.ExtensionDtype) -> bool:
    return getattr(kind, "numpy_dtype", kind).kind in "iuf"


def _sum_of_numbers(names: list[str], used: Columns) -> Design:
    """What patsy makes of an outcome and columns that are numbers, in a tenth of its time."""
    y, *values = (used[name].to_numpy(float) for name in names)
    X, places = np.column_stack([np.ones(len(y)), *values]), range(len(names))
    spans = [slice(place, place + 1) for place in places]
    return Design(names[0], y, X, _index(("Intercept", *names[1:])), spans, list(places[1:]), np.ones(len(y)))


@lru_cache(maxsize=10_000)
def _index(names: tuple[str, ...]) -> pd.Index:
    """The names as an index, kept because pandas takes long to make one of text."""
    return pd.Index(names)


def _by_patsy(formula: str, used: Columns) -> Design:
    try:
        with np.errstate(all="ignore"):
            y, X = patsy.dmatrices(formula, _plain(used), *_patsy_sees())
    except patsy.PatsyError as error:
        raise ValueError(f"cannot build {formula!r} from the data: {error}") from error
    outcome, columns = y.design_info.column_names, pd.Index(X.design_info.column_names)
    if len(outcome) > 1:
        raise ValueError(f"the outcome is a category ({', '.join(outcome)}): make it a number, such as 0 and 1")
    spans = [term for term in X.design_info.term_slices.values() for _ in range(term.stop - term.start)]
    slopes = [place for place, name in enumerate(columns) if name != "Intercept"]
    return Design(outcome[0], np.asarray(y, float)[:, 0], np.asarray(X, float), columns, spans, slopes, np.ones(len(X)))


def _patsy_sees() -> tuple[patsy.EvalEnvironment, patsy.NAAction]:
    """Names beside the columns, and that no row is dropped."""
    return patsy.EvalEnvironment([{"np": np}]), patsy.NAAction(NA_types=[])


def _plain(used: Columns) -> dict[str, pd.Series | np.ndarray]:
    """The columns in the types of numpy, which patsy needs, and without categories that no row has."""
    return {name: _of_numpy(column) for name, column in used.items()}


def _of_numpy(column: pd.Series) -> pd.Series | np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.remove_unused_categories()
    if isinstance(column.dtype, pd.api.extensions.ExtensionDtype):
        return column.to_numpy(getattr(column.dtype, "numpy_dtype", object))
    return column


def _refuse_missing(used: Columns, n: int) -> None:
    """Raises ValueError for no rows, and with the number of missing values by column."""
    if not n:
        raise ValueError("expected rows with the formula's columns, found none")
    missing = {name: gaps for name, column in used.items() if (gaps := pd.isna(column.array)).any()}
    empty = [name for name, gaps in missing.items() if gaps.all()]
    if empty:
        raise ValueError(f"{', '.join(map(repr, empty))} has no value in any of {n} rows: leave it out")
    if missing:
        counts, lacking = ", ".join(f"{name} {gaps.sum()}" for name, gaps in missing.items()), list(missing.values())
        raise ValueError(
            f"values are missing in {np.any(lacking, axis=0).sum()} of {n} rows: {counts}; drop these first, "
            "with complete_rows, and say how many"
        )


def _refuse_infinite(design: Design) -> None:
    """Raises ValueError with the number of values by column that are infinite, or no number after a transformation."""
    wrong = (~np.isfinite(np.column_stack([design.y, design.X]))).sum(axis=0)
    if wrong.any():
        names = [design.outcome, *design.names]
        counts = ", ".join(f"{name} {count}" for name, count in zip(names, wrong, strict=True) if count)
        raise ValueError(
            f"values are not finite: {counts}; a logarithm needs numbers above 0: leave out these rows first"
        )
    if not (wrong := design.weights > 0).all():
        raise ValueError(
            f"weights are above 0, found {(~wrong).sum()} of {len(wrong)} that are not: leave out these rows"
        )


def _refuse_collinear(design: Design) -> None:
    """Raises ValueError for fewer rows than estimates need, and for columns of which one follows from others.

    These are the columns in a null vector of X, each first divided by its length.
    """
    n, k = design.X.shape
    if n <= k:
        raise ValueError(f"{n} rows cannot identify {k} coefficients: more rows than coefficients are needed")
    lengths = np.linalg.norm(design.X, axis=0)
    triangle = np.linalg.qr(design.X / np.where(lengths > 0, lengths, 1), mode="r")
    _, sizes, vectors = np.linalg.svd(triangle)
    involved = np.abs(vectors[sizes <= TOLERANCE * sizes[0]]).max(axis=0, initial=0) > np.sqrt(TOLERANCE)
    if involved.any():
        raise ValueError(f"columns are collinear: {', '.join(design.names[involved])}; leave out one of them")
