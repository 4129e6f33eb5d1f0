"""How often intervals hold the truth: samples in which inefficiency goes with known variables, and what methods say."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import log_ndtr

from helpers.analysis.envelopment import dea
from helpers.analysis.models import fit
from helpers.analysis.second_stage import Interval, bootstrapped, design_of, simar_wilson
from helpers.analysis.truncated import truncated_draws

INTERCEPT, SLOPE, SIGMA = 0.5, 0.5, 1.0
MEAN, SPREAD = 2.0, 2.0  # of each variable of the environment
LEAST, MOST = 6.0, 16.0  # of each input
LEVEL = 0.95
COLUMNS = ["estimate", "low", "high"]
AVERAGE = "average slope"  # of the mean distance in z1
NAIVE = ["least squares", "Tobit"]  # on the scores as they are; what they aim at is the average slope
ROUNDED = 1e-9  # by which a score on the frontier may miss 1, where a Tobit asks whether it is 1
NODES = 64  # of the quadrature over the normal index


class Sample(NamedTuple):
    """Generated units: inputs (n, p), one output, environment (n, k), and their true distances (n,) of at least 1."""

    inputs: pd.DataFrame
    output: pd.DataFrame
    environment: pd.DataFrame
    distance: np.ndarray


class Settings(NamedTuple):
    """What is held fixed over samples."""

    inputs: int = 1
    variables: int = 1
    draws: tuple[int, int] = (100, 1000)
    interval: Interval = "bias_corrected"


def generated(n: int, rng: np.random.Generator, *, inputs: int = 1, variables: int = 1) -> Sample:
    """n units after Simar and Wilson (2007, section 4): inputs from U(6, 16), variables z from N(2, 4), and
    distance = 0.5 + 0.5 (z_1 + ... + z_k) + e, e standard normal but cut so that distance >= 1; output is the sum of
    inputs^(3/4) over distance.
    """
    x, z = rng.uniform(LEAST, MOST, (n, inputs)), rng.normal(MEAN, SPREAD, (n, variables))
    distance = truncated_draws(rng, INTERCEPT + SLOPE * z.sum(axis=1), SIGMA, left=1, draws=1)[0]
    output = (x**0.75).sum(axis=1) / distance
    names = [[f"{letter}{place + 1}" for place in range(size)] for letter, size in (("x", inputs), ("z", variables))]
    return Sample(
        pd.DataFrame(x, columns=names[0]), pd.DataFrame({"y": output}), pd.DataFrame(z, columns=names[1]), distance
    )


def truth(variables: int = 1) -> pd.Series:
    """The coefficients behind `generated`, by term, and the average slope of the mean distance in one variable.

    E(d | z) has the slope b (1 - m (m + a)) with a = (zb - 1) / s and m = phi(a) / Phi(a). As z is normal, its average
    is what least squares of true distances on z tend to (Stein's lemma): the fair yardstick of a linear regression.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    index = INTERCEPT + SLOPE * (variables * MEAN + np.sqrt(variables) * SPREAD * nodes)
    a = (index - 1) / SIGMA
    mills = np.exp(-0.5 * a * a - 0.5 * np.log(2 * np.pi) - log_ndtr(a))
    average = SLOPE * (weights @ (1 - mills * (mills + a))) / weights.sum()
    slopes = {f"z{place + 1}": SLOPE for place in range(variables)}
    return pd.Series({"Intercept": INTERCEPT, **slopes, "sigma": SIGMA, AVERAGE: average})


def intervals(n: int, seed: int, settings: Settings) -> pd.DataFrame:
    """Estimate, low and high of each term by each method for one sample of n units; missing where a method gives none.

    Least squares and Tobit take the DEA scores as they are; theirs is also the average marginal effect of z1. `known
    distances` is the truncated regression of the true distances, which nobody has: what is lost against it is lost to
    DEA. `basic` are intervals of the paper's kind.
    """
    sample = generated(n, np.random.default_rng([seed, n]), inputs=settings.inputs, variables=settings.variables)
    terms = ["Intercept", *sample.environment, "sigma"]
    runs = _runs(sample, seed, settings)
    found = {name: _or_none(run, [*terms, AVERAGE] if name in NAIVE else terms) for name, run in runs.items()}
    return pd.concat(found, names=["method", "term"]).reset_index()


def _runs(sample: Sample, seed: int, settings: Settings) -> dict[str, Callable[[], pd.DataFrame]]:
    """What each method does with a sample, by name."""
    environment, sides = sample.environment, (sample.inputs, sample.output)
    distance = dea(*sides, orientation="output")
    scores = environment.assign(distance=np.where(distance < 1 + ROUNDED, 1.0, distance))
    naive = partial(_naive, f"distance ~ {' + '.join(environment)}", scores)
    two_stage = partial(
        simar_wilson, *sides, environment, returns="vrs", orientation="output", draws=settings.draws, seed=seed
    )
    known = partial(_known, sample, settings.draws[1], seed)
    return {
        "least squares": naive,
        "Tobit": partial(naive, estimator="tobit", lower=1.0),
        "algorithm 1": partial(two_stage, algorithm=1, interval=settings.interval),
        "algorithm 2": partial(two_stage, algorithm=2, interval=settings.interval),
        "known distances": partial(known, settings.interval),
        "algorithm 1, basic": partial(two_stage, algorithm=1, interval="basic"),
        "known distances, basic": partial(known, "basic"),
    }


def simulated(
    units: Sequence[int], replications: int, seed: int, settings: Settings | None = None, jobs: int = 1
) -> pd.DataFrame:
    """`intervals` of all samples, with columns n and seed: `replications` of each number of units, the same numbers
    by any number of processes."""
    cases = list(product(units, range(seed, seed + replications)))
    run = partial(_case, settings or Settings())
    return pd.concat(of_each(run, cases, jobs), ignore_index=True)


def of_each(run: Callable[[tuple], pd.DataFrame], cases: Sequence[tuple], jobs: int) -> list[pd.DataFrame]:
    """What `run` gives for each case, in their order, by `jobs` processes."""
    if jobs == 1:
        return [run(case) for case in cases]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        return list(pool.map(run, cases, chunksize=2))


def coverage(rows: pd.DataFrame, truths: pd.Series) -> pd.DataFrame:
    """By n, method and term: how many samples have an interval, and the share of these that hold the truth.

    `error` is the Monte Carlo error of the share, sqrt(p (1 - p) / samples) with p = (held + 2) / (samples + 4), which
    is above 0 also where all or none hold (Agresti, Coull 1998). `bias` is mean estimate - truth, `width` the median.
    Terms without a truth are left out.
    """
    rows = rows.assign(truth=rows["term"].map(truths)).dropna(subset=["truth"])
    rows = rows.assign(
        interval=rows["low"].notna(),
        held=(rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]),
        bias=rows["estimate"] - rows["truth"],
        width=rows["high"] - rows["low"],
    )
    by = rows.groupby(["n", "method", "term"], sort=False)
    table = by.agg(truth=("truth", "first"), samples=("interval", "sum"), none=("interval", lambda each: (~each).sum()))
    held = by["held"].sum()
    near = (held + 2) / (table["samples"] + 4)
    table = table.assign(held=held / table["samples"], error=np.sqrt(near * (1 - near) / table["samples"]))
    return table.assign(bias=by["bias"].mean(), width=by["width"].median()).reset_index()


def aimed_at(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `coverage` of the slope that each method aims at: of least squares and Tobit the average slope of the
    mean distance, of the others the coefficient behind the distances."""
    return table[table["term"] == np.where(table["method"].isin(NAIVE), AVERAGE, "z1")]


def _case(settings: Settings, case: tuple[int, int]) -> pd.DataFrame:
    n, seed = case
    return intervals(n, seed, settings).assign(n=n, seed=seed)


def _naive(formula: str, scores: pd.DataFrame, **options) -> pd.DataFrame:
    """Its coefficients, and the average marginal effect of the first variable."""
    found = fit(formula, scores, **options)
    return pd.concat([found.coefficients, found.marginal_effects.iloc[[0]].set_axis([AVERAGE])]).rename_axis("term")


def _known(sample: Sample, draws: int, seed: int, interval: Interval) -> pd.DataFrame:
    """The second stage of the true distances."""
    rng = np.random.default_rng(seed)
    return bootstrapped(sample.distance, design_of(sample.environment), draws, LEVEL, interval, rng)


def _or_none(run: Callable[[], pd.DataFrame], terms: list[str]) -> pd.DataFrame:
    """Estimate, low and high by term; all missing where the method refuses the sample."""
    try:
        return run()[COLUMNS]
    except ValueError:
        return pd.DataFrame(np.nan, index=terms, columns=COLUMNS)
