"""Pictures: each function draws one thing on an Axes and returns it; nothing here saves."""

from collections.abc import Sequence
from string import ascii_lowercase

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter, PercentFormatter

from helpers.output.style import COLOURS, Lang
from helpers.output.words import say

GREY = "#999999"
DARK = "#444444"
PALE = "#C8D6E5"
SIDE_COLOURS = {"below": COLOURS["vermilion"], "exactly": "#26547C", "above": PALE}
POINTS = {  # told apart by shape too, and seen where one lies on the other
    "blue": {"marker": "o", "markersize": 4},
    "vermilion": {"marker": "D", "markersize": 4.5, "markerfacecolor": "none", "markeredgewidth": 0.8},
    "green": {"marker": "o", "markersize": 2},
}
BAR = 0.05  # width of a bin of a rate
FAR = 3  # times beyond all values an end of an interval is still drawn
DRAWN = 9  # decimals of a line: what processors compute otherwise behind them moves its dashes
TABLE_COLOURS = {
    "funds": "vermilion",
    "indicators": "blue",
    "outcomes": "green",
    "resources": "purple",
    "scorecard": "orange",
}


def lettered(panels: Sequence[Axes]) -> None:
    """Each panel has its letter before its title, so that a text can point to it."""
    for letter, axes in zip(ascii_lowercase, panels, strict=False):
        axes.set_title(f"({letter}) {axes.get_title(loc='left')}".strip(), loc="left")


def log_scale(axes: Axes, which: str = "x") -> None:
    """The axes in `which` are logarithmic, their numbers printed in full, without powers."""
    for each in which:
        getattr(axes, f"set_{each}scale")("log")
        axis = getattr(axes, f"{each}axis")
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"))
        axis.set_minor_formatter(NullFormatter())


def positions(axes: Axes, figures: pd.DataFrame, lang: Lang) -> Axes:
    """Where figures stand: a row a report, a stroke a figure at its `place` (0 to 1), coloured by its `table`."""
    reports = sorted(figures["report_id"].unique())
    rows = {report: len(reports) - 1 - number for number, report in enumerate(reports)}
    for table, own in figures.groupby("table", sort=False):
        base = own["report_id"].map(rows)
        colour = COLOURS[TABLE_COLOURS[table]]
        axes.vlines(own["place"], base - 0.36, base + 0.36, color=colour, linewidth=0.6, label=say(table, lang))
    axes.set(xlim=(0, 1), xlabel=say("place_in_report", lang), ylabel=say("report", lang))
    axes.set_yticks(list(rows.values()), list(rows))
    axes.tick_params(axis="y", length=0)
    axes.legend(ncols=len(TABLE_COLOURS), loc="lower left", bbox_to_anchor=(0, 1), handlelength=0.8, columnspacing=1)
    return axes


def mass(
    axes: Axes,
    values: pd.Series,
    at: float,
    bins: np.ndarray,
    label: str,
    lang: Lang,
    *,
    of: str = "number",
    expected: pd.DataFrame | None = None,
) -> Axes:
    """Distribution of the values within `bins`, those exactly `at` as a line with their number and share of all.

    The scale is made for the bins: a line that is longer ends in an arrow. `of` is what is counted; `expected` the
    number in a bin that neighbours let expect, by its place, drawn as a line with a band: estimate, low and high.
    """
    exact, beyond = values == at, (values > bins[-1]).sum()
    heights, *_ = axes.hist(values[~exact], bins=bins, color=PALE, edgecolor="white")
    tallest = heights.max() or exact.sum() or 1
    if expected is not None:
        expected = expected.round(DRAWN)
        tallest = max(tallest, expected["high"].max())
        axes.fill_between(expected.index, expected["low"], expected["high"], color="black", alpha=0.15, linewidth=0)
        axes.plot(expected["estimate"], "--", color="black", zorder=4)
        rising = expected["high"].iloc[: len(expected) // 2]
        beside = {"xytext": (-3, 3), "textcoords": "offset points", "ha": "right", "va": "bottom"}
        axes.annotate(say("expected_by_neighbours", lang), (rising.index[-1], rising.iloc[-1]), **beside)
    top, colour = 1.25 * tallest, COLOURS["vermilion"]
    axes.vlines(at, 0, exact.sum(), color=colour, linewidth=2, zorder=3)
    if exact.sum() > top:
        axes.plot(at, 1, "^", color=colour, markersize=5, transform=axes.get_xaxis_transform(), clip_on=False)
    right = at < bins[0] + 0.75 * (bins[-1] - bins[0])
    aside = {"xytext": (5 if right else -5, 0), "ha": "left" if right else "right", "va": "top"}
    words = say("exactly_at", lang, at=at, number=exact.sum(), share=exact.mean())
    axes.annotate(words, (at, min(exact.sum(), top)), textcoords="offset points", color=colour, **aside)
    if beyond:
        axes.text(1, 0.2, say("beyond", lang, number=beyond, limit=bins[-1]), transform=axes.transAxes, ha="right")
    axes.set(xlabel=label, ylabel=say(of, lang), xlim=(bins[0], bins[-1]), ylim=(0, top))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    return axes


def sides(axes: Axes, groups: pd.DataFrame, title: str, lang: Lang) -> Axes:
    """Shares below, exactly at and above a value as stacked bars, a row a group with its n and its exact share."""
    rows = _rows(axes, [f"{say(each.group, lang)} ({each.n})" for each in groups.itertuples()], "")
    left = np.zeros(len(groups))
    for side, colour in SIDE_COLOURS.items():
        axes.barh(rows, groups[side], left=left, color=colour, height=0.7, label=say(side, lang))
        left += groups[side]
    for row, group in zip(rows, groups.itertuples(), strict=True):
        place = group.below + group.exactly / 2
        axes.text(place, row, f"{group.exactly:.0%}", ha="center", va="center", color="white", size=6)
    axes.set(xlim=(0, 1), title=title)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    return axes


def intervals(
    axes: Axes,
    rows: pd.DataFrame,
    label: str,
    lang: Lang,
    names: tuple[str, str] = ("feasible", "self_score"),
    *,
    log: bool = False,
    reference: float | None = None,
) -> Axes:
    """Intervals from `low` to `high` with a dot at `value` where there is one; `names` are those of line and dot,
    `reference` is a line across.

    A dot without an interval is hollow and says so. On a log scale an end that lies farther than FAR times beyond all
    values is an arrow with its number.
    """
    places = _rows(axes, rows.index, label)
    if reference is not None:
        axes.axvline(reference, color=GREY, linewidth=0.5, zorder=0)
    least, most = (rows["value"].min() / FAR, rows["value"].max() * FAR) if log else (-np.inf, np.inf)
    drawn = rows[["low", "high"]].clip(least, most)
    axes.hlines(places, drawn["low"], drawn["high"], color=PALE, linewidth=4, label=say(names[0], lang))
    for end, arrow, aside in (("low", "<", "right"), ("high", ">", "left")):
        beyond = rows[end].notna() & (rows[end] != drawn[end])
        axes.plot(drawn[end].mask(beyond), places, "|", color=COLOURS["blue"], markersize=6, markeredgewidth=1)
        axes.plot(drawn[end].where(beyond), places, arrow, color=COLOURS["blue"])
        for at, place, number in zip(drawn[end][beyond], places[beyond], rows[end][beyond], strict=True):
            _beside(axes, at, place, f"{number:,.3g}", aside)
    bare = rows["value"].notna() & rows["low"].isna()
    axes.plot(rows["value"].mask(bare), places, "o", color=COLOURS["vermilion"], label=say(names[1], lang))
    axes.plot(rows["value"].where(bare), places, "o", color=COLOURS["vermilion"], markerfacecolor="white")
    for at, place in zip(rows["value"][bare], places[bare], strict=True):
        _beside(axes, at, place, say("none", lang), "left")
    axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    if log:
        log_scale(axes)
    return axes


def dumbbells(
    axes: Axes, rows: pd.DataFrame, values: dict[str, str], label: str, lang: Lang, *, log: bool = False
) -> Axes:
    """Two or more values of a row on one line; `values` maps columns to their names. On a log scale those of a row are
    one mark where the largest is less than a hundredth above the smallest."""
    places, columns = _rows(axes, rows.index, label), list(values)
    low, high = rows[columns].min(axis=1), rows[columns].max(axis=1)
    axes.hlines(places, low, high, color=PALE, linewidth=2)
    same = log & (high < 1.01 * low)
    for column, (colour, look) in zip(columns, POINTS.items(), strict=False):
        axes.plot(rows[column].mask(same), places, color=COLOURS[colour], label=values[column], linestyle="", **look)
    if same.any():
        axes.plot(low.where(same), places, "s", color=DARK, label=say("all_the_same", lang))
    axes.legend(ncols=len(columns) + 1, loc="lower left", bbox_to_anchor=(0, 1))
    if log:
        log_scale(axes)
    return axes


def attained(axes: Axes, rows: pd.DataFrame, lang: Lang) -> Axes:
    """Attainment on a log scale with a line at the target.

    Columns attainment, attainment_low and attainment_high: a bound is a hollow triangle that points to where the true
    value may lie. What lies left of the target has another colour.
    """
    places, value = _rows(axes, rows.index, say("attainment_of_target", lang)), rows["attainment"]
    left, right = rows["attainment_low"] < value, value < rows["attainment_high"]
    axes.axvline(1, color=GREY, linewidth=0.8)
    for side, on_side, colour in (("missed", value < 1, SIDE_COLOURS["below"]), ("met", value >= 1, COLOURS["blue"])):
        for bound, own, marker in (("", ~left & ~right, "o"), ("at_most", left, "<"), ("at_least", right, ">")):
            if (own & on_side).any():
                look = {"color": colour, "label": say(side, lang) + (bound and say(bound, lang))}
                axes.plot(value.where(own & on_side), places, marker, fillstyle="none" if bound else "full", **look)
    axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    log_scale(axes)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    return axes


def _rows(axes: Axes, names: Sequence[str], label: str) -> np.ndarray:
    """The height of each row, the first on top, after the axes have their names."""
    places = np.arange(len(names))[::-1]
    axes.set_yticks(places, names)
    axes.set(xlabel=label, ylim=(-0.6, len(names) - 0.4))
    axes.tick_params(axis="y", length=0)
    return places


def _beside(axes: Axes, at: float, place: int, words: str, side: str) -> None:
    look = {"ha": side, "va": "center", "color": DARK, "size": 6.5}
    axes.annotate(words, (at, place), (6 if side == "left" else -6, 0), textcoords="offset points", **look)


def tiles(axes: Axes, counts: pd.DataFrame, label: str) -> Axes:
    """How often each row meets each column, as numbers on tiles that are the darker the more; nothing where never."""
    share = np.log1p(counts) / np.log1p(counts.to_numpy().max())
    axes.pcolormesh(share, cmap="Blues", vmin=0, vmax=1.9, edgecolors="white", linewidth=1.5)
    for (row, column), count in np.ndenumerate(counts.to_numpy()):
        axes.text(column + 0.5, row + 0.5, count or "", ha="center", va="center")
    axes.set_xticks(np.arange(counts.shape[1]) + 0.5, counts.columns, rotation=30, ha="left", rotation_mode="anchor")
    axes.set_yticks(np.arange(counts.shape[0]) + 0.5, counts.index)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(label)
    axes.invert_yaxis()
    return axes


def dots(axes: Axes, rows: pd.DataFrame, group: str, value: str, label: str, lang: Lang) -> Axes:
    """Values on a log scale, a row a group with its n, the median as a line."""
    groups = rows.groupby(group)[value]
    order = groups.size().sort_values(kind="stable").index
    for place, name in enumerate(order):
        own = groups.get_group(name)
        axes.plot(own, np.full(len(own), place), "o", color=COLOURS["blue"], alpha=0.6, markeredgewidth=0)
        axes.vlines(own.median(), place - 0.3, place + 0.3, color=COLOURS["vermilion"])
    _rows(axes, [f"{say(name, lang)} ({len(groups.get_group(name))})" for name in order[::-1]], label)
    log_scale(axes)
    return axes


def frontier(axes: Axes, units: pd.DataFrame, kind: str, lang: Lang) -> Axes:
    """Spending and output on log scales with both frontiers: columns executed_wan, output, dea, source."""
    ordered = units.sort_values(["executed_wan", "output"])
    grid = np.geomspace(ordered["executed_wan"].min(), ordered["executed_wan"].max(), 400)
    best = ordered[np.isclose(ordered["dea"], 1)].drop_duplicates("executed_wan", keep="last")
    hull = np.interp(grid, best["executed_wan"], np.maximum.accumulate(best["output"]))
    reached = np.maximum.accumulate(ordered["output"])
    axes.plot(grid, hull, color=COLOURS["blue"], label=say("frontier_vrs", lang))
    steps = {"color": COLOURS["vermilion"], "linestyle": "--", "label": say("frontier_fdh", lang)}
    axes.step(ordered["executed_wan"], reached, where="post", **steps)
    for (source, own), marker in zip(units.groupby("source"), "os", strict=False):
        axes.plot(own["executed_wan"], own["output"], marker, color="black", alpha=0.6, label=say(source, lang))
    names = {"xlabel": say("spending", lang), "ylabel": say("reached", lang, kind=say(kind, lang))}
    axes.set(**names)
    log_scale(axes, "xy")
    axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    return axes


def coefficients(axes: Axes, rows: pd.DataFrame, label: str) -> Axes:
    """Estimates with intervals, a row each, named by its index; beside it N, how many are off the limit, and G. Where
    rows have a `group`, a line stands between one and the next."""
    places = _rows(axes, rows.index, label)
    if "group" in rows:
        for place in places[:-1][(rows["group"] != rows["group"].shift(-1)).to_numpy()[:-1]]:
            axes.axhline(place - 0.5, color="#DDDDDD", linewidth=0.5)
    axes.axvline(0, color=GREY, linewidth=0.5)
    axes.hlines(places, rows["low"], rows["high"], color=COLOURS["blue"])
    axes.plot(rows["estimate"], places, "o", color=COLOURS["blue"])
    for place, row in zip(places, rows.itertuples(), strict=True):
        text = f"N {row.n_obs} ({row.n_apart}), G {row.n_clusters}"
        axes.annotate(text, (1.01, place), xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
    return axes


def held(panels: Sequence[Axes], rows: pd.DataFrame, level: float, lang: Lang) -> None:
    """Share of intervals that hold the truth, a panel a number of units, a row a method, with 95 % Monte Carlo
    intervals.

    Columns n, method, held and error; the level that is promised is a line down.
    """
    methods = list(rows["method"].unique())
    places = dict(zip(methods, range(len(methods))[::-1], strict=True))
    for axes, (size, own) in zip(panels, rows.groupby("n"), strict=True):
        axes.axvline(level, color=GREY, linewidth=0.5)
        look = {"fmt": "o", "color": COLOURS["blue"], "capsize": 2}
        axes.errorbar(own["held"], own["method"].map(places), xerr=1.96 * own["error"], **look)
        axes.set(xlim=(-0.03, 1.05), ylim=(-0.6, len(methods) - 0.4))
        axes.set_title(say("with_units", lang, n=size), loc="left")
        axes.set_yticks(list(places.values()), [say(method, lang) for method in methods])
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.tick_params(axis="y", length=0)
        axes.label_outer()
