"""Checks of figures against the figures before or behind them of which they are most likely the sum, by a choice model
(`choices`): each run of figures in its unit may be its parts, and so may those that lists of their own make up."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from helpers.coding import choices
from helpers.coding.choices import Option
from helpers.coding.counts import RATE, Count, Page, alike, heads
from helpers.coding.findings import Finding, judged
from helpers.coding.words import any_of, pattern

MODEL = "sums"
REACH, FEWEST, MOST = 30, 2, 8  # figures on either side that are looked at, and of a run
FAR, APART = 160, 90  # characters between a figure and its parts, and between two of these, at most
NEAR = 0.35  # of a figure, by which its parts miss it where one of them is printed wrongly, at most
LEAST = 2.0  # what a figure is above that others may make up
SMALL = 20.0
CLAUSE = 24  # characters that name a figure, at most
EDGE = re.compile(r"[，。；;：:！？\n（(、]|,(?!\d)")
STOP = re.compile("[。！？\n]")
MARK = re.compile("[、，；;。\n]")
SAID = re.compile(rf"(?:{any_of('total_of_list', 'sum_said')}|[共总全合]|两项)[^，。；\d]{{0,8}}$")
NO_PART = re.compile(rf"{any_of('quota', 'aimed', 'last_year')}|累计|截[至止]|比|较|每|均|超|约|应")
LISTED, PARTS = pattern("list_follows"), pattern("parts_follow")
OVERLAP, LAST_YEAR = pattern("overlapping", "overlap_said"), pattern("last_year")


class Run(NamedTuple):
    """Figures in the order of the text, the one that follows them away from the whole, where there is one, and whether
    one stands between the whole and them."""

    parts: list[Count]
    rest: list[Count]
    skips: bool


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Figures that none of the figures beside them make up, though most likely some are their parts."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            if is_asked(whole):
                found = choices.doubted(MODEL, options(page, place), none(page, place))
                yield from [found[1]] if found and found[0] >= choices.known()["proven"] else []


def is_asked(whole: Count) -> bool:
    """Whether a figure is an exact number of things or of money that others may make up."""
    return whole.unit not in (RATE, "分", "") and whole.comparator == "=" and whole.value > LEAST


def options(page: Page, place: int, always: bool = False) -> list[Option]:
    """The runs of figures that may make up the one at a place, as far as they come near it; nothing where one of them
    does make it up, unless `always`."""
    whole, runs = page.counts[place], {}
    for run in _runs(page, place):
        runs.setdefault(tuple(each.start for each in run.parts), run)
    found = [(_sum(whole, run.parts), run) for run in runs.values()]
    close = [each for each in found if abs(each[0].recomputed - whole.value) <= NEAR * whole.value]
    if not always and any(finding.verdict != "contradiction" for finding, _ in close):
        return []
    return [Option(finding, finding, frozenset(_signs(page, whole, run))) for finding, run in close]


def none(page: Page, place: int) -> frozenset[str]:
    """The signs that no figures beside it make up the one at a place."""
    whole = page.counts[place]
    name, behind = _name(page, whole), page.text[whole.end : whole.end + len(whole.unit) + 8]
    signs = {
        "none": True, "none_total": SAID.search(_before(page, whole)), "none_last_year": LAST_YEAR.search(name),
        "none_listed": LISTED.search(behind), "none_small": whole.value < SMALL,
    }  # fmt: skip
    return frozenset(sign for sign, is_so in signs.items() if is_so)


def _runs(page: Page, place: int) -> Iterator[Run]:
    """The runs of alike figures that begin or end next to a figure, or with one between; with every figure, and without
    those that make up one before them."""
    whole = page.counts[place]
    sides = (page.counts[place + 1 : place + 1 + REACH], page.counts[max(0, place - REACH) : place])
    for back, side in enumerate(sides):
        for own in (heads(page._replace(counts=side)).counts, side):
            row = [each for each in own if each.comparator == "=" and each.value > 0 and alike(each, whole)]
            for skipped in (0, 1):
                yield from _grown(page, whole, (row[::-1] if back else row)[skipped:], skipped > 0)


def _grown(page: Page, whole: Count, row: list[Count], skips: bool) -> Iterator[Run]:
    """The runs from the first figure of a row on, as long as each stands near the one before and within the whole."""
    for size, (one, each) in enumerate(pairwise([whole, *row[:MOST]]), 1):
        if not _are_near(page, one, each, FAR if one is whole else APART) or each.value > whole.value * (1 + NEAR):
            return
        if size >= FEWEST:
            yield Run(sorted(row[:size], key=lambda part: part.start), row[size : size + 1], skips)


def _are_near(page: Page, one: Count, other: Count, most: int) -> bool:
    between = _between(page, one, other)
    return len(between) < most and between.count("\n") <= 1 + (most == FAR)


def _between(page: Page, one: Count, other: Count) -> str:
    first, last = (one, other) if one.start < other.start else (other, one)
    return page.text[first.end : last.start].removeprefix(first.unit)


def _name(page: Page, each: Count) -> str:
    return EDGE.split(page.text[max(0, each.start - CLAUSE) : each.start])[-1].strip()


def _before(page: Page, each: Count) -> str:
    return page.text[max(0, each.start - CLAUSE) : each.start]


def _sum(whole: Count, parts: list[Count]) -> Finding:
    what = f"{whole.name} against {len(parts)} figures beside it, {whole.unit}"
    figures = tuple(each.figure for each in (whole, *parts))
    total = round(sum(each.value for each in parts), 9)
    return judged(Finding(whole.report_id, "sum", what, figures[0], total, figures))


def _signs(page: Page, whole: Count, run: Run) -> Iterator[str]:
    """The signs that a figure is the sum of a run."""
    parts = run.parts
    back, first, last = parts[0].start < whole.start, parts[0], parts[-1]
    lead = _between(page, whole, last if back else first)
    inner = [_between(page, *two) for two in pairwise(parts)]
    names = [_name(page, each) for each in parts]
    said = SAID.search(_before(page, whole))
    beyond = _between(page, run.rest[0], first if back else last) if run.rest else "\n"
    told = {
        "before" if back else "behind": True, "two": len(parts) == FEWEST, "three": len(parts) == FEWEST + 1,
        "alike_marks": len({(MARK.search(each) or [""])[0] for each in inner}) == 1,
        "skipped": run.skips,
        "all": len(beyond) >= APART or STOP.search(beyond), "lines_before": "\n" in lead,
        "one_sentence": page.sentence(first.start) == page.sentence(last.start) == page.sentence(whole.start),
        "total_said": back and said, "colon": "：" in lead or ":" in lead, "stop_before": STOP.search(lead),
        "in_brackets": page.text[last.end : last.end + 1 + len(last.unit)].removeprefix(last.unit)[:1] in {"）", ")"},
        "stops": any(STOP.search(each) for each in inner), "lines": any("\n" in each for each in inner),
        "alike_names": len({each[-2:] for each in names}) == 1 or len({each[:2] for each in names if each}) == 1,
        "no_part": any(NO_PART.search(each) for each in names), "listed": LISTED.search(lead),
        "parts": PARTS.search(lead), "overlap": OVERLAP.search(page.text[max(0, first.start - CLAUSE) : last.end + 20]),
        "directly": not back and lead.lstrip().startswith(("，", "：", ":", "（", "(", "；")),
    }  # fmt: skip
    yield from (name for name, is_so in told.items() if is_so)

