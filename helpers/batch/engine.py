"""Runs a plan by papermill: in the order of needs, several runs at a time, and nothing that is done is done again."""

import os
import signal
import socket
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path, PurePath
from typing import Any, Literal, NamedTuple, get_args

from helpers.batch import children, records
from helpers.batch.parameters import PlanError, cells
from helpers.batch.plan import Plan, Run, dependents, folder, needed
from helpers.batch.warm import Warm, imported

try:
    import fcntl
except ImportError:
    raise ImportError("runs need the file locks and signals of Linux or macOS; on Windows start them in WSL") from None

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


def run(
    plan: Plan,
    *,
    jobs: int = 1,
    only: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    kernel: Kernel = "fresh",
    echo: Echo = print,
) -> int:
    """Exit code: 0 where all runs asked for are done, 1 where one is not or another batch is at work on this plan.

    Runs what is new, stale or failed, up to `jobs` at a time; `only` is one run with what it needs. `force` runs what
    is done too: all, or the one run of `only`. A failure stops nothing but the runs that need it; `dry_run` only lists.
    Kernels that are `warm` are forks of one process that has imported what the notebooks import, else each starts anew.
    Raises PlanError for a run that is not in the plan and for jobs below 1.
    """
    if jobs < 1:
        raise PlanError(f"jobs: expected at least 1, found {jobs}")
    if dry_run:
        return _listed(_batch(plan, only, force, echo))
    with _locked(folder(plan)) as owner:
        if owner:
            echo(f"another batch is at work on plan {plan.name} ({owner}): nothing was started")
            return 1
        batch = _batch(plan, only, force, echo)
        with _interruptible():
            ended = _carried_out(batch, jobs, kernel)
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


@contextmanager
def _locked(place: Path) -> Iterator[str]:
    """Empty while the run folder is ours, else who has it. The system frees the lock of a process that has died."""
    place.mkdir(parents=True, exist_ok=True)
    with open(place / ".lock", "a+", encoding="utf-8") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock, which a child that has just started shares
        except (BlockingIOError, PermissionError):
            file.seek(0)
            yield file.read().strip() or "of an unknown process"
            return
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        try:
            yield ""
        finally:
            for left in place.glob(".*.part*"):
                left.unlink()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Inside, a request to end and a terminal that closes interrupt as Ctrl-C does, where nobody else handles them."""
    ours = [each for each in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []  # only the main thread may set handlers
    for each in ours:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


def _carried_out(batch: Batch, jobs: int, kernel: Kernel) -> dict[str, End]:
    """How each chosen run ended; whatever interrupts it, no child is left."""
    order = TopologicalSorter({name: each.needs for name, each in batch.chosen.items()})
    order.prepare()
    waiting, running, ended = deque(), [], {}
    warm = _warm(batch.plan) if kernel == "warm" else None
    try:
        while order.is_active():
            waiting.extend(order.get_ready())
            while waiting and len(running) < jobs:
                name = waiting.popleft()
                if how := _without_start(batch, name, ended):
                    ended[name] = how
                    order.done(name)
                else:
                    running.append(_started(batch, name, warm))
            for child in children.finished(running):
                running.remove(child)
                ended[child.run.name] = _recorded(batch, child)
                order.done(child.run.name)
    finally:
        children.stop(running)
        if warm:
            warm.stop()
    return ended


def _warm(plan: Plan) -> Warm:
    """What forks the kernels of a plan, with all imported that its notebooks import."""
    sources = [
        cell.source
        for notebook in {run.notebook for run in plan.runs}
        for cell in cells(notebook)
        if cell.kind == "code"
    ]
    return Warm(imported(sources), children.environment())


def _without_start(batch: Batch, name: str, ended: dict[str, End]) -> End | None:
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
    _say(batch, name, "starts", f"{state}: {reason}")
    return None


def _started(batch: Batch, name: str, warm: Warm | None) -> children.Child:
    """The process of a run, with the hashes of what it is made from as they are when it starts; an ordinary one where
    there can be no warm one, which is echoed."""
    run, place = batch.chosen[name], folder(batch.plan)
    sources = records.made_from(run, batch.now, batch.known)
    try:
        return children.start(run, place, sources, warm)
    except ConnectionError as error:
        _say(batch, name, "starts cold", str(error))
        return children.start(run, place, sources)


def _recorded(batch: Batch, child: children.Child) -> End:
    """How a run has ended, after its record is written and its line echoed."""
    name, place = child.run.name, folder(batch.plan)
    record = children.outcome(child, place, batch.now.tables)
    records.write(records.record_path(place, name), record)
    batch.known[name] = record
    _say(batch, name, record.state, f"{record.seconds:.1f} s  {records.in_words(record.error)}")
    return record.state


def _list_files(batch: Batch, ended: dict[str, End]) -> None:
    """Echoes by folder the files that runs wrote now."""
    found: dict[PurePath, str] = {}
    for name in [name for name in ended if ended[name] in ("done", "failed")]:
        mark = "  (of a run that failed)" if ended[name] == "failed" else ""
        found |= {PurePath(file): mark for file in batch.known[name].outputs}
    for place in sorted({file.parent for file in found}):
        batch.echo(f"{place}/")
        for file in sorted(file for file in found if file.parent == place):
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
