"""Checks of what a number costs at a price for each: 146人, 人均5,000元, 共73万元."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, against, alike
from helpers.coding.checks.findings import Finding, is_slip
from helpers.coding.checks.words import any_of, pattern

MONTHS = 12
SIZED = 0.6, 1.6  # share of the product that an amount has, where it may be meant for it
EACH = re.compile(rf"(?:{any_of('price_of_one')})[^，。；、\d]{{0,8}}$")
EACH_WORD = pattern("price_of_one")
PLAIN = re.compile("按照?|补助|补贴|标准|经费|其中|全年|平均|均|的|为|以|给予|资助|发放|奖励|投资|投入|[\\d.万元]")
FOR_ONE = re.compile(r"(?:每|/)(?P<unit>[\u4e00-\u9fff])")
ALL = re.compile(rf"(?:{any_of('total_of_list')}|{any_of('cost_in_all')})[^，。；、\d]{{0,10}}$")
MEAN = re.compile(
    r"[，,（(](?:平均|均摊)?到?(?:每(?P<unit>[\u4e00-\u9fff]{1,2})|(?P<of>[人户亩生台次件]均))[\u4e00-\u9fff]{0,2}?为?$"
)
OTHER = pattern("other_time", "aimed", "parts_follow")
OPEN, MONTHLY = pattern("open_price"), pattern("by_month")


def costs(pages: list[Page]) -> Iterator[Finding]:
    """Amounts against a number and a price for each, of which nothing else stands in the sentence: a difference is a
    contradiction where the amount is said to be all and is of like size, else scope."""
    for page in pages:
        for place in range(2, len(page.counts)):
            three = page.counts[place - 2 : place + 1]
            if three[2].unit == MONEY and (found := _cost(page, *three)):
                yield found


def _cost(page: Page, one: Count, other: Count, amount: Count) -> Finding | None:
    """The amount against the two figures before it, one of them a price, in one sentence."""
    number, price = (one, other) if _price(page, other) else (other, one)
    start, end = page.reach(page.sentence(amount.start))
    if one.start < start or any(each.comparator != "=" or each.value <= 0 for each in (one, other, amount)):
        return None
    value, words = _price(page, price), page.text[start : amount.start]
    counted = number.unit not in ("", RATE, MONEY, "分") and not number.unit.startswith("元")
    if value is None or not counted or not _for_one(page, price, number) or OPEN.search(page.text[start:end]):
        return None
    return _judged(page, words, (amount, number, price), value)


def _judged(page: Page, words: str, three: tuple[Count, Count, Count], price: float) -> Finding | None:
    amount, number, _ = three
    months = [1, MONTHS] if MONTHLY.search(words) else [1]
    products = [round(number.value * price * times, 9) for times in months]
    nearest = min(products, key=lambda value: abs(value - amount.value))
    spread = amount.half_digit + nearest * (number.half_digit / number.value)
    what = f"{amount.name} against {number.value:.12g} {number.unit} at {price:.12g} 万元 each, 万元"
    found = against("identity", what, three, nearest, spread)
    sure = ALL.search(words) and SIZED[0] <= amount.value / nearest <= SIZED[1] and _alone(page, amount)
    slip = is_slip(found._replace(figures=found.figures[:1]), swaps_only=True)
    told = found.verdict != "contradiction" or (sure and (len(months) == 1 or slip))
    return found if told else None


def averages(pages: list[Page]) -> Iterator[Finding]:
    """Means for one of what was counted (渔船456艘，补贴684万元，平均每艘1.5万元) against the two figures directly
    before them, of which the sentence has no others."""
    for page in pages:
        for place in range(2, len(page.counts)):
            one, other, mean = page.counts[place - 2 : place + 1]
            told = MEAN.search(page.text[max(0, mean.start - 10) : mean.start]) if mean.comparator == "=" else None
            if told and (two := _divided(told, one, other, mean)) and _are_alone(page, one, mean):
                yield from _averaged(mean, *two)


def _divided(told: re.Match, one: Count, other: Count, mean: Count) -> tuple[Count, Count] | None:
    """The amount and the number of which a mean is, by their units."""
    for amount, number in ((one, other), (other, one)):
        unit = told["unit"] or told["of"][0].replace("生", "人")
        same = number.unit == unit or (unit == "人" and number.unit in ("名", "位"))
        exact = amount.comparator == number.comparator == "=" and number.value > 0
        if exact and same and alike(amount, mean) and not alike(amount, number):
            return amount, number
    return None


def _are_alone(page: Page, first: Count, mean: Count) -> bool:
    """Whether the sentence of a mean has no figure before the two it is of, and no word of another time or part."""
    start, _ = page.reach(page.sentence(mean.start))
    before = [each for each in page.counts if start <= each.start < mean.start]
    return before[:1] == [first] and not OTHER.search(page.text[start : mean.start])


def _averaged(mean: Count, amount: Count, number: Count) -> Iterator[Finding]:
    value = round(amount.value / number.value, 9)
    spread = mean.half_digit + amount.half_digit / number.value + value * number.half_digit / number.value
    what = f"{mean.name} against {amount.value:.12g} {amount.unit} of {number.value:.12g} {number.unit}"
    found = against("rate", what, [mean, amount, number], value, spread)
    if found.verdict != "contradiction" or SIZED[0] <= mean.value / value <= SIZED[1]:
        yield found


def _price(page: Page, each: Count) -> float | None:
    """The price of one in 万元; None for what is none."""
    words = page.text[max(0, each.start - 14) : each.start]
    if each.unit.startswith(("元/", "万元/")):
        return each.value / (1 if each.unit.startswith("万") else 1e4)
    behind = page.text[each.end : each.end + 6]
    per = EACH.search(words) or re.match(r"[万]?元(?:/|每)", behind)
    return each.value if each.unit == MONEY and per else None


def _for_one(page: Page, price: Count, number: Count) -> bool:
    """Whether a price that names its unit (每户600元) is of what is counted; one that names none is."""
    words = (
        re.split("[，。；]", page.text[max(0, price.start - 14) : price.start])[-1]
        + page.text[price.end : price.end + 6]
    )
    units = set(FOR_ONE.findall(words)) - {*"年月天日次人"} or set(FOR_ONE.findall(words)) - {*"年月天日"}
    heads = number.unit in ("人", "名", "人次", "位") and units & {*"人名位生"}
    plain = PLAIN.sub("", words[: found.start()] if (found := EACH_WORD.search(words)) else "")
    if len(plain) > 1 and plain not in page.text[max(0, number.start - 30) : number.start]:
        return False
    return not units or bool(heads) or any(number.unit.startswith(unit) for unit in units)


def _alone(page: Page, amount: Count) -> bool:
    """Whether the sentence of an amount has three figures up to it, none of them a rate, and no amount behind."""
    start, end = page.reach(page.sentence(amount.start))
    own = [each for each in page.counts if start <= each.start < end]
    before = [each for each in own if each.start <= amount.start]
    return len(before) == 3 and not any(each.unit in (RATE, MONEY) for each in own[3:])
