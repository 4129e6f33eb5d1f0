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
PALE = "#C8D6E5"
SIDE_COLOURS = {"below": COLOURS["vermilion"], "exactly": "#26547C", "above": PALE}
POINTS = {  # told apart by shape too, and seen where one lies on the other
    "blue": {"marker": "o", "markersize": 4},
    "vermilion": {"marker": "D", "markersize": 4.5, "markerfacecolor": "none", "markeredgewidth": 0.8},
    "green": {"marker": "o", "markersize": 2},
}
BAR = 0.05  # width of a bin of a rate
ABREAST = 6  # numbers of a table that stand in one row
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
    """Distribution of the values within `bins`, those exactly `at` as a bar of their own with their share of all.

    `of` is what is counted; `expected` the number in a bin that neighbours let expect, by its place, drawn as a line
    with a band: estimate, low and high.
    """
    exact = values == at
    axes.hist(values[~exact], bins=bins, color=PALE, edgecolor="white")
    width = (bins[1] - bins[0]) / 3
    axes.bar(at, exact.sum(), width=width, color=COLOURS["vermilion"], zorder=3)
    right = at < bins[0] + 0.75 * (bins[-1] - bins[0])
    aside = {"xytext": (4 if right else -4, -2), "ha": "left" if right else "right", "va": "top"}
    words = say("exactly_at", lang, at=at, share=exact.mean())
    axes.annotate(words, (at, exact.sum()), textcoords="offset points", color=COLOURS["vermilion"], **aside)
    if expected is not None:
        expected = expected.round(DRAWN)
        axes.fill_between(expected.index, expected["low"], expected["high"], color="black", alpha=0.15, linewidth=0)
        axes.plot(expected["estimate"], "--", color="black", zorder=4)
        before = {"xytext": (-3, 12), "textcoords": "offset points", "ha": "right", "va": "bottom"}
        axes.annotate(say("expected_by_neighbours", lang), (expected.index[0], expected["estimate"].iloc[0]), **before)
    axes.set(xlabel=label, ylabel=say(of, lang), xlim=(bins[0], bins[-1]))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.margins(y=0.12)
    return axes


def sides(axes: Axes, groups: pd.DataFrame, title: str, lang: Lang) -> Axes:
    """Shares below, exactly at and above a value as stacked bars, a row a group with its n and its exact share."""
    rows = np.arange(len(groups))[::-1]
    left = np.zeros(len(groups))
    for side, colour in SIDE_COLOURS.items():
        axes.barh(rows, groups[side], left=left, color=colour, height=0.7, label=say(side, lang))
        left += groups[side]
    for row, group in zip(rows, groups.itertuples(), strict=True):
        place = group.below + group.exactly / 2
        axes.text(place, row, f"{group.exactly:.0%}", ha="center", va="center", color="white", size=6)
    axes.set_yticks(rows, [f"{say(each.group, lang)} ({each.n})" for each in groups.itertuples()])
    axes.set(xlim=(0, 1), ylim=(-0.6, len(groups) - 0.4), title=title)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.tick_params(axis="y", length=0)
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
    """Intervals from `low` to `high` with a dot at `value` where there is one, a row each, named by its index; `names`
    are those of line and dot, `reference` is a line across."""
    places = np.arange(len(rows))[::-1]
    if reference is not None:
        axes.axvline(reference, color=GREY, linewidth=0.5, zorder=0)
    axes.hlines(places, rows["low"], rows["high"], color=PALE, linewidth=4, label=say(names[0], lang))
    for end in ("low", "high"):
        axes.plot(rows[end], places, "|", color=COLOURS["blue"], markersize=6, markeredgewidth=1)
    axes.plot(rows["value"], places, "o", color=COLOURS["vermilion"], label=say(names[1], lang))
    axes.set_yticks(places, rows.index)
    axes.set(xlabel=label, ylim=(-0.6, len(rows) - 0.4))
    axes.tick_params(axis="y", length=0)
    axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    if log:
        log_scale(axes)
    return axes


def dumbbells(axes: Axes, rows: pd.DataFrame, values: dict[str, str], label: str, *, log: bool = False) -> Axes:
    """Two or more values of a row on one line, a row each, named by its index; `values` maps columns to their names."""
    places = np.arange(len(rows))[::-1]
    columns = list(values)
    axes.hlines(places, rows[columns].min(axis=1), rows[columns].max(axis=1), color=PALE, linewidth=2)
    for column, (colour, look) in zip(columns, POINTS.items(), strict=False):
        axes.plot(rows[column], places, color=COLOURS[colour], label=values[column], linestyle="", **look)
    axes.set_yticks(places, rows.index)
    axes.set(xlabel=label, ylim=(-0.6, len(rows) - 0.4))
    axes.tick_params(axis="y", length=0)
    axes.legend(ncols=len(columns), loc="lower left", bbox_to_anchor=(0, 1))
    if log:
        log_scale(axes)
    return axes


def attained(axes: Axes, rows: pd.DataFrame, lang: Lang) -> Axes:
    """Attainment on a log scale, a row an indicator named by its index, with a line at the target.

    Columns attainment, attainment_low and attainment_high: a bound is a hollow dot with an arrow to where the true
    value may lie. Dots left of the target are of another colour.
    """
    places = np.arange(len(rows))[::-1]
    axes.axvline(1, color=GREY, linewidth=0.8)
    axes.text(1, len(rows) - 0.3, say("target", lang), ha="center", va="bottom", color="#555555")
    for place, (_, row) in zip(places, rows.iterrows(), strict=True):
        value, low, high = row[["attainment", "attainment_low", "attainment_high"]]
        colour = SIDE_COLOURS["below"] if value < 1 else COLOURS["blue"]
        bound = "" if low == high else "<-" if low < value else "->"
        if bound:
            ends = {"xytext": (14 if bound == "->" else -14, 0), "textcoords": "offset points"}
            arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 2}
            axes.annotate("", (value, place), arrowprops=arrow, annotation_clip=False, **ends)
        axes.plot(value, place, "o", color=colour, markerfacecolor="white" if bound else colour)
    axes.set_yticks(places, rows.index)
    axes.set(xlabel=say("attainment_of_target", lang), ylim=(-0.6, len(rows) - 0.4))
    log_scale(axes)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.tick_params(axis="y", length=0)
    return axes


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
    axes.set_yticks(range(len(order)), [f"{say(name, lang)} ({len(groups.get_group(name))})" for name in order])
    axes.set(xlabel=label, ylim=(-0.6, len(order) - 0.4))
    axes.tick_params(axis="y", length=0)
    log_scale(axes)
    return axes


def frontier(axes: Axes, units: pd.DataFrame, kind: str, lang: Lang) -> Axes:
    """Spending and output on log scales with both frontiers: columns executed_wan, output, dea, source; with low and
    high, what the order-m score of a unit says its peers would spend, as an interval across it."""
    ordered = units.sort_values(["executed_wan", "output"])
    grid = np.geomspace(ordered["executed_wan"].min(), ordered["executed_wan"].max(), 400)
    best = ordered[np.isclose(ordered["dea"], 1)].drop_duplicates("executed_wan", keep="last")
    hull = np.interp(grid, best["executed_wan"], np.maximum.accumulate(best["output"]))
    reached = np.maximum.accumulate(ordered["output"])
    if "low" in units:
        ends = [units["executed_wan"] * units[end] for end in ("low", "high")]
        axes.hlines(units["output"], *ends, color=PALE, linewidth=2.5, label=say("peers_spend", lang), zorder=0)
    axes.plot(grid, hull, color=COLOURS["blue"], label=say("frontier_vrs", lang))
    steps = {"color": COLOURS["vermilion"], "linestyle": "--", "label": say("frontier_fdh", lang)}
    axes.step(ordered["executed_wan"], reached, where="post", **steps)
    for (source, own), marker in zip(units.groupby("source"), "os", strict=False):
        axes.plot(own["executed_wan"], own["output"], marker, color="black", alpha=0.6, label=say(source, lang))
    names = {"xlabel": say("spending", lang), "ylabel": say("reached", lang, kind=say(kind, lang))}
    axes.set(**names)
    log_scale(axes, "xy")
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), columnspacing=1)
    return axes


def fitted(axes: Axes, rows: pd.DataFrame, line: pd.DataFrame, names: tuple[str, str], marked: str, lang: Lang) -> Axes:
    """Two columns against each other, rows whose column `marked` is true in colour, and a line with its band: columns
    estimate, low and high by place.

    The area of a dot is proportional to how many rows lie there.
    """
    line = line.round(DRAWN)
    counts = rows.groupby([*names, "marked"]).size().rename("rows").reset_index()
    for is_marked, own in counts.groupby("marked"):
        label = f"{say('report', lang)} {marked}" if is_marked else say("others", lang)
        colour = COLOURS["vermilion"] if is_marked else GREY
        axes.scatter(own[names[0]], own[names[1]], 4 * own["rows"], colour, alpha=0.6, linewidths=0, label=label)
    axes.fill_between(line.index, line["low"], line["high"], color="black", alpha=0.12, linewidth=0)
    axes.plot(line["estimate"], color="black", label=say("ols_band", lang))
    axes.set(xlabel=say(names[0], lang), ylabel=say(names[1], lang))
    axes.margins(y=0.14)
    for handle in axes.legend(loc="center right", bbox_to_anchor=(1, 0.4)).legend_handles[:-1]:
        handle.set_sizes([20])
    return axes


def coefficients(axes: Axes, rows: pd.DataFrame, label: str) -> Axes:
    """Estimates with intervals, a row each, named by its index; beside it N, how many are off the limit, and G. Where
    rows have a `group`, a line stands between one and the next."""
    places = np.arange(len(rows))[::-1]
    if "group" in rows:
        for place in places[:-1][(rows["group"] != rows["group"].shift(-1)).to_numpy()[:-1]]:
            axes.axhline(place - 0.5, color="#DDDDDD", linewidth=0.5)
    axes.axvline(0, color=GREY, linewidth=0.5)
    axes.hlines(places, rows["low"], rows["high"], color=COLOURS["blue"])
    axes.plot(rows["estimate"], places, "o", color=COLOURS["blue"])
    axes.set_yticks(places, rows.index)
    axes.set(xlabel=label, ylim=(-0.6, len(rows) - 0.4))
    axes.tick_params(axis="y", length=0)
    for place, row in zip(places, rows.itertuples(), strict=True):
        text = f"N {row.n_obs} ({row.n_apart}), G {row.n_clusters}"
        axes.annotate(text, (1.01, place), xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
    return axes


def by_table(axes: Axes, numbers: pd.DataFrame) -> Axes:
    """Each number as it is printed, its name below it, in the row of the table that it is a cell of, or in several
    where these are many: columns name, printed and table."""
    lines, columns = divmod(numbers.groupby("table").cumcount(), ABREAST)
    counts = numbers["table"].value_counts(sort=False)
    rows = [(table, line) for table, count in counts.items() for line in range(-(-count // ABREAST))]
    places = [rows.index(row) for row in zip(numbers["table"], lines, strict=True)]
    for place, column, row in zip(places, columns, numbers.itertuples(), strict=True):
        axes.text(column, place - 0.15, row.printed, ha="center", va="center")
        axes.text(column, place + 0.28, row.name, ha="center", va="center", color="#666666", size=5)
    borders = [place - 0.5 for place, (_, line) in enumerate(rows) if place and not line]
    axes.hlines(borders, -0.6, columns.max() + 0.6, color="#DDDDDD", linewidth=0.5)
    axes.set_yticks(range(len(rows)), ["" if line else table for table, line in rows])
    axes.set(xlim=(-0.6, columns.max() + 0.6), ylim=(len(rows) - 0.5, -0.5), xticks=[])
    axes.tick_params(axis="y", length=0)
    axes.spines["bottom"].set_visible(False)
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
