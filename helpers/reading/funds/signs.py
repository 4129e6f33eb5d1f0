"""Signs of an amount of money, from which its role is estimated: runs of the characters around it, what its words say,
how it is placed among others, and what those before it are.

No sign tells how large an amount is, so that a wrong figure is read as a right one is, and the audit finds it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from helpers.reading.funds.amounts import Amount
from helpers.reading.funds.words import Said, categories, stages

NUMBER, BLANK, JOINTS = re.compile(r"\d[\d.,，]*"), re.compile(r"\s+"), "、，,；; \t和及与"
OWN, LEFT, BEHIND, TITLE, NAME = 14, 40, 20, 20, 10  # characters that are looked at
TOLD = ("其中", "包括", "分别", "合计", "预算", "执行", "支出", "到位", "下达", "拨付", "收入", "结转", "年初", "调整")
FAR, REACH = 3, 30  # amounts before or behind it are counted up to; those before it that are looked at

Signs = frozenset[str]
Role = tuple[str, ...]  # stage, source, category, and whether it is of a line
NO_ROLE = ("none",) * 4  # of an amount before the first
JOINT = ("said ", "as ", "last 0", "last 1", "last 2", "whole 0", "whole 1", "whole 2")


def of_words(told: Sequence[Amount], place: int, single: bool) -> Signs:
    """The signs of the amount at this place by its own words and those of the amounts beside it; `single`: it is told
    of one project."""
    return frozenset(_of_words(told, place, single))


def _of_words(told: Sequence[Amount], place: int, single: bool) -> Iterator[str]:
    each, last, following = told[place], told[max(0, place - 1)], told[min(place + 1, len(told) - 1)]
    yield from _runs("own", each.clause[-OWN:], 2, 5)
    yield from _runs("left", each.left[-LEFT:], 2, 3)
    name = NUMBER.sub("0", each.name)
    yield from (f"name {name[-length:]}" for length in (1, 2, 3, 4, NAME))
    yield from _runs("behind", NUMBER.split(each.behind)[0][:BEHIND], 2, 2)
    yield from _runs("further", each.behind[:BEHIND], 2, 3)
    yield from _runs("title", each.title[:TITLE], 2, 2)
    yield from _said("said", each.said)
    yield "says {}/{}/{}".format(*each.said)
    yield from _said("last says", last.said) if place else ["first"]
    yield from _said("next says", following.said) if following is not each else ["last"]
    yield from _named(each)
    yield from _placed(told, place)
    yield "project" if single else "department"


def _runs(name: str, words: str, shortest: int, longest: int) -> Iterator[str]:
    """The runs of characters of these lengths, numbers being one character."""
    words = f"^{BLANK.sub(' ', NUMBER.sub('0', words))}$"
    for length in range(shortest, longest + 1):
        yield from (f"{name} {words[i : i + length]}" for i in range(len(words) - length + 1))


def _said(name: str, said: Said) -> Iterator[str]:
    yield from (f"{name} {value}" for value in said if value)


def _named(each: Amount) -> Iterator[str]:
    """The stages and categories that the words before an amount and the title above it name."""
    left, before = _stages(each.left), _stages(each.sentence)
    yield from (f"left names {stage}" for stage in left)
    yield from (f"title names {stage}" for stage in _stages(each.title))
    yield from (f"title names {category}" for category in _categories(each.title))
    yield from (f"sentence names {category}" for category in _categories(each.sentence))
    yield f"left names at last {''.join(left[-1:])}"
    yield f"sentence names at last {''.join(before[-1:])}"
    yield f"sentence names at first {''.join(before[:1])}"
    yield from (f"sentence has {word}" for word in TOLD if word in each.sentence)


def _placed(told: Sequence[Amount], place: int) -> Iterator[str]:
    """How an amount is placed among others."""
    each = told[place]
    yield f"as {each.way}"
    yield f"opens {each.opens}"
    yield f"joined by {each.left[:1]}" if not each.opens else "not joined"
    yield from ["joined alone"] * (not each.left.strip(JOINTS))
    yield f"before it {min(place, FAR)}"
    yield f"behind it {min(len(told) - 1 - place, FAR)}"
    yield f"in {each.q.unit}"
    yield from ["other year"] * each.dated.other


def of_roles(told: Sequence[Amount], roles: Sequence[Role], place: int) -> Iterator[str]:
    """The signs of the amount at this place by the `roles` of those before it."""
    each, said = told[place], told[place].said
    last, near = (roles[place - 1] if place else NO_ROLE), "" if each.opens else " near"
    yield from (f"last {of} {value}{near}" for of, value in enumerate(last))
    yield f"last {last[0]} as {each.way}{near}"
    yield f"last {last[0]} says {said.stage}{near}"
    yield f"last {last[0]} {last[2]} joined by {each.left[:1]}"
    yield f"last {last[1]} as {each.way} says {said.source}"
    yield f"last {last[2]} as {each.way} says {said.category}"
    yield f"last {last[0]} said {told[place - 1].said.stage if place else ''} says {said.stage}"
    yield f"last two {roles[place - 2][0] if place > 1 else ''} {last[0]}"
    yield from _of_whole(each, roles)
    yield from _of_seen(told, roles, place)


def _of_whole(each: Amount, roles: Sequence[Role]) -> Iterator[str]:
    """The signs of a part by the role of what it is a part of."""
    if each.whole is None:
        yield "no part"
        return
    whole, said = roles[each.whole], each.said
    yield from (f"whole {of} {value}" for of, value in enumerate(whole))
    yield f"whole {whole[0]} as {each.way} says {said.stage}"
    yield f"whole {whole[2]} says {said.category}"
    yield f"whole {whole[0]} {whole[1]} says {said.source}"


def _of_seen(told: Sequence[Amount], roles: Sequence[Role], place: int) -> Iterator[str]:
    """The signs by the stages that were told before, in the sentence and near it, and by the last total."""
    each, near = told[place], range(place - 1, max(-1, place - 1 - REACH), -1)
    begin = each.q.begin - len(each.sentence)
    here = {roles[i][0] for i in near if told[i].q.start >= begin}
    yield from (f"here {stage}" for stage in here)
    yield f"says {each.said.stage} {each.said.stage in here} as {each.way}"
    yield from (f"before {stage}" for stage in {roles[i][0] for i in near})
    stage, _, category, _ = next((roles[i] for i in near if told[i].whole is None and roles[i][0]), NO_ROLE)
    yield f"total {stage} says {each.said.stage}"
    yield f"total {stage}"
    yield f"total {category}"


def joint(own: Signs) -> list[str]:
    """Those of the signs of an amount that tell together with its stage."""
    return [sign for sign in own if sign.startswith(JOINT)]


def given(role: Role, joint: list[str]) -> Iterator[str]:
    """The signs for the next part of a role, by the parts chosen before it and the `joint` signs of the amount."""
    stage, *others = role
    yield f"is {stage}"
    yield from (f"is {stage}, {sign}" for sign in joint)
    if others:
        yield f"is of {others[0]}"
        yield f"is {stage} of {others[0]}"
    if others[1:]:
        yield f"is {others[0]} {others[1]}"


@lru_cache(maxsize=4096)
def _stages(text: str) -> tuple[str, ...]:
    return tuple(stages(text))


@lru_cache(maxsize=4096)
def _categories(text: str) -> tuple[str, ...]:
    return tuple(categories(text))
