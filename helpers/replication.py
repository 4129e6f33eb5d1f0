"""docs/replication.md: what a data editor asks, filled from a run and from the files it used."""

import os
import platform
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import yaml
from jinja2 import Environment, StrictUndefined

from helpers import paths
from helpers.batch import records
from helpers.batch.parameters import cells
from helpers.batch.plan import Plan, Run
from helpers.batch.records import Record

TEMPLATE = Path(__file__).with_name("replication.md")
SEED = re.compile(r"""seed["']?\s*[:=]\s*(\d+)""")
SUFFIXES = (".pdf", ".png", ".svg", ".tiff", ".csv", ".tex", ".docx", ".html")
SOURCES = {paths.REPORTS: "a published report, restated", paths.PUBLIC: "coded from public pages"}
BY_HAND = "filled in by people"
KILO = 1024


def markdown(plans: Sequence[Plan]) -> str:
    """The page, from the records of the plans' runs and the files they used; ValueError where a run is not done."""
    ended = [(run, record) for plan in plans for run, record in _ended(plan)]
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    template = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return template.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        plans=[f"{paths.NOTEBOOKS.name}/plans/{plan.name}.yml" for plan in plans],
        runs=[_run(run, record.seconds) for run, record in ended],
        seconds=sum(record.seconds for _, record in ended),
        exhibits=[each for run, record in ended for each in _exhibits(run, record)],
        data=[_raw(file) for file in _data_files()],
        licenses=yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))["license"],
        python=platform.python_version(),
        allowed=project["requires-python"],
        system=f"{platform.system()} {platform.machine()}",
        packages=[f"{name} {version(name)}" for name in map(_bare, project["dependencies"])],
        seeds=list(_seeds({_named(run): run for run, _ in ended})),
        cores=os.cpu_count(),
        memory=max((record.peak_mb for _, record in ended if record.peak_mb), default=None),
        megabytes=sum(file.stat().st_size for file in _kept()) / KILO**2,
    )


def _ended(plan: Plan) -> list[tuple[Run, Record]]:
    """The runs of a plan with their records."""
    known = records.read_all(plan)
    if undone := [name for name, record in known.items() if record is None or record.state != "done"]:
        raise ValueError(f"expected every run of plan {plan.name} to be done, not so: {', '.join(undone)}")
    return [(run, known[run.name]) for run in plan.runs]


def _kept() -> list[Path]:
    """All files of data and results."""
    folders = [paths.RAW, paths.processed(), paths.figures()]
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def _bare(requirement: str) -> str:
    """The name of a package without its extras and versions."""
    return re.match(r"[\w.-]+", requirement)[0]


def _run(run: Run, seconds: float) -> dict:
    """A run: its notebook, the question that this opens with, how long it took."""
    title = next(cell.source for cell in cells(run.notebook) if cell.source.startswith("# "))
    return {"notebook": _named(run), "asks": title.splitlines()[0].removeprefix("# "), "seconds": seconds}


def _named(run: Run) -> str:
    return records.shown(run.notebook)


def _exhibits(run: Run, record: Record) -> Iterator[dict]:
    """Each figure, each table, and the numbers of the text that a run wrote for the paper, with their formats."""
    formats: dict[str, list[str]] = {}
    for file in (paths.ROOT / name for name in record.outputs):
        shown = file.is_relative_to(paths.figures()) and file.suffix in SUFFIXES
        if shown and not file.name.endswith(".rows.csv"):
            name = file.relative_to(paths.figures()).with_suffix("").as_posix()
            formats.setdefault(name, []).append(file.suffix[1:])
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


def _seeds(runs: Mapping[str, Run]) -> Iterator[dict]:
    """The seeds that a notebook states, where it states any."""
    for name, run in runs.items():
        source = "\n".join(cell.source for cell in cells(run.notebook) if cell.kind == "code")
        if found := sorted(set(SEED.findall(source))):
            yield {"notebook": name, "seeds": found}
