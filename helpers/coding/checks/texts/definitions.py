"""The check of rates of money whose definition is printed beside them (预算执行率（支出数与年初预算数之比）为…): they
are of what it names, whatever else would make them up."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, against
from helpers.coding.checks.findings import Finding, percent
from helpers.coding.checks.words import any_of, pattern

TERM = "[^（）()，,。；;＝=÷/／\\d]{2,16}?"
RATIO = rf"{TERM}(?:(?:与|同|和|占|除以){TERM}(?:之比|的比[例值重率]?|的百分比)?|[÷/／]{TERM})(?:[×*xX]100[%％])?"
BY = '[”"]?(?:计算|测算|核算|口径)?'
BEFORE = "(?:为|是|达到?|[：:])*$"
NAME = "(?P<name>[\u4e00-\u9fff]{0,8}率)"
DEFINED = (
    re.compile(rf"{NAME}[（(](?:即|按|指|为|是|等于)?[“\"]?(?P<of>{RATIO}){BY}[）)]{BEFORE}"),
    re.compile(
        rf"{NAME}(?:系|是|指)?(?:[按以即指用＝=]|等于)[“\"]?(?P<of>{RATIO}){BY}(?:[，,][^，,。；;\d]{{0,10}}率)?[，,]?{BEFORE}"
    ),
)
DIVIDED, TAIL = re.compile("与|同|和|占|除以|[÷/／]"), re.compile("(?:之比|的比[例值重率]?|的百分比|[×*xX]100[%％])+$")
EARLIER = pattern("last_year")
REACH, NEAR = 60, 600  # characters before a rate that define it, and in which its terms stand
SPENT, CAME = pattern("spent"), pattern("came_in")
FIRST, LAST, BUDGET = pattern("first_budget"), pattern("last_budget"), re.compile("预算")
CHANGED = pattern("budget_changed")
UNCHANGED = re.compile(rf"(?:未|没有?|无|不)[^，,。；;\d]{{0,4}}(?:{any_of('budget_changed')})")


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates against the two amounts that their definition names, where each is told before them with one value, in
    their paragraph or shortly before it."""
    for page in pages:
        for rate in page.counts:
            terms = _terms(page, rate) if rate.unit == RATE and rate.comparator == "=" else None
            paragraph = page.text.rfind("\n", 0, rate.start)
            ways = [_of(page, rate, *terms, start) for start in (paragraph, rate.start - NEAR)] if terms else []
            yield from [each for each in ways if each][:1]


def _terms(page: Page, rate: Count) -> list[str] | None:
    """The name of a rate and what it is defined to be of, as the words before it say: what was spent over what there
    was to spend; None where they do not, or speak of an earlier year."""
    words = re.split("[。；;\n]", page.text[max(0, rate.start - REACH) : rate.start].replace(" ", ""))[-1]
    found = next(filter(None, (each.search(words) for each in DEFINED)), None)
    earlier = found and EARLIER.search(re.split("[，,]", words[: found.start("of")])[-1])
    terms = DIVIDED.split(TAIL.sub("", found["of"]), maxsplit=1) if found and not earlier else [""]
    return [found["name"].lstrip("按以"), *terms] if SPENT.search(terms[0]) else None


def _of(page: Page, rate: Count, name: str, top: str, whole: str, start: int) -> Finding | None:
    """A rate against the amounts of its terms that stand behind a place; None where one has no value or several."""
    money = [each for each in page.counts if each.unit == MONEY and each.comparator == "=" and start < each.start]
    told = [each for each in money if each.start < rate.start]
    tops = _single([each for each in told if SPENT.search(each.name) and not BUDGET.search(each.name)])
    wholes = _single(_budgets(told, whole, page.text[max(0, start) : rate.start]))
    if not tops or not wholes or not wholes[0].value:
        return None
    value, spread = percent(tops[0].figure, wholes[0].figure)
    what = f"{name} as {top} over {whole}, %"
    return against("rate", what, [rate, tops[0], wholes[0]], round(value, 9), rate.half_digit + spread)


def _single(found: list[Count]) -> list[Count]:
    return found[:1] if len({each.value for each in found}) == 1 else []


def _budgets(told: list[Count], named: str, words: str) -> list[Count]:
    """The amounts that a term names: what came in, the first budget, or that of the year, which is the first where no
    other is told and nothing changed it."""
    if CAME.search(named):
        return [each for each in told if CAME.search(each.name) and not SPENT.search(each.name)]
    budgets = [each for each in told if BUDGET.search(each.name) and not SPENT.search(each.name)]
    first = [each for each in budgets if FIRST.search(each.name)]
    last = [each for each in budgets if LAST.search(each.name)]
    if LAST.search(named):
        changed = CHANGED.search(UNCHANGED.sub("", words))
        return last or ([] if changed else first or budgets)
    if FIRST.search(named):
        return first or [each for each in budgets if each not in last]
    return budgets if BUDGET.search(named) else []
