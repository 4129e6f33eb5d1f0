"""Two codings of the same reports held together, figure by figure: of two coders, or of the machine and a coder."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from helpers.coding.double_coding import TABLES, Coding, asked
from helpers.reading import vocabulary

AGREED = "agreed"  # name of the coding that the coders agreed on
FIGURE = "figure"
NOT_COMPARED = {"report_id", "token", "occurrence", "line", "name_zh", "level1_zh"}  # they name the figure
NUMERAL = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?|[0-9.百千万亿]+|[零〇一二两三四五六七八九十廿百千万亿]+")
WORDS = "words"
FAR = 1_000_000  # figures printed alike are paired before figures that only mean the same
COLUMNS = ["pair", "report_id", "table", "token", "column", "level", "one", "other"]


def between_coders(codings: Mapping[str, Coding]) -> pd.DataFrame:
    """Every two coders held together as `compared` does, without the version they agreed on; empty below two."""
    coders = [coding for name, coding in codings.items() if name != AGREED]
    return _stacked(compared(one, other) for one, other in combinations(coders, 2))


def against_machine(
    codings: Mapping[str, Coding], read: Mapping[str, pd.DataFrame], texts: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """What was read (`one`) held against every coding, first the agreed one, as `compared` does; empty without any."""
    ordered = sorted(codings.values(), key=lambda coding: coding.coder != AGREED)
    return _stacked(compared(machine(read, coding.coded, texts or {}), coding) for coding in ordered)


def machine(read: Mapping[str, pd.DataFrame], reports: list[str], texts: Mapping[str, str]) -> Coding:
    """What was read of some reports, as a coding; the mention of a figure is counted in its text where that is given.

    Raises ValueError naming the reports that were not read.
    """
    if absent := [name for name in reports if name not in set(read["reports"]["report_id"])]:
        raise ValueError(f"expected the reports of the sample in table reports; absent: {', '.join(absent)}")
    found = {}
    for table in TABLES:
        own = read[table][read[table]["report_id"].isin(reports)]
        mentions = [_mention(*row, texts) for row in zip(own["report_id"], own["token"], own["start"], strict=True)]
        plain = {name: own[name].map(_plain) for name in asked(table) if name in own}
        found[table] = pd.DataFrame(plain | {"occurrence": mentions}, dtype="str").reset_index(drop=True)
    return Coding("machine", reports, reports, found)


def compared(one: Coding, other: Coding) -> pd.DataFrame:
    """A row for each figure that either coding has and each column of its table: report_id, table, token, column, level
    (nominal or ratio), and as text what `one` and `other` have there, missing where one does not have the figure.

    Column `figure` tells that the figure is there at all. Figures are the same where report, table and number are; of
    several, those printed alike and nearest in order of mention are paired, as many as can be. Cells are never looked
    at, so that agreement cannot come from the pairing. In table `all` a figure is the same in whatever table it was
    filed; its column `table` says where. Only reports that both have coded count.
    """
    both = [report for report in one.coded if report in other.coded]
    sides = [_figures(coding, both) for coding in (one, other)]
    pairs = _paired(*sides, ["report_id", "table", "key"])
    filed = _filed(*sides, pairs)
    parts = [_cells(sides, pairs, table) for table in TABLES] + [_cells(sides, filed, "all")]
    return pd.concat(parts, ignore_index=True).assign(pair=f"{one.coder}, {other.coder}")[COLUMNS]


def _stacked(frames: Iterator[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(columns=COLUMNS, dtype="str"), *frames], ignore_index=True)


def _compared_columns(table: str) -> dict[str, str]:
    """The columns of a table that are compared, with their level of measurement."""
    if table == "all":
        return {FIGURE: "nominal", "table": "nominal"}
    kinds = {name: says["type"] for name, says in asked(table).items() if name not in NOT_COMPARED}
    return {FIGURE: "nominal"} | {name: "ratio" if kind == "number" else "nominal" for name, kind in kinds.items()}


def _figures(coding: Coding, reports: list[str]) -> pd.DataFrame:
    """All figures of a coding in one frame, their cells in one way of writing, with the number each is found by."""
    figures = pd.concat([_alike_figures(table, rows) for table, rows in coding.tables.items()])
    return figures[figures["report_id"].isin(reports)].reset_index(drop=True)


def _alike_figures(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    levels = {name: level for name, level in _compared_columns(table).items() if name in rows}
    cells = {name: [_alike(name, level, cell) for cell in rows[name]] for name, level in levels.items()}
    own = rows[["report_id", "token"]].assign(**cells, table=table, figure="there", key=rows["token"].map(_key))
    order = own.groupby(["report_id", "key"]).cumcount()
    return own.assign(mention=pd.to_numeric(rows["occurrence"]), order=order)


def _paired(one: pd.DataFrame, other: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Row numbers of the figures of both sides that are the same, -1 where a side does not have it."""
    groups = [side.groupby(by).indices for side in (one, other)]
    pairs = []
    for key in groups[0].keys() & groups[1].keys():
        mine, theirs = (group[key] for group in groups)
        rows, columns = linear_sum_assignment(_apart(one.iloc[mine], other.iloc[theirs]))
        pairs += zip(mine[rows], theirs[columns], strict=True)
    pairs += [(row, -1) for row in set(range(len(one))) - {mine for mine, _ in pairs}]
    pairs += [(-1, row) for row in set(range(len(other))) - {theirs for _, theirs in pairs}]
    return pd.DataFrame(sorted(pairs), columns=["one", "other"], dtype=int)


def _apart(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """How far figures are apart: by mention where both sides state it, else by order; more where printed unlike."""
    mentions, order = (_outer(np.subtract, one[name], other[name]) for name in ("mention", "order"))
    distance = np.abs(np.where(np.isnan(mentions), order, mentions))
    return distance + FAR * _outer(np.not_equal, one["token"], other["token"]).astype(bool)


def _outer(operation: np.ufunc, one: pd.Series, other: pd.Series) -> np.ndarray:
    return operation.outer(one.to_numpy(), other.to_numpy())


def _filed(one: pd.DataFrame, other: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs, and those that are left over on both sides paired whatever their tables."""
    met = (pairs >= 0).all(axis=1)
    left = [np.array([row for row in pairs.loc[~met, side] if row >= 0], dtype=int) for side in ("one", "other")]
    again = _paired(one.iloc[left[0]], other.iloc[left[1]], ["report_id", "key"])
    rows = {side: np.append(own, -1)[again[side]] for side, own in zip(("one", "other"), left, strict=True)}
    return pd.concat([pairs[met], pd.DataFrame(rows)], ignore_index=True)


def _cells(sides: list[pd.DataFrame], pairs: pd.DataFrame, table: str) -> pd.DataFrame:
    """The cells of all compared columns of a table, side by side."""
    one, other = (side.reindex(pairs[name]).reset_index(drop=True) for side, name in zip(sides, pairs, strict=True))
    known = one.fillna(other)
    own = known["table"].eq(table) | (table == "all")
    named = known.loc[own, ["report_id", "token"]].assign(table=table)
    parts = [
        named.assign(column=column, level=level, one=one.loc[own, column], other=other.loc[own, column])
        for column, level in _compared_columns(table).items()
    ]
    return pd.concat(parts)


def _mention(report: str, token: str, start: object, texts: Mapping[str, str]) -> str:
    """Which time the text prints the number there, 1 for the first; empty where the text is not given."""
    if report not in texts or pd.isna(start):
        return ""
    return str(len(re.findall(rf"(?<![0-9.]){re.escape(token)}(?![0-9])", texts[report][: int(start)])) + 1)


def _plain(cell: object) -> str:
    """A cell of a table as a person would type it."""
    if pd.isna(cell):
        return ""
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def _alike(column: str, level: str, cell: str) -> str:
    """A cell in one way of writing: numbers to 12 digits, units that count the same as one, words as words."""
    if level == "ratio":
        return _number(cell)
    if column in ("target", "actual"):
        return _number(cell) if NUMERAL.fullmatch(cell) or not cell else WORDS
    if column.endswith("unit"):
        unit = vocabulary.unit_as(cell)
        return vocabulary.same_unit().get(unit, unit)
    return cell.rpartition("-")[2] if column == "project_id" else cell


def _number(text: str) -> str:
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text


def _key(token: str) -> str:
    """What figures printed in different ways share: 1,200.0 and 1200 are one number, all wordings are words."""
    plain = unicodedata.normalize("NFKC", token).replace(",", "").replace(" ", "").rstrip("%")
    return _number(plain) if NUMERAL.fullmatch(plain) else WORDS
