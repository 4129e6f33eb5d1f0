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
PIECE = re.compile(r"[!-~\xa0]+|\s+|.")  # what stays on one line: a word, a Chinese character, the values of a finding
VALUES = {  # what the two figures of a finding are; of any other one is stated, the other recomputed
    "limit": ("limit ", ", found "),
    "unit": ("target ", ", actual "),
    "repeat": ("told ", " and "),
    "cross_report": ("told ", " and "),
}
QUOTING = ("contradiction", "exceeds")  # verdicts that are told with the words of the report
MORE = 2  # decimals of a recomputed figure that the stated one has not
ASSUMED = "unit_assumed"  # a kind of problem without which the amounts of a report cannot be judged
ACCEPTED = {"accepted": "a person looked at it, and data/raw/anomalies.csv says why it is no finding"}


def lines(found: pd.DataFrame, folder: Path, reports: Sequence[str], verdicts: Sequence[str]) -> Iterator[str]:
    """What is found in the tables of a folder: the findings, what was assumed of their reports, the number of each
    verdict and what those shown mean; of these reports and verdicts alone, or without them of all that do not hold.

    Raises ValueError for a report or a verdict that there is not.
    """
    meanings = tables()["audit"]["columns"]["verdict"]["says"] | ACCEPTED
    files = frames.load(folder, ["reports"])["reports"].set_index("sha256")["report_id"]
    _refuse_strangers("report", reports, list(files))
    _refuse_strangers("verdict", verdicts, list(meanings))
    own = found[[not reports or not set(reports).isdisjoint(name.split("+")) for name in found["report_id"]]]
    named = own.assign(verdict=own["verdict"].mask(own["accepted"] != "", "accepted"))
    shown = named[named["verdict"].isin(verdicts or set(meanings) - {"holds"})]
    width = max(NARROW, shutil.get_terminal_size((WIDTH, 0)).columns)
    for row in shown.itertuples():
        yield from _of_finding(row, width)
    for name, reason in _assumed(folder, files) if not verdicts else []:
        yield from _indented(ASSUMED, f"{name}  {reason}", width) if not reports or name in reports else []
    counts = own["verdict"].value_counts()
    yield f"{len(own)} checks: " + ", ".join(f"{number} {name}" for name, number in counts.items())
    for name in (each for each in (*GRAVITY, *ACCEPTED) if each in set(shown["verdict"])):
        yield from _indented(name, meanings[name], width)


def _refuse_strangers(kind: str, asked: Sequence[str], known: list[str]) -> None:
    for name in (each for each in asked if each not in known):
        near = get_close_matches(name, known, n=3, cutoff=0.5) or (known if len(known) <= len(VALUES) else [])
        raise ValueError(f"no {kind} {name!r}{', but ' if near else ''}{', '.join(near)}")


def _assumed(folder: Path, files: pd.Series) -> list[tuple[str, str]]:
    """The report and the reason of each amount whose unit was assumed; none where no table of problems is there."""
    if not (folder / "problems.csv").is_file():
        return []
    problems = frames.load(folder, ["problems"])["problems"].query("kind == @ASSUMED")
    return [
        (files.get(sha256, file), why) for sha256, file, why in problems[["sha256", "source_file", "reason"]].values
    ]


def _of_finding(row: tuple, width: int) -> Iterator[str]:
    """A finding in some lines: verdict, report, what is compared, the values, and of the graver ones the words of the
    report."""
    values = _values(row).replace(" ", "\xa0")
    yield from _indented(
        row.verdict, f"{row.report_id}  {compared(row.what, 'en')}{': ' if values else ''}{values}", width
    )
    used = len(row.figures.split()) - QUOTED
    if row.quote and row.verdict in QUOTING:
        yield from _indented("", f"{row.quote}{f' … and {used} more' if used > 0 else ''}", width)


def _values(row: tuple) -> str:
    names = VALUES.get(row.kind, ("stated ", ", recomputed "))
    two = zip(names, (row.stated, _shortened(row.recomputed, row.stated)), strict=True)
    return "".join(f"{name}{value:.12g}" for name, value in two if value == value)


def _shortened(value: float, stated: float) -> float:
    """The value with few decimals more than the stated one, as long as these tell the two apart."""
    short = round(value, len(f"{stated:.12g}".partition(".")[2]) + MORE)
    return value if short == stated else short


def _indented(word: str, text: str, width: int) -> Iterator[str]:
    """The text in lines behind a word, where a Chinese character is two columns wide."""
    line, left = "", 0
    for piece in PIECE.findall(text):
        size = sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in piece)
        if line and size > left:
            yield f"{word:{INDENT}}{line}".replace("\xa0", " ").rstrip()
            word, line = "", ""
        piece = piece if line else piece.lstrip(" ")
        left = (left if line else width - INDENT) - (size if piece else 0)
        line += piece
    yield f"{word:{INDENT}}{line}".replace("\xa0", " ").rstrip()
