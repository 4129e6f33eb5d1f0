"""The points a unit gives itself: criteria that add up to the total, and how they are told."""

from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Score

from .pen import WORDS, Pen, digits
from .said import Said, figure, joined, say

MAXIMA = [(10, 50, 30, 10), (20, 20, 40, 20), (15, 25, 35, 25), (10, 25, 35, 30), (20, 30, 30, 20)]
GOOD = 90


class Criterion(NamedTuple):
    """A criterion with the points it can have and those it got."""

    name: str
    most: Decimal
    points: Decimal


def criteria(hand: Pen) -> list[Criterion]:
    """Four criteria that can have 100 points together."""
    names = hand.one("criteria")
    return [
        Criterion(name, Decimal(most), _reached(hand, most))
        for name, most in zip(names, hand.random.choice(MAXIMA), strict=True)
    ]


def standards(hand: Pen) -> list[Criterion]:
    """Criteria of a department that can have 100 points together."""
    names = hand.random.sample(WORDS["standards"], 12)
    most = [5, 10, 5, 10, 15, 5, 10, 10, 5, 10, 10, 5]
    return [
        Criterion(name, Decimal(m), Decimal(m) if hand.chance(0.7) else m - Decimal("0.5"))
        for name, m in zip(names, most, strict=True)
    ]


def total(hand: Pen, points: Decimal) -> Said:
    """The self score in a sentence."""
    row = Score("", 0, "总分", "自评得分", points, None, None, None, "")
    pattern = hand.one("totals") + hand.one("grades")
    grade = hand.random.choice(["优", "优秀"]) if points >= GOOD else "良"
    return say(pattern, total=figure(digits(hand, points), row, mark="total"), grade=grade)


def listed(hand: Pen, of: list[Criterion]) -> Said:
    """All criteria in one sentence."""
    pattern = hand.one("listed_points")
    return say(hand.one("listed"), list=joined([_told(hand, pattern, each) for each in of], hand.random.choice("，；")))


def heading(hand: Pen, of: Criterion) -> Said:
    """The name of a criterion with its points, as a heading has them."""
    return joined([of.name, _told(hand, hand.one("heading_points"), of)])


def judged(hand: Pen, of: Criterion) -> Said:
    """A criterion with why it has its points."""
    pattern = hand.one("full_points" if of.points == of.most and hand.chance(0.7) else "own_points")
    said = _told(hand, pattern, of)
    if pattern.startswith("（"):
        return joined([of.name, said._replace(text=said.text)])
    return joined([of.name, "，", hand.one("standard_facts"), said])


def earned(hand: Pen, name: str, points: Decimal) -> Said:
    """Points of one indicator, its maximum not printed."""
    return figure(digits(hand, points), Score("", 0, "", name, points, None, None, None, ""))


def _told(hand: Pen, pattern: str, of: Criterion) -> Said:
    row = Score("", 0, of.name, of.name, of.points, of.most, None, None, "")
    return say(
        pattern, name=of.name, most=digits(hand, of.most), points=figure(digits(hand, of.points), row, mark="points")
    )


def _reached(hand: Pen, most: int) -> Decimal:
    lost = hand.random.choice([0, 0, Decimal("0.5"), 1, Decimal("1.25"), 2])
    return Decimal(most) - lost
