"""Of which year an amount of money is: the report's own, or another."""

import re
from typing import NamedTuple

from helpers.reading.text import layout
from helpers.reading.text.outlook import calls_its_year_last
from helpers.reading.vocabulary import any_of, words

CLAUSE_END = re.compile("[，。；,;】]")
PRIOR = any_of(
    words("prior_years"), then="(?!度?(?:末|财政)?(?:结转|结余|滚下来|滚存|剩下|剩余|余下|留下|[没未][用花]完))"
)
RANGE = re.compile(r"(20\d\d)[ \t]*年?度?[ \t]*(?:—+|-|–|~|～|至|到)[ \t]*(20\d\d)[ \t]*年")
LONGEST_HEAD = 200
ENTITLED = re.compile(rf"《[^》]*》|[（(][^（()）]*(?:{PRIOR})[^（()）]*[)）]")  # what a title or an aside names
SAID = re.compile(  # a year that an amount may be of; with a month it is a date, before 以来 the beginning of a time
    r"(?P<until>(?<=截[至止])20\d\d)[ \t]*年"
    r"|(?P<year>20\d\d)[ \t]*年"
    r"(?![ \t]*\d{1,2}[ \t]*月|[^，。；\d]{0,2}(?:以来|起|[以之]?前|开始|第)|[ \t]*[至到—–~～-][ \t]*20)"
    rf"|(?P<prior>{PRIOR})|(?P<own>本年|今年)"
)
MAY_SAY = re.compile(rf"20\d\d|{PRIOR}")
COMPARED = re.compile(r"(?:[较比与和同由从、]|相比|超过|高于|低于)(?:原来|原)?$")
LEFT = re.compile("结转|结余|滚存|剩余|余下|余额|未用|留[至待作到]|转[至入到]|尾款|欠|质保|遗留|未[付结]")


class Dated(NamedTuple):
    """Whether an amount is of a year that the report is not on, and whether those that follow in its sentence are."""

    other: bool = False
    holds: bool = False


def reported(text: str, year: str) -> frozenset[int]:
    """The years that a report on `year` is on: those of the spans of its head that hold it; empty without a year."""
    if not year:
        return frozenset()
    spans = [range(int(m[1]), int(m[2]) + 1) for m in RANGE.finditer(text[:LONGEST_HEAD])]
    return frozenset({int(year), *(each for span in spans if int(year) in span for each in span)})


def dated(page: layout.Layout, left: str, before: Dated) -> Dated:
    """Of which year an amount is by the words since the one before it in its sentence, which is dated so."""
    marks = list(SAID.finditer(ENTITLED.sub("", left))) if page.years and MAY_SAY.search(left) else []
    if not marks:
        return Dated(before.holds, before.holds)
    mark = marks[-1]
    own = mark["own"] or (mark["prior"] == "去年" and calls_its_year_last(page))
    if own or (mark["year"] and int(mark["year"]) in page.years):
        return Dated()
    if mark["until"] and int(mark["until"]) >= min(page.years):
        return Dated()
    lead = CLAUSE_END.split(mark.string[: mark.start()])[-1]
    others = CLAUSE_END.split(mark.string[mark.end() :])[1:]
    if LEFT.search(lead + mark.string[mark.end() :]):
        return Dated()
    if COMPARED.search(lead):
        return Dated(not others and not mark["prior"])
    return Dated(not mark["prior"], True)
