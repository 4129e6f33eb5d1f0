"""Amounts told one after another for names listed before: A、B和C分别为1万元、2万元和3万元."""

import re
from typing import NamedTuple

from helpers.reading.funds import names as money_names
from helpers.reading.funds import words as money_words
from helpers.reading.funds.wholes import Role, Whole
from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.vocabulary import pattern

RESPECTIVELY = re.compile(r"(?:分别|依次|各自|先后|各(?=[为是]))")
JOINED = re.compile(r"(?:[、，,;；和及与\s]|以及)+")
CLAUSES = re.compile("[，,。；;：:\n（）()]")
ITEMS, PAIRED = re.compile("、"), re.compile("以及|[和与及]")
COUNT_OF_PLACES = "[两二三四五六七八九十\\d]{1,2}个?(?:[市州盟县区旗镇乡]|街道)"
COUNT = r"[两二三四五六七八九十\d]{1,2}"
COUNTED = re.compile(
    rf"等?(?:所?列|这|共|上述)?{COUNT}(?:个|大|项|类|块|部分|方面|笔|种|级|批|者|家|(?=[片镇县区市乡]))"
)
OF_PLACES = re.compile(f"等?{COUNT_OF_PLACES}")
TIMES = re.compile(r"(?:年初|全年|当年|本年|年内|年末|20\d\d年度?)$")  # 省级补助和县级配套年初分别安排
OPENED = re.compile("由|分为|分成|划分为|包括|包含|共有|涉及|用于|其中|即|为|含|(?<=[局会院校镇乡县市区旗])有(?!机)")
LISTING = re.compile(rf"{COUNTED.pattern}|组成|构成|共同|分为|分成|包括|包含")
LOOK_BACK = 1500  # characters in which names that are told by their number stand
LONGEST_ITEM = 24
LEVELS = {level: f"{level}级" for level in "省市州盟县区旗镇乡村"}  # 省、市、县三级分别


class Part(NamedTuple):
    """One of the amounts of a list: what it is and by which name."""

    role: Role
    name: str


def listed(
    page: layout.Layout,
    q: Quantity,
    left: str,
    count: int,
    whole: Whole,
    last: list[Part],
) -> list[Part]:
    """What `count` amounts are, the first being `q` behind the words `left`, that are told 分别 or 依次 of as many
    names; of those of the `last` such list, or of a list before, where none stand there; empty where none are found."""
    if count < 2 or not (sign := _sign(left)):
        return []
    before, behind = left[: sign.start()], left[sign.end() :]
    names, tail = _named(before, count)
    stage = _told(tail + behind) or _told(CLAUSES.split(before)[-1] + behind) or whole.stage
    if not names and len(last) == count and stage:
        return [each._replace(role=each.role._replace(stage=stage)) for each in last]
    names = names or _counted(page, q.begin - len(left) + sign.start(), count)
    parts = _parts(names, stage, tail) if names and stage else []
    return parts if whole.stage else [each._replace(role=each.role._replace(part=False)) for each in parts]


def _sign(left: str) -> re.Match | None:
    found = list(RESPECTIVELY.finditer(left))
    return found[-1] if found and not CLAUSES.search(left[found[-1].end() :]) else None


def _named(before: str, count: int) -> tuple[list[str], str]:
    """The names of the last clause of a text that names as many things, and the words behind them."""
    clauses = CLAUSES.split(before)
    return next(
        (found for clause in reversed(clauses) if (found := _items(clause, count))[0]),
        ([], clauses[-1]),
    )


def _items(clause: str, count: int) -> tuple[list[str], str]:
    """The same of one clause, without what opens the list."""
    counted = COUNTED.search(clause)
    shown, tail = (clause[: counted.start()], clause[counted.start() :]) if counted else (clause, "")
    names = ITEMS.split(shown)
    if len(names) == count - 1:
        names = [*names[:-1], *PAIRED.split(names[-1], maxsplit=1)]
    if len(names) != count or count < 2:
        return [], clause
    names[0] = OPENED.split(names[0])[-1]
    if not tail:
        size = len(TIMES.sub("", money_words.CLOSING.sub("", _without_categories(names[-1])))) or len(names[-1])
        names[-1], tail = names[-1][:size], names[-1][size:]
    names = [LEVELS.get(name.strip(), name.strip()) for name in names]
    return (names, tail) if all(1 < len(name) <= LONGEST_ITEM for name in names) else ([], clause)


def _counted(page: layout.Layout, place: int, count: int) -> list[str]:
    """The names of the last list before a place that has as many and is said to be a list of things."""
    clauses = filter(
        LISTING.search,
        reversed(CLAUSES.split(page.text[max(0, place - LOOK_BACK) : place])),
    )
    return next((names for clause in clauses if (names := _items(clause, count)[0])), [])


def _told(text: str) -> str:
    """The stage that a text tells last, where it is no part of the name of a category, as 支出 in 基本支出."""
    return money_words.said(_without_categories(text), single=True).stage


def _without_categories(text: str) -> str:
    """The text, as long as before, without the names of categories and of budgets, which tell no stage."""
    return money_words.unbudgeted(pattern("fund_categories").sub(lambda match: "＿" * len(match[0]), text))


def _parts(names: list[str], stage: str, tail: str) -> list[Part]:
    """What the amounts of a list of one stage are, by their names and the words behind these."""
    stages = [_told(name) for name in (*names[:-1], names[-1] + tail)]
    if all(stages) and len({*stages}) == len(names):  # 年初预算数、全年执行数分别为
        return [Part(Role(each), name) for each, name in zip(stages, names, strict=True)]
    shared = (
        OF_PLACES.match(tail)
        or money_names.is_share(COUNTED.sub("", tail))
        or any(money_names.is_instalment(name) for name in names)
    )
    kind = "" if shared else "project" if "项目" in tail else "other"
    several = len([name for name in names if money_words.first_category(name)]) > 1
    return [Part(_role(name, stage, kind, several), name) for name in names]


def _role(name: str, stage: str, kind: str, of_categories: bool) -> Role:
    """What one amount of a list is by its name: of a category where the list is of these, a purse, a place, or a use,
    which is of a `kind`."""
    if of_categories and (category := money_words.first_category(name)):
        return Role(stage, "", category)
    source = money_names.purse(name, money_words.of_state(name))
    if not source and money_names.is_share(name):
        return Role(stage, "", "", True)
    return Role(stage, source, "" if source else kind, True)
