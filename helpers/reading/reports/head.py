"""Who reports, on which year, at which level, and with which score."""

import re
from collections import Counter
from decimal import Decimal

from helpers.reading.formats.grid import MARK
from helpers.reading.records import Report, Score
from helpers.reading.reports import agencies
from helpers.reading.scorecard.scorecard import total
from helpers.reading.text.layout import number

YEAR_LABELLED = re.compile(r"年度[ \t]*[：:][ \t]*(20\d\d)")
YEAR_TITLED = re.compile(  # no day, nor a month by itself
    r"(20\d\d)[ \t]*年(?!20\d\d|[ \t]*\d+[ \t]*月(?:[ \t]*\d|[）)]?(?:\s|$))|.{0,20}年度)"
)
SINCE = re.compile(  # of the past
    r"20(?:(?<=自20)\d\d[ \t]*年|\d\d[ \t]*年(?:\d+[ \t]*月)?(?:[底末]?[前起]|以[来前]|建成|成立|始建|创建))"
)
YEAR_EVALUATED = re.compile(r"(20\d\d)[ \t]*年度?(?![ \t]*\d)[^，。；：\n]{0,24}(?:自评|绩效评价)")
YEAR_SAID = (
    r"(20\d\d)[ \t]*年度(?:部门)?预算", r"(20\d\d)[ \t]*年度",
    r"(20\d\d)[ \t]*年[^，。；：\n\d]{0,8}(?:全年预算|(?:预算|执行|支出)数)[为是：]?[ \t]*\d", r"(20\d\d)[ \t]*年",
)  # fmt: skip
BEGUN = re.compile(r"(?<!自)(20\d\d)[ \t]*年[ \t]*起")
HALF_YEAR = "07"  # months before it are those in which the year before is evaluated
DAY = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
DATE = rf"(20\d\d)[ \t]*[年./-][ \t]*({DAY})[ \t]*[月./-][ \t]*({DAY})[ \t]*日?"
FILED = re.compile(rf"(?:填报日期|填报时间|填表日期|填报日|报送日期|报告日期|编制日期)[ \t]*[：:][ \t]*{DATE}")
SIGNED = re.compile(rf"^[ \t　]*{DATE}[ \t　]*$", re.M)
SIGNED_MONTH = re.compile(rf"(?:^|[ \t　（(])(20\d\d)[ \t]*年[ \t]*({DAY})[ \t]*月[）)]?[ \t　]*$", re.M)
WORD_YEAR = re.compile(r"二[〇零○]([一二三])([〇零○一二三四五六七八九])(?=年)")
NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
DEPARTMENT = re.compile("整体(?:支出绩效|绩效自评|自评|(?<=(?:部门|单位)整体)(?:支出|绩效))")
WHOLE = re.compile("整体|(?:部门|单位)(?:预算|支出)*绩效")
AMOUNT = r"[^，。；：、\d]{0,6}[为：:]?[ \t]*\d[\d,.]*[ \t]*[万亿]?元"
OWN_SPENDING = re.compile(
    f"基本支出{AMOUNT}|(?:人员(?:工资|经费|支出)|工资福利){AMOUNT}[^。\n]{{0,60}}公用(?:经费|支出)?{AMOUNT}"
)
OWN_BUDGET = re.compile("年度?(?:地方|财政|年度)*预算(?:执行|支出)*的?绩效")  # of the agency before the year
OF_PROJECT = re.compile("项目|专项|工程|补[助贴]|奖补|资金|经费")
TITLE = re.compile("自评|绩效评价|评价报告|绩效报告")
NO_TITLE = re.compile("[。；：:>＞|]|附件")
ANNEX = re.compile(
    r"^[ \t　]*附[表件](?:[ \t]*[0-9一二三四五六七八九十]{1,2})?(?:[ \t]*[:：.、]|[ \t　]|$)", re.M
)  # as a heading
REFERRED = re.compile(r"(?:见|[载列示附]于)[^，。；：\n]{0,8}附[表件]")
SHORTEST_ANNEX = 100  # characters below its heading: a list of annexes at the end of a report has fewer
HEAD_LENGTH, TAIL_LENGTH, LONGEST_LINE = 400, 400, 60


def head(text: str, report_id: str, source_file: str, sha256: str, scores: list[Score]) -> Report:
    """The row of table reports; what the text does not state stays empty."""
    text = text.translate(NARROW) if "２０" in text else text
    text = WORD_YEAR.sub(lambda m: f"20{number(m[1])}{number(m[2])}", text)
    stated, title, filed = total(scores), title_of(text), FILED.search(text)
    date = _filed(text, filed)
    found = Report(
        report_id, source_file, sha256, agencies.agency(text),
        fiscal_year=_year(text, title, filed is not None, date or _month(text)),
        scope="department" if is_of_department(text, title) else "project",
        filed_on=date,
        self_score=stated.points if stated else None, self_score_max=_maximum(text, stated),
        annex_missing=_lacks_annex(text),
    )  # fmt: skip
    found = located(found, text)
    return found._replace(admin_level=found.admin_level or agencies.level_said(text))


def located(report: Report, text: str = "", above: str = "") -> Report:
    """The report with the province, city and administrative level that its agency's name tells; the province else by
    the department `above`."""
    province, city = agencies.place(report.agency_zh)
    province = province or agencies.place(above)[0]
    return report._replace(province_zh=province, city_zh=city, admin_level=agencies.level(report.agency_zh, text))


def title_of(text: str) -> str:
    """The lines of the title, without breaks: the first short one that speaks of an evaluation, and its neighbours."""
    lines = [line.strip() for line in text[: 2 * HEAD_LENGTH].split("\n") if line.strip()]
    short = ["" if len(line) > LONGEST_LINE or NO_TITLE.search(line) else line for line in lines]
    named = next((i for i, line in enumerate(short) if TITLE.search(line)), None)
    return "" if named is None else " ".join(short[max(0, named - 2) : named + 2])


def _year(text: str, title: str, is_filed: bool, date: str) -> str:
    """The year by its label, else the title's, else the one that an evaluation is of, else the one called a year of
    account most often; else the last one before a date of filing in the first half of a year, where it or 去年 is
    named, else the one named most often, days of filing and what is past left out."""
    if match := YEAR_LABELLED.search(text) or YEAR_TITLED.search(title):
        return match[1]
    if len(years := set(YEAR_EVALUATED.findall(text[:HEAD_LENGTH]))) == 1:
        return years.pop()
    undated = "\n".join(line for line in text.split("\n") if not SIGNED.fullmatch(line))
    undated = FILED.sub("", undated) if is_filed else undated
    present = SINCE.sub("", undated)
    before = str(int(date[:4]) - 1) if "" < date[5:7] < HALF_YEAR else ""
    for printed in YEAR_SAID:
        if before and printed == YEAR_SAID[-1] and (before in present or "去年" in present):
            return before
        if years := Counter(re.findall(printed, present)):
            return years.most_common(1)[0][0]
    begun = set(BEGUN.findall(undated))  # 2022年起由我局牵头, and no year else
    return begun.pop() if len(begun) == 1 else ""


def is_of_department(text: str, title: str) -> bool:
    """By the title whether it is the department, or, where it names no money of a purpose, by its spending on itself;
    without a title by whether the text speaks so at once or again."""
    if title:
        own = not OF_PROJECT.search(title) and (OWN_BUDGET.search(title) or OWN_SPENDING.search(text))
        return WHOLE.search(title) is not None or bool(own)
    return len(DEPARTMENT.findall(text)) > 1 or DEPARTMENT.search(text[:HEAD_LENGTH]) is not None


def _filed(text: str, labelled: re.Match | None) -> str:
    """The date behind its label, where it is `labelled`, else that of the last line of a date alone; as 2023-04-10."""
    signed = list(SIGNED.finditer(text[-TAIL_LENGTH:]))
    match = labelled or (signed[-1] if signed else None)
    return f"{match[1]}-{number(match[2]):02d}-{number(match[3]):02d}" if match else ""


def _month(text: str) -> str:
    """The month that ends a line of the head, as that of an agency under the title; as 2023-04."""
    match = SIGNED_MONTH.search(text[:HEAD_LENGTH])
    return f"{match[1]}-{number(match[2]):02d}" if match else ""


def _lacks_annex(text: str) -> bool:
    """Whether the text refers to an annex, or lists one at its end, and none stands below such a heading in it."""
    below = [text[heading.end() :] for heading in ANNEX.finditer(text)]
    there = any(MARK in each or len(each.strip()) >= SHORTEST_ANNEX for each in below)
    return not there and bool(below or REFERRED.search(text))


def _maximum(text: str, stated: Score | None) -> Decimal | None:
    """The maximum of the total score, where it is printed."""
    if stated and stated.max_points is not None:
        return stated.max_points
    full = "百分制" in text or ("满分" in text and re.search(r"满分[为是：]?\s*100\s*分", text))
    return Decimal(100) if full else None
