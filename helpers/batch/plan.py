"""What a plan says: runs of notebooks with parameters, checked as a whole before any kernel starts.

needs: [paper]                     # plans of the same folder that are to be done first; what they collected is read
runs:
  - notebook: 01_read
  - notebook: 05_regress           # the file notebooks/05_regress.ipynb; one in a folder is named methods/coverage
    name: regress_public           # of the executed notebook; without it, the name of the notebook
    parameters: {sample: public}   # those that differ from the notebook's own
    needs: [01_read]               # runs whose files it reads
  - notebook: 05_regress           # a run for each combination (helpers/batch/grid.py), named after its values
    name: each
    grid: {sample: [public, all], rate: [official, initial]}
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from helpers import paths
from helpers.batch import grid, yaml_files
from helpers.batch.parameters import PlanError, cells, checked, declared, refuse_for_paper

GIVEN = "given.check()"  # in a notebook that refuses what would take the place of the paper's files
LONGEST_NAME = 200  # bytes; file systems allow 255, endings and marks of temporary files included
MANY = 10_000  # runs of one plan that nobody starts without meaning to
NAMED = 20  # names in a message
PLAN_KEYS = {"runs": list, "needs": list}
RUN_KEYS = {"notebook": str, "name": str, "parameters": dict, "needs": list}
GRID_KEYS = {"grid": dict, "include": list, "exclude": list}
WORDS = {str: "text (in quotes where YAML reads it otherwise)", list: "a list", dict: "a mapping of names to values"}


class Run(NamedTuple):
    name: str
    notebook: Path
    parameters: dict[str, Any]
    needs: tuple[str, ...]
    reads: tuple[Path, ...] = ()  # tables that needed plans have collected


class Plan(NamedTuple):
    name: str  # of the file, and of the folder of its runs
    runs: tuple[Run, ...]


class Entry(NamedTuple):
    run: Run  # or what all runs of its grid have
    grid: grid.Grid | None


def load(path: str | Path, *, confirmed: bool = False) -> Plan:
    """The plan in a YAML file, its runs in an order in which each comes after the runs it needs.

    Raises PlanError that lists what is wrong with it: keys unknown, given twice or of the wrong kind, notebooks that
    are not there, parameters refused by their notebook or other than the paper's without a variant, names given twice
    or leading out of the run folder, needs that no run fills or that go round in a circle, runs that would write over
    each other's results; and, before any run is built, where it has more than MANY runs and these are not `confirmed`.
    """
    path = Path(path)
    try:
        content = _entry(yaml_files.content(path), PLAN_KEYS, "runs")
        name = _name(path.stem)
        reads = tuple(paths.collected(need.stem) for need in _needs(path, content))
        entries = _entries(content["runs"], reads)
        _confirm(sum(map(_number, entries)), confirmed)
        runs = _in_order(_runs(entries, name))
        _refuse_shared(runs)
        return Plan(name, runs)
    except PlanError as error:
        raise PlanError(f"{path}: {error}") from None


def load_all(path: str | Path, *, confirmed: bool = False) -> list[Plan]:
    """The plans that a plan needs, near and far, each after those it needs, and itself last.

    Raises PlanError as `load` does for each of them, and where plans need one another in a circle.
    """
    needs: dict[Path, list[Path]] = {}
    waiting = [Path(path)]
    while waiting:
        if (one := waiting.pop()) not in needs:
            try:
                needs[one] = _needs(one, _entry(yaml_files.content(one), PLAN_KEYS, "runs"))
            except PlanError as error:
                raise PlanError(f"{one}: {error}") from None
            waiting += needs[one]
    try:
        return [load(each, confirmed=confirmed) for each in TopologicalSorter(needs).static_order()]
    except CycleError as error:
        names = " <- ".join(each.stem for each in error.args[1])
        raise PlanError(f"{path}: plans need one another in a circle: {names}") from None


def folder(plan: Plan) -> Path:
    """Folder of the plan's executed notebooks and records."""
    return paths.RUNS / plan.name


def needed(plan: Plan, name: str) -> set[str]:
    """`name` and the names of all runs it needs, near and far; raises PlanError where the plan has no such run."""
    needs = {run.name: run.needs for run in plan.runs}
    if name not in needs:
        raise PlanError(f"plan {plan.name} has no run {name!r}; its runs are: {_few(needs)}")
    found: set[str] = set()
    waiting = [name]
    while waiting:
        found.add(waiting[-1])
        waiting.extend(set(needs[waiting.pop()]) - found)
    return found


def dependents(plan: Plan) -> dict[str, set[str]]:
    """For each run the names of all runs that need it, near and far."""
    found: dict[str, set[str]] = {run.name: set() for run in plan.runs}
    for run in reversed(plan.runs):
        for need in run.needs:
            found[need] |= {run.name} | found[run.name]
    return found


def _entry(content: Any, keys: dict[str, type], required: str) -> dict[str, Any]:
    """The mapping where its keys are known, of their kind, and the required one is there; else raises PlanError."""
    if not isinstance(content, dict):
        raise PlanError(f"expected a mapping with {', '.join(keys)}, found {content!r:.80}")
    problems = [f"unknown key {key!r:.80}, known are: {', '.join(keys)}" for key in content if key not in keys]
    for key, kind in keys.items():
        if key in content and not isinstance(content[key], kind):
            problems.append(f"{key}: expected {WORDS[kind]}, found {content[key]!r:.80}")
    if not content.get(required):
        problems.append(f"{required}: expected {WORDS[keys[required]]}, found nothing")
    if problems:
        raise PlanError("; ".join(problems))
    return content


def _texts(content: dict[str, Any], of: str) -> list[str]:
    """What stands under `needs`, none where there is no such key; raises PlanError for what is no text."""
    if wrong := [need for need in content.get("needs", []) if not isinstance(need, str)]:
        raise PlanError(f"needs: expected names of {of}, found {wrong[0]!r:.80}")
    return content.get("needs", [])


def _needs(path: Path, content: dict[str, Any]) -> list[Path]:
    """The files of the plans that a plan needs."""
    return [path.with_name(f"{_name(need)}.yml") for need in _texts(content, "plans")]


def _entries(contents: list, reads: tuple[Path, ...]) -> list[Entry]:
    """The entries of a plan; raises one PlanError with what is wrong in each."""
    found, problems = [], []
    for place, content in enumerate(contents, 1):
        try:
            found.append(_checked(content, reads))
        except PlanError as error:
            problems.append(f"run {place}: {error}")
    problems += _twins(entry.run.name for entry in found if entry.grid is None)
    if problems:
        raise PlanError("\n".join(["", *problems]))
    return found


def _checked(content: Any, reads: tuple[Path, ...]) -> Entry:
    """One entry, its notebook found and its parameters checked; raises PlanError saying what is wrong."""
    content = _entry(content, RUN_KEYS | GRID_KEYS, "notebook")
    if "grid" not in content and (alone := [key for key in GRID_KEYS if key in content]):
        raise PlanError(f"{', '.join(alone)}: expected a grid beside it, found none")
    *folders, stem = map(_name, content["notebook"].split("/"))
    notebook = _notebook(content["notebook"], paths.NOTEBOOKS.joinpath(*folders, f"{stem}.ipynb"))
    values = checked(notebook, content.get("parameters", {}))
    _refuse_places(values)
    if "grid" not in content and any(
        GIVEN in cell.source for cell in cells(notebook)
    ):  # of a grid each run has its own
        refuse_for_paper(declared(notebook), values)
    run = Run(_name(content.get("name", stem)), notebook, values, tuple(_texts(content, "runs")), reads)
    return Entry(run, grid.read(content, notebook) if "grid" in content else None)


def _notebook(asked: str, file: Path) -> Path:
    """The file of a notebook; raises PlanError with those that are there where it is not."""
    if not file.is_file():
        found = (file.relative_to(paths.NOTEBOOKS) for file in paths.NOTEBOOKS.rglob("[!.]*.ipynb"))
        there = ", ".join(sorted(file.with_suffix("").as_posix() for file in found)) or "none"
        raise PlanError(f"there is no notebook {asked!r}; there are: {there}")
    return file


def _refuse_places(values: dict[str, Any]) -> None:
    """Raises PlanError for a variant whose folder would lie elsewhere than among the runs."""
    for key in (grid.OWN, grid.READ):
        try:
            paths.figures(str(values.get(key, paths.PAPER)))
        except ValueError as error:
            raise PlanError(f"{key} = {values[key]!r:.80}: {error}") from None


def _refuse_shared(runs: Iterable[Run]) -> None:
    """Raises PlanError for two runs of one notebook that keep their results in one place."""
    own = {notebook: declared(notebook) for notebook in {run.notebook for run in runs}}
    kept: dict[tuple[Path, str], str] = {}
    for run in runs:
        if grid.OWN in own[run.notebook]:
            variant = run.parameters.get(grid.OWN, own[run.notebook][grid.OWN].default)
            if other := kept.get(place := (run.notebook, variant)):
                names, what = f"{other} and {run.name}", f"{grid.OWN} {variant!r}"
                raise PlanError(
                    f"{names} would both keep results of {run.notebook.stem} under {what}: give each its own"
                )
            kept[place] = run.name


def _number(entry: Entry) -> int:
    """Number of runs of an entry; raises PlanError where its grid leaves none."""
    number = grid.size(entry.grid) if entry.grid else 1
    if not number:
        raise PlanError(f"{entry.run.name}: exclude leaves no run of the grid")
    return number


def _confirm(number: int, confirmed: bool) -> None:
    if number > MANY and not confirmed:
        raise PlanError(f"it has {number:,} runs, more than {MANY:,}: say --yes where that is meant")


def _runs(entries: list[Entry], plan: str) -> list[Run]:
    """The runs of all entries, where a need of an entry stands for all its runs; raises PlanError for twin names."""
    groups: dict[str, list[Run]] = {}
    for entry in entries:
        groups.setdefault(entry.run.name, []).extend(_expanded(entry, plan))
    runs = list(chain.from_iterable(groups.values()))
    if twins := _twins(run.name for run in runs):
        raise PlanError("\n".join(["", *twins[:NAMED]]))
    meant = {name: tuple(run.name for run in own) for name, own in groups.items()}
    return [run._replace(needs=sum((meant.get(need, (need,)) for need in run.needs), ())) for run in runs]


def _twins(names: Iterable[str]) -> list[str]:
    """What is said of names that differ in case or composition at most, and are one file on some systems."""
    counts = Counter(unicodedata.normalize("NFC", name.casefold()) for name in names)
    return [f"two runs are named {name!r}" for name, count in counts.items() if count > 1]


def _expanded(entry: Entry, plan: str) -> Iterator[Run]:
    """The run of an entry, or those of its grid, which keep their results apart where the notebook has a variant."""
    if entry.grid is None:
        yield entry.run
        return
    apart = grid.OWN in declared(entry.run.notebook)
    for point in grid.points(entry.grid):
        name = _name(grid.name(entry.run.name, point, LONGEST_NAME))
        own = {grid.OWN: f"{plan}/{name}"} if apart else {}
        yield entry.run._replace(name=name, parameters=entry.run.parameters | point | own)


def _name(name: str) -> str:
    """The name where it is that of a file in its folder; raises PlanError where it could lead elsewhere."""
    try:
        paths.slug(name)
    except ValueError:
        raise PlanError(f"names have letters, digits, '.', '_' and '-' only, found {name!r:.80}") from None
    if len(name.encode()) > LONGEST_NAME:
        raise PlanError(f"a name has at most {LONGEST_NAME} bytes, found {len(name.encode())}: {name:.80}")
    return name


def _few(names: Collection[str]) -> str:
    """The first names of many."""
    return ", ".join([*islice(names, NAMED), *([f"... ({len(names):,})"] if len(names) > NAMED else [])])


def _in_order(runs: list[Run]) -> tuple[Run, ...]:
    """The runs, each after those it needs; raises PlanError where one needs a run that is not there, or itself."""
    known = {run.name: run for run in runs}
    unknown = [f"{run.name} needs {need!r}" for run in runs for need in run.needs if need not in known]
    if unknown:
        raise PlanError(f"{'; '.join(unknown)}: no such run; the runs are: {_few(known)}")
    try:
        return tuple(known[name] for name in TopologicalSorter({run.name: run.needs for run in runs}).static_order())
    except CycleError as error:
        raise PlanError(f"needs go round in a circle: {' <- '.join(error.args[1])}") from None
