"""What the words around a figure say of it: the thing counted, in which unit, and the time, stage and part it is of."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.checks.findings import Figure
from helpers.coding.checks.forms.cells import in_cell
from helpers.coding.checks.words import any_of, entry, pattern
from helpers.reading.text.quantities import find

EDGE = re.compile(r"[，,。；;：:！？\n（）()、|]|\d[\d.,]*[万亿]?")
PART, SENTENCE_END = re.compile(r"[，。；;\n]|,(?!\d)"), re.compile(r"[。；;！？\n]")
CLAUSE = re.compile(r"[，：:（）()、|]|,(?!\d)")
BEFORE, BEHIND, AROUND = 30, 16, 60  # characters that name a figure before it and behind it, and of its sentence
HAN, NOUN = re.compile("[\u4e00-\u9fff]"), re.compile("[\u4e00-\u9fff“”]")
NOUNS, DONE_TO = re.compile("[\u4e00-\u9fff“”]{2}"), re.compile("的[\u4e00-\u9fff]")
YEAR, HEADED = re.compile(r"20\d\d(?=年)"), 600  # characters of a report in which its year is named
KNOWN = re.compile("(?:(?<![中里目])的|以上|该|已[\u4e00-\u9fff]{1,4})$")
OPENS = re.compile(r"(?:^|[，,。；;：:！？\n、])$")
SUBJECT = re.compile("的[\u4e00-\u9fff“”]{1,8}?(?:已|仍|还)?(?:一共|[共总合]计|总共|合起来|累计|加起来|共|有|达|计)+$")
IN_ALL = re.compile("(?:一共|总共|合起来|加起来|共计|先后)[有达]?$")
OF_SOME = re.compile(
    rf"[\u4e00-\u9fff](?:(?<![年月天村县市区乡镇馆院校局家])里|中(?!{any_of('words_of_middle')}))"
)  # 上述装置中在保的
BY_NOW = re.compile("比[例率重]|占比|截[至止](?:目前|年?[末底]|月[末底])|^(?:月|日|年?[末底])")
SAID = re.compile("[那这此]|前面|前文|前述|前边|上文|上述")
SIGN = r"[（(]?第?[\d一二三四五六七八九十]{1,3}[)）.．、，]\s*"
HEAD = re.compile(rf"\s*(?:{SIGN}(?P<item>[\u4e00-\u9fff“”]{{2,16}})|(?P<title>[\u4e00-\u9fff“”]{{2,16}})[。：:])")
HEAD_OF_AIMS = re.compile(
    rf"(?P<aim>{any_of('aimed')})(?![^。\n：:]{{0,12}}(?:完成|实现|达成|情况))[^。\n：:\d]{{0,24}}[：:][^。]*$"
)
IN_NAME = re.compile("[（(][≥≤＞＜><=＝]*(?P<power>[万亿]?)(?P<unit>[\u4e00-\u9fff]{1,3}|%)[)）]")  # 发布应急信息(≥条)
POWERS = {"万": 1e4, "亿": 1e8}
LISTED = 300  # characters of a list of aims
DEED = 4  # characters of a deed
FEWEST = 100  # of a figure without a known unit


class Sentence(NamedTuple):
    """A sentence of the text or the cells of a report, or a row of its forms, by its number."""

    report_id: str
    source: str
    number: int


class Mention(NamedTuple):
    """A figure in the smallest unit of its kind, with the characters that name it (`own`), those of its sentence
    (`around`), the words that tell it from others (`apart`), whether it is told as something `known`, and the `aim`
    told directly before it, 0 without one."""

    report_id: str
    figure: Figure
    name: str
    unit: str
    kind: str
    value: float
    own: frozenset[str]
    around: frozenset[str]
    apart: frozenset[str]
    year: str
    known: bool
    aim: float
    sentence: Sentence
    paragraph: int


def of_page(page: Page, of_cells: bool = False) -> Iterator[Mention]:
    """The exact figures of a page above one, in their order; `of_cells`, of the sentences in the cells of a form."""
    for last, each in zip([None, *page.counts], page.counts, strict=False):
        told = each.unit or (each.value >= FEWEST and HAN.match(page.text, each.end))
        if told and each.comparator == "=" and each.value > 1 and each.unit != "分":
            yield _mention(page, each, of_cells)._replace(aim=_aim_beside(page, last, each) if last else 0.0)


def of_rows(indicators: pd.DataFrame, told: set[tuple[str, int]]) -> dict[str, list[Mention]]:
    """By report, the actuals of the rows of forms, but for those that a text has `told` there with their unit."""
    if indicators.empty:
        return {}
    exact = indicators[indicators["actual_comparator"] == "="]
    in_name, told_unit = exact["name_zh"].str.extract(IN_NAME), exact["actual_unit"] != ""
    units = exact["actual_unit"].where(told_unit, in_name["unit"].map(_known_unit))
    sizes = in_name["power"].map(POWERS).fillna(1.0).mask(told_unit, 1.0)
    rows = exact.assign(actual=pd.to_numeric(exact["actual"], errors="coerce"), actual_unit=units, size=sizes)
    rows = rows.query("actual > 1 and actual_unit != ''")
    targets = pd.to_numeric(rows["target"].where(rows["target_unit"] == rows["actual_unit"]), errors="coerce")
    rows = rows.assign(aim=targets.fillna(0.0))
    rows = rows[["report_id", "name_zh", "actual", "actual_unit", "size", "aim", "start", "end"]]
    found: dict[str, list[Mention]] = defaultdict(list)
    for index, report, *cells, start, end in rows.itertuples(name=None):
        if (report, int(start)) not in told:
            found[report].append(_of_row(index, report, *cells, int(start), int(end)))
    return found


@cache
def _known_unit(unit: object) -> str:
    """The unit where it counts or measures, else nothing."""
    found = find(f"1{unit}")
    return unit if found and found[0].unit == unit else ""


def _of_row(
    index: int, report: str, name: str, actual: float, unit: str, power: float, aim: float, start: int, end: int
) -> Mention:
    own, (kind, size) = content(name), kind_of(unit)
    figure, value = Figure(f"indicators:{index}", actual, 0.0, start, end), float(f"{actual * size * power:.12g}")
    named = name, unit, kind, value, own, own, frozenset[str](), "", False, aim * size * power
    return Mention(report, figure, *named, Sentence(report, "row", index), -1)


def _mention(page: Page, each: Count, of_cells: bool) -> Mention:
    before = page.text[max(0, each.start - AROUND) : each.start]
    behind = page.text[each.end : each.end + AROUND].removeprefix("万元" if each.unit == MONEY else each.unit)
    clause, noun = EDGE.split(before[-BEFORE:])[-1], EDGE.split(behind)[0][:BEHIND]
    own, (kind, size) = _named(before, noun), kind_of(each.unit)
    own |= _headed(page, each) if len(own) <= DEED and not noun else frozenset()
    told = BY_NOW.sub("", clause) + _aim(page, each)
    apart = frozenset(pattern("other_time", "other_part", "aimed", "areas", "a_rest").findall(told))
    year = YEAR.search(PART.split(before)[-1]) or YEAR.search(page.text, 0, HEADED)
    known = _is_known(before, clause, behind) and not OF_SOME.search(clause)
    figure, value = in_cell(each.figure) if of_cells else each.figure, float(f"{each.value * size:.12g}")
    number = page.sentence(each.start)
    around = own | content(page.text[slice(*page.reach(number))])
    named = each.name, each.unit, kind, value, own, around, apart, year[0] if year else "", known, 0.0
    sentence = Sentence(page.report_id, "cells" if of_cells else "text", number)
    return Mention(page.report_id, figure, *named, sentence, page.text.rfind("\n", 0, each.start))


def _is_known(before: str, clause: str, behind: str) -> bool:
    """Whether a figure is told as one that the reader knows: the 12 halls built, those 12, 12 halls at the head of a
    clause or with what was done to them, or as a subject (the halls that were built are 12 in all)."""
    headed = (KNOWN.search(clause) and NOUN.match(behind)) or (OPENS.search(before) and NOUNS.match(behind))
    subject = SUBJECT.search(clause) or IN_ALL.search(clause) or DONE_TO.match(behind)
    return bool(headed or subject or SAID.search(PART.split(before)[-1]))


def _named(before: str, noun: str) -> frozenset[str]:
    """The characters that name a figure; of a result beside its aim (计划购车85辆，实际交付86辆) also those of that."""
    *others, clause = CLAUSE.split(SENTENCE_END.split(before)[-1])
    own, told = content(clause[-BEFORE:] + noun), "".join(others)
    beside = pattern("aimed").search(told) and not noun and len(own) <= DEED
    return own | content(pattern("aimed").sub("", told)) if beside else own


def _headed(page: Page, each: Count) -> frozenset[str]:
    """The characters of the head of the line that a figure stands in (1．人工增雨作业。目标120点次，完成136点次)."""
    start = page.text.rfind("\n", 0, each.start) + 1
    head = HEAD.match(page.text, start, each.start)
    return content(head["item"] or head["title"]) if head else frozenset()


def _aim_beside(page: Page, last: Count, each: Count) -> float:
    """The figure before one in its sentence and unit where that is a bound or is called an aim, else 0."""
    aimed = last.comparator not in ("=", "~") or pattern("aimed").search(last.name)
    return last.value if aimed and alike(last, each) and page.sentence(last.start) == page.sentence(each.start) else 0.0


def _aim(page: Page, each: Count) -> str:
    """The word for an aim in the head of the list that a figure stands in, if it has one (年初目标如下：…；…)."""
    head = HEAD_OF_AIMS.search(page.text, max(0, each.start - LISTED), each.start)
    return head["aim"] if head else ""


def content(words: str) -> frozenset[str]:
    """The characters of words that name something."""
    return frozenset(HAN.findall(pattern("plain_words", "done").sub("", words))) - _empty()


@cache
def _empty() -> frozenset[str]:
    return frozenset("".join(entry("empty_characters")))


@cache
def kind_of(unit: str) -> tuple[str, float]:
    """The kind of a unit, as one for all that count things, and how many of the smallest unit of that kind it has."""
    for kind, *units in (each.split(" ") for each in entry("measures")):
        if unit in units:
            return kind, float(units[units.index(unit) + 1])
    return (unit, 1.0) if unit in (RATE, MONEY) else ("things", 1.0)
