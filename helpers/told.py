"""What `check` prints: each finding in lines no wider than the terminal, and what the words of the verdicts mean."""

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from helpers.coding import frames
from helpers.coding.checks.findings import GRAVITY, QUOTED
from helpers.coding.schema import tables
from helpers.output.compared import compared

INDENT, WIDTH, NARROW = 16, 100, 40  # columns: before a finding, of no terminal, and of a line at least
PIECE = re.compile(r"[!-~]+|\s+|.")  # what stays on one line: a word, a Chinese character
STATED, TOLD = ("stated ", ", recomputed "), ("told ", " and ")  # the two figures of a finding
VALUES = {"limit": ("limit ", ", found "), "unit": ("target ", ", actual "), "repeat": TOLD, "cross_report": TOLD}
ACCEPTED = {"accepted": "a person looked at it: data/raw/anomalies.csv says why it is no finding"}


def lines(found: pd.DataFrame, folder: Path, reports: Sequence[str], verdicts: Sequence[str]) -> Iterator[str]:
    """What is found in the tables of a folder: the findings, units that were assumed, the number of each verdict and
    what those shown mean; of these reports and verdicts alone, or without them of all that does not hold.

    Raises ValueError for a report or a verdict that there is not.
    """
    width = max(NARROW, shutil.get_terminal_size((WIDTH, 0)).columns)
    meanings = tables()["audit"]["columns"]["verdict"]["says"] | ACCEPTED
    names = frames.load(folder, ["reports"])["reports"].set_index("sha256")
    known = [*names["report_id"], *meanings]
    for name in (each for each in (*reports, *verdicts) if each not in known):
        raise ValueError(f"no {name!r} among {', '.join(get_close_matches(name, known, cutoff=0.5) or known)}")
    own = found[[not reports or not set(reports).isdisjoint(name.split("+")) for name in found["report_id"]]]
    named = own.assign(verdict=own["verdict"].mask(own["accepted"] != "", "accepted"))
    shown = named[named["verdict"].isin(verdicts or set(meanings) - {"holds"})]
    for row in shown.itertuples():
        yield from _of_finding(row, width)
    for row in _assumed(folder).join(names["report_id"]).itertuples() if not verdicts else []:
        yield from _indented(row.kind, row.report_id, row.reason, width) if row.report_id in (reports or known) else []
    counts = own["verdict"].value_counts()
    yield f"{len(own)} checks: " + ", ".join(f"{number} {name}" for name, number in counts.items())
    for name in (each for each in (*GRAVITY, *ACCEPTED) if each in set(shown["verdict"])):
        yield from _indented(name, "", meanings[name], width)


def _assumed(folder: Path) -> pd.DataFrame:
    """The problems that say that a unit was assumed, by the hash of their document; none where none are kept."""
    if "problems" not in frames.lying_in(folder):
        return pd.DataFrame()
    return frames.load(folder, ["problems"])["problems"].query("kind == 'unit_assumed'").set_index("sha256")


def _of_finding(row: tuple, width: int) -> Iterator[str]:
    """Verdict, report, what is compared and the values, and below the graver findings the words of the report."""
    short = round(row.recomputed, len(f"{row.stated:.12g}".partition(".")[2]) + 2)
    two = row.stated, row.recomputed if short == row.stated else short  # as few decimals as tell the two apart
    names = zip(VALUES.get(row.kind, STATED), two, strict=True)
    values = "".join(f"{name}{value:.12g}" for name, value in names if value == value)
    yield from _indented(row.verdict, row.report_id, compared(row.what, "en") + (": " if values else ""), width, values)
    used = len(row.figures.split()) - QUOTED
    if row.quote and row.verdict in ("contradiction", "exceeds"):
        yield from _indented("", "", f"{row.quote}{f' … and {used} more' if used > 0 else ''}", width)


def _indented(word: str, report: str, text: str, width: int, whole: str = "") -> list[str]:
    """The words in lines behind the first, what is whole on one of them."""
    told = [""]
    for piece in [*PIECE.findall(f"{report}  {text}".strip() + " " * bool(whole)), whole]:
        size = sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in told[-1] + piece)
        told += [""] if told[-1] and size > width - INDENT else []
        told[-1] += piece if told[-1] else piece.lstrip()
    return [f"{word if n == 0 else '':{INDENT}}{line}".rstrip() for n, line in enumerate(told)]
