"""The look of every figure: one style sheet, one font for Latin and Chinese, widths in millimetres, eight colours."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

import matplotlib
from matplotlib import font_manager, pyplot

Lang = Literal["en", "zh"]
Width = Literal["single", "middle", "double"]

STYLE = Path(__file__).with_name("paper.mplstyle")
FONT_PACKAGE = "zhplot"
FONT_FILE = "fonts/NotoSansSC-Regular.ttf"
LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}
WIDTHS_MM = {"single": 85, "middle": 130, "double": 175}
MM_PER_INCH = 25.4

_COLOUR_NAMES = ("blue", "vermilion", "green", "purple", "orange", "sky", "black", "yellow")


def use(lang: Lang = "en") -> None:
    """Every figure made from here on has the look of the paper.

    Call it after `seaborn.set_theme`, which puts fonts without Chinese back. Raises ValueError for another language,
    FileNotFoundError where the font is not installed.
    """
    if lang not in get_args(Lang):
        raise ValueError(f"lang is 'en' or 'zh', found {lang!r}")
    _register(font_path())
    pyplot.style.use(STYLE)
    matplotlib.rcParams["text.language"] = LANGUAGE_TAGS[lang]


def size(width: Width, height_mm: float) -> tuple[float, float]:
    """`figsize` in inches for a column width of `WIDTHS_MM` and a height in millimetres."""
    if width not in WIDTHS_MM:
        raise ValueError(f"a figure is {', '.join(WIDTHS_MM)} wide, found {width!r}")
    if not 0 < height_mm < float("inf"):
        raise ValueError(f"a height in mm is above 0, found {height_mm!r}")
    return WIDTHS_MM[width] / MM_PER_INCH, height_mm / MM_PER_INCH


def font_path() -> Path:
    """Path of the font file inside the installed font package, which is found and not imported: importing it changes
    matplotlib. Raises FileNotFoundError where package or file is absent."""
    package = find_spec(FONT_PACKAGE)
    folders = package.submodule_search_locations if package else None
    for file in (Path(folder) / FONT_FILE for folder in folders or ()):
        if file.is_file():
            return file
    raise FileNotFoundError(f"the package {FONT_PACKAGE!r} with {FONT_FILE} is not installed: no Chinese font")


def _register(font: Path) -> None:
    """The font stands first in matplotlib's list, once, before a font of the same name that the machine may have."""
    fonts = font_manager.fontManager
    if fonts.ttflist and fonts.ttflist[0].fname == str(font):
        return
    known = len(fonts.ttflist)
    fonts.addfont(font)
    fonts.ttflist[:] = fonts.ttflist[known:] + fonts.ttflist[:known]


def _colours() -> dict[str, str]:
    """The colours of the style sheet by name, in its order."""
    cycle = matplotlib.rc_params_from_file(STYLE, use_default_template=False)["axes.prop_cycle"]
    return dict(zip(_COLOUR_NAMES, cycle.by_key()["color"], strict=True))


COLOURS = _colours()
