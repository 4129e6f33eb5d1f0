"""Figures of a text that are no money: what is counted, how many, and in which sentence."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit, held, scale
from helpers.coding.checks.words import pattern
from helpers.reading.records import Quantity
from helpers.reading.text.quantities import WAN, find, wan
from helpers.reading.vocabulary import same_unit

COLUMNS = {  # table: the columns of name, value, unit and comparator
    "outcomes": ["name_zh", "value", "unit", "value_comparator"],
    "resources": ["name_zh", "value", "unit", "value_comparator"],
    "indicators": ["name_zh", "actual", "actual_unit", "actual_comparator"],
}
SENTENCE_END = re.compile(r"[。；;！？]|\n\s*\n|(?<![^\n]{25})\n")  # a line of 25 characters may merely wrap
CLAUSE_EDGE = re.compile(r"[，,。；;：:！？\n、（）()\t]|\d")
EDGE = re.compile(r"[，。；;：:！？\n（）()、]|,(?!\d)")  # the same with numbers in a clause
WHOLE_WAN, LISTED = "万", re.compile("[，,、；;。\\n]|和|及")
JOINED = re.compile("[，,、；;：:和及][^。；;！？\\d\\n]{1,12}")  # between the figures of a list
ASIDE = re.compile("(?:全年|全市|全县|全区|全省|共计?|约|其中|累计|目前|本年|实际|即)*")
PROMISED = re.compile("目标|任务|计划|预计|力争|指标|应")
CLAUSE = 24  # characters before a figure that name it, at most
RATE, MONEY = "%", "万元"
SAME = 1e-6  # by which sums of parts may miss their whole in binary arithmetic


class Count(NamedTuple):
    """A figure with what it counts; `half_digit` is half a unit of its last printed digit, 0 for a number in full."""

    row: str
    report_id: str
    project_id: str
    name: str
    value: float
    unit: str
    comparator: str
    half_digit: float
    start: int
    end: int

    @property
    def figure(self) -> Figure:
        """The count as a figure of a finding."""
        return Figure(self.row, self.value, self.half_digit, self.start, self.end)


class Page(NamedTuple):
    """The counts of a report in their order, its text, and where its sentences begin."""

    report_id: str
    counts: list[Count]
    text: str
    borders: list[int]

    def sentence(self, place: int) -> int:
        """The number of the sentence around a place."""
        return bisect_right(self.borders, place)

    def reach(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends, by its number."""
        begin = self.borders[number - 1] if number else 0
        return begin, self.borders[number] if number < len(self.borders) else len(self.text)

    def head(self, each: Count) -> str:
        """The words of its sentence before a figure."""
        return self.text[self.reach(self.sentence(each.start))[0] : each.start]

    def between(self, one: Count, other: Count) -> str:
        """The words between two figures."""
        return self.text[one.end : other.start]


def pages(read: dict[str, pd.DataFrame], texts: dict[str, str]) -> list[Page]:
    """The reports of which the text is there, each with the figures that outcomes, resources and indicators (their
    actuals) have from it."""
    found: dict[str, list[Count]] = defaultdict(list)
    for table, columns in COLUMNS.items():
        for count in _counts(read[table], table, columns):
            found[count.report_id].append(count)
    return [_page(name, rows, texts[name]) for name, rows in found.items() if texts.get(name)]


def in_full(read: dict[str, pd.DataFrame], texts: dict[str, str]) -> list[Page]:
    """The reports of which the text is there, each with every figure of its text, read or not, named by the words
    before it, amounts in 万元; the row of a figure that no table has is text:START."""
    rows: dict[str, dict[int, str]] = defaultdict(dict)
    for table in ("funds", *COLUMNS, "scorecard"):
        if read[table].empty:
            continue
        placed = read[table].dropna(subset=["start"])
        for index, report, start in zip(placed.index, placed["report_id"], placed["start"], strict=True):
            rows[report].setdefault(int(start), f"{table}:{index}")
    return [_in_full(name, text, rows[name]) for name, text in texts.items() if text]


def with_unread(page: Page, full: Page) -> Page:
    """The page with the figures of its text that no table has, but for what is merely promised."""
    known = {each.start for each in page.counts}
    unread = (each for each in full.counts if each.row.startswith("text:") and each.start not in known)
    more = [each for each in unread if not PROMISED.search(each.name)]
    return page._replace(counts=sorted([*page.counts, *more], key=lambda each: (each.start, each.row)))


def _in_full(name: str, text: str, rows: dict[int, str]) -> Page:
    counts = [_told(name, text, q, rows.get(q.start, f"text:{q.start}")) for q in find(text)]
    return _page(name, [*_with_units(text, counts)], text)


def _with_units(text: str, counts: list[Count]) -> Iterator[Count]:
    """The counts, those of a list in mere 万 (36.2万人，总馆14.8万、…) in the unit of the one in 万 before them."""
    last = None
    for each in counts:
        words = text[last.end : each.start].removeprefix(last.unit) if last else ""
        bare = not each.unit and text[: each.end].endswith(WHOLE_WAN) and LISTED.match(text, each.end)
        if bare and last and last.unit not in (RATE, MONEY) and JOINED.fullmatch(words):
            each = each._replace(unit=last.unit)
        yield each
        last = each if text[: each.end].endswith(WHOLE_WAN) else None


def _told(report: str, text: str, q: Quantity, row: str) -> Count:
    """A quantity of the text as a count, named by its clause; money in 万元."""
    words = text[max(0, q.begin - CLAUSE) : q.begin]
    clause = CLAUSE_EDGE.split(words)[-1].strip()
    if ASIDE.fullmatch(clause):  # 接待观众（全年33.5万人次）
        clause = "".join(CLAUSE_EDGE.split(words)[-2:]).strip()
    value, unit = (float(wan(q)), MONEY) if q.unit in WAN else (float(q.value), q.unit)
    half = scale(value, q.token) * half_digit(q.token) if unit == MONEY else _half(value, unit, q.token)
    return Count(row, report, "", clause, value, unit, q.comparator, half, q.start, q.end)


def heads(page: Page) -> Page:
    """The page without the figures that, directly behind one, make it up (29例，其中输入24例、本地5例), so that what is
    told next follows the figure itself."""
    kept, place = [], 0
    while place < len(page.counts):
        kept.append(page.counts[place])
        place += 1 + parts_behind(page, place)
    return page._replace(counts=kept)


def parts_behind(page: Page, place: int) -> int:
    """How many figures of the list that opens directly behind one, in its unit and sentence, make it up; 0 where none
    do."""
    whole, total = page.counts[place], 0.0
    for size, each in enumerate(islice(page.counts, place + 1, None), 1):
        if each.unit != whole.unit or page.sentence(each.start) != page.sentence(whole.start):
            return 0
        if size == 1 and not pattern("list_follows").search(page.between(whole, each)):
            return 0
        total += each.value
        if size > 1 and abs(total - whole.value) < SAME:
            return size
        if total > whole.value:
            return 0
    return 0


def against(kind: str, what: str, counts: Sequence[Count], *more, **named) -> Finding:
    """The judged finding of the first count against the others, `held` with all that is behind its figures."""
    return held(kind, counts[0].report_id, what, [each.figure for each in counts], *more, **named)


def limited(what: str, limit: Count, one: Count, kept: bool) -> Finding:
    """The finding of a figure that keeps a stated limit, or exceeds it."""
    figures = limit.figure, one.figure
    return Finding(one.report_id, "limit", what, figures[0], one.value, figures, "holds" if kept else "exceeds", 0.0)


def clause_of(page: Page, each: Count, reach: int = CLAUSE) -> str:
    """The words of its clause before a figure, so many characters at most, with a year or another number in them."""
    return EDGE.split(page.text[max(0, each.start - reach) : each.start])[-1]


def is_rate(rate: Count | Figure, top: float, whole: float) -> bool:
    """Whether a printed rate is that of two values, of the digits that it has."""
    return whole > 0 and abs(100 * top / whole - rate.value) <= rate.half_digit * (1 + SAME)


def alike(one: Count, other: Count) -> bool:
    """Whether two figures count in the same unit, 台 and 台（套） alike."""
    return plain_unit(one.unit) == plain_unit(other.unit)


@cache
def plain_unit(unit: str) -> str:
    """The unit, or the one that is told for all that are the same, without what brackets add."""
    plain = unit.partition("（")[0]
    return same_unit().get(plain, plain)


def is_open(words: str) -> bool:
    """Whether words open a bracket that they do not close."""
    return words.count("（") + words.count("(") > words.count("）") + words.count(")")


def _page(name: str, counts: list[Count], text: str) -> Page:
    borders = [match.end() for match in SENTENCE_END.finditer(text)]
    return Page(name, sorted(counts, key=lambda each: (each.start, each.row)), text, borders)


def _counts(frame: pd.DataFrame, table: str, columns: list[str]) -> list[Count]:
    if frame.empty:
        return []
    name, value, unit, comparator = columns
    numbers = frame.assign(**{value: pd.to_numeric(frame[value], errors="coerce")}).dropna(subset=[value, "start"])
    cells = ["report_id", "project_id", name, value, unit, comparator, "token", "start", "end"]
    return [_count(table, *row) for row in zip(numbers.index, *map(numbers.get, cells), strict=True)]


def _count(table: str, index: int, *cells) -> Count:
    *named, value, unit, comparator, token, start, end = cells
    half = _half(value, unit, token)
    return Count(f"{table}:{index}", *named, value, unit, comparator, half, int(start), int(end))


def _half(value: float, unit: str, token: str) -> float:
    """Half a unit of the last digit printed; a count that is printed in full is exact."""
    of_one = scale(value, token)
    in_full = unit != RATE and of_one <= 1 and float(value).is_integer()
    return 0.0 if in_full else of_one * half_digit(token)
