"""Checks of classes that leave no other: the answers of a survey on a scale, and the shares of what is divided."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import RATE, Count, Page, against, alike
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.words import pattern

RETURNED = re.compile("(?:收回|回收|有效)[^，。；\\d]{0,8}$")
GOOD = re.compile("^(?:其中)?(?:很|非常|十分)?满意(?:的|票)?$")
BAD = re.compile("^(?:很|非常)?不(?:太)?满意(?:的|票)?$")
BETWEEN = re.compile("^(?:较|比较|基本)(?:为)?满意(?:的|票)?$|^一般(?:的)?$")
NO_ANSWER = re.compile("无效|未填|未答|空白|弃权|不了解|不清楚|作废|缺失")
DIVIDED = re.compile("按(?:照)?[^，。；\\d]{2,10}(?:看|分|划分|统计|区分)[，,：:]?")
SHARE = re.compile("[^，,。；;\\d]{2,10}占(?:比)?(?:为)?")
EDGE = re.compile("[，,。；;：:、\\n]")
FEWEST, WHOLE, MOST, CLAUSE = 3, 100.0, 110.0, 24  # classes, percent of all, what an error makes of it, characters


def answers(pages: list[Page]) -> Iterator[Finding]:
    """Forms that came back against the classes of satisfaction directly behind them, from satisfied to not satisfied,
    where their sentence tells of no forms without an answer."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            returned = RETURNED.search(_clause(page, whole))
            own = _classes(page, page.counts[place + 1 :], whole) if returned else []
            names = [_clause(page, each) for each in own]
            full = len(own) >= FEWEST and GOOD.match(names[0]) and BAD.match(names[-1])
            words = page.text[whole.end : page.reach(page.sentence(whole.start))[1]]
            if full and whole.comparator == "=" and not NO_ANSWER.search(words):
                what = f"{whole.name} against its {len(own)} parts, {whole.unit or 'number'}"
                yield against("sum", what, [whole, *own])


def _classes(page: Page, behind: list[Count], whole: Count) -> list[Count]:
    """The classes of satisfaction directly behind a figure, in its unit and sentence."""
    own: list[Count] = []
    for each in behind:
        named = any(name.match(_clause(page, each)) for name in (GOOD, BETWEEN, BAD))
        if not named or not alike(each, whole) or page.sentence(each.start) != page.sentence(whole.start):
            break
        own.append(each)
    return own


def shares(pages: list[Page]) -> Iterator[Finding]:
    """Shares of what a sentence divides (按支出性质看，人员支出占61.2%，…), three or more of them, where they are
    more than all there is."""
    for page in pages:
        for opened in DIVIDED.finditer(page.text):
            number = page.sentence(opened.end())
            behind = (each for each in page.counts if each.start >= opened.end())
            own = [each for each in behind if page.sentence(each.start) == number]
            listed = all(each.unit == RATE and SHARE.fullmatch(_clause(page, each)) for each in own)
            total, spread = round(sum(each.value for each in own), 9), sum(each.half_digit for each in own)
            listed = listed and not any(pattern("overlapping").search(each.name) for each in own)
            if len(own) >= FEWEST and listed and WHOLE + spread < total <= MOST:
                figures = tuple(each.figure for each in own)
                what = f"{own[0].name}: shares of {len(own)} parts beyond their whole, %"
                yield Finding(page.report_id, "sum", what, figures[0], total, figures, "contradiction", spread)


def _clause(page: Page, each: Count) -> str:
    return EDGE.split(page.text[max(0, each.start - CLAUSE) : each.start])[-1].strip()
