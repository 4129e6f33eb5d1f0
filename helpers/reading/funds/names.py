"""What a name says of money: whose purse it is, who gave it, that it is of no purpose, an instalment or a place."""

import re
from functools import lru_cache

from helpers.reading.vocabulary import any_of, words

HAN = "[\u4e00-\u9fff]"
TWO_HAN = re.compile(f"{HAN}{{2}}")
LEVEL = f"(?:{any_of(words('levels'))})"
OWN_LEVEL = rf"{LEVEL}(?:[、和及与]?{LEVEL})*(?:本级|里|[两三四]?级)?"
PURSE = re.compile(
    rf"(?:^|^我(?!{LEVEL}$)|[由从]|(?:本|该)项目)(?:{OWN_LEVEL}(?:{any_of(words('purse_words'))})*"
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
PLACES = re.compile(r"^(?:全|各|有关|相关|我|本|该)|(?:乡镇|市县|县市|县区|区县|镇街|街镇|镇村|村镇)(?:支出|资金)?$")
COUNTIES = re.compile("[（(][省市州县区旗、，]{1,5}[)）]")  # 各县（市、区）
GIVER = f"(?:{any_of([*words('levels'), '上面', '上头', '公家'])})"
GIVERS = rf"{GIVER}(?:[、和及与]?{GIVER})*(?:本级|[里上]|[两三四]?级)?"
GIVES = f"(?:{any_of([*words('giving_verbs'), *words('grant_endings'), '配套', '经费', '款'])})"
OWN = f"(?:{any_of(words('own_givers'))})"
OWN_GIVES = f"(?:{any_of([*words('giving_verbs'), *words('own_gifts')])})"
AFTER = f"(?:{any_of(words('verb_complements'))}|的|部分|资金|款|[是为共计约])*"
ADVERBS = rf"另|各|再|其中|还有|由|靠|从|剩下|其余|余下|向|\d+月|年初|今年|当年|{HAN}{{1,2}}月"
BEFORE = rf"(?:[^，。；]*?(?:[是为]|来自|源自|[：:]))?(?:{ADVERBS})*"
STATE = re.compile(
    rf"(?:{BEFORE}|[^，。；]*?(?={GIVER}(?:[里级]|财政))){GIVERS}(?:{HAN}{{0,14}}{GIVES}{AFTER}|财政{HAN}{{0,8}}|[里上]{HAN}{{0,4}})\Z"
)
OTHERS = re.compile(rf"{BEFORE}{HAN}{{0,6}}{OWN}{HAN}{{0,10}}?{OWN_GIVES}{AFTER}\Z")


def purse(named: str, source: str = "") -> str:
    """The source of a part with this name: one level of government, or money that is no government's."""
    if source not in ("", "other"):
        return source
    if is_purse(named) or TREASURY.search(named):
        return "fiscal_appropriation"
    return "other" if OWN_MONEY.search(named) else source


def told_giver(named: str, source: str = "") -> str:
    """The source of money that was planned or came in, which is named by who gave it."""
    return purse(named, source) or _giver(COUNTIES.sub("", named))


def _giver(named: str) -> str:
    """The source that a name tells by who gives: of a government, of others; empty where nobody is said to give."""
    if OTHERS.match(named) and not STATE.match(named):
        return "other"
    return "fiscal_appropriation" if STATE.match(named) else ""


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


def is_place(named: str) -> bool:
    """Whether a name is that of one place, and not of all of a region or of a kind of places: 沙湾镇, not 全县."""
    return PLACE.search(named) is not None and PLACES.search(named) is None


def says_no_use(named: str) -> bool:
    """Whether a name says of no purpose, or counts instalments alone: 第一批."""
    return is_general(INSTALMENT.sub("", named))
