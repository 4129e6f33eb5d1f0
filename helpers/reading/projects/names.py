"""What names a project: more than words for money, for a purse, or for what is told of one."""

import re
from functools import lru_cache

from helpers.reading.funds.names import TWO_HAN, purse
from helpers.reading.funds.words import categories
from helpers.reading.text.layout import NUMERAL
from helpers.reading.vocabulary import any_of, words

AN_AGENCY = re.compile(r"(?:本级|机关|单位|[局委办院站所队馆校处县旗乡]|(?<!小)镇|街道|中心|公司)$")
BRACKET = re.compile(r"（[^）]*）$")
TOLD = tuple(words("told_of_projects"))
GENERAL = re.compile(rf"{any_of(words('general_in_titles'))}|[\d年（）()“”\"、\s]")
NO_NAME = re.compile(
    "^(?:一般公共|政府性基金|国有资本|我|本|该|其中|上述|以上|纳入|列入|批复|实际|合计|共计|总计|小计|加[起在]|[合归]总"
    r"|截至|截止|年[初末底中]|全年|随后|最[先后]|到[上下])|个$|(?<!专)项$|安排|承担|列入|纳入|看$|合[起在]|\d"
)
COUNT = rf"(?:{NUMERAL}|两|(?<!\d)\d{{1,2}})"
COUNTED = re.compile(rf"{COUNT}[个项笔大类]+(?:项目|专项|子项|工程|[^，。；;：:、\d\n]{{0,10}}资金|$)|各(?:项目|专项)")
TOPIC = re.compile("(?:[这那]?一?[块边头]|方面|方向)$")
CODE = re.compile(r"^\d{4,6}(?!年)")
MARKS = '“”「」《》【】" 　、的'
CALLED = re.compile("(?:项目|专项)$")
MONEY_WORD = any_of(  # what stands between a name and its money
    [*words("budget_times"), *words("budget_words"), *words("spent_words")]
    + ["到位", "到账", "下达", "收到", "计划", "收入", "投入", "实际", "实支", "拨付", "为", "由", "的"]
    + ["结余", "结转", "上年", "花", "项目"]
)


@lru_cache(maxsize=4096)  # each way to tell the projects of a text apart asks for the same names
def is_specific(named: str) -> bool:
    """Whether a title has more than words for money, no category and no purse."""
    whole = purse(named) or not set(categories(named)).isdisjoint(words("heading_categories"))
    return not whole and TWO_HAN.search(GENERAL.sub("", named)) is not None


def without_report(title: str) -> str:
    """A title without the words behind a name that say what is told of it, as 绩效自评情况, and without a bracket."""
    named = TOPIC.sub("", BRACKET.sub("", title).strip(MARKS))
    while named.endswith(TOLD):
        named = named.removesuffix(next(each for each in TOLD if named.endswith(each))).strip(MARKS)
    return named


@lru_cache(maxsize=4096)
def is_name(title: str) -> bool:
    """Whether a title may name a project: it is specific, no agency unless it says 项目 behind it, and counts none."""
    named = without_report(title)
    agency = AN_AGENCY.search(named) and not CALLED.search(title)
    named = CODE.sub("", named)
    told = named[:1] not in tuple("与和及其") and is_specific(named) and not agency
    return told and not NO_NAME.search(named) and not COUNTED.search(title)
