"""What an amount of money inherits from the words before its own: the stage of its total, the subject of a heading."""

import re
from bisect import bisect_right
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.funds import words as money_words
from helpers.reading.funds.verbs import before as verb_before
from helpers.reading.funds.words import INSIDE, UNDONE, Said
from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import wan
from helpers.reading.vocabulary import any_of, words

MARK = re.compile(
    r"\A\s*[：:]|[（(]|[）)]|其中|(?<=[，。；;])(?:当中|这当中|这里面|里面|里头)|\A[\s，,]*主要[有是为](?!因)(?=[^；;。]*\Z)|[，；;（(]\s*由(?=中央|上年|年初结|自治区|[省市县区州旗镇乡村]|上级|本级|财政|企业|单位)|[，；;（(]\s*(?:主要|实际|全部|分别|具体|重点|已|计划|拟|将|内)*(?:包括|包含|含|用于|投向)|(?<=项目支出)(?:主要|具体)*(?:包括|包含|用于|投向)|(?:用于|包括|分别|如下|具体)[^，。；\d]{0,8}[：:]"
)
LABEL_SIGN = re.compile(any_of("：:") + "|" + any_of("中内里面看分上", then="，"))
LABEL = re.compile(
    r"(?<![^，。；;：:\n])"
    r"([^，。；;：:\n]*?)(?:[：:]|[中内里]，|方面，|(?<=看)，|(?<=来源|使用|构成|支出|用途)上，|(?<=[划项质源类别]分)，)(?=[^，。；;：:]*$)"
)
LISTS = re.compile(
    r"\d[%％]$|方面$|使用|开支|[用花]在|用于|来源|构成|组成|结构|用途|去向|投向|方向|包括|包含|如下|分别|明细|分为|分成|细分|分[两三四五六七八九\d]+[批次期笔]"
)
DIVIDED = re.compile(
    rf"^\s*(?:{INSIDE}"
    r"|(?:主要|其中|[我本][\u4e00-\u9fff]{1,2}|(?:上述)?(?:资金|经费))*(?:用于|按[^，。；\d]{1,12}(?:分|看|切块)|从[^，。；\d]{1,12}看|分[^，。；\d]{1,6}看|细分))"
)
DONE_SO = re.compile("实际|已")
USED_BEFORE = re.compile("(?<![未不拟])(?<!计划)(?:使用|支出|列支)$")  # 按规定使用，用于
NO_NAMES = "特定目标|目标类|年度|部门|单位|安排|预算|财政|专项|批复|全年|本年|其他"
ONE_PROJECT = re.compile(
    rf"[\u4e00-\u9fff]{{4}}{''.join(f'(?<!{each})' for each in NO_NAMES.split('|'))}项目$"
)  # the name of one
RATE_OF_MONEY = re.compile(
    "(?:到位|支出|执行|拨付|使用|支付)(?:及时)?率"
)  # names of indicators, which tell of no amount
BUDGETED = re.compile("[列纳][入到](?:20\\d\\d年?度?|[本当]年度?|年初|部门|财政)*预算")
BATCHES = re.compile(r"分[两三四五六七八九\d]+[批次期笔]")
LISTED_LINE, SENTENCE_BEGINS = re.compile(r"[：:；;]\s*\n"), re.compile(r"\n\s*\S")
STOPPED = re.compile(r"。\s*\S")
OF_WHICH = re.compile(r"[^。]{0,12}[。；;]?\s*其中[^。]*$")
USED_SO = re.compile(
    "(?:使用|开支|花费|支付)情况|这样[用花]|如下[用花]|怎么[用花]|[用花]到?在(?:哪|以下|下列|这)|[用花]法|主要花|钱花"
)
STATEMENT = re.compile(  # behind a label it opens a sentence of its own and no list
    r"\s*(?:20\d\d年|截[至止]|全年|本年|当年|年初|上年|年内|我[省市州县区旗镇乡街局厅委院校]|[本该]项目|根据|按照)"
)
LONGEST_LEAD, LEADS = 60, ("：", ":", "组成。", "构成。")
ASKED, ASKING = re.compile(r"([^。；;\n？?，]*)[？?]\s*\Z"), re.compile("多少|几|哪|什么|没有|吗|呢")
LEAD = re.compile(  # of a list in sentences of their own
    r"(?:^|[，。；;：:\n])([^，。；;：:\n]{2,30})(?:[：:]|(?<=组成|构成)。)\s*\Z"
)
FINAL = ("决算", "决算数")
WITHIN = ("中，", "里，", "内，")  # 决算数中，50万元为基本支出
SECOND = re.compile(r"[^\n。]{0,60}\d[ \t]*[万亿]?元")  # amounts of a list do not stand alone
RATES = re.compile(r"\d[\d.]*[%％]")
NOT_FIRST = re.compile(r"\d|[。\n][^。\n]*[。\n]|^.{30}", re.DOTALL)
TITLE_CLOSING = re.compile("(?:情况|分析|方面|说明)+$")
DISTRIBUTED = re.compile("分解|分配|切[分块]|细化|安排")
SHARED_OUT = re.compile("(?:资金|经费)的?(?:分解|分配|切块)$")  # a title of what was passed on
KIND = re.compile(  # before a colon: 基本支出：年初预算50万元，决算48万元
    rf"(?:{layout.SIGNS})?[ \t　]*"
    rf"(?:{any_of([word for each in words('fund_categories').values() for word in each])})(?:支出|经费|费)?"
)
INCOMES = re.compile(
    "(?:^|[的年度局院校馆站级]|全年|本年|单位|部门)收入(?:来源|构成)?(?:主要|共)?(?:由|分|有|包括|来自)"
)
PASSED_ON = re.compile(
    r"(?:分配|分解|切块|分)[到给至][^，。；\d]{0,10}(?:县区|[市县区乡镇]|街道|单位|学校)$|(?:资金|经费|补助|专款)[^，。；\d]{0,4}(?:分解|分配|切块|细化|分拨)[^，。；\d]{0,6}$"
)
PUT_IN = re.compile("(?:资金|经费)的?投入$")
ALL_MONEY = re.compile(
    r"(?:^|[。，；：\n])(?:[本该]|项目|专项|财政|补助|20\d\d年度?)*(?:资金|经费)(?:总额|合计|共计|共|为)*$"
)
PARTS_FOLLOW = re.compile(r"[ \t]*[，,（(：:][ \t]*其中")
ITEM_LINE = re.compile(  # 1.办案经费50万元，用于
    r"\s*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳]|[（(]?[一二三四五六七八九十]+[)）、])?\s*"
    r"[^，。；：:\d]{2,16}(?:经费|资金|费|补助|补贴|项目|工程)[：:为]?\d[\d,.]*万?元"
)
BUDGETS = ("initial_budget", "adjusted_budget")
ALL_CAME = re.compile("[，,](?:资金|经费)?(?:已|均|全部|全额|足额|按时|及时)+(?:到位|到账|下达)[，,：:（(]?")
DIVISIBLE = ("initial_budget", "adjusted_budget", "allocated", "executed")  # stages of which 按支出方向分 gives parts


OF_PROJECTS = "项目支出"
KINDS_OF_PURSE = ("基本支出", "项目支出")  # of what one purse paid: 财政拨款支出80万元，其中基本支出50万元
OWN_LEVEL = "本级"  # of a list of places
MORE_PARTS = ("project", "three_public", "capital")  # categories that hold for the parts of their whole too


class Role(NamedTuple):
    """What an amount is; without a stage it is no money of the unit."""

    stage: str = ""
    source: str = ""
    category: str = ""
    part: bool = False


class Whole(NamedTuple):
    """What is inherited: a stage and a subject, and what the list has told so far."""

    stage: str = ""
    category: str = ""
    parts: bool = False  # what follows are parts of a total, as behind 其中
    seen: frozenset[str] = frozenset()  # stages that the same list has stated
    amount: Decimal | None = None  # no part is larger
    told: str = ""  # the stage of the last total of the paragraph
    named: bool = False  # the amount before was for one purpose
    paired: bool = False  # its parts tell a second stage each
    place: int = 0  # where it was told: parts of one whole have it in common
    divided: bool = False  # by kind or purpose: 按支出性质看
    given: str = ""  # the source of the amount before
    purse: str = ""  # that of the amount whose parts a parenthesis tells
    batches: bool = False  # they are instalments, as behind 分三次付：
    last: str = ""  # the category of the amount before, whose parts a 其中 behind it tells


def wholes(
    page: layout.Layout, q: Quantity, before: Quantity | None, stack: list[Whole], told: str, single: bool
) -> list[Whole]:
    """What holds at an amount, innermost last: a parenthesis inherits and gives back; a new sentence forgets, unless it
    lists the parts of the amount before; a label before a colon says what follows it."""
    start, _ = layout.sentence(page, q.start)
    between = page.text[before.stop if before else start : q.begin]
    near = told if before and _paragraph(page, before.start) == _paragraph(page, q.start) else ""
    if before is None or (before.start < start and not _lists_parts(between)):
        between = page.text[start : q.begin]
        opening = _opening(page, q, between, near or (told if told == "executed" else ""), single)
        above = page.text[max(0, start - LONGEST_LEAD) : start]
        leads = above.rstrip().endswith(LEADS)
        lead = LEAD.search(page.text, max(0, start - LONGEST_LEAD), start) if leads else None
        stack = [_labelled(lead[1], opening, near, q.start, single) if lead else opening]
    elif before.start < start and not stack[-1].parts:
        stack = [*stack[:-1], stack[-1]._replace(category="", seen=frozenset())]
    stack = _marked(between, stack, single)
    label = LABEL.search(between) if LABEL_SIGN.search(between) else None
    if (
        label
        and (between[label.end() :].strip() or label[0].endswith(WITHIN))
        and not STATEMENT.match(between, label.end())
    ):
        stack[-1] = _labelled(label[1], stack[-1], near or _told_before(label[1], told), q.start, single)
    elif label and KIND.fullmatch(label[1]) and (kind := money_words.first_category(label[1], single)):
        stack[-1] = stack[-1]._replace(category=kind)
    return stack


def after(whole: Whole, role: Role, said: Said, q: Quantity) -> Whole:
    """What holds behind an amount: a part changes nothing, another total is what is inherited from then on."""
    stage, category = role.stage, role.category if role.part else said.category
    kept = stage == "carryover_out" and whole.amount is not None
    if role.part or (whole.parts and stage == whole.stage) or kept:
        return whole._replace(
            seen=whole.seen | {stage},
            named=said.named or role.part,
            paired=whole.paired or (stage != whole.stage and category == "other"),
            last=category,
            told=whole.told or (stage if role.part else ""),
            given="" if said.name.endswith(OWN_LEVEL) else role.source,
        )
    subject = whole.category if category in ("", whole.category) else "" if whole.seen else category
    category, subject = ("", "") if ONE_PROJECT.search(said.name) else (category, subject)
    return Whole(
        stage, subject, False, whole.seen | {stage}, wan(q), named=said.named, place=q.start, last=category or subject,
        given=role.source,
    )  # fmt: skip


def is_next(left: str, said: Said, whole: Whole) -> bool:
    """Whether an amount is the next of a list of uses, divided by 、 or where uses were named by a comma."""
    return left.startswith("、") or (whole.named and money_words.goes_on(left, said))


def _marked(between: str, stack: list[Whole], single: bool) -> list[Whole]:
    """The same where the words between two amounts open or close a parenthesis, or say that parts follow."""
    stack = list(stack)
    for mark in MARK.finditer(between):
        if mark[0][-1] in "）)":
            stack = stack[:-1] if len(stack) > 1 else stack
        elif mark[0] in "（(":
            stack.append(_divided(stack[-1], stack[-1].stage)._replace(purse=stack[-1].given))
        else:
            stack[-1] = _divided(stack[-1], _divided_stage(between, mark, stack[-1]))
            if between.startswith(KINDS_OF_PURSE, mark.end()):
                stack[-1] = stack[-1]._replace(purse=stack[-1].given)
            if between.endswith(OF_PROJECTS, 0, mark.start()) and not single:
                stack[-1] = stack[-1]._replace(category="project")
    return stack


def _divided(whole: Whole, stage: str) -> Whole:
    """The same with parts to follow, which are of one kind with the amount before where that is one for parts."""
    category = whole.last if whole.last in MORE_PARTS else whole.category
    return whole._replace(parts=True, stage=stage, category=category)


def _divided_stage(between: str, mark: re.Match, whole: Whole) -> str:
    """The stage of parts: that of their total, or what the words before them or the last total before tell."""
    if mark[0].endswith("用于") and (DONE_SO.search(mark[0]) or USED_BEFORE.search(between, 0, mark.start())):
        return "executed"
    if UNDONE.search(between[: mark.end()]):
        return whole.stage
    if whole.stage in BUDGETS and ALL_CAME.fullmatch(between, 0, mark.start()):
        return "allocated"
    return whole.stage or next(reversed(money_words.stages(between[: mark.start()])), whole.told)


def _opening(page: layout.Layout, q: Quantity, left: str, told: str, single: bool) -> Whole:
    """What a sentence begins with: the subject of the heading above, or the parts of what was told last."""
    above = layout.heading(page, q.start)
    named = money_words.categories(above.title) if above else []
    subject = named[0] if len(named) == 1 and named[0] in words("heading_categories") else ""
    subject = "" if single and subject == "project" else subject
    divided = DIVIDED.match(left) is not None
    if above and not divided and not money_words.stages(left) and (stage := _titled(page, above, q)):
        parts = not (ALL_MONEY.search(left) or PARTS_FOLLOW.match(page.text, q.stop))
        return Whole(stage, subject, parts, told=told, place=q.start)
    asked, of = ("", "") if divided else _asked(page, q.begin - len(left))
    return Whole(asked or (told if divided else ""), of or subject, divided, told=told, place=q.start, divided=divided)


def _asked(page: layout.Layout, start: int) -> tuple[str, str]:
    """The stage that the question right before a sentence asks for, as in 花了多少？, and what it asks of, as in
    三公经费呢？; empty without one."""
    if page.text[max(0, start - 4) : start].rstrip()[-1:] not in ("？", "?") or not (
        question := ASKED.search(page.text, max(0, start - LONGEST_LEAD), start)
    ):
        return "", ""
    verb = verb_before(ASKING.split(question[1])[0])
    told = money_words.stages(question[1])
    subject = money_words.first_category(question[1])
    return told[-1] if told else verb.stage, subject if subject in words("subject_categories") else ""


def _titled(page: layout.Layout, above: layout.Heading, q: Quantity) -> str:
    """The stage that a title tells of the first amount below it, as 1.资金使用。设备购置55万元, or of each that opens
    one of the lines below it; empty for any other."""
    above = _above_lines(page, q) or above if _end(page, above) > q.begin else above
    end = _end(page, above)
    if not above.title or end > q.begin:
        return ""
    first = not NOT_FIRST.search(RATES.sub("", page.text[end : q.begin]))
    alone = first and (SECOND.match(page.text, q.stop) or ALL_MONEY.search(page.text, end, q.begin))
    if not (alone or _is_in_lines(page.text[end : q.begin], page.text[q.begin :])):
        return ""
    title = TITLE_CLOSING.sub("", above.title)
    if SHARED_OUT.search(title):
        return "allocated"
    if PUT_IN.search(title):
        return "initial_budget"
    return money_words.said(title, single=True).stage if len(money_words.stages(title)) < 2 else ""


def _above_lines(page: layout.Layout, q: Quantity) -> layout.Heading | None:
    """The nearest heading in brackets or with a numeral above an amount in a numbered line."""
    found = filter(None, (layout.heading(page, q.start, sign) for sign in (r"[（(]", layout.CHAPTER)))
    above = (each for each in found if _end(page, each) <= q.begin)
    return max(above, key=lambda each: each.end, default=None)


def _end(page: layout.Layout, above: layout.Heading) -> int:
    """Where the title of a heading ends."""
    return page.text.find(above.title, above.end) + len(above.title)


def _is_in_lines(above: str, behind: str) -> bool:
    """Whether an amount with these words before and behind it stands in one of several lines, each of which names what
    its amount is for."""
    *before, own = above.split("\n")
    here, *later = behind.split("\n")
    beside = [*before[-1:], *later[:1]]
    return ITEM_LINE.match(own + here) is not None and any(map(ITEM_LINE.match, beside))


def _labelled(label: str, whole: Whole, told: str, place: int, single: bool) -> Whole:
    """The same behind a label: its stage and subject, and parts where it speaks of sources or uses."""
    divided = DIVIDED.match(label) is not None
    label = RATE_OF_MONEY.sub("", label)
    stages = money_words.stages(label) or _paid(label) or ["initial_budget"] * bool(BUDGETED.search(label))
    stages = stages or ["income"] * bool(INCOMES.search(label) and not single)
    named = money_words.categories(label)
    stages = [] if divided and told in DIVISIBLE else ["executed"] if USED_SO.search(label) else stages
    if not stages and PASSED_ON.search(label):
        source = money_words.said(label, single).source
        return Whole("allocated", "", True, place=place, purse=source if source == "fiscal_appropriation" else "")
    category = named[0] if len(named) == 1 and not (single and named == ["project"]) else whole.category
    if stages:
        return Whole(stages[-1], category, True, place=place, batches=BATCHES.search(label) is not None)
    whole = whole._replace(batches=BATCHES.search(label) is not None)
    parts = whole.parts or divided or LISTS.search(label) is not None
    return whole._replace(stage=whole.stage or (told if parts else ""), category=category, parts=parts)


def _paid(label: str) -> list[str]:
    """The stage of a label with a mere verb or noun of spending, as 分三次付 and 决算数."""
    return ["executed"] if verb_before(label).stage == "executed" or label.endswith(FINAL) else []


def _told_before(label: str, told: str) -> str:
    """The stage told in another paragraph, of the total that a label distributes."""
    distributed = told in DIVISIBLE and DIVIDED.match(label) and DISTRIBUTED.search(label)
    return told if distributed else ""


def _lists_parts(between: str) -> bool:
    """Whether the sentence behind an amount opens with 其中, or goes on in a list with such parts."""
    if OF_WHICH.match(between):
        return True
    if STOPPED.search(between):
        return False
    return "\n" not in between or SENTENCE_BEGINS.search(LISTED_LINE.sub("；", between)) is None


def _paragraph(page: layout.Layout, place: int) -> int:
    return bisect_right(page.paragraphs, place)
