"""Many reports are audited part by part, as a report is held against none but those of its unit and year."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from helpers.coding.checks.tables.across import units

MOST = 100  # reports from which on a part is not added to

Tables = dict[str, pd.DataFrame]


def parts(read: Tables, *known: Mapping) -> Iterator[tuple]:
    """The tables of some reports at a time, those of one unit and year together, with what of each mapping by report_id
    is of these; all as it is where there are few."""
    reports = read["reports"].assign(unit=units(read["reports"]))
    if len(reports) <= MOST:
        yield read | {"reports": reports}, *known
        return
    tables = {name: frame for name, frame in read.items() if "report_id" in frame} | {"reports": reports}
    places = {name: frame.groupby("report_id").indices for name, frame in tables.items()}
    for names in _together(reports):
        own = {table: frame.iloc[_places_of(names, places[table])] for table, frame in tables.items()}
        yield own, *({name: each[name] for name in names if name in each} for each in known)


def _together(reports: pd.DataFrame) -> Iterator[list[str]]:
    """The names of the reports of each part; one that does not say its unit or year is of a unit of its own."""
    of_unit: dict[str, list[str]] = {}
    for name, unit in zip(reports["report_id"], reports["unit"], strict=True):
        of_unit.setdefault(unit or name, []).append(name)
    part: list[str] = []
    for names in of_unit.values():
        part += names
        if len(part) >= MOST:
            yield part
            part = []
    yield from [part] if part else []


def _places_of(names: list[str], places: dict[str, np.ndarray]) -> np.ndarray:
    """Where the rows of these reports stand in a table, in its order."""
    return np.sort(np.concatenate([places.get(name, np.empty(0, int)) for name in names]))
