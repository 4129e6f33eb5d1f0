"""The specification curve: effects in their order above, below them the choices behind each (Simonsohn et al. 2020)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.output.style import COLOURS, Lang
from helpers.output.words import say

SIGNIFICANT = 0.05
SIDES = {"significant_below": COLOURS["vermilion"], "not_significant": "#A9A9A9", "significant_above": COLOURS["blue"]}
BAND = "#F3F5F8"
COLUMNS = (1.075, 1.145, 1.235)  # right ends of what stands beside the rows, shares of the width
SHOWN = 0.95  # share of the ends of intervals that the scale is made for; the others are cut off at its ends
TITLE = 1.5  # rows that the title of a choice takes


def ordered(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs by estimate, with `number`, as they stood, and `place`, both from 0, and `side`: significantly below 0,
    at the level of 5 %, above it, or not."""
    numbered = runs.assign(number=range(len(runs)))
    found = numbered.sort_values("estimate", kind="stable", ignore_index=True)
    signed = np.sign(found["estimate"]).where(found["p_value"] < SIGNIFICANT, 0).astype(int)
    return found.assign(place=found.index, side=signed.map(dict(zip((-1, 0, 1), SIDES, strict=True))))


def effects(axes: Axes, runs: pd.DataFrame, label: str, lang: Lang) -> Axes:
    """Estimates with their intervals from the smallest to the largest, coloured by `side`, and their median as a line.

    `runs` as `ordered` has them, with low and high. Intervals that leave the scale end at its edge.
    """
    for side, colour in SIDES.items():
        own = runs[runs["side"] == side]
        axes.vlines(own["place"], own["low"], own["high"], color=colour, linewidth=0.5, alpha=0.35)
        named = say("side_and_share", lang, side=say(side, lang), number=len(own), share=len(own) / len(runs))
        axes.plot(own["place"], own["estimate"], "o", color=colour, markersize=1.7, markeredgewidth=0, label=named)
    median = runs["estimate"].median()
    axes.axhline(0, color="black", linewidth=0.5)
    axes.axhline(median, color="black", linewidth=0.6, linestyle=(0, (4, 3)))
    words = say("median_of", lang, median=_signed(f"{median:+.3f}"))
    axes.annotate(words, (1.005, median), xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
    axes.set(xlim=(-2, len(runs) + 1), ylim=_scale(runs))
    axes.set_ylabel(label, linespacing=1.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), markerscale=2.5, handletextpad=0.2, borderaxespad=0)
    return axes


def choices(axes: Axes, runs: pd.DataFrame, named: Mapping[str, str], lang: Lang) -> Axes:
    """For each choice and each of its values a row with a stroke at the runs that took it, in the colours of `effects`;
    beside it the median of their estimates, the share that are significant, and that by jackknife_p of those that have
    one.

    `named` maps the columns of `runs` that are choices to their titles; values stand as `runs` has them.
    """
    rows, titles = _rows(runs, named)
    for (column, value), height in rows.items():
        own = runs[runs[column] == value]
        for side, colour in SIDES.items():
            places = own.loc[own["side"] == side, "place"]
            axes.vlines(places, height - 0.36, height + 0.36, color=colour, linewidth=0.55)
        shares = (own["side"] != "not_significant").mean(), (own["jackknife_p"].dropna() < SIGNIFICANT).mean()
        told = [f"{share:.0%}" if share == share else "" for share in shares]
        _beside(axes, height, _signed(f"{own['estimate'].median():+.3f}"), *told)
    for title, top, bottom in titles:
        axes.axhspan(bottom - 0.5, top + 0.5, color=BAND, linewidth=0, zorder=0)
        axes.text(-5, top + 1.05, title, ha="right", va="center", color=COLOURS["blue"])
    _beside(axes, max(rows.values()) + 1.05, say("median", lang), say("significant", lang), say("jackknife", lang))
    axes.set_yticks(list(rows.values()), [say(value, lang) for _, value in rows])
    axes.set(xlim=(-2, len(runs) + 1), ylim=(-0.5, max(rows.values()) + TITLE - 0.5))
    axes.set_xlabel(say("specifications_in_order", lang, n=len(runs)))
    axes.tick_params(length=0)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    return axes


def _rows(
    runs: pd.DataFrame, named: Mapping[str, str]
) -> tuple[dict[tuple[str, object], float], list[tuple[str, float, float]]]:
    """Height of the row of each value, and title, highest and lowest row of each choice, from the bottom at 0."""
    rows, titles, height = {}, [], 0.0
    for column, title in reversed(named.items()):
        bottom = height
        for value in reversed(list(dict.fromkeys(runs.sort_values("number")[column]))):
            rows[column, value] = height
            height += 1
        titles.append((title, height - 1, bottom))
        height += TITLE
    return rows, titles


def _beside(axes: Axes, height: float, *texts: str) -> None:
    """The texts on the right of a row, in columns that end at COLUMNS."""
    where = {
        "xycoords": ("axes fraction", "data"),
        "va": "center",
        "ha": "right",
        "annotation_clip": False,
        "size": 6.5,
    }
    for place, text in zip(COLUMNS, texts, strict=True):
        axes.annotate(text, (place, height), **where)


def _signed(number: str) -> str:
    """The number with the minus sign that the axes have."""
    return number.replace("-", "\N{MINUS SIGN}")


def _scale(runs: pd.DataFrame) -> tuple[float, float]:
    """Ends of the scale: all estimates, and nearly all ends of intervals."""
    low = min(runs["low"].quantile(1 - SHOWN), runs["estimate"].min())
    high = max(runs["high"].quantile(SHOWN), runs["estimate"].max())
    room = 0.04 * (high - low)
    return low - room, high + room
