"""Goals by a date in lists whose other items all tell a result (设备采购，目标6月底前到货), of which nothing else is
told."""

import re
from collections.abc import Iterator

import pandas as pd

from helpers.coding.checks.counts import Count, Page
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.goals import answers, goals
from helpers.coding.checks.words import any_of, overlap, shares

MARK = r"[▲△●○·•◆◇■□※★☆]|[（(]?\d{1,2}[）)．、]|\d{1,2}\.(?!\d)|[①-⑳]|[-—]+"
LINE = re.compile(rf"^[ \t]*(?P<mark>{MARK})[ \t]*(?P<words>[^\n]+)$", re.M)
GOAL = re.compile(
    rf"(?P<name>[^，,。；;：:\d]{{4,24}})[，,：:](?:{any_of('aimed')}|要求|应)(?:为|是|在|于|[：:])?"
    r"(?P<month>\d{1,2})月(?:\d{1,2}日|[上中下]旬|底|末|份)?(?:之?前|以前|内)?(?P<deed>[^，,。；;\d]{0,8})[。；;]?"
)
TOLD = re.compile(rf"{any_of('result_opens', 'is_done')}|达|\d月")
FEWEST = 3  # other items of a list


def unreported(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Goals by a date that are all that their item says, while all others of the list tell a result, and no other
    clause tells of the thing as done or with a date."""
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    for page in pages:
        for items in _lists(page.text):
            dated = [(each, found) for each in items if (found := GOAL.fullmatch(each["words"]))]
            others = [each for each in items if all(each is not own for own, _ in dated)]
            if len(dated) == 1 and len(others) >= FEWEST and all(TOLD.search(each["words"]) for each in others):
                goal = _goal(page, *dated[0])
                if not _is_told(page, *dated[0]) and not goals.is_later(
                    page.text, goal.start, years.get(page.report_id)
                ):
                    what = f"{goal.name}: a target and no actual"
                    yield Finding(page.report_id, "missing", what, goal.figure, None, (goal.figure,), "not_reported")


def _lists(text: str) -> Iterator[list[re.Match]]:
    """The lines with a mark that stand below one another."""
    own: list[re.Match] = []
    for line in LINE.finditer(text):
        if own and text[own[-1].end() : line.start()].strip():
            yield own
            own = []
        own.append(line)
    yield own


def _goal(page: Page, item: re.Match, found: re.Match) -> Count:
    start, end = (item.start("words") + each for each in found.span("month"))
    month = float(found["month"])
    return Count(f"text:{start}", page.report_id, "", found["name"], month, "月", "<=", 0.0, start, end)


def _is_told(page: Page, item: re.Match, found: re.Match) -> bool:
    """Whether words apart from an item tell of its thing as done, with a date or by its deed, or of all goals."""
    apart = re.split("[，,。；;\n]", page.text[: item.start()] + "\n" + page.text[item.end() :])
    deed = re.sub(f"{any_of('any_deed')}|前|完毕", "", found["deed"])
    for words in apart:
        if overlap(found["name"], words) and TOLD.search(words):
            return True
        if deed and deed in words and shares(found["name"], words):
            return True
    return answers.OF_THEM.search(page.text) is not None
