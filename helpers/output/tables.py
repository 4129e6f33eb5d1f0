"""Numbers as tables: CSV for programs, LaTeX, Word and HTML for people, and the rows they were computed from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from helpers.output import latex, save, web, word
from helpers.output import rows as sources
from helpers.output.printed import printed, with_index

Format = Literal["csv", "tex", "docx", "html"]
FORMATS = get_args(Format)


def save_table(
    frame: pd.DataFrame,
    name: str,
    folder: Path,
    caption: str,
    notes: str = "",
    formats: Sequence[Format] = FORMATS,
    *,
    data: pd.DataFrame | None = None,
    keys: Sequence[str] | None = None,
    rows: Mapping[str, pd.DataFrame] | None = None,
    review: Path | None = None,
    **look: Any,
) -> list[Path]:
    """Paths of the files written, all or none: `<name>.csv` at full precision, and LaTeX, Word and HTML of the table as
    `printed.printed` has it with `look`.

    An index that is named or holds text becomes the first columns. Where the printed table holds rounded text, or the
    first rows only, `data` goes into the CSV in its place. `rows` maps the name of a row to the rows it was computed
    from, `*` to those of all: they go into `<name>.rows.csv`, and HTML leads from them to the pages in `review`. `keys`
    are the names of the printed rows, without them those in the first column of the CSV. Raises ValueError for an
    unknown format, a name that could lead elsewhere, and what `printed` and `rows.listed` refuse.
    """
    files = save.named(name, folder, formats, FORMATS)
    exact = with_index(frame if data is None else data, "row")
    behind = sources.listed(rows) if rows else None
    shown = printed(frame, name, caption, notes, **look)
    named = list(exact.iloc[: len(frame), 0].astype(str)) if keys is None else list(keys)
    links = {} if behind is None or review is None else sources.links(behind, review, Path(folder))
    made = {
        ".csv": lambda: save.csv_text(exact).encode(),
        ".tex": lambda: latex.table(shown).encode(),
        ".docx": lambda: word.document(shown),
        ".html": lambda: web.page(shown, named, links).encode(),
    }
    contents = {file: made[file.suffix]() for file in files}
    contents |= {} if behind is None else {Path(folder) / f"{name}.rows.csv": save.csv_text(behind).encode()}
    return save.write_files(contents)
