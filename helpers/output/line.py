"""An outcome that has a ceiling against one thing that goes with it: how many rows lie where, and the line by them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.output.plots import BAR, DRAWN, GREY
from helpers.output.style import COLOURS, Lang
from helpers.output.words import say

WIDE = 0.4  # share of all heights from which on a stretch without any is drawn short
SHORT = 0.25  # its height then, as a share of that of all others
TICK = 0.05  # between the heights that are named


def fitted(
    panels: Sequence[Axes], rows: pd.DataFrame, line: pd.DataFrame, names: tuple[str, str], marked: str, lang: Lang
) -> None:
    """Two columns against each other, the first a rate: above, how many rows lie in each bin of it; below, a dot where
    rows lie, and a line with its band: columns estimate, low and high by place.

    Rows whose column `marked` is true have a colour. Dots below the highest one say how many rows they are where they
    are several. A wide stretch of the second column without rows and band is drawn short, and says so.
    """
    above, below = panels
    line, colours = line.round(DRAWN), {False: GREY, True: COLOURS["vermilion"]}
    words = [say("others", lang), f"{say('report', lang)} {marked}"]
    first, last = np.floor(rows[names[0]].min() / BAR), np.floor(rows[names[0]].max() / BAR) + 1
    own = [rows.loc[rows["marked"] == each, names[0]] for each in colours]
    bins = np.arange(first, last + 1) * BAR
    above.hist(own, bins, stacked=True, color=list(colours.values()), edgecolor="white", label=words)
    above.set_ylabel(say("number_of_indicators", lang))
    above.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    band = below.fill_between(line.index, line["low"], line["high"], color="black", alpha=0.12, linewidth=0)
    (drawn,) = below.plot(line["estimate"], color="black")
    for (x, y, is_marked), number in rows.groupby([*names, "marked"]).size().items():
        below.plot(x, y, "o", color=colours[is_marked], markeredgecolor="white", zorder=3 + is_marked, clip_on=False)
        if number > 1 and y < rows[names[1]].max():
            below.annotate(f"{number}", (x, y), (4, 0), textcoords="offset points", va="center", size=6)
    below.set(xlabel=say(names[0], lang), ylabel=say(names[1], lang))
    below.margins(y=0.06)
    _shorten(below, np.array([*rows[names[1]], *line["low"], *line["high"]]), lang)
    below.xaxis.set_major_formatter(PercentFormatter(1))
    handles, labels = above.get_legend_handles_labels()
    handles, labels = [*handles, (band, drawn)], [*labels, say("ols_band", lang)]
    above.legend(handles, labels, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))


def _shorten(axes: Axes, heights: np.ndarray, lang: Lang) -> None:
    """The widest stretch without any of the heights is drawn short where it is WIDE, without ticks, and named."""
    found = np.unique(heights)
    low, high = found[np.diff(found).argmax() :][:2]
    gap, whole = high - low, np.ptp(found)
    if not WIDE * whole < gap < whole:
        return
    kept = SHORT * (whole - gap) / gap
    scale = (
        lambda y: y - (1 - kept) * np.clip(y - low, 0, gap),
        lambda y: y + (1 / kept - 1) * np.clip(y - low, 0, kept * gap),
    )
    axes.set_yscale("function", functions=scale)
    axes.axhspan(low + gap / 4, high - gap / 4, color="#F2F2F2", linewidth=0, zorder=0)
    words = say("none_between", lang, low=f"{low:.2f}", high=f"{high:.2f}")
    middle, look = (0.5, low + gap / 2), {"ha": "center", "va": "center", "color": "#666666"}
    axes.text(*middle, words, transform=axes.get_yaxis_transform(), **look)
    ticks = np.arange(np.ceil(found[0] / TICK), found[-1] / TICK + 1e-9) * TICK
    axes.set_yticks(ticks[(ticks <= low) | (ticks >= high)])
