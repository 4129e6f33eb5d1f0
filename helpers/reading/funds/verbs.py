"""What happens to an amount by its verb, told apart by the letter the verb is built on and what completes it: 花掉,
拨来, 打到卡上, 变成, 没用完."""

import re
from typing import NamedTuple

from helpers.reading.vocabulary import any_of, words

BECOMES = "[至到为成]"
GROWN = "|(?<=[子额算标模])[就便也]?成[了为]"  # 盘子就成了
STEMS = {
    stage: f"(?:{any_of(entries)}){BECOMES}{GROWN}" if stage == "adjusted_budget" else f"(?:{any_of(entries)})"
    for stage, entries in words("money_verbs").items()
}
NOT_VERBS = any_of(words("money_verbs_not"))
DONE = f"(?:{any_of(words('verb_complements'))})"
SPACE = r"[ \t]*"
FUND = f"(?:{any_of(words('fund_objects'))})"
OWNER = "(?:本|该|此|我|其|这)?"
OBJECT = rf"(?:{OWNER}(?:项目|专项|财政|补助|工作|项|笔)*(?:的)?{FUND}+)?"
REACH = 16  # letters of a clause in which its last verb stands
TO = "[\u4e00-\u9fff]{1,8}"
THIS = rf"(?:本|该|此)(?:项目|专项|工程|项|笔)*{FUND}?"
COUNTED = (
    r"(?:共|计|合计|一共|总共|总计|累计|大约|约|近|仅|只|达|为|是|的有?|数|额|总额|金额|总数|人民币|￥|¥|[：:]|\s)*"
)
ANY = "|".join(f"(?P<{stage}>{stems})" for stage, stems in STEMS.items())
BEFORE = re.compile(
    rf"(?<![少多超欠应待未没需])(?:{ANY})(?:(?P<done>{DONE}+)(?:{OBJECT}|(?<=[付发打批拨核分]给|发到){TO}|(?<=[拨划汇]到)[我本单项专]{TO})|{THIS})?{COUNTED}\Z"
)
NO_VERB = re.compile(rf"(?:{NOT_VERBS}){DONE}*{OBJECT}{COUNTED}\Z")
KEPT_FOR_LATER = (
    r"(?:留|转|滚|移|放|存|挪)[存待入到至在作给了下]*(?:下|次|翌|来|今|明|20\d\d)[一]?年?"
    r"|[未没](?:有)?(?:动|花|用|付|支)(?:完|掉|出去)?(?:[，。；]|$)|存[在于]|结转|的?(?:结余|剩余|余额|余款)(?:[，。；]|$)"
)
CAME = (
    r"(?:到|进|来|入|拨来|拨入|抵达|汇入|汇到|打入|打到|打进|划入|划到|注入|转入|拨到|拨进|下达|落实)"
    r"(?:了|的|账|位|手|库|户|专户|[^，。；\d]{0,8}?(?:账|户|卡|库|院|校|馆|局|村|镇|县|手)里?上?)?(?:[，。；]|$)"
)
WHEN = (
    r"(?:[于在是]|也|又|都|均|全部?|全数|已经?|还|才|这个|当|上|下|\d{1,2}|[一二三四五六七八九十底初中末年月日旬份])*"
)
BEHIND = re.compile(rf"{SPACE}(?:(?P<carryover_out>{WHEN}(?:{KEPT_FOR_LATER}))|(?P<allocated>{WHEN}{CAME}))")
LEVEL = f"(?:{any_of([*words('levels'), '上级'])})"
GOT = re.compile(
    rf"(?:获得|得到|争取到|申请到|领到|取得|(?<![荣所查])获|(?<![查征回])收(?={LEVEL}))了?(?:20\d\d年度?)?"
    r"[^，。；\d]{0,20}(?:资金|经费|补助|拨款|专款|补贴)(?:[（(][^（()）]{1,8}[)）])?(?:共计?|合计)?$"
)
GAVE = re.compile(r"从[^，。；]{2,20}中(?:拿|挤|划|掏)出了?$")
APPROVED = re.compile(r"(?:批复|批准|核定|批给)了?[^，。；\d]{2,20}(?:资金|经费|补助|专款)(?:人民币|共计?|合计)?$")


GIVEN = re.compile(
    rf"(?:财政|政府|{LEVEL}[里上]?)(?:给|拨|配|补)(?:我[\u4e00-\u9fff]{{1,2}})?的{FUND}(?:共|一共)?[是有为]?$"
)
SPENT_ON = re.compile(r"(?<!打算)(?<!计划)[用花][在到](?!位)[^，。；\d]{1,14}(?:上|方面|里)的?(?:钱|资金)?[是有]?$")
SHARED_OUT = re.compile(  # 分配白桦县
    rf"(?:分配|分解|切块|分拨)(?:下达|给|至|到)*[\u4e00-\u9fff]{{1,6}}?(?:{any_of(words('endings_of_places'))}|区|本级)$"
)


class Verb(NamedTuple):
    """The stage that a verb gives an amount, the words before it, and whether a complement shows that it is one, as 了
    in 付了; empty without one."""

    stage: str = ""
    subject: str = ""
    done: bool = False


def before(clause: str) -> Verb:
    """What the verb right before an amount says of it, as in 设备款付了 and 花掉: the last of a clause."""
    found = BEFORE.search(clause, max(0, len(clause) - REACH))
    if not found or NO_VERB.search(clause, max(0, len(clause) - REACH)):
        return Verb()
    stage = found.lastgroup if found.lastgroup in STEMS else next(each for each in STEMS if found[each])
    return Verb(stage, clause[: found.start()], bool(found["done"]) or stage == "adjusted_budget")


def behind(rest: str) -> str:
    """The stage by the verb that follows an amount, as in 全进了专户; empty without one."""
    found = BEHIND.match(rest)
    return (found.lastgroup or "") if found else ""


def by_form(clause: str) -> str:
    """The stage of a clause whose words for it stand apart, as 批复我校维修资金; empty for any other."""
    if GIVEN.search(clause) or GOT.search(clause) or GAVE.search(clause) or SHARED_OUT.search(clause):
        return "allocated"
    if SPENT_ON.search(clause):
        return "executed"
    return "initial_budget" if APPROVED.search(clause) else ""
