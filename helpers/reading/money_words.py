"""What the words before an amount of money say of it: its stage, its purse, its category, and what it is for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.reading.money_givers import giver
from helpers.reading.money_verbs import Verb, by_form
from helpers.reading.money_verbs import before as verb_before
from helpers.reading.vocabulary import any_of, keys, pattern, without, words

HAN = "[\u4e00-\u9fff]"
TWO_HAN, LAST_HAN = re.compile(f"{HAN}{{2}}"), re.compile(f"{HAN}$")
COLON = re.compile(r"[：:](?:(?<!\d[：:])|(?!\d))")  # none in 1:0.4
COLON_OR_BRACKET = re.compile("[：:（(]")
CLAUSE_END = re.compile("[，。；,;】]")
BUDGETS = re.compile(f"(?:{any_of(words('budgets_of_state'))})(?:预算)?")  # named after a budget, they tell no stage
BARE = re.compile(
    r"(?:(?P<income>^\s*(?:20\d\d年度?|全年|本年|当年|年度|我[局院校馆中心]+|本部门|部门|各项|总)*收入(?:总?计|合计|共计)?)|(?P<initial_budget>预算|^\s*年初(?=[为是共]?[：:\s]*$))(?:总?[数额]|金额)?|(?P<executed>决算|执行|使用)(?:数|金额|资金)?|(?P<carryover_out>^\s*[尚仍还净]?[余剩]))[为是共约了]?[：:\s]*$"
)
BEFORE_BARE = ("initial_budget", "adjusted_budget", "executed")  # behind 结转 a bare 决算数 is what was left
SUM = re.compile(
    r"合计|拢共|拢总|通共|归总|共计|总计|小计|总共|一共|总投入|加起来|相加|总和|合起来|加在一起|算下来|[费金款项笔]共$|^\s*(?:共|累计|全部|计)\s*$"
)
PRIOR = re.compile(any_of(words("prior_years"), then="(?!度?(?:末|财政)?(?:结转|结余))"))
LEVEL = f"(?:{any_of(words('levels'))})"
OWN_LEVEL = rf"{LEVEL}(?:[、和及与]?{LEVEL})*(?:本级|里|[两三四]?级)?"
PURSE = re.compile(
    rf"(?:^|[由从]|(?:本|该)项目)(?:{OWN_LEVEL}(?:{any_of(words('purse_words'))})*"
    rf"|(?:{any_of(words('granting_levels'))}){HAN}{{0,12}}(?:{any_of(words('grant_endings'))}))$"
)
OWN_MONEY = re.compile(rf"(?:{any_of(words('own_money'))}|其他(?<![及和与、]其他))(?:资金|收入|款项?|部分)?$")
TREASURY = re.compile(
    r"^(?:[^，。；]*(?<!中央)预算内(?:拨款|资金|安排))$|^(?:各级)?财政(?:性|专项|补助|扶持)*(?:资金|投入|安排|出资|部分)$"
)
EXPENSE = re.compile(f"{HAN}{{1,8}}(?<!经)费用?$")
JOINED_OTHERS = re.compile("(?<=[及和与])其他支出")  # of uses: 宣传和其他支出
QUOTES = re.compile('[“”‘’"]')
OPENING = re.compile(
    r"\s*(?:[（(]\d+[)）]|[①-⑳]|\d+[.．、]|[一二三四五六七八九十]是|[其当]中|这里面|里面|主要[有是为]?|争取到?|资金来源[为是于]?|来源于|来自|源于|出自|包括|包含|含|由|分别|用于|以及|[、和及与（(\s：:])*"
)
STAGES = [word for entries in words("fund_stages").values() for word in entries]
CLOSING = re.compile(rf"(?:{any_of([*STAGES, '预算', '决算', '执行', '使用', *words('before_amount')])}|[\s：:“”\"])+$")
WHOLE_AFTER = re.compile(rf"(?:{any_of(words('whole_after'))})+")
WHOLE_BEFORE = tuple(words("whole_before"))
GENERAL = re.compile(
    rf"{any_of([*words('whole_before'), *words('whole_after'), *words('whole_alone')])}|[\d年月日本该此\s]"
)
INSTALMENT = re.compile(
    rf"第[一二三四五六\d]+(?:批|次|期|笔|季度)|{HAN}{{0,6}}[〔\[]\d{{4}}[〕\]]\d*号?|提前(?:批|下达)|\d月(?:份|\d+日)?|[首末尾次]批"
    r"|[上下]半年|(?:工程|合同|设备|货)?(?:首付|首期|[二三]期|末期|预付|进度|尾|质保|定)[款金]|首付|质量保证金|[一二三四1-4]季度|20\d\d(?:年度?)?(?:\d{1,2}月)?(?:发行|到位|安排|下达)?"
)

SHARER = rf"(?:{OWN_LEVEL}|[市县区][（(][市县区旗、]{{1,3}}[)）])"  # 县（区）
SPENT_BY = re.compile(
    rf"(?:转移支付|补助|下达|下拨|分配|拨付)(?:给|至|到)?{SHARER}[ \t]*$"
    rf"|{SHARER}(?:支出|使用|执行)(?:数|金额)?[为是]?[ \t]*$"
)
YEAR = re.compile(r"^\s*(?:20\d\d年度?|全年|当年|本年度?)")
PLACE = re.compile(rf"(?:{any_of(words('endings_of_places'))}|(?<![社小园景林库灾病])区)(?:支出|资金)?$")


class Said(NamedTuple):
    """What a clause says of the amount that ends it; empty where it does not say."""

    stage: str = ""
    source: str = ""
    category: str = ""
    weak: bool = False  # among parts its stage is that of their whole, as 支出 in 培训支出
    named: bool = False  # a purpose stands beside the word for the stage
    granted: bool = False  # 拨付 alone: what was received, where the same sentence tells what was spent
    total: bool = False  # it is called a sum
    topic: bool = False  # its use is the topic of the sentence: 二是培训，预算20万元
    share: bool = False  # it is what one level spends or gets, as 市县支出, and not what it gives
    verb: Verb = Verb()  # where no word of the vocabulary tells a stage
    name: str = ""  # what is left without the words for stages and amounts: a use or a purse


def said(clause: str, single: bool) -> Said:
    """What `clause` says; in a report on one project (`single`) 项目支出 is what that project spends."""
    shown = BUDGETS.sub(_hidden, clause)
    found = list(pattern("fund_stages").finditer(shown))
    stage, word = _stage(shown, found)
    named = name(clause)
    stage = stage or by_form(clause)
    verb = Verb() if stage else verb_before(clause)
    source = _first_in("fund_sources", JOINED_OTHERS.sub("", clause) if "其他支出" in clause else clause)
    return Said(
        stage or (verb.stage if verb.done else ""), source, first_category(clause, single),
        weak=word in words("part_stages"),
        named=bool(verb.stage == "executed" and not is_general(verb.subject)) or _is_named(clause, found),
        granted=word in ("拨付", "下拨"), total=SUM.search(clause) is not None,
        share=SPENT_BY.search(clause) is not None, name=named, verb=verb,
    )  # fmt: skip


def first_category(text: str, single: bool = False) -> str:
    """The first category, in the order of the vocabulary, of which a word stands in the text."""
    if not pattern("fund_categories").search(text):
        return ""
    found = (
        m
        for m in pattern("fund_categories").finditer(text)
        if not m[0].startswith("项目") or _is_whole(text[: m.start()])
    )
    present = {keys("fund_categories")[m[0]] for m in found} - ({"project"} if single else set())
    return min(present, key=list(words("fund_categories")).index, default="")


def categories(text: str) -> list[str]:
    """The categories that a text names, in order of place."""
    return list(dict.fromkeys(keys("fund_categories")[m[0]] for m in pattern("fund_categories").finditer(text)))


def stages(text: str) -> list[str]:
    """The stages that a text names, in order of place."""
    found = pattern("fund_stages").findall(BUDGETS.sub(_hidden, text))
    return list(dict.fromkeys(keys("fund_stages")[word] for word in found))


def name(clause: str) -> str:
    """The words of a clause that name a part: without what opens a list and what leads to an amount."""
    named = CLOSING.sub("", without(OPENING, clause))
    return named if "（" in named or "(" in named else named.rstrip("）)")


def purse(named: str, source: str = "") -> str:
    """The source of a part with this name: one level of government, or money that is no government's."""
    if source not in ("", "other"):
        return source
    if is_purse(named) or TREASURY.search(named):
        return "fiscal_appropriation"
    return "other" if OWN_MONEY.search(named) else source


def told_giver(named: str, source: str = "") -> str:
    """The source of money that was planned or came in, which is named by who gave it."""
    return purse(named, source) or giver(named)


@lru_cache(maxsize=512)  # the same few purses are named in all reports, and asked for at each of their amounts
def is_purse(named: str) -> bool:
    """Whether a name is one level of government's, alone or with a word for its money: 省级, 市县两级财政."""
    named = named if named.isalnum() else QUOTES.sub("", named)
    return PURSE.search(named) is not None


def is_general(named: str) -> bool:
    """Whether a name says of no purpose: 本项目资金, 总额, 2022年."""
    return TWO_HAN.search(GENERAL.sub("", named)) is None


def is_instalment(named: str) -> bool:
    """Whether a name says of a batch, a month or a year, and of nothing else."""
    return INSTALMENT.search(named) is not None and says_no_use(named)


def is_share(named: str) -> bool:
    """Whether a name says whose share of the money it is, a place's or an instalment's, and not what it is for."""
    return is_instalment(named) or PLACE.search(named) is not None


def says_no_use(named: str) -> bool:
    """Whether a name says of no purpose, or counts instalments alone: 第一批."""
    return is_general(INSTALMENT.sub("", named))


def is_expense(told: Said) -> bool:
    """Whether an amount with a stage of its own is named as one kind of expense, as 会议费 or 印刷费用."""
    return told.topic or bool(told.stage) and not told.category and EXPENSE.match(told.name) is not None


def goes_on(left: str, said: Said) -> bool:
    """Whether the words between two amounts name no more than another use of money: ，宣传费; ；二是人工费."""
    alone = len(CLAUSE_END.findall(left)) == 1 and CLAUSE_END.match(left.lstrip()) is not None
    return alone and not said.stage and said.name.endswith(tuple(words("line_endings")))


def is_one_level(clause: str) -> bool:
    """Whether the source of an amount is named by a level of government alone, as 省级财政, and not as 财政拨款."""
    found = _appropriations().findall(clause)
    return bool(found) and not any(word in words("itself_appropriation") for word in found)


def is_prior(clause: str) -> bool:
    """Whether a clause tells of an earlier year, but not of what was left over from it."""
    return PRIOR.search(clause) is not None


@cache
def _appropriations() -> re.Pattern:
    return re.compile(any_of(words("fund_sources")["fiscal_appropriation"]))


def _stage(shown: str, found: list[re.Match]) -> tuple[str, str]:
    """The stage that a clause names last, with its word; a bare 预算 or 决算 before an amount is one too."""
    told = [keys("fund_stages")[match[0]] for match in found]
    bare = BARE.search(shown)
    if bare and (not found or (found[-1].end() <= bare.start() and told[-1] in BEFORE_BARE)):
        told, word = [*told, bare.lastgroup], bare[bare.lastgroup]
    else:
        word = found[-1][0] if found else ""
    adjusted = told[-2:] == ["adjusted_budget", "initial_budget"]  # 调整后项目预算
    return ("adjusted_budget" if adjusted else told[-1] if told else ""), word


def _hidden(match: re.Match) -> str:
    return "＿" * len(match[0])


def _first_in(section: str, text: str) -> str:
    present = {keys(section)[word] for word in pattern(section).findall(text)}
    return min(present, key=list(words(section)).index) if present else ""


def _is_named(clause: str, found: list[re.Match]) -> bool:
    """Whether a purpose stands before or behind the word for the stage, as in 培训支出 and 发放低保金."""
    if not found:
        return False
    purpose = without(WHOLE_AFTER, COLON_OR_BRACKET.split(clause[found[-1].end() :])[0])
    return bool(TWO_HAN.match(purpose)) or not _is_whole(clause[: found[-1].start()])


def _is_whole(before: str) -> bool:
    """Whether the words before one for a stage say nothing of a purpose, as 全年 before 支出."""
    said = YEAR.sub("", before.rstrip('“”" \t'))
    general = said.endswith(WHOLE_BEFORE) or said in words("whole_alone")
    return general or LAST_HAN.search(said) is None
