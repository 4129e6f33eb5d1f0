"""HTML pages that need nothing else: all in them is escaped, only their own script runs, and nothing is fetched."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent
CHINESE = "U+2E80-2FDF, U+3000-9FFF, U+F900-FAFF, U+FE30-FE4F, U+FF00-FFEF"  # characters, with their punctuation


def rendered(template: str, styles: Sequence[str], script: str = "", images: str = "", **context: object) -> str:
    """The page of a template in this folder, with its style sheets and its script written into it.

    `styles` are the texts of style sheets, `script` is one of JavaScript. The policy of the page lets a browser run
    them and nothing else, and load images from `images` alone ('self': the folder that the page lies in; data:).
    """
    style = "\n".join(styles)
    allowed = ["default-src 'none'", f"style-src '{_digest(style)}'"]
    allowed += [f"script-src '{_digest(script)}'"] if script else []
    allowed += [f"img-src {images}"] if images else []
    policy = "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])
    return _environment().get_template(template).render(policy=policy, style=style, script=script, **context)


def with_font(page: str, address: str) -> str:
    """The page of a site, which takes its Chinese characters from the font file at this address beside it, where the
    machine has none of the fonts that base.css names before."""
    style = f'@font-face {{ font-family: "Carried SC"; src: url("{address}"); unicode-range: {CHINESE}; }}'
    allowed = f"font-src 'self'; style-src '{_digest(style)}' "
    return page.replace("style-src ", allowed, 1).replace("</head>", f"<style>{style}</style>\n</head>", 1)


@cache
def text_of(name: str) -> str:
    """The text of a style sheet or script in this folder."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
