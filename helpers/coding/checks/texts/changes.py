"""What the words around figures say of a difference: that the budget changed, that money was carried over or given
back, that a part is none, or that a rate is of something else."""

import re

from helpers.coding.checks.findings import Finding, as_printed, judged, slipped, unless_proven
from helpers.coding.checks.words import pattern

CARRIED = re.compile(
    r"(?:(?:上年|年初|以前年度|历年)[^，。；\d]{0,10}(?:结转|结余|资金)|结转[^，。；\d]{0,4}上年)[^，。；\d]{0,8}\d"
)
INCLUDED = re.compile("[（(，,](?:其中)?(?:含|包括|包含)[^，。；（）()]*[)），,]?")
OF_LAST = re.compile(r"[较比与](?:20\d\d年度?|上年|去年)[^，。；\d]{0,8}$")
GIVEN_BACK = re.compile(r"(?:收回|上缴|缴回|交回|缴库)[^，。；\d]{0,6}\d")
CHANGED = re.compile("(?<![未无])(?<!没有)(?<!未[作再予])(?:追加|调增|调减|核增|核减|压减|增补)")
UNCOUNTED = re.compile(r"(?:加上|连同|算上|计入)[^，。；\d]{1,10}[，,。；]")  # 加上利息，余额
BESIDES = re.compile("除(?:此|上述|以上)(?:之外|以外|外)")  # 除此以外没有: a list is all
ADDED = re.compile(r"(?:追加|调增|核增|增补|调剂|调入|结转|结余|转来|另行)[^，。；\d]{0,8}\d")
OTHER_MONEY = re.compile(r"(?:结转|结余|转来|转入|另行|另有)[^，。；\d]{0,16}\d")
MORE = {"initial_budget": ADDED, "adjusted_budget": OTHER_MONEY}
MORE_BECAUSE = re.compile(
    "^万?元?[，,][^，。；\\d]{0,6}(?:增加|超出|超支|增长)[^，。；\\d]{0,4}(?:原因|主要|部分|系|因|由)"
)
PART_OF = re.compile(r"([\u4e00-\u9fff]{2,10})部分[^，。；\d]{0,8}[，,][^，。；\d]*$")  # 财政拨款部分当年用完，执行率
COMMON = re.compile(  # words that any rate of money may have
    "部门|单位|整体|总体|综合|自评|绩效|资金|预算|经费|财政|拨款|项目|支出|支付|执行|使用|拨付|进度|完成|比例|截至|截止|"
    "全年|当年|实际|累计|收入|调整|到位|控制|三公|公用|结转|结余|决算|分别|[年月日度底末初的为到是至个我市县区省镇乡局委本占率总均“”0-9%]"
)
END = re.compile("[。；;\n]")
LISTED = 3  # parts of a list that a slip in its total is no coincidence of
CLAUSE, BEHIND = 24, 60  # characters before a figure that name it, and behind it to the end of its sentence, at most


def unless_changed(finding: Finding, text: str) -> Finding:
    """The finding, scope where the words around its figures explain a difference that no two swapped digits do."""
    if _is_swapped(finding) or not any(explains(finding, text) for explains in EXPLAINED_BY.get(finding.kind, ())):
        return finding
    if finding.kind == "limit":
        return finding._replace(verdict="scope" if finding.verdict == "exceeds" else finding.verdict)
    return unless_proven(judged(finding))


def _is_swapped(finding: Finding) -> bool:
    """Whether what a rate, an account or a list of three parts or more is held against is printed but for two digits
    in each other's place."""
    stated = finding.stated
    if finding.kind == "sum" and len(finding.figures) > LISTED and stated.value > 0:
        return slipped(stated.value, finding.recomputed, swaps_only=True)
    if finding.kind not in ("rate", "identity") or not stated.half_digit or stated.value <= 0:
        return False
    return (meant := as_printed(finding)) > 0 and slipped(stated.value, meant, swaps_only=True)


def _has_changed(finding: Finding, text: str) -> bool:
    """Whether the words between the figures of a rate, but for one of growth, or an account tell of changes of the
    budget."""
    told = finding.way in ("growth", "change", "its terms", "all its terms")
    return not told and CHANGED.search(_between(finding, text)) is not None


def _has_uncounted(finding: Finding, text: str) -> bool:
    """Whether the words between the figures of an account add something and do not say how much."""
    return UNCOUNTED.search(_between(finding, text)) is not None


def _is_carried(finding: Finding, text: str) -> bool:
    """Whether the words of an account without money carried in tell of such."""
    between = INCLUDED.sub("", _between(finding, text))
    without = finding.stages and "carryover_in" not in finding.stages
    return bool(without) and CARRIED.search(between) is not None


def _goes_on(finding: Finding, text: str) -> bool:
    """Whether the words of an account, to the end of its sentence, tell of money given back, which its figures do not
    have."""
    end = int(max(each.end for each in finding.figures))
    told = _between(finding, text), _behind(text, end) if end > 0 else ""
    return min(each.start for each in finding.figures) >= 0 and any(map(GIVEN_BACK.search, told))


def _has_more(finding: Finding, text: str) -> bool:
    """Whether the words between a budget and what was spent tell of money that was added, or those behind say why it
    is more."""
    more = [MORE[stage] for stage in finding.stages if stage in MORE]
    between, behind = _between(finding, text), _behind(text, int(max(each.end for each in finding.figures)))
    return any(words.search(between) or MORE_BECAUSE.search(behind) for words in more)


def _is_outside(finding: Finding, text: str) -> bool:
    """Whether the words behind a part of a sum, to the end of its sentence, say that it is none (不在补助资金之列), or
    those before its total that this is of another year."""
    if OF_LAST.search(_before(text, int(finding.stated.start))):
        return True
    ends = [int(figure.end) for figure in finding.figures[1:] if figure.end > 0]
    return any(pattern("outside").search(BESIDES.sub("", _behind(text, end))) for end in ends)


def _is_of_another(finding: Finding, text: str) -> bool:
    """Whether the words of a rate of money, or those before it of a part, name something that its amounts do not (直达
    of 直达资金支付率)."""
    rate, *used = (int(figure.start) for figure in finding.figures)
    if rate < 0 or min(used, default=-1) < 0 or not finding.stages:
        return False
    before = _before(text, rate)
    named = COMMON.sub("", re.split(r"[，,。；;：:\n（）()、\d]", before)[-1])
    part = PART_OF.search(before)
    told = [*([named] if len(named) > 1 else []), *([part[1]] if part else [])]
    return any(each not in "".join(_before(text, place) for place in used) for each in told)


def _between(finding: Finding, text: str) -> str:
    starts = [int(figure.start) for figure in finding.figures]
    return text[max(0, min(starts)) : max(0, max(starts))]


def _before(text: str, place: int) -> str:
    return text[max(0, place - CLAUSE) : max(0, place)]


def _behind(text: str, end: int) -> str:
    return END.split(text[end : end + BEHIND])[0]


EXPLAINED_BY = {
    "rate": (_has_changed, _is_of_another),
    "identity": (_has_changed, _has_uncounted, _is_carried, _goes_on),
    "sum": (_is_outside,),
    "limit": (_has_more,),
}
