"""What an amount of money is: its stage, source and category, by its own words and what it inherits."""

import re
from decimal import Decimal
from typing import NamedTuple

from helpers.reading import layout, money_words
from helpers.reading.money_left import (
    as_spent,
    given_by,
    is_kept,
    is_put_in,
    is_taken_back,
    is_unspent,
    planned,
    purse_left,
    stage_behind,
)
from helpers.reading.money_wholes import MORE_PARTS, Whole, is_next
from helpers.reading.money_words import CLAUSE_END, Said
from helpers.reading.money_years import years_of
from helpers.reading.quantities import wan
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import pattern, words

UNPAID = re.compile(r"(?:为|系|属于|是)?[^，。；]{0,8}?(?:未|(?<!留)待|质保|质量保证)")
LATER = re.compile(
    r"[^，。；\d]{1,14}因[^，。；\d]{1,16}未能?(?:及时)?(?:支付|拨付|付款|结算)"
    r"|[^，。；\d]{0,6}?(?:留待|有待|待|将于|将在|尚未|暂未|仍未)[^，。；]{0,10}(?:支付|拨付|结算|付清|付款)"
)
USED = re.compile(r"[ \t]*(?:用于|用作|用来)")
AMOUNT = re.compile(r"\d[ \t]*[万亿千]?元")
PAIR = re.compile(r"[、，,][ \t]*(?:实际|已|全年|当年)*(?:决算|执行|支出|支付|使用|列支)[数额]?[为是]?[ \t]*\d")
FUND = re.compile("(?:项目|专项|财政|补助|工作|用于[^，。；]{2,20})(?:资金|经费)")
CARRIED = re.compile(r"[ \t]*结转[到至]?(?:下|次|翌|20)")
BUDGETED = ("initial_budget", "adjusted_budget")
PLANNED_STAGES = ("initial_budget", "adjusted_budget", "allocated")
ALL_YEAR = re.compile(r"(?:20\d\d年度?|全年|本年|当年|年度|共|实际|合计|累计|总)+")
LEFT_FROM = re.compile(
    r"(20\d\d)年度?[末底]?[^，。；\d]{0,8}?(?:结转|结余|剩余)(?:结余|结转|资金|经费|下来)*的?[^，。；\d]{0,4}$"
)
CHANGED = re.compile("\\s*[比较同与][^，。；]*(?:节约|节省|减少|增加|增长|下降|压减|少支出|多支出|少|多)$")
OF_BUDGET = re.compile(
    r"的(?P<initial_budget>(?:年初|年度|部门|批复|核定|原|总|项目)*预算)(?:数|额|总额|金额|资金|安排|规模|限额|控制数)?"
    r"(?:以内|之内|内|完成|[，。；、）)\n]|$)"
    r"|的(?P<adjusted_budget>(?:全年|调整后?的?|调整后年度)预算)(?:数|额|总额|金额)?(?:以内|之内|内|[，。；、）)\n]|$)"
)
PLANNED = re.compile(
    "(?:计划|规划|批复|批准|核定)(?:概算|估算)?总投资"
)  # money of the project, as 概算总投资 of many years is not
CLASS = re.compile("的(?!资金|经费|预算|补助)")  # 100万元以上的项目
BESIDE = re.compile("另[行外]?(?:安排)?[^，。；预]{0,6}配套[^，。；预]{0,6}$")
COMPARED = re.compile("[，,]?\\s*[比较]")
OWED = re.compile("拖欠|[应尚]未?[收付]|欠款")
FUND_NOUNS = tuple(words("fund_nouns"))
TRANSFER = re.compile(r"(?<![对给向]下)(?<![县区市乡镇])转移支付(?:资金|补助)?$")  # from above, as 均衡性转移支付
LEAST = Decimal("0.05")  # 万元
STATE = ("general_public", "fiscal_appropriation")


class Role(NamedTuple):
    """What an amount is; without a stage it is no money of the unit."""

    stage: str = ""
    source: str = ""
    category: str = ""
    part: bool = False


def is_foreign(page: layout.Layout, q: Quantity, clause: str, said: Said, whole: Whole) -> bool:
    """Whether an amount is a result, a limit or of another year; a part may be a loan or a donation."""
    if _budget_behind(page, q):
        return False
    if (
        CHANGED.match(clause)
        or (q.unit == "元" and 0 < wan(q) < LEAST)
        or (q.comparator == ">=" and CLASS.match(page.text, q.stop))
    ):
        return True
    if (
        said.stage == "adjusted_budget"
        and said.verb.stage
        and pattern("per_head").search(page.text, layout.sentence(page, q.start)[0], q.begin)
    ):
        return True  # 人均可支配收入增至14,830元
    if q.explicit or money_words.is_prior(clause):
        return True
    if said.stage in BUDGETED and "涉及" in clause:
        return False
    if is_taken_back(page, q, clause):
        return True
    if is_kept(page, q, clause):
        return False
    if not said.stage and pattern("neutral_money").search(clause) and not CARRIED.match(page.text, q.stop):
        return True
    if LATER.match(page.text, q.stop) or (said.stage == "carryover_out" and UNPAID.match(page.text, q.stop)):
        return True
    if pattern("budget_changes").search(clause) and said.stage != "adjusted_budget":
        return True
    if whole.parts and money_words.purse(said.name) == "other":
        return False
    told = said.stage or stage_behind(page, q)
    called = (whole.parts and whole.stage) or (told and said.name.endswith(FUND_NOUNS))
    owned = PLANNED.sub("", clause) if "总投资" in clause else clause
    spending = as_spent(page, q, owned, bool(whole.parts and whole.stage))
    one = not called and pattern("per_head").search(clause)
    return bool(
        one or pattern("not_spending").search(spending) or (not called and pattern("result_nouns").search(said.name))
    )


def role(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, single: bool) -> Role:
    """The role of an amount by the words `said` of it and by what it inherits; a part is no larger than its whole."""
    if is_kept(page, q, left):
        return Role("carryover_out", purse_left(left))
    if source := given_by(page, q, left):
        known = whole.stage or whole.told
        if known in PLANNED_STAGES:
            return Role(known, source, "", True)
    if said.stage == "executed" and is_unspent(left):
        return Role()
    if said.stage == "income" and said.weak and single and whole.stage in (*PLANNED_STAGES, "executed"):
        return Role(whole.stage, _source(said), "", whole.parts)
    inside = bool(whole.parts and whole.stage and (whole.amount is None or wan(q) <= whole.amount))
    paired = said.stage in BUDGETED and PAIR.match(page.text, q.stop)
    weak = inside and not paired and said.weak and _tells_a_part(said)
    stage = _stage_of_rest(page, q, left, whole) or ("" if weak else said.stage) or _told_behind(page, q, left)
    if stage and inside and (own := _inside(page, q, left, said, whole, stage)):
        return own
    if stage and not (inside and stage == whole.stage):
        source = _source(said)
        kept = "" if money_words.is_expense(said) else _compared(left, whole)
        return Role(stage, source, said.category or ("" if source else kept or _alone(page, q, single)))
    if inside:
        transfer = whole.stage in PLANNED_STAGES and not said.source and TRANSFER.search(left)
        said = said._replace(source="fiscal_appropriation") if transfer else said
        return _part(said, whole, bool(stage))
    told = _inherited(page, q, left, said, whole)
    verb = "" if OWED.search(left) else said.verb.stage
    return told if told.stage or said.source == "other" else Role(verb)


def _told_behind(page: layout.Layout, q: Quantity, left: str) -> str:
    """The stage that the words behind an amount give it, unless it only passes through, as what a sale brought."""
    clause = CLAUSE_END.split(left)[-1].rstrip()
    through = clause.endswith("收入") or pattern("neutral_money").search(clause)
    return "" if through and not CARRIED.match(page.text, q.stop) else stage_behind(page, q)


def _stage_of_rest(page: layout.Layout, q: Quantity, left: str, whole: Whole) -> str:
    """The stage of what was left over, by its year or by what became of it, of a budget that is told behind, or of what
    one level gave beside what came in."""
    if BESIDE.search(left) and (whole.stage or whole.told) == "allocated":
        return "allocated"
    if (year := LEFT_FROM.search(left)) and int(year[1]) < max(years_of(page), default=0):
        return "carryover_in"
    if is_put_in(page, q, left):
        return "initial_budget"
    return _budget_behind(page, q)


def _budget_behind(page: layout.Layout, q: Quantity) -> str:
    """The stage of the budget that an amount is said to be of behind it, as 的年初预算; empty without one."""
    found = OF_BUDGET.match(page.text, q.stop) if page.text.startswith("的", q.stop) else None
    return found.lastgroup if found else ""


def _inside(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, stage: str) -> Role | None:
    """The role of an amount among the parts of a total that tells a stage of its own; None where that alone decides."""
    general = money_words.is_general(said.name)
    if stage == "carryover_in" != whole.stage:
        return Role(stage, _source(said), said.category, True)
    if (stage != whole.stage or whole.divided) and _is_of_a_part(page, q, said, whole):
        return Role(stage, "", "other", True)
    if whole.divided and said.named and not general and not said.source:
        return Role(stage, "", "other", True)
    return None


def _inherited(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole) -> Role:
    """The role of an amount that tells no stage and is no part: what the total before it or the paragraph tells."""
    if whole.stage and not left.strip():  # the answer to a question
        return Role(whole.stage)
    if whole.stage and (said.source or said.category or money_words.is_purse(said.name)):
        return Role(whole.stage, _source(said), said.category)
    if whole.told == "executed" and said.category in words("subject_categories"):
        return Role(whole.told, "", said.category)
    if whole.category in words("subject_categories") and ALL_YEAR.fullmatch(said.name):
        return Role("executed", "", whole.category)
    if said.total and not (whole.stage or whole.told) and FUND.search(left):
        return Role(planned(page, q))
    if said.total or money_words.is_instalment(said.name):
        return Role(whole.stage or (whole.told if said.total else ""))
    return _further(page, q, left, said, whole)


def _is_of_a_part(page: layout.Layout, q: Quantity, said: Said, whole: Whole) -> bool:
    """Whether an amount tells a second stage of the part before it: 其中：宣传20万元，已支付18万元；培训15万元，…"""
    if not whole.named or said.named or not money_words.is_general(said.name):
        return False
    return whole.paired


def _source(said: Said) -> str:
    """The source that an amount's own words tell; the three public expenses are all paid from one, which is told where
    they are called 财政拨款支出."""
    if said.share:
        return ""
    if said.category == "three_public" and said.source in STATE:
        return said.source
    if said.category == "three_public" or not (said.source or money_words.is_purse(said.name)):
        return ""
    return money_words.purse(said.name, said.source)


def _tells_a_part(said: Said) -> bool:
    return bool(said.named or said.source or said.category or money_words.purse(said.name))


def _compared(left: str, whole: Whole) -> str:
    """The subject of an amount: that of the amount before where it is compared with it, as 比预算数7万元减少."""
    return whole.last if COMPARED.match(left) and whole.last in words("subject_categories") else whole.category


def _part(said: Said, whole: Whole, own: bool) -> Role:
    """The role of one of the parts of a whole: what its own words say of purse and use, the rest as the whole."""
    if said.total:
        return Role(whole.stage, said.source, said.category)
    if said.share or whole.batches:
        return Role(whole.stage, "", "", True)
    named = money_words.told_giver if whole.stage in PLANNED_STAGES else money_words.purse
    source = named(said.name, said.source)
    if said.category == "informatization" and not said.stage and whole.category in MORE_PARTS:
        return Role(whole.stage, source, whole.category, True)
    if source or said.category:
        return Role(whole.stage, source, said.category or ("" if source else whole.category), True)
    again = own and money_words.is_general(said.name) and whole.stage not in whole.seen
    if again or money_words.is_share(said.name):
        return Role(whole.stage, whole.purse, "" if whole.purse else whole.category)
    return Role(whole.stage, "", whole.category if whole.category in MORE_PARTS else "other", True)


def _further(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole) -> Role:
    """The role of an amount without a stage of its own: the next of a list, or one with its use behind it."""
    if not (is_next(left, said, whole) or USED.match(page.text, q.stop)):
        return Role()
    source = money_words.purse(said.name)
    return Role(whole.stage, source, "" if source else "other", True)


def _alone(page: layout.Layout, q: Quantity, single: bool) -> str:
    """The category named anywhere in the sentence, where the amount is its only one."""
    start, end = layout.sentence(page, q.start)
    category = money_words.first_category(page.text[start:end], single)
    return category if category and len(AMOUNT.findall(page.text, start, end)) == 1 else ""
