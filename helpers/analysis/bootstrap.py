"""How sure DEA scores are: the smoothed bootstrap of Simar and Wilson (1998)."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.envelopment import dea, scores_in
from helpers.analysis.technology import Orientation, Returns, units_of

NEAR = 0.5  # mean of the simulated distances, as a share of the estimated, below which a correction says nothing
EFFICIENT = 1e-5  # distance from 1 up to which a score counts as 1
MANY = 200_000  # programs whose data are held at a time


def bootstrap_dea(
    inputs: Any,
    outputs: Any,
    *,
    returns: Returns,
    orientation: Orientation,
    draws: int = 2000,
    seed: int,
    level: float = 0.95,
    rounds: int = 1,
) -> pd.DataFrame:
    """Scores with their bias, the corrected score and an interval, a row a unit: score, bias, corrected, low, high.

    Scores of the pseudo-samples, in which each unit stands at a distance drawn from the smoothed distances of all, lie
    around the estimate as the estimate lies around the truth. With distances d of at least 1 (1 / score
    input-oriented): corrected = d - (mean d* - d), and the interval is d - (q - d) for the quantiles q of d*; both are
    turned back into scores, and bias is score - corrected. The estimate itself lies outside the interval or on its
    edge, as it is always too favourable. The bandwidth of `bandwidth` stands in `.attrs`. Homogeneous: the distance of
    a unit is taken not to depend on its inputs and outputs.

    Intervals are short even so where units are few, because the distances drawn from are the estimated ones: too small,
    and some exactly 1, so that pseudo-frontiers lie too near to the estimated one. With `rounds` above 1 each further
    round draws from the distances that the one before corrected: intervals are wider and hold more, corrected scores
    are less biased and no nearer. The rest is lost to corners of the estimated frontier, where units lie that seem
    efficient. What each round mends is simulated in notebooks/methods/scores.

    Raises ValueError as `dea` does, where no unit is inefficient, as then nothing says how far units may lie, and where
    units lie so far apart that pseudo-frontiers are less than half as far out as the estimated one.

    Simar, Wilson (1998), Management Science 44; reflection and order of steps as in Simar, Wilson (2008, section 3.4);
    further rounds in the spirit of Simar, Wilson (2004, in Cooper, Seiford, Zhu, Handbook on DEA).
    """
    refuse_odd_draws(draws, level)
    _refuse_odd_rounds(rounds)
    units = units_of(inputs, outputs)
    scores = dea(inputs, outputs, returns=returns, orientation=orientation)
    distance = as_distance(scores, orientation)
    width, rng, source = bandwidth(scores, orientation), np.random.default_rng(seed), distance
    for _ in range(rounds):
        simulated = _simulated(units, distance, source, width, draws, (returns, orientation), rng)
        refuse_far(distance, simulated)
        source = np.maximum(2 * distance - simulated.mean(axis=0), 1)
    return _summary(distance, simulated, orientation, level, pd.DataFrame(inputs).index, width)


def _simulated(units, distance, source, width: float, draws: int, kind, rng: np.random.Generator) -> np.ndarray:
    """Distances (draws, n) from the frontiers of pseudo-samples drawn from the smoothed `source` distances."""
    parts, at_once = [], max(1, MANY // len(distance))
    for first in range(0, draws, at_once):
        drawn = _smoothed(source, width, min(at_once, draws - first), rng)
        parts.append(distances_in_pseudo_samples(units, distance, drawn, *kind))
    return np.vstack(parts)


def bandwidth(scores: np.ndarray, orientation: Orientation) -> float:
    """Width of the kernel that smooths the distances of n units, m of them inefficient.

    h = 0.9 min(s, IQR / 1.349) (2m)^(-1/5) for the 2m scores of inefficient units and their mirror images in 1, with
    standard deviation s, then times (2m / n)^(1/5) s_n / s, with s_n that of all n distances.

    Silverman (1986, equation 3.31); Simar, Wilson (2008, equations 3.24 to 3.26).
    """
    inefficient = scores[np.abs(scores - 1) > EFFICIENT]
    n, m = len(scores), len(inefficient)
    if not m:
        raise ValueError(
            f"all {n} units are on the frontier: nothing says how far units may lie from it, so no bootstrap; use more "
            "units, fewer columns, or constant returns"
        )
    both = np.concatenate([inefficient, 2 - inefficient])
    spread, (low, high) = both.std(ddof=1), np.quantile(both, [0.25, 0.75])
    width = 0.9 * min(spread, (high - low) / 1.349) * (2 * m) ** -0.2
    return width * (2 * m / n) ** 0.2 * as_distance(scores, orientation).std(ddof=1) / spread


def as_distance(scores: np.ndarray, orientation: Orientation) -> np.ndarray:
    """Scores as distances of at least 1: output-oriented the scores themselves, input-oriented their inverse."""
    return 1 / scores if orientation == "input" else scores


def distances_in_pseudo_samples(
    units: tuple[np.ndarray, np.ndarray],
    distance: np.ndarray,
    drawn: np.ndarray,
    returns: Returns,
    orientation: Orientation,
) -> np.ndarray:
    """Distances (B, n) of the units from the frontiers of B pseudo-samples, in which each stands at a distance drawn.

    A unit is moved to the frontier along its ray and from there to the distance drawn (B, n); it is measured where it
    was, against all that were moved.
    """
    x, y = units
    moved = (drawn / distance)[..., None]
    if orientation == "input":
        best = x * moved, np.broadcast_to(y, (len(drawn), *y.shape))
    else:
        best = np.broadcast_to(x, (len(drawn), *x.shape)), y / moved
    return as_distance(scores_in(best, units, returns, orientation, best), orientation)


def refuse_odd_draws(draws: int, level: float) -> None:
    """Raises ValueError where the draws are no whole number or too few for an interval, or the level is none."""
    if not 0 < level < 1:
        raise ValueError(f"level is the share of intervals that hold the truth, between 0 and 1, found {level}")
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer):
        raise ValueError(f"draws are a whole number, found {draws!r}")
    needed = int(np.ceil(2 / (1 - level)))
    if draws < needed:
        raise ValueError(f"{draws} draws are too few for an interval of level {level}: at least {needed} are needed")


def _refuse_odd_rounds(rounds: int) -> None:
    """Raises ValueError where the rounds are no whole number above 0."""
    if isinstance(rounds, bool) or not isinstance(rounds, int | np.integer) or rounds < 1:
        raise ValueError(f"rounds are a whole number above 0, found {rounds!r}")


def _smoothed(distance: np.ndarray, width: float, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Distances (draws, n) drawn from a kernel estimate of the distances mirrored in 1, with the variance kept."""
    both = np.concatenate([distance, 2 - distance])
    drawn = rng.choice(both, (draws, len(distance)))
    middle = drawn.mean(axis=1, keepdims=True)
    noisy = drawn + width * rng.standard_normal(drawn.shape)
    kept = middle + (noisy - middle) / np.sqrt(1 + width**2 / both.var(ddof=1))
    return np.where(kept < 1, 2 - kept, kept)


def refuse_far(distance: np.ndarray, simulated: np.ndarray) -> None:
    """Raises ValueError where distances are so large that simulated ones are near 0, any corrected one twice itself."""
    share = np.mean(simulated.mean(axis=0) / distance)
    if share < NEAR:
        raise ValueError(
            f"distances from the frontier of {len(distance)} units reach {distance.max():.3g}, half of them "
            f"{np.median(distance):.3g}: frontiers of pseudo-samples lie at {share:.2f} of the estimated one on "
            f"average, and below {NEAR} a corrected score is little but half the score; compare units that are more "
            "alike, or use order_m"
        )


def _summary(
    distance, simulated, orientation: Orientation, level: float, names: pd.Index, width: float
) -> pd.DataFrame:
    """The frame of `bootstrap_dea`, back in scores."""
    tails = np.array([1 - level, 1 + level]) / 2
    low, high = 2 * distance - np.quantile(simulated, tails[::-1], axis=0)
    score, corrected = (
        as_distance(distance, orientation),
        as_distance(2 * distance - simulated.mean(axis=0), orientation),
    )
    ends = np.sort([as_distance(low, orientation), as_distance(high, orientation)], axis=0)
    columns = {"score": score, "bias": score - corrected, "corrected": corrected, "low": ends[0], "high": ends[1]}
    frame = pd.DataFrame(columns, index=names)
    frame.attrs["bandwidth"] = width
    return frame
