"""Whether what a rate is of is named with the two figures before it."""

import re
from itertools import pairwise

from helpers.coding.checks.words import entry, pattern

NAME = re.compile(r"(?P<of>[\u4e00-\u9fff“”]*?)(?P<verb>[\u4e00-\u9fff]{2})(?:率|比例|进度)(?:为|达到?|是|只有|仅)*$")
PLAIN_END = re.compile("(?:为|达到?|是|只有|仅|约)+$")


def is_of(clause: str, known: str) -> bool:
    """Whether what a rate is of (贫困户 of 贫困户建档率) is named in the words known; one of nothing by name is of any
    figures only if its verb is theirs or says that something was done."""
    named = NAME.search(PLAIN_END.sub("", clause))
    of = _thing(named) if named else ""
    if named and len(of) < 2:
        return named["verb"] in entry("done_rates") or named["verb"][0] in known
    return all(a + b in known for a, b in pairwise(of))


def _thing(named: re.Match) -> str:
    return pattern("all_rates").sub("", named["of"])
