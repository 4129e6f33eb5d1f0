"""How fast tests for few clusters and many specifications are: against refitting statsmodels, in one run.

1. The wild cluster bootstrap with 9,999 draws, from formula and table to p-value, against `sm.OLS(y, X).fit` with
   clustered errors for each draw, on a matrix built before the clock runs, and against `wildboottest` where it is
   installed (it is no package of the project: pip install wildboottest, or a folder of it at the end of PYTHONPATH).
2. A thousand specifications, four samples times two outcomes times all sets of seven controls, against a formula fit
   of statsmodels with clustered errors for each.

Turn by turn in this interpreter on one thread, in seconds of the processor, so that other work of the machine counts
for none. Refits take minutes, so some are timed in each turn and the rest is counted alike. A ratio is that of one
turn; the table has the middle and the range over the turns, and for specifications how far both sides agree.
"""

import os

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

import platform
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain, combinations, product

import click
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf

from helpers.analysis.inference import wild_cluster_bootstrap
from helpers.analysis.multiverse import Specification, all_runs

DRAWS, TIMED = 9999, 200  # of the bootstrap, and how many of them are refitted in a turn
FITS = 30  # specifications that are refitted in a turn
FORMULA = "y ~ z + x0 + x1 + x2"
CONTROLS = ["x0", "x1", "x2", "x3", "x4", "x5", "C(year)"]
SAMPLES = [None, "x6 > -0.5", "x6 < 1", "x7 > 0"]


@click.command()
@click.option("--turns", default=9, show_default=True, help="Turns of each comparison.")
@click.option("--rows", default=600, show_default=True, help="Rows of the simulated data.")
@click.option("--clusters", default="12,40,200", show_default=True, help="Numbers of clusters for the bootstrap.")
def main(turns: int, rows: int, clusters: str) -> None:
    """Time the wild cluster bootstrap and a thousand specifications."""
    click.echo(machine() + "\n")
    table = [row for each in clusters.split(",") for row in bootstrap(made(rows, int(each)), turns)]
    table.append(specifications(made(rows, 40), turns))
    click.echo(pd.DataFrame(table).to_string(index=False, float_format=lambda value: f"{value:,.3g}"))


def machine() -> str:
    """Cores, system and versions, in one line."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "statsmodels"))
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, one thread, {system}, Python {platform.python_version()}, {packages}"


def made(rows: int, clusters: int) -> pd.DataFrame:
    """An outcome with a shock to each report, a term z of the report's own, eight controls and a year."""
    draw = np.random.default_rng(clusters)
    report = np.arange(rows) % clusters
    data = pd.DataFrame(draw.normal(size=(rows, 8)), columns=[f"x{number}" for number in range(8)])
    shock = draw.normal(size=(2, clusters))[:, report]
    data = data.assign(report=report, z=shock[0], y=data["x0"] + shock[1] + draw.normal(size=rows))
    return data.assign(y2=data["y"] ** 2, year=draw.integers(2018, 2023, rows).astype(str))


def bootstrap(data: pd.DataFrame, turns: int) -> list[dict]:
    """Rows of the table: refits by statsmodels, and wildboottest where there is one."""
    about = f"wild bootstrap, {len(data):,} rows, {data['report'].nunique()} clusters"

    def ours() -> float:
        return wild_cluster_bootstrap(FORMULA, data, term="z", clusters="report", draws=DRAWS, seed=1)

    model = sm.OLS.from_formula(FORMULA, data)
    pseudo = model.endog * np.random.default_rng(0).choice([-1, 1], (TIMED, len(data)))
    keywords = {"cov_type": "cluster", "cov_kwds": {"groups": data["report"].to_numpy()}}

    def refits() -> list[float]:
        return [sm.OLS(y, model.exog).fit(**keywords).tvalues[1] for y in pseudo]

    rows = [compared(f"{about}: {DRAWS:,} refits by statsmodels", ours, refits, DRAWS / TIMED, turns)]
    if find_spec("wildboottest"):
        rows.append(compared(f"{about}: wildboottest", ours, lambda: by_wildboottest(data), 1, turns))
    return rows


def by_wildboottest(data: pd.DataFrame) -> float:
    """The p-value of wildboottest, with the same kind of bootstrap."""
    from wildboottest.wildboottest import wildboottest

    model, cluster = sm.OLS.from_formula(FORMULA, data), data["report"]
    with warnings.catch_warnings(action="ignore"):  # that all signs are taken
        found = wildboottest(model, param="z", cluster=cluster, B=DRAWS, bootstrap_type="11", seed=1, show=False)
    return float(found["p-value"].iloc[0])


def specifications(data: pd.DataFrame, turns: int) -> dict:
    """The row of the table for a thousand specifications."""
    sets = list(chain.from_iterable(combinations(CONTROLS, size) for size in range(len(CONTROLS) + 1)))
    formulas = [" + ".join([f"{y} ~ z", *each]) for y in ("y", "np.log1p(y2)") for each in sets]
    every = [Specification(formula, rows) for rows, formula in product(SAMPLES, formulas)]
    timed = np.random.default_rng(0).choice(len(every), FITS, replace=False)

    def refits() -> list[float]:
        return [by_formula(every[place], data).bse["z"] for place in timed]

    def ours() -> pd.DataFrame:
        return all_runs(every, data, term="z", clusters="report")

    difference = np.abs(ours()["std_error"].iloc[timed] / refits() - 1).max()
    label = f"{len(every):,} specifications, {len(data):,} rows, {data['report'].nunique()} clusters: formula fits"
    return compared(label, ours, refits, len(every) / FITS, turns) | {"largest difference": difference}


def by_formula(which: Specification, data: pd.DataFrame):
    rows = data if which.rows is None else data.query(which.rows)
    return smf.ols(which.formula, rows).fit(cov_type="cluster", cov_kwds={"groups": rows["report"]})


def compared(name: str, ours: Callable, theirs: Callable, times: float, turns: int) -> dict:
    """A row of the table: seconds of both, theirs times `times`, and the ratio as middle and range over the turns."""
    ours(), theirs()
    pairs = np.array([(seconds(ours, 3), seconds(theirs, 1) * times) for _ in range(turns)])
    ratios = pairs[:, 1] / pairs[:, 0]
    row = {"": name, "ours, ms": 1e3 * np.median(pairs[:, 0]), "theirs, s": np.median(pairs[:, 1])}
    return row | {"times as fast": np.median(ratios), "least": ratios.min(), "most": ratios.max()}


def seconds(run: Callable[[], object], times: int) -> float:
    """Mean seconds of the processor of a call."""
    start = time.process_time()
    for _ in range(times):
        run()
    return (time.process_time() - start) / times


if __name__ == "__main__":
    main()
