"""The names of the projects of a report that says how many it is on: listed, or told of again and again.

2022年共两个项目：渠系维护60万元，水质监测40万元。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from helpers.reading.projects.announced import COUNTED, FILLER, LONGEST, SIGN, kind, named
from helpers.reading.projects.mentions import MONEY, NUMBER
from helpers.reading.projects.names import AN_AGENCY, is_specific, without_report
from helpers.reading.projects.told import NO_NAME, ONE, names_none
from helpers.reading.reports.head import title_of
from helpers.reading.text.layout import NUMERAL, number
from helpers.reading.vocabulary import any_of, words

TWO = re.compile(  # 自评对象为A和B。
    r"自评的?(?:对象|项目)[为是有]([^。；;：:\n、，和与]{2,40})[和与]([^。；;：:\n、，]{2,40})[。，]"
)
CALLED = re.compile("（(?:以?下简?称|简称)[“「]?(?P<word>[^）”」\n]{2,12})[”」]?）")
HOW_MANY = re.compile(
    rf"(?P<before>{NUMBER})(?:(?:大类|[个项类大]){FILLER}(?:项目|专项|子项)|(?:项目|专项)"
    r"|项(?=[^，。；\d\n]{0,6}(?:合计|总|共|加)))"
    rf"|(?:项目|专项)[^，。；：\d\n]{{0,6}}?[有共计]?(?P<behind>{NUMBER})(?:[个项](?=[，,。：:；;（、])|(?=[。，]))"
)
PAST = re.compile(r"(?:上年(?!结)|去年|以前|以往|历年|往年|上一年)[^。；\n]{0,60}\Z")
PAST_OR_PARTS = re.compile(rf"{PAST.pattern}|(?:包括|包含|涉及)[了有：:]?\Z")  # of the one project of a title
MONEY_WORD = any_of(
    [*words("budget_times"), *words("budget_words"), *words("spent_words")]
    + ["到位", "到账", "收到", "计划", "收入", "投入", "实际", "实支", "拨付", "为", "由", "的"]
    + ["结余", "结转", "上年", "花", "项目"]
)
OPENER = re.compile(
    rf"(?:^|(?<=[。；;：:，,、\n]))[ \t　]*+(?P<sign>(?:序号)?[①-⑳]|其[一二三四五六七八九十][，,]|{SIGN})[ \t]*+"
    r"(?P<name>(?:\d{4,6}(?!年))?[^，,。；;：:、\d\n（(|]{2,30}?)"
    rf"(?:[，,。；;：:（(\n]|{MONEY_WORD}|(?=\d))"
)
USED = re.compile(  # 60万元（渠系维护）, 60万元用于渠系维护
    r"元(?:[用投]于了?|[（(])(?P<name>[^，,。；;：:、\d\n（()）]{2,30})(?=[，,。；;)）])"
)
CALLED_SO = re.compile("项目|专项")
A_FUND = re.compile("资金|补助|经费")  # one that a title names: what is told of are its uses
LETTER = re.compile(rf"(?P<sign>[A-Z]|[①-⑩]|项目(?:{NUMERAL}|\d))[：:]?\Z")
IN_TURN = re.compile(
    r"(?<=[。；;，,：:\n])(?P<names>[^，,。；;：:、\d\n]{2,20}(?:、[^，,。；;：:、\d\n]{2,24}){1,8}?)(?:分别|依次|各)"
)
IN_LIST, AT_MONEY = re.compile("[、和与及]"), re.compile(f"(?<=..)(?:{MONEY_WORD})")
PAID = re.compile(rf"[^。；;\n]{{0,24}}?{MONEY.pattern}")


def counts(text: str) -> set[int]:
    """How many projects the report says that it is on."""
    found = (m for m in HOW_MANY.finditer(text) if not PAST.search(text, max(0, m.start() - LONGEST), m.start()))
    return {number((m["before"] or m["behind"]).replace("两", "二")) for m in found} - {0, 1}


def candidates(text: str) -> Iterator[list[str]]:
    """The names that the projects of the report may have, as many as it says."""
    one, open_title, numbers = ONE.search(text), names_none(text), counts(text)
    if "本项目" in text and not open_title:
        return
    no_list = PAST if open_title else PAST_OR_PARTS
    for place, names in named(text):
        if not (one and one.start() < place) and not no_list.search(text, max(0, place - LONGEST), place):
            yield names
    if numbers and (open_title or not A_FUND.search(title_of(text))):
        yield from filter(lambda names: len({*names}) == len(names) in numbers, _told(text))


def _told(text: str) -> Iterator[list[str]]:
    """The names of the two that the report says that it is on, of what has signs of one kind, and of what is told of
    with money more than once."""
    yield from ([CALLED.sub("", name) for name in two.groups()] for two in TWO.finditer(text))
    signed: dict[str, list[str]] = defaultdict(list)
    told: dict[str, int] = defaultdict(int)
    for match in OPENER.finditer(text):
        name = without_report(match["name"])
        if _is_name(name):
            signed[kind(match["sign"])].append(name)
            if PAID.match(text, match.end("name")):
                told[name] += 2 if CALLED_SO.match(text, match.end("name")) else 1
    for match in USED.finditer(text):
        told[without_report(match["name"])] += 1
    yield from (names for sign, names in signed.items() if sign)
    yield [name for name, times in told.items() if times > 1]
    yield from ([*map(_listed_last, IN_LIST.split(match["names"]))] for match in IN_TURN.finditer(text))


def _listed_last(name: str) -> str:
    """A name of a list without the word for money behind the last one: 渠系维护、水质监测支出分别为."""
    return AT_MONEY.split(name)[0]


def called(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """What else each of these names is called: the word behind it in brackets, the sign before it (A, ①, 项目一)."""
    for n, name in enumerate(names, 1):
        at = max(text.find(name), 0)
        if match := CALLED.match(text, at + len(name)):
            yield match["word"], str(n)
        if match := LETTER.search(text, max(0, at - 12), at):
            yield match["sign"] + ("项目" if match["sign"].isascii() else ""), str(n)


def _is_name(name: str) -> bool:
    told = is_specific(name) and not AN_AGENCY.search(name) and name[0] not in "与和及其"
    return told and not NO_NAME.search(name) and not COUNTED.search(name)
