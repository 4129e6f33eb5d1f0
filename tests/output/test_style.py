"""What helpers.output.style promises: one font from the package for text and formulas, widths in mm, safe colours."""

import subprocess
import sys
from dataclasses import replace

import matplotlib
import pytest
import seaborn
from matplotlib import font_manager
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties

from helpers.output import style

FONT = "Noto Sans SC"


@pytest.fixture(autouse=True)
def _own_settings():
    with matplotlib.rc_context():
        yield


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_and_formulas_of_both_languages_are_set_in_the_font_of_the_package(lang):
    style.use(lang)
    patterns = [matplotlib.rcParams[f"mathtext.{kind}"] for kind in ["rm", "it", "bf", "bfit", "sf", "tt", "cal"]]
    fonts = [None, FontProperties(family=["sans-serif"]), *patterns]
    assert {font_manager.findfont(font).path for font in fonts} == {str(style.font_path().resolve())}


def test_the_language_is_told_to_the_text_layout():
    style.use("zh")
    assert matplotlib.rcParams["text.language"] == "zh-Hans"


def test_the_font_package_is_not_imported():
    code = "import sys; from helpers.output import style; style.use('zh'); sys.exit('zhplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_using_the_style_twice_registers_the_font_once():
    style.use("en")
    before = list(font_manager.fontManager.ttflist)
    style.use("zh")
    assert font_manager.fontManager.ttflist == before


def test_a_font_of_the_same_name_on_the_machine_does_not_take_its_place(monkeypatch):
    dejavu = next(font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans")
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [replace(dejavu, name=FONT), dejavu])
    style.use("zh")
    assert font_manager.findfont(FONT).endswith("NotoSansSC-Regular.ttf")


@pytest.mark.parametrize(("name", "value"), [("FONT_PACKAGE", "no_such_package"), ("FONT_FILE", "no_such_file.ttf")])
def test_an_absent_font_is_an_error_that_says_what_to_install(monkeypatch, name, value):
    monkeypatch.setattr(style, name, value)
    with pytest.raises(FileNotFoundError, match=f"{value}.*not installed"):
        style.use("zh")


def test_the_style_after_a_seaborn_theme_brings_the_font_back():
    seaborn.set_theme()
    assert matplotlib.rcParams["font.family"] != [FONT]
    style.use("zh")
    assert matplotlib.rcParams["font.family"] == [FONT]
    assert matplotlib.rcParams["axes.facecolor"] == "white"


def test_a_language_without_a_style_is_refused():
    with pytest.raises(ValueError, match="'en' or 'zh', found 'fr'"):
        style.use("fr")


@pytest.mark.parametrize(("width", "mm"), [("single", 85), ("middle", 130), ("double", 175)])
def test_sizes_are_millimetres_in_inches(width, mm):
    assert style.size(width, 50.8) == pytest.approx((mm / 25.4, 2))


@pytest.mark.parametrize(("width", "height"), [("triple", 60), ("single", 0), ("single", -1), ("single", float("nan"))])
def test_a_size_that_is_none_is_refused(width, height):
    with pytest.raises(ValueError, match="found"):
        style.size(width, height)


def test_the_colours_are_those_of_okabe_and_ito_each_once():
    published = [to_hex(colour) for colour in matplotlib.color_sequences["okabe_ito"]]
    assert sorted(map(to_hex, style.COLOURS.values())) == sorted(published)
    assert to_hex(style.COLOURS["yellow"]) == "#f0e442"
    style.use()
    cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    assert cycle == list(style.COLOURS.values())


def test_the_style_is_that_of_a_journal():
    style.use()
    settings = matplotlib.rcParams
    assert (settings["pdf.fonttype"], settings["ps.fonttype"], settings["savefig.dpi"]) == (42, 42, 300)
    assert settings["figure.constrained_layout.use"]
    assert 7 <= settings["font.size"] <= 8
    assert not settings["axes.spines.top"]
    assert not settings["axes.spines.right"]
    assert settings["svg.hashsalt"]
