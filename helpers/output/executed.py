"""An executed notebook as one HTML page that needs nothing else: no script in it runs, and nothing is fetched."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from helpers.output.offline import rendered, text_of
from helpers.output.sanitised import Link, cleaned, from_markdown, plain

RICHEST = ("text/html", "text/markdown", "image/png", "image/jpeg", "text/plain")  # of a result the first that is there
PICTURES = ("image/png", "image/jpeg")
THUMBNAIL = 640  # pixels wide, nearly twice what is shown
DECIMAL = re.compile(r"(?<=<td>)-?\d+\.\d+(?=</td>)")
NAMES_BELOW = re.compile(  # those of an index, in a row of their own below the names of the columns
    r"(?:<th></th>\s*)+((?:<th>[^<]+</th>\s*)+)</tr>\s*<tr>\s*((?:<th>[^<]+</th>\s*)+)(?:<th></th>\s*)+</tr>"
)


class Notebook(NamedTuple):
    """What a notebook file holds: its cells as in the file, with their texts joined."""

    cells: list[dict]

    @property
    def title(self) -> str:
        """Its first heading."""
        lines = [line for cell in self.cells if cell["cell_type"] == "markdown" for line in cell["source"].splitlines()]
        return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), "")


def opened(path: Path) -> Notebook:
    """The notebook in a file; raises ValueError where there is none."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        return Notebook([{**cell, "source": _joined(cell["source"])} for cell in content["cells"]])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{Path(path).name}: expected a notebook of format 4, found {error!r}") from None


def page(notebook: Notebook, link: Link, home: str, **about: str) -> str:
    """The page of a notebook: text, results and pictures, its code folded, its error last.

    `link` gives for an address inside the project the one that leads there from the page, None where nothing does, and
    then its words stay without a link. `home` is the page that this one leads back to, `about` is said above the title.
    """
    cells = [_cell(cell, link) for cell in notebook.cells]
    styles = [text_of("base.css"), text_of("executed.css")]
    context = {"title": notebook.title, "cells": cells, "contents": _contents(cells), "home": home, "about": about}
    return rendered("executed.html", styles, images="data:", **context)


def answer(notebook: Notebook) -> str:
    """The first text that the notebook computed, as sanitised HTML without links; empty where it computed none."""
    texts = (output["data"]["text/markdown"] for output in _results(notebook) if "text/markdown" in output["data"])
    return next((from_markdown(_joined(text)) for text in texts), "")


def pictures(notebook: Notebook) -> list[bytes]:
    """The pictures that the notebook drew, each once, in their order, as PNG or JPEG."""
    found = [output["data"].get(kind) for output in _results(notebook) for kind in PICTURES]
    return [b64decode(each) for each in dict.fromkeys(_joined(each) for each in found if each)]


def thumbnail(picture: bytes, width: int = THUMBNAIL) -> bytes:
    """The picture as WebP, at most so many pixels wide; raises OSError where it is no picture."""
    with Image.open(BytesIO(picture)) as image:
        small = image.convert("RGB")
    small.thumbnail((width, 4 * width), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.save(buffer, "webp", quality=60, method=2)
    return buffer.getvalue()


def _results(notebook: Notebook) -> list[dict]:
    """What the cells show, without what they print."""
    return [each for cell in notebook.cells for each in cell.get("outputs", ()) if isinstance(each.get("data"), dict)]


def _cell(cell: Mapping, link: Link) -> dict:
    """A cell as the template takes it; code is coloured, text is HTML, all of it sanitised."""
    kind, source, tags = cell["cell_type"], cell["source"], cell.get("metadata", {}).get("tags", [])
    if kind == "markdown":
        return {"kind": kind, "html": from_markdown(source, link), "level": _level(source), "source": source}
    code = _coloured(source) if kind == "code" else ""
    parameters = next((tag for tag in tags if tag.endswith("parameters")), "")
    outputs = [_output(output, link) for output in cell.get("outputs", ())]
    lines = len(source.splitlines())
    return {"kind": kind, "html": code, "lines": lines,
            "parameters": parameters, "outputs": [each for each in outputs if each["html"]]}  # fmt: skip


@lru_cache(maxsize=1000)
def _coloured(code: str) -> str:
    """Code as HTML with its parts in colours; many runs of one notebook have the same."""
    return cleaned(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True)))


def _output(output: Mapping, link: Link) -> dict:
    """What a cell shows, as sanitised HTML of one of the kinds stream, error and result."""
    if output["output_type"] == "error":
        return {"kind": "error", "html": plain("\n".join(output.get("traceback", [])) or output.get("evalue", ""))}
    if output["output_type"] == "stream":
        return {"kind": "stream", "html": plain(_joined(output["text"]))}
    kind = next((kind for kind in RICHEST if kind in output.get("data", {})), "")
    return {"kind": "result", "html": _result(kind, _joined(output["data"][kind]), link) if kind else ""}


def _result(kind: str, content: str, link: Link) -> str:
    """The richest form of a result as sanitised HTML."""
    if kind in PICTURES:
        source = f"data:{kind};base64,{b64encode(b64decode(content)).decode()}"
        return cleaned(f'<img alt="figure" src="{source}">')
    if kind == "text/markdown":
        return from_markdown(content, link)
    return _readable(cleaned(content, link)) if kind == "text/html" else plain(content)


def _readable(html: str) -> str:
    """Tables of pandas with few decimals, nothing where nothing is, and one row of names."""
    html = DECIMAL.sub(lambda found: _short(float(found[0])), NAMES_BELOW.sub(r"\2\1</tr>", html))
    return re.sub("<td>(NaN|NaT|None)</td>", "<td></td>", html)


def _short(value: float) -> str:
    """Two decimals, four significant digits below 1, without zeros at the end."""
    return f"{value:.4g}" if abs(value) < 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def _contents(cells: list[dict]) -> list[tuple[int, int, str]]:
    """Place, level and words of each heading below the title; the cell gains the place as its name."""
    found = [(place, cell["level"], cell) for place, cell in enumerate(cells) if cell.get("level", 0) > 1]
    return [(place, level, re.sub(r"[`*]", "", _heading(cell["source"]))) for place, level, cell in found]


def _level(source: str) -> int:
    """Level of the heading that a cell begins with, 0 where it begins with none."""
    return len(re.match(r"#*", source.lstrip())[0])


def _heading(source: str) -> str:
    return source.lstrip().splitlines()[0].lstrip("# ").strip()


def _joined(text: str | list[str]) -> str:
    """Text of a notebook file, which may stand there in lines."""
    return text if isinstance(text, str) else "".join(text)
