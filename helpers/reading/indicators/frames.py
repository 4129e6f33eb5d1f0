"""What the form of a passage says that its numbers are: a note on all brackets, the end of a list, words on several."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from helpers.reading.indicators.mention import PROMISED, Mention
from helpers.reading.roles.targets import MODIFIERS, NOUNS
from helpers.reading.text import layout
from helpers.reading.text.items import Item
from helpers.reading.vocabulary import any_of, comparable, pattern, words

BRACKETS = re.compile(  # （括号内为年度计划）
    r"括号[内里中](?:的)?(?:数字?|数值|数据)?[均都是为系指填]+[^，。；）)\d]{0,6}?"
    r"(?:(?P<goal>目标|计划|指标|任务|预期|申报|要求)|实际|完成|实绩)[^，。；）)率]{0,4}[)）。，；：:]"
)
OPENS_BRACKET = re.compile("[\u4e00-\u9fff]{0,4}[（(][ \t]*(?:不|[≥≤<>]|控|[^，。；：\\d]{0,2}$)?")
COUNT = "(?P<count>[两二三四五六七八九十])"
CLOSES = re.compile(rf"[”\"]?等?{COUNT}[项个条大]{MODIFIERS}(?:{NOUNS})")  # 90%以上五项目标
SET = re.compile(any_of(words("settled")))
LISTED = re.compile(r"(?:以[上下内])?[、，；][^。；：\d]*")
DONE = re.compile("完成|达到|实现|实际|做到")
OF_EACH = re.compile(  # 均满足不低于90%的要求, 两者的指标都是
    r"[，；]?[ \t]*(?:(?P<several>[两二三四五])[者项个类]|上述|以上)?(?:的)?[^，。；\d均都]{0,6}[均都][^，。；\d]{0,12}"
)
AND, CLAUSE, EVENLY = re.compile("[、和与]|以及|及(?!时)"), re.compile("[，。；：]"), re.compile("[均都]")
ATTAINED = ("actual", "told")
COUNTED = {"两": 2} | layout.NUMERALS


def framed(page: layout.Layout, item: Item, found: list[Mention]) -> list[Mention]:
    """The numbers of a paragraph with what its form says of them: those in brackets and before these, by a note on all
    brackets of the chapter; the goals of a list whose end calls them so many goals; and a goal that is said to be one
    of several numbers before it right behind each."""
    if len(found) < 2:
        return found
    notes = [*BRACKETS.finditer(page.text, item.chapter, item.end)][-1:]
    found = _bracketed(page, found, bool(notes[0]["goal"])) if notes else found
    return [*_of_several(page, [*_shared(page, _closed(page, found))])]


def _bracketed(page: layout.Layout, found: list[Mention], goals: bool) -> list[Mention]:
    """The numbers, each in brackets that comes right behind one in its unit being its goal, or else its result."""
    told = [*found]
    for i, (one, other) in enumerate(zip(found, found[1:], strict=False)):
        between = page.text[one.quantity.stop : other.quantity.begin]
        if OPENS_BRACKET.fullmatch(between) and comparable(one.quantity.unit, other.quantity.unit):
            roles = ("actual", "target") if goals else ("target", "actual")
            told[i] = replace(one, role=roles[0], judged=goals)
            told[i + 1] = replace(other, role=roles[1], own="", right="")
    return told


def _closed(page: layout.Layout, found: list[Mention]) -> list[Mention]:
    """The numbers, those of a list that something settled and whose end counts as so many goals being goals."""
    told = [*found]
    for i, last in enumerate(found):
        end = CLOSES.match(page.text, last.quantity.stop) if last.role in PROMISED else None
        first = i - COUNTED[end["count"]] + 1 if end else i
        run = found[first : i + 1] if first >= 0 else []
        if len(run) < 2 or any(m.sentence != last.sentence for m in run):
            continue
        gaps = [page.text[a.quantity.stop : b.quantity.begin] for a, b in zip(run, run[1:], strict=False)]
        before = page.text[slice(*layout.sentence(page, run[0].quantity.start))].partition(run[0].quantity.token)[0]
        if all(LISTED.fullmatch(gap) for gap in gaps) and SET.search(before) and not DONE.search(before):
            own = SET.split(run[0].own)[-1]
            told[first : i + 1] = [
                replace(run[0], role="target", own=own),
                *(replace(m, role="target") for m in run[1:]),
            ]
    return told


def _shared(page: layout.Layout, found: list[Mention]) -> Iterator[Mention]:
    """The numbers, a goal of which words say that it is one of several told before it standing behind each of them."""
    goal = None
    for i, m in enumerate(found):
        bare = replace(m, own="", right="") if m is goal else m
        following = next((each for each in found[i + 1 :] if each.role in ("target", "limit")), None)
        yield bare
        if following and found[i + 1] is not following and _is_of_each(page, found[i:], following):
            goal = following
            yield replace(goal, own="", right="")


def _of_several(page: layout.Layout, found: list[Mention]) -> Iterator[Mention]:
    """The numbers, a goal that is one of several names before it standing for each with what was attained of it: a list
    in their order, 实际分别为93%和88%, or one number of all, 两项都是100%."""
    told: set[int] = set()
    for i, m in enumerate(found):
        names = AND.split(m.own.removesuffix("的")) if m.role in PROMISED else []
        before = CLAUSE.split(page.text[m.item.start : m.quantity.begin])[-1]
        results = _results(page, found[i + 1 :], m, len(names)) if len(names) > 1 and EVENLY.search(before) else []
        if results:
            told |= {each.quantity.start for each in results}
            for name, each in zip(names, results, strict=True):
                yield replace(m, own=name, listed=False)
                yield replace(each, own="", right="", listed=False)
        elif m.quantity.start not in told:
            yield m


def _results(page: layout.Layout, rest: list[Mention], goal: Mention, wanted: int) -> list[Mention]:
    """As many numbers right behind a goal, in its sentence and unit, as are wanted; one for all where words say so."""
    own = [*takewhile(lambda m: m.sentence == goal.sentence and m.role in ATTAINED, rest)]
    if not own or not comparable(own[0].quantity.unit, goal.quantity.unit):
        return []
    of_all = OF_EACH.fullmatch(page.text, goal.quantity.stop, own[0].quantity.begin)
    if of_all and len(own) == 1 and of_all["several"]:
        return own * wanted if COUNTED[of_all["several"]] == wanted else []
    return own if own[0].listed and len(own) == wanted else []


def _is_of_each(page: layout.Layout, rest: list[Mention], goal: Mention) -> bool:
    """Whether a goal is said to be one of each of the numbers before it that are told in its unit and sentence; of
    several goals (均达到98%和90%) each has its own."""
    place = next(i for i, each in enumerate(rest) if each is goal)
    told, behind = rest[:place], rest[place + 1 :]
    if behind and AND.fullmatch(page.text, goal.quantity.stop, behind[0].quantity.begin):
        return False
    if any(each.sentence != goal.sentence or not comparable(each.quantity.unit, goal.quantity.unit) for each in told):
        return False
    said = OF_EACH.fullmatch(page.text, told[-1].quantity.stop, goal.quantity.begin)
    named = all(each.own and each.role not in PROMISED and not pattern("prior_years").search(each.own) for each in told)
    return named and said is not None and len(told) <= COUNTED.get(said["several"], len(told))
