"""The amounts of money of a text, each with the words that tell what it is."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from helpers.reading.funds.names import called
from helpers.reading.funds.words import Said, said
from helpers.reading.funds.years import Dated, dated
from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import WAN, wan

AGAIN = re.compile(r"整?[ \t]*[（(，,；;）)]*[ \t]*(?:即|合|折合|约合|折|大写|小写|人民币|￥|¥|为|[：:])*[ \t]*")
CLAUSES, ASIDE = re.compile(r"[，。；,;：:】（()）\n？?]"), re.compile(r"[（(][^（()）]*[)）]")
BEHIND, LONGEST_BEHIND, LONGEST_CLAUSE = re.compile(r"[。；;\n]"), 20, 30
PARTS_BEGIN = re.compile(r"[（(）)]|其中|包括|分别")
OF_WHICH = re.compile(r"[^。]{0,12}[。；;]?\s*其中")  # opens a sentence on parts of what the one before told


class Amount(NamedTuple):
    """An amount and its surroundings in the text."""

    q: Quantity
    sentence: str  # the words of its sentence before it
    left: str  # those of them behind the amount before
    clause: str  # the last clause of these with words, without asides
    behind: str  # the rest of the sentence, as far as it says something of this amount
    title: str  # of the heading above it
    said: Said  # what the words of the clause say
    name: str  # what is left of the clause without the words for stages and amounts
    opens: str  # "paragraph" or "sentence", where it is the first amount of one
    dated: Dated  # of another year than the report is on
    way: str  # how parts were opened of which it is one: （, 其中, 包括, 分别; empty for none
    whole: int | None  # the place of the amount before that, in the order of amounts


class Parts(NamedTuple):
    """Parts that follow: how they were opened, and behind which amount."""

    way: str = ""
    whole: int | None = None


def amounts(page: layout.Layout, quantities: list[Quantity]) -> list[Amount]:
    """The amounts of money among `quantities`, in order of place; of one told again in other figures, the last."""
    found: list[Amount] = []
    stack = [Parts()]
    for q in _told_once(page, [q for q in quantities if q.unit in WAN]):
        last = found[-1] if found else None
        start, _ = layout.sentence(page, q.start)
        opens = _opens(page, last, q, start)
        goes_on = last and (not opens or OF_WHICH.match(page.text, last.q.stop, q.begin))
        since = last.q.stop if goes_on else start
        stack = _opened(page.text[since : q.begin], stack if goes_on else [Parts()], len(found) - 1)
        found.append(_amount(page, q, last, start, opens, stack[-1]))
    if all(each.dated.other for each in found):  # the head names another year than the text is on
        return [each._replace(dated=Dated()) for each in found]
    return found


def _told_once(page: layout.Layout, money: list[Quantity]) -> Iterator[Quantity]:
    """The amounts but those told again at once in other figures or another unit: 叁万元整（￥30,000元），折合3万元."""
    for q, later in zip_longest(money, money[1:]):
        if not (later and AGAIN.fullmatch(page.text, q.stop, later.begin) and wan(q) == wan(later)):
            yield q


def _opens(page: layout.Layout, last: Amount | None, q: Quantity, start: int) -> str:
    """Whether an amount is the first of its paragraph or of its sentence, which begins at `start`."""
    if last and last.q.start >= start:
        return ""
    return "sentence" if last and last.q.start > page.text.rfind("\n", 0, q.start) else "paragraph"


def _opened(between: str, stack: list[Parts], last: int) -> list[Parts]:
    """The parts that are open, innermost last, behind the words between the last amount and the next."""
    stack = list(stack)
    for mark in PARTS_BEGIN.findall(between):
        if mark in "（(":
            stack.append(Parts("（", last if last >= 0 else None))
        elif mark in "）)":
            stack = stack[:-1] or [Parts()]
        else:
            stack[-1] = Parts(mark, last if last >= 0 else None)
    return stack


def _amount(page: layout.Layout, q: Quantity, last: Amount | None, start: int, opens: str, parts: Parts) -> Amount:
    left = page.text[start if opens else last.q.stop : q.begin]
    before = page.text[max(0, start - LONGEST_CLAUSE) : start] if opens and not left.strip() else ""  # 花了多少？50万元
    clause = next((each for each in reversed(CLAUSES.split(ASIDE.sub("", before + left))) if each.strip()), "")
    above = layout.heading(page, q.start)
    return Amount(
        q,
        sentence=page.text[start : q.begin],
        left=left,
        clause=clause,
        behind=BEHIND.split(page.text[q.stop : q.stop + LONGEST_BEHIND])[0],
        title=above.title if above else "",
        said=said(clause),
        name=called(clause),
        opens=opens,
        dated=dated(page, left, Dated() if opens else last.dated),
        way=parts.way,
        whole=parts.whole,
    )
