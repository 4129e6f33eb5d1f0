"""Checks of figures that are said to be within a limit, which stands behind them (未超过5,000元的标准, 在岗35名，
核准38名，未超编) or is one of the figures before them (核准38名，年底在岗35名，在核准数以内)."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from helpers.coding.checks.counts import EDGE, MONEY, RATE, Count, Page, alike, clause_of, limited
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.texts.posts import PERSONS
from helpers.coding.checks.words import any_of, pattern, shares

GAP = "[^。；;！？，,、0-9]{0,20}"
BEHIND = r"(?:[（(][^（）()。；\n]{1,20}[）)])?(?:[^，,。；;、\d（）()]{1,8}(?=[，,]))?"  # （7月2日）, or 成交
ALSO = f"(?:{any_of('also')})*"
WITHIN = re.compile(rf"^{BEHIND}[）)]?[，,]?{ALSO}(?:{any_of('within')}){GAP}$")
INSIDE = re.compile(rf"^{BEHIND}[）)]?[，,]?{ALSO}在{GAP}$")  # 在核准的限额40万元之内
LEVEL = pattern("level")
DENIED = re.compile("未能|没能|未实现|没有实现|不再|应当?$|须|要求|必须")
BOUND = re.compile("以内|之内|以下|内|的|红线")
KEPT = re.compile(
    rf"^{BEHIND}"
    r"[）)]?(?:[，,（(][^，,。；;、\d（）()]{2,16}){0,2}[，,（(]?"
    r"(?:[^，,。；;、\d（）()]{0,8}[均都也]|(?!质量|手续|程序|资料)[\u4e00-\u9fff]{2}(?=符合))?"
    + ALSO
    + r"(?:(?:未|没有?|并未|不)(?:存在|[一任何][^，,。；;、\d]{0,3})?"
    r"(?:超[期时限标编员支载容][^，,。；;、\d]{0,4}|超[过出]?|突破|高于|多于|大于|[触碰]及|触碰|[越破踩过]线|越界|延误|逾期|误期|拖延)|"
    r"达标(?!率)|[按如]期(?:完工|竣工|交付|完成|办结|建成|验收)|"
    rf"控制在|(?:低于|小于|少于|在)(?=[^，。；\d]*(?:内|{any_of('limit')}))|符合|达到?了?(?=[^，。；\d]*控制))"
    r"(?P<of>[^，,。；;、\d（）()]{0,14})(?=[，,。；;）)])"
)
SUBJECT = re.compile(rf"[，,（(](?P<of>[^，,（(]{{2,14}}[数量率额费价]){ALSO}[未没并不控低小少在符达]")
ASIDE = re.compile("超出部分|未能|没能|扣除|剔除|除外|原因|但|虽|若|如(?!期)|应|须|要求|必须|平均")
LIMIT, QUOTA, IN_USE = pattern("limit"), pattern("quota"), pattern("in_use")
OF_PERSONS = re.compile("定额|限额|配额|员额|职数")
SET_AT = re.compile("(?:核定|核准|批准|规定|限定|允许|设计)[^，。；\\d]{0,8}?最[高多大长久]")
MEASURED = re.compile(f"{any_of('in_use', 'line_spent', 'paid', 'done')}|在岗|在编|最[高多大长久]")
MORE = re.compile(
    f"{any_of('line_changes', 'last_year')}|另|上半年|季度|外包|派遣|租用|借用|外聘|增加|变更|顺延|延期|停工"
)
OTHER = re.compile("另|含(?!在)|租|借|超编|床|合计|共计|上年|去年|经批准(?:追|增|新)|追加")
NOT_MORE = re.compile("(?:没有|未|无|不)[^，。；、\\d]{0,6}(?:追加|调整|调剂|调增|变更)")
PLAIN = re.compile(
    f"{any_of('limit', 'line_given', 'line_spent', 'done', 'also', 'paid')}|合同|以内|之内|范围|规模|资金|经费"
    "|给|目前|在[岗编职]|年[初中末底]|项目|数量|[数额价为了的费约内该本此这其项之以既共超过现有]"
)
OF_MONEY = re.compile(
    "(?:限额|上限|控制数|控制额|定额)(?:数|为|是)?$|不[得应能可]?(?:超过|高于|多于|突破)$|最[高多](?:为|是|可?列支|可?提取|可?安排)?$"
)
SIGNED = "签约|签订合同|签[了下]合同|合同|成交|中标"  # money that is owed by a contract
SPENT_NEXT = re.compile(
    r"[，,]\s*(?:[^，,。；;\d]{2,14}[，,])?(?:全年|当年|年[内底末]|实际|最终|共)*(?P<each>[\u4e00-\u9fff]均|每[\u4e00-\u9fff])?"
    f"(?:(?:{SIGNED}|采购|验收|订购)(?:[之以]?后|并|、|和)?)*"
    f"(?:支出|列支|开支|花费|使用|用去|支付|执行|发放|发了|兑付|兑现|结算|实付|实发|付款|{SIGNED}|(?<=均)(?:费用|成本)?)"
    "(?:数|总?额|总?价|金额)?(?:了|为)?"
)
FOR_EACH = re.compile("[\u4e00-\u9fff]均|每[\u4e00-\u9fff]")
SET = re.compile("标准|规定|核定|限额|上限|定额|不得")
OF_EACH = re.compile("每|均|单(?:[个笔批项次户套台人日月]|价)|同时|瞬时|一次")
NOT_ABOVE = re.compile("不得?(?:超过|高于|突破)|最[高多长大]|上限")
PRICE, STANDARD = re.compile("价|成本|费用|标准"), pattern("price_standard")
PAID = re.compile(rf"(?:{any_of('paid')})[^，。；\d]{{0,8}}?(?:价|成本|每)")
CLOSED_AT = re.compile("[^，。；\\d]{0,4}(?:成交|中标|签约|签订)")  # 最终以46万元成交
NO_THING = re.compile(
    f"{any_of('paid')}|本次|此次|最终|平均|单?价格?|成本|费用|每[\u4e00-\u9fff]{{1,3}}|[为是约均的以按]"
)
PER = re.compile("(?:每|/)([\u4e00-\u9fff]{1,3}?)(?=$|[\\d价为均约不成费控标])")
TIMES = ("工作日", "个工作日", "天", "日", "小时", "分钟", "个月", "月")  # a limit of time is for each
OF_MOST = re.compile("最[高多大长久](?!时)")
RULE = re.compile("^(?:规定|标准|限额|上限|要求|红线|限制)")
BACK, MOST = 12, 3.0  # figures before one of which one may be its limit, and times its limit that one is, at most
OF_LINE = re.compile("(?:分项)?(?:预算|核定|限额|控制数)(?:数|额|为)*$")
ALL_KEPT = re.compile(
    "(?:各|所有|全部)[^，。；]{0,6}(?:均|都)[^，。；]{0,4}(?:未超|没有?超|未突破|控制在|在)[^，。；]{0,8}预算"
)
TERM_OF = re.compile("^[该此其本]|[的数]|[以之]?内$|范围$")
TERM = 3  # characters of a term (控制价) that says which limit of another sentence is meant, at least
CLAUSE, CLAIM = 30, 44  # characters before a figure that name it, and behind it that say what it keeps
_clause = partial(clause_of, reach=CLAUSE)


def behind(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be within the next one, against it."""
    for page in pages:
        for one, limit in pairwise(page.counts):
            words = re.sub(r"^万?元", "", page.between(one, limit).removeprefix(one.unit).strip())
            said = one.comparator == "=" and WITHIN.search(words) and not DENIED.search(words)
            bound = BOUND.match(_behind(page, limit)) is not None
            kept = said and (LEVEL.search(words) or bound)
            kept = kept or (one.comparator == "=" and INSIDE.search(words) and LEVEL.search(words) and bound)
            if kept and alike(one, limit) and page.sentence(one.start) == page.sentence(limit.start):
                yield _limited(one, limit)


def before(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be within a limit which is not printed again, against the last one before them that the
    words may mean (nothing is said where a farther one is as large), or else against the one behind them; and things in
    use against the quota directly before them."""
    for page in pages:
        for place, one in enumerate(page.counts):
            limits = _limits(page, place) if one.comparator == "=" and one.unit != "分" else []
            near = limits and one.value <= MOST * limits[0].value and limits[0].comparator not in (">=", ">")
            if near and (limits[0].value >= one.value or max(each.value for each in limits) < one.value):
                yield _limited(one, limits[0])
            yield from (_limited(each, one) for each in _measured_before(page, place))


def named(pages: list[Page]) -> Iterator[Finding]:
    """Lines of money against the budget of the same name in their paragraph, which says that all were kept."""
    for page in pages:
        money = [each for each in page.counts if each.unit == MONEY and each.comparator == "="]
        for limit in (each for each in money if OF_LINE.search(each.name)):
            start, end = page.text.rfind("\n", 0, limit.start), page.text.find("\n", limit.end)
            near = [each for each in money if start < each.start < (end if end > 0 else len(page.text))]
            name = OF_LINE.sub("", limit.name.rpartition("其中")[2])
            lines = [each for each in near if len(name) > 2 and each.name.rpartition("其中")[2].startswith(name)]
            spent = [each for each in lines if each is not limit and not LIMIT.search(each.name)]
            if len(spent) == 1 and ALL_KEPT.search(page.text[max(0, start) : end]):
                yield _limited(spent[0], limit)


def _limits(page: Page, place: int) -> list[Count]:
    """The limits before a figure that is said to be within one, or that is in use; else none."""
    one = page.counts[place]
    said = KEPT.match(_behind(page, one))
    if said and not ASIDE.search(said[0][: said.start("of")]) and not _is_limit(page, one):
        before = (
            each for each in _before(page, place, said["of"]) if one.unit != RATE or each.comparator in ("<=", "<")
        )
        limits = (each for each in before if _is_meant(page, each, one, said["of"]))
        return [each for each in limits if not _is_of_another(page, each, one, said[0])]
    last = page.counts[place - 1] if place else one
    quota = one.unit != MONEY and _is_quota(page, last, one)
    return [last] if quota or _is_price(page, last, one) or _is_spent(page, last, one) else []


def _measured_before(page: Page, place: int) -> list[Count]:
    """The figure directly before a limit, in its sentence, that is said behind both to keep it."""
    limit, one = page.counts[place], page.counts[place - 1] if place else page.counts[place]
    said = KEPT.match(_behind(page, limit))
    if not said or ASIDE.search(said[0][: said.start("of")]) or not _is_limit(page, limit):
        return []
    together = alike(one, limit) and one.comparator == "=" and page.sentence(one.start) == page.sentence(limit.start)
    words = _clause(page, one) + EDGE.split(_behind(page, one))[0]
    measured = MEASURED.search(words) and not OTHER.search(words) and not _is_limit(page, one)
    called = _noun(said["of"])
    named = LIMIT.search(said["of"]) or (len(called) < 2 or shares(called, _clause(page, limit)))
    same = not _is_changed(page, one, limit) and one.value <= MOST * limit.value and limit.unit != RATE
    return [one] if together and measured and named and same and not _is_per(page, limit, one) else []


def _is_of_another(page: Page, limit: Count, one: Count, claim: str) -> bool:
    """Whether a claim begins with what it is of, and neither a limit nor a figure is of that (事故起数没有突破红线)."""
    told = SUBJECT.search(claim)
    noun = _noun(told["of"]) if told else ""
    known = one.unit in noun or shares(noun, _clause(page, limit) + _clause(page, one))
    return len(noun) > 1 and not known


def _is_quota(page: Page, quota: Count, one: Count) -> bool:
    """Whether a figure is the quota of what is there; persons in posts are of `posts`."""
    told = QUOTA.search(quota.name) and IN_USE.search(one.name) and alike(quota, one)
    persons = quota.unit in PERSONS and not OF_PERSONS.search(quota.name)
    together = page.sentence(quota.start) == page.sentence(one.start)
    return bool(told) and together and not persons and not OTHER.search(quota.name + page.between(quota, one))


def _is_spent(page: Page, limit: Count, one: Count) -> bool:
    """Whether a figure is what was spent of the limit of money directly before it, with nothing told of more
    (培训费限额16.00，支出15.28；)."""
    words = re.sub("^[万亿]?元", "", page.between(limit, one).removeprefix(limit.unit))
    behind = re.split("[。；;\n]", page.text[one.end : one.end + CLAUSE])[0]
    spent, clause = SPENT_NEXT.fullmatch(words), _clause(page, limit)
    told = OF_MONEY.search(clause) and spent and one.value <= MOST * limit.value
    told = told and ((SET.search(clause) and _is_for_same(clause, spent)) or not OF_EACH.search(page.head(limit)))
    return bool(told) and limit.unit == one.unit in ("", MONEY) and not MORE.search(behind) and not OTHER.search(behind)


def _is_for_same(limit: str, spent: re.Match) -> bool:
    """Whether a limit is for each of what the money spent is told for each of (人均, 每人)."""
    own = {each.strip("均每") for each in FOR_EACH.findall(limit)}
    return own == {(spent["each"] or "").strip("均每")}


def _is_price(page: Page, standard: Count, one: Count) -> bool:
    """Whether a figure is the price that was paid for one of what the standard directly before it is of."""
    words, limit = _clause(page, one), _clause(page, standard)
    priced = (
        PRICE.search(limit)
        and STANDARD.search(limit)
        and not pattern("aimed").search(limit)
        and (PAID.search(words) or (words.endswith(("以", "按")) and CLOSED_AT.match(_behind(page, one))))
    )
    units = [{*PER.findall(each)} for each in (limit + standard.unit, words + one.unit)]
    thing = NO_THING.sub("", words)  # a good of its own has its own standard
    same = (not all(units) or units[0] == units[1]) and (len(thing) < 2 or thing in limit)
    together = standard.unit == one.unit and page.sentence(standard.start) == page.sentence(one.start)
    return bool(priced) and same and together and not OTHER.search(words)


def _behind(page: Page, one: Count) -> str:
    return re.sub("^[万亿]?元", "", page.text[one.end : one.end + CLAIM].removeprefix(one.unit))


def _before(page: Page, place: int, called: str) -> Iterator[Count]:
    """The figures before one, the nearest first, that are limits in its unit, or by the name that the claim calls."""
    one = page.counts[place]
    for each in reversed(page.counts[max(0, place - BACK) : place]):
        same = alike(each, one) or {each.unit, one.unit} <= {*PERSONS}
        limit = _is_limit(page, each) or _is_listed(page, each, one) or _is_called(page, each, one, called)
        if same and limit and not _is_changed(page, each, one) and not _is_of_each(page, place, each):
            yield each


def _is_limit(page: Page, each: Count) -> bool:
    """Whether the clause of a figure says that it is one, and not that there is so much."""
    words, bound = _clause(page, each), each.comparator in ("<=", "<") or BOUND.match(_behind(page, each)[:2])
    measured = MEASURED.search(SET_AT.sub("", words)) and not LIMIT.search(words[-4:])
    return bool(bound or LIMIT.search(words)) and not measured


def _is_called(page: Page, each: Count, one: Count, called: str) -> bool:
    """Whether a claim calls its limit by a word of the clause of one figure, and of no other's (没有突破处理量)."""
    words, term = _clause(page, each), TERM_OF.sub("", called)
    return len(term) >= TERM and term in words and term not in _clause(page, one) and not OTHER.search(words)


def _is_listed(page: Page, each: Count, one: Count) -> bool:
    """Whether a figure is of the same thing by name, in a list which begins with the word for a limit."""
    head = page.text[[0, *page.borders][page.sentence(each.start)] : each.start]
    noun = _noun(_clause(page, each))
    return len(noun) > 1 and noun == _noun(_clause(page, one)) and LIMIT.search(head) is not None


def _noun(words: str) -> str:
    return PLAIN.sub("", re.sub("^.*(?:其中|分为)", "", words))


def _is_changed(page: Page, limit: Count, one: Count) -> bool:
    """Whether the words between a limit and a figure tell of more."""
    return MORE.search(NOT_MORE.sub("", page.text[limit.start : one.start])) is not None


def _is_of_each(page: Page, place: int, limit: Count) -> bool:
    """Whether a limit is for each and a figure is not, or the reverse; one that names nothing directly behind it is of
    the same."""
    one = page.counts[place]
    nameless = page.counts[place - 1] is limit and len(_noun(_clause(page, one))) < 2
    return _is_per(page, limit, one) and not nameless


def _is_per(page: Page, limit: Count, one: Count) -> bool:
    """Whether a limit is for each (每校不超过3名) and a figure is not, or the reverse; the most of all is within
    either."""
    told = [_clause(page, each).replace("平均", "" if limit.unit in TIMES else "平均") for each in (limit, one)]
    of_each = [OF_EACH.search(each) is not None for each in told]
    return of_each[0] != of_each[1] and not OF_MOST.search(_clause(page, one))


def _is_meant(page: Page, limit: Count, one: Count, called: str) -> bool:
    """Whether a figure before one is its limit: called so, the last in its unit in its sentence, or of one thing."""
    named, thing, other = (_noun(words) for words in (RULE.sub("", called), _clause(page, one), _clause(page, limit)))
    if len(named) > 1:
        return shares(named, _clause(page, limit))
    if page.sentence(limit.start) != page.sentence(one.start):
        last = [each for each in page.counts if each.start < one.start and alike(each, one)][-1:]
        if last == [limit] and RULE.search(called) and NOT_ABOVE.search(_clause(page, limit)):
            return True
        term = TERM_OF.sub("", called)
        return (len(thing) > 1 and other.endswith(thing)) or (len(term) >= TERM and term in _clause(page, limit))
    between = (each for each in page.counts if limit.start < each.start < one.start)
    return not any(alike(each, one) for each in between) or len(thing) < 2 or shares(thing, other)


def _limited(one: Count, limit: Count) -> Finding:
    what = f"{one.name}: said to be within {limit.value:.12g} {limit.unit}"
    return limited(what, limit, one, one.value <= limit.value)
