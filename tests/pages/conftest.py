"""A small project with executed notebooks, figures, tables and reports, a script planted in each; and a browser."""

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from helpers import paths

SCRIPT = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
FETCH = '<img src="http://127.0.0.1:9/x.png"><style>@import "http://127.0.0.1:9/x.css"</style>'
PLAN = """
runs:
  - {notebook: 01_read}
  - {notebook: 05_regress, name: five, parameters: {rate: initial}}
  - {notebook: 05_regress, name: never}
"""
README = f"# What is said?\n\nReports {SCRIPT} and what they *say*.\n\n![a](figures/at_target.png)\n"
LINKS = "[pages](../runs/paper/review/R.html) [one](01_read.ipynb) [gone](../runs/gone.html) [how](../docs/methods.md)"
TABLE = """<body><table><caption>What 100% &amp; 预算_万元 say.</caption>
<tr><td><a href="../runs/paper/review/R.html#r-funds-0">1</a></td></tr></table>"""
PARAMETERS = 'rate: str = "official"  # denominator, one of: official, initial'


def png(colour: str = "white") -> bytes:
    """A picture of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (600, 300), colour).save(buffer, "png")
    return buffer.getvalue()


def notebook(*outputs: dict) -> str:
    """A notebook whose code cells show this; its text and its results hold a script."""
    parameters = {"cell_type": "code", "source": PARAMETERS, "metadata": {"tags": ["parameters"]}, "outputs": []}
    shown = {"cell_type": "code", "source": f"show({SCRIPT!r})", "metadata": {}, "outputs": list(outputs)}
    text = {"cell_type": "markdown", "source": f"# Why?\n\n{LINKS} {SCRIPT} {FETCH}", "metadata": {}}
    return json.dumps({"cells": [text, parameters, shown], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def results() -> list[dict]:
    """A text, a table with a script, a script, and a picture."""
    data = [
        {"text/markdown": f"Of **5** reports {SCRIPT}"},
        {"text/html": f"<table><tr><td>{SCRIPT}{FETCH}7</td></tr></table>"},
        {"application/javascript": "document.title='run'"},
        {"image/png": b64encode(png()).decode()},
    ]
    return [{"output_type": "display_data", "data": each} for each in data]


@pytest.fixture
def project(monkeypatch, tmp_path) -> Path:
    """Root of the project, with what two runs of plan paper left: one executed notebook each, the third never ran."""
    root = tmp_path / "project"
    for name, folder in {"RAW": "data/raw", "NOTEBOOKS": "notebooks", "RUNS": "runs"}.items():
        monkeypatch.setattr(paths, name, root / folder)
    monkeypatch.setattr(paths, "ROOT", root)
    head = "report_id,source_file,sha256,agency_zh,agency_en,province_zh,city_zh,admin_level,fiscal_year,scope,filed_on"
    row = f"R,a.txt,{'0' * 64},某局<script>,,,,county,2021,project,,,,False"
    reports = f"{head},self_score,self_score_max,annex_missing\n{row}\n"
    files = {
        "README.md": README,
        "docs/methods.md": f"# Methods\n\n{SCRIPT} | a |\n",
        "notebooks/01_read.ipynb": notebook(),
        "notebooks/05_regress.ipynb": notebook(),
        "notebooks/plans/paper.yml": PLAN,
        "runs/paper/01_read.ipynb": notebook(*results()),
        "runs/paper/five.ipynb": notebook(*results()[:1]),
        "runs/paper/review/index.html": "<p class='kicker'><span>Review</span></p><a href='R.html'>R</a>",
        "runs/paper/review/R.html": "<title>R</title><p id='r-funds-0'>1</p>",
        "data/processed/reports.csv": reports,
        "figures/at_target.txt": f"Attainment {SCRIPT}\n",
        "figures/bounds.csv": "a\n1\n",
        "figures/findings.csv": "what,stated\n回归_100%,\n",
        "figures/rows/findings.csv": "row\n1\n",
        "figures/findings.tex": "\\caption{What}\n",
        "figures/findings.html": TABLE,
        "requirements.lock": "",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    (root / "figures" / "at_target.png").write_bytes(png())
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Headless Chromium of this machine, driven by Playwright, for the tests of a file."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no page is opened")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium is installed: no page is opened")
    with playwright.sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield found
        found.close()
