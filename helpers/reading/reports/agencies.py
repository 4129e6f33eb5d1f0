"""The agency that reports: its name as printed, its place, and its administrative level."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from helpers.reading.vocabulary import county_cities, prefectures, words

HAN = r"[\u4e00-\u9fff]"
PLACE = (  # the last character of a place's name; 城乡建设, 市场, 社区 name none
    r"(?:省(?!级)|自治[区州县旗]|地区|街道|苏木|团场|市(?![场级])|州(?!级)|盟(?!级)|(?<!全)县(?![级域])|(?<![社小校景灌库片辖城老灾])区(?![域级])|旗"
    r"|(?<!城)镇(?!级)|(?<![城下])乡(?![村镇风土]))"
)
ORGAN = r"(?:局|厅|委员会|办公室|政府|法院|检察院|中心|学校|医院|大学|学院|总队|支队|大队|所)"
ANY_ORGAN = (
    rf"(?:{ORGAN}|中学|小学|幼儿园|高中|一中|党校|卫生院|保健院|管委会|科协"
    r"|(?:联合|协|总工|红十字|学|商|基金|理事|总)会|(?:合作|联合|供销|联)社|(?:粮|储备)库|(?:妇|残|文|侨|台|社|工商)联"
    r"|办事处|公司|基地|监狱|实验室|委|办|院|站|馆|处|台|场|园|队|宫|[剧舞术技]团|[报版志]社)"
)
YEAR = r"20\d\d[ \t]*年度?"
ENDS_IN_ORGAN = re.compile(ORGAN)
PLACED = re.compile(rf"{HAN}{{2,}}?{PLACE}{HAN}{{1,12}}?{ORGAN}{HAN}*")  # of a run of characters: it may name an agency
AGENCY = re.compile(rf"(?:{HAN}{{2,7}}?{PLACE}){{1,3}}{HAN}{{1,12}}?{ORGAN}(?!{HAN}{{0,30}}{ORGAN}关于)")
ADDRESSEE = re.compile(
    rf"^[ \t　]*{HAN}{{3,30}}(?:{ANY_ORGAN}|单位|部门|[科股室])[：:][ \t　]*$", re.M
)  # a line of its own
LABELS = (
    "评价单位|自评单位|填报单位|报送单位|项目单位|单位名称|部门名称|预算单位",
    "主管部门(?<!中央主管部门)(?<!省级主管部门)", "实施单位",
    "主办单位|主办|发布机构|发布单位|信息来源",
)  # fmt: skip
PUBLISHED = re.compile(rf"(?<![金息])来源[ \t]*[：:][ \t]*({HAN}{{2,30}}?{ANY_ORGAN})(?=\s|$)")  # of a page
OF_UNIT = re.compile(r"单位[ \t]*[：:]")  # in any UNIT, found sooner
UNIT = re.compile(rf"^[ \t　]*单位[ \t]*[：:][ \t]*({HAN}{{3,30}}?{ANY_ORGAN})(?=[\s（(]|$)", re.M)  # no 单位：万元
TITLED = re.compile(
    rf"^[ \t　]*(?!致)(?:关于)?(?:{YEAR})?({HAN}{{3,30}}?{ANY_ORGAN})(?:机关|本级)?"  # no 致市财政局
    r"(?=\s*(?:20\d\d|部门|整体|项目|专项|补助|关于|的|绩效|预算))[\s\S]{0,60}?(?:自评|绩效评价)",
    re.M,
)
HOUSE = (  # its place alone tells whose it is
    r"(?:[档图][案书]|[文科][化技]|博物|美术)馆|[青少]年宫|文化宫|法院|检察院|血站|实验室"
)
TITLE_OF_PROJECT = re.compile(
    rf"^[ \t　]*(?:关于)?(?:{YEAR})?({HAN}{{2,12}}?{PLACE}"
    rf"(?:{HOUSE}|{HAN}{{1,14}}?(?:{HOUSE}|局|联合会|协会|委员会|管理处|中心|幼儿园|[支大总]队)))"
    rf"(?![分小血城卫][^，。；]|{HAN}{{0,12}}{ORGAN})"
    r"(?=[^\n，。；]{2,40}(?:自评|绩效))(?![^\n]*(?:建设|[新扩改迁]建|改造|修缮|维修|工程))",
    re.M,
)
OPENS_TITLE = re.compile(rf"^[ \t　]*({HAN}{{2,20}}?{ANY_ORGAN})(?=[^\n，。；]{{2,40}}自评)", re.M)
PRESENTED = (
    r"(?:（[^）]*）)?(?:(?:隶属|直属|位于|坐落|地处|始?[建创]于|成立于|编制|现有|内设|系|核定|占地)"
    r"|[是为][^，。；]{0,15}(?:单位|级))"
)
SIGNED_DAY = r"20\d\d[ \t]*[年./-][ \t]*\S{1,3}[ \t]*[月./-][ \t]*\S{1,3}[ \t]*日?"
SIGNATURE = re.compile(
    rf"^[ \t　]*({HAN}{{3,30}}{ANY_ORGAN})(?:[（(](?:盖章|公章|签章)[）)][ \t　]*$"
    rf"|(?:（[^）]*）|[院校馆所站]务会)?[ \t　]*(?:\n\s*|[ \t　]){SIGNED_DAY}[ \t　]*$)",
    re.M,
)
ALONE = re.compile(rf"^[ \t　]*({HAN}{{3,30}}{ANY_ORGAN})[ \t　]*$", re.M)  # a line of the title
SELF = re.compile(  # 现将青云县文化馆自评情况报告如下
    rf"[\x00-\u4dff\ua000-\U0010ffff将由]((?:{HAN}{{2,7}}?{PLACE}){{1,3}}{HAN}{{1,12}}?{ANY_ORGAN})"
    r"(?=自评|成立|高度重视|申报|围绕|聚焦|认真|及时|组织|[对关于]{1,2}20\d\d年[^，。]{0,30}自评|）)"
)
SELF_SHORT = re.compile(  # 国家内河航运总局（以下简称总局）
    rf"(?<!{HAN})({HAN}{{3,30}}{ANY_ORGAN})[（(](?:以下|下)?简称：?[“”\"]?(?:我|本)?(?:{ORGAN}|总局|分局|单位|校|院|馆|站)[“”\"]?[）)]"
)
OPENS_YEAR = re.compile(  # 青石水库管理处2023年度, and alone in the first line
    rf"\A\s*({HAN}{{3,30}}?{ANY_ORGAN})(?=20\d\d|[ \t　]*\n|[ \t　]+20\d\d)"
)
BEFORE_AGENCY = re.compile(
    r"^.*(?:根据|按照|对照|结合|依据|隶属于?|以及|关于|负责|全体|(?:报[请送]?|委托|邀请|会同|联合|聘请|通过|提交|征得|请示)(?=[省市州盟县区旗])"
    r"|由|与|和|及|对|向|在|是|为|经|按|将|(?<![青少])年[度末底初]?)"
)
NEIGHBOUR = re.compile(rf"[省市州盟县区旗镇乡](?!{HAN}{{0,6}}{PLACE})")  # 县财政局, as its neighbours call it
PLACES = re.compile(rf"{HAN}{{2,14}}?{PLACE}")
TITLE_PLACES = re.compile(rf"^[ \t　]*(?:关于)?(?:{YEAR})?((?:{HAN}{{2,14}}?{PLACE})++)", re.M)
TITLE_OF_PLACE = re.compile(rf"{TITLE_PLACES.pattern}[^，。；：]{{0,60}}?自评", re.M)
ABOVE_PLACE = re.compile("^(?:中国共产党|中共|国家税务总局|中国人民政治协商会议|政协|共青团|中国人民银行)")
CENTRAL = re.compile(
    "(?:国家|中央|中国|中华人民共和国|国务院|最高人民|海关总署|(?:财政|司法|教育|公安|民政|水利|商务)部)"
)
NAMES_PLACE = re.compile(rf"{PLACE}|大学|学院|^{CENTRAL.pattern}")
OWN_PLACE = re.compile(r"(?:我|全(?!省))([省市州盟县区旗镇乡])(?![域面程覆])")  # 全省 is said in comparisons
OWN_BUREAU = re.compile("我(?:局|委|厅|办|部|镇|乡|街道|分局)")
OWN_INSTITUTION = re.compile(
    r"[我本](?:校|院|馆|园|站|中心|学院|医院)"
    r"|[。，；\s](?:学校|学院|医院|中心|幼儿园|[图博美文]\S{1,2}馆)(?=核定|现有|占地|编制|内设|始建|创办|开设|是|为|系)"
)
PURSE = re.compile(
    rf"([省市州盟县区旗])(?:级(?=财政|配套|预算|部门)|财政局|财政厅|人大(?:常委会)?(?=批准|批复|审议通过))|(?<!{HAN})([省市州盟县区旗]){HAN}{{2,8}}(?:局|委|厅)"
)
COUNTIES, TOWNS = (
    re.compile(r"县区|区县|[各辖]县|县（市|市辖区|\d个[县区旗]"),
    re.compile(r"全市\S{0,8}\d个(?:乡|镇|街道)|各乡镇"),
)
COURT = re.compile("法院|检察院")
HEAD_LENGTH, TAIL_LENGTH, SAID_LENGTH, SHORTEST = 400, 400, 3000, 3
LEVELS = {
    "省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county",
    "旗": "county", "镇": "township", "乡": "township",
}  # fmt: skip


def agency(text: str) -> str:
    """The agency by its label, else by the title, else by the signature, else the one named most often."""
    printed = _labelled(text, LABELS[:1]) or _of_project(text) or _labelled(text, LABELS[1:3]) or _unit(text)
    if printed := printed or _titled(text) or _says_itself(text) or _signed(text):
        return printed
    if printed := _labelled(text, LABELS[3:]):
        return printed
    if published := PUBLISHED.search(text[:HEAD_LENGTH]):
        return published[1]
    if alone := next((m for m in ALONE.findall(text[:HEAD_LENGTH]) if _names_place(m)), ""):
        return alone
    if (opened := OPENS_YEAR.match(text)) and _is_institution(opened[1]):
        return opened[1]
    named_here = "\n".join(_runs_with_agency(ADDRESSEE.sub("", text)))
    named = Counter(_without_opening(match) for match in AGENCY.findall(named_here))
    named = Counter({name: n for name, n in named.items() if len(name) > 4 and PLACES.match(name)})
    if titled := TITLE_OF_PLACE.search(text[:HEAD_LENGTH]):  # the report of 云河市 is of no office of its province
        named = Counter({name: n for name, n in named.items() if titled[1] in name})
    return named.most_common(1)[0][0] if named else ""


def _without_opening(name: str) -> str:
    """An agency's name without the words before it; with 和 in it, as 人力资源和社会保障局, where neither a place nor a
    bureau next door is left."""
    if presented := re.match(rf"({HAN}+?{ORGAN})[为是系]", name):  # 云河县文物中心为县文旅局所属
        return presented[1] if PLACES.match(presented[1]) else name
    own = BEFORE_AGENCY.sub("", name)
    return own if PLACES.match(own) or NEIGHBOUR.match(own) else name


def _runs_with_agency(text: str) -> Iterator[str]:
    """The runs of Chinese characters that may name an agency, each whole."""
    end = -1  # of what was looked at
    for organ in ENDS_IN_ORGAN.finditer(text):
        start = organ.start()
        while start > max(end, 0) and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        placed = PLACED.match(text, start) if start > end else None  # else the run goes on
        end = max(end, placed.end() if placed else organ.end())
        if placed:
            yield placed[0]


def place(name: str) -> tuple[str, str]:
    """Province and prefecture of an agency, from its name."""
    known = _cities(name[0]).match(name) if name else None
    city = known.lastgroup if known else ""
    province = re.match(rf"{HAN}{{2,7}}?(?:省|自治区)", name)
    if not city:
        return (province[0] if province else _province_of_county_city(name)), ""
    if prefectures()[city] == "直辖市":
        return f"{city}市", f"{city}市"
    autonomous = city.endswith(("州", "盟")) and f"{city}市" not in name
    return prefectures()[city], city if autonomous else f"{city}市"


def level(name: str, text: str = "") -> str:
    """Administrative level by the last place in an agency's name; schools, hospitals and centres are institutions."""
    name = re.sub(r"(?:[（(].*|本级|机关)$", "", name)
    if _is_institution(name):
        return "institution"
    if re.search("[村居](?:民委员会|委会)$", name):
        return "township"
    name = ABOVE_PLACE.sub("", name)
    if places := PLACES.findall(re.sub(rf"{ORGAN}$", "", name)):
        found = _level_of(places, text)
        return "county" if name.endswith("分局") and found == "prefecture" else found  # 某市公安局某分局: of a district
    if CENTRAL.match(name):
        return "central"
    return "province" if name.endswith("厅") else LEVELS.get(name[:1], "")


def level_said(text: str) -> str:
    """The level without a named agency: an institution speaks of 我校 or 我院, another unit's title begins with its
    place, or it says 我县 or 全县; last comes the lowest purse that gives money. 我市 alone tells none."""
    if _is_own_institution(text[:SAID_LENGTH]):
        return "institution"
    if titled := TITLE_PLACES.search(text[:HEAD_LENGTH]):
        return _level_of(PLACES.findall(titled[1]), text)
    own = Counter(OWN_PLACE.findall(text)).most_common(1)
    if own and (own[0][0] != "市" or COUNTIES.search(text)):
        return LEVELS[own[0][0]]
    purses = [LEVELS[one or other] for one, other in PURSE.findall(text)]
    return next((each for each in ("county", "prefecture", "province") if each in purses), "")


def _is_own_institution(text: str) -> bool:
    """Whether the text speaks of 我校 or 我院 and of no bureau, nor of a court, which says 我院 too."""
    return not OWN_BUREAU.search(text) and not COURT.search(text) and OWN_INSTITUTION.search(text) is not None


def _labelled(text: str, tiers: tuple[str, ...]) -> str:
    for labels in tiers:
        if match := re.search(rf"(?:{labels})(?:[（(][^（()）]*[)）])?[ \t]*[：:][ \t]*([^\s，。；]{{4,30}})", text):
            return re.sub(r"(?:部门|本级|[（(）)】].*)$", "", match[1])
    return ""


def _unit(text: str) -> str:
    """The agency above a form, as 单位：云河县第一中学."""
    match = UNIT.search(text) if OF_UNIT.search(text) else None
    return match[1] if match and _names_place(match[1]) else ""


def _titled(text: str) -> str:
    """The agency that opens the title; an institution without a place is one that a sentence presents too."""
    match = TITLED.search(ADDRESSEE.sub("", text[:HEAD_LENGTH]))
    if match and _names_place(match[1]):
        return match[1]
    return next((name for name in OPENS_TITLE.findall(text[:HEAD_LENGTH]) if _is_presented(name, text)), "")


def _of_project(text: str) -> str:
    """The agency that opens the title of a project and builds nothing by it: X县档案馆馆藏档案数字化项目."""
    match = TITLE_OF_PROJECT.search(text[:HEAD_LENGTH])
    return match[1] if match and not BEFORE_AGENCY.match(match[1]) else ""


def _is_presented(name: str, text: str) -> bool:
    """Whether a sentence begins with the name of an institution and says what or whose it is, X馆隶属市文旅局, or with
    what it is and says what it did: 学院已…"""
    told = rf"{name}{PRESENTED}" + ("" if OWN_BUREAU.search(text) else rf"|{name[-SHORTEST + 1 :]}(?:已|将|拟|正在)")
    return _is_institution(name) and re.search(rf"(?<!{HAN})(?:{told})", text[:SAID_LENGTH]) is not None


def _says_itself(text: str) -> str:
    head = text[: 2 * HEAD_LENGTH]
    match = ("简称" in head and SELF_SHORT.search(head)) or SELF.search(f"\n{head}")
    return re.sub("^.*(?:现将|由|经|按照|根据)", "", match[1]) if match else ""


def _signed(text: str) -> str:
    """The agency above the last date; an institution without a place is one that the head speaks of."""
    match = SIGNATURE.search(text[-TAIL_LENGTH:])
    name = match[1] if match else ""
    told = name and text.count(name[:SHORTEST]) > 1 and name[:SHORTEST] in text[:HEAD_LENGTH]
    return name if _names_place(name) or (told and _is_institution(name)) else ""


def is_placed(name: str) -> bool:
    """Whether an agency is named in full, as 云河县水利局, not as its neighbours call it, 县水利局."""
    return _names_place(name) and not re.match(r"[省市州盟县区旗镇乡]", name)


def _names_place(name: str) -> bool:
    return NAMES_PLACE.search(name) is not None


@cache
def _cities(letter: str) -> re.Pattern:
    """Any prefecture's name that begins with a letter, alone or behind its province, in a group of its short name."""
    named = (city for city, province in prefectures().items() if letter in (city[0], province[0]))
    return re.compile("|".join(f"(?P<{city}>{_city_pattern(city)})" for city in named) or "(?!)")


def _city_pattern(city: str) -> str:
    """A prefecture's name, behind its province or not: 玉溪市, 延边州, 延边朝鲜族自治州."""
    own = rf"{city[:-1]}{HAN}{{2,6}}自治州|{city}" if city.endswith(("州", "盟")) else f"{city}(?:市|地区)"
    return rf"(?:{prefectures()[city]})?(?:{own})"


def _province_of_county_city(name: str) -> str:
    match = re.match(rf"({HAN}{{1,6}}?)市", name)
    return county_cities().get(match[1], "") if match else ""


def _is_institution(name: str) -> bool:
    endings = words("institutions")
    return name.endswith(tuple(endings["endings"])) and not name.endswith(tuple(endings["no_institutions"]))


def _level_of(places: list[str], text: str) -> str:
    """The level of the last of the places, each in the one before; a 市 in another one is a county-level city."""
    last = places[-1]
    if last.endswith(("镇", "乡", "街道", "苏木")):
        return "township"
    if last.endswith(("省", "自治区")):
        return "province"
    if last.endswith("市"):
        above = places[-2:-1] and places[-2].endswith(("市", "州", "地区", "盟"))
        return "county" if above else _city_level(last[:-1], text)
    return "prefecture" if last.endswith(("州", "盟", "地区")) else "county"


def _city_level(city: str, text: str) -> str:
    """The level of a city by the lists of cities, else by whether the text speaks of its counties or only of towns."""
    if city in county_cities():
        return "county"
    if city in prefectures():
        return "province" if prefectures()[city] == "直辖市" else "prefecture"
    return "county" if TOWNS.search(text) and not COUNTIES.search(text) else "prefecture"
