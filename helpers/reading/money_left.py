"""What became of an amount of money by the words around it: it came in, was spent, was left, or another gave it."""

import re

from helpers.reading import layout, money_words
from helpers.reading.money_verbs import GOT
from helpers.reading.money_verbs import behind as verb_behind
from helpers.reading.money_words import CLAUSE_END, Said
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import any_of, words

RECEIVED = (  # 于3月下达, 一次拨到院里, 按进度筹集到位
    r"(?:一次性?|分[^，。；]{0,3}[批次期笔]|[年\d一二三四五六七八九十底初中]月?[^，。；未率]{0,6}?|[按随][^，。；未率]{1,8}?)"
    r"(?P<received>(?:追加|拨付?|下拨|划拨|筹集|安排)?(?:到[位账了](?!率)|下达|[拨划][入到进至给]))"
)
SAID_BEHIND = re.compile(
    r"(?:全部|均|足额|全额|及时|按时|如期|已)(?:[^，。；未]{0,12}?(?:全部|全额|足额|一次性))?"
    r"(?P<allocated>(?:拨付|拨款|下拨)?到[位账]|下达)"
    rf"|{RECEIVED}|(?:全部|均|足额|已)(?P<executed>支付|支出|拨付)"
    r"|(?P<carryover_out>(?:转|留|放|滚)[入到至在]?(?:下一?年|次年|翌年|[明今]年|20\d\d)|结转(?:使用|[至到]?(?:下年|次年|下一年|翌年|20\d\d))"
    r"|(?:由|被)?[^，。；]{0,4}财政(?:部门|局)?[^，。；]{0,6}(?:收回|回收)|(?:缴回|交回|退回|上缴|收回)[^，。；]{0,4}(?:国库|财政))"
)
SPENT = "(?:有)?(?:能)?(?:及时|全部|足额|完全)?(?:使用|支出|支付|用|花|执行|拨付)"
SAVED = ["节约", "节余", "节省", "剩", "剩余", "其余", "余", "余下", "结余"]
UNSPENT = re.compile(
    any_of("未没", then=f"{SPENT}(?:完|掉|出去?|了)*(?:毕|成)?的?[^，。；]{{0,6}}$")
    + f"|{any_of('尚还仍', then='有$')}"
    + "|"
    + any_of(SAVED, then=r"(?:下|资金|部分|的)*(?:(?<=的)[^，。；\d]{0,8})?$")
)
LEFT_WORDS = re.compile(
    "[未没]有?(?:能)?(?:使用|支出|支付|用|花|执行|拨付)完?的|(?:尚|还|仍)?[剩结]?余下?(?:资金)?的?|结余"
)
TAKEN_BACK = re.compile(
    r"[^，。；\d]{0,12}(?:\d{1,2}月[^，。；\d]{0,6})?(?:收回|交回|上缴|缴回|退回|收走)|[，,]?[^，。；\d]{0,8}统筹(?!到)"
)
REMAINS = re.compile("(?:余下|剩下|剩余|[没未](?:有)?(?:花|用|使用|支付|支出)完)的(?:资金|部分)?$")
GIVES = re.compile(
    r"(?:企业|公司|社会|群众|村民|农户|合作社|村集体|业主|商户|商家|基金会|协会)[^，。；\d]{0,4}(?:投入|出资|投资|赞助|捐赠)了?$"
)
REST = re.compile("(?:其余|余下|剩余|剩下|不足)(?:的|部分|资金)*$")
GIVEN = re.compile(
    "[ \t]*(?:资金)?(?:由|靠|通过|为|系)([^，。；]{2,30}?)(?:解决|承担|筹集|筹措|负担|配套|安排|补足|自筹|自行|"
    "(?=[，。；]))"
)
NEXT_CLAUSES = r"(?:\d(?![\d.,]*[万亿]?元)|[^，。；\d])*(?:，(?:20\d\d|[^，。；\d])*){1,4}?"
NEXT_BUDGET = (
    r"[列纳][入到](?:下一?年度?|次年度?|翌年|20\d\d年?度?)(?:部门)?预算"
    r"|(?:下年度?|次年|翌年)继续使用"
)
KEPT_ON = re.compile(
    rf"{NEXT_CLAUSES}(?:(?<!不)结转|留[作到至]|转入|交回|退回|上缴|收回|收走|{NEXT_BUDGET})"
)  # in a clause further behind
GIVEN_BACK = re.compile(rf"{NEXT_CLAUSES}(?:留[作到至]|转入|交回|退回|上缴|收回|{NEXT_BUDGET})")
HELD = re.compile(  # 12万元设备款因未到货未支付，结转下年
    r"[^，。；\d]{0,20}[未没]能?(?:及时)?(?:支付|付|支出|使用|拨付)[^，。；\d]{0,6}[，,]"
    r"[^，。；\d]{0,8}(?:(?<!不)结转|转入)"
)
SOURCES_FOLLOW = re.compile(r"[ \t]*[，,（(：:][ \t]*(?:其中|来源|包括|分别|由)")
REMITTED = re.compile(r"(?<=[\u4e00-\u9fff]{2})减免(?=(?:补助|补贴|资金|费用?)?$)")
ARRIVED = re.compile(
    r"(?:(?!支出|执行|支付|使用)[^。；])*?[，,][^，。；\d]{0,6}(?:\d{1,4}[年月日][^，。；\d]{0,4})*"
    r"(?:均|全部|全额|足额|悉数)已?(?:全部|全额|足额|按时|及时)?(?:到账|到位|拨入|下达|拨付到位|入账)"
)
PUT_IN = re.compile("(?:总投入|[概估]算(?:总投资|投资|总额)|总造价|总[概估]算)[为是共计]*$")
BY_PURSES = re.compile(
    r"[ \t]*[，,（(][ \t]*其中[：:]?[^，。；\d]{0,12}"
    r"(?:债券|财政|中央|[省市县区]级|自筹|自有|补助|配套)[^，。；\d]{0,6}\d"
)
COUNTED = re.compile(r"\d(?![\d年月日])")
LOOK_BEHIND, LOOK_ON = 30, 90


def as_spent(page: layout.Layout, q: Quantity, clause: str, listed: bool) -> str:
    """The words before an amount without those that name a result elsewhere: 争取到 of money whose sources follow, and
    what was remitted where it is the name of a part, as 租金减免."""
    got = GOT.search(clause) and SOURCES_FOLLOW.match(page.text, q.stop)
    clause = clause.replace("争取", "") if got or listed else clause
    return REMITTED.sub("", clause) if listed else clause


def stage_behind(page: layout.Layout, q: Quantity) -> str:
    """The stage that the words behind an amount in its clause give it, as in 200万元已全部到位."""
    rest = CLAUSE_END.split(page.text[q.stop : q.stop + LOOK_BEHIND])[0]
    behind = SAID_BEHIND.search(rest)
    stage = behind.lastgroup if behind else verb_behind(rest)
    return "allocated" if stage == "received" else stage


def is_kept(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether an amount was not spent and is carried over; of 尚未支付的 that may be told clauses behind it."""
    if HELD.match(page.text, q.stop):
        return True
    unspent = UNSPENT.search(left)
    if not unspent or stage_behind(page, q) == "carryover_out":
        return unspent is not None
    behind = KEPT_ON if unspent[0][0] in "未没尚还仍" else GIVEN_BACK
    return behind.match(page.text, q.stop, q.stop + LOOK_ON) is not None


def is_taken_back(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether an amount that was left, and is called no balance, was taken back: 余下的10万元由财政收回."""
    clause = CLAUSE_END.split(left)[-1]
    if not REMAINS.search(clause):
        return False
    return TAKEN_BACK.match(page.text, q.stop) is not None


def is_unspent(left: str) -> bool:
    """Whether the words before an amount say that it was not spent, as 没花出去的."""
    return UNSPENT.search(left, max(0, len(left) - LOOK_BEHIND)) is not None


def purse_left(left: str) -> str:
    """The purse of which an amount is left, as 未支出的省级资金 and 省级资金剩余; empty where all is meant."""
    named = money_words.name(LEFT_WORDS.sub("", CLAUSE_END.split(left)[-1]))
    return "fiscal_appropriation" if money_words.is_purse(named) else ""


def given_by(page: layout.Layout, q: Quantity, left: str) -> str:
    """The source that words before or behind an amount say it comes from: 企业投入12万元, 其余12万元由企业自筹; empty
    where they do not."""
    if GIVES.search(left):
        return "other"
    return "other" if REST.search(left) and GIVEN.match(page.text, q.stop) else ""


def is_for_a_purpose(left: str, said: Said) -> bool:
    """Whether a purpose stands beside the word for what was spent, or counted things do: 培训76人次，投入."""
    *before, clause = CLAUSE_END.split(left)
    if said.named or clause.strip() not in words("spent_on_what_was_done"):
        return said.named
    return any(COUNTED.search(each) for each in before)


def planned(page: layout.Layout, q: Quantity) -> str:
    """The stage of money that was there: received, where its sentence ends with that all of it has come in."""
    return "allocated" if ARRIVED.match(page.text, q.stop, layout.sentence(page, q.start)[1]) else "initial_budget"


def is_put_in(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether an amount is all that was put in, with the purses it comes from behind it: a plan, as 总投资."""
    return PUT_IN.search(left) is not None and BY_PURSES.match(page.text, q.stop) is not None
