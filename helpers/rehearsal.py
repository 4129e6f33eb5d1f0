"""What a warm process does once before it forks: libraries import and keep things when they are used first.

Only what is the same for every run may stay behind: no open file, no thread, no random number, no warning said.
"""

import contextlib
import gc
import io
import sys
import warnings


def rehearse() -> None:
    """Every library that was imported has been used once; one that fails takes its time later."""
    with warnings.catch_warnings(action="ignore"):  # a warning that is said once stays to be said
        for module, step in STEPS.items():
            if module in sys.modules:
                with contextlib.suppress(Exception):
                    step()
    gc.collect()


def _notebook() -> None:
    """The schema of notebooks."""
    import nbformat

    nbformat.validate(nbformat.v4.new_notebook())


def _manager() -> None:
    """The addresses of this machine and the ways to start a kernel."""
    from jupyter_client import localinterfaces
    from jupyter_client.provisioning.factory import KernelProvisionerFactory

    localinterfaces.localhost()
    KernelProvisionerFactory.instance()


def _table() -> None:
    """How tables are shown, sorted, grouped, joined and asked."""
    import pandas as pd

    frame = pd.DataFrame({"a": ["x", "y"], "b": [1.5, 2], "c": pd.array([1, None], "Int64")})
    frame._repr_html_(), repr(frame), frame.to_dict("records")
    frame.query("a == 'x' and b > 1"), frame.sort_values("b"), frame.groupby("a")["b"].median()
    frame.merge(frame, on="a", validate="1:1"), pd.concat([frame, frame]), frame.stack()
    frame.to_parquet(io.BytesIO())
    kinds = {"a": "str", "b": "Int64", "c": "float64", "d": "boolean"}
    pd.read_csv(io.BytesIO(b"a,b,c,d\nx,1,.5,True\n"), dtype=kinds, keep_default_na=False, na_values={"b": [""]})


def _figure() -> None:
    """Fonts, the grammar of formulas and the writers, by a figure that pyplot never sees; where figures are drawn as in
    the paper they are rehearsed as such."""
    if "helpers.output.drawn" in sys.modules:
        return
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.mathtext import MathTextParser

    figure = Figure(figsize=(2, 2), layout="constrained")
    axes = figure.subplots()
    axes.plot([1, 2], label="a")
    axes.set_title(r"$\alpha^2$ a")
    axes.legend()
    for kind in ("png", "pdf"):
        figure.savefig(io.BytesIO(), format=kind)
    MathTextParser._parse_cached.cache_clear()
    mpl.font_manager._get_font.cache_clear()  # both hold files open, and forks would share where they are read


def _drawn() -> None:
    """The font of the paper, held in memory, and what is looked up for its style."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    from helpers.output import drawn, style

    known = mpl.font_manager.fontManager.ttflist
    before = known[:]
    with mpl.rc_context():
        style.use()
        figure = Figure(figsize=style.size("single", 50))
        figure.subplots().set_title("a")
        drawn.rendered(figure, drawn.by_default(), "rehearsal")
    known[:] = before


def _described() -> None:
    """What the tables of the project hold."""
    from helpers.coding import schema

    schema.tables()


def _schemas() -> None:
    """What checks the tables that reading makes; for those that are known by their hash it is not asked."""
    from helpers.coding import frames
    from helpers.reading.records import Tables

    frames.from_records(Tables(*([] for _ in Tables._fields)))


def _words() -> None:
    """The words of the field and of figures."""
    from helpers.output.words import caption, say
    from helpers.reading import vocabulary

    vocabulary.words("money_shares")
    say("all", "en"), caption("bounds", "en", n_bounds=0, n=0, sample="")


def _printed() -> None:
    """The templates of Word and HTML, and what links to review pages."""
    from pathlib import Path

    import pandas as pd

    from helpers.output import latex, rows, save, web, word
    from helpers.output.printed import printed

    shown = printed(pd.DataFrame({"a": ["x"], "b": [1.5]}), "a", "a")
    behind = rows.listed({"x": pd.DataFrame([["seeds", "r", "p", 1]], columns=rows.COLUMNS[1:])})
    links = rows.links(behind, Path("review"), Path("figures"))
    latex.table(shown), word.document(shown), web.page(shown, ["x"], links), save.csv_text(behind)


def _measured() -> None:
    """What is made of a project and an indicator that say nothing."""
    import pandas as pd

    from helpers.analysis import measures, specification
    from helpers.coding import schema, scoring
    from helpers.reading import vocabulary

    names = ("all_projects", "all_indicators")
    row, known = [{"same_unit": False}], schema.tables()
    read = [schema.typed(pd.DataFrame(row, columns=list(known[name]["columns"])), name) for name in names]
    projects, told = measures.execution_rates(read[0]), scoring.shares(measures.attainment(read[1]))
    measures.set_aside(told, **vocabulary.words("money_shares"))
    specification.complete(specification.rows(told, projects, "official"), "all")


def _models() -> None:
    """Every estimator, by rows of numbers that are no random ones."""
    import pandas as pd

    from helpers.analysis.models import fit

    rows = pd.DataFrame({"x": [each % 7 for each in range(40)], "g": [each % 5 for each in range(40)]})
    rows["y"] = [(each * 5 % 11) / 10 for each in range(40)]
    for estimator, more in {"ols": {}, "fractional_logit": {}, "tobit": {"upper": 1}}.items():
        fit("y ~ x + np.exp(g)", rows, estimator=estimator, covariance="cluster", clusters="g", **more)


STEPS = {
    "nbformat": _notebook,
    "jupyter_client.provisioning": _manager,
    "pandas": _table,
    "matplotlib.backends.backend_agg": _figure,
    "helpers.output.drawn": _drawn,
    "helpers.coding.frames": _described,
    "helpers.reading.report": _schemas,
    "helpers.output.words": _words,
    "helpers.output.tables": _printed,
    "helpers.analysis.models": _models,
    "helpers.analysis.specification": _measured,
}
