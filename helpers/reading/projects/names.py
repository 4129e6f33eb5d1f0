"""What names a project: more than words for money, for a purse, or for what is told of one."""

import re

from helpers.reading.funds.names import TWO_HAN, purse
from helpers.reading.funds.words import categories
from helpers.reading.vocabulary import any_of, words

AN_AGENCY = re.compile(r"(?:本级|机关|单位|[局委办院站所队馆校处县旗乡]|(?<!小)镇|街道|中心|公司)$")
BRACKET = re.compile(r"（[^）]*）$")
TOLD = tuple(words("told_of_projects"))
GENERAL = re.compile(rf"{any_of(words('general_in_titles'))}|[\d年（）()“”\"、\s]")


def is_specific(named: str) -> bool:
    """Whether a title has more than words for money, no category and no purse."""
    whole = purse(named) or not set(categories(named)).isdisjoint(words("heading_categories"))
    return not whole and TWO_HAN.search(GENERAL.sub("", named)) is not None


def without_report(title: str) -> str:
    """A title without the words behind a name that say what is told of it, as 绩效自评情况, and without a bracket."""
    named = BRACKET.sub("", title).strip('“”" 的')
    while named.endswith(TOLD):
        named = named.removesuffix(next(each for each in TOLD if named.endswith(each))).strip('“”" 的')
    return named
