"""How one report prints its numbers: thousands commas, gaps, full-width digits, signs of percent and limits."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

import cn2an
import yaml

from .said import Said, figure, joined, say

HERE = Path(__file__).parent
WORDS = yaml.safe_load((HERE / "prose.yml").read_text(encoding="utf-8"))
FIELDS = yaml.safe_load((HERE / "fields.yml").read_text(encoding="utf-8"))
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
SMALL = 30  # counts below may be printed in Chinese numerals
NUMERABLE = tuple("人名个家台件场次座项处期辆所")  # where these units stand behind them


class Pen(NamedTuple):
    """The hand of one report; everything that is left open is drawn from `random`."""

    random: Random
    commas: bool
    gap: str
    wide: bool
    percent: str
    yuan: bool
    item: str
    paragraph: str

    def one(self, name: str) -> str:
        """One of the wordings of prose.yml that stand under a name."""
        return self.random.choice(WORDS[name])

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability


def pen(random: Random) -> Pen:
    """A hand drawn at random."""
    percent = random.choice(["%"] * 5 + ["％"])
    gap = random.choice([""] * 6 + [" "])
    return Pen(
        random,
        random.random() < 0.35,
        gap,
        random.random() < 0.04,
        percent,
        random.random() < 0.08,
        random.choice(WORDS["items"]),
        random.choice(WORDS["paragraphs"]),
    )


def digits(hand: Pen, value: Decimal) -> str:
    """A number in figures."""
    plain = f"{value:,f}" if hand.commas else f"{value:f}"
    if "." in plain and not (hand.commas and hand.chance(0.2)):
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(WIDE) if hand.wide else plain


def money(hand: Pen, wan: Decimal, *rows: tuple, mark: str = "") -> Said:
    """An amount of 万元 with its unit: in 万元, in 亿元 where it is round, in 元 where the report counts so."""
    if wan >= 10_000 and wan == wan.to_integral() and hand.chance(0.5):
        return joined([figure(digits(hand, wan / 10_000), *rows, mark=mark), "亿元"], hand.gap)
    if hand.yuan:
        return joined([figure(digits(hand, wan * 10_000), *rows, mark=mark), "元"], hand.gap)
    if wan == wan.to_integral() and wan and hand.chance(0.02):
        return joined(["人民币", figure(cn2an.an2cn(int(wan), "up"), *rows, mark=mark), "万元整"])
    return joined([figure(digits(hand, wan), *rows, mark=mark), "万元"], hand.gap)


def rate(hand: Pen, value: Decimal, *rows: tuple, mark: str = "") -> Said:
    """A percentage."""
    return joined([figure(digits(hand, value), *rows, mark=mark), hand.percent], hand.gap)


def measure(hand: Pen, value: Decimal, unit: str, sign: str, *rows: tuple, mark: str = "") -> Said:
    """A number with its unit and, by its sign, the words that make it a bound or a rough one."""
    token, unit = _token(hand, value, unit)
    number = figure(token, *rows, mark=mark)
    ways = WORDS["bounds" if unit in ("%", "％") or "." in token else "qualifiers"][sign]
    return say(hand.random.choice(ways), number=number, unit=f"{hand.gap}{unit}")


def quantity(hand: Pen, value: Decimal, unit: str, *rows: tuple, mark: str = "", numerals: bool = True) -> Said:
    """A number with its unit and nothing else; small counts are now and then in Chinese numerals."""
    token, unit = _token(hand, value, unit)
    if numerals and unit in NUMERABLE and 1 < value < SMALL and hand.chance(0.05):
        token = "两" if value == 2 else cn2an.an2cn(int(value), "low").removeprefix("一" if 10 <= value < 20 else " ")
        return joined([figure(token, *rows, mark=mark), unit])
    return joined([figure(token, *rows, mark=mark), unit], hand.gap)


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A number and its unit as the tables have them: 万 before a unit of count is multiplied out."""
    counted = unit.startswith("万") and unit != "万元"
    return (value * 10_000, unit[1:]) if counted else (value, unit)


def places(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _token(hand: Pen, value: Decimal, unit: str) -> tuple[str, str]:
    """What is printed of a number and its unit."""
    if unit == "%":
        return digits(hand, value), hand.percent
    if unit.startswith("万") and unit != "万元":
        return digits(hand, value) + "万", unit[1:]
    if value >= 10_000 and value % 100 == 0 and "元" not in unit and hand.chance(0.6):
        return digits(hand, value / 10_000) + "万", unit
    return digits(hand, value), unit
