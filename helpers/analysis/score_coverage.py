"""How often intervals of single scores, of DEA and order-m, hold the true ones where their assumptions are true."""

from collections.abc import Sequence
from functools import partial
from itertools import product

import numpy as np
import pandas as pd

from helpers.analysis.bootstrap import bootstrap_dea
from helpers.analysis.coverage import of_each
from helpers.analysis.resampled import order_m_intervals

LEAST, MOST = 6.0, 16.0  # of the input
SPREAD = 0.4  # of the half-normal distance beyond 1
POPULATION = 10_000  # units that stand for all there could be
EFFICIENT = 1e-6  # distance from 1 of an estimate that counts as efficient


def homogeneous(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs (n,) from U(6, 16), outputs input^(3/4) / distance, and true distances (n,): 1 + |e|, e from N(0, 0.16).

    Distances do not depend on anything, as the bootstrap of Simar and Wilson (1998) takes for granted.
    """
    x, distance = rng.uniform(LEAST, MOST, n), 1 + np.abs(rng.normal(0, SPREAD, n))
    return x, x**0.75 / distance, distance


def shares_held(n: int, seed: int, rounds: Sequence[int], draws: int) -> pd.DataFrame:
    """One sample of n units, a row for each number of rounds: shares of units whose interval holds their distance (of
    all, and of those that seem efficient), that are farther off and that are nearer than it says; mean width, bias of
    scores before and after correction, and mean error of both.
    """
    x, y, truth = homogeneous(n, np.random.default_rng([seed, n]))
    found = {
        each: bootstrap_dea(x, y, returns="vrs", orientation="output", draws=draws, seed=seed, rounds=each)
        for each in rounds
    }
    rows = [{"n": n, "seed": seed, "rounds": each} | _shares(frame, truth) for each, frame in found.items()]
    return pd.DataFrame(rows)


def simulated(units: Sequence[int], replications: int, seed: int, rounds: Sequence[int], draws: int, jobs: int = 1):
    """`shares_held` of all samples, `replications` of each number of units, the same by any number of processes."""
    run = partial(_case, rounds, draws)
    cases = list(product(units, range(seed, seed + replications)))
    return pd.concat(of_each(run, cases, jobs), ignore_index=True)


def by_rounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Means over samples by n and rounds; `error` is the Monte Carlo error of `held`, its deviation over samples / root
    of their number, as units of one sample share a frontier."""
    by = rows.groupby(["n", "rounds"])
    means = by[[column for column in rows if column not in ("n", "seed", "rounds")]].mean()
    means.insert(0, "samples", by.size())
    means.insert(2, "error", by["held"].std() / np.sqrt(by.size()))
    return means.reset_index()


def order_m_held(n: int, replications: int, seed: int, *, m: int, draws: int = 400) -> pd.Series:
    """Of `order_m_intervals`, input-oriented, in samples of n units: share held, that of truths below low, and error.

    The truth is the score against a population of 10,000 units; `error` is the Monte Carlo error of the share held,
    over samples. Units without an interval are left out.
    """
    everyone = homogeneous(POPULATION, np.random.default_rng([seed, POPULATION]))[:2]
    rows = [_order_m_shares(n, seed + each, everyone, m, draws) for each in range(replications)]
    shares = pd.DataFrame(rows, columns=["held", "below"])
    error = shares["held"].std() / np.sqrt(replications)
    return pd.Series({**shares.mean(), "error": error})


def score_against(everyone: tuple[np.ndarray, np.ndarray], x: float, y: float, m: int) -> float:
    """Input-oriented order-m score of a unit (x, y) against everyone: the mean of the least of m ratios drawn."""
    ratios = np.sort(everyone[0][everyone[1] >= y])[::-1] / x
    return float(np.diff((np.arange(len(ratios) + 1) / len(ratios)) ** m) @ ratios) if len(ratios) else np.nan


def _order_m_shares(n: int, seed: int, everyone, m: int, draws: int) -> tuple[float, float]:
    x, y, _ = homogeneous(n, np.random.default_rng([seed, n]))
    found = order_m_intervals(x, y, m=m, draws=draws, seed=seed).assign(
        truth=[score_against(everyone, *unit, m) for unit in zip(x, y, strict=True)]
    )
    found = found.dropna()
    return found["truth"].between(found["low"], found["high"]).mean(), (found["truth"] < found["low"]).mean()


def _shares(frame: pd.DataFrame, truth: np.ndarray) -> dict[str, float]:
    held = (frame["low"] <= truth) & (truth <= frame["high"])
    efficient = np.abs(frame["score"] - 1) < EFFICIENT
    return {
        "held": held.mean(),
        "held_efficient": held[efficient].mean(),
        "farther": (truth > frame["high"]).mean(),
        "nearer": (truth < frame["low"]).mean(),
        "width": (frame["high"] - frame["low"]).mean(),
        "bias": (frame["score"] - truth).mean(),
        "bias_corrected": (frame["corrected"] - truth).mean(),
        "off": np.abs(frame["score"] - truth).mean(),
        "off_corrected": np.abs(frame["corrected"] - truth).mean(),
    }


def _case(rounds: Sequence[int], draws: int, case: tuple[int, int]) -> pd.DataFrame:
    return shares_held(*case, rounds, draws)
