"""Runs on this machine: each by papermill in a kernel of its own, which is a fork of a warm process where there is one.

`start`, `finished` and `stop` are all that the engine asks of what carries out runs; `cluster` has the same three.
"""

import math
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from helpers.batch import children
from helpers.batch.plan import Run
from helpers.batch.records import Record
from helpers.batch.warm import Warm


def warm_process(modules: list[str], place: Path, memory: float) -> Warm:
    """What forks the kernels of a run folder, with these modules imported, as soon as it is asked."""
    return Warm(modules, children.environment(place), partial(children.limit_memory, memory))


class Local:
    """The runs of one folder that go on here; `tables` are the hashes that their records are to have."""

    def __init__(
        self,
        place: Path,
        tables: dict[str, str],
        limits: children.Limits,
        warm: Warm | None = None,
        tell: Callable[[str, str, str], Any] = lambda *_: None,
    ) -> None:
        self.place, self.tables, self.limits, self.warm, self.tell = place, tables, limits, warm, tell
        self.running: list[children.Child] = []

    def start(self, run: Run, sources: dict[str, str]) -> None:
        """Starts a run; an ordinary process where there can be no warm one, which is told."""
        try:
            self.running.append(children.start(run, self.place, sources, self.limits, self.warm))
        except ConnectionError as error:
            self._start_cold(run, sources, str(error))

    def _start_cold(self, run: Run, sources: dict[str, str], reason: str) -> None:
        self.tell(run.name, "starts cold", reason)
        self.running.append(children.start(run, self.place, sources, self.limits))

    def finished(self, patience: float = math.inf) -> dict[str, Callable[[], Record]]:
        """By name what makes the records of the runs that have ended, as soon as there are any; none where nothing runs
        or none ends in so many seconds.

        A run that was lost with its warm process is tried once more, in an ordinary one: what killed it there can kill
        nothing but itself.
        """
        found: dict[str, Callable[[], Record]] = {}
        while self.running and not found:
            ended = children.finished(self.running, patience)
            for child in ended:
                self.running.remove(child)
                if getattr(child.process, "lost", False):
                    self._try_again(child)
                else:
                    end = time.monotonic()
                    found[child.run.name] = partial(children.outcome, child, self.place, self.tables, end)
            if not ended:
                break
        return found

    def _try_again(self, child: children.Child) -> None:
        if self.warm and self.warm.process and self.warm.socket == child.process.path:
            self.warm.stop()  # a new one is started for the next run
        self._start_cold(child.run, child.sources, "the process that forks warm kernels was killed")

    def end(self) -> None:
        """Returns when no run goes on any more; the warm process stays for others."""
        children.stop(self.running)
        self.running.clear()

    def stop(self) -> None:
        """Returns when nothing that was started here is left."""
        self.end()
        if self.warm:
            self.warm.stop()
