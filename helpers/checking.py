"""The audit of the tables in a folder and of the documents of which they were read, by several processes; of the
documents few at a time are in memory."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from itertools import chain
from pathlib import Path

import pandas as pd

from helpers import bulk
from helpers.coding import frames
from helpers.coding.audit import READ, checked
from helpers.coding.checks.findings import Row, table_of
from helpers.coding.checks.tables.parts import Tables, parts
from helpers.pool import asked, processes
from helpers.reading import report

Part = tuple[Tables, dict[str, Path]]  # tables of some reports, and where their documents lie


def audited(folder: Path, jobs: int = 1) -> pd.DataFrame:
    """Table audit of all that lies in the folder. Raises as `frames.load` does, OSError where a process dies."""
    if folder.is_dir() and not frames.lying_in(folder) and report.planned([folder]):
        raise FileNotFoundError(f"{folder} holds documents: `python -m helpers read {folder} --into X`, then check X")
    read = frames.load(folder, READ)
    found = parts(read, bulk.places(folder))
    if jobs == 1 or len(read["reports"]) <= bulk.CHUNK:
        return table_of(chain.from_iterable(map(_checked, found)))
    with processes(jobs) as pool:
        return table_of(chain.from_iterable(_in_turn(pool, _checked, found, bulk.AHEAD * jobs)))


def _checked(part: Part) -> list[Row]:
    """The findings of some reports, their documents opened here."""
    read, places = part
    opened = report.opened_at(places, jobs=1)
    texts = {name: each.text for name, each in opened.items()}
    return checked(read, texts, {name: each.grids for name, each in opened.items()})


def _in_turn(
    pool: Executor, work: Callable[[Part], list[Row]], found: Iterable[Part], most: int
) -> Iterator[list[Row]]:
    """What the pool makes of the parts, in their order, while so many at most are on their way."""
    waiting = deque()
    try:
        for part in found:
            waiting.append(asked(pool, work, part))
            if len(waiting) == most:
                yield waiting.popleft().result()
        yield from (each.result() for each in waiting)
    except BrokenExecutor:
        raise OSError("a process that audits died, as one does that has too little memory; try fewer --jobs") from None
