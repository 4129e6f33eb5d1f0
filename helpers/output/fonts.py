"""Fonts that matplotlib reads from memory: in a file it looks up each glyph anew, a thousand times a figure."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from matplotlib import font_manager, ft2font


class Held(BytesIO):
    """A font file in memory; as text it is the path of the file, which is what matplotlib makes of it."""

    def __init__(self, path: str) -> None:
        super().__init__(content(path))
        self.path = path

    def __str__(self) -> str:
        return self.path


@cache
def content(path: str) -> bytes:
    """What stands in a font file, read once."""
    return Path(path).read_bytes()


@contextmanager
def in_memory() -> Iterator[None]:
    """Inside, matplotlib opens fonts as `Held`."""
    held = SimpleNamespace(**vars(ft2font) | {"FT2Font": lambda path, **more: ft2font.FT2Font(Held(path), **more)})
    font_manager._get_font.cache_clear()
    font_manager.ft2font = held
    try:
        yield
    finally:
        font_manager.ft2font = ft2font
        font_manager._get_font.cache_clear()
