"""What a text says was to be reached: which figures are goals of its year, and the words that may tell of each."""

import re
from bisect import bisect_right
from functools import lru_cache

from helpers.coding.checks.counts import SENTENCE_END, Count, Page
from helpers.coding.checks.retold.repeats import core
from helpers.coding.checks.words import any_of, overlap, pattern

AIM = rf"(?:{any_of('aimed')})(?!生育|免疫|单列|外)"
AIMED = re.compile(AIM)
REACH = 24  # characters before a figure that name it
BOUND_BEFORE = re.compile(
    r"(?:[≥≤＞＜><=＝]=?|[大小]于(?:等于)?|不[低少高多大小][于过]|不[超低]过|至少|最多|控制在)\s*$"
)
SIGNS = re.compile(rf"{any_of('goal_verbs')}|^[是为]|^[\s（(]*\d+[）).．、]|[≥≤＞＜><=\s]+")
CALLED = re.compile(
    rf"^(?:年初|全年|年度|当年|原)?{AIM}[^，。；：\d]{{2,16}}$|{AIM}(?:值|数)?(?:[为是：][^，。；：\d]{{0,6}}|{any_of('goal_verbs')})?[≥≤＞＜><=\s]*$"
)
NAMED_BEFORE = re.compile(r"[^，。；;\d\n]{3,}[，,：:]$")
ASKED = re.compile(
    rf"(?:{any_of('opinion')})[度率]?[，,：:][^，。；;：:\d\n]{{2,6}}\d[\d,]*[^，。；;：:\d\n]{{1,2}}[，,]$"
)
HEADED = re.compile(rf"{AIM}(?:值|数)?[：:]\s*$")
REACHED = re.compile("达到|(?<![亩人户平年月日])均|都|普遍|保持|提高|降低|[在到至]$")
OPENS = re.compile(r"(?:^|[\n。；;：:])\s*(?:[^，。；;\d\n]{1,6}[，,：:、])?\s*$")
ENDS = re.compile(r"[^，。；;\d]{0,8}?(?:及?以[上内下]|之内)?(?:[，。；;\n]|$)")
BOUND_BEHIND = re.compile(r"[^\s，。；\d]{0,6}?(?:及?以[上内下]|之内)")
COMPARED = re.compile(  # 低于90%的目标 and 距97%的目标 tell of a result
    rf"(?<![不未占同环对])(?:(?:{any_of('beside')})(?![例重率对赛标期市声限大好])|少于|多于|距|为完成|晚于|早于|迟于|提前|符合|不足)[^，。；\d]{{0,10}}$|[的占]$|实际[^，。；\d]{{0,6}}$"
)
OF_THEM = re.compile(r"(?:目标|指标)(?:共|为|有)*$")  # 数量指标5项: how many goals there are
KINDS = re.compile("绩效|年初|年度|数量|质量|时效|成本|效益|满意|产出|社会|经济|生态|管理|总体|区域|级|共性|个性")
WITHIN_TIME = re.compile(r"\s*个?(?:工作)?(?:日|天|小时|分钟|月)(?:之|以)?内[^，。；\d]{1,16}(?:率|比例)")
RULE = re.compile("规定|按照|章程|办法|制度")  # what is the rule is no goal of the year
ADJUSTED = "调整"  # 追加经费后目标调整为14套 goes on with the same goal
LATER = pattern("later_years")
YEAR = re.compile(r"(20\d\d)年(?:度)?(?:工作|主要|重点)?(?:计划|打算|将|拟|力争|预期|安排)")
HEADING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+[部章节]|[（(]?[一二三四五六七八九十]+[）)、.．]|\d+[、.．])[^，。；\d\n]{2,24}",
    re.M,
)
CHAPTER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+[部章节]|[（(]?[一二三四五六七八九十]+[）)、.．])[^，。；\d\n]{2,24}$", re.M
)
NUMBERED = re.compile(CHAPTER.pattern + r"|^\s*\d{1,2}(?:[、.．]\s*|\s+)[^，。；：:\d\n]{2,12}$", re.M)
REACHED_TOO = re.compile("完成|实现|落实|达成|对照|结果|差距|问题")
LEAD, DEEDS = re.compile(r"[^，。；：:\d\n]{2,12}[：:]"), re.compile("成效|成果|成绩|做法|产出[和与及]效[果益]")
NO_GOALS = pattern("chapters_without_goals")
LIST_HEAD = re.compile(
    rf"(?:{any_of('aimed')}|任务)[^，。；\d\n]{{0,8}}(?:[：:]|[为是有][^，。；\d]{{0,16}}$)|指标[：:]"
    r"|(?:(?<![制规])定|[立订]|提)[了下出过][^，。；：:\n]{0,6}[几一二三四五六七八九十两\d]+(?:条|项|件事?|桩)[：:]"
)
RESULTS = re.compile(f"[，,；;。]\\s*(?:{any_of('result_opens')})|实际|完成情况|达到了|已|抽样|随机|问卷|回访|走访")
RESULT = re.compile(rf"\s*(?:[（(]?\d{{0,2}}[）).、]?)(?:{any_of('result_opens')})")
HEAD = re.compile(r"(?:(实际完成(?:情况)?|完成情况|完成结果|实际情况)|(?:目标|计划|任务|指标)值?为?)[：:]")
CELLS = 3  # marks between the cells of a row, at least
SENTENCES = 3  # sentences behind a goal that may tell of it, its own with them
ITEM = re.compile(
    r"\s*(?:[（(]?\d{1,2}[）).．、]|[①-⑳●]|[（(]?[一二三四五六七八九十]+[）)、.．]|第[一二三四五六七八九十]+)"
)


def is_goal(page: Page, each: Count, year: object = None) -> bool:
    """Whether the words around a figure say that it was to be reached in the year of the report."""
    clause, behind = clause_of(page, each), page.text[each.end : each.end + REACH]
    counted = OF_THEM.search(clause) and each.unit in ("项", "个", "条") and KINDS.search(clause)
    ruled = RULE.search(clause) and not AIMED.search(clause)
    if COMPARED.search(clause) or WITHIN_TIME.match(behind) or counted or ruled:
        return False
    said = is_aimed(page, each) or _is_listed(page, each) or is_under_goals(page.text, each.start)
    return said and not is_under_results(page.text, each.start) and not is_later(page.text, each.start, year)


def is_aimed(page: Page, each: Count) -> bool:
    """Whether the clause of a figure calls it a goal, or gives it as a bound of what is to be reached."""
    clause = clause_of(page, each)
    if re.search("实际|已", clause):
        return False
    bound = BOUND_BEFORE.search(clause) or BOUND_BEHIND.match(page.text, each.end)
    done = RESULT.match(clause) or _is_under_deeds(page.text, each.start)
    return AIMED.search(clause) is not None or is_headed(page, each) or (bound is not None and not done)


def is_headed(page: Page, each: Count) -> bool:
    """Whether a colon that follows the word for an aim, behind the thing in its sentence, opens the clause of a figure
    (盲样考核，目标：5家全部考核)."""
    start = each.start - len(clause := clause_of(page, each))
    words = page.text[max(0, start - REACH) : start]
    return (
        HEADED.search(words) is not None
        and NAMED_BEFORE.search(HEADED.sub("", words)) is not None
        and not ITEM.match(clause)
    )


def _is_listed(page: Page, each: Count) -> bool:
    """Whether a figure stands in a list of goals, behind a head that says so and no word of a result."""
    words = page.text[max(0, each.start - 400) : each.start]
    heads = [head.end() for head in LIST_HEAD.finditer(words)]
    return bool(heads) and not RESULTS.search(words[heads[-1] :])


def is_under_goals(text: str, place: int) -> bool:
    """Whether the chapter of a place is headed as one of goals, and not of their results."""
    chapter = [*_head(CHAPTER, text, place), *_head(NUMBERED, text, place)]
    return any(AIMED.search(head) and not (RESULTS.search(head) or REACHED_TOO.search(head)) for head in chapter)


def _is_under_deeds(text: str, place: int) -> bool:
    """Whether the chapter of a place, or the nearest head of its paragraph, is of deeds (三、主要成效), so that a
    bound there tells a result."""
    heads = _head(CHAPTER, text, place)
    heads += LEAD.findall(text, max(0, text.rfind("\n", 0, place)), place)[-1:]
    return any(DEEDS.search(head) and not AIMED.search(head) for head in heads)


def _head(heads: re.Pattern, text: str, place: int) -> list[str]:
    """The last head before a place, of which its line may be the begin; none where there is none."""
    line = text.rfind("\n", 0, place) + 1
    own = [head[0] for head in heads.finditer(text, line, place)]
    ends, known = _heads(heads, text)
    return (known[: bisect_right(ends, line)] + own)[-1:]


@lru_cache(8)
def _heads(heads: re.Pattern, text: str) -> tuple[list[int], list[str]]:
    """Where the heads of a text end, and their words."""
    found = [*heads.finditer(text)]
    return [head.end() for head in found], [head[0] for head in found]


def clause_of(page: Page, each: Count) -> str:
    """The words of its clause before a figure."""
    return re.split("[，,。；;：:\n]", page.text[max(0, each.start - REACH) : each.start])[-1]


def noun(each: Count) -> str:
    """What a goal is of, without the words that call it one and the kind of goal before dashes."""
    parts = (re.sub(SIGNS, "", part) for part in AIMED.split(re.sub("^.*(?:--|——)", "", each.name)))
    longest = max(parts, key=len)
    return core(longest) or longest


def is_nameless(page: Page, goal: Count) -> bool:
    """Whether the clause of a goal says of nothing that it is one, so that it is of what was told before."""
    return AIMED.search(clause_of(page, goal)) is not None and len(noun(goal._replace(name=clause_of(page, goal)))) < 3


def is_called(page: Page, each: Count) -> bool:
    """Whether its clause calls a figure a goal of a thing that is named in it or in the words before it."""
    start = each.start - len(clause_of(page, each))
    words = page.text[max(0, start - REACH) : start]
    before = NAMED_BEFORE.search(words) or (ASKED.search(words) and _is_all_asked(page, each))
    called = CALLED.search(clause_of(page, each)) is not None and bool(before or not is_nameless(page, each))
    return called or is_headed(page, each)


def _is_all_asked(page: Page, goal: Count) -> bool:
    """Whether the sentence of a goal tells of no more than how many were asked (满意度，发放问卷200份，目标≥90%)."""
    return sum(page.sentence(each.start) == page.sentence(goal.start) for each in page.counts) == 2


def is_item(page: Page, each: Count, before: bool = False) -> bool:
    """Whether a figure with the sign of a bound, `before` it or on either side, is all there is in the first clause of
    an item."""
    start = each.start - len(clause_of(page, each))
    opens = OPENS.search(page.text[max(0, start - REACH) : start]) is not None
    clause = clause_of(page, each)
    behind = not before and BOUND_BEHIND.match(page.text, each.end) and not REACHED.search(clause)
    return opens and bool(BOUND_BEFORE.search(clause) or behind) and ENDS.match(page.text, each.end) is not None


def stretch(page: Page, goal: Count) -> tuple[int, int]:
    """Where the words begin and end that may tell of a goal: up to the next goal or item, a few sentences at most."""
    end, text = goal.end, page.text
    for _ in range(SENTENCES):
        mark = SENTENCE_END.search(text, end)
        end = mark.end() if mark else len(text)
        over = mark is None or (mark[0][0] in "；;\n" or text[end : end + 1] == "\n") and not RESULT.match(text, end)
        if over or ITEM.match(text, end):
            break
    goals = (each for each in page.counts if goal.end <= each.start < end and _is_next(page, goal, each))
    following = next(goals, None)
    end = following.start - len(clause_of(page, following)) if following else end
    return goal.end, min(end, _row_end(text, goal.end))


def _row_end(text: str, place: int) -> int:
    """Where the row of a form around a place ends, whose cells are parted by |; the end of the text outside of one."""
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return end if end >= 0 and text.count("|", begin, end) >= CELLS else len(text)


def _is_next(page: Page, goal: Count, each: Count) -> bool:
    """Whether a figure behind a goal is the goal of another thing."""
    clause = clause_of(page, each)
    if not is_aimed(page, each) or ADJUSTED in clause or COMPARED.search(clause):
        return False
    return AIMED.search(clause) is not None or (len(noun(each)) > 2 and not overlap(noun(goal), noun(each)))


def is_under_results(text: str, place: float) -> bool:
    """Whether the nearest head before a place in its paragraph (完成情况：) is of results, not of targets."""
    if place < 0:
        return False
    heads = HEAD.findall(text[max(0, text.rfind("\n", 0, int(place)), int(place) - 200) : int(place)])
    return bool(heads) and bool(heads[-1])


def is_later(text: str, place: int, year: object) -> bool:
    """Whether the words before a target, in its paragraph, are of a later year or of several, or its chapter is of
    problems and plans."""
    paragraph = text[max(0, text.rfind("\n", 0, place), text.rfind("。", 0, place)) : place]
    words = paragraph.rpartition("：")[0][-60:] + re.split("[；;]", paragraph)[-1][-60:]
    named = YEAR.search(words)
    chapter = _head(HEADING, text, place)
    later = bool(named and f"{year}".isdigit() and int(named[1]) > int(year))
    return (
        LATER.search(words) is not None or later or any(NO_GOALS.search(head) or LATER.search(head) for head in chapter)
    )
