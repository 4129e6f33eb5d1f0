"""Checks of figures of one unit that nearly make up the one they stand with, and should by their places: the first of
its unit in a sentence and those that follow it, a total and those before it, what is left, the sentence behind.

Figures of unlike things hardly come so near by chance, so that words are only asked whether they say otherwise. What
any other figures around make up, added or taken off, is meant so and compared by other checks.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, combinations, groupby, pairwise, product
from typing import NamedTuple

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Finding, is_slip
from helpers.coding.words import any_of, any_words, entry, pattern

EDGE = re.compile(r"[，。；;：:！？\n（()）、]|,(?!\d)")
LIST = re.compile(rf"{any_of('list_follows')}|[：:（(]")
REST = re.compile(any_of("rest_said"))
TOTAL = re.compile(rf"(?:{any_of('adds_up', 'total_of_list', 'to_spend', 'last_budget')}|可用|共)[^，。；\d]{{0,8}}$")
NO_TERM = re.compile(
    rf"{any_of('no_term', 'quota', 'aimed', 'last_year')}|[各每均超比较]|(?<!节)约|(?<![收达得])[至到]$|[多少]$"
)
ASIDE = re.compile("[（(][^（）()]*[)）]")
OPEN_END = re.compile("[^。；;]{0,8}?(?:等|以及|其中|[，,、；;](?:其[余他]|另))|[^。；;，,]{0,4}即")
RESTS = re.compile("[^。；;]{0,6}?[，,；;]其[余他]")
STAGE = re.compile(rf"通过|{any_words(word for each in entry('stages') for word in each['later'])}")
NUMBER = re.compile(r"(?<![\d.,])\d[\d.,]*(?![\d.,年月日季])")
MANY, GAP, REACH = 12, 22, (300, 120)  # figures of a list, characters between two, and before and behind them
CLAUSE, SAME, KIN = 24, 1e-6, 2


class Off(NamedTuple):
    """Shares of a whole: which its parts miss it by at least, and at most where they are less or more; less by more
    than that only by a slip."""

    least: float
    less: float
    more: float


SAID, LISTED, BARE, APART = Off(0, 0.15, 0.15), Off(0, 0.05, 0.2), Off(0, 0, 0.15), Off(0.01, 0, 0.15)
Told = tuple[Count, list[Count], Off]  # a whole, its parts by their places


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Wholes against the figures that nearly make them up, of each the first."""
    for page in pages:
        seen: set[int] = set()
        for whole, parts, off in _told(page):
            found = _sum(whole, parts)
            if whole.start not in seen and _misses(found, off) and _is_meant(page, whole, parts):
                seen.add(whole.start)
                yield found


def _told(page: Page) -> Iterator[Told]:
    """Wholes and parts of each sentence, and those of two."""
    before: list[Count] = []
    for number, own in groupby(page.counts, key=lambda each: page.sentence(each.start)):
        told = [each for each in own if each.unit not in ("分", "", RATE)]
        runs = [*_runs(told)]
        if before and runs and number == page.sentence(before[-1].start) + 1:
            yield from _in_next(page, before, runs[0])
        for run in runs:
            yield from _in_run(page, run, next(each for each in told if alike(each, run[0])))
        before = told


def _runs(told: list[Count]) -> Iterator[list[Count]]:
    """Exact figures of one unit that follow each other."""
    run: list[Count] = []
    for each in told:
        goes_on = run and alike(run[0], each) and each.comparator == "="
        if run and not goes_on:
            yield run
        run = [*run, each] if goes_on else [each] if each.comparator == "=" else []
    yield from [run] if run else []


def _in_next(page: Page, before: list[Count], parts: list[Count]) -> Iterator[Told]:
    """The only figure of its unit in a sentence, and those that open the next one of its paragraph."""
    wholes = [each for each in before if alike(each, parts[0])]
    if len(parts) > 1 and len(wholes) == 1 and "\n" not in page.between(wholes[0], parts[0]):
        yield wholes[0], parts, APART


def _in_run(page: Page, run: list[Count], first: Count) -> Iterator[Told]:
    """Figures with the list behind them; the first of a sentence with those that follow it; totals with those before
    them; and figures with those up to what is left."""
    for place, whole in enumerate(run):
        parts = _listed(page, run[place:])
        listed = len(parts) > 1 and LIST.search(page.between(whole, parts[0])) is not None
        if listed or (len(parts) > 1 and whole is first and _is_bare(page, run[place:], parts)):
            yield whole, parts, LISTED if listed else BARE
        if place > 1 and TOTAL.search(_clause(page, whole)):
            yield from ((whole, run[place - size : place], SAID) for size in range(2, place + 1))
        rest = next((n for n in range(place + 2, len(run)) if REST.search(_clause(page, run[n]))), None)
        carried = place and pattern("of_before").search(_clause(page, run[place - 1]))
        if rest and not carried:
            yield whole, run[place + 1 : rest + 1], SAID


def _listed(page: Page, run: list[Count]) -> list[Count]:
    """The figures behind the first, without those in deeper parentheses, to one that is no part of a list or stands
    outside the parentheses of the others."""
    whole, parts = run[0], []
    for each in run[1 : MANY + 1]:
        words = page.text[(parts[-1] if parts else whole).end : each.start]
        deeper = _depth(words) if parts else 0
        if deeper < 0 or (parts and ("其中" in words or NO_TERM.search(_clause(page, each)))):
            break
        parts += [] if deeper else [each]
    return parts


def _depth(words: str) -> int:
    """How many parentheses words leave open; negative where they close one that was open before."""
    depths = [*accumulate({"（": 1, "(": 1, "）": -1, ")": -1}.get(sign, 0) for sign in words)]
    return min(depths, default=0) if min(depths, default=0) < 0 else depths[-1] if depths else 0


def _is_bare(page: Page, run: list[Count], parts: list[Count]) -> bool:
    """Whether little stands between figures that follow the first of a sentence, which is none of a list itself."""
    gaps = [ASIDE.sub("", page.between(*two)) for two in pairwise([run[0], *parts])]
    words = page.text[max(0, run[0].start - CLAUSE) : run[0].start]
    names = [_clause(page, each)[-KIN:] for each in (run[0], *parts)]
    parallel = "、" in gaps[0] or (names[0] and names[0] in names[1:])
    return (
        all(len(gap) <= GAP for gap in gaps)
        and not parallel
        and not re.search("[：:][^，。；]*$|分别[^，。；]*$", words)
    )


def _clause(page: Page, each: Count) -> str:
    return EDGE.split(page.text[max(0, each.start - CLAUSE) : each.start])[-1]


def _misses(found: Finding, off: Off) -> bool:
    """Whether parts, each less than their whole, are not the whole, but nearly."""
    whole, *parts = found.figures
    apart = found.recomputed - whole.value
    share = abs(apart) / whole.value if whole.value > max(each.value for each in parts) else 1.0
    near = share <= (off.more if apart > 0 else off.less) or (share <= off.more and apart < 0 and is_slip(found))
    return near and share > off.least and abs(apart) > SAME + sum(each.half_digit for each in found.figures)


def _is_meant(page: Page, whole: Count, parts: list[Count]) -> bool:
    """Whether no word says that parts overlap, are of something else or go on, and no figures around explain one."""
    told = sorted([whole, *parts], key=lambda each: each.start)
    last = told[-1]
    behind = page.text[last.end : last.end + CLAUSE].removeprefix("万元" if last.unit == MONEY else last.unit)
    words = page.text[max(0, page.text.rfind("。", 0, told[0].start)) : last.end + 2 * CLAUSE]
    no_term = any(NO_TERM.search(_clause(page, each)) for each in told)
    overlap = pattern("overlap_said").search(words) or any(pattern("overlapping").search(each.name) for each in parts)
    goes_on = (RESTS if last is whole else OPEN_END).match(behind)
    staged = sum(bool(STAGE.search(_clause(page, each))) for each in parts) > 1
    if no_term or overlap or goes_on or staged or _has_unread(page, told):
        return False
    start, end = told[0].start - REACH[0], last.end + REACH[1]
    around = [each for each in page.counts if start <= each.start < end and alike(each, whole) and each.value > 0]
    return not (_adds_up(around, told) or _balances(around, told))


def _has_unread(page: Page, told: list[Count]) -> bool:
    """Whether a number that is no figure, and no date, stands among figures."""
    known = {each.start for each in page.counts if each.unit}
    numbers = (found.start() for found in NUMBER.finditer(page.text, told[0].end, told[-1].start))
    return any(place not in known for place in numbers)


def _adds_up(around: list[Count], told: list[Count]) -> bool:
    """Whether two figures around, or several that follow each other, are another, and two of the three or more told."""
    own = {each.start for each in told}
    blocks = [around[a:b] for a in range(len(around)) for b in range(a + 2, min(len(around), a + MANY) + 1)]
    for block in (*blocks, *combinations(around, 2)):
        used = {each.start for each in block}
        total, spread = sum(each.value for each in block), sum(each.half_digit for each in block)
        others = (each for each in around if each.start not in used and len(own & {*used, each.start}) > 1)
        if any(abs(total - each.value) <= SAME + spread + each.half_digit for each in others):
            return True
    return False


def _balances(around: list[Count], told: list[Count]) -> bool:
    """Whether the figures, some taken off, are nothing, or one other around."""
    others = [each.value for each in around if each not in told]
    spread = SAME + sum(each.half_digit for each in told)
    for signs in product((1, -1), repeat=len(told) - 1 if len(told) < 8 else 0):
        left = abs(told[0].value + sum(sign * each.value for sign, each in zip(signs, told[1:], strict=False)))
        if left <= spread or any(abs(left - each) <= spread for each in others):
            return True
    return False


def _sum(whole: Count, parts: list[Count]) -> Finding:
    what = f"{whole.name} against the {len(parts)} figures told with it, {whole.unit or 'number'}"
    figures = tuple(each.figure for each in (whole, *parts))
    total = round(sum(each.value for each in parts), 9)
    return Finding(whole.report_id, "sum", what, figures[0], total, figures, "contradiction")
