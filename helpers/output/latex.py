"""A table as LaTeX: booktabs, every character escaped, numbers with the decimals their column needs."""

import math
import re
from collections.abc import Mapping, Sequence
from numbers import Real

import pandas as pd

DECIMALS = 3
LATEX = {
    "\\": r"\textbackslash{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "−": "$-$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "×": r"$\times$",
    "±": r"$\pm$",
    "²": "$^2$",
}


def table(
    frame: pd.DataFrame,
    name: str,
    caption: str,
    notes: str = "",
    *,
    numbers: Mapping[str, str] | None = None,
    align: str | None = None,
    rules: Sequence[int] = (),
) -> str:
    """LaTeX of the table, which needs the package booktabs and nothing else; all text in it is escaped.

    `numbers` maps a column to a format such as ".2f". Without one whole numbers stay whole, others have as many
    decimals as their column needs, three at most, and are powers of ten where these would all be zeros. `align` is a
    letter a column (text left, numbers right without it); `rules` are the rows before which a line is drawn.
    """
    if not caption.strip():
        raise ValueError(f"{name}: a table needs a caption")
    shown = with_index(frame, "")
    cells = _tex_cells(shown, numbers or {})
    letters = align or "".join("r" if _all_numbers(shown.iloc[:, place]) else "l" for place in range(shown.shape[1]))
    if len(letters) != shown.shape[1]:
        raise ValueError(f"{name}: align has a letter for each of {shown.shape[1]} columns, found {align!r}")
    lines = [_tex_line([escape(str(label)) for label in shown.columns]), r"\midrule"]
    for place, row in enumerate(zip(*cells, strict=True)):
        lines += [r"\midrule"] * (place in rules) + [_tex_line(row)]
    return _tex_table(name, escape(caption), letters, lines, escape(notes))


def escape(text: str) -> str:
    """Text that LaTeX prints as it is: on one line, its special characters escaped, minus signs before numbers as such,
    and no bracket or star at the start, which LaTeX would take for an argument of the line end before it."""
    line = " ".join(text.split())
    escaped = "".join(LATEX.get(character, character) for character in line if character.isprintable())
    escaped = re.sub("-(?=-)", "-{}", re.sub(r"(?<![\w-])-(?=[\d.])", "$-$", escaped))
    return re.sub(r"^([\[*])", r"{\1}", escaped)


def with_index(frame: pd.DataFrame, unnamed: str) -> pd.DataFrame:
    """The frame with an index that says something as its first columns."""
    names = frame.index.names
    if frame.columns.nlevels > 1:
        raise ValueError(f"a table has one line of column labels, found {frame.columns.nlevels}")
    if not any(names) and pd.api.types.is_numeric_dtype(frame.index):
        return frame
    return frame.reset_index(names=[unnamed if name is None else name for name in names])


def fixed(value: float, decimals: int) -> str:
    """Number with thousands separators and these decimals; in powers of ten where only zeros would be seen."""
    text = f"{value:,.{decimals}f}"
    return f"{value:.{DECIMALS - 1}e}" if value and not text.strip("-0.") else text


def _tex_cells(table: pd.DataFrame, numbers: Mapping[str, str]) -> list[list[str]]:
    """The escaped cells of each column."""
    absent = [column for column in numbers if column not in table]
    if absent:
        raise ValueError(f"a number format is for a column of the table, found {', '.join(absent)}")
    return [_tex_column(table.iloc[:, place], numbers.get(label)) for place, label in enumerate(table.columns)]


def _tex_column(column: pd.Series, spec: str | None) -> list[str]:
    """The escaped cells of a column: numbers by the format or with one number of decimals, missing empty."""
    decimals = _decimals([value for value in column.dropna() if _is_number(value)])
    return [
        "" if empty else escape(_shown(value, spec, decimals))
        for value, empty in zip(column, column.isna(), strict=True)
    ]


def _shown(value: object, spec: str | None, decimals: int) -> str:
    """A cell for people."""
    if not _is_number(value):
        return str(value)
    if spec is None:
        return fixed(value, decimals)
    return format(int(value) if float(value).is_integer() else value, spec)


def _decimals(values: Sequence[float]) -> int:
    """The least number of decimals, up to `DECIMALS`, that shows all values."""
    finite = [value for value in values if math.isfinite(value)]
    enough = (
        places for places in range(DECIMALS) if all(math.isclose(value, round(value, places)) for value in finite)
    )
    return next(enough, DECIMALS)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _all_numbers(column: pd.Series) -> bool:
    """Whether the column holds numbers and nothing else but gaps."""
    return all(_is_number(value) for value in column.dropna())


def _tex_line(cells: Sequence[str]) -> str:
    return " & ".join(cells) + r" \\"


def _tex_table(name: str, caption: str, letters: str, lines: Sequence[str], notes: str) -> str:
    """The float around the lines of a table."""
    below = (
        [r"\par\medskip", rf"\begin{{minipage}}{{\linewidth}}\footnotesize {notes}\end{{minipage}}"] if notes else []
    )
    return "\n".join(
        [
            r"\begin{table}[htbp]",
            r"\centering",
            rf"\caption{{{caption}}}",
            rf"\label{{tab:{name}}}",
            rf"\begin{{tabular}}{{{letters}}}",
            r"\toprule",
            *lines,
            r"\bottomrule",
            r"\end{tabular}",
            *below,
            r"\end{table}",
            "",
        ]
    )
