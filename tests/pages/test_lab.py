"""JupyterLab in a real browser, on a copy of the project: Run All, answer and figure seen, the review cell used."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from helpers import paths

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "runs", "site", "tests", "__pycache__", ".*_cache", ".hypothesis")
SCREENSHOTS = paths.RUNS / "screenshots"  # not in git
LONG = 240_000  # milliseconds that Run All may take on a busy machine
PROMPTS = "[...document.querySelectorAll('.jp-InputPrompt')].map((each) => each.textContent)"
QUIET = {"fetchNews": "false", "checkForUpdates": False}


class Lab(NamedTuple):
    """A JupyterLab that serves a copy of the project."""

    project: Path
    url: str
    token: str

    def opened(self, notebook: str) -> str:
        """Address of a notebook in it."""
        return f"{self.url}lab/tree/notebooks/{notebook}?token={self.token}&reset"


def arguments() -> list[str]:
    """What `make lab` starts, without opening a browser and on a free port."""
    recipe = re.search(r"-m (jupyterlab .+)", (paths.ROOT / "Makefile").read_text(encoding="utf-8"))[1]
    return [sys.executable, "-m", *recipe.split(), "--no-browser", "--port=0", "--allow-root"]


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab as `make lab` starts it; it and its kernels are ended afterwards."""
    place = tmp_path_factory.mktemp("lab")
    project = Path(shutil.copytree(paths.ROOT, place / "project", ignore=LEFT_OUT))
    settings = place / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(QUIET))
    token = secrets.token_hex(16)
    own = {"PYTHONPATH": os.pathsep.join(filter(None, [str(project), os.environ.get("PYTHONPATH")]))}
    own |= {"JUPYTER_TOKEN": token, "JUPYTERLAB_SETTINGS_DIR": str(place / "settings")}
    own |= {f"JUPYTER_{name}_DIR": str(place / name.lower()) for name in ("CONFIG", "RUNTIME", "DATA")}
    with open(place / "log", "wb") as log:
        server = subprocess.Popen(arguments(), cwd=project, env=os.environ | own, stdout=log, stderr=log)
    try:
        yield Lab(project, _address(server, place), token)
    finally:
        family = [*psutil.Process(server.pid).children(recursive=True), server]
        for process in family:
            process.terminate()
        psutil.wait_procs(family[:-1], 10)
        server.wait(20)


def _address(server: subprocess.Popen, place: Path) -> str:
    """Address that the server gives in its runtime folder as soon as it listens."""
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        for file in (place / "runtime").glob("jpserver-*.json"):
            told = file.read_text()
            if told.endswith("}"):
                return json.loads(told)["url"]
        time.sleep(0.2)
    raise AssertionError((place / "log").read_text(errors="replace")[-2000:])


@pytest.fixture
def tab(browser) -> Iterator:
    """A tab that notes what goes wrong in it and what it asks of others than this machine."""
    found = browser.new_page(viewport={"width": 1400, "height": 1000})
    found.wrong, found.asked = [], []
    found.on("pageerror", lambda error: found.wrong.append(str(error)))
    found.on("request", lambda request: found.asked.append(request.url))
    yield found
    found.close()


def run_all(tab, lab: Lab, notebook: str) -> None:
    """Returns when every cell of the notebook was run, its first cell in view; asked again where the kernel was not
    connected yet, as JupyterLab then forgets the call."""
    tab.goto(lab.opened(notebook))
    tab.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=LONG)
    tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=LONG)
    for _ in range(20):
        tab.click('.lm-MenuBar-itemLabel:text-is("Run")')
        tab.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        tab.wait_for_timeout(3000)
        if tab.evaluate(f"{PROMPTS}.some((prompt) => /[*0-9]/.test(prompt))"):
            break
    tab.wait_for_function(f"{PROMPTS}.every((prompt) => !prompt.includes('*'))", timeout=LONG)
    tab.evaluate("document.querySelector('.jp-WindowedPanel-outer')?.scrollTo(0, 0)")


def kept(tab, name: str) -> None:
    """The tab as a picture among the artefacts."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SCREENSHOTS / f"{name}.png")


def test_it_listens_on_this_machine_alone_and_asks_for_the_token(lab, browser):
    assert lab.url.startswith(("http://127.0.0.1:", "http://localhost:"))
    page = browser.new_page()
    page.goto(f"{lab.url}lab")
    assert "login" in page.url
    page.close()


def test_run_all_on_the_first_notebook_shows_answer_figure_and_table_without_an_error(lab, tab):
    run_all(tab, lab, "00_start.ipynb")
    answer = tab.locator(".jp-RenderedMarkdown", has_text="such indicators").first
    answer.wait_for(timeout=LONG)
    picture = tab.locator(".jp-OutputArea-output img").first
    assert picture.evaluate("image => image.naturalWidth") > 300
    kept(tab, "00_start")
    assert picture.bounding_box()["y"] + picture.bounding_box()["height"] < 1000, "answer and figure fit one screen"
    table = tab.locator(".jp-RenderedHTMLCommon table").first
    table.scroll_into_view_if_needed()
    assert tab.wrong == []
    assert not [url for url in tab.asked if not url.startswith((lab.url, "data:", "blob:", "ws:"))]


def test_a_person_walks_from_a_finding_to_its_figure_and_writes_a_correction(lab, tab):
    run_all(tab, lab, "02_check.ipynb")
    findings, figures = (tab.locator(".dt-container").nth(place) for place in (0, 1))
    findings.scroll_into_view_if_needed(timeout=LONG)
    findings.locator("tbody tr", has_text="budget lines").first.click()
    tab.locator("blockquote", has_text="1063.98").wait_for(timeout=LONG)
    kept(tab, "02_check_finding")
    figures.locator("tbody tr", has_text="159.91").first.click()
    tab.locator("mark", has_text="159.91").wait_for(timeout=LONG)
    tab.get_by_placeholder("what is right").fill("169.91")
    tab.get_by_placeholder("reason, and who says so").fill("misprint, says the test")
    tab.keyboard.press("Tab")
    tab.get_by_role("button", name="Write correction").click()
    tab.get_by_text("run notebook 01 to apply it").wait_for(timeout=LONG)
    kept(tab, "02_check_corrected")
    rows = (lab.project / "data" / "raw" / "corrections.csv").read_text(encoding="utf-8").splitlines()
    assert rows[-1:] == ['001,funds,3422,amount_wan,159.91,169.91,"misprint, says the test"']
    assert tab.wrong == []
