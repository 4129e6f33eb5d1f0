"""Numbered entries of a text, and the runs of those of one kind: headings, lines and clauses, by their signs.

（一）…（二）…, 1.…2.…, ①…②…, 一是…二是…, 第一个是…, 项目一：…, A项目…
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from helpers.reading.projects.names import COUNTED, MONEY_WORD, is_name, without_report
from helpers.reading.text.layout import LETTERS, NUMERAL, number

BULLET = r"[▲△●○■□◆◇◎※★☆▪·►▶—-]{1,2}"
NUMBER = rf"(?:{NUMERAL}|\d{{1,2}})"
SIGNS = (
    rf"[（(](?P<bracket>{NUMBER})[)）]",
    rf"第(?P<part>{NUMERAL})部分[、.．：: \t　]*",
    rf"第?(?P<chapter>{NUMERAL})[、.．]",
    r"(?P<digit>\d{1,2})[.．、)）](?!\d)",
    r"(?:序号)?(?P<circle>[①-⑳])[.．、]?",
    rf"(?:第|其)(?P<turn>{NUMERAL})(?:[个项笔块类](?:项目|专项|资金)?)?(?:[是为]|[，,、：:])",
    r"头(?P<first>一)[个项笔]?(?:[是为]|[，,、：:])",
    rf"(?P<item>{NUMERAL})是",
    rf"[（(【]?(?:子?项目|子项|专项)[ \t]*(?P<project>{NUMBER})[)）：:、.．】是为，,]?",
    rf"(?P<letter>[A-Z{LETTERS}])(?:项目[，,：:]?|[.．、：:）)，,])",
    rf"(?P<bullet>{BULLET})",
)
BEGINS = r"(?:^|(?<=[。；;：:，,\n]))[ \t　]*+"
ENTRY = re.compile(rf"{BEGINS}(?:其中[，,：:]?)?(?:{'|'.join(SIGNS)})[ \t]*")
TITLE = re.compile(
    rf"[“「《]?(?P<name>(?:\d{{4,6}}(?!年))?[^，,。；;：:\d\n（(|”」》]{{2,40}}?)(?P<behind>[”」》]?(?:项目|专项)?)"
    rf"(?:[，,。；;：:（(\n|”]|{MONEY_WORD}|(?=\d)|$)"
)
STOP = re.compile(r"[。\n]\s*")
FEWEST, MOST = 2, 12


class Entry(NamedTuple):
    """A numbered entry: where its sign begins and ends, the kind of its sign, and its number, 0 of a bullet."""

    start: int
    end: int
    kind: str
    number: int


class Run(NamedTuple):
    """Entries of one kind in their order, with their titles, and where what is told of the last one ends."""

    kind: str
    starts: list[int]
    titles: list[str]
    stop: int


def runs(text: str) -> Iterator[Run]:
    """The runs of entries of which each has the number behind that of the one before it, or of bullets; one that counts
    what was told, as 三个项目合计, ends them. Those that begin with names come without what follows these, too."""
    entries = [*_entries(text)]
    of_kind: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        of_kind[each.kind].append(each)
    for own in (run for each in of_kind.values() for run in _in_order(each)):
        uncounted = [*takewhile(lambda each: not COUNTED.search(raw_title(text, each.end)), own)]
        named = [*takewhile(lambda each: is_name(raw_title(text, each.end)), uncounted)]
        for kept in (uncounted, named)[: 1 + (len(named) < len(uncounted))]:
            if FEWEST <= len(kept) <= MOST:
                stop = own[len(kept)].start if len(kept) < len(own) else _stop(text, own, entries)
                yield Run(own[0].kind, [each.start for each in kept], [title(text, each.end) for each in kept], stop)


def _entries(text: str) -> Iterator[Entry]:
    for match in ENTRY.finditer(text):
        sign = "turn" if match.lastgroup == "first" else match.lastgroup
        yield Entry(*match.span(), _kind(match), 0 if sign == "bullet" else _value(match[match.lastgroup]))


def _kind(match: re.Match) -> str:
    """The sign with its number left out: a bullet, or its name, 0 where the number is in digits, and the mark behind
    these where they stand alone."""
    sign = match.lastgroup
    if sign == "bullet":
        return match["bullet"]
    behind = match.string[match.end(sign) : match.end()].strip()[:1] if sign == "digit" else ""
    kind = "turn" if sign == "first" else sign
    return f"{kind}0{behind}" if match[sign].isascii() and match[sign].isdigit() else kind


def _value(numeral: str) -> int:
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    return ord(numeral) - ord("A") + 1 if "A" <= numeral <= "Z" else number(numeral)


def _in_order(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    run: list[Entry] = []
    for each in entries:
        if each.number and run and each.number != run[-1].number + 1:
            yield run
            run = []
        if run or each.number < 2:
            run.append(each)
    yield run


def raw_title(text: str, place: int) -> str:
    """The words at a place as far as a mark, a number, or a word for money."""
    match = TITLE.match(text, place)
    return match["name"] + match["behind"] if match else ""


def title(text: str, place: int) -> str:
    """The name that stands at a place; empty without one."""
    return without_report(raw_title(text, place).strip("“”「」《》"))


def _stop(text: str, run: Sequence[Entry], entries: Sequence[Entry]) -> int:
    """Where what is told of the last entry ends: before the next entry of a kind that stands above the run, and with
    its line or its sentence where each of the others is one."""
    last, above = run[-1], {each.kind for each in entries if each.start < run[0].start} - {run[0].kind}
    behind = (each.start for each in entries if each.start > last.start and each.kind in {*above, run[0].kind})
    stop = min(behind, default=len(text))
    told = [text[one.start : other.start] for one, other in pairwise(run)]
    lines = max(each.strip().count("\n") for each in told)
    if lines == 0:
        within = not any("\n" in each for each in told) and not any("。" in each.strip()[:-1] for each in told)
        ends = (found for found in STOP.finditer(text, last.start) if within or "\n" in found[0])
        stop = min(stop, next((found.end() for found in ends), len(text)))
    return stop
