"""Numbers of a text with their sign, unit and qualifier, as exact decimals."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

import cn2an

from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
WAN = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "亿元": Decimal(10_000)}
DIGIT = "[0-9０-９]"
NUMBER = rf"{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})(?:[.．]{DIGIT}+)?|{DIGIT}+(?:[.．]{DIGIT}+)?"
NO_FIGURE_AFTER = re.compile(r"[ \t]*(?:年|月|日|号|时|点|版|届|℃|热线|[\]〕】+＋:：/]|[-—~～至]+\d)")
NO_FIGURE_BEFORE = re.compile(r"(?:第|[+＋\[〔【:：/A-Za-z_]|\d[-—~～至]+)[ \t]*$")
ENUMERATOR = re.compile(
    rf"^[ \t　]*(?:项目[ \t]*)?[（(]?{DIGIT}{{1,2}}[)）]?[、.．:：）)]?(?!{DIGIT}|[ \t]*[%％])", re.M
)
TITLES = re.compile(r"《[^《》]*》|\[bookmark: \w+\]")
GAP = r"(?:[ \t]*|(?<=\S{30})[ \t]*(?:\r?\n)+)"  # between a number and its unit: nothing, spaces, or the wrap of a long line
LOOK_BACK = 8


class UnreadableAmount(ValueError):
    """An amount of money whose digits make no number; says where it stands and how it is printed."""


def find(text: str) -> list[Quantity]:
    """All quantities of `text` in order of place; dates, ordinals, document numbers and list numbers are none."""
    excluded = _excluded(text)
    printed = (_quantity(text, match) for match in _pattern().finditer(text) if match["number"])
    spoken = (_spoken(match) for match in _spoken_pattern().finditer(text))
    found = [q for q in (*printed, *spoken) if q and not excluded[q.start] and _is_figure(text, q)]
    return sorted(found, key=lambda q: q.start)


def wan(quantity: Quantity) -> Decimal:
    """The amount in 万元 of a quantity in 元, 千元, 万元 or 亿元."""
    return quantity.value * WAN[quantity.unit]


def refuse_unreadable_amounts(text: str) -> None:
    """Nothing, where every run of digits before a unit of money is a number; raises UnreadableAmount otherwise."""
    for match in re.finditer(rf"({DIGIT}[0-9０-９.,，．]*)[ \t]*(?:万元|亿元|千元|元)", text):
        if not re.fullmatch(NUMBER, match[1]) and not _is_list(match[1]):
            raise UnreadableAmount(f"offset {match.start()}: expected an amount of money, found {match[0]!r}")


def _is_list(run: str) -> bool:
    """Numbers divided by full-width commas or by one comma and no thousands, as in 2021，280."""
    return "，" in run and all(re.fullmatch(NUMBER, part) for part in run.split("，"))


@cache
def _pattern() -> re.Pattern:
    units = "|".join(_unit(unit) for unit in sorted(_all_units(), key=len, reverse=True))
    more, after = any_of(words("more")), any_of(sum(words("comparators_after").values(), []))
    return re.compile(
        rf"(?<![0-9０-９.．])(?P<number>{NUMBER})(?P<scale>[ \t]*(?:[百千]?万|亿|千|百)(?!元|美元))?"
        rf"(?:[ \t]*(?P<more>{more}))?(?P<scale_after>[万亿](?!元))?(?:{GAP}(?P<unit>{units}))?(?P<after>{after})?"
    )


def _all_units() -> list[str]:
    return sum(words("units").values(), [])


def _unit(unit: str) -> str:
    not_before = words("unit_not_before").get(unit)
    return f"{re.escape(unit)}(?!{any_of(not_before)})" if not_before else re.escape(unit)


def _quantity(text: str, match: re.Match) -> Quantity:
    scale = match["scale"] or ""
    end = max(match.end("number"), match.end("scale"), match.end("scale_after"))
    token = text[match.start() : end]
    comparator, begin, explicit = _before(text, match.start())
    comparator = _after(match) or comparator or "="
    value = Decimal(_plain(match["number"])) * _scale(scale.strip() + (match["scale_after"] or ""))
    unit = unicodedata.normalize("NFKC", match["unit"] or "").replace("㎡", "平方米")
    return Quantity(
        begin=begin, start=match.start(), end=end, stop=match.end(), token=token, value=value.normalize() + 0,
        comparator=comparator, unit=unit, explicit=explicit,
    )  # fmt: skip


def _scale(scale: str) -> int:
    factor = 1
    for character in scale:
        factor *= SCALES[character]
    return factor


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).replace(",", "")


def _before(text: str, start: int) -> tuple[str, int, bool]:
    """Comparator printed directly before `start`, where it begins, and whether it is a sign or a limit."""
    left = text[max(0, start - LOOK_BACK) : start].rstrip(" \t")
    for sign, entries in words("comparators").items():
        for entry in entries:
            if left.endswith(entry) and not left.endswith(("附近", "最近", "公约", "合约", "条约", "节约")):
                return sign, start - (LOOK_BACK if start >= LOOK_BACK else start) + len(left) - len(entry), sign != "~"
    return "", start, False


def _after(match: re.Match) -> str:
    if match["more"]:
        return ">="
    signs = words("comparators_after")
    return next((sign for sign, entries in signs.items() if match["after"] in entries), "")


@cache
def _spoken_pattern() -> re.Pattern:
    zero = any_of(words("zero_results"))
    return re.compile(
        rf"(?P<zero>[零])(?={zero})|(?<![第每统同之一二三四五六七八九十])(?P<few>[一两二三四五六七八九十])(?P<unit>台|辆|宗|起|例)(?!来|到|点|账|案)"
    )


def _spoken(match: re.Match) -> Quantity:
    """A result told in a word: 零失误 is 0, 一台 is 1 台."""
    token = match["zero"] or match["few"]
    value = Decimal(0) if match["zero"] else Decimal(cn2an.cn2an(token.replace("两", "二"), "normal"))
    return Quantity(
        match.start(), match.start(), match.start() + 1, match.end(), token, value, "=", match["unit"] or "", False
    )


def _excluded(text: str) -> bytearray:
    """Marks for every character of a title in 《》, of editor's debris and of a list number."""
    marks = bytearray(len(text) + 1)
    for match in (*TITLES.finditer(text), *ENUMERATOR.finditer(text)):
        marks[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marks


def _is_figure(text: str, q: Quantity) -> bool:
    if NO_FIGURE_BEFORE.search(text[max(0, q.start - LOOK_BACK) : q.start]):
        return False
    if not q.unit and NO_FIGURE_AFTER.match(text, q.end):
        return False
    return not (text[q.start - 1 : q.start] in "(（" and text[q.stop : q.stop + 1] in ")）" and not q.unit)
