"""Who reports, on which year, at which level, and with which score."""

import re
from collections import Counter
from decimal import Decimal
from functools import cache

from helpers.reading.layout import number
from helpers.reading.records import Report, Score
from helpers.reading.scorecard import total
from helpers.reading.vocabulary import prefectures

HAN = r"[\u4e00-\u9fff]"
ORGAN = r"(?:局|厅|委员会|办公室|政府|法院|检察院|中心|学校|医院|大学|学院|总队|支队|大队|所)"
ANY_ORGAN = rf"(?:{ORGAN}|中学|小学|幼儿园|卫生院|管委会|联合会|协会|委|办|院|站|馆|处)"
PLACE = r"(?:[省市州盟县区旗镇]|(?<!城)乡|自治区|街道)"
YEAR = r"20\d\d[ \t]*年度?"
PLACED = re.compile(rf"(?<!{HAN}){HAN}{{2,}}?{PLACE}{HAN}{{1,8}}?{ORGAN}{HAN}*")  # words that may name an agency
AGENCY = re.compile(rf"(?:{HAN}{{2,7}}?{PLACE}){{1,3}}{HAN}{{1,8}}?{ORGAN}(?!{HAN}*{ORGAN}关于)")
ADDRESSEE = re.compile(rf"^[ \t　]*{HAN}{{4,30}}[：:][ \t　]*$", re.M)
LABELS = ("评价单位|自评单位|填报单位|报送单位|单位名称|部门名称|预算单位", "实施单位", "主管部门")
TITLED = re.compile(
    rf"^[ \t　]*(?:关于)?(?:{YEAR})?({HAN}{{3,30}}?{ANY_ORGAN})(?:机关|本级)?"
    r"(?=[ \t]*20\d\d|部门|整体|项目|关于|的|绩效|预算)[\s\S]{0,60}?自评",
    re.M,
)
YEAR_LABELLED = re.compile(r"(?:评价年度|自评年度|预算年度|年度)[ \t]*[：:][ \t]*(20\d\d)")
YEAR_TITLED = re.compile(
    r"(20\d\d)[ \t]*年(?:度?[^\s，。]{0,40}\s*(?:整体|项目)?支出绩效自评"
    rf"|度[^\n，。]{{0,30}}自评{HAN}{{0,2}}报告)"
)
YEAR_SAID = (r"(20\d\d)[ \t]*年度(?:部门)?预算", r"(20\d\d)[ \t]*年度", r"(20\d\d)[ \t]*年")
DAY = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
DATE = rf"(20\d\d)[ \t]*[年./-][ \t]*({DAY})[ \t]*[月./-][ \t]*({DAY})[ \t]*日?"
FILED = re.compile(rf"(?:填报日期|填报时间|填表日期|填报日|报送日期|报告日期|编制日期)[ \t]*[：:][ \t]*{DATE}")
SIGNED = re.compile(rf"^[ \t　]*{DATE}[ \t　]*$", re.M)
SIGNATURE = re.compile(rf"^[ \t　]*({HAN}{{3,30}}{ANY_ORGAN})(?:（[^）]*）)?[ \t　]*\n\s*{DATE}[ \t　]*$", re.M)
WORD_YEAR = re.compile(r"二[〇零○]([一二三])([〇零○一二三四五六七八九])(?=年)")
BRACKETED = re.compile(rf"自评{HAN}{{0,6}}[（(]({HAN}{{3,30}}{ANY_ORGAN})[)）]")
DEPARTMENT = re.compile("整体支出绩效|整体绩效自评|部门整体(?:支出|绩效)|单位整体(?:支出|绩效)|整体自评")
BEFORE_AGENCY = re.compile(
    r"^.*(?:根据|按照|对照|结合|依据|以及|关于|负责|全体|由|与|和|及|对|向|在|是|为|经|按|将|年度?)"
)
HEAD_LENGTH, TAIL_LENGTH = 400, 400


def head(text: str, report_id: str, source_file: str, sha256: str, scores: list[Score]) -> Report:
    """The row of table reports; what the text does not state stays empty."""
    text = WORD_YEAR.sub(lambda m: f"20{number(m[1])}{number(m[2])}", text)
    stated = total(scores)
    found = Report(
        report_id, source_file, sha256, _agency(text),
        fiscal_year=_year(text), scope=_scope(text), filed_on=_filed(text),
        self_score=stated.points if stated else None, self_score_max=_maximum(text, stated),
        annex_missing=bool(re.search(r"附[表件]", text)),
    )  # fmt: skip
    found = located(found)
    return found._replace(admin_level=found.admin_level or _level_said(text))


def located(report: Report) -> Report:
    """The report with the province, city and administrative level that its agency's name tells."""
    province, city = _place(report.agency_zh)
    return report._replace(province_zh=province, city_zh=city, admin_level=_level(report.agency_zh))


def _agency(text: str) -> str:
    """The agency by its label, else by the title, else by the signature, else the one named most often."""
    if printed := _labelled(text) or _titled(text) or _signed(text):
        return printed
    words = "\n".join(PLACED.findall(ADDRESSEE.sub("", text)))
    named = Counter(BEFORE_AGENCY.sub("", match) for match in AGENCY.findall(words))
    named = Counter({name: n for name, n in named.items() if len(name) > 4 and _level(name)})
    return named.most_common(1)[0][0] if named else ""


def _labelled(text: str) -> str:
    for labels in LABELS:
        if match := re.search(rf"(?:{labels})(?:（[^）]*）)?[ \t]*[：:][ \t]*([^\s，。；]{{4,30}})", text):
            return re.sub(r"(?:部门|本级|[（(].*)$", "", match[1])
    return ""


def _titled(text: str) -> str:
    """The agency that a title begins with, as in 云溪县水利局2022年度项目支出绩效自评表; empty for none."""
    match = TITLED.search(text[:HEAD_LENGTH]) or BRACKETED.search(text[:HEAD_LENGTH])
    return match[1] if match and _names_place(match[1]) else ""


def _signed(text: str) -> str:
    match = SIGNATURE.search(text[-TAIL_LENGTH:])
    return match[1] if match and _names_place(match[1]) else ""


def _names_place(agency: str) -> bool:
    return re.search(rf"{PLACE}|大学|学院", agency) is not None


def _place(agency: str) -> tuple[str, str]:
    """Province and prefecture of an agency, from its name."""
    known = _cities().match(agency)
    city = known.lastgroup if known else ""
    province = re.match(rf"{HAN}{{2,7}}?(?:省|自治区)", agency)
    if not city:
        return (province[0] if province else ""), ""
    if prefectures()[city] == "直辖市":
        return f"{city}市", f"{city}市"
    autonomous = city.endswith(("州", "盟")) and f"{city}市" not in agency
    return prefectures()[city], city if autonomous else f"{city}市"


@cache
def _cities() -> re.Pattern:
    """Any prefecture's name at the beginning, in a group of its short name."""
    return re.compile("|".join(f"(?P<{city}>{_city_pattern(city)})" for city in prefectures()))


def _city_pattern(city: str) -> str:
    """A prefecture's name, behind its province or not: 玉溪市, 延边州, 延边朝鲜族自治州."""
    own = rf"{city[:-1]}{HAN}{{2,6}}自治州|{city}" if city.endswith(("州", "盟")) else f"{city}(?:市|地区)"
    return rf"(?:{prefectures()[city]})?(?:{own})"


def _level(agency: str) -> str:
    """Administrative level by the last place in an agency's name; schools, hospitals and centres are institutions."""
    if re.search(
        r"(?:学校|中学|小学|幼儿园|医院|卫生院|大学|学院|中心|[福养敬救]\w{1,2}院|[图博文美纪档体]\w{1,2}馆|[一二三四五六七八九]中)$",
        agency,
    ):
        return "institution"
    if re.match(r"(?:国家|中央|财政部|司法部)", agency):
        return "central"
    places = re.findall(rf"{HAN}{{2,7}}?{PLACE}", re.sub(rf"{ORGAN}$", "", agency))
    if not places:
        return "province" if agency.endswith("厅") else ""
    return _level_of(places[-1])


def _level_said(text: str) -> str:
    """The level by the place that the title begins with, else by what the text calls its own place, as 我县 does; a
    city may be of two levels, so 我市 alone tells none."""
    titled = re.match(rf"\s*(?:20\d\d年度?)?({HAN}{{2,7}}?[县区旗镇乡州])(?!{HAN}?域)", text)
    own = Counter(re.findall(r"我([省县区旗镇乡])(?!域)", text)).most_common(1)
    return _level_of(titled[1] if titled else own[0][0]) if titled or own else ""


def _level_of(place: str) -> str:
    if place.endswith(("镇", "乡", "街道")):
        return "township"
    if place.endswith(("省", "自治区")):
        return "province"
    if place.endswith("市"):
        known = prefectures().get(place[:-1])
        return "province" if known == "直辖市" else "prefecture" if known else "county"
    return "prefecture" if place.endswith(("州", "盟")) else "county"


def _year(text: str) -> str:
    for printed in (YEAR_LABELLED, YEAR_TITLED):
        if match := printed.search(text[:HEAD_LENGTH]) or printed.search(text):
            return match[1]
    for printed in YEAR_SAID:
        if years := Counter(re.findall(printed, text)):
            return years.most_common(1)[0][0]
    return ""


def _scope(text: str) -> str:
    return "department" if len(DEPARTMENT.findall(text)) > 1 or DEPARTMENT.search(text[:HEAD_LENGTH]) else "project"


def _filed(text: str) -> str:
    """The date behind its label, else that of the last line that holds nothing else; as 2023-04-10."""
    signed = list(SIGNED.finditer(text[-TAIL_LENGTH:]))
    match = FILED.search(text) or (signed[-1] if signed else None)
    return f"{match[1]}-{number(match[2]):02d}-{number(match[3]):02d}" if match else ""


def _maximum(text: str, stated: Score | None) -> Decimal | None:
    """The maximum of the total score, where it is printed."""
    if stated and stated.max_points is not None:
        return stated.max_points
    return Decimal(100) if re.search(r"满分[为是：]?\s*100\s*分|百分制", text) else None
