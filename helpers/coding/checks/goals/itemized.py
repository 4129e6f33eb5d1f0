"""Goals of lists whose head announces goals and what came of them (目标对照, 任务完成情况如下：), an item each."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, RATE, Count, Page
from helpers.coding.checks.goals import answers, goals
from helpers.coding.checks.words import any_of, pattern

HEAD = re.compile(
    rf"(?:{any_of('aimed')}|任务|指标)[^。；;\n\d]{{0,16}}(?:完成|实绩|对照|结果|情况|逐[条项一])[^。；;，\n\d]{{0,6}}(?:[：:]|\n|$)"
)
END = re.compile(r"\n[^，。；;：:\d\n]{2,24}(?=\n)")  # the next heading
OPENS = re.compile(rf"(?:^|[；;\n])\s*(?:{goals.ITEM.pattern})?[^，。；;：:\n\d]*$")
GOES_ON = re.compile(r"(?:及?以[上下内])?[，—（(]+[^。；;\n]{4,}")  # where the result of a goal would be told
A_RESULT = re.compile("(?:[为达到在仅有是的]|保持)$")
A_DEED, OUTSIDE = re.compile(f"{any_of('done')}|普遍|[均都另]"), pattern("outside")
LONGEST = 900  # characters of a list that are looked at
LEAST, MOST = 3, 2  # items that tell goal and result, and times those that tell none


def untold(page: Page, year: object) -> Iterator[Count]:
    """The first figures of items that tell no result, in lists most items of which have a goal and then its result,
    those beside them with the rest."""
    for head in HEAD.finditer(page.text):
        end = END.search(page.text, head.end(), head.end() + LONGEST)
        items = [*_items(page, head.end(), end.start() if end else head.end() + LONGEST)]
        paired = [_is_paired(page, own) for own in items]
        alone = [place for place, own in enumerate(items) if _is_alone(page, own)]
        beside = {
            n: [paired[m] or _is_done(page, items[m]) for m in (n - 1, n + 1) if 0 <= m < len(items)] for n in alone
        }
        if sum(paired) >= max(LEAST, MOST * len(alone)):
            firsts = (items[n][0] for n in alone if any(beside[n]))
            yield from (each for each in firsts if not goals.is_later(page.text, each.start, year))


def _items(page: Page, start: int, end: int) -> Iterator[list[Count]]:
    """The figures of each item of a list that has any."""
    for item in re.finditer(r"[^；;\n]+", page.text[start:end]):
        own = [each for each in page.counts if start + item.start() <= each.start < start + item.end()]
        if own:
            yield own


def _is_paired(page: Page, own: list[Count]) -> bool:
    """Whether a figure of an item that is no goal is in the unit of the first and about as large."""
    results = (each for each in own[1:] if each.unit == own[0].unit and not goals.is_aimed(page, each))
    return any(answers.is_sized(own[0], each) for each in results)


def _is_done(page: Page, own: list[Count]) -> bool:
    """Whether the words behind the first figure of an item say that it was done."""
    goal = own[0]
    return answers.DONE.search(re.split("[；;\n]", page.text[goal.end : goal.end + answers.REACH])[0]) is not None


def _is_alone(page: Page, own: list[Count]) -> bool:
    """Whether an item begins with a figure, named before it, of which its other words tell no result."""
    goal = own[0]
    clause, behind = goals.clause_of(page, goal), page.text[goal.end : goal.end + answers.REACH]
    before = page.text[max(0, goal.start - answers.REACH) : goal.start]
    told = GOES_ON.match(behind.removeprefix(goal.unit))
    if goal.unit in ("", "分", MONEY) or len(goals.noun(goal)) < 2 or not told or not OPENS.search(before):
        return False
    if A_DEED.search(clause) or OUTSIDE.search(clause + told[0]) or answers.is_told(page, goal) or _is_done(page, own):
        return False
    return goals.is_aimed(page, goal) or (len(own) == 1 and goal.unit != RATE and not A_RESULT.search(clause))
