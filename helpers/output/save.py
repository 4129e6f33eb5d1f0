"""The one module that writes what a paper includes: every file whole or not at all, and the same bytes on every run."""

import json
import logging
import os
import re
import shutil
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args
from uuid import uuid4

import matplotlib
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser

from helpers import paths, yml
from helpers.output import rows as sources
from helpers.output import subsets
from helpers.output.latex import escape

Format = Literal["pdf", "png", "svg", "tiff"]

FORMATS = Path(__file__).with_name("formats.yml")
DPI = 300
DIGITS = 12
# a date or a version in the file would make two runs differ
METADATA = {
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "tiff": None,
}
PILLOW = {"tiff": {"pil_kwargs": {"compression": "tiff_lzw"}}}
SETTINGS = {"pdf.fonttype": 42, "svg.hashsalt": "paper", "savefig.bbox": None}
FONT_LOGGERS = ("matplotlib.mathtext", "matplotlib.font_manager")

_MISSING_IN_TEXT = re.compile(r"Glyph (\d+) .*missing from")
_MISSING_IN_FORMULA = re.compile(r"does not have a glyph for .*\[U\+([0-9a-f]+)\]")
_NO_FONT_OR_SYMBOL = re.compile(r"findfont: .* not found|No TeX to Unicode mapping")


def save_figure(
    figure: Figure,
    name: str,
    folder: Path,
    caption: str,
    formats: Sequence[Format] | None = None,
    rows: Mapping[str, pd.DataFrame] | None = None,
) -> list[Path]:
    """Paths of the files written: `<name>.<format>` for each format, by default those of formats.yml, then the caption
    as `<name>.txt` and, with a label, as `<name>.tex`, which a figure of LaTeX takes by `\\input`. `rows` maps the name
    of what is drawn to the rows it was computed from, `*` to those of all: they go into `rows/<name>.csv`.

    The size is the figure's own, rasters have 300 dots an inch. Raises ValueError for a format or name that cannot be
    written, an empty caption, and a character the font lacks; then no file is made or changed.
    """
    asked = yml.read(FORMATS)["figures"] if formats is None else formats
    files = named(name, folder, asked, get_args(Format))
    if not caption.strip():
        raise ValueError(f"{name}: a figure needs a caption that says what is shown, with N, source and sample")
    contents = dict(zip(files, _rendered(figure, [file.suffix[1:] for file in files], name), strict=True))
    contents[Path(folder) / f"{name}.txt"] = f"{caption.strip()}\n".encode()
    contents[Path(folder) / f"{name}.tex"] = f"\\caption{{{escape(caption)}}}\n\\label{{fig:{name}}}\n".encode()
    contents |= {sources.file(folder, name): csv_text(sources.listed(rows)).encode()} if rows else {}
    return write_files(contents)


def save_text(text: str, path: Path) -> Path:
    """`path`, after `text` was written there as UTF-8, its line ends as they are."""
    return write_files({Path(path): text.encode()})[0]


def write_csv(frame: pd.DataFrame, path: Path) -> Path:
    """`path`, after the columns of `frame` were written there as `csv_text` has them."""
    return save_text(csv_text(frame), path)


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """The files `<name>.csv` in the folder, all written or none, as `csv_text` has them."""
    return write_files({Path(folder) / f"{name}.csv": csv_text(frame).encode() for name, frame in tables.items()})


def write_parquet(frame: pd.DataFrame, path: Path) -> Path:
    """`path`, after the columns of `frame` were written there as Parquet, for programs: every number is exact."""
    buffer = BytesIO()
    frame.to_parquet(buffer, index=False)
    return write_files({Path(path): buffer.getvalue()})[0]


def write_json(content: object, path: Path) -> Path:
    """`path`, after the content was written there as JSON, indented, its keys in their order."""
    return save_text(f"{json.dumps(content, ensure_ascii=False, indent=1)}\n", path)


def csv_text(frame: pd.DataFrame) -> str:
    """CSV text of the columns of `frame`, without its index: lines end in LF, floats have 12 significant digits.

    Missing is empty. Text stays exactly as it is, also where it begins with =, +, -, @, tab or CR: programs read it.
    """
    return "".join([_line([str(label) for label in frame.columns]), *csv_lines(frame)])


def csv_lines(frame: pd.DataFrame) -> list[str]:
    """The rows of `frame` as `csv_text` has them, without its header; a line may hold line ends in quotes."""
    columns = [_cells(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [_line(row) for row in zip(*columns, strict=True)]


def named(name: str, folder: Path, formats: Sequence[str], known: Sequence[str]) -> list[Path]:
    """The file of each format in the folder; ValueError for an unknown format, a name that could lead elsewhere."""
    unknown = [each for each in formats if each not in known]
    if unknown:
        raise ValueError(f"{name}: formats are {', '.join(known)}, found {', '.join(unknown)}")
    try:
        return [Path(folder) / f"{paths.slug(name)}.{each}" for each in formats]
    except ValueError:
        raise ValueError(f"a file is named with letters, digits, '.', '_' and '-', found {name!r}") from None


def write_files(contents: Mapping[Path, bytes | Iterable[bytes]]) -> list[Path]:
    """The paths, after all are written as by `put_files`; prints `wrote <path>` for each, relative to the project where
    it lies inside."""
    put_files(contents)
    for path in contents:
        print(f"wrote {_shown(path)}")
    return list(contents)


def put_files(contents: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Returns after all are written; where one cannot be, none is changed and nothing is left beside them.

    A reader sees the old file or the new one, never a part. (Only a failure while the finished files are renamed could
    leave some old and some new.)
    """
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = path.parent / f".{os.environ.get('STAGED_BY', '')}{uuid4().hex}.tmp"
            _write_through(staged[path], content)
        for path, temporary in staged.items():
            os.replace(temporary, path)
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink()


def put_folder(contents: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """How many files the folder holds, after these took the place of all that was in it.

    `contents` are names relative to the folder, with forward slashes, and what stands in each. A reader sees the old
    folder or the new one; where one file cannot be written or made, the old one stays and nothing is left beside it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged, old = (folder.parent / f".{folder.name}.{uuid4().hex}.{kind}" for kind in ("tmp", "old"))
    try:
        number = 0
        for name, content in contents:
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            _write_through(staged / name, content)
            number += 1
        if folder.exists():
            os.rename(folder, old)
        _take_place(staged, folder, old)
        return number
    finally:
        for left in (staged, old):
            shutil.rmtree(left, ignore_errors=True)


def _take_place(staged: Path, folder: Path, old: Path) -> None:
    """The folder is the staged one; where that fails, it is the old one again."""
    try:
        os.rename(staged, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise


def _write_through(path: Path, content: bytes | Iterable[bytes]) -> None:
    """The content is on the disk, not only in its cache."""
    with open(path, "xb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def _shown(path: Path) -> str:
    """Path relative to the project with forward slashes, or as it is where it lies elsewhere."""
    full = Path(os.path.abspath(path))
    return full.relative_to(paths.ROOT).as_posix() if full.is_relative_to(paths.ROOT) else str(path)


def _rendered(figure: Figure, kinds: Sequence[str], name: str) -> list[bytes]:
    """Bytes of the figure in each format, all laid out alike."""
    with _every_character_drawn(name), subsets.quick(), matplotlib.rc_context(SETTINGS), _laid_out(figure):
        return [_bytes(figure, kind) for kind in kinds]


def _bytes(figure: Figure, kind: str) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, format=kind, dpi=DPI, metadata=METADATA[kind], **PILLOW.get(kind, {}))
    return buffer.getvalue()


@contextmanager
def _laid_out(figure: Figure) -> Iterator[None]:
    """Inside, the figure keeps the layout that it has as a raster; each format would else be drawn twice."""
    dpi, engine = figure.dpi, figure.get_layout_engine()
    if not engine:
        yield
        return
    try:
        figure.dpi = DPI
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        yield
    finally:
        figure.dpi = dpi
        figure.set_layout_engine(engine)


@contextmanager
def _every_character_drawn(name: str) -> Iterator[None]:
    """Raises ValueError naming the characters that were drawn as a box inside the block, and fonts not found.

    Text warns, formulas only log, and both only when they are laid out first, hence the caches are emptied.
    """
    MathTextParser._parse_cached.cache_clear()
    type(font_manager.fontManager)._findfont_cached.cache_clear()
    with _log_messages() as logged, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield
    others = [each for each in warned if not _MISSING_IN_TEXT.search(str(each.message))]
    for each in others:
        warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)
    _refuse_boxes(name, [str(each.message) for each in warned] + logged)


@contextmanager
def _log_messages() -> Iterator[list[str]]:
    """The messages on fonts that matplotlib logs inside the block, also where its loggers were told to be silent."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())
    levels = {logger: logger.level for logger in map(logging.getLogger, FONT_LOGGERS)}
    for logger in levels:
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        for logger, level in levels.items():
            logger.removeHandler(handler)
            logger.setLevel(level)


def _refuse_boxes(name: str, messages: list[str]) -> None:
    """Raises ValueError where a message tells of a character, symbol or font that is not there."""
    codes = {int(code) for text in messages for code in _MISSING_IN_TEXT.findall(text)}
    codes |= {int(code, 16) for text in messages for code in _MISSING_IN_FORMULA.findall(text)}
    if codes:
        characters = ", ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(codes))
        raise ValueError(f"{name}: the font has no glyph for {characters}")
    lost = dict.fromkeys(text for text in messages if _NO_FONT_OR_SYMBOL.search(text))
    if lost:
        raise ValueError(f"{name}: {' '.join(lost)} Is helpers.output.style.use called after the last theme?")


def _cells(column: pd.Series) -> list[str]:
    """The cells of a column as text, missing ones empty."""
    return ["" if empty else _cell(value) for value, empty in zip(column, column.isna(), strict=True)]


def _cell(value: object) -> str:
    """One value as text: floats with 12 significant digits, a moment at midnight as its date."""
    if isinstance(value, float | np.floating):
        return f"{value:.{DIGITS}g}"
    if isinstance(value, pd.Timestamp) and value == value.normalize() and value.tz is None:
        return value.date().isoformat()
    return str(value)


def _line(cells: Sequence[str]) -> str:
    """One line of CSV; the csv module would leave a bare CR unquoted, which readers take for a line end."""
    line = ",".join('"' + cell.replace('"', '""') + '"' if re.search('[",\r\n]', cell) else cell for cell in cells)
    return (line or '""') + "\n"
