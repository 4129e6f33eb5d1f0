"""What helpers.output.subsets promises: the glyphs asked for as the font draws them, and nothing of the rest."""

from io import BytesIO

import numpy as np
import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from matplotlib.backends import _backend_pdf_ps as embedding
from matplotlib.font_manager import FontPath
from matplotlib.ft2font import FT2Font, LoadFlags

from helpers.output import style, subsets

TEXT = "Rate 0.5 %, é ≥ 绩效自评（元）"


def outline(font: TTFont, glyph: int) -> list:
    """How a glyph is drawn, its parts put together."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return pen.value


@pytest.fixture(scope="module")
def font() -> FontPath:
    return FontPath(str(style.font_path()), 0)


@pytest.fixture(scope="module")
def asked(font) -> set[int]:
    """Numbers of the glyphs of a text."""
    face = FT2Font(font)
    return {face.get_char_index(ord(each)) for each in TEXT}


def test_glyphs_keep_their_outlines_and_widths_under_their_new_numbers(font, asked):
    whole = TTFont(font)
    with subsets.subset(font, asked) as found:
        cut = TTFont(embedding.font_as_file(found.font))
    assert asked <= found.glyph_index_map.keys()
    for old in asked:
        new = found.glyph_index_map[old]
        assert outline(cut, new) == outline(whole, old)
        widths = [each["hmtx"][each.getGlyphName(number)] for each, number in ((cut, new), (whole, old))]
        assert widths[0] == widths[1]


def test_a_subset_draws_as_that_of_fontTools_does_and_has_no_more_glyphs(font, asked):
    with subsets.subset(font, asked) as ours, embedding.get_glyphs_subset(font, asked) as theirs:
        faces = [FT2Font(BytesIO(embedding.font_as_file(each.font).getvalue())) for each in (ours, theirs)]
    assert ours.glyph_index_map.keys() <= theirs.glyph_index_map.keys()  # which keeps more, for setting text
    for old in asked:
        drawn = []
        for face, found in zip(faces, (ours, theirs), strict=True):
            face.set_size(20, 72)
            face.load_glyph(found.glyph_index_map[old], flags=LoadFlags.NO_HINTING)
            drawn.append(face.get_path())
        assert np.array_equal(drawn[0][0], drawn[1][0])
        assert np.array_equal(drawn[0][1], drawn[1][1])


def test_a_subset_is_the_same_bytes_every_time_and_no_date_of_today(font, asked):
    found = []
    for glyphs in (sorted(asked), sorted(asked, reverse=True)):
        with subsets.subset(font, glyphs) as each:
            found.append(embedding.font_as_file(each.font).getvalue())
    assert found[0] == found[1]
    assert TTFont(BytesIO(found[0]))["head"].modified == TTFont(font)["head"].modified


def test_matplotlib_cuts_fonts_as_ever_after_a_block_that_failed():
    ordinary = embedding.get_glyphs_subset
    with subsets.quick():
        assert embedding.get_glyphs_subset is subsets.subset
    with pytest.raises(uharfbuzz.HarfBuzzError), subsets.quick():
        subsets.subset("no such file", [1])
    assert embedding.get_glyphs_subset is ordinary
