"""Checks of prices paid against their standard."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import MONEY, Count, Page
from helpers.coding.findings import Finding
from helpers.coding.words import any_of, pattern

OTHER = re.compile("另|含|租|借|超编|床|合计|共计|上年|去年|经批准(?:追|增|新)|追加")
PRICE = re.compile("价|成本|费用|标准")
STANDARD = re.compile(rf"(?:{any_of('price_standard')})")
AIM = pattern("aimed")
PAID = re.compile(rf"(?:{any_of('paid')})[^，。；\d]{{0,8}}?(?:价|成本|每)")
NO_NOUN = re.compile(f"{any_of('paid')}|本次|此次|最终|平均|单?价格?|成本|费用|每[\u4e00-\u9fff]{{1,3}}|[为是约均的]")
PER = re.compile("每(?P<unit>[\u4e00-\u9fff]{1,3}?)(?=$|[\\d价为均约不成费控标])|/(?P<of>[\u4e00-\u9fff]{1,3})")
REACH = 24  # characters before a figure that name it


def prices(pages: list[Page]) -> Iterator[Finding]:
    """Prices paid against the standard directly before them in their sentence, for one unit."""
    for page in pages:
        for standard, paid in pairwise(page.counts):
            unit = standard.unit == paid.unit and (standard.unit == MONEY or standard.unit.startswith(("元/", "万元/")))
            if unit and _is_standard(page, standard) and _is_price(page, standard, paid):
                yield from _limited(standard, paid, f"{paid.name} against its standard, {paid.unit}")


def _is_standard(page: Page, each: Count) -> bool:
    words = _clause(page, each)
    return PRICE.search(words) is not None and STANDARD.search(words) is not None and AIM.search(words) is None


def _is_price(page: Page, standard: Count, paid: Count) -> bool:
    """Whether a figure is the price that was paid for one, of the unit that the standard is of."""
    words = _clause(page, paid)
    units = [
        {*filter(None, (each["unit"] or each["of"] for each in PER.finditer(text)))}
        for text in (_clause(page, standard) + standard.unit, words + paid.unit)
    ]
    same = not all(units) or units[0] == units[1]
    noun = NO_NOUN.sub("", words)  # a good of its own has its own standard
    told = (
        PAID.search(words) is not None
        and not OTHER.search(words)
        and (len(noun) < 2 or noun in _clause(page, standard))
    )
    return told and same and paid.comparator == "=" and _directly(page, standard, paid)


def _directly(page: Page, one: Count, other: Count) -> bool:
    return page.sentence(one.start) == page.sentence(other.start)


def _clause(page: Page, each: Count) -> str:
    return re.split("[，。；;：:\n]", page.text[max(0, each.start - REACH) : each.start])[-1]


def _limited(limit: Count, each: Count, what: str) -> Iterator[Finding]:
    verdict = "exceeds" if each.value > limit.value else "holds"
    figures = limit.figure, each.figure
    yield Finding(each.report_id, "limit", what, figures[0], each.value, figures, verdict, 0.0)
