"""What helpers.output.fonts promises: figures are the same, and no glyph is looked up in a file."""

import io

from matplotlib import font_manager, ft2font
from matplotlib.figure import Figure

from helpers.output import fonts, style
from helpers.output.drawn import rendered


def figure() -> Figure:
    found = Figure(figsize=style.size("single", 50))
    found.subplots().set_title("预算执行率 $R^2$ fi")
    return found


def test_glyphs_are_not_read_from_the_file_of_the_font(monkeypatch):
    style.use("zh")
    rendered(figure(), ["png"], "a")
    font_manager._get_font.cache_clear()
    opened, really = [], io.open  # which matplotlib calls for a font
    monkeypatch.setattr(
        io, "open", lambda file, *more, **how: (opened.append(str(file)), really(file, *more, **how))[1]
    )
    rendered(figure(), ["pdf", "png", "svg"], "a")
    assert not [file for file in opened if file.endswith(".ttf")]


def test_a_figure_is_the_same_with_fonts_in_memory_and_in_files(monkeypatch):
    style.use("zh")
    in_memory = rendered(figure(), ["pdf", "png", "svg"], "a")
    monkeypatch.setattr(fonts, "Held", str)
    assert rendered(figure(), ["pdf", "png", "svg"], "a") == in_memory


def test_outside_of_the_block_matplotlib_opens_fonts_as_it_does():
    with fonts.in_memory():
        assert str(font_manager.get_font(style.font_path()).fname) == str(style.font_path())
    assert font_manager.ft2font is ft2font
    assert font_manager.get_font(style.font_path()).fname == str(style.font_path())
