"""A figure in the formats of a paper: all laid out alike, every character drawn, the same bytes on every run."""

import logging
import re
import warnings
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import matplotlib
import numpy as np
from matplotlib import font_manager, pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from PIL import Image

from helpers import yml
from helpers.output import fonts, subsets

Format = Literal["pdf", "png", "svg", "tiff"]

FORMATS = Path(__file__).with_name("formats.yml")
DPI = 300
# a date or a version in the file would make two runs differ
METADATA = {
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
}
RASTERS = {"png": {"compress_level": 3}, "tiff": {"compression": "tiff_lzw"}}  # a level more is a twentieth less
SETTINGS = {
    "pdf.fonttype": 42,
    "svg.hashsalt": "paper",
    "savefig.bbox": None,
    "figure.constrained_layout.use": False,  # a figure that has no engine of its own is drawn once
    "figure.autolayout": False,
}
FONT_LOGGERS = ("matplotlib.mathtext", "matplotlib.font_manager")

_MISSING_IN_TEXT = re.compile(r"Glyph (\d+) .*missing from")
_MISSING_IN_FORMULA = re.compile(r"does not have a glyph for .*\[U\+([0-9a-f]+)\]")
_NO_FONT_OR_SYMBOL = re.compile(r"findfont: .* not found|No TeX to Unicode mapping")


class Drawn(NamedTuple):
    """A figure as it is saved, which a notebook shows by its PNG at the width that the figure has on screen."""

    files: dict[Format, bytes]
    width: int  # pixels

    def __repr__(self) -> str:
        return f"<Drawn {self.width} pixels wide: {', '.join(self.files)}>"

    def _repr_png_(self) -> tuple[str, dict[str, int]]:
        return b64encode(self.files["png"]).decode(), {"width": self.width}


class Uncopied(BytesIO):
    """A file that keeps the one buffer that is written to it."""

    def write(self, buffer: memoryview) -> int:
        """Number of bytes of the buffer, which is `buffer` from now on."""
        self.buffer = buffer
        return buffer.nbytes


def by_default() -> list[Format]:
    """The formats that formats.yml names; raises ValueError where it names others than there are."""
    found = yml.read(FORMATS)["figures"]
    if unknown := [each for each in found if each not in get_args(Format)]:
        raise ValueError(f"{FORMATS.name}: formats are {', '.join(get_args(Format))}, found {', '.join(unknown)}")
    return found


def drawn(figure: Figure, name: str) -> Drawn:
    """The figure drawn once, to be shown and saved; pyplot shows it no more. Raises ValueError as `rendered`."""
    pyplot.close(figure)
    formats = dict.fromkeys([*by_default(), "png"])
    return Drawn(rendered(figure, list(formats), name), round(figure.get_figwidth() * figure.dpi))


def rendered(figure: Figure, formats: Sequence[Format], name: str) -> dict[Format, bytes]:
    """Bytes of the figure in each format, all laid out alike; rasters have 300 dots an inch.

    Raises ValueError for a character that the font lacks.
    """
    with (
        _every_character_drawn(name),
        fonts.in_memory(),
        subsets.quick(),
        matplotlib.rc_context(SETTINGS),
        _laid_out(figure),
    ):
        return {kind: _bytes(figure, kind) for kind in formats}


def _bytes(figure: Figure, kind: str) -> bytes:
    buffer = BytesIO()
    if kind in RASTERS:
        _pixels(figure).save(buffer, kind, dpi=(DPI, DPI), **RASTERS[kind])
    else:
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=METADATA[kind])
    return buffer.getvalue()


def _pixels(figure: Figure) -> Image.Image:
    """The figure as a raster, without opacity where nothing shines through."""
    written, sides = Uncopied(), tuple(int(side * DPI) for side in figure.get_size_inches())
    figure.savefig(written, format="rgba", dpi=DPI)
    opaque = np.frombuffer(written.buffer, np.uint8)[3::4].min() == 255
    kind, held = ("RGB", "RGBX") if opaque else ("RGBA", "RGBA")
    return Image.frombytes(kind, sides, written.buffer, "raw", held)


@contextmanager
def _laid_out(figure: Figure) -> Iterator[None]:
    """Inside, the figure keeps the layout that it has as a raster; each format would else be drawn twice."""
    dpi, engine, canvas = figure.dpi, figure.get_layout_engine(), figure.canvas
    if not engine:
        yield
        return
    try:
        figure.dpi = DPI
        FigureCanvasAgg(figure)  # is now the figure's, and the raster finds the lengths of texts that the layout took
        engine.execute(figure)
        figure.set_layout_engine(None)
        yield
    finally:
        figure.set_canvas(canvas)
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
