"""Who reports, and what stands around the figures: leads, problems, changes, ranks, numbers that are no figures."""

from typing import NamedTuple

from .measured import planned
from .pen import FIELDS, WORDS, Pen
from .said import Said, joined, neutral, say


class Unit(NamedTuple):
    """Who reports on which year."""

    field: str
    level: str
    place: str
    agency: str
    province: str
    year: int

    @property
    def words(self) -> dict[str, str]:
        """What patterns say of the unit."""
        years = {"year": f"{self.year}", "next": f"{self.year + 1}", "last": f"{self.year - 1}"}
        return years | {"place": self.place, "agency": self.agency, "short": self.place[0]}


def unit(hand: Pen) -> Unit:
    """A unit of some field and level, with the year it reports on."""
    field = hand.random.choice(list(FIELDS))
    level = hand.random.choice(["county", "county", "county", "prefecture", "prefecture", "institution"])
    place = hand.one("places") + hand.random.choice(WORDS["ends"][level])
    agency = place + hand.random.choice(FIELDS[field]["agencies"][level])
    return Unit(field, level, place, agency, hand.one("provinces"), hand.random.randint(2019, 2024))


def lead(hand: Pen, of: Unit) -> Said:
    """What a report begins with."""
    number = say(hand.one("document_numbers"), n=_some(hand, 90), **of.words)
    return say(hand.one("leads"), number=number, **of.words)


def background(hand: Pen, of: Unit, name: str) -> Said:
    """Why there is the project: plan names and dates, no figures."""
    return say(hand.one("backgrounds"), name=name, n=_some(hand, 9), m=_some(hand, 12), **of.words)


def problems(hand: Pen, of: Unit) -> Said:
    """What went wrong and what is to be done."""
    parts = [hand.one("problems"), say(hand.one("outlook"), m=_some(hand, 12), **of.words)]
    return joined([*parts, planned(hand, of.field, of.words)] if hand.chance(0.3) else parts)


def above(hand: Pen, of: Unit) -> list[Said]:
    """What may stand above a title."""
    said = say(hand.one("above"), n=_some(hand, 6), numeral=hand.random.choice("一二三"), **of.words)
    return [said] if hand.chance(0.15) else []


def below_title(hand: Pen, of: Unit) -> list[Said]:
    """What may stand directly below a title."""
    return [say(hand.one("below_title"), **of.words)] if hand.chance(0.25) else []


def management(hand: Pen, of: Unit) -> Said:
    """How the money is managed: words of money and no figure."""
    return joined(say(each, **of.words) for each in hand.random.sample(WORDS["management"], hand.random.randint(1, 2)))


def asides(hand: Pen, of: Unit) -> Said:
    """Changes, ranks and names with numbers, in one sentence."""
    said = [_change(hand, of), _rank(hand), say(hand.one("asides"), n=_some(hand, 9))]
    said += [Said(hand.one("labels_with_numbers")), neutral(say(hand.one("uncertain"), n=_some(hand, 9)).text)]
    return joined([joined(hand.random.sample(said, hand.random.randint(1, 3)), "，"), "。"])


def signature(hand: Pen, of: Unit, named: bool) -> Said:
    """When a report was signed, by whom, and whom to call; by whom in any case where it is not `named` above."""
    phone = f"0{hand.random.randint(310, 999)}-{hand.random.randint(2_000_000, 8_999_999)}"
    ways = [each for each in WORDS["signatures"] if named or "{agency}" in each]
    return say(hand.random.choice(ways), m=_some(hand, 6), d=_some(hand, 28), phone=phone, **of.words)


def _change(hand: Pen, of: Unit) -> Said:
    share = f"{hand.random.randint(1, 40)}.{hand.random.randint(1, 9)}%"
    words = of.words | {"what": hand.one("change_things"), "rate": share, "count": f"{_some(hand, 90)}件"}
    return neutral(say(hand.one("changes"), **words).text)


def _rank(hand: Pen) -> Said:
    return neutral(say(hand.one("ranks"), n=_some(hand, 9), m="14").text)


def _some(hand: Pen, most: int) -> str:
    return f"{hand.random.randint(1, most)}"
