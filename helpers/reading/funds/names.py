"""What a name says of money: whose purse it is, that it is of no purpose, an instalment or a place; and the name
itself."""

import re
from functools import lru_cache

from helpers.reading.vocabulary import any_of, without, words

HAN = "[\u4e00-\u9fff]"
TWO_HAN = re.compile(f"{HAN}{{2}}")
LEVEL = f"(?:{any_of(words('levels'))})"
OWN_LEVEL = rf"{LEVEL}(?:[、和及与]?{LEVEL})*(?:本级|里|[两三四]?级)?"
PURSE = re.compile(
    rf"(?:^|^我(?!{LEVEL}$)|[由从将把]|(?:本|该)项目)(?:{OWN_LEVEL}(?:{any_of(words('purse_words'))})*"
    rf"|(?:{any_of(words('granting_levels'))}){HAN}{{0,12}}(?:{any_of(words('grant_endings'))}))$"
)
OWN_MONEY = re.compile(rf"(?:{any_of(words('own_money'))}|其他(?<![及和与、]其他))(?:资金|收入|款项?|部分)?$")
TREASURY = re.compile(
    r"^(?:[^，。；]*(?<!中央)预算内(?:拨款|资金|安排))$|^(?:各级)?财政(?:性|专项|补助|扶持)*(?:资金|投入|安排|出资|部分)+$"
)
QUOTES = re.compile('[“”‘’"]')
GENERAL = re.compile(
    rf"{any_of([*words('whole_before'), *words('whole_after'), *words('whole_alone')])}|[\d年月日本该此\s]"
)
INSTALMENT = re.compile(
    rf"(?:追加)?第[一二三四五六\d]+(?:批|次|期|笔|季度)|{HAN}{{0,6}}[〔\[]\d{{4}}[〕\]]\d*号?|提前(?:批|下达)|\d月(?:份|\d+日)?|[首末尾次二三四五六]批"
    r"|[上下]半年|(?:工程|合同|设备|货)?(?:首付|首期|[二三]期|末期|预付|进度|尾|质保|定)[款金]|首付|质量保证金|[一二三四1-4]季度|20\d\d(?:年度?)?(?:\d{1,2}月)?(?:发行|到位|安排|下达)?"
)
PLACE = re.compile(rf"(?:{any_of(words('endings_of_places'))}|(?<![社小园景林库灾病])区)(?:支出|资金)?$")
OPENING = re.compile(
    rf"\s*(?:[（(]\d+[)）]|[①-⑳]|\d+[.．、]|[一二三四五六七八九十]是|[其当]中|里面|主要[有是为]?|包括|包含|含|由|"
    rf"分别[是为]?|用于|以及|(?:分配|拨付|下拨)[给到至]?|[、和及与（()）\s：:]|{OWN_LEVEL}(?=安排))*"
)
STAGES = [word for entries in words("fund_stages").values() for word in entries]
CLOSING = re.compile(rf"(?:{any_of([*STAGES, '预算', '决算', '执行', '使用', *words('before_amount')])}|[\s：:“”\"])+$")


def purse(named: str, source: str = "") -> str:
    """The source of a part with this name: one level of government, or money that is no government's."""
    if source not in ("", "other"):
        return source
    if is_purse(named) or TREASURY.search(named):
        return "fiscal_appropriation"
    return "other" if OWN_MONEY.search(named) else source


@lru_cache(maxsize=512)  # the same few purses are named in all reports, and asked for at each of their amounts
def is_purse(named: str) -> bool:
    """Whether a name is one level of government's, alone or with a word for its money: 省级, 市县两级财政."""
    named = named if named.isalnum() else QUOTES.sub("", named)
    return PURSE.search(named) is not None


@lru_cache(maxsize=4096)
def is_general(named: str) -> bool:
    """Whether a name says of no purpose: 本项目资金, 总额, 2022年."""
    return TWO_HAN.search(GENERAL.sub("", named)) is None


@lru_cache(maxsize=4096)
def is_instalment(named: str) -> bool:
    """Whether a name says of a batch, a month or a year, and of nothing else."""
    return INSTALMENT.search(named) is not None and says_no_use(named)


def is_share(named: str) -> bool:
    """Whether a name says whose share of the money it is, a place's or an instalment's, and not what it is for."""
    return is_instalment(named) or PLACE.search(named) is not None


def says_no_use(named: str) -> bool:
    """Whether a name says of no purpose, or counts instalments alone: 第一批."""
    return is_general(INSTALMENT.sub("", named))


def called(clause: str) -> str:
    """The words of a clause that name a part: without what opens a list and what leads to an amount."""
    return CLOSING.sub("", without(OPENING, clause)).rstrip("）)")
