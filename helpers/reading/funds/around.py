"""What the words around an amount of money tell of it: that it is no money of the unit, or what became of it."""

import re
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.funds import names as money_names
from helpers.reading.funds import words as money_words
from helpers.reading.funds.found import BUDGETED
from helpers.reading.funds.verbs import GOT
from helpers.reading.funds.verbs import behind as verb_behind
from helpers.reading.funds.wholes import Whole
from helpers.reading.funds.words import CLAUSE_END, Said
from helpers.reading.records import Quantity
from helpers.reading.roles.asides import OUTSIDE, TAKEN_BACK
from helpers.reading.text import layout
from helpers.reading.text.outlook import calls_its_year_last
from helpers.reading.text.quantities import wan
from helpers.reading.vocabulary import any_of, pattern, words

RECEIVED = (  # 于3月下达, 一次拨到院里, 按进度筹集到位
    r"(?:一次性?|分[^，。；]{0,3}[批次期笔]|[年\d一二三四五六七八九十底初中]月?[^，。；未率]{0,6}?|[按随][^，。；未率]{1,8}?)"
    r"(?P<received>(?:追加|拨付?|下拨|划拨|筹集|安排)?(?:到[位账了](?!率)|下达|[拨划][入到进至给]))"
)
SAID_BEHIND = re.compile(
    r"(?:全部|均|足额|全额|及时|按时|如期|已)(?!执行)(?:[^，。；未]{0,12}?(?:全部|全额|足额|一次性))?"
    r"(?P<allocated>(?:拨付|拨款|下拨)?到[位账]|下达)"
    rf"|{RECEIVED}|(?:全部|均|足额|已)(?P<executed>支付|支出|拨付|执行(?:到位|完毕)?)"
    r"|(?P<carryover_out>(?:转|留|放|滚)[入到至在]?(?:下一?年|次年|翌年|[明今]年|20\d\d)|结转(?:使用|[至到]?(?:下年|次年|下一年|翌年|20\d\d))"
    r"|留待[^，。；]{0,12}(?:支付|付款|付清|结算|拨付|使用))"
)
CAME_THEN = re.compile(  # 县级补助12万元，于3月和8月两次拨到镇财政所
    r"整?[ \t]*，(?:已|均|也|都)*[于在]"
    r"(?:[\d一二三四五六七八九十两年月日份初中末底上下旬当本和、及至]|分[^，。；]{1,3}[批次笔])+"
    r"(?:全部|全额|足额|一次性|[两三四]次)*(?:拨付?|划拨?|下拨)?(?:到[账位]|拨[到入至给]|下达|划[入到至])(?!率)"
)
SPENT = "(?:有)?(?:能)?(?:及时|全部|足额|完全)?(?:使用|支出|支付|列支|用|花|执行|拨付)"
SAVED = ["节约", "节余", "节省", "剩", "剩余", "其余", "余", "余下", "结余"]
UNSPENT = re.compile(
    any_of("未没", then=f"{SPENT}(?:完|掉|出去?|了)*(?:毕|成)?的?[^，。；]{{0,6}}$")
    + f"|{any_of('尚还仍', then='有$')}"
    + "|"
    + any_of(SAVED, then=r"(?:下|资金|部分|的)*(?:(?<=的)[^，。；\d]{0,8})?$")
)
NEXT_CLAUSES = r"(?:\d(?![\d.,]*[万亿]?元)|[^，。；\d])*(?:，(?:20\d\d|[^，。；\d])*){1,4}?"
NEXT_BUDGET = (
    r"[列纳][入到](?:下一?年度?|次年度?|翌年|20\d\d年?度?)(?:部门)?预算"
    r"|(?:下年度?|次年|翌年)继续使用"
)
KEPT_ON = re.compile(rf"{NEXT_CLAUSES}(?:(?<!不)结转|留[作到至]|转入|{NEXT_BUDGET})")  # in a clause further behind
GIVEN_BACK = re.compile(rf"{NEXT_CLAUSES}(?:留[作到至]|转入|{NEXT_BUDGET})")
HELD = re.compile(  # 12万元设备款因未到货未支付，结转下年
    r"[^，。；\d]{0,20}[未没]能?(?:及时)?(?:支付|付|支出|使用|拨付)[^，。；\d]{0,6}[，,]"
    r"[^，。；\d]{0,8}(?:(?<!不)结转|转入)"
)
SPENT_ON = re.compile("[是为系](?![^，。；]{0,8}[未尚])[^，。；、\\d]{2,8}支出")
FROM_LEVEL = re.compile(
    "的?(?:中央|省级?|市级|县级|区级|上级)(?:财政)?(?!医院|学校|公路|文物|储备)[^，。；、\\d]{0,8}(?:资金|补助|专款)"
)
SOURCES_FOLLOW = re.compile(r"[ \t]*[，,（(：:][ \t]*(?:其中|来源|包括|分别|由)")
GIVERS = re.compile(r"由(?!于|此)[^，。；]*$")  # 由中央820万元、省级820万元和单位结余820万元三方承担
BORNE = re.compile(r"[^，。；]{0,40}?(?:承担|负担|分担|共担|出资|筹集|筹措)")
REMITTED = re.compile(r"(?<=[\u4e00-\u9fff]{2})减免(?=(?:补助|补贴|资金|费用?)?$)")
COUNTED = re.compile(r"\d(?![\d年月日])")
LOOK_BEHIND, LOOK_ON = 30, 90
UNPAID = re.compile(r"(?:为|系|属于|是)?[^，。；]{0,8}?(?:未|(?<!留)待)")
LATER = re.compile(
    r"[^，。；\d]{1,14}因[^，。；\d]{1,16}未能?(?:及时)?(?:支付|拨付|付款|结算)"
    r"|[^，。；\d]{0,6}?(?:有待|(?<!留)待|将于|将在|尚未|暂未|仍未)[^，。；]{0,10}(?:支付|拨付|结算|付清|付款)"
)
CARRIED = re.compile(r"[ \t]*(?:结转[到至]?(?:下|次|翌|20)|留待)")
CHANGED = re.compile(
    "\\s*(?:[^，。；\\d]{0,6}(?:预算|支出|收入)[数额]?)?[比较同与][^，。；]*(?:节约|节省|减少|增加|增长|下降|压减|少支出|多支出|少|多)$|^\\s*[则即就]?[多少](?:支出?|付|花|收)了?$"
)
OF_BUDGET = re.compile(
    r"的(?P<initial_budget>(?:年初|年度|部门|批复|核定|原|总|项目)*预算)(?:数|额|总额|金额|资金|安排|规模|限额|控制数)?"
    r"(?:以内|之内|[内中]|完成|[，。；、）)\n]|$)"
    r"|的(?P<adjusted_budget>(?:全年|调整后?的?|调整后年度)预算)(?:数|额|总额|金额)?(?:以内|之内|[内中]|[，。；、）)\n]|$)"
)
NOT_COME = re.compile("(?:未|没有|没)(?:能)?(?:及时|足额)?(?:到位|到账|下达)的?(?:资金|部分)?$")
OF_STATE = re.compile(f"涉及(?:{any_of(words('budgets_of_state'))})(?:预算)?(?:项目)?支出$")
PLANNED = re.compile(
    "(?:计划|规划|批复|批准|核定)(?:概算|估算)?总投资"
)  # money of the project, as 概算总投资 of many years is not
CLASS = re.compile("的(?!资金|经费|预算|补助)")  # 100万元以上的项目
FUND_NOUNS = tuple(words("fund_nouns"))
LEAST = Decimal("0.05")  # 万元


class Around(NamedTuple):
    """What the words before and behind an amount tell: the budget that it is said to be of, the stage that it has in
    its clause, that it was not spent, that this is carried over, and that it is a share of one of several who pay."""

    budget: str
    stage: str
    unspent: bool
    kept: bool
    borne: bool


def around(page: layout.Layout, q: Quantity, left: str) -> Around:
    """What the words `left` of an amount and those behind it tell."""
    budget = OF_BUDGET.match(page.text, q.stop) if page.text.startswith("的", q.stop) else None
    borne = _is_borne(page, q)
    unspent = None if borne or is_for_a_kind(page, q) else UNSPENT.search(left, max(0, len(left) - LOOK_BEHIND))
    stage = _stage_behind(page, q)
    kept = not borne and _is_kept(page, q, unspent, stage)
    return Around((budget.lastgroup or "") if budget else "", stage, unspent is not None, kept, borne)


def giver_behind(page: layout.Layout, q: Quantity) -> str:
    """The source that an amount is said right behind it to be from: 680万元中央救灾资金; empty where none is told."""
    return "fiscal_appropriation" if FROM_LEVEL.match(page.text, q.stop) else ""


def is_for_a_kind(page: layout.Layout, q: Quantity) -> bool:
    """Whether an amount is said right behind it to be a kind of expenditure: 剩下的12万元是资本性支出."""
    return SPENT_ON.match(page.text, q.stop) is not None


def _is_borne(page: layout.Layout, q: Quantity) -> bool:
    """Whether an amount is the share of one in a list of who pays, all in one clause."""
    start, _ = layout.sentence(page, q.start)
    return GIVERS.search(page.text, start, q.begin) is not None and BORNE.match(page.text, q.stop) is not None


def _stage_behind(page: layout.Layout, q: Quantity) -> str:
    """The stage that the words behind an amount in its clause give it, as in 200万元已全部到位."""
    rest = CLAUSE_END.split(page.text[q.stop : q.stop + LOOK_BEHIND])[0]
    behind = SAID_BEHIND.search(rest)
    stage = (behind.lastgroup or "") if behind else verb_behind(rest)
    stage = stage or ("allocated" if CAME_THEN.match(page.text, q.stop) else "")
    return "allocated" if stage == "received" else stage


def _is_kept(page: layout.Layout, q: Quantity, unspent: re.Match | None, stage: str) -> bool:
    """Whether an amount was not spent and is carried over; of 尚未支付的 that may be told clauses behind it."""
    if not unspent or stage == "carryover_out":
        return unspent is not None or HELD.match(page.text, q.stop) is not None
    behind = KEPT_ON if unspent[0][0] in "未没尚还仍" else GIVEN_BACK
    kept = behind.match(page.text, q.stop, q.stop + LOOK_ON) or HELD.match(page.text, q.stop)
    return kept is not None


def is_foreign(page: layout.Layout, q: Quantity, clause: str, said: Said, whole: Whole, near: Around) -> bool:
    """Whether an amount is a result, a limit or of another year; a part may be a loan or a donation."""
    if near.budget:
        return False
    if (
        CHANGED.match(clause)
        or OUTSIDE.match(page.text, q.stop)
        or (q.unit == "元" and 0 < wan(q) < LEAST)
        or ((q.comparator == ">=" or clause.endswith("过")) and CLASS.match(page.text, q.stop))
    ):
        return True
    if (
        said.stage == "adjusted_budget"
        and said.verb.stage
        and pattern("per_head").search(page.text, layout.sentence(page, q.start)[0], q.begin)
    ):
        return True  # 人均可支配收入增至14,830元
    if q.explicit or money_words.is_prior(clause) and not ("去年" in clause and calls_its_year_last(page)):
        return True
    if "涉及" in clause and (said.stage in BUDGETED or OF_STATE.search(clause)):
        return False
    if said.stage == "allocated" and NOT_COME.search(clause):
        return True
    if said.stage in ("", "carryover_out") and TAKEN_BACK.match(page.text, q.stop):
        return True
    if near.kept or (whole.parts and whole.stage == "carryover_out"):
        return False
    if money_names.is_instalment(said.name) and whole.stage == "allocated":
        return False
    if not said.stage and pattern("neutral_money").search(clause) and not CARRIED.match(page.text, q.stop):
        return True
    if LATER.match(page.text, q.stop) or (said.stage == "carryover_out" and UNPAID.match(page.text, q.stop)):
        return True
    if pattern("budget_changes").search(clause) and said.stage != "adjusted_budget":
        return True
    if (whole.parts or whole.given) and money_names.purse(said.name, said.source) == "other":
        return False
    told = said.stage or near.stage
    called = (whole.parts and whole.stage) or (told and said.name.endswith(FUND_NOUNS))
    owned = PLANNED.sub("", clause) if "总投资" in clause else clause
    owned = owned.replace("总投资", "") if SOURCES_FOLLOW.match(page.text, q.stop) else owned
    spending = _as_spent(page, q, owned, bool(whole.parts and whole.stage))
    return bool(pattern("not_spending").search(spending) or (not called and pattern("result_nouns").search(said.name)))


def _as_spent(page: layout.Layout, q: Quantity, clause: str, listed: bool) -> str:
    """The words before an amount without those that name a result elsewhere: 争取到 of money whose sources follow, and
    what was remitted where it is the name of a part, as 租金减免."""
    got = GOT.search(clause) and SOURCES_FOLLOW.match(page.text, q.stop)
    clause = clause.replace("争取", "") if got or listed else clause
    return REMITTED.sub("", clause) if listed else clause


def is_for_a_purpose(left: str, said: Said) -> bool:
    """Whether a purpose stands beside the word for what was spent, or counted things do: 培训76人次，投入."""
    *before, clause = CLAUSE_END.split(left)
    if said.named or clause.strip() not in words("spent_on_what_was_done"):
        return said.named
    return any(COUNTED.search(each) for each in before)
