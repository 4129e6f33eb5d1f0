"""Runs a plan by papermill: in the order of needs, several runs at a time, and nothing that is done is done again."""

import time
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from graphlib import TopologicalSorter
from itertools import groupby
from operator import attrgetter
from pathlib import PurePath
from typing import Any, Literal, NamedTuple, get_args

from helpers.batch import children, guard, records
from helpers.batch.local import Local, warm_process
from helpers.batch.parameters import PlanError, cells
from helpers.batch.plan import Plan, Run, dependents, folder, needed
from helpers.batch.warm import imported

LIMITS = children.Limits()
OFTEN = 10  # seconds between two lines that tell how far a batch is

Echo = Callable[[str], Any]
Kernel = Literal["fresh", "warm"]
End = Literal["done", "up to date", "failed", "not started"]


class Batch(NamedTuple):
    plan: Plan
    chosen: dict[str, Run]
    forced: set[str]
    later: dict[str, set[str]]  # by name of the run: all that need it
    now: records.Surroundings
    known: records.Records  # kept up to date while runs end
    echo: Echo


class Work(NamedTuple):
    """How a batch is carried out."""

    jobs: int = 1
    kernel: Kernel = "fresh"
    limits: children.Limits = LIMITS
    scheduler: str = ""  # address of a dask cluster; empty: this machine


def run(
    plan: Plan,
    *,
    jobs: int = 1,
    only: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    kernel: Kernel = "fresh",
    limits: children.Limits = LIMITS,
    scheduler: str = "",
    echo: Echo = print,
) -> int:
    """Exit code: 0 where all runs asked for are done, 1 where one is not or another batch is at work on this plan.

    Runs what is new, stale or failed, up to `jobs` at a time; `only` is one run with what it needs. `force` runs what
    is done too: all, or the one run of `only`. A failure stops nothing but the runs that need it; `dry_run` only lists.
    Kernels that are `warm` are forks of one process that has imported what the notebooks import, else each starts anew.
    With a `scheduler` the workers of a dask cluster carry runs out, as many at a time as they have threads. What takes
    more than the `limits` has failed. Raises PlanError for a run that is not in the plan and for jobs below 1,
    ValueError where workers are not of one kind with this process, OSError where a file cannot be written or a
    scheduler not be reached.
    """
    if jobs < 1:
        raise PlanError(f"jobs: expected at least 1, found {jobs}")
    if dry_run:
        return _listed(_batch(plan, only, force, echo))
    with guard.locked(folder(plan)) as owner:
        if owner:
            echo(f"another batch is at work on plan {plan.name} ({owner}): nothing was started")
            return 1
        batch = _batch(plan, only, force, echo)
        with guard.interruptible():
            ended = _carried_out(batch, Work(jobs, kernel, limits, scheduler))
    _list_files(batch, ended)
    return _summary(batch, ended)


def status(plan: Plan, *, echo: Echo = print) -> int:
    """Exit code 0, after the state of every run was listed with its reason."""
    return _listed(_batch(plan, None, False, echo))


def _batch(plan: Plan, only: str | None, force: bool, echo: Echo) -> Batch:
    """What is asked for, and how things stand now; raises PlanError for a run that is not in the plan."""
    names = needed(plan, only) if only else {each.name for each in plan.runs}
    chosen = {each.name: each for each in plan.runs if each.name in names}
    forced = ({only} if only else names) if force else set()
    return Batch(plan, chosen, forced, dependents(plan), records.surroundings(), records.read_all(plan), echo)


def _listed(batch: Batch) -> int:
    """0, after the chosen runs were listed with state and reason, and counted."""
    found = records.states(batch.plan, batch.now, batch.known)
    shown = {name: _asked_again(batch, name, *found[name]) for name in batch.chosen}
    for name, (state, reason) in shown.items():
        _say(batch, name, state, reason)
    counts = Counter(state for state, _ in shown.values())
    numbers = ", ".join(f"{counts[state]} {state}" for state in get_args(records.State) if counts[state])
    batch.echo(f"plan {batch.plan.name}: {len(shown)} runs: {numbers}")
    return 0


def _say(batch: Batch, name: str, what: str, more: str = "") -> None:
    """Echoes a line on a run, its name as wide as the longest."""
    batch.echo(f"{name:{max(map(len, batch.chosen))}}  {what:11}  {more}".rstrip())


def _asked_again(batch: Batch, name: str, state: str, reason: str) -> tuple[str, str]:
    """State and reason, but stale for what is done and was asked for by force."""
    return ("stale", "asked for again") if state == "done" and name in batch.forced else (state, reason)


def _carried_out(batch: Batch, work: Work) -> dict[str, End]:
    """How each chosen run ended; whatever interrupts it, nothing that was started is left."""
    order = TopologicalSorter({name: each.needs for name, each in batch.chosen.items()})
    order.prepare()
    waiting, running, found, ended, now = deque(), set(), {}, {}, batch.now
    workers, jobs = _workers(batch, work)
    progressed = Progress(len(batch.chosen), batch.echo)
    try:
        while order.is_active():
            waiting.extend(order.get_ready())
            while waiting and len(running) < jobs:
                name = waiting.popleft()
                if how := _without_start(batch, name, ended, now):
                    ended[name] = how
                    order.done(name)
                else:
                    run = batch.chosen[name]
                    workers.start(run, records.made_from(run, batch.now, batch.known))
                    running.add(name)
            for name, outcome in found.items():  # now that others run in their place
                ended[name] = _recorded(batch, name, outcome(), now)
                order.done(name)
            found = {} if found else workers.finished()
            now = records.surroundings() if found else now
            running -= found.keys()
            progressed.tell(ended)
    finally:
        workers.stop()
    return ended


def _workers(batch: Batch, work: Work) -> tuple[Any, int]:
    """What carries out runs by `start`, `finished` and `stop`, and how many at a time."""
    place, modules = folder(batch.plan), _modules(batch.plan) if work.kernel == "warm" else None
    if not work.scheduler:
        warm = None if modules is None else warm_process(modules, place, work.limits.memory)
        return Local(place, batch.now.tables, work.limits, warm, partial(_say, batch)), work.jobs
    from helpers.batch.cluster import Cluster

    found = Cluster(work.scheduler, place, batch.now.tables, work.limits, modules)
    batch.echo(f"{work.scheduler}: {found.jobs} runs at a time; dashboard: {found.dashboard}")
    return found, found.jobs


def _modules(plan: Plan) -> list[str]:
    """Names of all modules that the notebooks of a plan import."""
    sources = [
        cell.source
        for notebook in {run.notebook for run in plan.runs}
        for cell in cells(notebook)
        if cell.kind == "code"
    ]
    return imported(sources)


def _without_start(batch: Batch, name: str, ended: dict[str, End], now: records.Surroundings) -> End | None:
    """How a run ends that cannot or need not start; None for one that is to start. Its line is echoed."""
    run = batch.chosen[name]
    if lacking := [need for need in run.needs if ended[need] in ("failed", "not started")]:
        _say(batch, name, "not started", f"needs {', '.join(lacking)}")
        return "not started"
    found = records.state(run, batch.later[name], batch.now, batch.known)
    state, reason = _asked_again(batch, name, *found)
    if state == "done":
        _say(batch, name, "up to date", reason)
        return "up to date"
    if changed := records.differences(batch.now.sources, now.sources):
        _say(batch, name, "not started", f"changed since the batch began: {', '.join(changed)}")
        return "not started"
    _say(batch, name, "starts", f"{state}: {reason}")
    return None


def _recorded(batch: Batch, name: str, record: records.Record, now: records.Surroundings) -> End:
    """How a run has ended, after its record is written and its line echoed. It has failed where what it is made from
    was changed while it ran: nobody knows which it has read."""
    sources = records.made_from(batch.chosen[name], now, batch.known)
    if record.state == "done" and (changed := records.differences(record.made_from, sources)):
        record = record._replace(state="failed", error=children.failure(f"changed while it ran: {', '.join(changed)}"))
    records.write(records.record_path(folder(batch.plan), name), record)
    batch.known[name] = record
    _say(batch, name, record.state, f"{record.seconds:.1f} s  {records.in_words(record.error)}")
    return record.state


def _list_files(batch: Batch, ended: dict[str, End]) -> None:
    """Echoes by folder the files that runs wrote now."""
    found: dict[PurePath, str] = {}
    for name in [name for name in ended if ended[name] in ("done", "failed")]:
        mark = "  (of a run that failed)" if ended[name] == "failed" else ""
        found |= {PurePath(file): mark for file in batch.known[name].outputs}
    for place, files in groupby(sorted(found, key=lambda file: (file.parent, file)), key=attrgetter("parent")):
        batch.echo(f"{place}/")
        for file in files:
            batch.echo(f"  {file.name}{found[file]}")


def _summary(batch: Batch, ended: dict[str, End]) -> int:
    """Exit code, after failures were named with their notebooks, runs that hold no longer, and the number of each."""
    for name in [name for name in batch.chosen if ended[name] == "failed"]:
        record = batch.known[name]
        notebook = records.shown(records.executed(folder(batch.plan), name))
        where = notebook if notebook in record.outputs else "no notebook was left"
        batch.echo(f"failed: {name}  {records.in_words(record.error)}  ({where})")
    overtaken = _overtaken(batch, ended)
    for name, reason in overtaken.items():
        batch.echo(f"to be run again: {name}  {reason} (while the batch ran)")
    counts = Counter(ended.values())
    numbers = ", ".join(f"{counts[how]} {how}" for how in get_args(End) if counts[how])
    batch.echo(f"plan {batch.plan.name}: {numbers}")
    return 1 if overtaken or counts["failed"] or counts["not started"] else 0


def _overtaken(batch: Batch, ended: dict[str, End]) -> dict[str, str]:
    """The runs that ended well and are stale again by now, with the reason: what they read or wrote was changed."""
    found = records.states(batch.plan, records.surroundings(), batch.known)
    well = [name for name in ended if ended[name] in ("done", "up to date")]
    return {name: found[name][1] for name in well if found[name][0] != "done"}


class Progress:
    """Tells now and then how far a batch is."""

    def __init__(self, number: int, echo: Echo) -> None:
        self.number, self.echo = number, echo
        self.begun = self.told = time.monotonic()

    def tell(self, ended: dict[str, End]) -> None:
        """Echoes a line where the last is long ago."""
        now = time.monotonic()
        if now - self.told >= OFTEN:
            self.told = now
            self.echo(progress(Counter(ended.values()), self.number, now - self.begun))


def progress(ended: Counter[End], number: int, seconds: float) -> str:
    """How many of a number of runs have ended after so many seconds, how fast, how long it may still take, failures."""
    ran = ended["done"] + ended["failed"]
    left = number - ended.total()
    minutes = f", about {seconds / ran * left / 60:.0f} min left" if ran else ""
    return f"{ended.total()} of {number} ended, {ran / seconds * 60:.0f} a minute{minutes}, {ended['failed']} failed"
