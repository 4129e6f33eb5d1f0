"""How batches grow: time for more and more runs, a rerun with nothing to do, and what a long batch leaves behind.

1. 100, 400 and 1,600 runs of a light notebook, which sums numbers and prints: seconds and processor time a run.
2. The same plans again, with nothing to do: seconds.
3. 2,000 runs in a row of a tiny notebook: processes, threads, open files and memory of
   the driver and of the process that forks, after the first 50 and at the end.

python benchmarks/batch_long.py --sizes 100,400,1600 --row 2000
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import psutil
from batch import copied, environment, machine

EARLY = 50  # runs after which the first look is taken
LIGHT = ["import numpy as np\nimport pandas as pd", "pd.Series(np.arange(1000)).sum()", "print('done')"]
TINY = ["1 + 1"]


@click.command()
@click.option("--sizes", default="100,400,1600", show_default=True, help="Numbers of runs of the light notebook.")
@click.option("--row", default=2000, show_default=True, help="Runs in a row of the tiny one.")
@click.option("--jobs", default=2, show_default=True, help="Runs at a time.")
def main(sizes: str, row: int, jobs: int) -> None:
    """Time long batches and look for leaks."""
    click.echo(machine())
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder) / "project")
        written(tree, "light", LIGHT), written(tree, "tiny", TINY)
        click.echo(f"{'runs':>6}{'seconds':>10}{'a run':>9}{'processor':>11}{'again':>9}")
        for runs in map(int, filter(None, sizes.split(","))):
            click.echo(told(*(timed(tree, plan(tree, "light", runs), jobs) for _ in range(2)), runs))
        if row > EARLY:
            click.echo(watched(tree, plan(tree, "tiny", row), row))


def written(tree: Path, name: str, sources: list[str]) -> None:
    """A notebook of these cells, with a parameter."""
    parameters = {"source": "number: int = 0  # of the run", "metadata": {"tags": ["parameters"]}}
    cells = [parameters, *({"source": source, "metadata": {}} for source in sources)]
    whole = [each | {"cell_type": "code", "outputs": [], "execution_count": None} for each in cells]
    content = {"cells": whole, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tree / "notebooks" / f"{name}.ipynb").write_text(json.dumps(content))


def plan(tree: Path, notebook: str, runs: int) -> Path:
    """A plan of so many runs of a notebook, each with its number."""
    path = tree / f"{notebook}_{runs}.yml"
    entries = [{"notebook": notebook, "name": f"r{each}", "parameters": {"number": each}} for each in range(runs)]
    path.write_text(json.dumps({"runs": entries}))
    return path


def started(tree: Path, path: Path, jobs: int) -> subprocess.Popen:
    """The process that runs a plan."""
    command = [sys.executable, "-m", "helpers", "run", str(path), "--jobs", str(jobs)]
    return subprocess.Popen(command, cwd=tree, env=environment(tree), stdout=subprocess.DEVNULL)


def timed(tree: Path, path: Path, jobs: int) -> tuple[float, float]:
    """Seconds and processor time of a plan."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    if code := started(tree, path, jobs).wait():
        raise click.ClickException(f"{path.name} ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used


def told(first: tuple[float, float], again: tuple[float, float], runs: int) -> str:
    """A line on a plan and on its rerun."""
    return f"{runs:>6}{first[0]:>10.1f}{first[0] / runs:>9.3f}{first[1] / runs:>11.3f}{again[0]:>9.2f}"


def watched(tree: Path, path: Path, runs: int) -> str:
    """What the driver and the process that forks hold after the first runs and after the last but one, a line each."""
    process, records = started(tree, path, 1), tree / "runs" / path.stem
    looks = {}
    for number in (EARLY, runs - 1):
        while process.poll() is None and len(list(records.glob("r*.json"))) < number:
            time.sleep(0.02)
        looks[number] = held(process.pid)
    code = process.wait()
    left = [each for each in psutil.process_iter(["cwd"]) if str(each.info["cwd"] or "").startswith(str(tree))]
    lines = [f"after {number:>5} runs: {', '.join(looks[number])}" for number in looks]
    return "\n".join([f"{runs} runs in a row, exit code {code}", *lines, f"left behind: {len(left)} processes"])


def held(driver: int) -> list[str]:
    """Of the driver and the process that forks: threads, open files and memory; and how many are their
    children, of which some may be at work."""
    main = psutil.Process(driver)
    found = []
    for name, each in {"driver": main, "forking": main.children()[0]}.items():
        memory = each.memory_info().rss / 2**20  # what it does not share hangs on what its forks have changed so far
        found.append(f"{name}: {each.num_threads()} threads, {each.num_fds()} open files, {memory:.1f} MiB")
    return [*found, f"{len(main.children(recursive=True)) - 1} kernels and papermills at work"]


if __name__ == "__main__":
    main()
