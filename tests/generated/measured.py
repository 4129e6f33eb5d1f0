"""Indicators with target and actual, and figures without a target, in the styles of reports in prose."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import yaml

from helpers.reading.records import Indicator, Outcome

from .pen import FIELDS, HERE, SMALL, WORDS, Pen, measure, places, quantity, scaled
from .said import Said, figure, joined, neutral, say

SIGNS = yaml.safe_load((HERE.parent / "reading/forms/generator.yml").read_text(encoding="utf-8"))["signs"]
TOPS = {
    "quantity": "output",
    "quality": "output",
    "timeliness": "output",
    "cost": "output",
    "satisfaction": "satisfaction",
}
SYMBOL = re.compile("[≥≤<>=＝＞＜]")
PERSONS = ("人", "名", "人次")
AREAS = ("亩", "平方米", "平方公里", "公顷")


class Thing(NamedTuple):
    """One measured thing: what was promised and what was attained; `actual` is None where it is left out."""

    name: str
    level2: str
    sign: str
    target: Decimal
    unit: str
    actual: Decimal | None
    actual_sign: str
    actual_unit: str
    polarity: str

    @property
    def met(self) -> bool:
        """Whether a promise of more is kept."""
        enough = self.actual > self.target if self.sign == ">" else self.actual >= self.target
        return self.polarity == "higher" and enough


class Deed(NamedTuple):
    """A figure without a target: what was done, to what, how much of it."""

    verb: str
    thing: str
    number: Decimal
    unit: str
    sign: str


def things(hand: Pen, field: str, deeds: Iterable[str], n: int) -> list[Thing]:
    """These deeds and `n` measures of a field as things that were promised, in the order of their levels."""
    words = FIELDS[field]
    deeds = [_counted(hand, *each.split("|")) for each in deeds]
    rates = [_rated(hand, *each.split("|")) for each in hand.random.sample(words["measures"], n)]
    pleased = [_rated(hand, hand.random.choice(words["satisfied"]), "%", "85", "97", "satisfaction", "+")]
    order = list(WORDS["levels"])
    return sorted([*deeds, *rates, *pleased], key=lambda each: order.index(each.level2))


def target(hand: Pen, of: Thing, *, signs: bool = True) -> Said:
    """What was promised, with its sign or, as in running prose, with the words for it."""
    pattern = _promise(hand, of.sign, signs)
    return say(pattern, number=quantity(hand, of.target, of.unit, numerals=not SYMBOL.search(pattern)))


def actual(hand: Pen, of: Thing, mark: str = "") -> Said:
    """What was attained, with the row of the whole thing; nothing where it is left out."""
    if of.actual is None:
        return Said("")
    return measure(hand, of.actual, of.actual_unit, of.actual_sign, _row(of), mark=mark)


def _row(of: Thing) -> Indicator:
    top = TOPS.get(of.level2, "benefit")
    promised, unit = scaled(of.target, of.unit)
    reached, its_unit = scaled(of.actual, of.actual_unit) if of.actual is not None else ("", "")
    sign = of.actual_sign if of.actual is not None else ""
    sides = (of.sign, promised, unit, sign, reached, its_unit, of.polarity)
    return Indicator("", "", 0, top, of.level2, of.name, *sides, None, None, None, None, "")


def unreported(hand: Pen, of: Thing) -> Said:
    """A target without an actual; the row stands at the target."""
    token = quantity(hand, of.target, of.unit, _row(of), mark="missing", numerals=False)
    return joined([of.name, say(_promise(hand, of.sign, True), number=token)])


def _promise(hand: Pen, sign: str, signs: bool) -> str:
    """One of the ways to print a target with this sign."""
    ways = [each for each in SIGNS[sign] if "≥ " not in each and (signs or not SYMBOL.search(each))]
    return hand.random.choice(ways).replace("{}", "{number}")


def worded(hand: Pen) -> Said:
    """An indicator in words on both sides."""
    name, promised, answer = hand.one("word_names"), hand.one("worded"), hand.one("word_answers")
    sides = ("qualitative", promised, "", "qualitative", answer, "", "higher", None, None, None, None, "")
    row = Indicator("", "", 0, "benefit", "sustainable", name, *sides)
    return say(hand.one("word_pairs"), name=name, target=promised, actual=figure(answer, row))


def deeds(hand: Pen, chosen: Iterable[str]) -> list[Deed]:
    """Figures of what was done."""
    return [_done(hand, *each.split("|")) for each in chosen]


def done(hand: Pen, of: Deed, mark: str = "") -> Said:
    """What was done, in one clause."""
    number = measure(hand, of.number, of.unit, of.sign, _outcome(of), mark=mark)
    pattern = hand.one("deeds")
    behind = say("{number}{thing}", number=number, thing=of.thing)
    return say(pattern, verb=of.verb, thing=of.thing, number=number, number_thing=behind)


def results(hand: Pen, field: str, n: int) -> list[Said]:
    """`n` results that stand for themselves: money, rates, averages."""
    chosen = [each.split("|") for each in hand.random.sample(FIELDS[field]["results"], n)]
    return [_result(hand, *each) for each in chosen]


def chained(hand: Pen) -> Said:
    """What any bureau does, several figures in one sentence."""
    parts: list[Said | str] = []
    for label, low, high, unit in re.findall(r"([^\[\]]+)(?:\[(\d+)-(\d+)([^\]]+)\])?", hand.one("chains")):
        parts.append(label)
        if unit:
            number = Decimal(hand.random.randint(int(low), int(high)))
            sign = hand.random.choice(["="] * 6 + [">="]) if number >= SMALL and unit != "%" else "="
            done = Deed("", re.sub(".*[，、]", "", label), number if sign == "=" else _round(number), unit, sign)
            parts.append(measure(hand, done.number, unit, sign, _outcome(done)))
    return joined([*parts, "。"])


def divided(hand: Pen, field: str) -> Said:
    """A count with its two parts."""
    parts = hand.random.randint(20, 900), hand.random.randint(20, 900)
    whole = sum(parts)
    verb, unit, *labels = hand.random.choice(FIELDS[field]["wholes"]).split("|")
    listed = [
        joined(
            [label, quantity(hand, Decimal(n), unit, _outcome(Deed("", label, Decimal(n), unit, "=")), mark="share")]
        )
        for label, n in zip(labels, parts, strict=False)
    ]
    total = quantity(hand, Decimal(whole), unit, _outcome(Deed("", verb, Decimal(whole), unit, "=")), mark="count")
    words = {"year": "本", "verb": verb, "whole": total}
    return say(
        hand.one("whole_of").replace("{year}年", "年度内"), parts=joined(listed, hand.random.choice("、，")), **words
    )


def surveyed(hand: Pen) -> Said:
    """A survey: how many were asked, and what share of them is satisfied."""
    sent = hand.random.randint(60, 900)
    back = sent - hand.random.randint(0, 20)
    share = places(Decimal(hand.random.randint(8800, 9990)) / 100, hand.random.choice([0, 1, 2]))
    counts = [quantity(hand, Decimal(n), "份", _outcome(Deed("", "问卷", Decimal(n), "份", "="))) for n in (sent, back)]
    row = _outcome(Deed("", "满意率", share, "%", "="))
    return say(hand.one("surveys"), sent=counts[0], back=counts[1], rate=quantity(hand, share, "%", row))


def planned(hand: Pen, field: str, words: dict[str, str]) -> Said:
    """What is to be done next year, no result."""
    verb, thing, unit, low, high = hand.random.choice(FIELDS[field]["deeds"]).split("|")
    number = f"{hand.random.randint(int(low), int(high))}{unit}"
    return neutral(say(hand.one("plans"), verb=verb, thing=thing, number=number, **words).text)


def kind(unit: str) -> str:
    """The kind of a figure by its unit."""
    if unit in ("%", "‰"):
        return "rate"
    if unit in PERSONS:
        return "persons"
    return "money" if unit in ("元", "万元", "亿元") else "area" if unit in AREAS else "count"


def _outcome(of: Deed) -> Outcome:
    value, unit = scaled(of.number, of.unit)
    return Outcome("", "", 0, "other", of.thing, value, unit, of.sign, kind(unit), 0, 0, "")


def _result(hand: Pen, label: str, unit: str, low: str, high: str, decimals: str) -> Said:
    span = Decimal(high) - Decimal(low)
    value = places(Decimal(low) + span * Decimal(hand.random.random()), int(decimals))
    return joined([label, quantity(hand, value, unit, _outcome(Deed("", label, value, unit, "=")))])


def _done(hand: Pen, verb: str, thing: str, unit: str, low: str, high: str) -> Deed:
    sign = hand.random.choice(["="] * 7 + [">=", ">", "~"])
    n = _between(hand, low, high)
    sign = sign if n >= SMALL else "="
    return Deed(verb, thing, n if sign == "=" else _round(n), unit, sign)


def _counted(hand: Pen, verb: str, thing: str, unit: str, low: str, high: str) -> Thing:
    """A count that was promised: the actual meets it in most cases."""
    promised = _between(hand, low, high)
    promised = _round(promised) if promised >= SMALL and hand.chance(0.6) else promised
    reached = max(
        Decimal(1),
        (promised * hand.random.choice([1, 1, Decimal("1.06"), Decimal("1.3"), Decimal("0.9")])).to_integral(),
    )
    sign, actual_sign = hand.random.choice([">=", ">=", "=", ">"]), hand.random.choice(["="] * 8 + [">=", "~"])
    reached, actual_sign = (_round(reached), actual_sign) if reached >= SMALL and actual_sign != "=" else (reached, "=")
    return Thing(f"{verb}{thing}", "quantity", sign, promised, unit, reached, actual_sign, unit, "higher")


def _rated(hand: Pen, name: str, unit: str, low: str, high: str, level2: str, direction: str) -> Thing:
    """A rate, a cost, an average that was promised."""
    decimals = max(-Decimal(low).as_tuple().exponent, -Decimal(high).as_tuple().exponent)
    span = Decimal(high) - Decimal(low)
    promised = places(Decimal(low) + span * Decimal(hand.random.random()), decimals)
    more = direction == "+"
    factor = Decimal(hand.random.choice([1, 1.02, 1.05]) if more else hand.random.choice([1, 0.9, 0.85]))
    reached = places(promised * factor, max(decimals, hand.random.choice([0, 1, 2])) if unit == "%" else decimals)
    reached = min(reached, Decimal(100)) if unit == "%" else reached
    sign = hand.random.choice([">=", ">=", "="] if more else ["<=", "<=", "<"])
    actual_sign = hand.random.choice(["="] * 9 + ([">="] if more and unit == "%" else ["="]))
    return Thing(name, level2, sign, promised, unit, reached, actual_sign, unit, "higher" if more else "lower")


def _between(hand: Pen, low: str, high: str) -> Decimal:
    """A count between two bounds, small ones more often than large ones."""
    share = hand.random.random() ** 2
    return Decimal(int(int(low) + (int(high) - int(low)) * share))


def _round(n: Decimal) -> Decimal:
    """The count with two digits that tell, one where it has no more than two."""
    return n.quantize(Decimal(1).scaleb(max(1, n.adjusted() - 1))).quantize(Decimal(1))
