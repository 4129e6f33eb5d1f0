"""How fast a browser opens the gallery: generated runs, each with two pictures, in headless Chromium.

    python benchmarks/gallery.py [RUNS]

Prints the seconds from the call to a page that is painted and answers a search, and what the search costs.
"""

import shutil
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt
from playwright.sync_api import sync_playwright

from helpers.output import gallery, save

VALUES = {
    "outcome": ["attainment", "overshoot"],
    "rate": ["official", "initial", "adjusted"],
    "sample": ["all", "public", "official_hosts", "seeds"],
    "estimator": ["ols", "fractional_logit", "tobit", "quantile"],
    "covariance": ["HC3", "cluster", "two_way"],
}
STATES = ["done"] * 17 + ["failed", "stale", "new"]


def pictures(folder: Path, number: int) -> list[str]:
    """Names of so many different pictures of the size of thumbnails, after they were written."""
    random = np.random.default_rng(1)
    for place in range(number):
        figure, axes = plt.subplots(figsize=(6.4, 3.2))
        axes.plot(random.normal(size=60).cumsum())
        figure.savefig(folder / f"{place}.webp")
        plt.close(figure)
    return [f"{place}.webp" for place in range(number)]


def tiles(number: int, drawn: list[str]) -> list[gallery.Tile]:
    """So many runs of a grid, over and over again; every twentieth has failed, is stale or new."""
    grid = list(product(*VALUES.values()))
    for place in range(number):
        given = dict(zip(VALUES, grid[place % len(grid)], strict=True))
        state = STATES[place % len(STATES)]
        shown = (drawn[place % len(drawn)], drawn[(place + 1) % len(drawn)])
        reason = "In [7]: ValueError: too few clusters"
        yield gallery.Tile(
            f"run_{place:05}",
            "05_regress",
            state,
            reason,
            given,
            1.5,
            "2026-01-01T00:00",
            "a.html",
            shown,
            "Does spending go with attainment?",
            ("estimate +0.039", "from -0.049", "to +0.127", "N 238", "clusters 45"),
        )


def opened(page: Path) -> dict[str, float]:
    """Seconds until the page is loaded and painted, and of a search in it."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        start = time.perf_counter()
        tab.goto(page.as_uri(), wait_until="load")
        tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        painted = time.perf_counter() - start
        start = time.perf_counter()
        tab.fill("#sought", "tobit sample=seeds")
        tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return {"opened": painted, "searched": time.perf_counter() - start, "found": tab.inner_text("#shown")}


def main(number: int = 2000) -> None:
    """Prints size and times."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = pictures(Path(folder), 100)
        page = Path(folder) / "gallery.html"
        save.save_text(gallery.gallery_page("generated", list(tiles(number, drawn))), page)
        print(f"{number} runs, {page.stat().st_size / 1e6:.1f} MB of HTML")
        for name, value in opened(page).items():
            print(f"{name:9} {value if isinstance(value, str) else f'{value:.2f} s'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
