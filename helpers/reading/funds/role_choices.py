"""The role of an amount of money by all its words at once: a choice model beside the rules.

Rules know the words and forms that somebody wrote for them. In three multinomial logits, of stage, source and category,
each sign of an amount has a weight for each value instead: pairs and triples of characters before it, pairs behind it,
what its words say, and what the rules say of the amounts beside it. No sign tells how large it is, so that a wrong
figure is read as a right one is, and the audit finds it. What the rules say of the amount itself weighs as much as it
is worth in documents that nobody had opened when they were made. Chosen is the value of the highest sum; an amount that
is likelier no money of the unit has no row.

`role_choices.csv` has the weights, in hundredths of a logarithm of odds, whose sums are exact in whatever order;
`benchmarks/role_choices.py` estimates them by maximum likelihood with a ridge.
"""

import csv
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.reading.funds.found import LONGEST_NAME
from helpers.reading.funds.funds import Read
from helpers.reading.funds.names import says_no_use
from helpers.reading.funds.words import CLAUSE_END
from helpers.reading.records import Fund, Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import WAN, wan

FILE = Path(__file__).with_name("role_choices.csv")
OF = ("stage", "source", "category")
NONE = ""  # the value of an amount that is no money of the unit
RULES = ("rules, silent", "rules, left out", "rules, own words", "rules, other words")  # how the rules say a value
LEFT_OUT = ("foreign", "other year")  # signs that the rules take an amount for no money of the unit
PLACES, UNIT = 2, 100  # of a chance; weights for a logarithm of odds of 1
OWN, BEFORE, BEHIND = 14, 40, 14  # characters that are looked at: of the own clause, since the amount before, behind
EDGE, DIGITS, ENDS = re.compile(r"[：:（()）]"), re.compile(r"\d[\d.,，]*"), re.compile(r"[。；;\n\d]")
OPEN, ASIDE, BLANK = re.compile(r"[（(][^）)]*$"), re.compile(r"[（(][^（()）]*[)）]"), re.compile(r"\s+")
TOLD = ("其中", "包括", "分别", "合计", "预算", "执行", "支出", "到位", "下达", "拨付", "收入", "结转", "年初", "调整")

Signs = frozenset[str]
Role = dict[str, str]  # stage, source and category


class Amount(NamedTuple):
    """An amount, what the rules read of its words, and the row that they have of it, None without one."""

    q: Quantity
    read: Read
    row: Fund | None

    @property
    def role(self) -> Role:
        """What the rules say that it is."""
        return {of: getattr(self.row, of) if self.row else NONE for of in OF}


class Choice(NamedTuple):
    """The likeliest stage, source and category, and how likely they are right together, from 0 to 1."""

    role: Role
    chance: Decimal


class Weights(NamedTuple):
    """The weights of signs, a row of `of_signs` each at its place in `places`, for the values of stage, source and
    category, whose `columns` are named; those of what the rules say, by how they do."""

    places: dict[str, int]
    columns: dict[str, dict[str, int]]
    of_signs: np.ndarray
    rules: dict[str, int]


def chosen(
    page: layout.Layout, money: list[Quantity], rows: list[Fund], reads: Mapping[int, Read], report_id: str, only: str
) -> list[Fund]:
    """The rows of those among the quantities that are likeliest `money` of the unit, each with its likeliest stage,
    source and category and how likely these are; line and project are as the rules have them. `only` is the project of
    a report on one."""
    told = as_told(money, rows, reads)
    known = weights()
    choices = [likeliest(own, each.role, known) for own, each in zip(signs(page, told, only), told, strict=True)]
    return [
        (each.row or _new(page, each, role, report_id, only))._replace(**role, chance=chance)
        for each, (role, chance) in zip(told, choices, strict=True)
        if role["stage"] != NONE
    ]


def as_told(quantities: list[Quantity], rows: list[Fund], reads: Mapping[int, Read]) -> list[Amount]:
    """The amounts among `quantities` with what the rules say of them."""
    by_place = {row.start: row for row in rows}
    return [Amount(q, reads.get(q.start, Read()), by_place.get(q.start)) for q in quantities if q.unit in WAN]


def likeliest(own: Signs, told: Role, known: Weights) -> Choice:
    """The values of the highest sums of the weights of an amount's signs, `told` being those of the rules; none of an
    amount that is no money of the unit."""
    sums = known.of_signs[[known.places[sign] for sign in own if sign in known.places]].sum(axis=0)
    rules = known.rules[by_rules(own, told)]
    found, chance = {}, 1.0
    for of, columns in known.columns.items():
        utility = {value: sums[column] + rules * (value == told[of]) for value, column in columns.items()}
        found[of] = max(utility, key=utility.__getitem__)
        chance /= sum(math.exp((each - utility[found[of]]) / UNIT) for each in utility.values())
        if found["stage"] == NONE:
            return Choice(dict.fromkeys(OF, NONE), round(Decimal(chance), PLACES))
    return Choice({of: value or "total" for of, value in found.items()}, round(Decimal(chance), PLACES))


def by_rules(own: Signs, told: Role) -> str:
    """How the rules say what an amount is: not at all, as left out by what they read, by its own words or by others."""
    if told["stage"] == NONE:
        return RULES[0] if own.isdisjoint(LEFT_OUT) else RULES[1]
    return RULES[2] if f"said {told['stage']}" in own else RULES[3]


@cache
def weights() -> Weights:
    """What role_choices.csv says."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        (_, *names), *rows = csv.reader(lines)
    columns: dict[str, dict[str, int]] = {of: {} for of in OF}
    for column, name in enumerate(names):
        of, _, value = name.partition(":")
        columns[of][value] = column
    rules = {sign: int(own[0]) for sign, *own in rows if sign in RULES}
    known = [(sign, own) for sign, *own in rows if sign not in RULES]
    places = {sign: place for place, (sign, _) in enumerate(known)}
    return Weights(places, columns, np.array([own for _, own in known], int), rules)


def signs(page: layout.Layout, told: list[Amount], only: str) -> Iterator[Signs]:
    """The signs of each amount."""
    for place, each in enumerate(told):
        last = told[place - 1] if place else None
        following = told[place + 1] if place + 1 < len(told) else None
        own = {*_of_words(page, each.q, last, only), *_of_read(each.read)}
        yield frozenset({*own, *_beside("last", last), *_beside("next", following)})


def _of_words(page: layout.Layout, q: Quantity, last: Amount | None, only: str) -> Iterator[str]:
    """What the words around an amount are and say."""
    start, _ = layout.sentence(page, q.start)
    left = page.text[max(start, last.q.stop if last else 0) : q.begin]
    sentence, behind = page.text[start : q.begin], ENDS.split(page.text[q.stop : q.stop + BEHIND])[0]
    yield from _runs("own", EDGE.split(ASIDE.sub("", CLAUSE_END.split(left)[-1]))[-1][-OWN:], 2, 3)
    yield from _runs("before", left[-BEFORE:], 2, 3)
    yield from _runs("behind", behind, 2)
    yield from (f"told {word}" for word in TOLD if word in sentence)
    yield from ["bracket"] * bool(OPEN.search(sentence))
    yield f"in {q.unit}"
    yield "project" if only or page.projects else "department"


def _of_read(read: Read) -> Iterator[str]:
    """What the rules read of the words of an amount."""
    said, whole = read.said, read.stack[-1]
    yield from (f"said {value}" for value in (said.stage, said.source, said.category) if value)
    yield from [f"verb {said.verb.stage}"] * bool(said.verb.stage)
    yield from (f"{'part' if whole.parts else 'behind'} of {value}" for value in (whole.stage, whole.category) if value)
    yield f"{said.stage} told last {whole.told}"
    is_so = {
        "weak": said.weak, "named": said.named, "sum": said.total, "share": said.share, "topic": said.topic,
        LEFT_OUT[0]: read.foreign, LEFT_OUT[1]: read.dated.other,
    }  # fmt: skip
    yield from (name for name, so in is_so.items() if so)


def _runs(name: str, words: str, *lengths: int) -> Iterator[str]:
    """The runs of characters of these lengths, numbers being one character."""
    words = f"^{BLANK.sub(' ', DIGITS.sub('0', words))}$"
    yield from (f"{name} {words[i : i + n]}" for n in lengths for i in range(len(words) - n + 1))


def _beside(name: str, other: Amount | None) -> Iterator[str]:
    """What the rules say of the amount before or behind one."""
    yield from (f"{name} {of} {value}" for of, value in other.role.items()) if other else [f"{name} none"]


def _new(page: layout.Layout, each: Amount, role: Role, report_id: str, only: str) -> Fund:
    """The row of an amount of which no rule knows a stage, with the name of its use as its line."""
    q, name = each.q, each.read.said.name
    number = layout.project(page, q.start) or only
    named = role["source"] == "total" and not says_no_use(name) and len(name) <= LONGEST_NAME
    project = f"{report_id}-{number}" if number else ""
    return Fund(
        report_id, project, name if named else "", **role, amount_wan=wan(q), start=q.start, end=q.end, token=q.token
    )
