"""Which words are of which project, in a report whose projects have known names: what stands behind each mention.

渠系维护到位60万元，支出58万元；水质监测40万元。两个项目合计100万元。
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.reading.projects.announced import SIGN
from helpers.reading.projects.names import is_specific
from helpers.reading.text.layout import number

MONEY = re.compile(
    r"(?:\d[\d,.]{0,20}|[零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})[ \t]{0,4}+"
    r"(?:[万亿千]?元|[万亿](?=[，,。；;、）)\n]))"
)
AMOUNT = r"\d[\d,.]{0,20}[ \t]{0,4}+"
SERIES = re.compile(  # 60万元、40万元和5万元
    rf"(?<![\d.,]){AMOUNT}(?:[万亿千]?元|万)?"
    rf"(?:(?:[、和及与]|以及){{1,2}}[ \t]{{0,4}}+{AMOUNT}(?:[万亿千]?元|万)?){{1,9}}(?<=[元万])"
)
ONE_OF = re.compile(AMOUNT)
IN_TURN = re.compile("分别|依次|各(?![项级个类地单])")
OF_OTHERS = re.compile(r"[级批期季月年](?:财政)?(?:分别|依次|各)|[\u4e00-\u9fff]、|中央|来源|级次")
BUT_FOR = re.compile("除(?P<names>[^，。；\n]{2,60})外")
NUMBER = r"(?:[两二三四五六七八九十]|(?<!\d)\d)"
OF_ALL = rf"(?P<number>{NUMBER})(?:(?:大类|[个项类大])(?![级批类月季人村户镇处]|年度)|(?=专项|项目))"
ALL = re.compile(
    rf"{OF_ALL}(?:[\u4e00-\u9fff]{{0,6}}?(?:项目|专项|子项|工程)|(?=[^，。；\d\n]{{0,8}}(?:合计|共|总|加|和|\d)))"
    r"|(?:各|所有|全部|上述|以上)(?:[个类项]{0,2}项目|专项)"
)
OPENS_ALL = re.compile(
    rf"(?<=[。；;\n])(?P<opens>[^。；;，,\d\n]{{0,8}}?(?:看，[^。；;，,\d\n]{{0,2}})?{OF_ALL})(?=[^。；;\n]{{0,16}}\d)"
)
SUM = re.compile(r"(?<=[，,；;。：:\n])(?:累计|共计|合计|总计|小计|总的|总共|共|总)[^，。；\d\n]{0,8}(?=[\d ])")
EDGE = re.compile(r"[。；;：:，,、\n（(]")
STOP = re.compile(r"。(?=[^\n])|\n\s*")
JOINED = re.compile("[项目专资金经费”」]{0,6}(?:(?:[、和与及，]|以及)[“「]?|(?<=[”」])[“「])")
OPENED = re.compile(rf"[ \t　]*+(?:序号)?(?:[①-⑳]|其[一二三四五六七八九十][，,]|{SIGN})[ \t]*+")
SHORT = re.compile("项目|专项|预算|工程")
FOR = re.compile(r"[用投]于\Z")  # 其中60万元用于
IN_BRACKETS, CLOSING, FARTHEST = re.compile(rf"{MONEY.pattern}[（(]\Z"), "）)", 32  # 60万元（渠系维护）
SENTENCE = re.compile("[。；\\n]")
NEAR, FAR = 24, 200  # characters from words for all to their money, and of a sentence before amounts in turn
LEAST, WHOLE_WORD = 4, 2  # characters of a name that tell which one is meant, alone and before 项目


class Mention(NamedTuple):
    """Where a project is spoken of, or all of them without a number."""

    start: int
    end: int
    number: str


def mentioned(text: str, names: Sequence[str], called: Sequence[tuple[str, str]] = ()) -> list[tuple[int, str]]:
    """Where what is told of each of these projects begins and, without a number, where it ends; `called` are further
    words for one of them. Empty where money is not told of each."""
    found = _without_lists(text, sorted([*_of_one(text, names, called), *_of_all(text, len(names))]))
    own = _places(text, found)
    own |= _ends(text, own) | dict(in_turn(text, names, own))
    marks = sorted(own.items())
    return marks if len(paid(text, marks)) == len(names) > 1 else []


def paid(text: str, marks: Sequence[tuple[int, str]]) -> set[str]:
    """The projects of which these marks tell money."""
    spans = zip(marks, [*(start for start, _ in marks[1:]), len(text)], strict=False)
    return {number for (start, number), end in spans if number and MONEY.search(text, start, end)}


def _of_one(text: str, names: Sequence[str], called: Sequence[tuple[str, str]]) -> Iterator[Mention]:
    """Where one project is mentioned, by its name, by a part of it that no other has, or by what it is called."""
    words = dict(_aliases(names)) | dict(called)
    short = dict(_parts(names, WHOLE_WORD))
    any_word = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    any_short = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    either = rf"(?P<word>{any_word})" + (rf"|(?P<short>{any_short})(?={SHORT.pattern})" if short else "")
    for match in re.finditer(either, text):
        yield Mention(*match.span(), words[match["word"]] if match["word"] else short[match["short"]])


def _aliases(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from _parts(names, LEAST)
    if len(names) == 2:
        yield from (("前者", "1"), ("后者", "2"))
    yield from ((name, str(n)) for n, name in enumerate(names, 1))


def _parts(names: Sequence[str], least: int) -> Iterator[tuple[str, str]]:
    """The first and the last characters of each name, so many at least, that no other name has."""
    for n, name in enumerate(names, 1):
        others = [each for each in names if each != name]
        for size in range(least, len(name)):
            for part in (name[:size], name[-size:]):
                if is_specific(part) and not any(part in each for each in others):
                    yield part, str(n)


def _of_all(text: str, number_of: int) -> Iterator[Mention]:
    """Where all projects are spoken of, or other ones than one."""
    for match in ALL.finditer(text):
        if not match["number"] or 1 < _number(match["number"]) <= number_of:
            yield Mention(*match.span(), "")
    for match in SUM.finditer(text):
        yield Mention(*match.span(), "sum")


def of_all(text: str, marks: Sequence[tuple[int, str]]) -> list[int]:
    """Where a sentence behind the first of these marks begins that speaks of as many projects as they tell of."""
    number_of = len({number for _, number in marks if number})
    found = (m for m in OPENS_ALL.finditer(text, marks[0][0]) if _number(m["number"]) == number_of)
    return [match.start("opens") for match in found if MONEY.search(text, match.end(), match.end() + NEAR)]


def _number(told: str) -> int:
    return number(told.replace("两", "二"))


def _without_lists(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, those of several in a row as one of all, and sums only behind two projects of their sentence."""
    kept: list[Mention] = []
    told: set[str] = set()
    for each in found:
        before = kept[-1] if kept else Mention(0, 0, "")
        if each.start < before.end:
            continue
        if STOP.search(text, before.end, each.start + 1):
            told = set()
        if each.number == "sum":
            kept += [each._replace(number="")] if len(told) > 1 else []
            continue
        told |= {each.number} - {""}
        other = before.end and each.number not in ("", before.number)
        if other and JOINED.fullmatch(text, before.end, each.start):
            kept[-1] = Mention(before.start, each.end, "")
        else:
            kept.append(each)
    return kept


def _places(text: str, found: list[Mention]) -> dict[int, str]:
    """Where what is told of each mention begins: with its clause, but behind an amount that is not its own."""
    edges = [0, *(match.end() for match in EDGE.finditer(text))]
    own: dict[int, str] = {}
    last = 0
    for each in found:
        start = max(edges[bisect_right(edges, each.start) - 1], last)
        other = MONEY.search(text, start, each.start) and not FOR.search(text, start, each.start)
        told = IN_BRACKETS.search(text, max(0, start - FARTHEST), each.start)
        if told and text[each.end : each.end + 1] in CLOSING:
            start, own[each.end + 1] = told.start(), ""
        own[each.start if other else start] = each.number
        last = each.end
    return own


def _ends(text: str, own: dict[int, str]) -> dict[int, str]:
    """Where what is told of one project ends: with its sentence, or with its line where the line opens with it and
    tells of no other one; a line without money is its heading."""
    ends, start, places = {}, 0, sorted(place for place, number in own.items() if number)
    for line in text.splitlines(keepends=True):
        stop = start + len(line)
        inside = places[bisect_left(places, start) : bisect_left(places, stop)]
        if inside:
            opened = inside[0] <= OPENED.match(text, start).end()
            alone = opened and len({own[place] for place in inside}) == 1
            if not alone or MONEY.search(line):
                ends[stop] = ""
            if not alone:
                ends |= {m.end(): "" for m in STOP.finditer(text, inside[0], stop)}
        start = stop
    return {place: "" for place in ends if place not in own and place < len(text)}


def in_turn(text: str, names: Sequence[str], own: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Each of as many amounts in a row as there are projects, of the projects in their order, and where they end."""
    places = sorted(own)
    for match in SERIES.finditer(text):
        before = SENTENCE.split(text[max(0, match.start() - FAR) : match.start()])[-1]
        clause = before[max(before.rfind("，"), 0) :]
        for name in filter(None, names):
            clause = clause.replace(name, "")
        i = bisect_right(places, match.start())
        in_turn, of_all = IN_TURN.search(clause), ALL.search(before)
        if OF_OTHERS.search(clause) or (i and own[places[i - 1]] and not (in_turn and of_all)):
            continue
        but = BUT_FOR.search(before)
        order = [str(n) for n, name in enumerate(names, 1) if not (but and name and name in but["names"])]
        amounts = [each.start() for each in ONE_OF.finditer(match[0])]
        if len(amounts) == len(order) and (in_turn or of_all):
            yield from ((match.start() + at, n) for at, n in zip(amounts, order, strict=True))
            yield match.end(), ""
