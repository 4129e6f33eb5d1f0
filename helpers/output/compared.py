"""What the audit compared, in words for readers: codes of the tables spelled out, and in Chinese whole sentences."""

import re
from functools import cache, partial
from pathlib import Path

from helpers import yml
from helpers.output.style import Lang


def compared(what: str, lang: Lang) -> str:
    """The comparison in the language: codes in words, in Chinese the sentence as far as compared.yml knows it."""
    known = _known()
    if lang == "zh":
        found = (re.fullmatch(each, what) for each in known["sentences"])
        sentence = next((each.expand(known["sentences"][each.re.pattern]) for each in found if each), what)
        what = re.sub(r", (?=\S+$)", "，", sentence)
    return re.sub(rf"(?<![a-z_])({'|'.join(known['codes'])})(?![a-z_])", partial(_spelled, lang=lang), what)


def _spelled(code: re.Match, lang: Lang) -> str:
    return _known()["codes"][code[0]][lang]


@cache
def _known() -> dict[str, dict]:
    return yml.read(Path(__file__).with_name("compared.yml"))
