"""An outcome that has a ceiling against a rate that goes with it: how many rows lie where, and the line by them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.output.plots import BAR, DARK, DRAWN, GREY
from helpers.output.style import COLOURS, Lang
from helpers.output.words import say

SHADES = {False: GREY, True: COLOURS["vermilion"]}
SHORT = 0.25  # height of a stretch without rows that is drawn short, as a share of all other heights
TICK = 0.05  # between heights that are named beside it


def fitted(
    panels: Sequence[Axes], rows: pd.DataFrame, line: pd.DataFrame, names: tuple[str, str], marked: str, lang: Lang
) -> None:
    """Two columns against each other: above, how many rows lie in each bin of the first; below, a dot where rows lie,
    with their number where it is below the others and several, and a line with its band: estimate, low, high by place.

    Rows whose column `marked` is true have a colour. A long stretch without rows and band is drawn short and says so.
    """
    (above, below), (x, y), line = panels, names, line.round(DRAWN)
    bins = np.arange(rows[x].min() // BAR, rows[x].max() / BAR + 1) * BAR
    look = {"stacked": True, "color": list(SHADES.values()), "edgecolor": "white"}
    words = [say("others", lang), f"{say('report', lang)} {marked}"]
    above.hist([rows.loc[rows["marked"] == each, x] for each in SHADES], bins, label=words, **look)
    above.plot([], [], color="black", label=say("ols_band", lang))
    above.set_ylabel(say("indicators", lang))
    above.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    above.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    below.fill_between(line.index, line["low"], line["high"], color="black", alpha=0.12, linewidth=0)
    below.plot(line["estimate"], color="black")
    for (at, height, own), number in rows.groupby([x, y, "marked"]).size().items():
        below.plot(at, height, "o", color=SHADES[own], markeredgecolor="white", zorder=3 + own)
        if number > 1 and height < rows[y].max():
            below.annotate(f"{number}", (at, height), (4, 0), textcoords="offset points", va="center", size=6)
    below.set(xlabel=say(x, lang), ylabel=say(y, lang).replace(" (", "\n("), ymargin=0.06)
    below.xaxis.set_major_formatter(PercentFormatter(1))
    _shorten(below, np.unique([*rows[y], *line["low"], *line["high"]]), lang)


def _shorten(axes: Axes, heights: np.ndarray, lang: Lang) -> None:
    """The widest stretch between these heights is drawn short and named where it is nearly half of all or more."""
    low, high = heights[np.diff(heights).argmax() :][:2]
    rest = np.ptp(heights) - (high - low)
    if not 0 < SHORT * rest < (high - low) / 3:
        return
    knots = np.array([heights[0] - 1, low, high, heights[-1] + 1])
    places = knots - [0, 0, *[high - low - SHORT * rest] * 2]
    axes.set_yscale(
        "function", functions=(lambda y: np.interp(y, knots, places), lambda y: np.interp(y, places, knots))
    )
    middle, quarter = (low + high) / 2, (high - low) / 4
    axes.axhspan(middle - quarter, middle + quarter, color="#F2F2F2", linewidth=0, zorder=0)
    words, where = say("none_between", lang, low=f"{low:.2f}", high=f"{high:.2f}"), axes.get_yaxis_transform()
    axes.text(0.5, middle, words, transform=where, ha="center", va="center", color=DARK)
    ticks = np.arange(np.ceil(heights[0] / TICK), heights[-1] / TICK) * TICK
    axes.set_yticks(ticks[(ticks <= low) | (ticks >= high)])
