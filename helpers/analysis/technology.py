"""What every frontier is drawn from: inputs and outputs of the same units, all above 0, or a refusal that says why.

Inputs are (n, p), outputs (n, q): anything a DataFrame can be made of, one row a unit, one dimension being one column.
"""

from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

Returns = Literal["crs", "vrs", "nirs", "ndrs"]
Orientation = Literal["input", "output"]


def refuse_few_units(n: int, p: int, q: int) -> None:
    """Raises ValueError where n units are fewer than max(p q, 3 (p + q)) for p inputs and q outputs.

    With fewer, most units are on the frontier because nobody is there to compare them with. Cooper, Seiford, Tone
    (2007, chapter 4).
    """
    needed = max(p * q, 3 * (p + q))
    if n < needed:
        raise ValueError(
            f"{n} units are too few for {p} inputs and {q} outputs: at least {needed} are needed, the larger of "
            f"p * q = {p * q} and 3 * (p + q) = {3 * (p + q)}, or most of them count as efficient for want of peers; "
            "add units, or use fewer columns"
        )


def refuse_unknown(name: str, value: str, allowed: Any) -> None:
    """Raises ValueError for an option that is not in its closed set."""
    if value not in get_args(allowed):
        raise ValueError(f"{name} is one of {', '.join(get_args(allowed))}, found {value!r}")


def refuse_other_columns(units: tuple[np.ndarray, np.ndarray], best: tuple[np.ndarray, np.ndarray]) -> None:
    """Raises ValueError where the reference has other columns than the units."""
    for name, ours, theirs in zip(("inputs", "outputs"), units, best, strict=True):
        if ours.shape[1] != theirs.shape[1]:
            raise ValueError(
                f"{name} have {ours.shape[1]} columns, reference {name} {theirs.shape[1]}: give both the same columns"
            )


def units_of(inputs: Any, outputs: Any, of: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Inputs (n, p) and outputs (n, q) as arrays; raises ValueError where they are not of the same units."""
    x, y = (
        numbers_of(values, f"{of}{name}", above=0).to_numpy()
        for name, values in (("inputs", inputs), ("outputs", outputs))
    )
    refuse_other_rows(f"{of}inputs", inputs, f"{of}outputs", outputs)
    return x, y


def refuse_other_rows(name: str, values: Any, other: str, others: Any) -> None:
    """Raises ValueError where two tables do not have one row for each unit, or name the same units in another order."""
    rows, other_rows = pd.DataFrame(values).index, pd.DataFrame(others).index
    if len(rows) != len(other_rows):
        raise ValueError(f"{name} have {len(rows)} rows, {other} {len(other_rows)}: give both one row for each unit")
    named = all(isinstance(each, pd.DataFrame | pd.Series) for each in (values, others))
    if named and not rows.equals(other_rows) and set(rows) == set(other_rows):
        raise ValueError(f"{name} and {other} have the same rows in another order: sort both alike, rows go by place")


def numbers_of(values: Any, name: str, above: float = -np.inf) -> pd.DataFrame:
    """The values as a frame of floats; raises ValueError that names the first row and column with none above `above`.

    Rows and columns have the names of a DataFrame, else they are counted from 0.
    """
    frame = _frame(values, name)
    numbers = frame.to_numpy(dtype=float, na_value=np.nan)
    wrong = np.argwhere(~((numbers > above) & np.isfinite(numbers)))
    if len(wrong):
        row, column = wrong[0]
        raise ValueError(
            f"{name}, row {frame.index[row]!r}, column {frame.columns[column]!r}: expected a number"
            f"{' above 0' if above == 0 else ''}, found {numbers[row, column]}, the first of {len(wrong)} such values; "
            "leave out these units or this column, and say so"
        )
    return pd.DataFrame(numbers, index=frame.index, columns=frame.columns)


def _frame(values: Any, name: str) -> pd.DataFrame:
    """The values as a frame of numbers with at least one row and column; raises ValueError for anything else."""
    try:
        frame = pd.DataFrame(values)
    except ValueError as error:
        raise ValueError(f"{name}: expected rows of units and columns of numbers: {error}") from error
    if frame.empty:
        raise ValueError(f"{name}: expected at least one unit and one column, found {frame.shape}")
    for column, kind in frame.dtypes.items():
        if not pd.api.types.is_any_real_numeric_dtype(kind):
            raise ValueError(f"{name}, column {column!r}: expected numbers, found {kind}; convert the column first")
    return frame
