"""Numbers that say nothing of their own: changes, gaps, plans, earlier values, rules, and what only explains them."""

import re

from helpers.reading.records import Quantity
from helpers.reading.roles.targets import NAMED_AFTER, call
from helpers.reading.text import layout
from helpers.reading.text.outlook import is_of_another_year
from helpers.reading.vocabulary import any_of, comparable, pattern, unit_kind, words

CLAUSE_END = re.compile("[，,。；;]")
NEAR = 24  # characters before a number, no fewer than the patterns take
THEN = any_of(words("compared_with"))
CHANGED = rf"(?:{any_of(words('change_words'))})"
CHANGE = re.compile(
    any_of("同环", then=r"比[^，。；\d]*$")
    + "|"
    + any_of("较比", not_behind="[占对]", then=rf"(?:{THEN}|20\d\d)[^，。；\d]*$")
)
NOTHING_MORE = r"(?:了|为)?[^\u4e00-\u9fff]*$"
SOONER = rf"[^，。；\d]{{0,6}}(?:提前|推迟|延后|提早){NOTHING_MORE}"
THAN_PLANNED = "(?:年初|年度|原)*(?:计划|目标|任务|预期|合同)[数量值期]?"
PASSES = ["超", "超出", "超过", "多于", "少于", "晚于", "早于", "迟于", "先于"]
FURTHER = [*words("difference_words"), "多", "多完成", "少", "少完成"]
DIFFERENCE = re.compile(  # 未完成2座, 超计划20户; 缩短为18分钟 is the new value
    rf"{any_of(FURTHER, then=NOTHING_MORE, not_before={'缩短': '为'})}"
    r"|少(?<![减不至最很缺多]少)[办到建修做开招种拨][^\u4e00-\u9fff]*$"
    rf"|{any_of('比较', then=SOONER)}"
    rf"|{any_of(PASSES, then=f'{THAN_PLANNED}{NOTHING_MORE}')}"
)
COMPARED, LACKING = re.compile(f"{DIFFERENCE.pattern}|{CHANGE.pattern}"), re.compile(rf"[ \t]*[差缺]{NOTHING_MORE}")
CHANGE_ENDS = frozenset("了").union(word[-1] for word in words("change_words"))
CHANGED_SO = rf"，[^，。；\d]{{0,12}}{CHANGED}了?[ \t]*$"
COMPARED_BEFORE = re.compile(  # 与2020年相比，人次增加
    any_of("与和同", then=f"[^，。；]{{2,16}}相?比较?{CHANGED_SO}")
    + "|"
    + any_of(["较", "相较"], then=rf"于?(?:{THEN}|20\d\d)[^，。；\d]{{0,8}}{CHANGED_SO}")
)
BEFORE_VALUE = re.compile(r"[由从](?:[^，。；]{0,12})$")
BECOMES = re.compile(
    rf"[^，。；\d]{{0,8}}(?:{any_of(words('change_words'))}|[压缩扩涨降升增减提延跌][\u4e00-\u9fff]?)(?:到|至|为)"
)
RATE = r"(?:目标|任务|计划|年度|指标)*(?:完成率|完成比例|完成进度|达成率)(?:为|达到|达|均为|均达)?"
COMPLETION_RATE = re.compile(rf"(?:^|[，,；;、（(])[ \t]*{RATE}[ \t]*$")
ALLOWED_IN = ("秒", "分钟", "小时", "天", "日", "个工作日", "工作日", "个月")
TIMED_RATE = re.compile("[以之]?内?(?:[\u4e00-\u9fff](?<![为是])){2,8}?率")
WITHIN_REACH = re.compile("[以之]?内?[\u4e00-\u9fff]{0,6}覆盖率")
WHOSE = "(?:年度|年初|全年|当年|本年|上级|市|省|下达|原定|既定|总)*"
ITS_NUMBER = r"(?:[\d,.]+[万亿]?[^\d，。；,]{1,3}(?=的))?"  # 目标6,000人的
OF_TARGET = rf"{WHOSE}(?:{any_of(words('target_words'))}|任务|指标|总任务)[数值量]?{ITS_NUMBER}的?[ \t]*$"
SHARE_OF_TARGET = re.compile(any_of(["占", "完成", "完成了", "达到", "为", "是"], then=OF_TARGET))  # 完成年度任务的105%
NOT_REACHING = re.compile(rf"(?:没有|没能?|未能?)达到?{OF_TARGET}")  # 没有达到预期的93%
SHARE_ENDS = frozenset("的务标数量值").union(word[-1] for word in words("target_words"))
SHARE_OF_NUMBER = re.compile(rf"(?:的)?{WHOSE}(?:计划|任务|目标|指标)[数值量]?的[ \t]*$")  # of the target before it
EARLIER = "上一?年度?|去年|往年|前一?年|上年同期|去年同期"
PRIOR = re.compile(
    rf"(?:^|[，。；、（：])(?:{EARLIER})[^，。；、增减升降]{{0,12}}$|(?:较|比)[^，。；]{{0,10}}(?:年的?|[之以]?前的?)$"
    r"|(?:改造|整治|治理|实施|修复|搬迁)前(?:只|仅|还|就)?[是为有]?$"
)
NOT_REACHED = ("未达到", "未达", "未能达到", "没有达到", "没能达到", "没达到")  # what stands behind is what was wanted
TIMES = ("小时", "分钟", "天", "日", "工作日", "个工作日", "个月", "年")
ALLOWED = re.compile(r"\d+(?:之)?内|24[\u4e00-\u9fff]")
TERM = re.compile("(?:公示|公开期|张贴|周期|工期|期限|合同期|服务期|质保期|有效期)[^，。；]{0,3}$")
MOVED = re.compile("(?:提前|推迟|延迟|延后|顺延|滞后|逾期|超期|晚于?[^，。；]{0,4}|早于?[^，。；]{0,4})(?:了|约|近)?$")
CLASS = re.compile(r"的(?!目标|任务|要求|标准|预期|年度)")  # 100万元以上的企业
CLASS_NAMED = re.compile(  # 5万元以上案件, 56人以上大班额
    r"(?!目标|任务|要求|标准|指标|预期|年度|完成|达|占|左右|惠及|受益|覆盖|带动|新增|实现|并|及|和|与)[\u4e00-\u9fff]"
)
OF_THE_PAGE = re.compile(
    any_of(["浏览", "点击", "阅读", "访问", "下载"], then=r"(?:次数|量|数)?[：:]\s*$") + "|权重[^，。；]{0,8}$"
)  # no result of the unit
COLLECTED = re.compile("(?:精选|通用|精品|集锦|合集|范文|推荐|汇总|大全|模板|最新)[ \t]*$")
PAGED = re.compile(r"(?:上传|docx?|pdf|文档|预览|^|\n)[ \t》]*(?:[（(]共?|共)[ \t]*$")
LOOKED_AT = re.compile(r"[ \t]*(?:浏览|点赞|阅读|评论|收藏|下载)(?:[ \t]|$|[|｜])")
DISTANCE = re.compile(r"(?<![间差行株车])距离?[^，。；\d]{1,8}$"), re.compile("[以之]?外")  # 距县城40公里, 在320公里外
LENGTHS = ("公里", "千米", "米", "里")
STOPPED = re.compile(r"(?:停[\u4e00-\u9fff]{0,2}|闭馆|关闭|封闭|误工|延误|中断|耽误|搁置)(?:过|了|约|达|共|累计)*$")
RANGE = (
    re.compile(r"\d(?:[^\d\s，。；：、（）()]{0,4}[-—~～–]+|[万亿千百%％‰元]{0,2}至)$"),
    re.compile(r"[ \t]*[-—~～–至]+[ \t]*\d"),
)
RANGE_SIGNS = tuple("-—~～–至")
RANGE_BEGINS = (*RANGE_SIGNS, " ", "\t")
SAME_PERIOD = re.compile(
    r"[同环]比[^，。；\d]{0,8}$|同期[^，。；\d的]{1,6}$"
)  # what the double-coded reports hold for a result
MORE_OR_LESS = re.compile(
    any_of(["多出", "低了", "少了", "高了", "多了"], then="(?:约|近)?$")
    + "|高出[^，。；\\d]{0,4}$"
    + f"|{any_of(['增幅', '降幅'], then='(?:分别|各)?[为达]?到?$')}"
    + "|比[^，。；]{2,16}[少多][支付花用]出?(?:了|约|近)?$"
)
BARE_CHANGE = re.compile(rf"{CHANGED}(?:了|约|近|超过?|逾)?$")
RATE_OF_AID = (
    re.compile(r"按照?[^，。；]{0,18}$"),
    re.compile("的?(?:比例|标准)|给予|予以|补助|奖励|计提|配套|预拨|支付"),
)
JOINS = ("、", "和", "及", "与")
IN_LIST = re.compile(r"(?:\d[\d.]*[^\d，。；、和及与]{1,4}[、和及与])+$")  # 分别增长63.1%和71.8%
CAUSES = ["因为", "原因是", "偏差原因是", "未完成原因是", "其原因是", "系", "因", "由于"]
CAUSE = any_of(
    [*CAUSES, *(f"主要{each}" for each in CAUSES)],
    not_behind="[^，。；、：（]",
    then="[^，。；、]{0,4}$",
    not_before={"系": "[统列数]", "因": "[素地此]", "主要系": "[统列数]", "主要因": "[素地此]"},
)
LEFT_OVER = any_of(["剩余", "剩下", "余下", "未完成", "没有完成", "未完工", "未开工"], then="(?:的|为)?$")
EXCUSED = re.compile(
    rf"{CAUSE}|是(?:因为|由于)[^，。；、]{{0,4}}$|{LEFT_OVER}|少(?<![减缺较]少)的$|未支出[^，。；]{{0,3}}(?:的|为)?$"
)
OPENS = re.compile("[，。；：、](?:另有|还有|其余|原定的?|原计划的?)?$")  # of words behind a mark
UNDONE = re.compile(
    r"[^，。；\d]{0,12}?(?:未能|没能|未完成|未完工|没有完成|尚未|暂缓|取消|退出|(?:转入|转到|推迟到|顺延至)(?:下|次|20))"
)
SINCE = re.compile(
    r"[^，。；\d]{0,8}?(?<!原)因(?![素地此])[^，。；\d]*(?:未|没有|推迟|延|滞|取消|重新|停)"
)  # 个项目因线路调整重报
OUTSIDE = re.compile(
    r"[^，。；\d]{0,10}[，,（(][^，。；\d]{0,8}不(?:在|列入|纳入|计入|属于?)[^，。；\d]{0,6}(?:自评|评价)"
)
TAKEN_BACK = re.compile(
    r"[^，。；\d]{0,12}(?:\d{1,2}月[^，。；\d]{0,6})?(?<![不未待])(?:收回|交回|上缴|缴回|退回|收走)"
    r"|[^，。；\d]{0,14}[，,][^，。；\d]{0,6}已[^，。；\d]{0,8}(?:收回|交回|上缴|缴回|退回|收走)|[，,]?(?![纳列]入)[^，。；、\d]{0,8}统筹(?!到|[^，。；\d]{0,4}\d)"
)
UNUSED = re.compile(r"(?:[余剩]|[节结]余|节约|[未没][^，。；\d]{0,2}[用付支花])[^，。；\d]{0,8}$")
NEXT_YEAR = re.compile(r"[^，。；\d]{0,6}(?:来|明|次|翌|下一?)年")  # 株苗木来年补栽
ESTIMATED = re.compile("(?:匡算|估算|预算)(?:已|约|为|是|需|共|[调核压]减?[到至为])*$")  # 初步匡算480万元
GOALS_BEFORE, GOALS_BEHIND = (
    re.compile("(?:指标|(?:绩效|产出|效益|效果|满意度|总体|分项|具体)目标)(?:共|计|共计|合计|总计|有)*$"),
    re.compile("(?:(?:绩效|[一二三]级|具体|量化|核心|细化|考核|产出|效益)*指标|绩效目标)(?!值)"),
)

EVALUATED, PROJECTS = (
    re.compile("^[^，。；]*(?:自评|绩效(?:目标|评价|监控|管理|评估))"),
    re.compile("项目(?:共|计|共计|合计|有)*$"),
)

ASKED_OF = re.compile(  # 抽查480户，: how many were looked at to find a rate
    rf"[，,。；;：:][^，。；：\d]{{0,6}}(?:{any_of([*words('checks'), *words('surveys')])})[^，。；：\d率度]{{0,6}}$"
)
RATE_NEXT = re.compile(r"[后，,][^。；\d]{0,14}\d[\d.]*[ \t]*[%％]")


def is_sample(text: str, goal: Quantity, q: Quantity, left: str) -> bool:
    """Whether a number behind a goal for a rate counts those who were asked to find the rate behind it, by the words
    between: 合格率≥90%，抽查轨迹2400条，合格率93.5%."""
    counted = unit_kind().get(q.unit) in ("count", "persons") and not q.explicit
    asked = unit_kind().get(goal.unit) == "rate" and counted and ASKED_OF.search(left)
    return bool(asked) and RATE_NEXT.match(text, q.stop) is not None


def is_in_name(text: str, q: Quantity) -> bool:
    """Whether a number is the time or the way allowed that names a rate, as in 报修后48小时修复率, 500米站点覆盖率."""
    if q.unit in LENGTHS and WITHIN_REACH.match(text, q.stop):
        return q.comparator == "="
    return q.unit in ALLOWED_IN and q.comparator == "=" and TIMED_RATE.match(text, q.stop) is not None


def is_aside(page: layout.Layout, before: Quantity | None, q: Quantity, left: str, clause: str) -> bool:
    """Whether a number says nothing of its own, by the words of its sentence and of its clause before it, and the
    number before."""
    if "百分点" in q.unit:
        return not q.explicit
    compared = left.rstrip()[-1:] in CHANGE_ENDS and COMPARED_BEFORE.search(left)
    if not q.explicit and (compared or _is_difference(page, before, q, clause)):
        return True
    if ("由" in clause or "从" in clause) and BEFORE_VALUE.search(clause) and BECOMES.match(page.text, q.stop):
        return True
    return unit_kind().get(q.unit) == "rate" and _is_completion(page, q, left)


def _is_difference(page: layout.Layout, before: Quantity | None, q: Quantity, clause: str) -> bool:
    """Whether a number says how far another is from a target or an earlier value, and is none of these itself: 高出目标
    90% behind 92.5% is the target, as no difference is so large."""
    lacking = ("差" in clause or "缺" in clause) and LACKING.match(clause)
    if not (lacking or COMPARED.search(clause)) or NAMED_AFTER.match(page.text, q.stop):
        return False
    called = call(clause).search(clause) is not None
    alike = called and before is not None and comparable(before.unit, q.unit)
    return not (alike and 2 * q.value > before.value)


def _is_completion(page: layout.Layout, q: Quantity, left: str) -> bool:
    """Whether a rate says how much of a target was completed."""
    shared = is_share_of_target(left) and not NAMED_AFTER.match(page.text, q.stop)  # none: 达到预期95%的目标
    return shared or ("成" in left and COMPLETION_RATE.search(left) is not None)


def is_share_of_target(text: str) -> bool:
    """Whether words before a rate make it a share of a target."""
    if text.rstrip()[-1:] not in SHARE_ENDS:
        return False
    shared = SHARE_OF_TARGET.search(text) is not None and not NOT_REACHING.search(text)
    return shared or SHARE_OF_NUMBER.match(text) is not None


def is_none(page: layout.Layout, q: Quantity, before: str) -> bool:
    """Whether a number that counts no resource is no result, by the words of its sentence before it and those behind
    it, and the years reported on."""
    if q.unit in ("分", "年") or not q.unit or layout.section(page, q.start) == "outlook":
        return True
    near, right = before[-NEAR:], page.text[q.stop : q.stop + NEAR]
    return (
        _is_earlier(before, near, right)
        or is_of_another_year(page, near)
        or _is_rate_of_aid(q, near, right)
        or (q.unit == "倍" and near.endswith("的"))  # 的1.2倍
        or near.rstrip().endswith(NOT_REACHED)
        or _is_rule(q, near, right)
        or is_in_name(page.text, q)
        or _is_change(page, q, near, before)
        or _is_excuse(near, right, before)
        or _is_of_goals(page, q, near, right)
        or OUTSIDE.match(right) is not None
        or NEXT_YEAR.match(right) is not None
        or (UNUSED.search(near) is not None and TAKEN_BACK.match(right) is not None)
        or _is_neutral_money(q, before)
    )


def is_outside(q: Quantity, before: str, right: str) -> bool:
    """Whether a number is no figure of the report's year, of a resource either: an earlier value or a rule."""
    near = before[-NEAR:]
    return _is_earlier(before, near, right) or _is_rule(q, near, right)


def _is_earlier(before: str, near: str, right: str) -> bool:
    """Whether a number is of an earlier time, or an end of a range."""
    if near.endswith(RANGE_SIGNS) and RANGE[0].search(near) or right.startswith(RANGE_BEGINS) and RANGE[1].match(right):
        return True
    return ("年" in near or "前" in near) and PRIOR.search(near) is not None


def _is_rate_of_aid(q: Quantity, near: str, right: str) -> bool:
    """Whether a rate or an amount is that by which something is granted: 按每宗500元的标准给予补助."""
    granted = "按" in near and RATE_OF_AID[0].search(near) and RATE_OF_AID[1].match(right)
    return bool(granted) and unit_kind().get(q.unit) in ("rate", "money")


def _is_rule(q: Quantity, near: str, right: str) -> bool:
    """Whether a number bounds a class, a rank, an age or the time allowed, is a ceiling, or counts visits of a page."""
    bound = q.comparator in (">=", "<=")
    if q.unit in TIMES and (ALLOWED.match(f"{q.value}{right}") or TERM.search(near) or MOVED.search(near)):
        return True
    if q.unit in LENGTHS and (DISTANCE[0].search(near) or DISTANCE[1].match(right)):
        return True
    if bound and CLASS.match(right) or is_class(q, right):
        return True
    if q.unit in TIMES and STOPPED.search(near):
        return True
    ranked = near.endswith("前") and q.unit in ("名", "位", "家")  # 前50名
    return ranked or OF_THE_PAGE.search(near) is not None or _is_of_the_page(q, near, right)


def _is_of_the_page(q: Quantity, near: str, right: str) -> bool:
    """Whether a number counts the texts of a collection, the pages of a document, or those who looked at it: 精选8篇,
    doc（3页）, 15次浏览."""
    if q.unit == "篇":
        return COLLECTED.search(near) is not None
    if q.unit == "页":
        return PAGED.search(near) is not None
    return LOOKED_AT.match(right) is not None


def is_class(q: Quantity, right: str) -> bool:
    """Whether a bound names a class of things with the words right behind it: 案值5万元以上案件, 35蒸吨以下锅炉."""
    if q.comparator not in (">=", "<=") or q.explicit or right[:1] == "的":
        return bool(q.explicit and q.comparator in "<>" and CLASS.match(right))
    kind = unit_kind().get(q.unit)
    sized = kind in ("money", "area", "measures") or q.unit == "蒸吨" or (q.unit == "人" and "班" in right[:4])
    return sized and CLASS_NAMED.match(right) is not None


def _is_change(page: layout.Layout, q: Quantity, near: str, before: str) -> bool:
    """Whether a number says how much something changed, differs from its target or was completed of it."""
    near = IN_LIST.sub("", near) if near.endswith(JOINS) else near
    rate = unit_kind().get(q.unit) == "rate"
    if rate and SAME_PERIOD.search(near):
        return False
    if BARE_CHANGE.search(near) and (rate or "比" in near or "较" in near):
        return True
    if MORE_OR_LESS.search(near):
        return True
    return is_aside(page, None, q, before, CLAUSE_END.split(before)[-1])


def _is_excuse(near: str, right: str, before: str) -> bool:
    """Whether a number explains why a target was missed, or counts what is left of it."""
    if EXCUSED.search(near):
        return True
    return bool(("因" in right and SINCE.match(right)) or (OPENS.search(f"，{near}") and UNDONE.match(right)))


def _is_of_goals(page: layout.Layout, q: Quantity, near: str, right: str) -> bool:
    """Whether a number counts indicators, or projects which are told one by one: 共设三级指标10项, 自评为优的2个."""
    if q.unit not in ("项", "个", "条", "类"):
        return False
    clause = CLAUSE_END.split(near)[-1]
    rated = EVALUATED.search(clause + right) and (PROJECTS.search(clause) or right.startswith("项目"))
    return bool((rated and page.projects) or GOALS_BEFORE.search(near) or GOALS_BEHIND.match(right))


def counts_goals(page: layout.Layout, q: Quantity) -> bool:
    """Whether a number counts indicators, as 3个一级指标, which are no goal themselves."""
    return q.unit in ("项", "个", "条", "类") and GOALS_BEHIND.match(page.text, q.stop) is not None


def _is_neutral_money(q: Quantity, before: str) -> bool:
    """Whether money only passes through: bought, contracted, estimated, cut, taken back, still to be paid."""
    if unit_kind().get(q.unit) != "money":
        return False
    clause = re.split("[，。；]", before)[-1]
    passing = ESTIMATED.search(clause) or pattern("neutral_money").search(clause)
    return bool(passing) and not pattern("results_of_money").search(clause)
