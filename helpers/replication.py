"""docs/replication.md: what a data editor asks, filled from a run and from the files it used."""

import os
import platform
import re
import resource
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePath

import yaml
from jinja2 import Environment, StrictUndefined

from helpers import paths
from helpers.batch import records
from helpers.batch.parameters import cells
from helpers.batch.plan import Plan, Run

TEMPLATE = Path(__file__).with_name("replication.md")
SEED = re.compile(r"""seed["']?\s*[:=]\s*(\d+)""")
SUFFIXES = (".pdf", ".png", ".svg", ".tiff", ".csv", ".tex", ".docx", ".html")
SOURCES = {paths.REPORTS: "a published report, restated", paths.PUBLIC: "coded from public pages"}
BY_HAND = "filled in by people"
KILO = 1024


def markdown(plan: Plan, jobs: int) -> str:
    """The page, from the records of the plan's runs and the files they used; `jobs` ran at a time.

    Memory is the most that any process had that this one has started and seen end. Raises ValueError where a run has
    not been done.
    """
    known = records.read_all(plan)
    if undone := [name for name, record in known.items() if record is None or record.state != "done"]:
        raise ValueError(f"expected every run of plan {plan.name} to be done, not so: {', '.join(undone)}")
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    template = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return template.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        plan=plan.name,
        path=f"{paths.NOTEBOOKS.name}/plans/{plan.name}.yml",
        runs=[_run(run, known[run.name].seconds) for run in plan.runs],
        seconds=_elapsed(known),
        exhibits=list(_exhibits(plan, known)),
        data=[_raw(file) for file in _data_files()],
        licenses=yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))["license"],
        python=platform.python_version(),
        allowed=project["requires-python"],
        system=f"{platform.system()} {platform.machine()}",
        packages=[f"{name} {version(name)}" for name in map(_bare, project["dependencies"])],
        seeds=list(_seeds(plan)),
        jobs=jobs,
        cores=os.cpu_count(),
        memory=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _per_megabyte()),
        megabytes=sum(file.stat().st_size for file in _kept()) / KILO**2,
    )


def _per_megabyte() -> int:
    """Units of memory in a MB: the system counts in kilobytes, that of macOS in bytes."""
    return KILO**2 if sys.platform == "darwin" else KILO


def _kept() -> list[Path]:
    """All files of data and results."""
    folders = [paths.RAW, paths.processed(), paths.figures()]
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def _elapsed(known: records.Records) -> float:
    """Seconds from the start of the first run to the end of the last."""
    starts = {name: datetime.fromisoformat(record.started).timestamp() for name, record in known.items()}
    return max(starts[name] + record.seconds for name, record in known.items()) - min(starts.values())


def _bare(requirement: str) -> str:
    """The name of a package without its extras and versions."""
    return re.match(r"[\w.-]+", requirement)[0]


def _run(run: Run, seconds: float) -> dict:
    """A run: its notebook, the question that this opens with, how long it took."""
    title = next(cell.source for cell in cells(run.notebook) if cell.source.startswith("# "))
    return {"notebook": _named(run), "asks": title.splitlines()[0].removeprefix("# "), "seconds": seconds}


def _named(run: Run) -> str:
    return records.shown(run.notebook)


def _exhibits(plan: Plan, known: records.Records) -> Iterator[dict]:
    """Each figure, each table, and the numbers of the text, with the notebook that wrote them and the formats."""
    folder = records.shown(paths.figures())
    for run in plan.runs:
        formats: dict[str, list[str]] = {}
        for file in map(PurePath, known[run.name].outputs):
            if file.parent.as_posix() == folder and file.suffix in SUFFIXES and not file.name.endswith(".rows.csv"):
                formats.setdefault(file.stem, []).append(file.suffix[1:])
        for name, own in formats.items():
            yield {"name": name, "program": _named(run), "kind": _kind(own), "formats": own}


def _kind(formats: list[str]) -> str:
    return "figure" if "pdf" in formats else "table" if "docx" in formats else "numbers"


def _data_files() -> list[Path]:
    """All raw files but those that only explain."""
    files = [file for file in sorted(paths.RAW.rglob("*")) if file.is_file()]
    return [file for file in files if file.suffix != ".md" and file.name[0] != "."]


def _raw(file: Path) -> dict:
    """Name, rows (of a table) or characters, hash and origin of a raw file."""
    text = file.read_bytes().decode("utf-8", errors="replace")
    size = len(text.splitlines()) - 1 if file.suffix == ".csv" else len(text)
    source = next((says for folder, says in SOURCES.items() if file.is_relative_to(folder)), BY_HAND)
    return {"name": records.shown(file), "size": size, "digest": records.file_hash(file), "source": source}


def _seeds(plan: Plan) -> Iterator[dict]:
    """The seeds that a notebook states, where it states any."""
    for run in plan.runs:
        source = "\n".join(cell.source for cell in cells(run.notebook) if cell.kind == "code")
        if found := sorted(set(SEED.findall(source))):
            yield {"notebook": _named(run), "seeds": found}
