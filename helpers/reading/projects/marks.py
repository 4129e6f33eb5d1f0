"""Which words are of which project, in a report whose projects have known names: what stands behind each mention.

渠系维护到位60万元，支出58万元；水质监测40万元。两个项目合计100万元。
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from helpers.reading.projects.entries import Run
from helpers.reading.projects.mentions import ALL, OF_ALL, OPENED, STOP, Mention, counted, mentions
from helpers.reading.vocabulary import any_of, words

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
OPENS_ALL = re.compile(
    rf"(?<=[。；;\n])(?P<opens>[^。；;，,\d\n]{{0,8}}?(?:看，[^。；;，,\d\n]{{0,2}})?"
    rf"(?:{OF_ALL}|{any_of(words('all_projects'))}))(?=[^。；;\n]{{0,16}}(?:\d|一并|一起|合[并在]))"
)
EDGE = re.compile(r"[。；;：:，,、\n（(]")
FOR = re.compile(r"[用投]于\Z")  # 其中60万元用于
IN_BRACKETS, CLOSING, FARTHEST = re.compile(rf"{MONEY.pattern}[（(]\Z"), "）)", 32  # 60万元（渠系维护）
SENTENCE = re.compile("[。；\\n]")
FAR = 200  # characters of a sentence before amounts in turn

Marks = tuple[tuple[int, str], ...]  # where a project begins, with its number, and, without one, where it ends


def marked(text: str, names: Sequence[str], kept: Run | None = None, short: bool = False) -> dict[int, str]:
    """Where what is told of each of these projects begins and, without a number, where it ends; the entries of a run
    that is `kept` are the projects in their order; `short` as in `mentions`."""
    own = _places(text, mentions(text, names, short))
    own |= _ends(text, own) | dict(_in_turn(text, names, own))
    return with_run(own, kept, len(text)) if kept else own


def with_run(own: dict[int, str], run: Run, end: int) -> dict[int, str]:
    """The marks, those of the entries of a run in place of what stands within it."""
    others = {place: number for place, number in own.items() if not run.starts[0] <= place < run.stop}
    stop = {run.stop: ""} if run.stop < end else {}
    return stop | others | {start: str(n) for n, start in enumerate(run.starts, 1)}


def with_sums(text: str, own: dict[int, str]) -> Marks:
    """The marks in order, with those where a sentence tells of all projects, and of amounts that are theirs in turn."""
    if not own:
        return ()
    first, number_of = min(own), len({number for number in own.values() if number})
    of_all = {place: "" for place, told in _opening_all(text) if place >= first and told in (None, number_of)}
    own = of_all | own
    return tuple(sorted((own | dict(_in_turn(text, [""] * number_of, own))).items()))


def paid(text: str, marks: Sequence[tuple[int, str]]) -> set[str]:
    """The projects of which these marks tell money."""
    money = places(text)
    spans = pairwise([*marks, (len(text), "")])
    return {number for (start, number), (end, _) in spans if number and within(money, start, end)}


@lru_cache(maxsize=2)  # each way to tell the projects of a text apart asks for them
def places(text: str) -> list[int]:
    """Where amounts of money stand."""
    return [match.start() for match in MONEY.finditer(text)]


def within(places: list[int], start: int, end: int) -> int:
    """How many of the places stand from `start` to before `end`."""
    return bisect_left(places, end) - bisect_left(places, start)


@lru_cache(maxsize=2)
def _opening_all(text: str) -> list[tuple[int, int | None]]:
    """Where sentences begin that speak of all projects, with how many these are, where that is told."""
    found = OPENS_ALL.finditer(text)
    return [(match.start("opens"), counted(match["number"]) if match["number"] else None) for match in found]


@lru_cache(maxsize=2)
def _edges(text: str) -> list[int]:
    return [0, *(match.end() for match in EDGE.finditer(text))]


def _places(text: str, found: list[Mention]) -> dict[int, str]:
    """Where what is told of each mention begins: with its clause, but behind an amount that is not its own."""
    edges, money = _edges(text), places(text)
    own: dict[int, str] = {}
    last = 0
    for each in found:
        start = max(edges[bisect_right(edges, each.start) - 1], last)
        other = within(money, start, each.start) and not FOR.search(text, start, each.start)
        told = IN_BRACKETS.search(text, max(0, start - FARTHEST), each.start)
        if told and text[each.end : each.end + 1] in CLOSING:
            start, own[each.end + 1] = told.start(), ""
        own[each.start if other else start] = each.number
        last = each.end
    return own


@lru_cache(maxsize=2)
def _lines(text: str) -> list[tuple[int, int, int]]:
    """Where each line begins, where the words behind its sign do, and where it ends."""
    ends = [0]
    for line in text.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    return [(start, OPENED.match(text, start).end(), stop) for start, stop in pairwise(ends)]


def _ends(text: str, own: dict[int, str]) -> dict[int, str]:
    """Where what is told of one project ends: with its sentence, or with its line where the line opens with it and
    tells of no other one; a line without money is its heading."""
    ends, begun, money = {}, sorted(place for place, number in own.items() if number), places(text)
    for start, opening, stop in _lines(text) if begun else ():
        inside = begun[bisect_left(begun, start) : bisect_left(begun, stop)]
        if inside:
            alone = inside[0] <= opening and len({own[place] for place in inside}) == 1
            if not alone or within(money, start, stop):
                ends[stop] = ""
            if not alone:
                ends |= {m.end(): "" for m in STOP.finditer(text, inside[0], stop)}
    return {place: "" for place in ends if place not in own and place < len(text)}


@lru_cache(maxsize=2)
def _series(text: str) -> list[tuple[re.Match, str]]:
    """The amounts in a row, each row with its sentence as far as it."""
    return [
        (match, SENTENCE.split(text[max(0, match.start() - FAR) : match.start()])[-1])
        for match in SERIES.finditer(text)
    ]


def _in_turn(text: str, names: Sequence[str], own: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Each of as many amounts in a row as there are projects, of the projects in their order, and where they end."""
    begun = sorted(own)
    for match, before in _series(text):
        clause = before[max(before.rfind("，"), 0) :]
        for name in filter(None, names):
            clause = clause.replace(name, "")
        i = bisect_right(begun, match.start())
        in_turn, of_all = IN_TURN.search(clause), ALL.search(before)
        if OF_OTHERS.search(clause) or (i and own[begun[i - 1]] and not (in_turn and of_all)):
            continue
        but = BUT_FOR.search(before)
        order = [str(n) for n, name in enumerate(names, 1) if not (but and name and name in but["names"])]
        amounts = [each.start() for each in ONE_OF.finditer(match[0])]
        if len(amounts) == len(order) and (in_turn or of_all):
            yield from ((match.start() + at, n) for at, n in zip(amounts, order, strict=True))
            yield match.end(), ""
