"""Outcomes censored or cut off at limits: the Tobit model and truncated normal regression, by maximum likelihood.

Both are y = x'b + sigma u with u standard normal, in the parameters d = b / sigma and t = 1 / sigma, in which the
likelihood has one maximum (Olsen 1978, Econometrica 46; Orme 1989, Economics Letters 31). Each row enters it through
z = t v - x'd, with v its outcome or a limit, so that scores and information follow from derivatives by z.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_ndtr
from scipy.stats import norm

from helpers.analysis.design import Design
from helpers.analysis.estimators import Estimates, at_ends

ROOT = np.sqrt(2 * np.pi)
CONVERGED = 1e-6  # of the scores, in squared standard errors
FLAT = 1e-6  # information of a row, beside 1 in a linear model, that shows no maximum


class Rows(NamedTuple):
    """By row its log likelihood (N,), scores (N, K + 1) and information (N, K + 1, K + 1), in d and t."""

    log_likelihood: np.ndarray
    scores: np.ndarray
    information: np.ndarray


def tobit(design: Design, lower: float | None, upper: float | None) -> Estimates:
    """Tobit: outcomes at or beyond a limit are censored there, the others normal with mean x'b (Tobin 1958).

    l = log t - z^2 / 2 - log(2 pi) / 2 for free rows, log Phi(z) at the lower limit, log Phi(-z) at the upper one.
    Marginal effects are on the outcome as observed: b times the chance to be free, averaged (McDonald, Moffitt 1980).
    Raises ValueError without a limit, without a free row, and where no finite estimate exists.
    """
    low, high = _limits("tobit", lower, upper)
    _refuse_few_free(design, low, high)
    found = _maximum(_tobit_rows, design, low, high)
    effects, jacobian = _observed_effects(design, found.b, low, high)
    at = [f"{(design.y <= low).sum()} at the lower limit {low:g}" * (lower is not None)]
    at += [f"{(design.y >= high).sum()} at the upper limit {high:g}" * (upper is not None)]
    censored = f"Censored rows: {', '.join(filter(None, at))}. "
    about = "Marginal effects are on the outcome as observed, averaged over the rows. "
    return found._replace(effects=effects, jacobian=jacobian, note=censored + about)


def step(
    design: Design, b: np.ndarray, place: int, ends: tuple[float, float], lower: float | None, upper: float | None
) -> tuple[float, np.ndarray]:
    """Mean over the rows of Tobit's E(y|x), of the outcome as observed, at the second end less that at the first, and
    its derivatives by b and sigma (K + 1,).

    With m = x'b and z = (limit - m) / sigma E is lower Phi(z_lower) + upper Phi(-z_upper) + m P + sigma D, where P is
    Phi(z_upper) - Phi(z_lower), its derivative by m, and D is phi(z_lower) - phi(z_upper), that by sigma (McDonald,
    Moffitt 1980).
    """
    low, high = _limits("tobit", lower, upper)
    values, by_b = zip(*(_observed(X, b, low, high) for X in at_ends(design, place, ends)), strict=True)
    return values[1] - values[0], by_b[1] - by_b[0]


def _observed(X: np.ndarray, b: np.ndarray, low: float, high: float) -> tuple[float, np.ndarray]:
    """Mean of E(y|x) over rows X (N, K), and its derivatives by b and sigma."""
    mean, sigma = X @ b[:-1], b[-1]
    z_low, z_high = (low - mean) / sigma, (high - mean) / sigma
    free, bent = norm.cdf(z_high) - norm.cdf(z_low), norm.pdf(z_low) - norm.pdf(z_high)
    at_limits = sum(end * norm.cdf(z) for end, z in ((low, z_low), (high, -z_high)) if np.isfinite(end))
    return (at_limits + mean * free + sigma * bent).mean(), np.append(free @ X / len(X), bent.mean())


def truncated(design: Design, lower: float | None, upper: float | None) -> Estimates:
    """Truncated normal regression: only outcomes between the limits are seen, of a normal with mean x'b.

    l = log t - z^2 / 2 - log(2 pi) / 2 - log(Phi(z_upper) - Phi(z_lower)) (Hausman, Wise 1977, Econometrica 45).
    Effects are b itself, of the normal before it is cut off. Raises ValueError without a limit, for rows beyond one,
    and where no finite estimate exists.
    """
    low, high = _limits("truncated", lower, upper)
    outside = int(((design.y < low) | (design.y > high)).sum())
    if outside:
        raise ValueError(
            f"truncated is for outcomes from {low:g} to {high:g}, found {outside} of {len(design.y)} rows of "
            f"{design.outcome!r} outside: leave these out first and say how many, or use tobit"
        )
    found = _maximum(_truncated_rows, design, low, high)
    kept = f"Normal, seen from {low:g} to {high:g} only. Effects are those before the cut. "
    return found._replace(note=kept.replace("-inf", "-∞").replace("inf", "∞"))


def _limits(name: str, lower: float | None, upper: float | None) -> tuple[float, float]:
    """The limits as numbers; raises ValueError where there is none, or they leave no room."""
    low, high = (-np.inf if lower is None else lower), (np.inf if upper is None else upper)
    if not np.isfinite([low, high]).any() or not low < high:
        raise ValueError(f"{name} needs a limit: lower, upper or both, lower < upper; found {lower} and {upper}")
    return low, high


def _refuse_few_free(design: Design, low: float, high: float) -> None:
    """Raises ValueError for fewer rows off the limits than coefficients."""
    free, k = int(((design.y > low) & (design.y < high)).sum()), design.X.shape[1]
    if free <= k:
        raise ValueError(
            f"tobit needs more than {k} rows off its limits, found {free} of {len(design.y)} rows of "
            f"{design.outcome!r}: leave out terms, or ask whether the limit is met with fractional_logit"
        )


def _maximum(rows, design: Design, low: float, high: float) -> Estimates:
    """Estimates of b and sigma at the maximum of the likelihood of `rows`; found with orthogonal columns."""
    q, r = np.linalg.qr(design.X)
    count, size = np.sqrt(len(q)), design.y.std()
    X, y, back = q * count, design.y / size, np.linalg.inv(r) * count
    theta = _climb(rows, X, y, (low / size, high / size), design.outcome)
    at, tau, k = rows(theta, X, y, low / size, high / size), theta[-1], len(r)
    J = np.zeros((k + 1, k + 1))  # from d and t to b = d / t and sigma = 1 / t in the units of the data
    J[:k, :k], J[:k, k], J[k, k] = back * size / tau, -back @ theta[:k] * size / tau**2, -size / tau**2
    inverse, undo = np.linalg.inv(at.information.sum(axis=0)), np.linalg.inv(J)
    b = np.append(back @ theta[:k], 1.0) * size / tau
    return Estimates(
        b=b,
        influence=at.scores @ inverse @ J.T,
        leverage=undo.T @ at.information @ undo,
        classical=J @ inverse @ J.T,
        effects=b[design.slopes],
        jacobian=np.eye(len(b))[design.slopes],
        log_likelihood=float(at.log_likelihood.sum() - _density_scale(rows, design, low, high) * np.log(size)),
        extra=("sigma",),
    )


def _climb(rows, X: np.ndarray, y: np.ndarray, ends: tuple[float, float], outcome: str) -> np.ndarray:
    """The d and t of the maximum, from least squares by a trust region and one Newton step; ValueError for none."""

    def part(name: str, sign: int):
        return lambda theta: sign * getattr(rows(theta, X, y, *ends), name).mean(axis=0)

    b = np.linalg.lstsq(X, y)[0]
    start = np.append(b, 1) / max(np.std(y - X @ b), 1e-3)
    given = {"jac": part("scores", -1), "hess": part("information", 1)}
    with np.errstate(all="ignore"):
        theta = minimize(part("log_likelihood", -1), start, method="trust-exact", **given, options={"gtol": 1e-8}).x
        at = rows(theta, X, y, *ends)
        information, score = at.information.sum(axis=0), at.scores.sum(axis=0)
    if np.isfinite(information).all() and _is_curved(information / len(y)):
        step = np.linalg.solve(information, score)
        if theta[-1] + step[-1] > 0 and step @ score < CONVERGED:
            return theta + step
    raise ValueError(
        f"the likelihood of {outcome!r} rises for ever, so there is no finite estimate: the outcomes crowd at a limit "
        "or a term tells those at a limit from the others; leave out terms, or use ols"
    )


def _is_curved(information: np.ndarray) -> bool:
    """Whether the mean information shows a maximum: along a d that grows for ever it vanishes."""
    return np.linalg.eigvalsh(information[:-1, :-1]).min() > FLAT and np.linalg.eigvalsh(information).min() > FLAT**2


def _density_scale(rows, design: Design, low: float, high: float) -> int:
    """The number of rows whose likelihood is a density, which the unit of the outcome divides."""
    return int((_free(design.y, low, high) if rows is _tobit_rows else np.full(len(design.y), True)).sum())


def _free(y: np.ndarray, low: float, high: float) -> np.ndarray:
    return (y > low) & (y < high)


def _tobit_rows(theta: np.ndarray, X: np.ndarray, y: np.ndarray, low: float, high: float) -> Rows:
    """Likelihood of the Tobit model: derivatives by z are -z, -1 for free rows, else m = phi / Phi and -m (z + m)."""
    free, sign = _free(y, low, high), np.where(y <= low, 1.0, -1.0)
    W = np.column_stack([-X, np.clip(y, low, high)])
    z, tau = W @ theta, theta[-1]
    log_p = log_ndtr(sign * z)
    mills = np.exp(-(z**2) / 2 - log_p) / ROOT
    likelihood = np.where(free, _log(tau) - z**2 / 2 - np.log(ROOT), log_p)
    slope, bend = np.where(free, -z, sign * mills), np.where(free, 1, mills * (sign * z + mills))
    return _collect(likelihood, [(slope, W)], [(bend, W, W)], free, tau)


def _truncated_rows(theta: np.ndarray, X: np.ndarray, y: np.ndarray, low: float, high: float) -> Rows:
    """Likelihood of truncated regression: the log of P = Phi(z_upper) - Phi(z_lower) has derivatives by both z of
    u = phi(z_upper) / P and -l = -phi(z_lower) / P, and second ones of -u (z_upper + u), l (z_lower - l) and u l."""
    W, z, tau = (own := np.column_stack([-X, y])), own @ theta, theta[-1]
    ends = [np.column_stack([-X, np.full(len(y), end if np.isfinite(end) else 0.0)]) for end in (low, high)]
    at = [
        each @ theta if np.isfinite(end) else np.full(len(y), end) for each, end in zip(ends, (low, high), strict=True)
    ]
    log_p = _log_between(*at)
    density = [np.exp(-(each**2) / 2 - log_p) / ROOT for each in at]
    z_low, z_high = (np.where(np.isfinite(each), each, 0) for each in at)
    bends = [
        (np.ones(len(y)), W, W),
        (density[0] * (z_low - density[0]), ends[0], ends[0]),
        (-density[1] * (z_high + density[1]), ends[1], ends[1]),
        (density[0] * density[1], ends[0], ends[1]),
        (density[0] * density[1], ends[1], ends[0]),
    ]
    slopes = [(-z, W), (density[0], ends[0]), (-density[1], ends[1])]
    return _collect(_log(tau) - z**2 / 2 - np.log(ROOT) - log_p, slopes, bends, np.full(len(y), True), tau)


def _collect(likelihood, slopes, bends, free, tau) -> Rows:
    """Scores and information by row from weights of the row's vectors, with those of log t for free rows."""
    scores = sum(weight[:, None] * each for weight, each in slopes)
    information = sum((weight[:, None] * left)[:, :, None] * right[:, None, :] for weight, left, right in bends)
    scores[:, -1] += free / tau
    information[:, -1, -1] += free / tau**2
    return Rows(likelihood, scores, information)


def _log(tau: float) -> float:
    return np.log(tau) if tau > 0 else -np.inf


def _log_between(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """log(Phi(high) - Phi(low)), in the tail that keeps its digits."""
    low, high = np.where(low > 0, -high, low), np.where(low > 0, -low, high)
    return log_ndtr(high) + np.log1p(-np.exp(log_ndtr(low) - log_ndtr(high)))


def _observed_effects(design: Design, b: np.ndarray, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Effects b_j P, P the mean chance to be free, and their derivatives by b and sigma (McDonald, Moffitt 1980)."""
    slopes, sigma = b[design.slopes], b[-1]
    z_low, z_high = ((end - design.X @ b[:-1]) / sigma for end in (low, high))
    chance = (norm.cdf(z_high) - norm.cdf(z_low)).mean()
    finite = [np.where(np.isfinite(z), z, 0) for z in (z_low, z_high)]
    by_b = -((norm.pdf(z_high) - norm.pdf(z_low)) @ design.X) / sigma / len(design.y)
    by_sigma = -(norm.pdf(z_high) * finite[1] - norm.pdf(z_low) * finite[0]).mean() / sigma
    jacobian = slopes[:, None] * np.append(by_b, by_sigma)
    jacobian[np.arange(len(slopes)), design.slopes] += chance
    return slopes * chance, jacobian
