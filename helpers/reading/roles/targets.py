"""The words that call a number a target: before it, behind it, or around it in a comparison."""

import re

from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

EVENLY = "(?:分别|依次|也|均|都|同样)?"
CHANGE = rf"(?:(?:{any_of(words('change_words'))})[到至为]?)?"  # 目标下降15%
PER = "(?:每[\u4e00-\u9fff]{1,5}?)*"
LINK = rf"(?:设定|设置|确定|定)?{EVENLY}(?:为|是|在|达到|达)?[ \t]*[:：]?[ \t]*[“\"]?[ \t]*{CHANGE}{PER}"
LINKED = rf"(?:设定|设置|确定|的)?{EVENLY}(?:为|是|达到|[:：])[ \t]*[“\"]?[ \t]*"
LIMITS = {sign: any_of(entries) for sign, entries in words("limits_named").items()}
LIMIT = "|".join(LIMITS.values())
PASSED = any_of(words("judging_verbs"))
ADVERB = any_of(words("judging_adverbs"))
AGAINST = rf"(?:(?:{ADVERB})*(?:{PASSED})了?|[与和同跟比较])"
WHEN_SET = rf"(?:{any_of(words('target_set_when'))})*"
SET_VERBS = rf"(?:所)?(?:{any_of(words('target_set'))})(?:下)?"
HAN = "\u4e00-\u9fff"
PLANNED = "(?:计划|目标|任务|预期|预计|预定)[数值量]?"
SET_ALONE = re.compile(rf"{AGAINST}{WHEN_SET}{SET_VERBS}的[ \t]*$")  # before a number: 高于年初定的90%
SET_BEFORE = re.compile(
    rf"[年上省市县区州](?:(?<=年)初[{HAN}]{{0,4}}?"
    rf"|(?:(?<=上)级|(?<=[省市县区州])(?:里|级|政府|[{HAN}]?[厅局委])){WHEN_SET})"
    rf"(?:{any_of(words('target_set'))})(?![的为是])"
)  # 年初确定新建公厕18座
SET_AT_FIRST = (
    rf"[^，。；\d]{{0,6}}(?:{any_of([*words('target_set'), '设想', '计划', '打算', '期望', '希望', '预计'])})"
    r"(?:下)?(?:的)?(?:目标)?(?:是|为|在|到)*[ \t]*"
)
STANDARD = rf"标准(?<=[率度数量值]标准){LINKED}"  # but 救助标准为
NOUNS_BEFORE = any_of(words("target_words") + words("target_nouns"), then=LINK)
LIMIT_WORDS = [word for entries in words("limits_named").values() for word in entries]
BEFORE_NUMBER = re.compile(  # each way begins with a letter, so that a search can skip
    rf"(?:{NOUNS_BEFORE}|{STANDARD}|{any_of(words('target_words_linked'), then=LINKED)}"
    rf"|{any_of(words('set_at_first'), then=SET_AT_FIRST)}"
    rf"|{any_of(('为', '占', '达到', '相当于'), then='(?:年初|年度|原|全年)*(?:预计|预期|要求|任务|目标|计划)')}"
    rf"|{any_of(LIMIT_WORDS, then=f'(?:值|数|额|标准)?{LINK}')}|要求(?<=[率度数量值]要求))$"
)
AS_PLANNED = re.compile(rf"(?:{any_of(words('set_at_first'), then=SET_AT_FIRST)}|{AGAINST}{WHEN_SET}{PLANNED}的)$")
BARE = re.compile(  # no name: 优于98%的目标, 与年初100%的目标持平, 超额5%完成8000户的任务
    rf"(?:{AGAINST}|{ADVERB}|相当于|是|为|的|\d[\d.]*[%％倍])(?:{AGAINST}|{ADVERB}|{SET_VERBS}|{any_of(words('target_set_when'))}"
    rf"|相当于|是|为|的|\d[\d.]*[%％倍])*"
)
OF_TARGET = re.compile(  # no name: 省里要求, 年度控制
    rf"(?:{any_of([*words('target_modifiers'), *words('target_set_when'), *words('target_set'), '要求'])}"
    rf"|{any_of([*words('set_at_first'), '的', '也', '是'])})+"
)
MODIFIERS = rf"(?:{any_of(words('target_modifiers'))})*"
NOUNS = rf"(?:目标|任务|要求|指标|预期|计划|{any_of(words('target_nouns'))}|{LIMIT})+(?:值|数)?"
REACHED = rf"(?:{ADVERB})*(?:得以|得到)?(?:实现|达到|达成|完成)(?![率值数量比度情])"
ENDS = rf"(?=[，。；、（(”\"]|{any_of(words('target_nouns_before'))}|{REACHED}|$)"
NAMED_AFTER = re.compile(rf"[”\"]?(?:的|等?[两三四五六七八九十]+[项个]){MODIFIERS}{NOUNS}{ENDS}")  # 85%以上三项目标
COMPLETED_OF = re.compile(  # 完成年初360万页计划的102.2%
    rf"(?:的)?{MODIFIERS}(?:计划|任务|目标|指标)[数值量]?的[ \t]*\d[\d.,]*[ \t]*[%％]"
)
OWNED = f"(?:{any_of(words('target_set_when'))})"
JUDGED = re.compile(rf"(?:(?P<alone>完成)|{PASSED})了?(?P<owned>{OWNED}*)的?[ \t]*[“\"]?$")
NORM_AFTER = re.compile(rf"[”\"]?的{MODIFIERS}(?:{any_of(words('norms'))})+{ENDS}")
SIGNS = any_of(sum(words("comparators").values(), []))
JUDGED_NEXT = re.compile(  # the next number judges the one before: ，达到国家“不低于50%”的要求
    rf"[，,（(](?:{ADVERB})*(?:{PASSED})了?{OWNED}*(?:{SET_VERBS}的)?[ \t]*[“\"]?[ \t]*"
    rf"(?:{SIGNS})?[ \t]*\d[\d.,]*[^，。；\d]{{0,5}}?[”\"]?的{MODIFIERS}{NOUNS}"
)
NOUN_BEHIND = re.compile(rf"{MODIFIERS}(?:目标|任务|计划|指标)[数值量]?{ENDS}")
MAY_NAME = frozenset("的标务划")  # letters of which one stands in any of these
LIMIT_BEFORE = re.compile(rf"(?:(?P<least>{LIMITS['>=']})|{LIMITS['<=']})(?:值|数|额|标准)?{LINK}$")
LIMIT_AFTER = re.compile(
    rf"[”\"]?的{MODIFIERS}(?:(?P<least>{LIMITS['>=']})|{LIMITS['<=']})"
    rf"|[（(](?:目标|指标|要求)?(?:为|是|系|按)?(?:(?P<floor>{any_of(words('comparators')['>='])}|下限)"
    rf"|{any_of(words('comparators')['<='])}|上限)[)）]"  # 目标95%（不低于）
)
AS_LIMIT = re.compile(r"以(?<![可得予足难加给所]以)(?:不[高低超][过于出])?[ \t]*$")  # 以0.2%为限, 以90%为底线
LIMIT_OF = re.compile(
    rf"为(?:年度|绩效|控制|考核|工作)*(?:(?P<least>{LIMITS['>=']})|(?P<most>限|{LIMITS['<=']})|目标|任务)(?!的)"
)
REACH = 16
AS_GOALS = re.compile(
    r"^[^，。；]{0,6}按照?(?:年初|年度|申报|设定|下达|批复|绩效|的|总体)*(?:目标|任务|指标)(?:要求)?[，,]"
)
BOUND = re.compile("以上|以内|以下|不(?:少|低|高|超|大|小|多)[于过]|[≥≤]|要求|应")
CAME_ABOUT = re.compile("实际|完成(?!率)|实现|已|累计|共|结果")
FEWEST_BOUNDS = 3  # of a list of goals without a colon
BEFORE_TARGET = ("（", "(", "，", ",")
ITS_TARGET = re.compile(  # right behind a number
    rf"[（(，,](?:年初|当初|原先|原来|原|我们){{0,2}}(?:{any_of(words('target_words'))}|设定|确定|定|要求|预计)"
    rf"(?:的)?(?:为|是|值|[:：]|{any_of(words('change_words'))}|\d|[≥≤<>])"
)
ITS_ACTUAL = re.compile(rf"[（(，,][ \t]*(?:{any_of(words('actual_words'))})(?:为|是|[:：])?[ \t]*\d")
CHANGED_SO = (
    rf"(?:20\d\d年|全年)?实际(?:[同环]比|[较比][上去往]年(?:同期)?)?(?:{any_of(words('change_words'))})了?[ \t]*"
)
ITS_CHANGE, IS_CHANGE = re.compile(rf"[（(，,][ \t]*{CHANGED_SO}\d"), re.compile(rf"[（(，,][ \t]*{CHANGED_SO}")


def lists_bounds(left: str, right: str) -> bool:
    """Whether the words of a sentence before a number say that goals follow without a colon, and all of it tells hardly
    more than bounds: 按年初目标，…不少于9次；…"""
    if "按" not in left or not AS_GOALS.search(left):
        return False
    told = left + right
    return len(BOUND.findall(told)) >= FEWEST_BOUNDS and not CAME_ABOUT.search(told)


def is_norm(text: str, q: Quantity) -> bool:
    """Whether a number is what another is judged by: behind a verb of judging, and with a norm or, without 的, a target
    behind it: 超过85%的标准, 完成年度60场任务."""
    if MAY_NAME.isdisjoint(text[q.stop : q.stop + REACH]):
        return False
    norm, noun = NORM_AFTER.match(text, q.stop), NOUN_BEHIND.match(text, q.stop)
    if not (norm or noun):
        return False
    places = {q.begin, q.start}  # 超过 is a sign before a number too, 不低于 in quotation marks is not
    judged = [found for place in places if (found := JUDGED.search(text, max(0, place - REACH), place))]
    return any(norm or found["owned"] or not found["alone"] for found in judged)


def set_as(text: str, q: Quantity) -> re.Match | None:
    """What words around a number set it as, 以0.2%为限; None where they set nothing."""
    return LIMIT_OF.match(text, q.stop) if AS_LIMIT.search(text, max(0, q.begin - REACH), q.begin) else None


def target_next(text: str, q: Quantity) -> bool:
    """Whether a target of its own stands right behind a number."""
    if text[q.stop : q.stop + 1] not in BEFORE_TARGET:
        return False
    return ITS_TARGET.match(text, q.stop) is not None or JUDGED_NEXT.match(text, q.stop) is not None


def in_brackets(text: str, q: Quantity) -> str:
    """`target` or `actual` where one of them stands in brackets right behind a number, 新建公厕12座（实际13座）, or
    what came of a change behind it: 下降5%，实际下降8%."""
    if text[q.stop : q.stop + 1] not in ("（", "("):
        return "actual" if ITS_CHANGE.match(text, q.stop) else ""
    return "target" if ITS_TARGET.match(text, q.stop) else "actual" if ITS_ACTUAL.match(text, q.stop) else ""


def change_answered(text: str, q: Quantity, left: str) -> bool:
    """Whether a change has another behind it that came of it, or is that: 同比下降5%以上，实际下降8.3%."""
    return ITS_CHANGE.match(text, q.stop) is not None or IS_CHANGE.fullmatch(left) is not None


def call(text: str) -> re.Pattern:
    """The pattern that finds at the end of a text what calls the number behind it a target: a plan that it is compared
    with behind 的, as in 高于年初计划的, else a word for targets."""
    return AS_PLANNED if text.endswith("的") else BEFORE_NUMBER


def limit_named(text: str, q: Quantity) -> str:
    """The sign that a word for a limit beside a number stands for, as <= for 上限; empty without one."""
    if limit := set_as(text, q):
        return ">=" if limit["least"] else "<=" if limit["most"] else ""
    found = LIMIT_BEFORE.search(text, max(0, q.begin - REACH), q.begin) or LIMIT_AFTER.match(text, q.stop)
    return "" if not found else ">=" if found["least"] or found.groupdict().get("floor") else "<="
