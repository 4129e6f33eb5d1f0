"""The projects of a report whose title names none: each opens a line or a clause, with its budget and what was spent.

村道安防工程，年初预算40万元，支出38万元。农家书屋项目预算6万元，支出6万元。
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from helpers.reading.funds.names import TWO_HAN
from helpers.reading.projects.announced import COUNTED, SIGN, chapters, kind
from helpers.reading.projects.names import AN_AGENCY, GENERAL, is_specific, without_report
from helpers.reading.reports.agencies import agency
from helpers.reading.reports.head import TITLE, WHOLE, WORD_YEAR, title_of
from helpers.reading.text.layout import NUMERAL, Layout
from helpers.reading.vocabulary import any_of, words

DIGITS = r"(?:\d[\d,.． ]*|[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+)"
MONEY = rf"{DIGITS}[ \t]*(?:[万亿千]*元|万(?=[，,。；;、）)\n]))"
PLANNED = any_of([*words("budget_words"), "到位", "投资", "计划"])
PLAN = rf"(?:{any_of(words('budget_times'))}|{PLANNED})*(?:{PLANNED})[^\d。；;\n]{{0,8}}?{MONEY}"
SPENDING = rf"(?:{any_of([*words('spent_words'), '拨付', '决算', '发放', '花'])})"
SPENT = re.compile(rf"{SPENDING}[^\d。；;\n]{{0,8}}?{MONEY}")
NAME = r"(?=\S)(?P<name>[“「]?(?:(?!20)\d{4,6}(?!年))?[^，,。；;：:\d\n（(|\t]{2,30}?)"
LABEL = r"(?:(?:资金|经费|预算)[^，。；;：:\d\n]{0,6}[：:]\s*)?"  # in the line below a name
SUMMARY = "(?:绩效)?(?:自评|自我评价|评价)(?:综述|情况|结果)"
LINK = (
    r"(?:(?:项目|(?<=[”」]))[^。；;：:\d\n]{0,30}?"
    rf"|(?:项目)?(?:支出)?(?:{SUMMARY})?[，,：:（(。\n]\s*{LABEL}[^，,。；;：:\d\n]{{0,8}}?)?"
)
BARE = (  # 渠系维护（60万元）：支出58万元
    rf"(?<=[（(：:，,]){MONEY}[)）]?[，,：:](?=[^。；;\d\n]{{0,4}}{SPENDING}[^。；;\d\n率]{{0,4}}{MONEY})"
)
SPENT_OF = rf"(?={SPENDING}了?[^\d。；;\n]{{0,4}}{MONEY}[^。；;\d\n]{{0,6}}{PLAN})"  # 花了58万元（预算60万元）
OPENS = re.compile(rf"(?:^|(?<=[。；;：:\n])|(?<=[，,])(?={NUMERAL}是))(?=[^\n])")
OPENS_AGAIN = re.compile(r"(?:^|(?<=[。；;：:\n，,]))(?=[^\n])")
UNIT = re.compile(rf"[ \t　]*+(?:其中[，,：:]?)?(?P<sign>[①-⑳]|{SIGN})[ \t]*+{NAME}{LINK}(?:{PLAN}|{BARE}|{SPENT_OF})")
OF_AGENCY = re.compile(
    rf"(?:我|本)[\u4e00-\u9fff]{{1,3}}?(?:各类?|全部)?项目(?:资金|经费|支出)[^，。；\d\n]{{0,8}}{MONEY}"
)
USE = re.compile(  # of the money that an agency has for its projects
    rf"[ \t　]*+(?:其中[，,：:]?)?(?P<sign>{MONEY}用于|{NUMERAL}是)(?:{any_of(words('project_verbs'))})?"
    r"(?P<name>[^，,。；;：:\d\n（(]{2,30})[，,]"
)
OPENED = re.compile(rf"[ \t　]*(?:[①-⑳]|{SIGN})[ \t]*[“「]?")
QUOTES = "“”「」"
NO_NAME = re.compile(
    "^(?:一般公共|政府性基金|国有资本|我|本|该|其中|上述|纳入|列入|批复|实际)|个$|(?<!专)项$|安排|承担|列入|纳入"
)
ONE = re.compile("[本该]项目")  # before the first: these are uses of it
LINE_END, SENTENCE_END = re.compile(r"\n\s*"), re.compile(r"(?:。|\n)\s*")
GOES_ON = re.compile("[、和与及]")  # a list of names
CALLED, CALLED_BEHIND, FEWEST = ("项目", "专项"), re.compile(f"项目|专项|{SUMMARY}"), 2


def told(page: Layout, known: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Where each project begins and, without a number, where one ends: those that are `known`, or that open lines or
    clauses with their names and budgets, and are called projects or told of under a title that names none. Empty
    without two."""
    found = [] if known else _units(page.text)
    units = {match.start(): _name(match) for match in found}
    names = [*dict.fromkeys(known or units.values())]
    if len(names) < FEWEST or (units and ONE.search(page.text, 0, min(units))):
        return []
    if not (known or all(map(_is_called, found)) or names_none(page.text)):
        return []
    own = {start: str(names.index(name) + 1) for start, name in chain(_again(page.text, names), units.items())}
    return sorted({**_ends(page.text, sorted(own)), **chapters(page, own), **own}.items()) if own else []


def names_none(text: str) -> bool:
    """Whether the title has nothing but the agency, the year and general words, and is not on the whole of it."""
    lines = title_of(text).split(" ")
    last = next((i for i, line in enumerate(lines, 1) if TITLE.search(line)), 0)
    title = WORD_YEAR.sub("", "".join(lines[:last]))
    return (
        bool(title) and not WHOLE.search(title) and not TWO_HAN.search(GENERAL.sub("", title.replace(agency(text), "")))
    )


def _units(text: str) -> list[re.Match]:
    """The openings of lines and clauses with a name and its budget, where what was spent is told behind it or all are
    called projects; all with signs of one kind."""
    forms = [UNIT, USE] if OF_AGENCY.search(text) else [UNIT]
    matches = (form.match(text, mark.end()) for mark in OPENS.finditer(text) for form in forms)
    found = [match for match in matches if match and _names(match)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    spent = [match for match, end in zip(found, ends, strict=False) if SPENT.search(text, match.end(), end)]
    told = found if all(map(_is_called, found)) else spent
    return [match for match in told if kind(match["sign"]) == kind(told[0]["sign"])]


def _is_called(match: re.Match) -> bool:
    """Whether the name has 项目 or 专项 for its last word or behind it, or has a summary of its own."""
    return _name(match).endswith(CALLED) or CALLED_BEHIND.match(match.string, match.end("name")) is not None


def _name(match: re.Match) -> str:
    return without_report(match["name"]).strip(QUOTES)


def _names(match: re.Match) -> bool:
    name = _name(match)
    told = is_specific(name) and not AN_AGENCY.search(name)
    return told and not NO_NAME.search(name) and not COUNTED.search(match["name"])


def _again(text: str, names: list[str]) -> Iterator[tuple[int, str]]:
    """Where a line or a clause opens with one of these names, and not with a list of them, and the name."""
    longest = sorted(names, key=len, reverse=True)
    for mark in OPENS_AGAIN.finditer(text):
        at = OPENED.match(text, mark.end()).end()
        name = next((each for each in longest if text.startswith(each, at)), "")
        if name and not GOES_ON.match(text, at + len(name)):
            yield mark.end(), name


def _ends(text: str, starts: list[int]) -> dict[int, str]:
    """Where what is told of a project ends that no other one follows in the same or the next line: with its sentence
    or its line, as the other ones do; nowhere where each takes more lines than one."""
    gaps = [LINE_END.findall(text[start:end]) for start, end in pairwise(starts)]
    if min(map(len, gaps), default=0) > 1:
        return {}
    within = [text[start:end].rstrip() for (start, end), lines in zip(pairwise(starts), gaps, strict=True) if not lines]
    by_line = not within or any("。" in each[:-1] for each in within)
    stop = LINE_END if by_line else SENTENCE_END
    last = [start for start, lines in zip(starts, [*gaps, ["", ""]], strict=True) if len(lines) > 1]
    return {found.end(): "" for start in last if (found := stop.search(text, start)) and found.end() < len(text)}
