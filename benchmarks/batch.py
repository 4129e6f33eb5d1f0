"""How many runs of notebook 05 a minute: `python -m helpers run` against what people use, in one run.

1. papermill's command line, one run after another.
2. papermill in a pool of two processes.
3. Snakemake with two cores, whose rule calls papermill.
4. ploomber-engine, which runs cells in its own process and isolates nothing, in one process and in a pool of two.
5. Ours, one and two at a time.

Each in its turn, the way its users run it, at the notebook's defaults and in a copy of the project. A peer that is not
installed is named and left out; `--peers` is a folder with packages of their own (`pip install --target DIR snakemake
ploomber-engine`), seen only by the peer. Beside seconds stands processor time, which a busy machine stretches less,
and how much of it is not the cells' own: that of the same cells executed by IPython in a fork of a warm process.

python benchmarks/batch.py --runs 40
"""

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parents[1]
COPIED = ("helpers", "notebooks", "data", "requirements.lock")
NOTEBOOK = "05_regress"
OURS = "ours, 2 at a time"
LONGEST = 60  # seconds a run that a pool is waited for, where one of its processes has died without a word
RUN = """
import sys
{put_on_path}
from {module} import execute_notebook

def run(number):
    execute_notebook({notebook!r}, f"{out}/{{number}}.ipynb", progress_bar=False)
"""
POOL = """
from multiprocessing import Pool
from {name} import run

if __name__ == "__main__":
    if {jobs} > 1:
        with Pool({jobs}) as pool:
            pool.map_async(run, range({runs}), chunksize=1).get({longest} * {runs})
    else:
        list(map(run, range({runs})))
"""
SNAKEFILE = """
rule all:
    input: expand("{{number}}.ipynb", number=range({runs}))
rule run:
    output: "{{number}}.ipynb"
    shell: "cd {folder} && {python} -m papermill {notebook} {out}/{{output}} --no-progress-bar"
"""
SNAKEMAKE = "import sys; {put_on_path}; from snakemake.cli import main; main()"
CELLS = """
import json, os, sys, time
from helpers.batch import forks, warm
cells = json.load(open(sys.argv[1]))["cells"]
sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
os.environ.update(warm.AS_KERNEL)
forks.warmed([*warm.KERNEL, *warm.imported(sources)])
for _ in range(int(sys.argv[2])):
    child = os.fork()
    if child == 0:
        from IPython.core.interactiveshell import InteractiveShell
        shell, begun = InteractiveShell.instance(), time.process_time()
        sys.stdout = open(os.devnull, "w")
        failed = any(shell.run_cell(source).error_in_exec for source in sources)
        print(time.process_time() - begun, file=sys.stderr)
        os._exit(int(failed))
    if os.waitpid(child, 0)[1]:
        sys.exit(f"a cell of {sys.argv[1]} failed")
"""


class Task(NamedTuple):
    tree: Path  # copy of the project
    out: Path  # folder for executed notebooks
    runs: int
    peers: str  # folder of packages of the peers


class Took(NamedTuple):
    seconds: float  # a run
    processor: float  # seconds of it a run, of all processes


@click.command()
@click.option("--runs", default=40, show_default=True, help="Runs of the notebook by each.")
@click.option("--peers", default="", help="Folder with packages of peers that the environment lacks.")
@click.option("--only", default="", help="Part of the names of those that take part.")
def main(runs: int, peers: str, only: str) -> None:
    """Time batches of one notebook."""
    click.echo(machine())
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder) / "project")
        own = cells_own(tree, min(runs, 5))
        for name, (module, way) in WAYS.items():
            if only in name and is_there(module, peers):
                out = Path(folder) / name.replace(" ", "_").replace(",", "")
                out.mkdir()
                found |= measured(name, way, Task(tree, out, runs, peers))
            elif only in name:
                click.echo(f"{module} is not installed: left out")
    click.echo(told(found, own, runs))


def measured(name: str, way: Callable[[Task], None], task: Task) -> dict[str, Took]:
    """What one way took, by its name; nothing, after its last words, where it fails."""
    try:
        return {name: took(way, task)}
    except click.ClickException as error:
        click.echo(f"{name} failed: {error.message.strip().splitlines()[-1][:200]}")
        return {}


def machine() -> str:
    """Cores, their load, system and versions, in one line."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("papermill", "ipykernel", "matplotlib", "pandas"))
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, of others' load {os.getloadavg()[0]:.1f} when it began, {system}, {packages}"


def is_there(module: str, peers: str) -> bool:
    """Whether a module can be imported, from the folder of peers too."""
    return bool(find_spec(module)) or bool(peers and (Path(peers) / module).exists())


def copied(tree: Path) -> Path:
    """The folder, after what runs need of the project was copied there."""
    tree.mkdir()
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tree / name)
    return tree


def environment(tree: Path) -> dict[str, str]:
    """Of all alike: one thread, and helpers from the copy."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join([str(tree), *filter(None, [os.environ.get("PYTHONPATH")])])
    return os.environ | threads | {"PYTHONPATH": path}


def called(tree: Path, *command: str, cwd: Path | None = None) -> str:
    """What a command writes to its standard error; raises ClickException with it where the command fails."""
    done = subprocess.run(
        command, cwd=cwd or tree / "notebooks", env=environment(tree), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)[:300]}\n{done.stderr.decode()[-2000:]}")
    return done.stderr.decode()


def cells_own(tree: Path, times: int) -> float:
    """Seconds of processor time that the cells take by themselves, the median of some."""
    said = called(tree, sys.executable, "-c", CELLS, f"{NOTEBOOK}.ipynb", str(times)).split()
    return sorted(float(each) for each in said[-times:])[times // 2]


def took(way: Callable[[Task], None], task: Task) -> Took:
    """Seconds and processor time a run of one way, all processes that it waited for counted."""
    begun, before = time.perf_counter(), processor()
    way(task)
    executed = len(list(task.out.glob("*.ipynb"))) or len(list(task.tree.glob("runs/*/*.ipynb")))
    if executed < task.runs:
        raise click.ClickException(f"expected {task.runs} executed notebooks, found {executed}")
    return Took((time.perf_counter() - begun) / task.runs, (processor() - before) / task.runs)


def processor() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_command_line(task: Task) -> None:
    """papermill's command, run after run."""
    for number in range(task.runs):
        out = str(task.out / f"{number}.ipynb")
        called(task.tree, sys.executable, "-m", "papermill", f"{NOTEBOOK}.ipynb", out, "--no-progress-bar")


def by_pool(module: str, jobs: int) -> Callable[[Task], None]:
    """`execute_notebook` of a module in so many processes, called by a function in a module of its own: some replace
    `__main__`, where a pool would look for it."""

    def way(task: Task) -> None:
        says = {"module": module, "notebook": f"{NOTEBOOK}.ipynb", "out": task.out}
        script, one = task.out / "pool.py", task.out / "one_run.py"
        one.write_text(RUN.format(put_on_path=on_path(task.peers), **says))
        script.write_text(POOL.format(name=one.stem, jobs=jobs, runs=task.runs, longest=LONGEST))
        called(task.tree, sys.executable, str(script))

    return way


def by_snakemake(task: Task) -> None:
    """A rule for a run, two at a time."""
    says = {"python": sys.executable, "notebook": f"{NOTEBOOK}.ipynb", "out": task.out, "runs": task.runs}
    (task.out / "Snakefile").write_text(SNAKEFILE.format(folder=task.tree / "notebooks", **says))
    start = SNAKEMAKE.format(put_on_path=on_path(task.peers))
    called(task.tree, sys.executable, "-c", start, "--cores", "2", "--quiet", "all", cwd=task.out)


def ours(jobs: int) -> Callable[[Task], None]:
    """A plan of as many runs."""

    def way(task: Task) -> None:
        plan = task.out / f"plan_{jobs}.yml"
        names = [f"run_{number}" for number in range(task.runs)]
        entries = [{"notebook": NOTEBOOK, "name": name, "parameters": {"variant": name}} for name in names]
        plan.write_text(json.dumps({"runs": entries}))
        called(task.tree, sys.executable, "-m", "helpers", "run", str(plan), "--jobs", str(jobs), cwd=task.tree)

    return way


def on_path(peers: str) -> str:
    """A line of Python that finds packages of peers, after those of the environment."""
    return f"sys.path.append({peers!r})" if peers else "pass"


def told(found: dict[str, Took], own: float, runs: int) -> str:
    """A line a way, and how many times ours is as fast."""
    lines = [f"{runs} runs of {NOTEBOOK}, whose cells take {own:.2f} s of processor time by themselves", HEAD]
    for name, each in found.items():
        row = f"{name:<38}{each.seconds:>10.2f}{each.processor:>11.2f}{each.processor - own:>11.2f}"
        if OURS in found:
            fast = found[OURS]
            row += f"{each.seconds / fast.seconds:>12.1f}{each.processor / fast.processor:>12.1f}"
        lines.append(row)
    return "\n".join(lines)


HEAD = f"{'a run':<38}{'seconds':>10}{'processor':>11}{'overhead':>11}{'ours 2 is':>12}{'processor':>12}"
WAYS = {
    "papermill, one after another": ("papermill", by_command_line),
    "papermill, pool of 2": ("papermill", by_pool("papermill", 2)),
    "Snakemake, 2 cores": ("snakemake", by_snakemake),
    "ploomber-engine, 1 process": ("ploomber_engine", by_pool("ploomber_engine", 1)),
    "ploomber-engine, pool of 2": ("ploomber_engine", by_pool("ploomber_engine", 2)),
    "ours, 1 at a time": ("helpers", ours(1)),
    OURS: ("helpers", ours(2)),
}


if __name__ == "__main__":
    main()
