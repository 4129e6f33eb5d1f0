"""How far each cluster's residuals move an estimate of least squares, and how often tests that are made of these reject
what is true on the rows at hand."""

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import design as designs
from helpers.analysis import wild
from helpers.analysis.covariance import small_sample
from helpers.analysis.deals import ALIKE
from helpers.analysis.design import Design

POWERS = {"clustered": 0.0, "jackknife": 1.0, "bell_mccaffrey": 0.5}
SIGNS = 199  # of a wild bootstrap in one drawn sample


def moves(design: Design, groups: np.ndarray, place: int, power: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows q (N, K) and weights w (G, K), by which residuals e_g of a cluster move the estimate by w_g' q_g'e_g: the
    row of the term in (X'X)^-1 X_g' (I - H_gg)^-power e_g.

    Power 0 makes the clustered variance of these, 1/2 CR2, and 1 the jackknife, which is (X'X - X_g'X_g)^-1 X_g'e_g.
    Directions in which I - H_gg is 0 count as 0.
    """
    norms = np.linalg.norm(design.X, axis=0)
    half = np.linalg.inv(np.linalg.qr(design.X / norms, mode="r"))  # half half' = (X'X)^-1 in columns of length 1
    q = design.X / norms @ half
    left, directions = np.linalg.eigh(np.eye(len(norms)) - products(q, groups))  # those of I - H_gg
    powers = np.where(left > ALIKE, np.maximum(left, ALIKE) ** -power, 0)
    return q, (directions * powers[:, None]) @ directions.mT @ half[place] / norms[place]


def products(q: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The matrices q_g'q_g (G, K, K) of each cluster's rows."""
    return designs.sums(q[:, :, None] * q[:, None, :], groups)


def degrees(q: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> float:
    """Degrees of freedom of the sum of squared moves c_g'e_g, (tr A)^2 / tr(A^2) with A_gh = c_g' (I - H)_gh c_h, where
    errors are independent and alike (Satterthwaite 1946; Bell, McCaffrey 2002)."""
    moved = np.einsum("gkl,gl->gk", products(q, groups), weights)
    A = np.diag((weights * moved).sum(axis=1)) - moved @ moved.T
    return float(np.trace(A) ** 2 / (A**2).sum())


def rejected(
    formula: str,
    data: pd.DataFrame,
    *,
    term: str,
    clusters: str,
    correlation: float,
    share: float | None = None,
    draws: int,
    seed: int,
    level: float = 0.05,
) -> pd.Series:
    """The share of samples without any effect, on the rows and columns of the formula, in which each test of the term
    rejects that: clustered and jackknife (t with G - 1), bell_mccaffrey (t with its degrees), wild_bootstrap.

    Outcomes are normal, with `correlation` within clusters, or with a `share` 1 where such a normal is among its
    largest and else 0, as where few targets are missed. The error of a share is the root of share (1 - share) / draws.
    """
    design, [groups] = designs.build(formula, data, [clusters])
    place, draw = designs.place(design, term), np.random.default_rng(seed)
    own, common = (draw.standard_normal((size, draws)) for size in (len(groups), groups.max() + 1))
    y = np.sqrt(1 - correlation) * own + np.sqrt(correlation) * common[groups]
    if share is not None:
        y = (y > stats.norm.isf(share)).astype(float)
    p = {name: _by_t(design, groups, place, y, name) for name in POWERS}
    samples = zip(y.T, range(seed, seed + draws), strict=True)
    p["wild_bootstrap"] = np.array([_by_signs(design._replace(y=each), groups, place, own) for each, own in samples])
    return pd.Series({name: (each <= level).mean() for name, each in p.items()})


def _by_t(design: Design, groups: np.ndarray, place: int, y: np.ndarray, name: str) -> np.ndarray:
    """The p-value of the test in each sample (N, R), 1 where the outcome does not vary."""
    (n, k), size = design.X.shape, int(groups.max()) + 1
    q, weights = moves(design, groups, place, POWERS[name])
    _, plain = moves(design, groups, place, 0.0)
    b = plain[0] @ q.T @ y
    moved = np.einsum("gk,gkr->gr", weights, designs.sums(q[:, :, None] * (y - q @ (q.T @ y))[:, None, :], groups))
    factor = {"clustered": small_sample(size, n, k), "jackknife": (size - 1) / size, "bell_mccaffrey": 1.0}[name]
    error = np.sqrt(factor * (moved**2).sum(axis=0))
    statistic = np.divide(np.abs(b), error, out=np.zeros_like(b), where=np.ptp(y, axis=0) > 0)
    return 2 * stats.t.sf(statistic, degrees(q, weights, groups) if name == "bell_mccaffrey" else size - 1)


def _by_signs(design: Design, groups: np.ndarray, place: int, seed: int) -> float:
    """The p-value of the wild bootstrap, 1 where the outcome does not vary."""
    return wild.tested(design, groups, place, SIGNS, seed)(0.0) if np.ptp(design.y) else 1.0
