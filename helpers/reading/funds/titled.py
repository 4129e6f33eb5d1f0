"""What the title of a report says of its money: the category or the lottery that all of it is."""

import re

from helpers.reading.funds import words as money_words
from helpers.reading.funds.found import Found, changed
from helpers.reading.text import layout

TITLE = re.compile(r"\s*[^，。；\n]{0,60}(?:绩效|自评|评价|报告)[^，。；\n]{0,20}(?=\n)")
LOTTERY = re.compile("(?:福利|体育)?彩票公益金|[福体]彩公益金")


def of_title(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, the money of a project that is called after a category, as 公用经费, being all of it."""
    title = TITLE.match(page.text)
    called = set(money_words.categories(title[0])) - {"project"} if title else set()
    if title and LOTTERY.search(title[0]):
        found = [changed(e, source="total") if _is_of_lottery(page, e) else e for e in found]
    return [
        changed(each, category="total")
        if each.row.project_id and each.whole is None and each.row.category in called
        else each
        for each in found
    ]


def _is_of_lottery(page: layout.Layout, each: Found) -> bool:
    """Whether an amount is no part of another and named by the lottery alone: 体育彩票公益金2022年预算90万元."""
    near = page.text[layout.sentence(page, each.row.start)[0] : each.row.start]
    return each.whole is None and each.row.source == "government_fund" and LOTTERY.search(near) is not None
