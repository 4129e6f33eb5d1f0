"""What a number counts, by the words before it: without years, list numbers, and words for target and actual."""

import re
from functools import lru_cache

from helpers.reading.roles.targets import BARE, OF_TARGET, SET_VERBS, WHEN_SET, call
from helpers.reading.text import layout
from helpers.reading.text.items import EDGES
from helpers.reading.vocabulary import any_of, without, words

YEAR = re.compile(  # 2021年, 2020至2022年度, 10月底前
    r"\d(?:(?<=2)0\d\d(?:[ \t]*[—~～至-][ \t]*20\d\d)?[ \t]*年[度内]?|\d?月(?:\d{1,2}日|底|末)?(?:前)?)"
)
OF_POINTS = r"[^（()）。；：:\d]{0,6}\d[\d.]*[ \t]*分"
POINTS = re.compile(rf"[（(]{OF_POINTS}(?:[，,、；;/]{OF_POINTS})*[)）]")  # 完工时间（满分9分，实得8分）：
COLON = re.compile("[：:]")
NUMBERED = rf"[（(]?\d{{1,2}}[)）.．、]|{layout.NUMBERED}"
BEGINS = re.compile(rf"(?:{NUMBERED}|(?:{any_of(words('target_words'))})(?:为|是|[:：]))")  # no part of a name
LEADING = re.compile(  # nor these
    rf"(?:{any_of(words('actual_words') + words('no_name_leading'))}|超额完成|没有达到|未能?达到"
    r"|及(?![时格])|和(?![谐解])|并(?![购网轨])|为(?![民农企老])"
    r"|圆满完成|如期完成|(?:符合|满足|达到)(?=[“\"])|[“\"]"
    r"|共计?(?![同享建治])|计划(?!生育)|应(?!急|用|对|届|诉)"
    r"|完成了?(?!率|及时|时间|情况|值|比例|进度)|[一二三四五六七八九]是|[我全](?:县|市|区|局|校|院|镇))+"
)
AS_SET = re.compile(rf"(?:对照|按照|根据|比照|依据|依照){WHEN_SET}{SET_VERBS}的(?=..)")  # nor 对照年初确定的
AS = frozenset("对按根比依")
CHECKS = any_of([*words("checks"), *words("surveys")])
SOURCE = re.compile(  # whoever found it out is no part of what was found: 线上问卷测得, 秋季核查结果, 经检验
    rf"^(?:[^，。；\d率度]{{0,10}}?(?:{CHECKS})(?:数据)?(?:{any_of(words('found_by'))})+(?!率|量|及时|时间|比例)|经(?![常过营济费])[^，。；\d]{{0,8}}?(?:{CHECKS}))"
)
ENDS = re.compile(
    rf"(?:{any_of(words('actual_words'))})?(?:分别|依次|平均)?(?:{any_of(words('no_name_trailing'))})*$",
)
LAST = {word[-1] for word in ("分别", "依次", "平均", *words("actual_words"), *words("no_name_trailing"))}  # of ENDS
WHO = re.compile("[^，。；：、\\d]{0,8}[会局部厅委办院处里级上省市县区州镇乡们方]")  # 理事会 of 理事会要求的是
AROUND = EDGES + '“”"'
DEED_ALONE = re.compile(  # no name: 年内建成并投入使用7个
    "(?:年内|年底前?|当年|全年|全部|均|已|共)*(?:建成|完工|竣工|交付|投用|投入使用|投入运行|开通|启用)"
    "(?:并|且|和|已|全部|建成|完工|竣工|交付|投用|投入使用|投入运行|开通|启用|验收|通过)*"
)
NO_NAMES = frozenset(["", *words("no_names")])


@lru_cache(maxsize=4096)
def named(text: str) -> str:
    """A name without year, enumerators, words for target and actual, and punctuation around it."""
    text = POINTS.sub("", YEAR.sub("", text)).strip(AROUND)
    called = call(text).search(text)
    text = text[: called.start()].strip(EDGES) if called else text
    if BARE.fullmatch(text) or OF_TARGET.fullmatch(text) or (called and "的是" in called[0] and WHO.fullmatch(text)):
        return ""
    text = without(SOURCE, text)
    text = without(AS_SET, text) if text[:1] in AS else text
    text = ENDS.sub("", text) if text.rstrip()[-1:] in LAST else text
    text = without(LEADING, without(BEGINS, text).strip(EDGES))
    name = (
        "".join(call(text).sub("", text).split())
        .strip(EDGES)
        .removesuffix("指标")
        .removesuffix("任务")
        .removesuffix("了")
    )
    return "" if DEED_ALONE.fullmatch(name) else name


def named_last(clause: str) -> str:
    """The name in a clause: its last part behind a colon, or the one before where that holds no name."""
    if not has_colon(clause):
        return "" if (name := named(clause)) in NO_NAMES else name
    return next((name for part in reversed(COLON.split(clause)) if (name := named(part)) not in NO_NAMES), "")


def has_colon(text: str) -> bool:
    """Whether a colon stands in a text."""
    return "：" in text or ":" in text


@lru_cache(maxsize=4096)
def runs(name: str) -> frozenset[str]:
    """The two-character runs of a name."""
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


def likeness(one: str, other: str) -> int:
    """Number of two-character runs that two names share."""
    return len(runs(one) & runs(other))
