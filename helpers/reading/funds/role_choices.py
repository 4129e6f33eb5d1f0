"""The roles of the amounts of money of a text: what is planned, received, spent or carried over, from which source, for
what, and what is no money of the unit.

One amount after another, each value is chosen by a multinomial logit: stage, then source by the stage, category by
both, and by all three whether the amount is that of a line of the budget. Each sign of an amount (`signs`) has a weight
for each value, among them the roles chosen for the amounts before it, which makes this a maximum entropy Markov model
(McCallum, Freitag and Pereira 2000). Chosen is the value of the highest sum.

`role_choices.csv` has the weights, in hundredths of a logarithm of odds, whose sums are exact in whatever order;
`benchmarks/role_choices.py` estimates them by maximum likelihood with a ridge from documents that people coded.
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.reading.funds import signs
from helpers.reading.funds.amounts import Amount
from helpers.reading.funds.signs import Role

FILE = Path(__file__).with_name("role_choices.csv")
OF = ("stage", "source", "category", "line")
CHECKED = OF[:3]  # whose chance is told
NONE = ""  # the stage of an amount that is no money of the unit
NO_MONEY = ("",) * len(OF)
PLACES, UNIT = 2, 100  # of a chance; weights for a logarithm of odds of 1


class Choice(NamedTuple):
    """The role of an amount, and how likely its stage, source and category are right together, from 0 to 1."""

    role: Role
    chance: Decimal


class Weights(NamedTuple):
    """The weights of signs, a row each at its place in `places`, for the values of each part of a role, whose columns
    are named."""

    places: dict[str, int]
    columns: dict[str, dict[str, int]]
    of_signs: np.ndarray


def chosen(told: Sequence[Amount], single: bool, known: Weights | None = None) -> list[Choice]:
    """The choice for each of the amounts of a text, in order; `single`: they are told of projects."""
    known, found = known or weights(), []
    roles: list[Role] = []
    for place in range(len(told)):
        own = signs.of_words(told, place, single).union(signs.of_roles(told, roles, place))
        found.append(likeliest(own, known))
        roles.append(found[-1].role)
    return found


def likeliest(own: signs.Signs, known: Weights) -> Choice:
    """The values of the highest sums of the weights of an amount's signs, one after the other; all empty of an amount
    that is no money of the unit."""
    sums, joint = _sum(own, known), signs.joint(own)
    role: list[str] = []
    chance = 1.0
    for of, columns in known.columns.items():
        utility = (sums + _sum(signs.given(tuple(role), joint), known) if role else sums).tolist()
        value = max(columns, key=lambda value: utility[columns[value]])
        if of in CHECKED:
            chance /= sum(math.exp((utility[each] - utility[columns[value]]) / UNIT) for each in columns.values())
        role.append(value)
        if role[0] == NONE:
            return Choice(NO_MONEY, round(Decimal(chance), PLACES))
    return Choice(tuple(role), round(Decimal(chance), PLACES))


def _sum(own: Iterable[str], known: Weights) -> np.ndarray:
    places = [place for sign in own if (place := known.places.get(sign)) is not None]
    return known.of_signs[places].sum(axis=0, dtype=int)


@cache
def weights() -> Weights:
    """What role_choices.csv says."""
    table = pd.read_csv(FILE, index_col="sign").fillna(0)
    columns: dict[str, dict[str, int]] = {of: {} for of in OF}
    for column, name in enumerate(table.columns):
        of, _, value = name.partition(":")
        columns[of][value] = column
    places = {sign: place for place, sign in enumerate(table.index)}
    return Weights(places, columns, table.to_numpy(np.int16))
