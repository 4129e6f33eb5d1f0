"""What stands before the tables of a form that has one cell a line: labels with what they say, goals beside results."""

import itertools
import re
from collections.abc import Iterator

from helpers.reading.forms.cells import number
from helpers.reading.forms.filling import Part
from helpers.reading.forms.units import LABEL, said_unit
from helpers.reading.forms.words import role

PROSE = re.compile("，.*。$|.{80}")
TOLD = re.compile("[，。；、,;]")
NUMBERED = re.compile("目标[0-9一二三四五六七八九十]{1,2}[:：.、]")
TITLE = re.compile(r"自评(?:报告)?表")
MOST_GOALS = 4  # sentences of a line each


def head_rows(parts: list[Part]) -> Iterator[list[tuple[int, Part]]]:
    """The rows before the blocks: a label with the line that follows it, or a line alone; prose is left out. Goals and
    results that stand by turns below their labels have these above each of them."""
    parts, at = parts[_head_begins(parts) :], 0
    while at < len(parts):
        if told := _told(parts[at:]):
            for goal, result in told:
                yield list(enumerate(parts[at : at + 2]))
                yield [(0, goal), (1, result)]
            at = parts.index(told[-1][1]) + 1
            continue
        row = 2 if _is_pair(parts, at) else 1
        yield list(enumerate(parts[at : at + row]))
        at += row


def _is_pair(parts: list[Part], at: int) -> bool:
    """Whether a line is a label and the next one what it says."""
    said, beside = parts[at].text, parts[at + 1].text if at + 1 < len(parts) else ""
    told = role("head_labels", said) and not role("head_labels", beside)
    money = role("money_roles", said) or role("money_sources", said)
    unit = LABEL.fullmatch(said) and said_unit([said, beside])
    return bool(beside and (told or unit or (money and number(beside) and not number(said))))


def _told(parts: list[Part]) -> list[tuple[Part, Part]]:
    """The goals with their results that stand below the labels of both: one sentence of each and no more, or pairs of
    one number, as 目标1 | 目标1 | 目标2 | 目标2, behind the points for them or not."""
    labels, below = [part.text for part in parts[:2]], parts[2:]
    if len(below) < 2 or "目标" not in labels[0] or any(map(TOLD.search, labels)):
        return []
    if role("narrative_labels", labels[0]) == "done" or role("narrative_labels", labels[1]) != "done":
        return []
    told = [TOLD.search(part.text) is not None for part in below[:3]]
    if told in ([True, True, False], [True, True]):
        return [(below[0], below[1])]
    below = below[1:] if number(below[0].text) and not told[0] else below
    pairs = itertools.takewhile(lambda pair: _is_of_one_number(*pair), zip(below[::2], below[1::2], strict=False))
    return list(pairs)


def _is_of_one_number(goal: Part, result: Part) -> bool:
    first, second = (NUMBERED.match(part.text) for part in (goal, result))
    return bool(first and second) and first[0] == second[0]


def _head_begins(parts: list[Part]) -> int:
    """Where the head begins behind the prose above a form: sentences behind a label of the head, a few at most, are the
    goals that the form states."""
    prose = [i for i, part in enumerate(parts) if PROSE.search(part.text)]
    label = next((i for i, part in enumerate(parts) if role("head_labels", part.text) == "project_name"), len(parts))
    goals = [i for i in prose if i > label]
    above = [i for i in prose if i < label] if len(goals) <= MOST_GOALS else prose
    begin = above[-1] + 1 if above else 0
    titles = [i for i, part in enumerate(parts[:label]) if i >= begin and TITLE.search(part.text)]
    return titles[-1] if titles and label < len(parts) else begin
