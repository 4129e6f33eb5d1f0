"""A cell to walk through findings and figures, each at its place, and to write a correction; elsewhere a table."""

import os
from collections.abc import Callable, Mapping
from html import escape
from importlib.util import find_spec
from typing import Any

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Correct = Callable[[dict[str, str]], Any]

LIVE = "JPY_SESSION_NAME"  # set by the Jupyter server for the kernel of an open notebook, and by nothing else
NAMED = ("line", "name_zh", "stage", "function", "level1_zh")
PLACED = ("report_id", "seq", "start", "end", "token", "cell")  # not to be corrected: a correction is found by them
AROUND = 120  # characters shown on each side of a figure
FINDING = ["verdict", "report_id", "what", "stated", "recomputed"]
SHOWN = ["table", "report_id", "what", "token", "place"]
LISTS = {"select": "single", "lengthMenu": [5, 10, 25], "classes": "compact", "allow_html": False}


def walk(tables: Tables, findings: pd.DataFrame, texts: Mapping[str, str], correct: Correct) -> pd.DataFrame | None:
    """The findings as a plain table; in an open notebook None, after widgets were shown that stand for it.

    `findings` have the columns FINDING, `figures` (names of rows, as `funds:6`) and `quote`. `correct` is called with
    report, table, row, column, corrected and why of a correction; what it raises as ValueError or OSError is told.
    """
    plain = findings[[*FINDING, "quote"]].reset_index(drop=True)
    if LIVE not in os.environ or not all(map(find_spec, ("ipywidgets", "itables", "anywidget"))):
        return plain
    from IPython.display import display

    box = Walk(tables, findings, texts, correct).box
    display({**box._repr_mimebundle_(), "text/html": plain.to_html()}, raw=True)
    return None


def figures(tables: Tables) -> pd.DataFrame:
    """A row a figure that was read, named as findings name it (`funds:6`), with the columns SHOWN and its row."""
    return pd.concat([_figures(name, frame) for name, frame in tables.items() if "token" in frame])


def shown_at(text: str, start: int, end: int) -> str:
    """The words around a figure as HTML, the figure marked."""
    before, after = escape(text[max(0, start - AROUND) : start]), escape(text[end : end + AROUND])
    return f"<p lang='zh-Hans'>…{before}<mark>{escape(text[start:end])}</mark>{after}…</p>"


class Walk:
    """The widgets of the cell: two lists, the words around the chosen figure, and the form of a correction."""

    def __init__(self, tables: Tables, findings: pd.DataFrame, texts: Mapping[str, str], correct: Correct):
        import ipywidgets as widgets
        from itables.widget import ITable

        self.tables, self.found, self.texts, self.correct = tables, findings.reset_index(drop=True), texts, correct
        self.all = self.listed = figures(tables)
        self.findings = ITable(self.found[FINDING], caption="Findings", **LISTS)
        self.figures = ITable(self.all[SHOWN], caption="Figures", **LISTS)
        self.quote, self.words, self.said = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.column = widgets.Dropdown(description="column")
        self.right = widgets.Text(description="corrected", placeholder="what is right")
        self.why = widgets.Text(description="why", placeholder="reason, and who says so")
        self.button = widgets.Button(description="Write correction", button_style="primary", disabled=True)
        self.findings.observe(self._finding_chosen, "selected_rows")
        self.figures.observe(self._figure_chosen, "selected_rows")
        self.button.on_click(self._write)
        form = widgets.HBox([self.column, self.right, self.why, self.button], layout={"flex_flow": "row wrap"})
        self.box = widgets.VBox([self.findings, self.quote, self.figures, self.words, form, self.said])

    def _finding_chosen(self, change: Mapping) -> None:
        """The list of figures is that of the finding, or of all where none is chosen."""
        own = self.found.iloc[change["new"][0]] if change["new"] else None
        used = [] if own is None else [name for name in own["figures"].split() if name in self.all.index]
        self.listed = self.all.loc[used] if used else self.all
        self.quote.value = "" if own is None else f"<blockquote lang='zh-Hans'>{escape(own['quote'])}</blockquote>"
        self.figures.update(self.listed[SHOWN], selected_rows=[])
        self._figure_chosen({"new": []})

    def _figure_chosen(self, change: Mapping) -> None:
        """The words around the figure, and the form for its row; empty where none is chosen."""
        self.button.disabled = not change["new"]
        self.said.value = self.words.value = ""
        self.column.options = []
        if change["new"]:
            row = self._row()
            self.words.value = self._around(row)
            columns = [name for name in row.index if name not in PLACED]
            self.column.options = [(f"{name}: {'' if pd.isna(row[name]) else row[name]}", name) for name in columns]
            self.column.value = next(
                (name for name in ("amount_wan", "actual", "value", "points") if name in columns), None
            )

    def _row(self) -> pd.Series:
        """The row of its table that is chosen."""
        chosen = self.listed.iloc[self.figures.selected_rows[0]]
        return self.tables[chosen["table"]].iloc[chosen["row"]]

    def _around(self, row: pd.Series) -> str:
        text = self.texts.get(row["report_id"])
        if pd.isna(row["start"]) or text is None:
            return f"<p>{escape(str(row['cell']))}: {escape(row['token'])}</p>"
        return shown_at(text, int(row["start"]), int(row["end"]))

    def _write(self, _: object) -> None:
        """The correction is written and that is told, or the reason why not."""
        row = self._row()
        fix = {"report": row["report_id"], "table": self.listed.iloc[self.figures.selected_rows[0]]["table"]}
        fix |= {"row": row["cell"] if pd.isna(row["start"]) else str(row["start"]), "column": self.column.value}
        try:
            self.correct(fix | {"corrected": self.right.value.strip(), "why": self.why.value.strip()})
        except (ValueError, OSError) as error:
            self.said.value = f"<b>Not written:</b> {escape(str(error))}"
        else:
            self.said.value = "Written to <code>data/raw/corrections.csv</code>; run notebook 01 to apply it."
            self.right.value = ""


def _figures(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The figures of one table."""
    words = frame[[name for name in NAMED if name in frame]].astype(str)
    what = words.apply(lambda row: " ".join(filter(None, row)), axis=1) if len(frame) else ""
    place = frame["start"].astype("string").fillna(frame["cell"]) if len(frame) else ""
    found = frame[["report_id", "token"]].assign(table=table, what=what, place=place, row=range(len(frame)))
    return found.set_axis([f"{table}:{number}" for number in range(len(frame))])
