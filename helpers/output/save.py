"""The one module that writes what a paper includes: every file whole or not at all, and the same bytes on every run."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from uuid import uuid4

import numpy as np
import pandas as pd

from helpers import paths
from helpers.output import rows as sources
from helpers.output.latex import escape

if TYPE_CHECKING:  # Matplotlib takes longer to load than most tables to write
    from matplotlib.figure import Figure

    from helpers.output.drawn import Drawn, Format

DIGITS = 12
AT_ONCE = 8  # files that are waited for until they are on the disk
BLOCK = 1000  # rows of a table that are made text at a time
QUOTED = re.compile('[",\r\n]')  # a cell that has one stands in quotes
WRITTEN = "written.json"  # in a folder that is written as a whole: the names of its files, under
WHOLE = "files that are replaced together"
OF_VIEWERS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what a machine leaves in a folder that somebody looked at


def save_figure(
    figure: "Figure | Drawn",
    name: str,
    folder: Path,
    caption: str,
    formats: "Sequence[Format] | None" = None,
    rows: Mapping[str, pd.DataFrame] | None = None,
) -> list[Path]:
    """Paths of the files written: `<name>.<format>` for each format, by default those of formats.yml, then the caption
    as `<name>.txt` and, with a label, as `<name>.tex`, which a figure of LaTeX takes by `\\input`. `rows` maps the name
    of what is drawn to the rows it was computed from, `*` to those of all: they go into `rows/<name>.csv`.

    The size is the figure's own, rasters have 300 dots an inch; one that was `drawn` is written as it is. Raises
    ValueError for a format or name that cannot be written, an empty caption, and a character the font lacks; then no
    file is made or changed.
    """
    from helpers.output.drawn import Drawn, Format, by_default, rendered

    asked = by_default() if formats is None else formats
    files = named(name, folder, asked, get_args(Format))
    if not caption.strip():
        raise ValueError(f"{name}: a figure needs a caption that says what is shown, with N, source and sample")
    ready = figure.files if isinstance(figure, Drawn) else rendered(figure, asked, name)
    if absent := [each for each in asked if each not in ready]:
        raise ValueError(f"{name}: it was drawn as {', '.join(ready)}, not as {', '.join(absent)}")
    contents = {file: ready[file.suffix[1:]] for file in files}
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
    return write_files({Path(folder) / f"{name}.csv": _csv_blocks(frame) for name, frame in tables.items()})


def write_parquet(frame: pd.DataFrame, path: Path) -> Path:
    """`path`, after the columns of `frame` were written there as Parquet, for programs: every number is exact."""
    buffer = BytesIO()
    frame.to_parquet(buffer, index=False)
    return write_files({Path(path): buffer.getvalue()})[0]


def write_json(content: object, path: Path) -> Path:
    """`path`, after the content was written there as JSON, indented, its keys in their order."""
    return save_text(f"{json.dumps(content, ensure_ascii=False, indent=1)}\n", path)


def write_records(frame: pd.DataFrame, path: Path) -> Path:
    """`path`, after the rows of `frame` were written there as JSON, an object a row, what is missing as null."""
    return write_files({Path(path): _json_blocks(frame)})[0]


def csv_text(frame: pd.DataFrame) -> str:
    """CSV text of the columns of `frame`, without its index: lines end in LF, floats have 12 significant digits.

    Missing is empty. Text stays exactly as it is, also where it begins with =, +, -, @, tab or CR: programs read it.
    """
    return "".join([_line([str(label) for label in frame.columns]), *csv_lines(frame)])


def csv_lines(frame: pd.DataFrame) -> list[str]:
    """The rows of `frame` as `csv_text` has them, without its header; a line may hold line ends in quotes."""
    columns = [_cells(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [_line(row) for row in zip(*columns, strict=True)]


def _csv_blocks(frame: pd.DataFrame) -> Iterator[bytes]:
    """What `csv_text` says, some rows at a time."""
    yield _line([str(label) for label in frame.columns]).encode()
    yield from ("".join(csv_lines(block)).encode() for block in _blocks(frame))


def _json_blocks(frame: pd.DataFrame) -> Iterator[bytes]:
    """The list of the rows as JSON, some at a time."""
    before = "["
    for block in _blocks(frame):
        rows = block.astype(object).where(block.notna(), None).to_dict("records")
        yield f"{before}{json.dumps(rows, ensure_ascii=False, indent=1)[1:-2]}".encode()
        before = ","
    yield b"\n]\n" if len(frame) else b"[]\n"


def _blocks(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    return (frame.iloc[first : first + BLOCK] for first in range(0, len(frame), BLOCK))


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
            _write(staged[path], content)
        _flush(list(staged.values()))
        for path, temporary in staged.items():
            os.replace(temporary, path)
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink()


def write_folder(texts: Iterable[tuple[str, str]], folder: Path) -> list[Path]:
    """The paths, after the texts took the place of all that was in the folder as by `put_folder`; prints `wrote <path>`
    for each as `write_files` does."""
    written = [folder / name for name in put_folder(((name, text.encode()) for name, text in texts), folder)]
    for path in written:
        print(f"wrote {_shown(path)}")
    return written


def put_folder(contents: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    """Names of the files that were written, after these took the place of all that was in the folder.

    `contents` are names relative to the folder, with forward slashes, and what stands in each; one more file lists
    them. A reader sees the old folder or the new one; where one file cannot be written or made, the old one stays and
    nothing is left beside it. Raises FileExistsError as `refuse_others` does.
    """
    refuse_others(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    hidden = f".{os.environ.get('STAGED_BY', '')}{folder.name}.{uuid4().hex}"
    staged, old = (folder.parent / f"{hidden}{ending}" for ending in (".tmp", ".old.tmp"))
    try:
        names = [_put_inside(staged, name, content) for name, content in contents]
        _put_inside(staged, WRITTEN, f"{json.dumps({WHOLE: names}, indent=1)}\n".encode())
        if folder.exists():
            os.rename(folder, old)
        _take_place(staged, folder, old)
        return names
    finally:
        for left in (staged, old):
            shutil.rmtree(left, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Removes what `put_folder` wrote in a folder, and the folder where it holds nothing else."""
    own = {folder / name for name in _written(folder)}
    inside = [*sorted(folder.rglob("*"), reverse=True), folder] if own else []  # a folder comes after what is in it
    for each in inside:
        with suppress(OSError):
            each.unlink() if each in own else each.rmdir()


def refuse_others(folder: Path) -> None:
    """Raises FileExistsError where the folder holds a file that `put_folder` did not write there: it would be lost."""
    there = {file for file in folder.rglob("*") if file.is_symlink() or not file.is_dir()}
    own = {folder / name for name in _written(folder)}
    if others := sorted(file for file in there - own if file.name not in OF_VIEWERS):
        raise FileExistsError(
            f"{folder} holds {others[0].relative_to(folder)}, which would be lost, as all in it is replaced together: "
            "name another folder, or move it away"
        )


def _written(folder: Path) -> list[str]:
    """What the folder says was written there together, with the list itself; nothing where it does not say so."""
    try:
        return [*json.loads((folder / WRITTEN).read_text(encoding="utf-8"))[WHOLE], WRITTEN]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _put_inside(folder: Path, name: str, content: bytes) -> str:
    """The name, after the file is on the disk."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    _write(folder / name, content)
    _flushed(folder / name)
    return name


def _take_place(staged: Path, folder: Path, old: Path) -> None:
    """The folder is the staged one; where that fails, it is the old one again."""
    try:
        os.rename(staged, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise


def _write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """The content is in a file that was not there before."""
    with open(path, "xb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)


def _flush(files: Sequence[Path]) -> None:
    """The files are on the disk, not only in its cache; it takes little longer for several at once than for one."""
    with ThreadPoolExecutor(min(len(files), AT_ONCE) or 1) as waiting:
        list(waiting.map(_flushed, files))


def _flushed(path: Path) -> None:
    """The file is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _shown(path: Path) -> str:
    """Path relative to the project with forward slashes, or as it is where it lies elsewhere."""
    full = Path(os.path.abspath(path))
    return full.relative_to(paths.ROOT).as_posix() if full.is_relative_to(paths.ROOT) else str(path)


def _cells(column: pd.Series) -> list[str]:
    """The cells of a column as text, missing ones empty."""
    if column.dtype == "str" and not column.hasnans:
        return column.tolist()
    return ["" if empty else _cell(value) for value, empty in zip(column.tolist(), column.isna().tolist(), strict=True)]


def _cell(value: object) -> str:
    """One value as text: floats with 12 significant digits, a moment at midnight as its date."""
    if isinstance(value, str):
        return value
    if isinstance(value, float | np.floating):
        return f"{value:.{DIGITS}g}"
    if isinstance(value, pd.Timestamp) and value == value.normalize() and value.tz is None:
        return value.date().isoformat()
    return str(value)


def _line(cells: Sequence[str]) -> str:
    """One line of CSV; the csv module would leave a bare CR unquoted, which readers take for a line end."""
    if QUOTED.search("".join(cells)):
        cells = ['"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell for cell in cells]
    line = ",".join(cells)
    return (line or '""') + "\n"
