"""How fast the frontier's programs are solved: against one call of a solver for each, in one run.

1. DEA, variable returns, two inputs, three outputs, 100 to 2,000 units: ours for all at once, against
   `scipy.optimize.linprog` (HiGHS) for each unit, and against Pyfrontier where it is installed (it is no package of the
   project). The largest difference of the scores stands beside the ratio, and how time grows: a program for each of n
   units has n columns, so a constant time by n squared is growth with the size of the programs, less is slower growth.
2. Algorithm 2 of Simar and Wilson (2007) with 100 units, against one linprog call for each unit and draw and one fit by
   `scipy.optimize.minimize` for each draw. That takes a minute, so some draws are timed and the rest is counted alike.

Turn by turn in this interpreter on one thread, in seconds of the processor (of this process and, as Pyfrontier calls a
solver of its own, of its children), so that other work of the machine counts for none.
"""

import os

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

import platform
import resource
import statistics
from collections.abc import Callable
from importlib.metadata import version

import click
import numpy as np
import pandas as pd
from scipy.optimize import linprog, minimize
from scipy.special import log_ndtr

from helpers.analysis.frontier import dea, simar_wilson

FIRST, SECOND, TIMED = 100, 2000, 20  # draws of algorithm 2, and how many of each are timed for the plain way


@click.command()
@click.option("--sizes", default="100,500,2000", show_default=True, help="Numbers of units.")
@click.option("--repeat", default=5, show_default=True, help="Turns up to 500 units; more units have one.")
@click.option("--pyfrontier", is_flag=True, help="Time Pyfrontier too, up to 500 units.")
def main(sizes: str, repeat: int, pyfrontier: bool) -> None:
    """Time DEA and the second stage."""
    click.echo(machine() + "\n")
    rows = [dea_row(int(n), o, repeat, pyfrontier) for o in ("input", "output") for n in sizes.split(",")]
    click.echo(pd.DataFrame(rows).to_string(index=False, float_format=lambda value: f"{value:,.3g}") + "\n")
    click.echo(second_stage(repeat))


def machine() -> str:
    """Cores, system and versions, in one line."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy"))
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, one thread, {system}, Python {platform.python_version()}, {packages}"


def made(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two inputs and three outputs of n units, with efficiency drawn from a half-normal."""
    rng = np.random.default_rng(n)
    x = rng.lognormal(0, 0.5, (n, 2))
    y = (x ** [0.5, 0.4]).prod(axis=1, keepdims=True) * rng.dirichlet([3, 3, 3], n) ** 0.5
    return x, y / (1 + np.abs(rng.normal(0, 0.4, (n, 1))))


def dea_row(n: int, orientation: str, repeat: int, pyfrontier: bool) -> dict:
    """One row of the table of DEA."""
    units, turns = made(n), repeat if n <= 500 else 1
    ours = seconds(lambda: dea(*units, orientation=orientation), 3 * turns)
    plain = seconds(lambda: one_by_one(*units, orientation), turns)
    difference = np.abs(dea(*units, orientation=orientation) / one_by_one(*units, orientation) - 1).max()
    row = {"orientation": orientation, "units": n, "ours, ms": 1e3 * ours, "ns by n squared": 1e9 * ours / n**2}
    row |= {"linprog, s": plain, "times as fast": plain / ours, "largest difference": difference}
    if pyfrontier and n <= 500:
        theirs = seconds(lambda: by_pyfrontier(*units, orientation), 1)
        row |= {"Pyfrontier, s": theirs, "times as fast as it": theirs / ours}
    return row


def seconds(run: Callable[[], object], turns: int) -> float:
    """Middle time of a call."""
    taken = []
    for _ in range(turns):
        start = spent()
        run()
        taken.append(spent() - start)
    return statistics.median(taken)


def spent() -> float:
    """Seconds of the processor that this process and its ended children have taken so far."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def one_by_one(x: np.ndarray, y: np.ndarray, orientation: str, best_y: np.ndarray | None = None) -> np.ndarray:
    """DEA scores the plain way: a call of linprog for each unit."""
    best = y if best_y is None else best_y
    return np.array([_one(own, made, x, best, orientation) for own, made in zip(x, y, strict=True)])


def _one(own: np.ndarray, made: np.ndarray, x: np.ndarray, y: np.ndarray, orientation: str) -> float:
    (n, p), q, sign = x.shape, y.shape[1], 1 if orientation == "input" else -1
    score = np.r_[-own, np.zeros(q)] if sign == 1 else np.r_[np.zeros(p), made]
    right = np.r_[np.zeros(p), -made] if sign == 1 else np.r_[own, np.zeros(q)]
    result = linprog(
        np.r_[sign, np.zeros(n)],
        A_ub=np.column_stack([score, np.vstack([x.T, -y.T])]),
        b_ub=right,
        A_eq=np.r_[0, np.ones(n)][None],
        b_eq=[1],
        method="highs",
    )
    return sign * result.fun


def by_pyfrontier(x: np.ndarray, y: np.ndarray, orientation: str) -> list[float]:
    """DEA scores of Pyfrontier."""
    from Pyfrontier.frontier_model import EnvelopDEA

    model = EnvelopDEA("VRS", "in" if orientation == "input" else "out")
    model.fit(x, y)
    return [result.score for result in model.result]


def second_stage(repeat: int) -> str:
    """How many times as fast algorithm 2 is as the plain way."""
    x, y = made(100)
    rng = np.random.default_rng(0)
    design = np.column_stack([np.ones(100), rng.normal(size=100), rng.integers(0, 2, 100)])
    options = {"returns": "vrs", "orientation": "output", "draws": (FIRST, SECOND), "seed": 1}
    ours = seconds(lambda: simar_wilson(x, y, design[:, 1:], **options), repeat)
    drawn = 1 + np.abs(rng.normal(0, 0.4, (TIMED, 100)))
    program = seconds(lambda: one_by_one(x, y, "output", y / drawn[0][:, None]), repeat)
    fits = [seconds(lambda outcome=outcome: by_minimize(outcome, design), 1) for outcome in drawn]
    plain = (FIRST + 1) * program + SECOND * statistics.mean(fits)
    return (
        f"Simar and Wilson (2007), algorithm 2, 100 units, draws {FIRST} and {SECOND}: ours {ours:.2f} s, one linprog "
        f"call for each unit and draw and one scipy fit for each draw {plain:.1f} s (from {TIMED} fits), "
        f"{plain / ours:.0f} times as fast"
    )


def by_minimize(outcome: np.ndarray, design: np.ndarray) -> np.ndarray:
    """Truncated regression by scipy's general optimiser."""

    def loss(parameters: np.ndarray) -> float:
        mean, sigma = design @ parameters[:-1], np.exp(parameters[-1])
        return np.sum(np.log(sigma) + 0.5 * ((outcome - mean) / sigma) ** 2 + log_ndtr((mean - 1) / sigma))

    start = np.linalg.lstsq(design, outcome, rcond=None)[0]
    return minimize(loss, np.r_[start, np.log((outcome - design @ start).std())], method="BFGS").x


if __name__ == "__main__":
    main()
