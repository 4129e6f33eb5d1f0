"""The words of forms: what a header, a row or a cell is by what is printed in it; read from words.yml."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from helpers import yml
from helpers.reading.vocabulary import without

LONGEST_HEADER = 24
LONGEST_CELL = 200  # characters with remarks in brackets
REMARK = re.compile(r"[（(\[【][^（()）\[\]【】]*(?:[)）\]】]|$)")
FORMULA = re.compile(r"[A-Z:：*★](?:(?<=[:：*★])|(?<=[\u4e00-\u9fff][A-Z])(?:[/÷][A-Z])?(?:[×x*]?100%)?$)")
NUMBERED = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、．]")
OF_UNIT = re.compile(r"(?<=.)/[亿千万]?元$")
CIRCLED = re.compile("[①-⑳]")  # which would become plain digits
OF_WHICH = re.compile(r"(?:其中|内)[:：]?")


QUOTIENT = re.compile(r"[A-Z]\s*[/÷]\s*[A-Z]")
NO_QUOTIENTS = ("executed", "allocated", "initial_budget", "adjusted_budget")  # 预算到位(D/C) is a rate of no row


@cache
def words(section: str) -> dict | list | str:
    """The entry `section` of words.yml; raises KeyError naming the sections that exist."""
    entries = yml.read(Path(__file__).with_name("words.yml"))
    if section not in entries:
        raise KeyError(f"words.yml has no section {section!r}; it has {', '.join(entries)}")
    return entries[section]


@lru_cache(maxsize=10_000)
def bare(text: str) -> str:
    """The words of a header cell: no white space or line breaks, remarks in brackets, formula letters or number."""
    flat = unicodedata.normalize("NFKC", without(CIRCLED, "".join(text.split())))
    before = None
    while before != flat:
        before, flat = flat, REMARK.sub("", flat)
    return FORMULA.sub("", OF_UNIT.sub("", without(NUMBERED, flat)))


@lru_cache(maxsize=10_000)
def role(section: str, text: str) -> str:
    """The role of a section that a cell names, as `executed` for 全年执行数(B); empty for none."""
    said = without(OF_WHICH, bare(text)) if len(text) <= LONGEST_CELL else ""
    if not said or len(said) > LONGEST_HEADER:
        return ""
    named = _pattern(section).fullmatch(said)
    found = named.lastgroup if named else ""
    return "" if found == "none" or (found in NO_QUOTIENTS and QUOTIENT.search(text)) else found


def knows(section: str, text: str) -> bool:
    """Whether a cell names a role of a section, or is one that is left out on purpose."""
    return _pattern(section).fullmatch(without(OF_WHICH, bare(text))) is not None


def is_one_of(section: str, text: str) -> bool:
    """Whether a cell says one of the words of a list of words.yml and nothing else."""
    return bare(text) in words(section)


def is_stated(text: str) -> bool:
    """Whether a cell says anything: a blank, a dash and a slash do not."""
    return re.sub(r"\s", "", text) not in words("not_stated")


@cache
def _pattern(section: str) -> re.Pattern:
    """What the words of a section match, in a group of the key they stand under, key after key."""
    return re.compile("|".join(f"(?P<{key}>{'|'.join(entries)})" for key, entries in words(section).items()))
