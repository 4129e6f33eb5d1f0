"""Checks of single lines of money: what was spent on a thing against what was given for it, in its clause or in two
lists of the same things."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, Count, Page, limited
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.words import any_of, pattern

GIVEN = re.compile(rf"(?:{any_of('line_given')})(?:资金|经费|数|额|为|了)*$")
FOR = re.compile(rf"(?:{any_of('line_given')})[\u4e00-\u9fff]{{1,6}}(?:资金|经费)$")  # 安排养护资金
SPENT = re.compile(
    rf"(?:[，,。；;、](?:[年中期间全也]{{0,3}}|(?:预算)?执行(?:过程)?中)(?:没有|未|无)[^，。；\d]{{0,10}})*[，,。；;、]?(?:工程|项目|{any_of('done')}|本年|年内|截至年末|到年底|一共|总共)*(?:{any_of('line_spent')})(?:数|额|为|了|资金)*"
)
STAGE = re.compile(f"(?:{any_of('line_given', 'line_spent', 'done')}|资金|经费|[数额为了的费])+")
MORE, PARTS = pattern("line_changes"), pattern("parts_follow")
DENIED = re.compile("(?:没有|未|无|不)[^，。；、\\d]{0,6}(?:追加|调整|调剂|调增)")
FEWEST, WIDE = 2, 600  # lines of two lists that are the same, and characters between the lists
LONGEST, LIKE = 10, 1.5  # characters of a name, and times what was given for a purpose that was spent on it at most


def within_own(pages: list[Page]) -> Iterator[Finding]:
    """Amounts spent that exceed what was given directly before them for the same (设备安排190万元，实际使用208万元),
    where nothing tells of more money."""
    for page in pages:
        money = _money(page)
        for last, given, spent in zip([None, *money], money, money[1:], strict=False):
            words = page.text[given.end : spent.start].removeprefix("万元").removeprefix("元")
            near = FOR.search(given.name) and spent.value <= LIKE * given.value
            told = (GIVEN.search(given.name) or near) and SPENT.fullmatch(words) and not _is_one_of(page, last, given)
            if told and not _tells_of_more(page, given, spent):
                yield _limited(given, spent)


def _is_one_of(page: Page, last: Count | None, given: Count) -> bool:
    """Whether an amount given stands behind another in its sentence, so that what was spent may be of both."""
    together = last is not None and page.sentence(last.start) == page.sentence(given.start)
    spent = together and pattern("line_spent").search(last.name) is not None
    return together and ("预算" in given.name or not spent)


def in_lists(pages: list[Page]) -> Iterator[Finding]:
    """Lines of a list of what was spent against those of the same name in a list of what was given before it."""
    for page in pages:
        given, spent = _lists(page)
        pairs = [(given[name], spent[name]) for name in spent if name in given]
        near = [(a, b) for a, b in pairs if 0 < b.start - a.start < WIDE]
        above = [(a, b) for a, b in near if b.value > a.value]
        if len(near) >= FEWEST and 2 * len(above) <= len(near):
            yield from (_limited(a, b) for a, b in above if not _tells_of_more(page, a, b))


def _money(page: Page) -> list[Count]:
    return [each for each in page.counts if each.unit == MONEY and each.comparator == "="]


def _lists(page: Page) -> tuple[dict[str, Count], dict[str, Count]]:
    """The lines of money given and of money spent by their names, of each name that stands once in its list."""
    lists: tuple[dict[str, list[Count]], ...] = ({}, {})
    side, sentence = 0, -1
    for each in _money(page):
        heads = pattern("line_given"), pattern("line_spent")
        words = page.head(each) if page.sentence(each.start) != sentence else each.name
        told = [n for n in (0, 1) if heads[n].search(each.name)] or [n for n in (0, 1) if heads[n].search(words)]
        side, sentence = (told[0] if len(told) == 1 else side), page.sentence(each.start)
        name = STAGE.sub("", each.name.rpartition("其中")[2])
        if 1 < len(name) <= LONGEST:
            lists[side].setdefault(name, []).append(each)
    given, spent = ({name: own[0] for name, own in each.items() if len(own) == 1} for each in lists)
    return given, spent


def _tells_of_more(page: Page, given: Count, spent: Count) -> bool:
    """Whether the text tells of changes or of money of earlier years, in the sentence of what was given or up to that
    of what was spent."""
    borders = [0, *page.borders, len(page.text)]
    words = page.text[borders[page.sentence(given.start)] : borders[page.sentence(spent.start) + 1]]
    return MORE.search(DENIED.sub("", words)) is not None or PARTS.search(given.name) is not None


def _limited(given: Count, spent: Count) -> Finding:
    return limited(f"{spent.name} against {given.name}, 万元", given, spent, spent.value <= given.value)
