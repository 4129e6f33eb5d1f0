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
    cut, plan = _cut(font, glyphs, ())
    return _open(embedding.SubsetResults(cut, dict(plan.old_to_new_glyph_mapping.items())))


def woff(font: str, characters: Iterable[str]) -> bytes:
    """The font with the glyphs of these characters alone, packed for a page; one that it lacks is left out."""
    cut, _ = _cut(font, (), map(ord, characters))
    cut.flavor, packed = "woff", BytesIO()
    with closing(cut):
        cut.save(packed, reorderTables=None)
    return packed.getvalue()


def _cut(font: str, glyphs: Iterable[int], characters: Iterable[int]) -> tuple[TTFont, uharfbuzz.SubsetPlan]:
    """The font with these glyphs and those of these characters, and the plan by which it was cut."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font), getattr(font, "face_index", 0))
    asked = uharfbuzz.SubsetInput()
    asked.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    asked.glyph_set.update(glyphs)
    asked.unicode_set.update(characters)
    asked.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in LAYOUT)
    plan = uharfbuzz.SubsetPlan(face, asked)
    return TTFont(BytesIO(plan.execute().blob.data), lazy=True, recalcTimestamp=False), plan


@contextmanager
def _open(found: embedding.SubsetResults) -> Iterator[embedding.SubsetResults]:
    with closing(found.font):
        yield found
