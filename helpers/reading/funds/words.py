"""What the words before an amount of money say of it: its stage, its purse, its category, and what it is for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.reading.funds.found import BUDGETED
from helpers.reading.funds.names import HAN, OWN_LEVEL, TWO_HAN, is_general, is_place, is_purse, says_no_use, told_giver
from helpers.reading.funds.verbs import Verb, by_form
from helpers.reading.funds.verbs import before as verb_before
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, keys, pattern, without, words

LAST_HAN = re.compile(f"{HAN}$")
COLON = re.compile(r"[：:](?:(?<!\d[：:])|(?!\d))")  # none in 1:0.4
COLON_OR_BRACKET = re.compile("[：:（(]")
CLAUSE_END = re.compile("[，。；,;】]")
BUDGETS = re.compile(f"(?:{any_of(words('budgets_of_state'))})(?:预算)?")  # named after a budget, they tell no stage
BARE = re.compile(
    r"(?:(?P<income>^\s*(?:20\d\d年度?|全年|本年|当年|年度|我[局院校馆中心]+|本部门|部门|[省市州县区旗镇乡]?本级|各项|总)*收入(?:总?计|合计|共计)?)|(?P<initial_budget>预算|^\s*年初(?=[为是共]?[：:\s]*$))(?:总?[数额]|金额)?的?|(?P<executed>决算|执行|使用|实际发生)(?:数|金额|资金|额)?|(?P<carryover_out>^\s*[尚仍还净]?[余剩]))[为是共约了]?[：:\s]*$"
)
ARRANGED = re.compile(  # 年初预算安排项目支出, 年初下达部门预算
    rf"(?:预算|年初)安排(?:{HAN}{{0,4}})支出[为是共]?\s*$|年初(?:下达|批复|批准){HAN}{{0,8}}预算[数额]?[为是共]?\s*$"
    r"|(?:年初|部门)预算(?:基本|项目)支出[为是共]?\s*$|年初(?!结[转余])[^，。；\d]{0,10}列支[为是共]?\s*$"
)
INSIDE_BASIC = re.compile("基本支出[里中内]的?(?=.)")
BY_INSTALMENTS = re.compile(  # 县级补助分两批下达，3月下达50万元，8月下达40万元
    r"\s*(?:其中)?([^，。；：\d]{2,12}?)(?:[于在从][\d一二三四五六七八九十月日、和及底初中旬年]*)?"
    r"分[^，。；]{0,2}[两二三四五六七八九十\d][批次期笔]"
)
BEFORE_BARE = ("initial_budget", "adjusted_budget", "executed")  # behind 结转 a bare 决算数 is what was left
SUM = re.compile(
    r"合计|拢共|拢总|通共|归总|共计|总计|小计|总共|一共|总投入|加起来|相加|总和|合起来|加在一起|算下来|[费金款项笔]共$|^\s*(?:共|累计|全部|计)\s*$"
)
PRIOR = re.compile(
    any_of(words("prior_years"), then="(?!度?(?:末|财政)?(?:结转|结余|滚下来|滚存|剩下|剩余|余下|留下))")
)
EXPENSE = re.compile(f"{HAN}{{1,8}}(?<!经)费用?$")
NO_SOURCES = re.compile("(?<=[及和与])其他支出|配套(?=软件|设备|设施|用房|道路|管网|服务)")  # of uses: 宣传和其他支出
INSIDE = r"[^，。；：\d]{0,6}(?:支出|拨款|资金|经费)[里中内](?:主要)?(?:用于|的?(?=人员|公用|基本|项目))"  # 支出里人员
PAPER = re.compile(r"[（(][^（()）]*[〔［\[][^（()）]*号?[)）][为共计]*$")  # 省级下达资金（某财行〔2022〕15号）
BY_YEAR = r"(?:20\d\d年度?)?"
OPENING = re.compile(
    rf"\s*(?:{BY_YEAR}[^，。；：\d]{{0,8}}{BY_YEAR}(?:获得?|收到?|下达|下拨){BY_YEAR}(?={OWN_LEVEL}))?(?:{INSIDE}|[（(]\d+[)）]|[①-⑳]|\d+[.．、]|[一二三四五六七八九十]是|[其当]中|这里面|里面|主要[有是为]?|争取到?|资金来源[为是于]?|来源于|来自|源于|出自|包括|包含|含|由|分别[是为]?|用于|以及|[、和及与（()）\s：:])*"
)
FURTHER = re.compile(rf"(?:另[外行]?|还)(?:支付|列支|开支|支出)了?(?={HAN}{{2,12}}(?:费用?|金|款)$)")  # 另支付监理费
STAGES = [word for entries in words("fund_stages").values() for word in entries]
CLOSING = re.compile(rf"(?:{any_of([*STAGES, '预算', '决算', '执行', '使用', *words('before_amount')])}|[\s：:“”\"])+$")
WHOLE_AFTER = re.compile(rf"(?:{any_of(words('whole_after'))})+")
WHOLE_BEFORE = tuple(words("whole_before"))

SHARER = rf"(?:{OWN_LEVEL}|[市县区][（(][市县区旗、]{{1,3}}[)）])"  # 县（区）
SPENT_BY = re.compile(
    rf"(?:转移支付|补助|下达|下拨|分配|拨付)(?:给|至|到)?{SHARER}[ \t]*$"
    rf"|{SHARER}(?:支出|使用|执行)(?:数|金额)?[为是]?[ \t]*$"
)
YEAR = re.compile(r"^\s*(?:20\d\d年度?|全年|当年|本年度?)")

UNDONE = re.compile("不到位|未|待|尚|需|将|拟")
SHARED = re.compile(  # 培训补贴占46.5%，计
    r"(?:^|[，。；：、;:\n])([^，。；：、\d]{2,20})占[^，。；\d]{0,8}\d[\d.]*[%％]"
    r"[，,]?[ \t]*(?:共?计|[即为合共])[ \t]*$"
)
TOPIC = re.compile(
    rf"(?:^|[：:；;。\n])[ \t]*(?:其中)?(?:{layout.NUMERAL}是|{layout.LISTED})"
    r"[ \t]*([^，。；：:\d]{2,14})，[^，。；：:\d]*$"
)
OPENED_BY = re.compile(
    rf"(?:{layout.SIGNS})?[ \t　“]*"
    rf"(?:{any_of(w for c in words('subject_categories') for w in words('fund_categories')[c])})"
)
GRANTOR = re.compile(
    rf"(?:^|[由，。；])(?:各级|{OWN_LEVEL})财政(?:部门|局|厅|所)?[^，。；]{{0,16}}(?:拨付|下拨)"
)  # to the unit
BARE_AMOUNT = re.compile(r"[\s为是计共约达]*")  # 工资支出占大头，为50万元
JOINS = re.compile("(?:以及|[和与及]|属于)$|^.*等$")  # 购书、布展等项目支出
TAKEN_OUT = re.compile(r"收入(?=[^，。；\d]{0,6}中)")  # 从事业收入中拿出
DATED = re.compile(r"(?<=[里级局厅府])(?:\d{1,2}月(?:\d{1,2}日|份|[初中底末])?|实际)$")  # 县里3月, 县本级实际
MASKED = re.compile("20[xX×*＊]{2}年度?")  # a year that a collection of texts leaves out
BLANKS = re.compile(r"(?<=\d)[ \t]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ \t]+(?=\d|$)")  # 2023 年收入


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


@lru_cache(maxsize=4096)  # reports say much in the same words
def said(clause: str, single: bool) -> Said:
    """What `clause` says; in a report on one project (`single`) 项目支出 is what that project spends."""
    shown = BUDGETS.sub(_hidden, clause)
    found = list(pattern("fund_stages").finditer(TAKEN_OUT.sub("＿＿", shown) if "收入" in shown else shown))
    stage, word = _stage(shown, found)
    named = name(clause)
    stage = stage or by_form(clause)
    verb = Verb() if stage else verb_before(clause)
    source = _first_in(
        "fund_sources", NO_SOURCES.sub("", clause) if "其他支出" in clause or "配套" in clause else clause
    )
    return Said(
        stage or (verb.stage if verb.done else ""), source, first_category(INSIDE_BASIC.sub("", clause), single),
        weak=word in words("part_stages"),
        named=bool(verb.stage == "executed" and not is_general(verb.subject)) or _is_named(clause, found)
        or bool(stage and not found and is_place(named)),
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
        if not m[0].startswith("项目") or _is_whole(JOINS.sub("", text[: m.start()]))
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
    named = without(FURTHER, DATED.sub("", CLOSING.sub("", PAPER.sub("", without(OPENING, clause)))))
    return named if "（" in named or "(" in named else named.rstrip("）)")


def is_expense(told: Said) -> bool:
    """Whether an amount with a stage of its own is named as one kind of expense, as 会议费 or 印刷费用."""
    return told.topic or bool(told.stage) and not told.category and EXPENSE.match(told.name) is not None


def goes_on(left: str, said: Said) -> bool:
    """Whether the words between two amounts name no more than another use of money: ，宣传费; ；二是人工费."""
    alone = len(CLAUSE_END.findall(left)) == 1 and CLAUSE_END.match(left.lstrip()) is not None
    return alone and not said.stage and (said.name.endswith(tuple(words("line_endings"))) or is_place(said.name))


def is_one_level(clause: str, named: str) -> bool:
    """Whether the source of an amount with this name is a level of government alone, as 省级财政, and not 财政拨款."""
    level = _appropriations().search(clause) is not None or is_purse(named)
    return level and not any(word in clause for word in words("itself_appropriation"))


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
    arranged = told and told[-1] in ("executed", "allocated") and ARRANGED.search(shown)
    return ("adjusted_budget" if adjusted else "initial_budget" if arranged else told[-1] if told else ""), word


def unbudgeted(text: str) -> str:
    """The text, as long as before, without the names of budgets of the state."""
    return BUDGETS.sub(_hidden, text)


def of_state(named: str) -> str:
    """The source of money that is named after a budget of the state, as 政府性基金预算; empty for any other name."""
    source = _first_in("fund_sources", named)
    return source if source in ("general_public", "government_fund") else ""


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


def spoken(left: str, single: bool) -> tuple[str, Said]:
    """The words that are an amount's own and what they say; where they say nothing, the clause before tells its stage,
    as in 分两次到账，金额为180万元."""
    left = BLANKS.sub("", left) if " " in left else left
    left = MASKED.sub("", left) if "20" in left else left
    clause = CLAUSE_END.split(left)[-1]
    behind = COLON.split(clause)[-1]
    clause = behind if behind.strip() else clause
    clause = shared[1] if "占" in left and (shared := SHARED.search(left)) else clause
    own = said(clause, single)
    if own.stage in BUDGETED and is_general(own.name) and (topic := TOPIC.search(left)):
        category = own.category or _subject(left)
        return clause, own._replace(named=True, topic=True, name=topic[1], category=category)
    if own.granted and GRANTOR.search(left):
        return clause, own._replace(stage="allocated", granted=False)
    if own.stage in BUDGETED and is_general(own.name) and not own.category and OPENED_BY.match(left):
        return clause, own._replace(category=_subject(left))
    if own.stage or own.source or own.verb.stage == "carryover_out" or not says_no_use(own.name):
        return clause, own
    clauses = CLAUSE_END.split(left)
    told = next((found for each in reversed(clauses) if (found := _told(each))), [""])
    called = first_category(clauses[-2], single) if len(clauses) > 1 and BARE_AMOUNT.fullmatch(clause) else ""
    return left, own._replace(stage=told[-1], category=own.category or _subject(left) or called)


def by_instalments(sentence: str) -> tuple[str, str]:
    """Name and source of the purse that a sentence says gave in several instalments; empty for all the money."""
    found = BY_INSTALMENTS.match(sentence)
    source = told_giver(found[1], _first_in("fund_sources", found[1])) if found else ""
    return (found[1], source) if source else ("", "")


def _told(clause: str) -> list[str]:
    if UNDONE.search(clause):
        return []
    if told := stages(clause):
        return told
    verb = verb_before(clause)
    return [verb.stage] if verb.done else []


def _subject(left: str) -> str:
    """The one category that the clauses before an amount name as their topic: 三公经费压得紧，全年5万元."""
    named = categories(left)
    return named[0] if len(named) == 1 and named[0] in words("subject_categories") else ""
