"""Whether the grammar binds a rate to the two figures before it, so that it can be of no others."""

import re
from itertools import accumulate, pairwise

from helpers.coding.counts import MONEY, PROMISED, RATE, Count, Page, alike
from helpers.coding.words import any_of, any_words, entry, pattern, words

MOST = 1.2  # times its whole that a part of a rate is, at most
KIN = 2  # characters at the end of two names that are one noun: 公交车 and 新能源公交车
CLAUSE = 24  # characters before a figure that name it
OF_THIS = re.compile(rf"(?:{any_of('makes_up')})[^，。；\d]{{0,8}}$")  # 完成预算 6万元的52%
DIRECTLY = re.compile(r"\s*[万亿]?(?:元)?的")
NAME = re.compile(r"(?P<of>[\u4e00-\u9fff“”]*?)(?P<verb>[\u4e00-\u9fff]{2})(?:率|比例|进度)(?:为|达到?|是|只有|仅)*$")
PLAIN_END = re.compile("(?:为|达到?|是|只有|仅|约)+$")
ROLES = [tuple(map(any_words, each.values())) for each in entry("rate_roles")]
POINTS, ALL = "分", 100.0
SEVERAL = re.compile(
    "[总综均各两三四双]|合计|合并|全年|最终|分别|依次|累计|剔除"
)  # a rate that more figures may make up
VERB = re.compile(
    r"(?P<verb>[不未]?[\u4e00-\u9fff]{2})(?P<kind>率|程?度|比例|比重|进度)(?:仅?为|达到?|是|只有|仅|约|有)*$"
)
DONE = re.compile(
    f"(?:{'|'.join(entry('all_rates'))})*(?P<verb>{'|'.join(entry('done_rates'))})(?P<kind>)(?:了|到|为|达到?)*"
)
OF_NAMED = re.compile(
    "(?:占|为|是|完成|达到?|相当于)了?(?P<whole>(?!.*(?:[与和及、]|合计|目标))[\u4e00-\u9fff“”]{2,12}?)(?:总[数量额])?的$"
)
WHOLLY = re.compile("全[年部省市县区乡镇]|年度|本年|当年|总")
ENDS = re.compile("[，,。；;）)的\\n]")
BARE = re.compile("(?:占比?|比[例重率])?(?:了|到|仅?为|即|是|达到?|约|合)*")
MORE = re.compile("连同|加上|包括|追加|结转|另|加权|折算")
FEW, SAME = 12, 1e-6  # figures before a rate that are looked at


def are(page: Page, place: int, whole: Count, top: Count) -> bool:
    """Whether the rate at `place` is of these two: 其中女生480人，占40%, 已建档96户，建档率80%."""
    rate = page.counts[place]
    clause, above, below = (_clause(page, each) for each in (rate, top, whole))
    if re.search(f"{any_of('opinion')}|[均各两三四]|分别", clause) or top.value == whole.value:
        return False
    return MOST * whole.value >= top.value and any(_rate(clause, words, below) for words in (above, _behind(page, top)))


def behind(page: Page, place: int) -> tuple[list[Count], Count] | None:
    """The figures that may be the whole of the part that the rate at `place` stands directly behind, and that part.

    They are of its sentence, or of the one before. The rate has the verb of the part (满意58份，满意度), only says that
    it is the share (占, 即), or is of money; None where others may be meant: a total, a list, a part with its own rate.
    """
    rate, part = page.counts[place], page.counts[place - 1]
    clause, own = _clause(page, rate), page.sentence(rate.start)
    before = [each for each in page.counts[max(0, place - FEW) : place - 1] if page.sentence(each.start) >= own - 1]
    exact = [each for each in before if alike(each, part) and each.comparator == "=" and each.value > 0]
    wholes = [each for each in exact if page.sentence(each.start) == own] or exact
    apart = place == 0 or page.sentence(part.start) != own or part.comparator != "=" or part.unit in (RATE, POINTS)
    apart = apart or "\n" in page.text[part.end : rate.start]
    if apart or not wholes or rate.value == ALL or SEVERAL.search(clause) or _are_others(page, wholes, part):
        return None
    verb, near = VERB.search(clause) or DONE.fullmatch(clause), page.sentence(wholes[-1].start) == own
    said = verb and _is_said(page, verb["verb"], part)
    within = part.value < max(each.value for each in wholes)
    if said and _is_said(page, verb["verb"], wholes[-1], part):
        return None
    spent = verb and verb["verb"] in entry("done_rates")
    if part.unit == MONEY and within and (said or spent):
        return None if _is_listed(page, wholes, part) and not said else (wholes, part)
    known = page.text[max(0, wholes[0].start - CLAUSE) : part.start] + _behind(page, part)
    if said and near and (pattern("opinion", "sound").search(clause) or is_of(clause, known)):
        return wholes, part
    if named := _named(page, clause, place):
        return named, part
    bare = BARE.fullmatch(clause) and (near or clause)
    beside = (
        near and rate.value < ALL and wholes[-1] is page.counts[place - 2] and "|" not in page.between(wholes[-1], rate)
    )
    within = within or (beside and MOST * wholes[-1].value >= part.value and not PROMISED.search(wholes[-1].name))
    bare = bare and (clause or ENDS.match(page.text, rate.end + 1))
    return (wholes, part) if within and bare and not _is_listed(page, wholes, part) else None


def _named(page: Page, clause: str, place: int) -> list[Count]:
    """The figures of its paragraph that the words before a rate name as what it is of (占安排数的) by their
    first two characters, as the last are often those of any (教师, 人员); of several those that share most."""
    told, part = OF_NAMED.search(clause), page.counts[place - 1]
    own = [
        each
        for each in page.counts[max(0, place - FEW) : place - 1]
        if alike(each, part) and each.comparator == "=" and each.value > 0 and "\n" not in page.between(each, part)
    ]
    of = WHOLLY.sub("", told["whole"]) if told else ""
    shared = [sum(a + b in each.name for a, b in pairwise(of)) for each in own]
    return [each for each, n in zip(own, shared, strict=True) if of[:KIN] in each.name and n == max(shared) > 0]


def _is_listed(page: Page, wholes: list[Count], part: Count) -> bool:
    """Whether a part and the figures before it are parts of the first of these."""
    return len(wholes) > 1 and pattern("parts_follow").search(page.text, wholes[0].end, part.start) is not None


def _is_said(page: Page, verb: str, each: Count, next_: Count | None = None) -> bool:
    """Whether the words before a figure or behind it have a verb, or of one that says that a thing is sound (完好) any
    such, and do not deny it or name its rate; those behind it that lead to the `next_` are of that one."""
    told = [_clause(page, each), "" if next_ and _leads(page, each, next_) else _behind(page, each)]
    verbs = words("sound") if verb in words("sound") else {verb}
    return any(_abbreviates(own, re.sub(_denied(own), "", said)) for own in verbs for said in told)


def _denied(verb: str) -> str:
    """A verb that is denied, or the rate of it."""
    return f"{verb}[率度]" if verb[0] in "不未" else f"[不未]{verb}|{verb}[率度]"


def _leads(page: Page, one: Count, next_: Count) -> bool:
    """Whether no mark stands between two figures: 500人中满意的470人."""
    return re.search(r"[，,。；;：:！？\n（()）、\d]", page.between(one, next_)) is None


def _are_others(page: Page, wholes: list[Count], part: Count) -> bool:
    """Whether a part is the sum of the figures told before it, or something stands between it and these that has a rate
    or more than they have."""
    sums = [*accumulate(each.value for each in reversed(wholes))][1:]
    rated = any(wholes[-1].start < each.start < part.start and each.unit == RATE for each in page.counts)
    words = page.text[wholes[-1].end : part.start]
    return rated or MORE.search(words) is not None or any(abs(each - part.value) < SAME for each in sums)


def is_of_the_last(page: Page, rate: Count, one: Count, last: Count) -> bool:
    """Whether a rate is of the figure directly before it, which the one before that makes up (完成预算6万元的52%)."""
    words = page.between(last, rate).removeprefix(last.unit)
    return DIRECTLY.fullmatch(words) is not None and OF_THIS.search(page.between(one, last)) is not None


def _rate(clause: str, above: str, below: str) -> bool:
    """Whether the verb of a rate is that of the figure above, and what it is of is named with the two."""
    if any(re.search(of, clause) and re.search(a, above) and re.search(b, below) for of, a, b in ROLES):
        return True
    named = NAME.search(PLAIN_END.sub("", clause))
    same = named is not None and (_abbreviates(named["verb"], above) or _ends_alike(above, named["verb"]))
    done = named is not None and named["verb"] in entry("done_rates") and _thing(named) != ""
    return (same or done) and is_of(clause, above + below)


def is_of(clause: str, known: str) -> bool:
    """Whether what a rate is of (贫困户 of 贫困户建档率) is named in the words known; one of nothing by name is of any
    figures only if its verb is theirs or says that something was done."""
    named = NAME.search(PLAIN_END.sub("", clause))
    of = _thing(named) if named else ""
    if named and len(of) < 2:
        return named["verb"] in entry("done_rates") or named["verb"][0] in known
    return all(a + b in known for a, b in pairwise(of))


def _thing(named: re.Match) -> str:
    return pattern("all_rates").sub("", named["of"])


def _abbreviates(verb: str, above: str) -> bool:
    """Whether both characters of a verb stand in words in their order: 取证 in 取得证书."""
    return re.search(".*".join(map(re.escape, verb)), above) is not None


def _behind(page: Page, each: Count) -> str:
    """What a clause says behind its figure: 合格 of 3990人合格."""
    words = page.text[each.end : each.end + CLAUSE].removeprefix(each.unit)
    return re.split(r"[，,。；;：:！？\n（()）、\d]", words)[0]


def _ends_alike(above: str, verb: str) -> bool:
    """Whether what is above ends with the first character of the verb: 执结 with that of 结案率."""
    return bool(above) and above[-1] == verb[0] and not above.endswith("完成")


def _clause(page: Page, each: Count) -> str:
    words = re.split(r"[，。；;：:！？\n（(、]|,(?!\d)", page.text[max(0, each.start - CLAUSE) : each.start])[-1]
    return re.sub(r"[\d.]+", "", words).strip()
