"""The layout of the project: who may know whom, one list of packages, short files, nothing of one machine."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path
from typing import get_args

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from helpers import paths
from helpers.batch import plan
from helpers.coding.checks import findings

ROOMS = {
    "reading": {"helpers.places", "helpers.yml"},
    "coding": {
        "helpers.places",
        "helpers.yml",
        "helpers.reading.text.quantities",
        "helpers.reading.records",
        "helpers.reading.vocabulary",
    },
    "analysis": set(),
    "output": {"helpers.paths", "helpers.places", "helpers.yml"},
    "batch": {"helpers.paths", "helpers.output.style"},
}
WAYS = {  # rooms within a room, as the data go: each knows only itself and those before it
    "helpers.reading": [
        *("records", "vocabulary", "formats", "text", "roles", "scorecard", "reports", "funds", "outcomes"),
        *("indicators", "projects", "forms", "report"),
    ],
    "helpers.coding.checks": [
        *("words", "findings", "counts", "tables", "forms", "retold", "texts", "goals", "elsewhere", "once"),
    ],
}
PROJECT = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = sorted((paths.ROOT / "helpers").rglob("*.py"))


def imported(module: Path) -> set[str]:
    """Everything of this package that a module imports, as dotted names."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {f"{node.module}.{name.name}" for name in node.names} if node.module.count(".") < 2 else {node.module}
            )
    return {name for name in found if name.startswith("helpers")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_itself_and_what_it_may_know(room):
    for module in (paths.ROOT / "helpers" / room).rglob("*.py"):
        strangers = {
            name
            for name in imported(module)
            if not name.startswith(f"helpers.{room}") and not any(name.startswith(known) for known in ROOMS[room])
        }
        assert not strangers, f"{module.name} imports {strangers}"


@pytest.mark.parametrize("way", WAYS)
def test_data_go_one_way_through_the_rooms_within_a_room(way):
    folder, rooms = paths.ROOT / way.replace(".", "/"), WAYS[way]
    assert {each.stem for each in folder.iterdir() if each.suffix == ".py" or each.is_dir()} - {
        "__init__",
        "__pycache__",
    } == {*rooms}
    for module in folder.rglob("*.py"):
        own = module.relative_to(folder).with_suffix("").parts[0]
        known = {name.removeprefix(f"{way}.").split(".")[0] for name in imported(module) if name.startswith(f"{way}.")}
        later = known - {own, *rooms[: rooms.index(own)]} if own in rooms else known
        assert not later, f"{module.name} of {own} imports {later}"


def test_only_paths_joins_the_names_of_the_top_folders():
    folders = re.compile(r"""/ *["'](data|raw|processed|notebooks|figures|runs)["'/]""")
    for module in MODULES:
        if module.name != "paths.py":
            assert not folders.search(module.read_text(encoding="utf-8")), module


@pytest.mark.parametrize("module", MODULES, ids=lambda module: f"{module.parent.name}.{module.stem}")
def test_a_module_is_short_enough_to_read_and_says_what_its_public_functions_return(module):
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= 320
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}: {node.name}"


def test_checks_ask_a_finding_for_its_data_and_leave_its_sentence_to_people():
    asked = set()
    for module in (paths.ROOT / "helpers" / "coding").rglob("*.py"):
        nodes = [*ast.walk(ast.parse(module.read_text(encoding="utf-8")))]
        read = [node.lineno for node in nodes if isinstance(node, ast.Attribute) and node.attr == "what"]
        assert not read or module.name == "findings.py", f"{module.name} reads a sentence in lines {read}"
        compared = [node for node in nodes if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".way")]
        asked |= {each.value for node in compared for each in ast.walk(node) if isinstance(each, ast.Constant)}
    assert set() < asked <= {*get_args(findings.Way)}


def locked() -> dict[str, str]:
    """Version of each package of the lock; every one has hashes."""
    text = (paths.ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)[^\n]*\\\n    --hash=sha256:", text, re.M)
    assert len(entries) == len(re.findall(r"^[A-Za-z0-9]", text, re.M)), "a line of the lock has no version or no hash"
    return {normal(name): version for name, version in entries}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_has_every_package_of_the_one_list_in_a_version_that_fits():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    versions = locked()
    for requirement in map(Requirement, wanted):
        assert normal(requirement.name) in versions, requirement.name
        assert requirement.specifier.contains(versions[normal(requirement.name)]), requirement


def test_conda_takes_the_same_python_and_the_same_lock():
    environment = yaml.safe_load((paths.ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    python = next(each for each in environment if isinstance(each, str) and each.startswith("python"))
    assert SpecifierSet(python.removeprefix("python")) == SpecifierSet(PROJECT["requires-python"])
    assert environment[-1] == {"pip": ["--require-hashes", "-r requirements.lock"]}


def test_the_citation_has_what_its_format_requires_and_the_version_of_the_project():
    """Required by the Citation File Format, version 1.2.0; the file was held against its schema by cffconvert 2.0.0."""
    cited = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] in ("software", "dataset")
    assert cited["version"] == PROJECT["version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cited["date-released"])
    assert all({"name", "family-names"} & set(author) for author in cited["authors"])


def test_every_import_is_of_a_package_on_the_list():
    names = {"yaml": "pyyaml", "PIL": "pillow", "sklearn": "scikit-learn", "docx": "python-docx"}
    through_papermill = ["jupyter_client", "jupyter_core", "nbformat", "traitlets", "IPython"]  # it runs by them
    names |= dict.fromkeys(through_papermill, "papermill")
    listed = {normal(Requirement(each).name) for each in PROJECT["dependencies"]}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            tops = [node.module] if isinstance(node, ast.ImportFrom) else []
            tops += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            for top in {name.split(".")[0] for name in tops if name} - set(STANDARD) - {"helpers"}:
                assert normal(names.get(top, top)) in listed, f"{module.name} imports {top}"


def test_no_file_names_a_path_of_one_machine_or_the_host_of_a_registry():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=paths.ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    if not listed:
        pytest.skip("not a git checkout: there is no list of the project's files")
    strange = re.compile(r"/(?:home|root|Users)/\w|pypi\.org|pythonhosted")
    for name in listed:
        file = paths.ROOT / name
        if file.is_file() and file.suffix not in (".pdf", ".png", ".docx") and name != "tests/test_house.py":
            found = strange.search(file.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name}: {found[0]}"


STANDARD = __import__("sys").stdlib_module_names


def test_the_readme_tells_how_many_combinations_the_multiverse_has():
    runs = plan.load(paths.NOTEBOOKS / "plans" / "multiverse.yml").runs
    assert f"each of {len(runs)} combinations" in (paths.ROOT / "README.md").read_text(encoding="utf-8")
