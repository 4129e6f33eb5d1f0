"""Checks of accounts that a paragraph tells term by term, of money or of what is counted: what was there, with what
came in, less what went out, is what is left. The last word of a clause says which term its figure is."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, product

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, against
from helpers.coding.checks.findings import Finding, coincidence, distance
from helpers.coding.checks.words import any_of

OTHER = ("分", RATE)
YEAR = re.compile(r"20\d\d年度?|明年|次年|下一?年度?")
EDGE = re.compile(r"[，,。；;：:、！？\n（(）)]|(?<=\d)(?=[万元亿])")
ASIDE = re.compile(r"[（(][^（）()\d]{1,8}[)）]")  # 因公出国（境）经费
MERE_MONEY = re.compile("(?:经费|资金)$")
WORDS = {role: re.compile(f"(?<!未)(?:{any_of(f'account_{role}')})") for role in ("first", "in", "less", "out", "last")}
SIGN = {"first": 1, "in": 1, "less": -1, "out": -1}
LEFT_BEHIND = re.compile("(?:尚未|未)(?:使用|支付|支出)|结转|结余|留待|转入下年")
BUDGET = re.compile(f"(?:{any_of('first_budget')})[^，。；]{{0,10}}$"), re.compile(any_of("last_budget"))
NONE = (-1, 0)
UNKNOWN = "unknown"  # which of the two signs a term has is for the arithmetic to say
MOST_UNKNOWN = 3
FAR = 0.5  # share of the larger by which what is left may miss its terms and be of the same thing
FEWEST = 2  # terms beside what is left
CARRIED_ON = re.compile("(?:转入|结转|留转|转到|留到|滚入|结转到|结转至)该年|该年[^，。]{0,4}(?:继续)?使用")
OF_THE_YEAR = re.compile("\\s*(?:当年|本年度?|年内|今年)")
SPENT_IN_ALL = re.compile(
    f"\\s*(?:全年|当年|本年度?|年内|实际|累计|合计|总|共|计)*(?:{any_of('spent')})(?:合计|总额|共|了)?"
)
GONE = re.compile("收回|上缴|交回|调整用于|其中|含")
REST = re.compile("(?:尚|还|仍|净)?余")
OF_REST = re.compile(
    r"[，,]?(?:已|均|全[部数额]|由[^，。\d]{1,4})*(?:转|留|结|收回|上缴|缴|继续)|[。；;\n]|$"
)  # 余35.09万元转入2023年
CARRIED_IN = re.compile(
    rf"^(?:该年(?:结转|结余|转来)|(?:{any_of('of_before')}|去年)[末底初]?[^，。]{{0,6}}?"
    "(?:未|在[册库编岗院校]|[有存]|结转|结余|余额|账面|转[来入]))"
)
PART = re.compile("^净[增减]|^(?:其中|含|包括|包含|内含)")
OF_LEVEL = re.compile("^(?:其)?中央|^省级|^市级")  # behind a figure, a part of it
LEVEL = re.compile("中央|[省市县区]级")
NO_TERM = re.compile(
    "目标|计划|任务|累计|人均|户均|平均|每|同比|[较比]|超|预计|拟|占|应付|预付|缺口|分别|合计|共计|超出"
)
PARTS = re.compile("其中|包括|分别|[：:]|另[有收得][^，。；\\d]*[，。；]")  # and what came without a figure
MORE = re.compile("另|不含|不包括")
SETTLED = re.compile(
    "相抵|冲抵|轧抵|除此[^，。；\\d]{0,4}(?:没有|无)"
)  # an account that says that it is one, or that it is all
CLAUSE = 30  # characters before a figure that name it
SURE, SURE_OF_STOCK = 0.01, 0.1  # chances by which a slip is no coincidence, in any terms and in an account told whole

Term = tuple[Count, str]  # a figure and which term it is


def balances(pages: list[Page]) -> Iterator[Finding]:
    """What is left of each account against its other terms: what agrees; else a contradiction where each kind of term
    is told once, all figures of the passage are terms, or a slip explains the difference."""
    for page in pages:
        for passage in _passages(page):
            for last, terms in _accounts(page, passage):
                yield from _balanced(page, last, terms)


def _passages(page: Page) -> Iterator[list[Term]]:
    """The exact figures of a paragraph in one unit, without those in parentheses and parts, as terms."""
    own = [each for each in page.counts if each.unit not in OTHER]
    for _, run in groupby(own, key=lambda each: page.text.count("\n", 0, each.start)):
        by_unit: dict[str, list[Term]] = {}
        for each in run:
            by_unit.setdefault(each.unit, []).append((each, _role(page, each)))
        yield from (
            _without_terms_of_totals(_without_lists([term for term in _without_lists(told) if term[1] != "part"]))
            for told in by_unit.values()
            if len(told) > 2
        )


def _without_lists(told: list[Term]) -> list[Term]:
    """The terms without those that, directly behind one, make it up (收入860万元，分三块：300、400和160万元)."""
    for place, (whole, _) in enumerate(told):
        sums = [round(each, 9) for each in accumulate(each.value for each, _ in told[place + 1 :])]
        size = sums.index(whole.value) + 1 if whole.value in sums else 0
        roles = [role for _, role in told[place + 1 : place + 1 + size]]
        if size > 1 and {"first", "less", "last"}.isdisjoint(roles) and "part" not in roles[1:]:
            return told[: place + 1] + _without_lists(told[place + 1 + size :])
    return told


def _without_terms_of_totals(told: list[Term]) -> list[Term]:
    """The terms without those in, two or more, that a further one in directly behind them is the sum of (省级780万元，
    县级195万元，收入975万元)."""
    for place, (total, role) in enumerate(told):
        sums = [round(each, 9) for each in accumulate(each.value for each, _ in reversed(told[:place]))]
        size = sums.index(total.value) + 1 if role == "in" and total.value in sums else 0
        if size > 1 and {role for _, role in told[place - size : place]} <= {"in", UNKNOWN}:
            return _without_terms_of_totals([*told[: place - size], *told[place:]])
    return told


def _role(page: Page, each: Count) -> str:
    """Which term a figure is: first, in, out or last; part for what another has, unknown where no
    word says, empty for what is no term."""
    words, clause = _told(page, each)
    if words.rfind("（") > words.rfind("）") or PART.search(clause):
        return "part"
    if OF_LEVEL.search(clause) and any(_is_whole_before(page, other, each) for other in page.counts):
        return "part"
    if each.comparator != "=" or (NO_TERM.search(clause) and not SPENT_IN_ALL.fullmatch(clause)):
        return ""
    behind = page.text[each.end : each.end + 14].removeprefix(each.unit).removeprefix("万元")
    return "last" if REST.fullmatch(clause) and OF_REST.match(behind) else _named(clause, EDGE.split(behind)[0])


def _told(page: Page, each: Count) -> tuple[str, str]:
    """The words before a figure in its paragraph, and of these its clause."""
    start = max(page.text.rfind("\n", 0, each.start) + 1, each.start - CLAUSE)
    words = ASIDE.sub("", page.text[start : each.start])
    return words, EDGE.split(YEAR.sub("该年", words))[-1].strip()


def _is_whole_before(page: Page, other: Count, each: Count) -> bool:
    """Whether a figure stands before another in its unit and sentence and is of no level of government itself."""
    near = other.start < each.start and other.unit == each.unit
    same = near and page.sentence(other.start) == page.sentence(each.start)
    return same and not LEVEL.search(_told(page, other)[1])


def _named(clause: str, behind: str) -> str:
    if CARRIED_ON.search(clause):
        return "last"
    told = MERE_MONEY.sub("", clause)  # 减少出国经费
    ends = {role: _last_end(words, told) for role, words in WORDS.items()}
    if {*ends.values()} == {NONE}:
        ends = {role: _last_end(words, clause) for role, words in WORDS.items()}
    role = max(ends, key=ends.get)
    if ends[role] == NONE or (role == "last" and CARRIED_IN.search(clause)):
        return "first" if CARRIED_IN.search(clause) else "last" if LEFT_BEHIND.match(behind) else UNKNOWN
    return "first" if NONE not in (ends["first"], ends["last"]) else role


def _last_end(words: re.Pattern, clause: str) -> tuple[int, int]:
    """Where the last of these words ends in a clause, and how long it is."""
    return max(((each.end(), len(each[0])) for each in words.finditer(clause)), default=NONE)


def _accounts(page: Page, passage: list[Term]) -> Iterator[tuple[Count, list[Term]]]:
    """Each figure of what is left with the terms that stand before it; where none do, with those behind it."""
    for place, (last, role) in enumerate(passage):
        behind = passage[place + 1 : place + 2]
        apart = not behind or behind[0][1] != "last" or page.sentence(behind[0][0].start) != page.sentence(last.start)
        if role == "last" and apart:
            before = _run(page, last, reversed(passage[:place]))
            alone = not any(role == "last" for _, role in passage[place + 1 :])
            terms = before or (_run(page, last, passage[place + 1 :]) if alone else [])
            budget = BUDGET[1].search(page.text[last.start - 12 : last.start])
            yield from [(last, terms)] if not budget or "out" not in {role for _, role in terms} else []


def _run(page: Page, last: Count, terms: Iterable[Term]) -> list[Term]:
    """The terms that follow each other at most a sentence apart, to one that is none; what an account before left is
    what this one began with, and what is left beside the last figure is a use."""
    run: list[Term] = []
    for each, role in terms:
        near = abs(page.sentence(each.start) - page.sentence((run[-1][0] if run else last).start)) <= 1
        if not role or not near:
            break
        beside = role == "last" and not {"in", "out", "less"} & {other for _, other in run}
        run.append((each, "out" if beside else "first" if role == "last" else role))
        if (role == "last" and not beside) or (role == "first" and _is_moved(run)):
            break
    return run


def _is_moved(run: list[Term]) -> bool:
    """Whether terms tell that something came in and went out, one of them perhaps by a word that is not known."""
    roles = {role for _, role in run}
    return {"in", "out"} <= roles or (UNKNOWN in roles and bool({"in", "out"} & roles))


def _balanced(page: Page, last: Count, terms: list[Term]) -> Iterator[Finding]:
    if _is_of_one_year(page, last, terms):
        yield _balance(last, terms, _signs(terms), len(terms))
        return
    roles = [role for _, role in terms]
    known = not {"first", "in"}.isdisjoint(roles) and not {"in", "less", "out", UNKNOWN}.isdisjoint(roles)
    if not known or len(terms) < FEWEST or roles.count(UNKNOWN) > (MOST_UNKNOWN if "first" in roles else 0):
        return
    readings = [*_readings(terms)]
    signed = [_signs(reading) for reading in readings]
    found = [_balance(last, *two, len(terms)) for two in zip(readings, signed, strict=True)]
    named = [term for term in terms if term[1] != UNKNOWN]
    bare = [_balance(last, named, _signs(named), len(terms))] if len(named) in range(FEWEST, len(terms)) else []
    agreeing = [each for each in (*found, *bare) if each.verdict != "contradiction"]
    settled = SETTLED.search(page.text, min(each.start for each, _ in terms), last.start) is not None
    sure = UNKNOWN not in roles and _is_told_once(page, last, terms, settled)
    limit = SURE_OF_STOCK if settled or _is_of_stock(page, last, terms) else SURE
    slips = [each for each, signs in zip(found, signed, strict=True) if coincidence(each, signs) * len(found) < limit]
    near = [each for each in found[:1] if sure and distance(each) <= FAR * max(last.value, each.recomputed)]
    yield from agreeing[:1] or near or sorted(slips, key=distance)[:1]


def _signs(terms: list[Term]) -> str:
    return "".join("+-"[SIGN[role] < 0] for _, role in terms)


def _is_of_one_year(page: Page, last: Count, terms: list[Term]) -> bool:
    """Whether one sentence tells in their order what was carried in, what came in the year itself, what was spent and
    what goes on to the next year, and the last comes near
    (上年结转8万元，当年拨款318万元，支出310万元，结转下年16万元)."""
    told = [*sorted(terms, key=lambda term: term[0].start)]
    if last.unit != MONEY or [role for _, role in told] != ["first", "in", "out"] or told[-1][0].start > last.start:
        return False
    first, came, spent = (each for each, _ in told)
    words = [re.split("[，,；;：:。\n]", page.text[: each.start])[-1] for each in (came, spent, last)]
    said = (
        OF_THE_YEAR.match(words[0])
        and SPENT_IN_ALL.fullmatch(words[1])
        and CARRIED_ON.search(YEAR.sub("该年", words[2]))
    )
    left = first.value + came.value - spent.value
    near = abs(left - last.value) <= FAR * max(left, last.value)
    together = page.sentence(first.start) == page.sentence(last.start)
    return bool(said and near and together) and not GONE.search(page.text, first.start, last.start)


def _is_of_stock(page: Page, last: Count, terms: list[Term]) -> bool:
    """Whether one sentence tells what there was at first, then what moved, then what is left, so that little but a slip
    may keep them from making each other up."""
    first = min((each for each, _ in terms), key=lambda each: each.start)
    told = [role for each, role in terms if each is first] == ["first"] and first.start < last.start
    return told and page.sentence(first.start) == page.sentence(last.start) and len(terms) > FEWEST


def _readings(terms: list[Term]) -> Iterator[list[Term]]:
    """All the terms, the unknown ones with either sign; else each source and each use of money alone, with what was
    there before and without it, as a text may tell one amount twice."""
    signs = product(*(["in", "out"] if role == UNKNOWN else [role] for _, role in terms))
    yield from ([(each, role) for (each, _), role in zip(terms, own, strict=True)] for own in signs)
    first, ins, outs = ([term for term in terms if term[1] in roles] for roles in (["first"], ["in"], ["less", "out"]))
    if terms[0][0].unit == MONEY and all(role != UNKNOWN for _, role in terms):
        for own, gone in product([[each] for each in ins] or [[]], [outs, *([each] for each in outs)]):
            yield from ([*before, *own, *gone] for before in ([first, []] if own and first else [first]))


def _is_told_once(page: Page, last: Count, terms: list[Term], settled: bool) -> bool:
    """Whether a passage tells what was there, came in and went out, money from one source unless it is `settled` that
    this is all, or a budget and its changes, and nothing of parts."""
    roles = [role for _, role in terms]
    first = [each for each, role in terms if role == "first"]
    ends = sorted([last.start, *(each.start for each, _ in terms)])
    behind = re.split("[。；;\n]", page.text[last.end : last.end + CLAUSE])[0]
    if len(first) != 1 or PARTS.search(page.text, ends[0], ends[-1]) or MORE.search(behind):
        return False
    money = last.unit == MONEY
    budget = money and BUDGET[0].search(first[0].name) and BUDGET[1].search(page.text[last.start - 12 : last.start])
    return bool(budget) or ("out" in roles and (roles.count("in") == 1 if money and not settled else "in" in roles))


def _balance(last: Count, terms: list[Term], signs: str, told: int) -> Finding:
    value = sum(SIGN[role] * each.value for each, role in terms)
    way = "all its terms" if len(terms) == told else "its terms"
    what = f"{last.name} against {way} ({signs}), {last.unit or 'number'}"
    return against("identity", what, [last, *(each for each, _ in terms)], round(value, 9), way=way)
