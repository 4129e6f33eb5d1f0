"""A table as LaTeX: booktabs, every character escaped."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.output.printed import Printed, words

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


LINE = 34.0  # em in a line of a page of one column
LATIN, CHINESE = 0.48, 1.0  # em that a character takes on average
WIDER = 1.1  # as often as that, a word of digits and capitals
ALIGNED = {"l": r"\raggedright", "c": r"\centering", "r": r"\raggedleft"}


class Size(NamedTuple):
    """A size of letters: its command, ems of the text around in an em of it, and those between two columns."""

    command: str
    scale: float
    gap: float


SIZES = (Size("", 1.0, 1.2), Size(r"\footnotesize\setlength{\tabcolsep}{3pt}", 0.8, 0.6))
SMALLEST = Size(r"\scriptsize\setlength{\tabcolsep}{2pt}", 0.7, 0.4)


def table(shown: Printed) -> str:
    """LaTeX of the table, which needs the package booktabs and nothing else; all text in it is escaped.

    A table that is wider than a line has smaller letters, and where these do not do its cells are broken into lines.
    """
    size, shares = _fitted([[label, *column] for label, *column in zip(shown.labels, *shown.rows, strict=True)])
    align = shown.align if shares is None else "".join(rf"p{{{share:.3f}\linewidth}}" for share in shares)
    broken = None if shares is None else shown.align
    headed = [line for level in shown.groups for line in _groups(level)]
    lines = [*headed, _line(shown.labels, broken), r"\midrule"]
    for place, row in enumerate(shown.rows):
        lines += [r"\midrule"] * (place in shown.rules) + [_line(row, broken)]
    return _float(shown, lines, size.command, align)


def escape(text: str) -> str:
    """Text that LaTeX prints as it is: on one line, its special characters escaped, minus signs before numbers as such,
    and no bracket or star at the start, which LaTeX would take for an argument of the line end before it."""
    line = " ".join(text.split())
    escaped = "".join(LATEX.get(character, character) for character in line if character.isprintable())
    escaped = re.sub("-(?=-)", "-{}", re.sub(r"(?<![\w-])-(?=[\d.])", "$-$", escaped))
    return re.sub(r"^([\[*])", r"{\1}", escaped)


def _fitted(columns: Sequence[Sequence[str]]) -> tuple[Size, list[float] | None]:
    """The size of the letters, and for cells that have to be broken the share of a line that each column takes: its
    longest word, and of what is left the more the longer its cells are."""
    longest = [max(map(_width, column)) for column in columns]
    for size in SIZES:
        if sum(longest) * size.scale + len(columns) * size.gap <= LINE:
            return size, None
    least = [WIDER * max(_width(word) for cell in column for word in words(cell) or [""]) for column in columns]
    size = next((each for each in SIZES[1:] if sum(least) * each.scale + len(columns) * each.gap <= LINE), SMALLEST)
    room = 1 - len(columns) * size.gap / LINE
    left = max(0.0, room * LINE / size.scale - sum(least))
    over = [whole - word for whole, word in zip(longest, least, strict=True)]
    wide = [word + left * more / (sum(over) or 1) for word, more in zip(least, over, strict=True)]
    return size, [room * each / sum(wide) for each in wide]


def _width(text: str) -> float:
    """Ems that the text takes."""
    return sum(CHINESE if character > "\u2e7f" else LATIN for character in text)


def _line(cells: Sequence[str], broken: str | None = None) -> str:
    """A row; where its cells are broken into lines each is aligned by its letter."""
    escaped = list(map(escape, cells))
    if not broken:
        return " & ".join(escaped) + r" \\"
    aligned = [f"{ALIGNED[letter]} {cell}" if cell else "" for cell, letter in zip(escaped, broken, strict=True)]
    return " & ".join(aligned) + r" \tabularnewline"  # which alignment does not take for the end of a line in a cell


def _groups(level: Sequence[tuple[str, int]]) -> Iterator[str]:
    """A line of headings above the labels, and below each heading its rule."""
    cells, rules, first = [], [], 1
    for heading, width in level:
        cells.append(rf"\multicolumn{{{width}}}{{c}}{{{escape(heading)}}}")
        rules += [rf"\cmidrule(lr){{{first}-{first + width - 1}}}"] if heading else []
        first += width
    yield " & ".join(cells) + r" \\"
    yield "".join(rules)


def _float(shown: Printed, lines: Sequence[str], size: str, align: str) -> str:
    """The float around the lines of a table."""
    notes = rf"\begin{{minipage}}{{\linewidth}}\footnotesize {escape(shown.notes)}\end{{minipage}}"
    below = [r"\par\medskip", notes] if shown.notes else []
    return "\n".join(
        [
            r"\begin{table}[htbp]",
            r"\centering",
            rf"\caption{{{escape(shown.caption)}}}",
            rf"\label{{tab:{shown.name}}}",
            *[size] * bool(size),
            rf"\begin{{tabular}}{{{align}}}",
            r"\toprule",
            *lines,
            r"\bottomrule",
            r"\end{tabular}",
            *below,
            r"\end{table}",
            "",
        ]
    )
