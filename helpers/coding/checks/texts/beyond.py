"""Checks of lists directly behind their whole, whatever opens them: 公交车2,082辆：纯电动1,436辆，插电混动418辆，….

Three figures or more in one unit, each behind the same mark and a short name that tells no deed, are the parts of the
figure before them where they nearly make it up, or all but the last do: in the invented reports of tests/ no other list
was found that does.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import PROMISED, RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.texts.listings import summed
from helpers.coding.checks.words import pattern

FEWEST, MANY = 3, 12  # figures of a list
GAP = 26  # characters between two of its figures
NEARLY, MOST = 0.97, 1.15  # times its whole that a list must, and may, be to be meant for it
NO_WHOLE = re.compile(f"{PROMISED.pattern}|净增|净减|节约|节省|减少|增加|超支|超额|多$|少$|比|较|每|均|不含|上述")
NO_PART = re.compile(f"{PROMISED.pattern}|每|均|核定|编制|限额|定额")
OPENS = re.compile(
    r"[，,：:；;。（(]|[^，。；：\d（(]{0,6}(?:具体|分别|其中|计有)|[^，。；：\d（(]{0,8}(?:当中|中|里)[，,：:](?=[由归从])"
)
JOINS, LAST = re.compile("[，,、；;]"), re.compile("以?及|[和与]")
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
ENDS = re.compile(r"[\n！？]|。(?=.)")
SENTENCE, BEFORE = re.compile(r"[。；;\n]"), 40  # characters of a sentence before a figure
SAME = 1e-6


def lists(pages: list[Page]) -> Iterator[Finding]:
    """Wholes against the list directly behind them that is a little more, or hardly less, than they are, or that makes
    them up without its last figure."""
    for page in pages:
        for place, whole in enumerate(page.counts[:-FEWEST]):
            account = NO_WHOLE.search(whole.name) or pattern("at_first", "account_first").search(whole.name)
            if _counts_exactly(page, whole) and not account and not _is_of_a_list(page, place):
                yield from _unlike(page, whole, _behind(page, place))


def _counts_exactly(page: Page, each: Count) -> bool:
    """Whether a figure counts things or money, exactly, and its digits are not the number of an item (3.18家)."""
    opens = page.text[max(0, each.start - GAP) : each.start].rstrip(" \u3000")[-1:] in ("", "\n", "。")
    numbered = opens and 0 < each.half_digit < 0.5
    return each.unit not in ("", RATE, "分") and each.comparator == "=" and not numbered


def _is_of_a_list(page: Page, place: int) -> bool:
    """Whether a figure goes on with a list or is the first of one that its sentence opens."""
    whole, before = page.counts[place], page.counts[max(0, place - 1)]
    words = page.between(before, whole).removeprefix(before.unit)
    goes_on = place > 0 and alike(before, whole) and len(words) <= GAP and JOINS.match(words) and "。" not in words
    goes_on = goes_on and not PROMISED.search(before.name)
    opening = SENTENCE.split(page.text[max(0, whole.start - BEFORE) : whole.start])[-1]
    return bool(goes_on) or pattern("first_of_list").search(opening) is not None


def _behind(page: Page, place: int) -> list[Count]:
    """The figures in its unit that follow the one at `place`, each after the same mark and a short name."""
    whole, parts, mark = page.counts[place], [], ""
    for last, each in zip(page.counts[place:], page.counts[place + 1 : place + 1 + MANY], strict=False):
        words = ASIDE.sub("", page.between(last, each).removeprefix(last.unit))
        joined = (JOINS.match(words) or LAST.match(words)) if parts else OPENS.match(words)
        if not joined or len(words) > GAP or ENDS.search(words[1:]) or re.search(r"\d", words):
            break
        named = words[joined.end() :]
        if not alike(each, whole) or each.comparator != "=" or _is_no_kind(named, enumerated=joined[0] == "、"):
            break
        if parts and JOINS.match(words):
            if mark and joined[0] != mark:
                break
            mark = joined[0]
        parts.append(each)
    apart = parts and "。" in page.between(whole, parts[0])
    items = mark in ("；", ";") or _are_of_one_kind(page, [whole, *parts])
    return [] if apart and not items else parts  # of a sentence of its own only items are parts


def _are_of_one_kind(page: Page, figures: list[Count]) -> bool:
    """Whether the names of all figures behind the first end in the same character (甲村, 乙村), and a sentence with
    them."""
    names = [page.between(one, other).removeprefix(one.unit) for one, other in pairwise(figures)]
    last = figures[-1]
    ends = page.text[last.end :].removeprefix(last.unit).startswith(("。", "\n"))
    return ends and len({name[-1] for name in names}) == 1


def _is_no_kind(name: str, enumerated: bool) -> bool:
    """Whether the words before a figure name no kind of thing: none at all, a promise, or, where 、 does not tell that
    it is `enumerated`, a deed or another state."""
    told = (NO_PART,) if enumerated else (pattern("no_further_part", "no_kind", "goes_out", "at_last"), NO_PART)
    return not re.search("[\u4e00-\u9fffA-Za-z]", name) or any(each.search(name) for each in told)


def _unlike(page: Page, whole: Count, parts: list[Count]) -> Iterator[Finding]:
    """The list against its whole, up to the figure by which it is more; all of it, where all but the last agree."""
    largest = max((each.value for each in parts), default=0)
    if len(parts) < FEWEST or largest >= whole.value or _makes_up_another(page, whole, parts):
        return
    found = [summed(whole, parts[:size]) for size in range(2, len(parts) + 1)]
    agreeing = [place for place, each in enumerate(found) if each.verdict != "contradiction"]
    if agreeing == [len(found) - 2]:
        yield found[-1]
    elif not agreeing:
        nearest = next((each for each in found if each.recomputed > whole.value), found[-1])
        near = NEARLY * whole.value <= nearest.recomputed <= MOST * whole.value
        yield from [nearest] if near and len(nearest.figures) > FEWEST else []


def _makes_up_another(page: Page, whole: Count, parts: list[Count]) -> bool:
    """Whether some of the figure and the list behind it make up another figure of the text."""
    values = [each.value for each in page.counts if alike(each, whole) and each not in (whole, *parts)]
    listed = [whole, *parts]
    sums = [sum(each.value for each in listed[a:b]) for b in range(FEWEST, len(listed) + 1) for a in range(b - 2)]
    return any(abs(total - value) <= SAME * value for total in sums for value in values)
