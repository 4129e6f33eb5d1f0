"""Checks of points against the rule that the text prints for them: those of a rate of their maximum, of what was done
of what was wanted, and their maximum less so many for each unit that lacks."""

import math
import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from helpers.coding.checks.counts import RATE, SAME, Count, Page, against, alike, plain_unit
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.texts.points import FULL, MORE, POINTS, Point, clause, told
from helpers.coding.checks.words import any_of, pattern

EXECUTED = "(?:执行|支付|支出)(?:率|进度)"
BY_RATE = re.compile(
    r"[按据依照以][^，。；]{0,8}(?:率|比例|完成度|进度)[^，。；\d扣]{0,8}(?:乘|折|[计得赋给记]分?)"
    r"|(?:率|进度|比例)[”\"]?(?:[×xX*＊]|乘)|(?:[×xX*＊]|乘以?)[^，。；\d]{0,6}率"
)
TAKEN = pattern("lost_points")
RATE_TIMES = re.compile(
    f'{EXECUTED}[”"]?(?:[×xX*＊]|乘|折算|计[算分得])|(?:[×xX*＊]|乘以?)[^，。；\\d]{{0,6}}{EXECUTED}'
)
OF_EXECUTION = re.compile("(?:执行|支付|支出)[^，。；：\\d]{0,8}[（(]?[^，。；：\\d]{0,4}$")
SHARE_TIMES = re.compile(
    "(?:完成|实际)[^，。；\\d]{0,6}(?:[÷/／]|除以|与|占)[^，。；\\d]{0,4}(?:目标|计划|任务)[^，。；\\d]{0,6}(?:[×xX*＊]|乘|比[例重值])"
    "|按[^，。；\\d]{0,6}完成(?:率|比例)[^，。；\\d]{0,6}(?:[×xX*＊]|乘|折算|计[算分得])"
)
LACKS = "超过?出?|超期|[低高少多晚迟差缺短]于?|不足|延[误期迟]|推迟|逾期|滞后|下降|降低|减少"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
FOR_EACH = re.compile(
    rf"每(?:{LACKS})(?:目标值?)?(?P<by>{NUMBER}|一)?(?P<unit>个?百分点|[%％]|[\u4e00-\u9fff]{{1,3}}?)的?[，,]?(?:{any_of('lost_points')})"
    rf"(?P<lost>{NUMBER})分"
)
CAP = re.compile("最[多高]|至多|封顶|上限|酌情|分档")
MORE_LACKS = re.compile("每(?:超|高|多|晚|迟|延|推|逾|滞)")  # so many more are to be missed
AIM = pattern("aimed")


def by_rate(pages: list[Page]) -> Iterator[Finding]:
    """Points said to be those of a rate (执行率98.0%，分值10分，按执行率计算，得9.8分) against it and their maximum, in
    a sentence that has no other rate, or but the aim of it, of which they may be the share as well."""
    for page in pages:
        for number, own in groupby(told(page), lambda each: each.sentence):
            scored = [each for each in own if each.most or each.got or each.lost]
            words = page.text[slice(*page.reach(number))]
            said = [each.most and not each.got for each in scored] in ([True, False], [False, True])
            if said and BY_RATE.search(words) and not (MORE.search(words) or CAP.search(words) or TAKEN.search(words)):
                most, got = sorted(scored, key=lambda each: not each.most)
                yield from _by_its_rate(page, number, most.count, got)


def _by_its_rate(page: Page, number: int, most: Count, got: Point) -> Iterator[Finding]:
    rates = [each for each in page.counts if page.sentence(each.start) == number and each.unit == RATE]
    aims = [each for each in rates if each.comparator != "=" or AIM.search(each.name)]
    done = [each for each in rates if each not in aims and 0 < each.value < FULL]
    if got.got and len(done) == 1 and len(aims) < 2:
        found = [_of_rate(got.count, done[0], most)]
        found += [_of_rate(got.count, done[0]._replace(value=FULL * done[0].value / each.value), most) for each in aims]
        holds = [each for each in found if each.verdict != "contradiction"]
        yield (holds or found)[0]


def by_rule(pages: list[Page]) -> Iterator[Finding]:
    """Points of the item of execution, where a rule says that they are the rate times their maximum, against the one
    rate of execution that the text has; less than full ones, as a rule may give these from some rate on."""
    for page in pages:
        rates = [
            each for each in page.counts if each.unit == RATE and re.search(f"{EXECUTED}(?:为|达到?|是)*$", each.name)
        ]
        single = len({each.value for each in rates}) == 1 and rates[0].comparator == "=" and rates[0].value <= FULL
        scored = [each for each in told(page) if each.most or each.got or each.lost]  # 等于10分乘以执行率 is the rule
        for most, got in pairwise(scored) if single and RATE_TIMES.search(page.text) else ():
            named = OF_EXECUTION.search(clause(most)) and got.got and not most.got
            words = page.between(most.count, got.count)
            if named and got.value < most.value and "\n" not in words and not MORE.search(words):
                yield _of_rate(got.count, rates[0], most.count)


def _of_rate(got: Count, rate: Count, most: Count) -> Finding:
    spread = got.half_digit + rate.half_digit * most.value / FULL
    what = f"{got.name}: points against {rate.value:.12g} % of {most.value:.12g}"
    return against("score", what, [got, rate, most], round(rate.value * most.value / FULL, 9), spread)


def by_share(pages: list[Page]) -> Iterator[Finding]:
    """Points of items of which a rule says that they are the share that was done of what was wanted, where it is less:
    目标20场，实际18场，分值10分，得9分."""
    for page in pages:
        for most, got, words, own in _items(page) if SHARE_TIMES.search(page.text) else ():
            two = [each for each in own if each.unit not in (RATE, POINTS, "")][:2]
            done = len(two) == 2 and alike(*two) and AIM.search(two[0].name) and not AIM.search(two[1].name)
            less = done and two[1].value < two[0].value and got.value < most.value
            if less and not pattern("lost_points").search(words):
                value = round(most.value * two[1].value / two[0].value, 9)
                what = (
                    f"{got.count.name}: points against {two[1].value:.12g} of {two[0].value:.12g} of {most.value:.12g}"
                )
                yield against("score", what, [got.count, most.count, *two], value, got.count.half_digit)


def by_lack(pages: list[Page]) -> Iterator[Finding]:
    """Points of items against their maximum less those that a rule in it takes for each unit that it says to lack, or
    by which its result misses its target: 分值8分，每少1场扣2分，少3场，得2分."""
    for page in pages:
        for most, got, _, _ in _items(page):
            start = page.text.rfind("\n", 0, most.count.start) + 1
            words = page.text[start : got.count.start]
            rules = [*FOR_EACH.finditer(words)]
            lacks = [*re.finditer(_lack(rules[0]["unit"]), words)] if len(rules) == 1 else []
            much = [_number(each["much"]) for each in lacks if each.start() > rules[0].end()]
            if len(rules) == 1 and not lacks:
                own = [each for each in page.counts if start <= each.start < got.count.start]
                much = _missed(own, rules[0], start)
            if len(much) == 1 and not CAP.search(words) and not MORE.search(words[rules[0].end() :]):
                yield _less(page, most, got, rules[0], much[0])


def _missed(figures: list[Count], rule: re.Match, start: int) -> list[float]:
    """By how much the one result of an item misses its one target before or behind the rule, in the unit of this."""
    unit = RATE if rule["unit"].endswith(("百分点", "%", "％")) else rule["unit"]
    apart = (each for each in figures if not rule.start() <= each.start - start < rule.end())
    own = [each for each in apart if plain_unit(each.unit) == plain_unit(unit)]
    aims = [each for each in own if AIM.search(each.name)]
    if len(own) != 2 or len(aims) != 1:
        return []
    result = next(each for each in own if each not in aims)
    missed = round((result.value - aims[0].value) * (1 if MORE_LACKS.match(rule[0]) else -1), 9)
    return [missed] if result.comparator == "=" and missed > 0 else []


def _lack(unit: str) -> str:
    return rf"(?<!每)(?:{LACKS})了?(?P<much>{NUMBER}){re.escape(unit)}(?![^，。；]{{0,4}}不扣)"


def _less(page: Page, most: Point, got: Point, rule: re.Match, much: float) -> Finding:
    """Points against what a rule leaves, for whole units or for parts of them, whichever is nearer."""
    each = 1.0 if rule["by"] in (None, "一") else _number(rule["by"])
    lost = _number(rule["lost"])
    ways = {
        most.value - lost * times
        for times in (much / each, math.floor(much / each + SAME), math.ceil(much / each - SAME))
    }
    left = min((max(0.0, round(way, 9)) for way in ways), key=lambda way: abs(way - got.value))
    what = f"{got.count.name}: points against {most.value:.12g} less {lost:.12g} for each of {much:.12g}"
    return against("score", what, [got.count, most.count], left, got.count.half_digit)


def _number(token: str) -> float:
    return float(token.replace(",", ""))


def _items(page: Page) -> Iterator[tuple[Point, Point, str, list[Count]]]:
    """The items of one line with one maximum and the points got behind it: both, the words from the one to the other
    and the figures between."""
    scored = told(page)
    for start, end in _lines(page.text):
        own = [each for each in scored if start <= each.count.start < end]
        most, got = [each for each in own if each.most], [each for each in own if each.got and not each.most]
        if len(most) == len(got) == 1 and most[0].count.start < got[0].count.start and got[0].value <= most[0].value:
            words = page.between(most[0].count, got[0].count)
            figures = [each for each in page.counts if most[0].count.start < each.start < got[0].count.start]
            yield most[0], got[0], words, figures


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)
