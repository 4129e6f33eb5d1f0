"""A table as LaTeX: booktabs, every character escaped."""

import re
from collections.abc import Iterator, Sequence

from helpers.output.printed import Printed

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


def table(shown: Printed) -> str:
    """LaTeX of the table, which needs the package booktabs and nothing else; all text in it is escaped."""
    headed = [line for level in shown.groups for line in _groups(level)]
    lines = [*headed, _line(shown.labels), r"\midrule"]
    for place, row in enumerate(shown.rows):
        lines += [r"\midrule"] * (place in shown.rules) + [_line(row)]
    return _float(shown, lines)


def escape(text: str) -> str:
    """Text that LaTeX prints as it is: on one line, its special characters escaped, minus signs before numbers as such,
    and no bracket or star at the start, which LaTeX would take for an argument of the line end before it."""
    line = " ".join(text.split())
    escaped = "".join(LATEX.get(character, character) for character in line if character.isprintable())
    escaped = re.sub("-(?=-)", "-{}", re.sub(r"(?<![\w-])-(?=[\d.])", "$-$", escaped))
    return re.sub(r"^([\[*])", r"{\1}", escaped)


def _line(cells: Sequence[str]) -> str:
    return " & ".join(map(escape, cells)) + r" \\"


def _groups(level: Sequence[tuple[str, int]]) -> Iterator[str]:
    """A line of headings above the labels, and below each heading its rule."""
    cells, rules, first = [], [], 1
    for heading, width in level:
        cells.append(rf"\multicolumn{{{width}}}{{c}}{{{escape(heading)}}}")
        rules += [rf"\cmidrule(lr){{{first}-{first + width - 1}}}"] if heading else []
        first += width
    yield " & ".join(cells) + r" \\"
    yield "".join(rules)


def _float(shown: Printed, lines: Sequence[str]) -> str:
    """The float around the lines of a table."""
    notes = rf"\begin{{minipage}}{{\linewidth}}\footnotesize {escape(shown.notes)}\end{{minipage}}"
    below = [r"\par\medskip", notes] if shown.notes else []
    return "\n".join(
        [
            r"\begin{table}[htbp]",
            r"\centering",
            rf"\caption{{{escape(shown.caption)}}}",
            rf"\label{{tab:{shown.name}}}",
            rf"\begin{{tabular}}{{{shown.align}}}",
            r"\toprule",
            *lines,
            r"\bottomrule",
            r"\end{tabular}",
            *below,
            r"\end{table}",
            "",
        ]
    )
