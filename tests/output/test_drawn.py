"""What helpers.output.drawn promises: a notebook shows what the paper holds, drawn once."""

from base64 import b64decode
from io import BytesIO

import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib import pyplot
from matplotlib.figure import Figure
from PIL import Image

from helpers.output import save, style
from helpers.output.drawn import drawn, rendered


@pytest.fixture
def figure():
    style.use("en")
    found, axes = pyplot.subplots(figsize=style.size("single", 50))
    axes.plot([1, 2, 3], [1000, 2, 30], label="a")
    axes.set(xlabel="execution rate", ylabel="attainment")
    axes.annotate("N 10", (1.01, 20), xycoords=("axes fraction", "data"), annotation_clip=False)
    yield found
    pyplot.close(found)


def test_what_a_notebook_shows_is_the_png_that_is_saved_at_the_width_on_screen(figure, tmp_path):
    found = drawn(figure, "a")
    data, look = DisplayFormatter().format(found)
    _, png, *_ = save.save_figure(found, "a", tmp_path, "N = 3")
    shown = b64decode(data["image/png"])  # text, as an engine without a kernel writes it into a notebook
    assert shown == png.read_bytes()
    assert Image.open(BytesIO(shown)).size == (int(85 / 25.4 * 300), int(50 / 25.4 * 300))
    assert look["image/png"] == {"width": round(85 / 25.4 * 150)}
    assert len(data["text/plain"]) < 100


def test_a_figure_that_lays_nothing_out_is_drawn_as_it_stands(figure):
    pyplot.close(figure)
    with pyplot.rc_context({"figure.constrained_layout.use": False}):
        figure, _ = pyplot.subplots()
    assert figure.get_layout_engine() is None
    assert drawn(figure, "a").files["png"].startswith(b"\x89PNG")


def test_each_format_is_drawn_once(figure, monkeypatch):
    drawings, draw = [], Figure.draw
    monkeypatch.setattr(Figure, "draw", lambda *given: (drawings.append(1), draw(*given)))
    assert len(drawn(figure, "a").files) == len(drawings)


def test_a_raster_has_the_pixels_that_matplotlib_draws(figure):
    expected = BytesIO()
    with pyplot.rc_context({"savefig.bbox": None}):
        figure.savefig(expected, dpi=300)
    pixels = Image.open(expected).convert("RGB").tobytes()
    for each in rendered(figure, ["png", "tiff"], "a").values():
        found = Image.open(BytesIO(each))
        assert found.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert found.mode == "RGB"
        assert found.tobytes() == pixels


def test_what_shines_through_stays_so_in_a_raster(figure):
    figure.patch.set_alpha(0)
    with pyplot.rc_context({"savefig.facecolor": "none"}):
        found = Image.open(BytesIO(rendered(figure, ["png"], "a")["png"]))
    assert found.getpixel((0, 0))[3] == 0


def test_pyplot_does_not_show_it_another_time(figure):
    assert figure.number in pyplot.get_fignums()
    drawn(figure, "a")
    assert figure.number not in pyplot.get_fignums()


def test_a_format_that_it_was_not_drawn_in_is_refused(figure, tmp_path):
    with pytest.raises(ValueError, match="a: it was drawn as pdf, png, not as svg"):
        save.save_figure(drawn(figure, "a"), "a", tmp_path, "N = 3", ["pdf", "svg"])
    assert list(tmp_path.iterdir()) == []


def test_a_character_that_the_font_lacks_is_refused_with_the_name_of_the_figure(figure):
    figure.axes[0].set_title("\U0001f600")
    with pytest.raises(ValueError, match="named: the font has no glyph for"):
        drawn(figure, "named")
