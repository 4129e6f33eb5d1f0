"""The projects of a report that says which it tells of, or how many: 对渠系维护、水质监测两个项目自评, 项目有四个.

Their names, or the first or last words of them, then open lines, each with what belongs to the project.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.reading.projects.names import is_specific, without_report
from helpers.reading.text.layout import NUMERAL, Layout, number
from helpers.reading.vocabulary import any_of
from helpers.reading.vocabulary import words as vocabulary

NUMBER = r"[两二三四五六七八九十]|\d"
OF_PROJECTS = r"(?:子|二级|预算|财政|专项|支出|重点|具体|建设)?(?:项目|专项|子项|工程)"
NOT_OF_PROJECTS = "措施|指标|制度|方面|原则|环节|问题|任务|标准|乡镇|[村县区年级月科室]|单位|部门|批次|配套"
FILLER = rf"(?:(?!{NOT_OF_PROJECTS})[\u4e00-\u9fff]){{0,8}}?"
NUMBERED = re.compile(  # from its second letter on
    rf"[个项](?<=(?P<number>[两二三四五六七八九十\d])[个项])"
    rf"(?:{FILLER}{OF_PROJECTS}|资金|经费|(?P<part>方向|板块)|(?P<alone>(?=[，,：:。])))"
)
OF_THEM = re.compile(r"(?:项目|专项)[^，。；：:\d\n]{0,6}\Z")  # before 三个，
EACH_ONE = re.compile("一[个项]是(?P<name>[^，,；;。、\n]{2,30})")  # 一个是A，另一个是B
ASIDE = re.compile(r"（[^）\n]{0,40}）|^(?:编号|分别)?为?[A-Z①-⑩](?=[\u4e00-\u9fff])")
DATED = re.compile(r"^.*(?:[，,]|\d年度?)(?:本[局院馆镇区校站所中心]+)?")
BEHIND = re.compile(r"[^。；;、\n]{0,12}?(?:[，,：:]|分别|[为是即]|包括|涉及)+(?P<names>[^。；;\n]{5,160})")
LISTED = re.compile(  # 自评的项目有A、B和C。
    rf"{OF_PROJECTS}(?:主要|分别)*(?:有|为|是|包括|包含|涉及|(?<=自评项目)(?=[：:]))[：:]?"
    r"(?P<names>[^，,。；;：:\n]{2,30}(?:、[^，,。；;：:\n、]{2,30})+)"
)
EDGE, LONGEST = re.compile(r"[。；;：:\n]"), 160  # characters of a list
COUNTED = re.compile(
    rf"(?P<number>{NUMBER})[个项笔](?:{OF_PROJECTS}|[^，。；;：:、\d\n]{{0,10}}资金)"
    rf"|{OF_PROJECTS}[^。；;，,\n]{{0,6}}?(?:有|共|计)+(?P<behind>{NUMBER})[个项]|资金(?:有|共|计)*(?P<sums>{NUMBER})笔"
)
QUOTED = re.compile("[“「]([^”」]+)[”」]")
TOPIC = re.compile("(?:[这那]?一?[块边头]|方面|部分)$")  # 设备这一块，
AND = re.compile("^(.+)(?:以及|(?<!涉)及|[和与])(.+)$")
BULLET = r"[▲△●○■□◆◇◎※★☆▪·►▶—-]{1,2}"
ORDINAL = rf"(?:第{NUMERAL}|头一)(?:[个项笔](?:是|为|[，,：:])?|[，,、])|{NUMERAL}是"
SIGN = (
    rf"(?:{ORDINAL}|[（(]?(?:\d{{1,2}}|{NUMERAL})[)）.．、]|{BULLET}|项目(?:\d{{1,2}}|{NUMERAL})(?:[为是]|[：:])?|【)?"
)
LINE = re.compile(rf"^[ \t　]*(?P<sign>{SIGN})[ \t]*(?P<words>[^\n]*)", re.M)
CLAUSE = re.compile(r"[。；;](?P<sign>)[ \t]*(?P<words>[^。；;\n]+)")  # a line goes on with
HEAD = re.compile("[：:（(，,]")
TITLE = re.compile(r"^[ \t　]*【", re.M)
AMOUNT = r"[^，。；;：:\d\n]{0,4}[\d,. ]+[ \t]*[万亿千]?元"
TOLD = re.compile(
    rf"(?P<name>[^，。；;：:\d\n（(]{{2,24}}?)(?:项目)?[，,。：:】（(]+[ \t]*"
    rf"(?:经[^，。；\n]{{2,24}}，)?(?:{any_of([*vocabulary('budget_times'), *vocabulary('budget_words')])})*"
    rf"(?:{any_of([*vocabulary('budget_words'), '到位', '投资'])}){AMOUNT}"
)
NAMED = re.compile(
    rf"(?P<name>[^，。；;：:\d\n（(]{{2,24}}?(?:{any_of(vocabulary('project_endings'))}))[。：:，,]"
)  # behind 第一笔，
ALONE, NEXT_LINE = re.compile(r"[^，。；;：:\d\n（(]{2,24}[。：:]?"), re.compile(r"\s*([^\n]*)")
SHORT = re.compile(r"项目|工程|专项|方面|[这那]边|部分|[，,：:。\s]|$")  # behind part of a name
BEFORE_NAMES = re.compile(r"^.*(?:涉及|开展|实施|承担|分为|包括|包含|围绕|[对将把为是有含即])")
CHAPTERS = ("1、", "（1）", "(1)", "第1部分")  # signs of headings, their numbers left out
SHORTEST = 8
FEWEST, LONG = 2, 4  # projects, and characters of a name that tell which one is meant
GENERAL = re.compile("^(?:项目|专项|资金|工程|全年|年初|本年|财政|预算|支出|绩效|合计)")


def announced(page: Layout) -> list[tuple[int, str]]:
    """Where each project begins that the report names and counts, or that so many lines alike tell of as it counts, by
    number; a line of their form that tells of none ends one. Empty without two projects."""
    lines, clauses = [*LINE.finditer(page.text)], [*CLAUSE.finditer(page.text)]
    for said, names in (*named(page.text), (-1, _told_alike(page.text, [*lines, *clauses]))):
        others = [line for line in lines if len(names) >= FEWEST and not line.start() <= said < line.end()]
        starts = [(line, of) for line in others if (of := _of(line["words"], names))]
        starts += [(each, of) for each in clauses if others and (of := _headed(each["words"], names))]
        if starts and {of for _, of in starts} == {*range(1, len(names) + 1)}:
            signs = {kind(line["sign"]) for line, _ in starts if line["sign"]}
            own = {line.start("sign"): str(of) for line, of in starts}
            own |= _in_turn(page, lines, own, len(names))
            ends = {line.start("sign"): "" for line in lines if line["sign"] and kind(line["sign"]) in signs}
            ends |= _sentences_after(page.text, [each for each, _ in starts if each.re is CLAUSE])
            return sorted({**ends, **chapters(page, own), **own}.items())
    return []


def _in_turn(page: Layout, lines: list[re.Match], own: dict[int, str], number_of: int) -> dict[int, str]:
    """Where the projects begin in chapters, or behind the last name of a text without any, in which no name opens a
    line and as many numbered lines stand as there are projects: the first is the first one's."""
    chapters = [h.start for h in page.headings if kind(h.sign) == "1、"] or [max(own) + 1]
    found: dict[int, str] = {}
    for start, end in pairwise([*chapters, len(page.text)]):
        if not any(start <= place < end for place in own):
            inside = [line for line in lines if start < line.start("sign") < end and kind(line["sign"]) == "（1）"]
            turns = {line.start("sign"): str(n) for n, line in enumerate(inside, 1)}
            found |= turns if len(turns) == number_of else {}
    return found


def _sentences_after(text: str, clauses: list[re.Match]) -> dict[int, str]:
    """Where the next sentence begins behind each clause that tells of a project, which ends it."""
    stops = (text.find("。", each.start("sign")) + 1 for each in clauses)
    return {stop: "" for stop in stops if stop and text[stop : stop + 1].strip()}


def _headed(words: str, names: list[str]) -> int:
    """The number of the project that a clause is headed by: its name before a mark, or characters of it, in their
    order, that no other name has, before a colon or called the topic; 0 for none."""
    mark = HEAD.search(words)
    head = words[: mark.start()].strip() if mark else ""
    if head in names:
        return names.index(head) + 1
    topic = TOPIC.sub("", head)
    short = [n for n, name in enumerate(names, 1) if len(topic) > 1 and _is_within(topic, name)]
    return short[0] if mark and (mark[0] in "：:" or topic != head) and len(short) == 1 else 0


def _is_within(head: str, name: str) -> bool:
    rest = iter(name)
    return all(sign in rest for sign in head)


def named(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where each list of projects stands that has as many as it says, and their names, then those that do not say how
    many; directions of a fund are projects where lines tell the budget of each."""
    for match in NUMBERED.finditer(text):
        place = match.start("number")
        if match["alone"] is not None and not OF_THEM.search(text, max(0, place - SHORTEST), place):
            continue
        before = EDGE.split(text[max(0, place - LONGEST) : place])[-1]
        if names := _counted(before.removesuffix("等").removesuffix("这"), match):
            names[0] = _begun(text, names[0])
        elif behind := BEHIND.match(text, match.end()):
            told = (behind["names"], behind["names"].partition("，")[0])
            lists = [_counted(each, match) for each in told]
            names = next(filter(_are_specific, filter(None, lists)), [])
        if names and _are_specific(names) and (not match["part"] or _budgeted(text) >= {*names}):
            yield place, names
    for match in LISTED.finditer(text):
        names = match["names"].removesuffix("等").split("、")
        if two := AND.match(names[-1]):
            names = [*names[:-1], *two.groups()]
        if _are_specific(names):
            yield match.start("names"), names


def _begun(text: str, first: str) -> str:
    """The first name of a list without the words before it: as it stands again in the text, else behind a verb."""
    longest = (first[start:] for start in range(len(first) - LONG + 1))
    again = next((name for name in longest if text.count(name) > 1), "")
    return again or DATED.sub("", BEFORE_NAMES.sub("", first))


def _budgeted(text: str) -> set[str]:
    """The names that lines open with before a budget."""
    return {told["name"] for line in LINE.finditer(text) if (told := TOLD.match(line["words"]))}


def _counted(told: str, match: re.Match) -> list[str]:
    """The names of a list, where they are as many as it says; else none."""
    quoted, number_of = QUOTED.findall(told), _number(match["number"])
    each_one = EACH_ONE.findall(told)
    listed = each_one if len(each_one) == number_of else [ASIDE.sub("", name) for name in told.strip("“”").split("、")]
    names = quoted if len(quoted) == number_of else listed
    if len(names) == number_of - 1 and (two := AND.match(names[-1])):
        names = [*names[:-1], *two.groups()]
    return names if len(names) == number_of > 1 else []


def _number(told: str) -> int:
    return number(told.replace("两", "二"))


def _told_alike(text: str, lines: list[re.Match]) -> list[str]:
    """The names that lines of one form open with, each before its budget, where the report counts as many projects or
    numbers them (项目一为…)."""
    opening = [(line, name) for line in lines if (name := _opens(line))]
    told = [(line["sign"], name) for line, name in opening if not COUNTED.search(name)]
    names = [*dict.fromkeys(name for sign, name in told if sign)] or [*dict.fromkeys(name for _, name in told)]
    if len(names) < FEWEST or not _are_specific(names):
        return []
    numbered = all(line["sign"].startswith(("项目", "第", "头")) and TOLD.match(line["words"]) for line, _ in opening)
    return names if numbered or len(names) in map(_count, COUNTED.finditer(text)) else []


def _count(counted: re.Match) -> int:
    return _number(counted["number"] or counted["behind"] or counted["sums"])


def _opens(line: re.Match) -> str:
    """The name that a line opens with, before its budget, or behind 第一笔 before any mark; empty without one."""
    words, ordinal = line["words"], line["sign"].startswith(("第", "头"))
    if line["sign"] and ALONE.fullmatch(words):  # a title, with its budget on the next line
        words = f"{words}：{NEXT_LINE.match(line.string, line.end())[1]}"
    found = ("元" in words and TOLD.match(words)) or (ordinal and NAMED.match(words))
    return found["name"] if found else ""


def _are_specific(names: list[str]) -> bool:
    return all(is_specific(without_report(name)) and not re.search(r"\d", name) for name in names)


def _of(words: str, names: list[str]) -> int:
    """The number of the project whose name, or a part of it that no other has, a line opens with; 0 for none."""
    longest = [_shared(words, name) for name in names]
    best = max(longest)
    whole = best >= LONG or (best > 1 and (best == len(names[longest.index(best)]) or SHORT.match(words, best)))
    return longest.index(best) + 1 if whole and longest.count(best) == 1 and not GENERAL.match(words) else 0


def _shared(words: str, name: str) -> int:
    """How many of the first characters of a line stand together in a name."""
    return next((n for n in range(min(len(words), len(name)), 0, -1) if words[:n] in name), 0)


def kind(sign: str) -> str:
    """A sign with its number left out, as one for all of its rank."""
    return re.sub(rf"\d[\d,.]*\d|\d|{NUMERAL}|[①-⑳]", "1", sign)


def chapters(page: Layout, own: dict[int, str]) -> dict[int, str]:
    """Where headings stand under which projects are told: each of a rank that no project begins with, and titles in
    brackets."""
    ranked = {h.start: kind(h.sign) for h in page.headings}
    used = {ranked.get(start) for start in own}
    chapters = [start for start, kind in ranked.items() if kind in CHAPTERS and kind not in used]
    return dict.fromkeys([*chapters, *(title.start() for title in TITLE.finditer(page.text))], "")
