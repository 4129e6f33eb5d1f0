"""What docs/replication.md promises a data editor: everything in it comes from the run and the files themselves."""

import re

import pytest

from helpers import paths, replication
from helpers.batch import plan, records

PAPER = plan.load(paths.NOTEBOOKS / "plans" / "paper.yml")


def record(*outputs: str, state: str = "done", seconds: float = 2.0, peak_mb: float | None = 100.0):
    error = None if state == "done" else {"cell": 1, "message": "x"}
    return records.Record(state, "", {}, {}, {}, "", seconds, peak_mb, error, dict.fromkeys(outputs, ""))


@pytest.fixture
def known(monkeypatch):
    found = {run.name: record(f"figures/{run.name}.pdf", f"figures/{run.name}.tex") for run in PAPER.runs}
    last = PAPER.runs[-1].name
    written = ["figures/a.csv", "figures/a.docx", "figures/a.rows.csv", "docs/b.md"]
    found[last] = record(*written, seconds=70.0, peak_mb=390.4)
    monkeypatch.setattr(records, "read_all", lambda _: found)
    return found


def test_no_number_in_the_template_is_typed():
    bare = re.sub(r"\{[{%].*?[%}]\}|SHA-256", "", replication.TEMPLATE.read_text(encoding="utf-8"))
    assert not re.search(r"[0-9]", bare)


def test_each_figure_and_table_stands_with_its_program_and_formats(known):
    page = replication.markdown([PAPER])
    first, last = PAPER.runs[0], PAPER.runs[-1]
    assert f"| `{first.name}` | figure | `notebooks/{first.notebook.name}` | pdf, tex |" in page
    assert f"| `a` | table | `notebooks/{last.notebook.name}` | csv, docx |" in page
    assert "a.rows" not in page


def test_time_is_that_of_all_runs_and_memory_that_of_the_largest(known):
    page = replication.markdown([PAPER])
    assert f"took {70 + 2 * (len(PAPER.runs) - 1)} seconds in sum" in page
    assert "the largest process had 390 MiB" in page


def test_memory_that_was_not_measured_is_said_to_be_unknown(known):
    known.update({name: each._replace(peak_mb=None) for name, each in known.items()})
    assert "how much memory they took is not known" in replication.markdown([PAPER])


def test_every_raw_file_stands_with_its_hash(known):
    page = replication.markdown([PAPER])
    for file in [*paths.REPORTS.iterdir(), *paths.PUBLIC.glob("*.csv")]:
        assert records.file_hash(file) in page
        assert file.name in page


def test_versions_are_those_installed_and_seeds_those_of_the_notebooks(known):
    page = replication.markdown([PAPER])
    assert f"pandas {replication.version('pandas')}" in page
    assert "2021 in `notebooks/05_regress.ipynb`" in page


def test_a_plan_that_is_not_done_has_no_page(known):
    known[PAPER.runs[0].name] = record(state="failed")
    with pytest.raises(ValueError, match=f"done, not so: {PAPER.runs[0].name}"):
        replication.markdown([PAPER])
