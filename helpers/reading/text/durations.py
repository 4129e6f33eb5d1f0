"""Whether 年 and 日 behind a number count years and days, and are no date."""

import re

from helpers.reading.records import Quantity

CALENDAR, NEAR, SENTENCE = 4, 6, 60  # characters of a calendar year; before a number; of what it answers
LASTS = re.compile(r"(?:年限|寿命|周期|期限|实际|完成值)(?:达到|[为达按])?$")
DATE = re.compile("[年月][ \\t]*(?:[上中下]旬)?$|[-—~～至、和及/.]$|每[周月季年]$|[农阴]历|正月")
TOOK = re.compile(
    "(?:平均|用时|历时|耗时|需时|时长|时限|[缩压减][短缩少减]?[到至为])(?:时间)?(?:约|仅|只|为|是|到|用)*$"
)
ANSWERS = re.compile("(?:实际|完成值?|实用|实测)(?:约|仅|只|为|是|用)*$")
ALLOWED = re.compile(
    r"(?:[≤<]=?|不[得应能]?[超多高大][过于]|以?内|最[多长])[ \t]*\d{1,3}[ \t]*日|\d{1,3}[ \t]*日[之以]?内"
)
INSIDE, CLOSED = re.compile("[之以]?内"), re.compile("[，,。；;、）)\n]|$")


def is_years(text: str, q: Quantity) -> bool:
    """Whether 年 after a number counts years, as in 使用年限≥8年, and is no calendar year."""
    if len(q.token) >= CALENDAR or text.endswith(("已", "建成", "投用"), 0, q.begin):  # 建成已超过20年
        return False
    bounded = q.explicit or text[q.stop - 1 : q.stop] in "上下内"
    return bounded or LASTS.search(text, max(0, q.start - NEAR), q.start) is not None


def is_days(text: str, q: Quantity) -> bool:
    """Whether 日 after a number counts days: below a bound, as in 不超过30日 and 30日内, behind a word for how long it
    took, or as what such a bound is answered by: 时限≤30日，实际18日."""
    before = text[max(0, q.begin - NEAR) : q.begin]
    if len(q.token) >= CALENDAR or DATE.search(before):
        return False
    if q.explicit or text[q.stop - 1] == "内" or INSIDE.match(text, q.stop) or TOOK.search(before):
        return True
    answers = ANSWERS.search(before) and CLOSED.match(text, q.stop)
    return bool(answers) and ALLOWED.search(text, max(0, q.begin - SENTENCE), q.begin) is not None
