"""Checks of parts of a group that the text has named before: 在册终端中…2,684套, 参加年检的418家, 销号96个，其余….

A part that exceeds its group contradicts it; of a part that does not, nothing is said."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Finding
from helpers.coding.repeats import core
from helpers.coding.words import any_of, pattern

AMONG = re.compile(
    rf"(?:^|[，,。；;：:\n])(?:(?P<group>[\u4e00-\u9fff“”]{{2,14}}?)(?:当中|之中|里面|中(?!{any_of('words_of_middle')}))"
    r"|(?P<these>[\u4e00-\u9fff“”]{3,14}?)里(?!程|面)(?=[^，。；;\d]*的))[，,]?[^，。；;\d]*$"
)
NOUN = 2  # characters at the end of a name that say what is counted
CLAUSES = 2  # marks between a whole and a part behind which a rest is told
LAST = 4  # characters at the end of a name in which a noun stands
HEADLESS = re.compile(r"[，,](?:其中)?[\u4e00-\u9fff“”]{2,12}的(?:有|达|就有|达到)?")
NAMED_AGAIN = re.compile(
    r"[，,](?:其中)?[\u4e00-\u9fff“”]{2,12}的(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:有|达|就有|达到|为)?"
)
SHARE = re.compile("[，,]占")
INDEED = re.compile(r"[，,](?:其中)?[\u4e00-\u9fff“”]{2,12}(?:就有|就达|就占)(?:了)?")
REST = re.compile(r"[^，。；、\d]{0,6}[，,](?:其余|剩余|余下|剩下)(?!\d)")
ENDS = re.compile(r"[，,。；;）)]")
AGE = re.compile(r"(?:年龄)?在?\d+(?:至\d+)?周?岁(?:及?以[上下])?")
BY_NOW = re.compile(
    "满?[一二两三四五六十\\d]+年(?:及?以上)?(?=的)|截[至止](?:目前|年[末底]|12月(?:底|末|31日)?)|年[末底]|目前"
)
OTHER = re.compile(
    rf"{any_of('other_time', 'aimed')}|另|连同|含|结转|往年|续|跨|超|不足|以上|以下"
)  # years, aims, more
APART = re.compile("新|改|扩|修|累计|未|尚|全[市县区省国]")  # of a part: things that the whole need not have
UNLIKE = (RATE, MONEY, "分", "", "次", "人次", "户次")  # an occasion may be of one thing several times


def among(pages: list[Page]) -> Iterator[Finding]:
    """Counts of a group that is named with 中 or 里 against the figures of that group in their paragraph."""
    for page in pages:
        for place, part in enumerate(page.counts):
            told = AMONG.search(AGE.sub("", _sentence(page, part))) if _counts(part) else None
            wholes = (
                _named(_before(page, place), told["group"] or told["these"]) if told and not _is_other(told[0]) else []
            )
            if wholes and "其中" not in told[0]:
                yield from _limited(wholes, part)


def headless(pages: list[Page]) -> Iterator[Finding]:
    """Counts of a clause that names a deed and no thing (参加年检的418家) against the count directly before them."""
    for page in pages:
        for whole, part in pairwise(page.counts):
            words = page.between(whole, part).removeprefix(whole.unit)
            told = HEADLESS.fullmatch(words) or INDEED.fullmatch(words) or _is_named_again(page, whole, part, words)
            clear = told and not _is_parallel(whole, told[0]) and not _is_one_of(page, whole, part)
            if clear and _are_alike(page, whole, part) and _ends(page, part):
                yield from _limited([whole], part)


def with_a_rest(pages: list[Page]) -> Iterator[Finding]:
    """Counts behind which a rest of the count before them is told (清单82个，销号96个，其余…)."""
    for page in pages:
        for whole, part in pairwise(page.counts):
            words = page.between(whole, part).removeprefix(whole.unit)
            if REST.match(_behind(page, part)) and _is_one_of_two(page, whole, part, words):
                yield from _limited([whole], part)


def _is_one_of_two(page: Page, whole: Count, part: Count, words: str) -> bool:
    """Whether a count and the one behind it are a whole and its part, neither of them an item of a list."""
    apart = "、" not in words and words.count("，") <= CLAUSES and "其中" not in _sentence(page, whole)
    return apart and not _is_other(words) and _are_alike(page, whole, part) and not _is_one_of(page, whole, part)


def _is_named_again(page: Page, whole: Count, part: Count, words: str) -> re.Match | None:
    """The words before a part that has the noun of its whole and is told as a share (错时开放的图书馆19座，占多数)."""
    told = NAMED_AGAIN.fullmatch(words) if SHARE.match(_behind(page, part)) else None
    return told if told and core(whole.name).endswith(told["noun"][-NOUN:]) else None


def _counts(each: Count) -> bool:
    return each.comparator == "=" and each.unit not in UNLIKE


def _are_alike(page: Page, whole: Count, part: Count) -> bool:
    """Whether two counts are of one sentence and unit, and the first is neither of another time nor a mere target."""
    together = page.sentence(whole.start) == page.sentence(part.start)
    return (
        together
        and _counts(whole)
        and _counts(part)
        and alike(whole, part)
        and not OTHER.search(BY_NOW.sub("", whole.name))
    )


def _is_one_of(page: Page, whole: Count, part: Count) -> bool:
    """Whether another count in its unit, large enough for the part, stands before one in its sentence, so that a rest
    may be of that."""
    own = page.sentence(whole.start)
    before = (a for a in page.counts if page.sentence(a.start) == own and a.start < whole.start)
    return any(alike(a, whole) and a.value >= part.value for a in before)


def _is_other(words: str) -> bool:
    """Whether the words before a part tell that it may have more than its whole."""
    left = BY_NOW.sub("", words)
    return OTHER.search(left) is not None or APART.search(left) is not None


def _is_parallel(whole: Count, words: str) -> bool:
    """Whether the clause of a part is built like that of its whole, or tells of something new or of another time."""
    deed = re.sub("其中|[，,]", "", words)[:NOUN]
    return whole.name.endswith("的") or deed in whole.name or _is_other(words)


def _named(before: Iterator[Count], group: str) -> list[Count]:
    """The counts of which the noun is that of a group (终端 of 在册村级终端 and of 在册终端); where the names of some
    have more of it, only these."""
    known = re.sub("^(?:所|该|这些|上述)", "", group)
    own = [each for each in before if _is_named(core(each.name), known) and not OTHER.search(each.name)]
    shared = [sum(a + b in each.name for a, b in pairwise(known)) for each in own]
    return [each for each, pairs in zip(own, shared, strict=True) if pairs == max(shared)]


def _is_named(noun: str, group: str) -> bool:
    return len(noun) >= NOUN and (noun[-NOUN:] in group or group[-NOUN:] in noun[-LAST:])


def _before(page: Page, place: int) -> Iterator[Count]:
    """The counts of the paragraph before a figure, in its unit."""
    part = page.counts[place]
    start = page.text.rfind("\n", 0, part.start)
    return (each for each in page.counts[:place] if each.start > start and _counts(each) and alike(each, part))


def _sentence(page: Page, each: Count) -> str:
    return page.text[[0, *page.borders][page.sentence(each.start)] : each.start]


def _behind(page: Page, each: Count) -> str:
    return page.text[each.end : each.end + 24].removeprefix(each.unit)


def _ends(page: Page, each: Count) -> bool:
    return ENDS.match(_behind(page, each)) is not None


def _limited(wholes: list[Count], part: Count) -> Iterator[Finding]:
    """The part against its whole, or the sum of several, where it exceeds that."""
    distinct = {each.value: each for each in wholes}.values()
    if part.value > sum(each.value for each in distinct) and not pattern("overlap_said").search(part.name):
        what = f"{' + '.join(each.name for each in distinct)} against its part {part.name}, {part.unit}"
        figures = (*(each.figure for each in distinct), part.figure)
        yield Finding(part.report_id, "part", what, figures[0], part.value, figures, "contradiction", 0.0)
