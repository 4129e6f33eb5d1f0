"""Of which year an amount of money is: the report's own, or one that is still to come."""

import re

from helpers.reading import layout
from helpers.reading.money_words import Said

YEAR = re.compile(r"(20\d\d)(?=年|—|-|至)")
COMING = re.compile("明年|来年|次年|下一?年度?|翌年")
PROPOSED = re.compile("另增|再增|拟|建议|计划|申请|争取|将|力争|预计|下一?步")
LONGEST_HEAD = 200


def is_to_come(page: layout.Layout, clause: str, said: Said) -> bool:
    """Whether a clause proposes money of a year after the report's."""
    if said.stage == "carryover_out" or not PROPOSED.search(clause):
        return False
    years = [int(each[1]) for each in YEAR.finditer(clause)]
    return COMING.search(clause) is not None or (bool(years) and max(years) > max(years_of(page), default=max(years)))


def years_of(page: layout.Layout) -> list[int]:
    """The years that the first line of a report which names any names as its own."""
    lines = page.text[:LONGEST_HEAD].split("\n")[:-1]
    return next((years for line in lines if (years := [int(each[1]) for each in YEAR.finditer(line)])), [])
