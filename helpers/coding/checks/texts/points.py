"""Checks of points in a text, read once by sentence as maxima, points got and points lost: none beyond its maximum, a
total against its list, and a maximum less what was deducted."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise, takewhile
from typing import NamedTuple

from helpers.coding.checks.counts import Count, Page, against
from helpers.coding.checks.findings import Finding, distance, is_slip
from helpers.coding.checks.tables.marks import are_chapters
from helpers.coding.checks.words import any_of, pattern

POINTS = "分"
MOST = re.compile(rf"(?:{any_of('most_points')})(?:为|是|共)?$")
IS = "(?:应?为|即为|是|共计?)"
GOT = re.compile(rf"(?:{any_of('got_points')})(?:[，,]?{IS})?$")
IS_ALONE = re.compile(f"{IS}$")  # 这便是总分，为96.5分
GOT_FULL = re.compile("(?:自评|得|评为?|打)满分$")  # 信息公开及时，自评满分5分
MOST_IN_LIST = re.compile(r"(?:满分|分值|权重)(?:分别|各|依次)[为是]?[\d.分、，和及]+$")
LOST = re.compile(f"(?:{any_of('lost_points')})(?:了|分[为是]?)?$")
IN_ALL = "共计?|合计?|总计?|累计|一共"
LOST_IN_ALL = re.compile(  # 四项共扣; 扣分合计; 扣分总数为
    rf"(?:{IN_ALL})(?:{any_of('lost_points')})[掉了]?分?(?:为|是)?$"
    rf"|(?:{any_of('lost_points')})分?(?:{IN_ALL})[数额]?(?:为|是)?$"
)
LOST_IN_LIST = re.compile(rf"(?:分别|各|依次)(?:{any_of('lost_points')})了?[\d.分、，和及]+$")
TAKEN, TOTAL, RULE, BONUS = map(pattern, ("lost_points", "total_points", "rule_of_points", "bonus"))
ADDED = "之和|相加|加总|累加|加起来|合起来|加在一起"
SUM_OF = re.compile(
    rf"[二两三四五六七八九十各](?:个|大)?(?:项|类|部分|方面|板块|维度)(?![^，。；\d]*(?:{any_of('lost_points')}|分值|权重|满分))"
    rf"[^，。；\d]{{0,6}}(?:{ADDED}|合计|共计|总计|一共|共)[^，。；\d]{{0,4}}$"
)
WHOLE = re.compile(rf"(?:本项|该项|小计|合计|共计|总计|{ADDED}|{any_of('total_points')})[^，。；\d]{{0,8}}$")
ALL = re.compile(f"本项|该项|小计|{ADDED}|以上|构成|组成|[二两三四五六]项|[二两三四五六]部分")  # a list is all
MORE = re.compile("另|还|再|加分|补")
GOT_NEXT = re.compile(
    rf"[）)]?[，,：:]?(?:(?:{any_of('judged_by')})[^，。；\d]{{2,12}}?[，,]?)?(?:本项|该项|自评|实际|最终)*(?:得分?|实得|自评得?分?|自评|评得?)(?:为|是)?"
)
MOST_NEXT = re.compile(r"[（(]\s*(?:该项|本项)?(?:满分|分值|总分|权重)为?")
BARE_NEXT = re.compile(r"分?[（(]")
CLOSED, ENCLOSED = re.compile("分[）)]"), re.compile(r"[（(][^（）()]*$")
CRITERION = re.compile(
    r"[（(](?:满分|分值|权重)?(?P<most>\d+(?:\.\d+)?)分[）)][：:，,]?[^，。；\d]{0,6}得(?P<got>\d+(?:\.\d+)?)分"
)
FIRST_LEVEL = re.compile(r"[（(]满分(?P<most>\d+(?:\.\d+)?)分[，,、；;](?:实得|自评得?|得)(?P<got>\d+(?:\.\d+)?)分")
LISTED = re.compile("分?(?P<next>。)?(?:(?(next)|[，,；]?)其中[：:，,]?|(?(next)(?!)|[：:]))")
SCORED = re.compile("得|评")
HEAD = re.compile(r"分?(?:\s*[）)])?[：:]|分?得")  # behind a maximum: its list opens, or what of it was got
NAMED = re.compile("[\u4e00-\u9fff]{2,}分?$")
FULL, NEAR, SIZED = 100.0, 6.0, 0.15  # full marks, points and share of a total that its list may miss it by
SERIES, FEWEST = 3, 6  # criteria that make a list or a series, and all items of a report


class Point(NamedTuple):
    """Points of a text with the words before them, what these say that they are, and the number of their sentence."""

    count: Count
    words: str
    got: bool
    lost: bool
    most: bool
    sentence: int

    @property
    def value(self) -> float:
        """How many points they are."""
        return self.count.value


def told(page: Page) -> list[Point]:
    """The exact points of a text in their order."""
    return [_read(page, each) for each in page.counts if each.unit == POINTS and each.comparator == "="]


def _read(page: Page, each: Count) -> Point:
    words = re.split("[。；;！？\n]", page.text[max(0, each.start - 24) : each.start])[-1]
    enclosed = CLOSED.match(page.text, each.end) and words.endswith(("（", "("))
    full = GOT_FULL.search(words) is not None and not GOT_NEXT.match(page.text, each.end + len(POINTS))
    got, lost = GOT.search(words) is not None, bool(LOST.search(words) or LOST_IN_ALL.search(words))
    most = not (full or lost) and bool(MOST.search(words) or MOST_IN_LIST.search(words) or enclosed)
    return Point(each, words, got or full, lost, most, page.sentence(each.start))


def clause(each: Point) -> str:
    """The words of its clause before points, with those of the one before where it only says that they are these."""
    *before, last = re.split("[，,：:]", each.words)
    return (before[-1] if before and IS_ALONE.match(last) else "") + last


def above_maximum(pages: list[Page]) -> Iterator[Finding]:
    """Points beyond the maximum that stands beside them: 得16分（满分15分）; 15分，得16分; in a series of bare ones
    产出52分（50分）."""
    for page in pages:
        scored = told(page)
        bare = [
            (got, most) for got, most in pairwise(scored) if most.most and BARE_NEXT.fullmatch(_gap(page, got, most))
        ]
        series = len(bare) >= SERIES and sum(got.value <= most.value for got, most in bare) >= len(bare) - 1
        beside = [(got, most) for two in pairwise(scored) for got, most in (two, two[::-1]) if _beside(page, got, most)]
        plain = [(got, most) for most, got in pairwise(scored) if _answers(page, got, most)]
        plain = plain if len(plain) >= SERIES and sum(most.value for _, most in plain) == FULL else []
        yield from (_limited(got.count, most.count) for got, most in [*beside, *(bare if series else []), *plain])


def _gap(page: Page, one: Point, other: Point) -> str:
    return page.between(one.count, other.count)


def _beside(page: Page, got: Point, most: Point) -> bool:
    """Whether a maximum stands in parentheses behind points got, or directly before them."""
    if got.count.start < most.count.start:
        return got.got and MOST_NEXT.fullmatch(_gap(page, got, most).removeprefix(POINTS)) is not None
    opened = MOST.search(most.words) or most.words.endswith(("（", "("))
    return bool(opened) and not most.lost and _follows(page, got, most)


def _follows(page: Page, got: Point, most: Point) -> bool:
    """Whether points got stand directly behind others."""
    return got.got and GOT_NEXT.fullmatch(_gap(page, most, got).removeprefix(POINTS)) is not None


def _answers(page: Page, got: Point, most: Point) -> bool:
    """Whether points got stand directly behind bare ones: 产出40分，得39分."""
    return not (most.got or most.lost or most.most) and _follows(page, got, most)


def _limited(got: Count, most: Count) -> Finding:
    verdict = "exceeds" if got.value > most.value else "holds"
    what = f"{got.name}: points against their maximum".removeprefix(": ")
    return Finding(
        got.report_id, "limit", what, most.figure, got.value, (got.figure, most.figure), verdict, 0.0, "maximum"
    )


def of_report(pages: list[Page]) -> Iterator[Finding]:
    """The total of a report against the first criteria with a maximum of which the maxima are full marks, and against
    all its items, where these are so many and so near that they are meant to be all; a bonus or a cap says nothing."""
    for page in pages:
        scored = told(page)
        totals = _totals(page, scored)
        if len({each.value for each in totals}) == 1:
            items = [each for each in scored if each.got and each not in totals]
            found = of_items(totals[0], items)
            bonus = BONUS.search(page.text) is not None
            certain = found.verdict != "contradiction" or not bonus or is_slip(found, swaps_only=True)
            yield from [found] if len(items) >= FEWEST and certain and distance(found) <= NEAR else []
            pairs = [_pairs(page, scored, words) for words in (FIRST_LEVEL, CRITERION)]
            beside = [(most, got) for most, got in pairwise(scored) if _beside(page, got, most)]
            pairs += [beside, [(most, got) for most, got in pairwise(scored) if _answers(page, got, most)]]
            full = [] if bonus else [own for each in pairs if (own := _full(each))]
            yield from (found for own in full[:1] if distance(found := of_items(totals[0], own)) <= NEAR)


def _totals(page: Page, scored: list[Point]) -> list[Point]:
    """The points that are called the total of a report, or where none are, the sum of others (八项得分相加为93.5分)."""
    told = [each for each in scored if not _is_most(page, each, scored)]
    own = [each for each in told if each.got and TOTAL.search(clause(each))]
    return own or [each for each in told if SUM_OF.search(clause(each))]


def _is_most(page: Page, each: Point, scored: list[Point]) -> bool:
    """Whether full marks are the maximum of what was got directly behind them (总分100分，自评得96分), or of a list
    that opens there, as no word says that they were got (总分100分：…)."""
    if each.value == FULL and LISTED.match(page.text, each.count.end) and not SCORED.search(clause(each)):
        return True
    behind = scored[scored.index(each) + 1 :][:1] if each.value == FULL else []
    return any(_follows(page, got, each) for got in behind)


def _pairs(page: Page, scored: list[Point], words: re.Pattern) -> list[tuple[Point, Point]]:
    """The maxima and points of the criteria that these words tell."""
    at = {each.count.start: each for each in scored}
    found = ((at.get(each.start("most")), at.get(each.start("got"))) for each in words.finditer(page.text))
    return [(most, got) for most, got in found if most and got]


def _full(pairs: list[tuple[Point, Point]]) -> list[Point]:
    """The points of the first criteria that have full marks together, those below others left out if they can; none
    else."""
    for own in (_without_below(pairs), pairs):
        ends = [n for n in range(2, len(own) + 1) if sum(most.value for most, _ in own[:n]) == FULL]
        if ends:
            return [got for _, got in own[: ends[0]]]
    return []


def _without_below(pairs: list[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """The criteria without those, two or more, directly behind one that have its maximum in sum."""
    kept = []
    while pairs:
        sums = [*accumulate(most.value for most, _ in pairs[1:])]
        below = sums.index(pairs[0][0].value) + 1 if pairs[0][0].value in sums else 0
        kept.append(pairs[0])
        pairs = pairs[1 + below * (below > 1) :]
    return kept


def listed(pages: list[Page]) -> Iterator[Finding]:
    """Points against those listed behind them, in their sentence or the next (得46分，其中数量得18分，质量得28分), and
    totals against those listed before them (决策18分、…，最终得分87分) where these are said to be all, are the chapters
    of a form, or a slip explains the difference."""
    for page in pages:
        scored = told(page)
        for place, total in enumerate(scored):
            behind, before = _behind(page, scored, place), _before(page, scored, place)
            found = [of_items(total, behind)] if behind else []
            found += [each for each in [of_items(total, before)] if before and _is_all(page, each, before)]
            yield from (each for each in found if distance(each) <= SIZED * total.value)


def _behind(page: Page, scored: list[Point], place: int) -> list[Point]:
    """The points of the list that opens behind some, in their sentence or in the next; none where more is told."""
    total = scored[place]
    opened = LISTED.match(page.text, total.count.end) if total.got else None
    number = total.sentence + bool(opened and opened["next"])
    own = [each for each in scored[place + 1 :] if opened and each.sentence == number]
    parts = [each for each in own if not each.most and not HEAD.match(page.text, each.count.end)]
    if len(parts) < len(own) and _is_most(page, total, scored):  # of the maxima, not of what was got
        return []
    clear = all(each.got or NAMED.search(clause(each)) for each in parts) and len(parts) > 1
    words = page.text[total.count.end : parts[-1].count.start] if clear else ""
    return parts if clear and not TAKEN.search(words) and not BONUS.search(words) else []


def _before(page: Page, scored: list[Point], place: int) -> list[Point]:
    """The points listed in a sentence before its last, a total; none where they are not named, or some were lost."""
    total = scored[place]
    number = scored[place - 1].sentence if place else total.sentence  # of a list in a sentence of its own also
    number = max(number, total.sentence - 1)
    own = [*takewhile(lambda each: each.sentence == number, reversed(scored[:place]))][::-1]
    last = scored[place + 1 : place + 2]
    if not WHOLE.search(total.words) or (last and last[0].sentence == total.sentence):
        return []
    own = [each for each in own if not MOST_IN_LIST.search(each.words) and not _is_most(page, each, scored)]
    parts = [each for each in own if not HEAD.match(page.text, each.count.end) and not ENCLOSED.search(each.words)]
    named = all(NAMED.search(each.words) and not each.most and not TAKEN.search(clause(each)) for each in parts)
    return parts if len(parts) >= SERIES and named and not BONUS.search(_words(page, own, total)) else []


def _is_all(page: Page, found: Finding, parts: list[Point]) -> bool:
    names = [re.split(r"[，、；：:。\d]", each.words)[-1] for each in parts]
    said = ALL.search(page.text, parts[0].count.start, found.stated.start)
    return found.verdict != "contradiction" or bool(said or are_chapters(names) or is_slip(found, swaps_only=True))


def deducted(pages: list[Page]) -> Iterator[Finding]:
    """Points against their maximum less all that was lost, where a sentence or an item has no more (20分，扣2分，得
    18分), and totals against full marks less that (投入扣1.5分，产出扣2分，总评96.5分)."""
    for page in pages:
        scored = told(page)
        for place, got in enumerate(scored):
            ends = scored[place + 1 : place + 2]
            if (got.got or WHOLE.search(got.words)) and not (ends and ends[0].sentence == got.sentence):
                item = max(page.text.rfind(mark, 0, got.count.start) for mark in "\n；")
                in_sentence = [each for each in scored[:place] if each.sentence == got.sentence]
                in_item = [each for each in scored[:place] if each.count.start > item]
                found = (_left(page, got, own) for own in (in_sentence, in_item))
                yield from [each for each in found if each][:1]
        for _, own in groupby(scored, lambda each: each.sentence):
            yield from _lost_behind(page, [*own])


def _lost_behind(page: Page, own: list[Point]) -> Iterator[Finding]:
    """The points of a sentence that tells what was lost behind them (满分10分，得9分，扣1分), and no others."""
    got = [each for each in own if each.got]
    others = [each for each in own if not each.got]
    if len(got) == 1 and others and others[-1].lost and got[0].count.start < others[-1].count.start:
        words = page.text[got[0].count.end : page.reach(own[0].sentence)[1]]
        found = None if MORE.search(words) or RULE.search(words) else _left(page, got[0], others)
        yield from [found] if found else []


def _left(page: Page, got: Point, own: list[Point]) -> Finding | None:
    """Points against the maximum of a stretch less all that it says was lost; none where it tells of more."""
    lost = [each for each in own if each.lost or LOST_IN_LIST.search(each.words)]
    words, most = _words(page, own, got), _maximum(own, lost)
    summed = len(lost) > 1 and any(LOST_IN_ALL.search(each.words) for each in lost)
    if most is None or got.value > most or summed or RULE.search(words) or MORE.search(words):
        return None
    what = f"{got.count.name}: points against {most:.12g} less {len(lost)} deductions"
    left = round(most - sum(each.value for each in lost), 9)
    found = against("score", what, [got.count, *(each.count for each in own)], left, 0.0)
    return found if len(own) > len(lost) or distance(found) <= NEAR else None


def _maximum(own: list[Point], lost: list[Point]) -> float | None:
    """The one figure of a stretch beside those lost, where it is a maximum or stands first; full marks without one."""
    others = [each for each in own if each not in lost]
    if not others:
        return FULL if len(lost) > 1 else None
    bare = others[0] is own[0] and not others[0].got
    return others[0].value if len(others) == 1 and lost and (bare or others[0].most) else None


def _words(page: Page, own: list[Point], last: Point) -> str:
    """The words of a sentence from its beginning, or from its first points, to its last."""
    first = (own or [last])[0]
    return first.words + page.text[first.count.start : last.count.start]


def of_items(total: Point, parts: list[Point]) -> Finding:
    """Points against the sum of those that are all of them."""
    what = f"{total.count.name} against the points of {len(parts)} criteria"
    return against("score", what, [total.count, *(each.count for each in parts)], tolerance=0.0)
