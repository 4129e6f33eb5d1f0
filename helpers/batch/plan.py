"""What a plan says: runs of notebooks with parameters, checked as a whole before any kernel starts.

runs:
  - notebook: 01_read
  - notebook: 05_regress           # the file notebooks/05_regress.ipynb; one in a folder is named methods/coverage
    name: regress_public           # of the executed notebook; without it, the name of the notebook
    parameters: {sample: public}   # those that differ from the notebook's own
    needs: [01_read]               # runs whose files it reads
"""

import math
import re
import unicodedata
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from helpers import paths
from helpers.batch.parameters import PlanError, checked

LONGEST_NAME = 200  # bytes; file systems allow 255, endings and marks of temporary files included
LARGEST = 1_000_000  # values in a plan, those that an alias repeats counted again
PLAN_KEYS = {"runs": list}
RUN_KEYS = {"notebook": str, "name": str, "parameters": dict, "needs": list}
WORDS = {str: "text (in quotes where YAML reads it otherwise)", list: "a list", dict: "a mapping of names to values"}


class Run(NamedTuple):
    name: str
    notebook: Path
    parameters: dict[str, Any]
    needs: tuple[str, ...]


class Plan(NamedTuple):
    name: str  # of the file, and of the folder of its runs
    runs: tuple[Run, ...]


def load(path: str | Path) -> Plan:
    """The plan in a YAML file, its runs in an order in which each comes after the runs it needs.

    Raises PlanError that lists what is wrong with it: keys unknown, given twice or of the wrong kind, notebooks that
    are not there, parameters refused by their notebook, names given twice or leading out of the run folder, needs that
    no run fills or that go round in a circle.
    """
    path = Path(path)
    try:
        content = _entry(_yaml(path), PLAN_KEYS, "runs")
        return Plan(_name(path.stem), _in_order(_runs(content["runs"])))
    except PlanError as error:
        raise PlanError(f"{path}: {error}") from None


def folder(plan: Plan) -> Path:
    """Folder of the plan's executed notebooks and records."""
    return paths.RUNS / plan.name


def needed(plan: Plan, name: str) -> set[str]:
    """`name` and the names of all runs it needs, near and far; raises PlanError where the plan has no such run."""
    needs = {run.name: run.needs for run in plan.runs}
    if name not in needs:
        raise PlanError(f"plan {plan.name} has no run {name!r}; its runs are: {', '.join(needs)}")
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


def _yaml(path: Path) -> Any:
    """Content of a YAML file without tags that run code; raises PlanError where it is none or says one thing twice."""
    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        _refuse_traps(root)
        return loader.construct_document(root) if root else None
    except PlanError:
        raise
    except FileNotFoundError:
        there = ", ".join(sorted(file.name for file in (paths.NOTEBOOKS / "plans").glob("*.yml"))) or "none"
        raise PlanError(f"there is no such plan; in notebooks/plans: {there}") from None
    except Exception as error:  # values that are none, as the date 2021-02-31, raise errors of many kinds
        raise PlanError(f"not readable as YAML: {error}") from None


def _refuse_traps(root: yaml.Node | None) -> None:
    """Raises PlanError for aliases of aliases without end, for a key given twice, and for numbers to base 8 or 60."""
    sizes: dict[yaml.Node, float] = {}
    if root and _size(root, sizes) > LARGEST:
        raise PlanError(f"with its aliases written out it has more than {LARGEST} values")
    for node in sizes:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if twice := sorted({key for key in keys if keys.count(key) > 1}):
                raise PlanError(f"in the mapping at line {line}, given twice: {', '.join(twice)}")
        elif node.tag.endswith((":int", ":float")) and re.match(r"[-+]?0[\d_]+$|.*:", node.value):
            raise PlanError(f"line {line}: YAML reads {node.value} as another number: write it plainly or in quotes")


def _size(node: yaml.Node, sizes: dict[yaml.Node, float]) -> float:
    """Number of values in a part of a plan, infinite where it holds itself; `sizes` gains all parts, each once."""
    if node not in sizes:
        sizes[node] = math.inf
        parts = node.value if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            parts = chain.from_iterable(node.value)
        sizes[node] = 1 + sum(_size(part, sizes) for part in parts)
    return sizes[node]


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


def _runs(entries: list) -> list[Run]:
    """The runs of a plan; raises one PlanError with what is wrong in each."""
    runs, problems = [], []
    for place, entry in enumerate(entries, 1):
        try:
            runs.append(_run(entry))
        except PlanError as error:
            problems.append(f"run {place}: {error}")
    # names that differ only in case or composition are one file on some systems
    names = Counter(unicodedata.normalize("NFC", run.name.casefold()) for run in runs)
    problems += [f"two runs are named {name!r}" for name, count in names.items() if count > 1]
    if problems:
        raise PlanError("\n".join(["", *problems]))
    return runs


def _run(entry: Any) -> Run:
    """One run, its notebook found and its parameters checked; raises PlanError saying what is wrong."""
    entry = _entry(entry, RUN_KEYS, "notebook")
    *folders, stem = map(_name, entry["notebook"].split("/"))
    notebook = paths.NOTEBOOKS.joinpath(*folders, f"{stem}.ipynb")
    if not notebook.is_file():
        found = (file.relative_to(paths.NOTEBOOKS) for file in paths.NOTEBOOKS.rglob("[!.]*.ipynb"))
        there = ", ".join(sorted(file.with_suffix("").as_posix() for file in found)) or "none"
        raise PlanError(f"there is no notebook {entry['notebook']!r}; there are: {there}")
    name = _name(entry.get("name", stem))
    if wrong := [need for need in entry.get("needs", []) if not isinstance(need, str)]:
        raise PlanError(f"needs: expected names of runs, found {wrong[0]!r:.80}")
    return Run(name, notebook, checked(notebook, entry.get("parameters", {})), tuple(entry.get("needs", [])))


def _name(name: str) -> str:
    """The name where it is that of a file in its folder; raises PlanError where it could lead elsewhere."""
    try:
        paths.slug(name)
    except ValueError:
        raise PlanError(f"names have letters, digits, '.', '_' and '-' only, found {name!r:.80}") from None
    if len(name.encode()) > LONGEST_NAME:
        raise PlanError(f"a name has at most {LONGEST_NAME} bytes, found {len(name.encode())}: {name:.80}")
    return name


def _in_order(runs: list[Run]) -> tuple[Run, ...]:
    """The runs, each after those it needs; raises PlanError where one needs a run that is not there, or itself."""
    known = {run.name: run for run in runs}
    unknown = [f"{run.name} needs {need!r}" for run in runs for need in run.needs if need not in known]
    if unknown:
        raise PlanError(f"{'; '.join(unknown)}: no such run; the runs are: {', '.join(known)}")
    try:
        return tuple(known[name] for name in TopologicalSorter({run.name: run.needs for run in runs}).static_order())
    except CycleError as error:
        raise PlanError(f"needs go round in a circle: {' <- '.join(error.args[1])}") from None
