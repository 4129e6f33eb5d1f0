"""Goals of lists whose head announces goals and what came of them (目标对照, 年度目标共八项，完成情况如下), an item each."""

import re
from collections.abc import Iterator

from helpers.coding import answers, goals
from helpers.coding.counts import MONEY, Count, Page
from helpers.coding.words import any_of, pattern

HEAD = re.compile(
    rf"(?:{any_of('aimed')}|任务|指标)[^。；;\n\d]{{0,16}}(?:完成|实绩|对照|结果|情况|逐[条项一])[^。；;，\n\d]{{0,6}}(?:[：:]|\n|$)"
)
END = re.compile(r"\n[^，。；;：:\d\n]{2,24}(?=\n)")  # the next heading
ITEM = re.compile("[；;。\n]")
LONGEST = 900  # characters of a list that are looked at
LEAST, MOST = 3, 2  # items that tell goal and result, and times those that tell none


def untold(page: Page, year: object) -> Iterator[Count]:
    """The first figures of items that tell no result, in lists most items of which have a goal and its result."""
    for head in HEAD.finditer(page.text):
        end = END.search(page.text, head.end(), head.end() + LONGEST)
        items = [*_items(page, head.end(), end.start() if end else head.end() + LONGEST)]
        paired = [own for own in items if _is_paired(own)]
        alone = [own[0] for own in items if _is_alone(page, own)]
        if len(paired) >= max(LEAST, MOST * len(alone)):
            yield from (each for each in alone if not goals.is_later(page.text, each.start, year))


def _items(page: Page, start: int, end: int) -> Iterator[list[Count]]:
    """The figures of each item of a list that has any."""
    for item in re.finditer(r"[^；;\n]+", page.text[start:end]):
        own = [each for each in page.counts if start + item.start() <= each.start < start + item.end()]
        if own:
            yield own


def _is_paired(own: list[Count]) -> bool:
    """Whether the second figure of an item is in the unit of the first and about as large."""
    return len(own) > 1 and any(answers.is_sized(own[0], each) and each.unit == own[0].unit for each in own[1:])


def _is_alone(page: Page, own: list[Count]) -> bool:
    """Whether an item begins with a figure, named before it, that nothing in the item answers."""
    goal = own[0]
    clause = goals.clause_of(page, goal)
    if goal.unit in ("", "分", MONEY) or len(goals.noun(goal)) < 2 or pattern("done").search(clause):
        return False
    return len({each.unit for each in own}) == len(own) and not answers.is_told(page, goal)
