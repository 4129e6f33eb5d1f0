"""The few glyphs of a font that a PDF or a page needs, cut out by HarfBuzz in a hundredth of the time of fontTools."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont
from matplotlib.backends import _backend_pdf_ps as embedding

# of setting text, which is done when a PDF is written
LAYOUT = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "meta", "vhea", "vmtx")


@contextmanager
def quick() -> Iterator[None]:
    """Inside, matplotlib embeds fonts as `subset` cuts them."""
    kept = embedding.get_glyphs_subset
    embedding.get_glyphs_subset = subset
    try:
        yield
    finally:
        embedding.get_glyphs_subset = kept


def subset(font: str, glyphs: Iterable[int]) -> AbstractContextManager[embedding.SubsetResults]:
    """The font with these glyphs alone, and the new number of each; open inside the block."""
    asked = _asked(uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE)
    asked.glyph_set.update(glyphs)
    plan = uharfbuzz.SubsetPlan(_face(font), asked)
    cut = _opened(plan.execute())
    return _open(embedding.SubsetResults(cut, dict(plan.old_to_new_glyph_mapping.items())))


def woff(font: str, characters: Iterable[str]) -> bytes:
    """The font with the glyphs of these characters alone, packed for a page; one that it lacks is left out."""
    asked = _asked(uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NO_HINTING)
    asked.unicode_set.update(map(ord, characters))
    packed = BytesIO()
    with closing(_opened(uharfbuzz.subset(_face(font), asked))) as cut:
        cut.flavor = "woff"
        cut.save(packed, reorderTables=None)
    return packed.getvalue()


def _face(font: str) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font), getattr(font, "face_index", 0))


def _asked(flags: uharfbuzz.SubsetFlags) -> uharfbuzz.SubsetInput:
    asked = uharfbuzz.SubsetInput()
    asked.flags = flags
    asked.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in LAYOUT)
    return asked


def _opened(cut: uharfbuzz.Face) -> TTFont:
    return TTFont(BytesIO(cut.blob.data), lazy=True, recalcTimestamp=False)


@contextmanager
def _open(found: embedding.SubsetResults) -> Iterator[embedding.SubsetResults]:
    with closing(found.font):
        yield found
