"""Promises in words, without a number: what was to happen, and what is said to have happened."""

import re
from typing import NamedTuple

from helpers.reading.records import Quantity
from helpers.reading.roles.asides import CLAUSE_END
from helpers.reading.roles.names import likeness, named
from helpers.reading.roles.number_roles import is_promised
from helpers.reading.roles.targets import call
from helpers.reading.text import layout
from helpers.reading.text.items import EDGES, GOAL, Item
from helpers.reading.text.quantities import find
from helpers.reading.vocabulary import any_of, pattern, words

WORDED = r"[^\d，,。；;\n（）()]"
STATED = re.compile(  # 目标值不发生，完成值未发生
    rf"(?:{any_of(words('target_words'))})(?:设定|设置)?[ \t]*(?:为|是|[:：])?[ \t]*[“\"]?"
    rf"(?P<promise>{WORDED}{{2,24}}?|(?:20\d\d[ \t]*年)?\d{{1,2}}[ \t]*月[底末]?[之以]?前)"
    rf"[ \t”\"]*[，,；;。][ \t]*(?:20\d\d年[度]?|全年|年度|年末|当年|本年度?|目前|现)*"
    rf"(?>{any_of(words('actual_words'))}|完成(?![^，。；：]{{0,3}}率)|达到"
    r"|(?:评估|评价|自评|考核|验收)(?:结论|结果)(?=[为是：:]))"
    rf"(?:情况|值)?+(?:为|是|[:：])?[ \t]*[“\"]?(?P<attained>(?!如?[见下]|详见)[^，,。；;\n（）()”\"]{{2,40}})"
)
QUOTED = re.compile(
    "“(?:(?P<name>[^“”：:，]{2,16})[：:])?(?P<promise>[^“”]{2,20})”"
    "(?:的(?:目标|要求))?[，,；;][ \t]*(?P<rest>[^。；;\n]*)"
)
ANSWER = re.compile(  # 自评“效果显著”, 2021年已“建立”
    rf"(?:(?:当年|本年度?|全年|目前|现)*(?:{any_of(words('actual_words') + words('found_to_be'))})"
    rf"|(?:20\d\d年度?|全年|年[底末]|目前|现)*(?:已|均))[^，。；“”\d]{{0,4}}“(?P<attained>[^”]{{2,40}})”"
)
SAID_PLAINLY = re.compile(  # under a label: 水土流失“明显减轻”，实际明显减轻
    rf"(?:{any_of(words('actual_words'))})(?:为|是|[:：])?[ \t]*(?P<attained>{WORDED}{{2,30}})(?=[，,。；;\n]|\Z)"
)
IN_FACT = re.compile(r"(?:实际|完成)[^。；;\n]{2,30}")  # behind “支付时限：12月底前”，
MONTH, DAY = r"(?:20\d\d[ \t]*年|[次翌当]年)?[ \t]*\d{1,2}[ \t]*月", r"[ \t]*\d{1,2}[ \t]*日"
DONE_AT = r"(?:完成|完工|竣工|开工|发放|拨付|支付|交付|办结|上线|投用|验收)(?:时间|时限|期限)"
DATE = rf"{MONTH}(?:{DAY}|[底末上中下旬初])*"
BEFORE_DATE = rf"(?:{DATE}(?:[^，。；\d]{{2,10}}之)?[之以]?前|(?:不迟于|不晚于){DATE})"
FINISHED = "(?:[完收竣]工|完成|结束|交付|投用|投入使用|上线|通车|建成|验收|到位|发放|拨付|印发)"
DONE_ON = rf"(?={MONTH}{DAY}[^，。；\d]{{0,4}}{FINISHED})"  # 9月20日竣工
IN_TIME_BY = re.compile(  # 应在每季度次月15日前拨付，拨付及时
    r"应当?(?:在|于)(?P<promise>[^，。；]{2,14}前)(?P<deed>[\u4e00-\u9fff]{2,4})[，,]"
    r"(?P<attained>(?:实际|[均都]已?|已)*(?:(?P=deed)(?:均|都)?(?:及时|按时)|(?:及时|按时|按期|如期)(?P=deed)))"
)
DATE_OR_TIMELY = (
    rf"{MONTH}(?:{DAY}|[底末上中下旬初]|(?=完成|完工|竣工))+|(?:按期|如期|按时|提前)(?:全部)?(?:完成|完工|竣工|发放)"
)
BY_DATE = re.compile(  # 发放时间，目标值为12月底前，完成值为12月16日
    rf"(?:{any_of(words('target_words'))}|计划|要求|规定|[应须需](?=[在于])|{DONE_AT}|(?=不[迟晚]于))"
    rf"(?:为|是|赶?在|于|[:：])?[ \t]*[“\"]?"
    rf"(?P<promise>{BEFORE_DATE}[^，。；\d]{{0,6}})[”\"]?[ \t]*[，,；;][ \t]*"
    rf"(?:(?:{any_of(words('actual_words'))}|完成|实际|已)[^，。；\d]{{0,8}}?[“\"]?"
    rf"|[^，。；\d]{{0,6}}{DONE_ON})"
    rf"(?P<attained>(?:{DATE_OR_TIMELY})[^，。；\d”\"]{{0,6}})"
)
DATE_AND_GOAL = re.compile(  # 上线时间2023年5月（目标2023年6月底前）
    rf"{DONE_AT}(?:为|是|在|于|[:：])?[ \t]*(?P<attained>{DATE})"
    rf"[（(](?:{any_of(words('target_words'))})(?:为|是|[:：])?[ \t]*(?P<promise>{BEFORE_DATE})[)）]"
)
DEED_BY_DATE = re.compile(  # behind 时效指标：9月底前完成维修，已按期完成
    r"(?P<before>(?<=[：:])[^，。；：:\d]{2,16}?)?"
    rf"(?P<promise>{BEFORE_DATE}(?P<deed>[^，。；\d]{{2,16}}))[，,；;][ \t]*"
    rf"(?:实际于?|(?=[均都]?已)|{DONE_ON})"
    rf"(?P<attained>(?:[均都]?已)?[^，。；\d]{{0,4}}(?:{DATE_OR_TIMELY})[^，。；\d]{{0,6}})"
)
ADVERBS = any_of([
    *(before + time for before in "较比同" for time in ("上年", "往年", "去年", "期")),
    *("持续", "逐步", "明显", "稳步", "进一步", "有效", "不断", "有所", "显著"),
])  # fmt: skip
BETTER = rf"(?:{ADVERBS})(?:{ADVERBS})*(?:{any_of(words('change_words'))}|增强|改善|好转|优化)"
CHANGED = re.compile(  # 伤亡人数较上年下降，实际较上年下降
    rf"(?P<promise>{BETTER})[，,；;][ \t]*(?:{any_of(words('actual_words'))}|实际)(?:情况)?(?:为|是|[:：])?"
    rf"(?P<attained>{WORDED}{{2,24}})(?=[，,。；;（\n]|\Z)"
)
APART = ("targets", "outlook")  # sections without results
JUDGED = re.compile(  # under a label: 防火意识明显提升，经走访达到预期; 节水意识有所提高，较上年明显增强
    rf"(?P<promise>{BETTER})[，,；;][ \t]*"
    rf"(?P<attained>(?:经(?:{any_of([*words('checks'), *words('surveys')])}){WORDED}{{2,12}}"
    rf"|[较比][上去往]年(?:{ADVERBS})?{WORDED}{{2,8}}|(?:已|基本|全面|均|都)*(?:达到|实现|达成)了?(?:预期|目标|要求){WORDED}{{0,4}}))"
    r"(?=[，,。；;（\n]|\Z)"
)
LISTED = re.compile(
    rf"[ \t　]*(?P<name>[\u4e00-\u9fff]{{4,20}})(?:[ \t　]{{2,}}|　|[ \t　]*[：:][ \t　]*)"
    rf"(?P<promise>{WORDED}{{2,16}}?)[。；;]?[ \t　]*(?:\n|$)"
)
DATED_GOAL = re.compile(  # 5.主体工程于11月30日前完工；
    rf"[ \t　]*(?:[（(]?\d{{1,2}}[)）.．、])?[ \t]*(?P<name>[\u4e00-\u9fff]{{2,16}}?)[应须需要]?[于在]?"
    rf"(?P<promise>{BEFORE_DATE}{FINISHED})[。；;]?\s*$"
)
IN_TIME = "(?:基本|如期|按期|按时|顺利|全面)(?:实现|达到|达成|完成|建成)"
ATTAINED = rf"(?:20\d\d年[度]?|全年|当年|年内|{any_of(words('actual_words'))}|已|均|共|全部|(?={IN_TIME}))"
LABELLED = re.compile(
    rf"[ \t]*(?P<promise>{WORDED}{{4,30}}?)(?:[，,](?:要求|目标(?:是|为))(?P<asked>{WORDED}{{4,24}}))?"
    rf"[，,。；;][ \t]*(?P<attained>{ATTAINED}[^。；;\n]{{2,}})"
)
RATE_OF_COMPLETION = re.compile(r"完成率[为达到]*[\d.]+[ \t]*[%％]|^20\d\d年")
NUMBER_INSIDE = re.compile(r"\d")
DEADLINE = re.compile(r"(?:\d|[年月]底|年末|[上下]半年|季度)[^，。；]{0,4}前|月|按期|按时")
DEED = re.compile("(?:建立|健全|完善|制定|形成|出台|构建|搭建|编制).+")  # a name that is all that was promised
STANDARD = re.compile("(?<=..)(?:达到|符合|满足).+(?:标准|要求|水平)$")
DATED = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[底末])?")
SAID = re.compile(  # of a target in figures, without one of its own
    r"^(?:20\d\d年[度]?|全年|目前|现|项目|经核实)*[^，。；\d]{0,30}?"
    r"(?:已|均|全部|全面|基本|未|无(?!偿)|零|没有|不存在|达标|达到|达成|完成|实现|合格|符合|满足|按时|按期|按要求|正常|全覆盖)"
)


LIMITED = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})[，,](?=[^，。；\d]{0,8}(?P=verb))")
RATES = ("%", "％")
ALL_GOOD = re.compile(r"(?:[均都]|全部)(?:验收)?(?:合格|达标|通过|优良)$")  # 竣工的13所全部合格
NOT_MEASURED = re.compile(
    "(?:没有|未|没)(?:组织|开展|进行|作|做)?[^，。；]{0,2}(?:问卷|调查|测评|测算|统计|监测)|(?:暂无|没有|无)数据"
)
ENDED = re.compile(  # of a plan: 实际未实施, 已全部建成
    r"(?:实际|目前|现|年底前?)*(?:因[^，。；]{1,12}?|由于[^，。；]{1,12}?)?(?:[均都]?(?:尚未|未能?|没有|没能|暂未|取消)|[均都]已?|已|全部|全面)"
    r"(?:全部|全面|按期|按时|如期|开工|启动|组织|完成|实施|开展|建成|落实|执行|采购|举办|实现|交付|取消|上报|报送|拨付|发放|兑付|办理|办结|回复)+"
)

VIRTUE = any_of(["及时", "有效", "规范", "到位", "准确", "完整", "安全", "稳定", "平稳", "良好", "有序", "高效"])
CLAIMED = re.compile(  # 法律顾问全覆盖的目标已兑现
    r"(?P<promise>全覆盖|(?:动态|全部)?清零|全部达标|零[\u4e00-\u9fff]{2})的(?:年度|绩效)*(?:目标|任务)"
    r"(?P<attained>(?:[已均都]|全部|全面|基本|如期|未能?|没有?)+(?:兑现|实现|达成|完成|落实|达到|做到))"
)
ASKED = re.compile(  # 疫情处置要求及时有效，全年无重大疫情发生
    rf"(?<=[\u4e00-\u9fff])要求(?<![按照据符合格依]要求)(?P<promise>(?:{VIRTUE})+)[，,；;](?:20\d\d年|全年|年内|实际)+"
    rf"(?P<attained>[未无没均已]{WORDED}{{2,20}})(?=[，,。；;\n]|\Z)"
)
NEVER = "(?:动态清零|零(?:发生|新增|出现)|不(?:发生|出现)|为零)"
NEVER_TO_BE = re.compile(
    rf"(?<=[，。；、：:\n])(?P<name>[\u4e00-\u9fff]{{3,14}}?)(?:实现|保持)?(?P<promise>{NEVER})(?=[，。；、\n])"
)
NOTHING_CAME = re.compile(
    r"(?:未|没有|没|无)(?:再)?(?:发生|出现)(?:过|一[起例次])?(?P<what>[\u4e00-\u9fff]{3,14})(?=[，。；\n]|\Z)"
)
OF_LIST = re.compile(r"(?:[、，和及与][^，。；：、\d]+\d[\d.,]*[ \t]*[^，。；：、\d]{1,5})+(?=[，；](?:均|都|已?全部))")


class Promise(NamedTuple):
    """A promise in words: its name, its words, and the words of what was attained with their place."""

    name: str
    promise: str
    attained: str
    start: int


def stated(page: layout.Layout, item: Item) -> list[Promise]:
    """The promises of a paragraph that words for target and actual mark, or quotation marks around both."""
    found = _quoted(page, item) if page.text.find("“", item.body, item.end) >= 0 else []
    if any(page.text.find(word, item.body, item.end) >= 0 for word in ("前", "迟于", "晚于")):  # 12月底前
        found += [each for each in _dated(page, item) if not _is_among(each.start, found)]
    stated_ = [*CHANGED.finditer(page.text, item.body, item.end)]
    stated_ += JUDGED.finditer(page.text, item.body, item.end) if item.label not in ("", GOAL) else []
    if pattern("target_words").search(page.text, item.body, item.end):
        stated_ += STATED.finditer(page.text, item.body, item.end)
    if page.text.find("求", item.body, item.end) >= 0 or page.text.find("的目标", item.body, item.end) >= 0:
        stated_ += [m for each in (CLAIMED, ASKED) for m in each.finditer(page.text, item.body, item.end)]
    for match in stated_:
        name, place = _name_before(page, item, match.start()), match.start("attained")
        of_number = re.search(r"[\d%％]的$", name)  # 98%的目标全面达到
        in_words = (
            not find(page.text[match.start() : match.end("promise") + 1]) and not of_number
        )  # no number in numerals, as 不少于十二座
        if name and in_words and not _is_among(place, found):
            found.append(Promise(name, match["promise"].strip(), match["attained"].strip(), place))
    return found + (_never(page, item) if is_promised(item) else [])


def _never(page: layout.Layout, item: Item) -> list[Promise]:
    """The promises of a list of goals that something is not to happen, each with the words that say so later."""
    goals = ((m, nothing_of(page, item, m["name"])) for m in NEVER_TO_BE.finditer(page.text, item.body - 1, item.end))
    return [Promise(m["name"], m["promise"], told[0], told.start()) for m, told in goals if told]


def nothing_said_of(page: layout.Layout, item: Item, q: Quantity, name: str) -> str:
    """The words that say that nothing of what has an upper limit happened; empty without any."""
    nothing = nothing_of(page, item, name) if q.comparator in ("<=", "<") else None
    return nothing[0] if nothing else ""


def nothing_of(page: layout.Layout, item: Item, name: str) -> re.Match | None:
    """The words behind an item that say that nothing of a name happened, 未发生森林火灾 of 森林火灾受害率."""
    told = (m for m in NOTHING_CAME.finditer(page.text, item.end) if layout.section(page, m.start()) not in APART)
    return next((m for m in told if likeness(m["what"], name) >= max(2, len(m["what"]) / 2)), None)


def _is_among(place: int, found: list[Promise]) -> bool:
    """Whether words that begin at a place, but for a quotation mark, are those of a promise found before."""
    return any(abs(place - each.start) <= 1 for each in found)


def _dated(page: layout.Layout, item: Item) -> list[Promise]:
    """The promises of a date with the date of what was done."""
    found = []
    by_date = [
        *BY_DATE.finditer(page.text, item.body, item.end),
        *DATE_AND_GOAL.finditer(page.text, item.body, item.end),
        *IN_TIME_BY.finditer(page.text, item.body, item.end),
    ]
    for match in by_date:
        name = _name_before(page, item, match.start())
        found.append(Promise(name, match["promise"].strip(), match["attained"].strip(), match.start("attained")))
    if "时效" in item.label:
        met = DEED_BY_DATE.finditer(page.text, item.body, item.end)
        deeds = [
            Promise(m["before"] or m["deed"], m["promise"], m["attained"].strip(), m.start("attained")) for m in met
        ]
        found += [each for each in deeds if not any(each.promise.startswith(other.promise) for other in found)]
    return [each for each in found if each.name]


def _quoted(page: layout.Layout, item: Item) -> list[Promise]:
    """The promises in quotation marks: answered by words in others, or called a target before a number."""
    found = []
    for match in QUOTED.finditer(page.text, item.body, item.end):
        answer = ANSWER.match(page.text, match.start("rest"), item.end)
        plainly = SAID_PLAINLY if item.label not in ("", GOAL) else None
        answer = answer or (plainly and plainly.match(page.text, match.start("rest"), item.end))
        told = IN_FACT.match(page.text, match.start("rest"), item.end) if match["name"] and not answer else None
        if told and DEADLINE.search(match["promise"]) and not find(match["promise"]):
            found.append(Promise(named(match["name"]), match["promise"], told[0], told.start()))
            continue
        before = page.text[item.body : match.start()]
        called = call(before).search(before)
        attained, place = (answer, "attained") if answer else (match, "rest")
        in_words = not NUMBER_INSIDE.search(match["promise"])
        if not in_words and (find(match["promise"]) or not answer):  # “12月底前” may be answered by “12月20日”
            continue
        if answer or called and NUMBER_INSIDE.search(match["rest"]):
            name = _name_before(page, item, match.start())
            found.append(Promise(name, match["promise"], attained[place], attained.start(place)))
    return [each for each in found if each.name]


def _name_before(page: layout.Layout, item: Item, place: int) -> str:
    """The name in the last clauses before a place, else the label."""
    clauses = re.split(r"[，,：:。；;\n]", page.text[item.body : place])
    return next((name for clause in reversed(clauses[-3:]) if (name := named(clause))), item.label)


def labelled(page: layout.Layout, item: Item) -> Promise | None:
    """The promise in words that stands behind a printed label and is said to be attained; None for a date."""
    match = LABELLED.match(page.text, item.body, item.end) if item.by == "printed" else None
    if not match or DEADLINE.search(match["promise"]):
        return None
    name = match["promise"].strip(EDGES)
    said = pattern("qualitative_words").search(name) or DEED.match(name) or STANDARD.search(name)
    return Promise(name, match["asked"] or (said[0] if said else ""), match["attained"], match.start("attained"))


def has_figure(attained: str) -> bool:
    """Whether words for what was attained hold a number; in quotation marks a date is none."""
    return NUMBER_INSIDE.search(attained) is not None and not (DATED.match(attained) and not find(attained))


def apart(page: layout.Layout, item: Item) -> Promise | None:
    """The promise in words of a list of goals that its name tells again among the results: 服务水平　　进一步提高."""
    if dated := DATED_GOAL.match(page.text, item.body, item.end):
        return _finished(page, item, dated)
    goal = LISTED.match(page.text, item.body, item.end)
    if not goal or not pattern("qualitative_words").search(goal["promise"]):
        return None
    told = rf"(?P<attained>{WORDED}{{2,16}}(?=[，。；\n])|(?:[为是达]|达到|已达)?(?=\d))"
    again = re.compile(re.escape(goal["name"]) + told)
    told = next((m for m in again.finditer(page.text, item.end) if _is_result(page, m)), None)
    return Promise(goal["name"], goal["promise"].strip(), told["attained"], told.start("attained")) if told else None


def _finished(page: layout.Layout, item: Item, goal: re.Match) -> Promise | None:
    """The promise of a date in a list of goals, with the date that its name is told with among the results."""
    again = re.compile(
        rf"{re.escape(goal['name'])}[已于在]{{0,2}}(?P<attained>{MONTH}{DAY}[^，。；\d]{{0,4}}{FINISHED})"
    )
    told = (m for m in again.finditer(page.text, item.end) if layout.section(page, m.start()) not in APART)
    return next((Promise(goal["name"], goal["promise"], m["attained"], m.start("attained")) for m in told), None)


def _is_result(page: layout.Layout, told: re.Match) -> bool:
    """Whether words say of what was named that it got better, neither among goals nor of what is to come."""
    section = layout.section(page, told.start())
    said = page.text[told.end() : told.end() + 1].isdigit() or pattern("qualitative_words").search(told["attained"])
    return section not in APART and bool(said)


def _behind_verb(text: str) -> str:
    """The text behind a verb that a number limits, where the next clause says how that was done: 上报，均按时上报."""
    verb = LIMITED.match(text)
    return text[verb.end() :] if verb else text


def said_of(page: layout.Layout, item: Item, q: Quantity) -> str:
    """What words, not figures, say right behind a promise in figures; empty without anything."""
    listed = OF_LIST.match(page.text, q.stop, item.end)
    text = page.text[listed.end() if listed else q.stop : item.end].lstrip(EDGES)
    body = _behind_verb(re.sub(r"^[^（(，。；]{1,4}[)）]", "", text).lstrip(EDGES))  # the rest of 台（套）
    clause = CLAUSE_END.split(body, maxsplit=1)[0].rstrip(EDGES)
    if NOT_MEASURED.search(clause):
        return ""
    if ALL_GOOD.search(clause) and q.unit in RATES:
        return clause
    return clause if SAID.match(clause) and not NUMBER_INSIDE.search(RATE_OF_COMPLETION.sub("", clause)) else ""


def ending(page: layout.Layout, item: Item, q: Quantity) -> str:
    """What words alone say of how a plan in figures ended, right behind it; empty without anything."""
    said = said_of(page, item, q)
    return said if ENDED.fullmatch(said) else ""
