"""Which function of an agency a reported figure speaks of; those of justice are told of agencies of justice alone."""

import re
from functools import lru_cache

from helpers.reading.records import Quantity, Report
from helpers.reading.text import layout
from helpers.reading.text.sums import parts_begin
from helpers.reading.vocabulary import keys, nearest, pattern, words

JUSTICE = re.compile("司法|法律援助|公证|戒毒|仲裁|调解|律师|普法|依法治")
PART_FIRST = re.compile(r"\s*其中[，：:]?[^，。；：]*?\d")
PHRASE_END = re.compile("[，。；]")
PARALLEL = re.compile(r"\d(?:[^、，。；]*、[^、，。；\d]*\d)*[^、，。；]*、[^、，。；\d]{0,2}$")
LIST_END = 3  # what may stand between the last 、 of a list and its next number
VERB = re.compile("进行|开展|办理|提供|参加|参与|共(?<!公共)|累计|组织|实施|受理|接受|为")


def is_of_justice(report: Report) -> bool:
    """Whether an agency is one of justice; one that is not named may be, but no township and no institution."""
    if report.agency_zh:
        return JUSTICE.search(report.agency_zh) is not None
    return report.admin_level not in ("township", "institution")


def function(
    page: layout.Layout, q: Quantity, before: str, after: str, titles: tuple[str, ...], justice: bool = True
) -> str:
    """The function that a number speaks of, else `other`: for a part, 其中, that of its whole; else by the words before
    it in its sentence, of one of a list by those before the list, by the noun behind it, by the titles above."""
    noun = after.partition("、")[0]
    ahead = PARALLEL.sub("", before) if "、" in before[-LIST_END:] else before
    own = (ahead, VERB.split(noun, maxsplit=1)[0] or noun)
    if not justice:
        named = (nearest("functions", text) for text in (*own, *titles))
        return next((key for key in named if key and key not in words("functions_of_justice")), "other")
    whole = _whole(page, q, before)
    return (_named((whole,)) if whole else "") or _listed(before) or _named(own, titles) or "other"


def _named(texts: tuple[str, ...], titles: tuple[str, ...] = ()) -> str:
    """The function that the first text to name one names, titles last; words that any function may use, as 律师, count
    only where no other word does."""
    for section in ("functions", "functions_in_passing"):
        for text in texts:
            if key := nearest(section, text):
                return key
        if key := _titled(section, titles):
            return key
    return ""


@lru_cache(maxsize=64)  # the titles above are the same for many figures
def _titled(section: str, titles: tuple[str, ...]) -> str | None:
    return next(filter(None, (nearest(section, title) for title in titles)), None)


def _whole(page: layout.Layout, q: Quantity, before: str) -> str:
    """The words before the whole of which a number is a part, in its sentence or the one before; empty for a whole."""
    if "其中" in before and PART_FIRST.match(before + q.token):
        start, _ = layout.sentence(page, q.start)
        return page.text[layout.sentence(page, start - 1)[0] : start] if start else ""
    return before[: part.start()] if (part := parts_begin(before)) else ""


def _listed(before: str) -> str:
    """公共法律服务, where several functions do something together, as in 公证、法律援助等; empty elsewhere."""
    if "等" not in before or "、" not in before:
        return ""
    ended = (phrase.rpartition("等")[0] for phrase in PHRASE_END.split(before))
    listed = (text for text in ended if 0 < text.find("、", 1) < len(text) - 1)
    named = {keys("functions")[word] for text in listed for word in pattern("functions").findall(text)}
    return "public_legal_services" if len(named) > 1 else ""
