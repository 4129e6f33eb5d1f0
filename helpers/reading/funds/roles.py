"""What an amount of money is: its stage, source and category, by its own words and what it inherits."""

import re
from decimal import Decimal

from helpers.reading.funds import names as money_names
from helpers.reading.funds import words as money_words
from helpers.reading.funds.around import CARRIED, Around
from helpers.reading.funds.corrected import PAIR, of_adjusted, of_came, of_kept
from helpers.reading.funds.found import BUDGETED, PLANNED
from helpers.reading.funds.wholes import MORE_PARTS, PARTS_FOLLOW, Role, Whole, is_next
from helpers.reading.funds.words import CLAUSE_END, Said
from helpers.reading.funds.years import years_of
from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import wan
from helpers.reading.vocabulary import any_of, pattern, words

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AMOUNT = re.compile(r"\d[ \t]*[万亿千]?元")
PUT_FIRST = re.compile("投入(?!使用)[^，。；\\d]*$")  # before what was spent of it
FUND = re.compile("(?:项目|专项|财政|补助|工作|[这该此][笔项]|用于[^，。；]{2,20})(?:资金|经费)")
ALL_YEAR = re.compile(r"(?:20\d\d年度?|全年|本年|当年|年度|共|实际|合计|累计|总)+")
LEFT_FROM = re.compile(
    r"(20\d\d)年度?[末底]?[^，。；\d]{0,8}?(?:结转|结余|剩余)(?:结余|结转|资金|经费|下来)*的?[^，。；\d]{0,4}$"
)
BESIDE = re.compile("另[行外]?(?:安排)?[^，。；预]{0,6}配套[^，。；预]{0,6}$")
LOOK_BACK = 60
CAME_OF_IT = re.compile(r"[、，,][ \t]*(?:实际|已|全年|当年|全部)*(?:到[位账]|落实|筹[集措到])[数额]?[为是]?[ \t]*\d")
CHANGED = re.compile(  # 追加经费30万元后为230万元
    rf"(?:{any_of(words('budget_changes'))})[^，。；\d]{{0,20}}\d[\d,.]*[ \t]*[万亿千]?元"
    r"后(?:预算)?(?:总额)?[为达]到?[ \t]*$"
)
COMPARED = re.compile("[，,]?\\s*[比较]")
OWED = re.compile("拖欠|[应尚]未?[收付]|欠款")
NEXT_PART = re.compile(r"[^。；;\n\d]{0,12}[；;]([^。；;，\d]{2,20})\d[\d,.]*[万亿千]?元")
TRANSFER = re.compile(
    r"(?<![对给向]下)(?<!县区)(?<!区县)(?<![各下市][市县区乡镇])转移支付(?:资金|补助)?$"
)  # from above, as 均衡性转移支付
REST = re.compile("(?:其余|余下|剩余|剩下|不足)(?:的|部分|资金)*$")
GIVEN = re.compile(
    "[ \t]*(?:资金)?(?:由|靠|通过|为|是|系)([^，。；]{2,30}?)(?:解决|承担|筹集|筹措|负担|配套|安排|补足|自筹|自行|"
    "(?=[，。；]))"
)
ARRIVED = re.compile(
    r"(?:(?!支出|执行|支付|使用)[^。；])*?[，,][^，。；\d]{0,6}(?:\d{1,4}[年月日][^，。；\d]{0,4})*"
    r"(?:均|全部|全额|足额|悉数)已?(?:[于在](?:\d{1,4}[年月日]|[底初末中旬前上下以之])+)?"
    r"(?:全部|全额|足额|按时|及时)?(?:到账|到位|拨入|下达|拨付到位|入账)"
)
PUT_IN = re.compile("(?:总投入(?:资金)?|总投资额?|[概估]算(?:总投资|投资|总额)|总造价|总[概估]算)[为是共计]*$")
BY_PURSES = re.compile(
    r"[ \t]*[，,（(][ \t]*其中[：:]?[^，。；\d]{0,12}"
    r"(?:债券|财政|中央|[省市县区]级|自筹|自有|补助|配套)[^，。；\d]{0,6}\d"
)
BY_GIVER = re.compile(  # where money came in
    "(?:(?P<state>财政|[省市县区旗镇乡]级?|本级)|地方|自筹|社会|企业)投入(?:资金)?[为共]?$"
)
FROM_ONE = re.compile(
    r"[ \t]*[，,（(][ \t]*(?:资金)?(?:全部|均|全额|来源)*(?:为|由|来自|来源于|系|是)[^，。；]{0,6}"
    r"(?:财政|中央|上级|本级|[省市县区]级)"
)
MATCHED = re.compile(r"\s*[^，。；\d]{1,8}配套(?:了|资金)?")
NOT_YET = re.compile("[^，。；]{0,4}[未没]")
GRANTED = re.compile(
    rf"\s*(?:20\d\d年度?|全年|当年|本年度?)?(?:{any_of(words('levels'))})?级?财政拨款[为共]?"
)  # a sentence
FROM_PURSES = re.compile(
    "(?:资金|经费)(?:全部|主要|分别)*(?:由|来自|来源于)[^，。；\\d]{2,12}$"
)  # 本项目资金由省级补助
STATE = ("general_public", "fiscal_appropriation")


def role(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, single: bool, near: Around) -> Role:
    """The role of an amount by the words `said` of it and by what it inherits; a part is no larger than its whole."""
    inside = bool(whole.parts and whole.stage and (whole.amount is None or wan(q) <= whole.amount))
    said = of_came(page, q, left, of_adjusted(page, q, left, said, single))
    said = of_kept(left, said, inside and whole.stage == "carryover_in")
    if own := _by_words_around(page, q, left, said, whole, single, inside, near):
        return own
    paired = said.stage in BUDGETED and PAIR.match(page.text, q.stop)
    weak = inside and not paired and said.weak and _tells_a_part(said)
    stage = (
        _stage_of_rest(page, q, left, whole)
        or near.budget
        or ("" if weak else said.stage)
        or _told_behind(page, q, left, near.stage)
    )
    if stage and inside and (own := _inside(page, q, said, whole, stage)):
        return own
    if stage and not (inside and stage == whole.stage):
        source = _source(said)
        kept = "" if money_words.is_expense(said) else _compared(left, whole)
        kept = "" if (stage, kept) == ("carryover_out", "three_public") else kept
        return Role(stage, source, said.category or ("" if source else kept or _alone(page, q, single)))
    if inside:
        return _among_parts(page, q, left, said, whole, bool(stage))
    return _untold(page, q, left, said, whole, single)


def _by_words_around(
    page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, single: bool, inside: bool, near: Around
) -> Role | None:
    """The role that is told otherwise than by a word for a stage: who bears or gives an amount, that it was kept or not
    spent, put in before what was spent of it, or is an income of one project; None where none of these is said."""
    known = whole.stage or whole.told
    if near.kept:
        return Role("carryover_out", _source(said))
    if near.borne and said.stage == "carryover_out":
        return Role(known, "other", "", True)  # of a list of who pays
    if known in PLANNED and (source := _given_by(page, q, left)):
        return Role(known, source, "", True)
    if said.stage == "executed" and near.unspent:
        return Role()
    if said.stage == "executed" and PUT_FIRST.search(left) and PAIR.match(page.text, q.stop):
        return Role("allocated", _source(said), said.category)
    if said.stage == "income" and said.weak and single and whole.stage in (*PLANNED, "executed"):
        return Role(whole.stage, _source(said), "", whole.parts)
    if known in PLANNED and not inside and (giver := BY_GIVER.search(left)):
        return Role(known, "fiscal_appropriation" if giver["state"] else "other")
    return None


def _among_parts(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, own: bool) -> Role:
    """The role of one of the parts of a total that tells no other stage; `own`: it tells the same one."""
    if whole.stage == "executed" and not said.source and _is_set_aside(page, q, said, most=True):
        return Role("initial_budget", "", "other", True)  # 培训20万元，支出18万元
    transfer = whole.stage in PLANNED and not said.source and TRANSFER.search(left)
    said = said._replace(source="fiscal_appropriation") if transfer else said
    return _part(said, whole, own)


def _untold(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, single: bool) -> Role:
    """The role of an amount that no word gives a stage and that is no part: what it inherits, what a level matched or
    granted, what was set aside for a use, or what a mere verb says."""
    told = _inherited(page, q, left, said, whole, single)
    if told.stage or said.source == "other":
        return told
    if said.source == "fiscal_appropriation" and _is_matched(page, q):
        return Role("allocated", said.source)
    if not single and GRANTED.fullmatch(left):
        return Role("income", _source(said))
    if _is_set_aside(page, q, said):
        return Role("initial_budget", "", said.category or ("" if said.verb.stage else "other"))
    subject = said.category if said.category in words("subject_categories") else ""
    return Role("" if OWED.search(left) else said.verb.stage, "", subject)


def _is_matched(page: layout.Layout, q: Quantity) -> bool:
    """Whether a sentence begins with what a level matched: 省财政配套1,200万元, and not with what it has yet to."""
    start, _ = layout.sentence(page, q.start)
    return MATCHED.fullmatch(page.text, start, q.begin) is not None and not NOT_YET.match(page.text, q.stop)


def _is_set_aside(page: layout.Layout, q: Quantity, said: Said, most: bool = False) -> bool:
    """Whether an amount was for what is named before it, as what that cost follows, and is the `most` that it may cost:
    资料整理26万元，支出25万元."""
    named = not money_names.is_general(said.name) and "收入" not in said.name
    cost = PAIR.match(page.text, q.stop) if named else None
    if cost is None or not most:
        return cost is not None
    return Decimal(NUMBER.match(page.text, cost.end() - 1)[0].replace(",", "")) <= Decimal(q.token.replace(",", ""))


def _told_behind(page: layout.Layout, q: Quantity, left: str, stage: str) -> str:
    """The stage that the words behind an amount give it, unless it only passes through, as what a sale brought."""
    through = pattern("neutral_money").search(CLAUSE_END.split(left)[-1])
    return "" if through and not CARRIED.match(page.text, q.stop) else stage


def _stage_of_rest(page: layout.Layout, q: Quantity, left: str, whole: Whole) -> str:
    """The stage of what was left over, by its year, of what one level gave beside what came in, or of all that was put
    in."""
    if (whole.stage or whole.told) in PLANNED and CHANGED.search(page.text, max(0, q.begin - LOOK_BACK), q.begin):
        return "adjusted_budget"
    if left.rstrip("为是").endswith("计划") and CAME_OF_IT.match(page.text, q.stop):
        return "initial_budget"
    if BESIDE.search(left) and (whole.stage or whole.told) == "allocated":
        return "allocated"
    if (year := LEFT_FROM.search(left)) and int(year[1]) < max(years_of(page), default=0):
        return "carryover_in"
    return "initial_budget" if _is_put_in(page, q, left) else ""


def _inside(page: layout.Layout, q: Quantity, said: Said, whole: Whole, stage: str) -> Role | None:
    """The role of an amount among the parts of a total that tells a stage of its own; None where that alone decides."""
    general = money_names.is_general(said.name)
    if stage == "carryover_in" != whole.stage:
        return Role(stage, _source(said), said.category, True)
    if (stage != whole.stage or whole.divided or whole.paired) and _is_of_a_part(page, q, said, whole):
        return Role(stage, "", "other", True)
    if whole.divided and said.named and not general and not said.source:
        return Role(stage, "", "other", True)
    return None


def _inherited(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole, single: bool) -> Role:
    """The role of an amount that tells no stage and is no part: what the total before it or the paragraph tells."""
    if whole.stage and not left.strip():  # the answer to a question
        return Role(whole.stage)
    if whole.stage == "carryover_in" and said.source and whole.amount is not None and wan(q) > whole.amount:
        return Role("allocated" if single else "income", _source(said))  # beside what was carried over: 当年财政拨款
    if whole.stage and (said.source or said.category or money_names.is_purse(said.name)):
        return Role(whole.stage, _source(said), said.category)
    if whole.told == "executed" and said.category in words("subject_categories") and not said.verb.stage:
        return Role(whole.told, "", said.category)
    if whole.category in words("subject_categories") and ALL_YEAR.fullmatch(said.name):
        return Role("executed", "", whole.category)
    general = FUND.search(left) and money_names.is_general(said.name)
    if whole.stage and whole.amount is None and (general or PARTS_FOLLOW.match(page.text, q.stop)):
        return Role(whole.stage, _source(said), said.category)  # what a title tells
    told = said.total or BY_PURSES.match(page.text, q.stop) or FROM_ONE.match(page.text, q.stop)
    if told and not (whole.stage or whole.told) and FUND.search(left):
        return Role(_planned(page, q))
    if not (whole.stage or whole.told) and said.source and FROM_PURSES.search(left):
        return Role(_planned(page, q), _source(said))
    if said.total or money_names.is_instalment(said.name):
        return Role(whole.stage or (whole.told if said.total else ""))
    return _further(page, q, left, said, whole)


def _is_of_a_part(page: layout.Layout, q: Quantity, said: Said, whole: Whole) -> bool:
    """Whether an amount tells a second stage of the part before it: 其中：宣传20万元，已支付18万元；培训15万元，…"""
    if not whole.named or said.named or said.category or not money_names.is_general(said.name):
        return False
    going_on = NEXT_PART.match(page.text, q.stop)
    return whole.paired or (going_on is not None and not money_words.stages(going_on[1]))


def _source(said: Said) -> str:
    """The source that an amount's own words tell; the three public expenses are all paid from one, which is told where
    they are called 财政拨款支出."""
    if said.share:
        return ""
    if said.category == "three_public" and said.source in STATE:
        return said.source
    if said.category == "three_public" or not (said.source or money_names.is_purse(said.name)):
        return ""
    return money_names.purse(said.name, said.source)


def _tells_a_part(said: Said) -> bool:
    return bool(said.named or said.source or said.category or money_names.purse(said.name))


def _compared(left: str, whole: Whole) -> str:
    """The subject of an amount: that of the amount before where it is compared with it, as 比预算数7万元减少."""
    return whole.last if COMPARED.match(left) and whole.last in words("subject_categories") else whole.category


def _part(said: Said, whole: Whole, own: bool) -> Role:
    """The role of one of the parts of a whole: what its own words say of purse and use, the rest as the whole."""
    if said.total:
        giver = (
            money_names.told_giver(said.name, said.source) if whole.stage in PLANNED and whole.given else said.source
        )
        return Role(whole.stage, giver, said.category)
    if said.share or whole.batches:
        return Role(whole.stage, "", "", True)
    named = money_names.told_giver if whole.stage in PLANNED else money_names.purse
    source = named(said.name, said.source)
    if said.category == "informatization" and not said.stage and whole.category in MORE_PARTS:
        return Role(whole.stage, source, whole.category, True)
    if source or said.category:
        kept = "" if source and whole.category not in MORE_PARTS else whole.category
        return Role(whole.stage, source or (whole.purse if said.category else ""), said.category or kept, True)
    again = own and money_names.is_general(said.name)
    again = again and (whole.stage not in whole.seen or ALL_YEAR.fullmatch(said.name) is not None)
    if again or money_names.is_share(said.name):
        purse = whole.purse or ("" if again or money_names.is_instalment(said.name) else whole.given)
        return Role(whole.stage, purse, "" if purse else whole.category)
    if whole.purse and whole.stage == "allocated":
        return Role(whole.stage, whole.purse, "", True)  # what one purse's money was passed on for
    return Role(whole.stage, "", whole.category if whole.category in MORE_PARTS else "other", True)


def _further(page: layout.Layout, q: Quantity, left: str, said: Said, whole: Whole) -> Role:
    """The role of an amount without a stage of its own: the next of a list, or one with its use behind it."""
    if not is_next(left, said, whole):
        return Role()
    if money_names.is_place(said.name):
        return Role(whole.stage, whole.given, "", True)
    source = money_names.purse(said.name)
    return Role(whole.stage, source, "" if source else "other", True)


def _alone(page: layout.Layout, q: Quantity, single: bool) -> str:
    """The category named anywhere in the sentence, where the amount is its only one."""
    start, end = layout.sentence(page, q.start)
    category = money_words.first_category(page.text[start:end], single)
    return category if category and len(AMOUNT.findall(page.text, start, end)) == 1 else ""


def _given_by(page: layout.Layout, q: Quantity, left: str) -> str:
    """The source that words before or behind an amount say it comes from: 企业投入12万元, 其余12万元由企业自筹; empty
    where they do not."""
    return "other" if REST.search(left) and GIVEN.match(page.text, q.stop) else ""


def _planned(page: layout.Layout, q: Quantity) -> str:
    """The stage of money that was there: received, where its sentence ends with that all of it has come in."""
    return "allocated" if ARRIVED.match(page.text, q.stop, layout.sentence(page, q.start)[1]) else "initial_budget"


def _is_put_in(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether an amount is all that was put in, with the purses it comes from behind it: a plan, as 总投资."""
    return PUT_IN.search(left) is not None and BY_PURSES.match(page.text, q.stop) is not None
