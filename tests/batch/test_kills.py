"""What a batch promises where its processes are killed at random moments: nothing half-written under a final name,
nothing good done again, nothing bad believed, nothing left; and the rerun ends in the tree of an undisturbed run.

FAULT_KILLS=50 kills so often in each loop, FAULT_SEED=2 at other moments; without them it is a few times.
"""

import hashlib
import json
import os
import random
import subprocess
import time
from functools import cache
from pathlib import Path

import psutil
import pytest

from helpers.batch import children, leftovers, records
from helpers.batch.plan import load
from helpers.batch.warm import is_possible

from .project import WHO, counts, driven, family, none_left, run, until, write_notebook, write_plan

KILLS = os.environ.get("FAULT_KILLS")
SEED = os.environ.get("FAULT_SEED", "1")
BEGIN = """import os
from pathlib import Path
open(f'../{who}.count', 'a').write('x')
def save(name, content):
    path = Path('..', name)
    part = path.with_name(f".{os.environ['STAGED_BY']}{os.getpid()}.tmp")
    path.parent.mkdir(exist_ok=True)
    part.write_bytes(content)
    os.replace(part, path)
    print('wrote', name)"""
WRITE = "save(f'data/processed/{{who}}.csv', f'{{who}},{version}\\n'.encode() * 3_000_000)"
DRAW = """read = b''.join(Path(f'../data/processed/{each}.csv').read_bytes() for each in 'ab')
for kind in ('svg', 'pdf'):
    save(f'figures/{who}.{kind}', kind.encode() + read)"""
PLAN = """
runs:
  - {notebook: 01_read, name: a, parameters: {who: a}}
  - {notebook: 01_read, name: b, parameters: {who: b}}
  - {notebook: 02_draw, name: c, parameters: {who: c}, needs: [a, b]}
  - {notebook: 02_draw, name: d, parameters: {who: d}, needs: [a, b]}
"""
VICTIMS = {  # what is killed, and how often where nothing else is asked for
    ("stand-in", "driver"): 2,
    ("stand-in", "run"): 2,
    ("warm", "driver"): 1,
    ("warm", "process that forks"): 1,
    ("warm", "fork"): 1,  # papermill or a kernel: both are forks
    ("fresh", "driver"): 1,
    ("fresh", "papermill"): 1,
    ("fresh", "kernel"): 1,
}
NAMED = {
    "run": "stand_in.py",
    "papermill": "helpers.batch.kernels",
    "kernel": "ipykernel_launcher",
    "process that forks": "helpers.batch.forks",
}


def version(project: Path, number: int) -> Path:
    """The plan, after its notebooks were written to write what no version before has written."""
    write_notebook(project, "01_read", WHO, BEGIN, WRITE.format(version=number))
    write_notebook(project, "02_draw", WHO, BEGIN, DRAW)
    return write_plan(project, PLAN)


@cache
def expected(number: int) -> dict[str, str]:
    """Hash of each file that an undisturbed batch of a version leaves beside notebooks and records."""
    tables = {each: f"{each},{number}\n".encode() * 3_000_000 for each in "ab"}
    both = tables["a"] + tables["b"]
    drawn = {f"figures/{who}.{kind}": kind.encode() + both for who in "cd" for kind in ("svg", "pdf")}
    files = {f"data/processed/{each}.csv": content for each, content in tables.items()} | drawn
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def written(project: Path) -> dict[str, str]:
    """Hash of each file that lies where the notebooks write, also under a temporary name."""
    files = [*project.glob("data/processed/*"), *project.glob("figures/*")]
    mine = [file for file in files if file.name != "facts.csv"]
    return {records.shown(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in mine}


def victims(driver: subprocess.Popen, kind: str) -> list[psutil.Process]:
    """The processes of that kind that came of a batch, itself for `driver`, the last begun first."""
    try:
        if kind == "driver":
            return [psutil.Process(driver.pid)]
        if kind == "fork":
            return [each for parent in victims(driver, "process that forks") for each in parent.children()][::-1]
        of_kind = [each for each in family(driver) if NAMED[kind] in " ".join(each.cmdline())]
        return [each for each in of_kind if kind == "kernel" or each.ppid() == driver.pid][::-1]
    except psutil.Error:  # one ended while it was looked at
        return []


def nothing_is_half_written(project: Path, numbers: set[int]) -> None:
    """Fails where a file under a final name is none that an undisturbed batch of these versions writes, or where a
    record says done of a file that is not there as it says."""
    known = {(name, digest) for number in numbers for name, digest in expected(number).items()}
    assert {each for each in written(project).items() if not Path(each[0]).name.startswith(".")} <= known
    plan = load(project / "notebooks/plans/paper.yml")
    for each in records.read_all(plan).values():
        assert each is None or each.state in ("done", "failed")
    for notebook in (project / "runs/paper").glob("[!.]*.ipynb"):
        assert json.loads(notebook.read_text())["cells"]


def killed(project: Path, kernel: str, kind: str, chance: random.Random) -> list[psutil.Process]:
    """The processes of a batch, after one of that kind was killed a random while after so many runs had begun as chance
    has it, and the batch ended."""
    already, begun, delay = sum(counts(project).values()), chance.randint(0, 3), chance.uniform(0, 0.3)
    papermill = children.PAPERMILL if kernel == "stand-in" else ()
    driver = driven(project, 10, *papermill, kernel="warm" if kernel == "warm" else "fresh")
    ready = lambda: sum(counts(project).values()) - already >= begun and victims(driver, kind)  # noqa: E731
    until(lambda: driver.poll() is not None or ready(), 120)
    time.sleep(delay)
    processes = family(driver) if driver.poll() is None else []
    for each in victims(driver, kind)[:1] if processes else []:
        each.kill()
    driver.communicate(timeout=120)
    return processes


@pytest.mark.parametrize(("kernel", "kind"), VICTIMS)
def test_whatever_is_killed_at_whatever_moment_the_rerun_ends_as_an_undisturbed_batch(project, request, kernel, kind):
    if kernel == "warm" and not is_possible():
        pytest.skip("warm kernels need Linux")
    if kernel == "stand-in":
        request.getfixturevalue("stand_in")
    chance = random.Random(f"{SEED} {kernel} {kind}")
    for number in range(int(KILLS or VICTIMS[kernel, kind])):
        plan = version(project, number)
        left = killed(project, kernel, kind, chance)
        nothing_is_half_written(project, {number, number - 1})
        good, before = done(plan), counts(project)
        code, lines = run(plan, jobs=2, kernel="warm" if is_possible() and kernel != "stand-in" else "fresh")
        assert code == 0, lines
        assert written(project) == expected(number)
        assert {name for name, count in counts(project).items() if count > before.get(name, 0)} == set("abcd") - good
        none_left(left)
        assert leftovers.removed(project / "runs/paper") == []
    assert run(plan)[1][-1] == "plan paper: 4 up to date"


def done(path: Path) -> set[str]:
    """Names of the runs that are done."""
    plan = load(path)
    states = records.states(plan, records.surroundings(), records.read_all(plan))
    return {name for name, (state, _) in states.items() if state == "done"}
