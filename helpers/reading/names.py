"""What a number counts, by the words before it: without years, list numbers, and words for target and actual."""

import re
from functools import lru_cache

from helpers.reading import layout
from helpers.reading.items import EDGES
from helpers.reading.vocabulary import any_of, without, words

LINK = r"(?:设定|设置|确定|定)?(?:分别|也|均|都|同样)?(?:为|是|达到|达)?[ \t]*[:：]?[ \t]*[“\"]?[ \t]*"
LINKED = r"(?:设定|设置|确定)?(?:分别|也|均|都|同样)?(?:为|是|达到|[:：])[ \t]*[“\"]?[ \t]*"
MORE_OR_LESS = ["比", "较", "超", "超过", "超出", "高于", "优于", "低于", "少于", "多于"]
THAN_PLANNED = "了?(?:年初|年度|原)*(?:计划|目标|任务|预期)[数值]?的"  # 比计划的30个少
TARGET_WORDS = re.compile(  # directly before a number they say that it is a target
    rf"(?:{any_of(words('target_words'), then=LINK)}|{any_of(words('target_words_linked'), then=LINKED)}"
    rf"|要求(?<=[率度数量值]要求)|标准(?<=[率度数量值]标准){LINKED}|{any_of(MORE_OR_LESS, then=THAN_PLANNED)})$"
)
PASSED = "超额完成|没有达到|未达到|未能达到|未完成|达到|完成|实现|超过|超出|高于|优于|高出|低于|多于|少于|好于|快于"
WHEN_SET = "(?:年初|年度|当年|原|上级|计划|预算|申报时|合同|[省市县区州镇局](?:里|级|财政|政府)?)*"
SET_VERBS = "(?:所)?(?:设定|确定|下达|制定|核定|规定|承诺|签订|约定|批复|申报|提出|定|设)(?:下)?"
SET = re.compile(rf"(?:(?:{PASSED})了?)?{WHEN_SET}{SET_VERBS}的[ \t]*$")  # before a number and 目标
SET_ALONE = re.compile(rf"(?:{PASSED})了?{WHEN_SET}{SET_VERBS}的[ \t]*$")  # the same without 目标: 高于年初定的90%
BARE = re.compile(rf"(?:(?:{PASSED})了?|[与比较])(?:{WHEN_SET})")  # no name: 优于98%的目标, 与年初100%的目标持平
YEAR = re.compile(  # 2021年, 2020至2022年度, 10月底前
    r"\d(?:(?<=2)0\d\d(?:[ \t]*[—~～至-][ \t]*20\d\d)?[ \t]*年[度内]?|\d?月(?:\d{1,2}日|底|末)?(?:前)?)"
)
COLON = re.compile("[：:]")
NUMBERED = rf"[（(]?\d{{1,2}}[)）.．、]|{layout.NUMBERED}"
BEGINS = re.compile(rf"(?:{NUMBERED}|(?:{any_of(words('target_words'))})(?:为|是|[:：]))")  # no part of a name
LEADING = re.compile(  # nor these
    rf"(?:{any_of(words('actual_words') + words('no_name_leading'))}|超额完成|没有达到|未能?达到"
    r"|及(?![时格])|和(?![谐解])|并(?![购网轨])|为(?![民农企老])"
    r"|圆满完成|如期完成|[“\"]"
    r"|共计?(?![同享建治])|计划(?!生育)|应(?!急|用|对|届|诉)"
    r"|完成了?(?!率|及时|时间|情况|值|比例|进度)|[一二三四五六七八九]是|[我全](?:县|市|区|局|校|院|镇))+"
)
ENDS = re.compile(
    rf"(?:{any_of(words('actual_words'))})?(?:分别|平均)?(?:{any_of(words('no_name_trailing'))})*$",
)
LAST = {word[-1] for word in ("分别", "平均", *words("actual_words"), *words("no_name_trailing"))}  # of what ENDS finds
AROUND = EDGES + '“”"'
NO_NAMES = frozenset(
    [
        "",
        *words("no_names"),
        *(check + "结果" for check in words("checks")),  # 抽检结果分别为100%、99.3%
    ]
)


@lru_cache(maxsize=4096)
def named(text: str) -> str:
    """A name without year, enumerators, words for target and actual, and punctuation around it."""
    text = TARGET_WORDS.sub("", YEAR.sub("", text).strip(AROUND)).strip(EDGES)
    text = SET.sub("", text) if text.endswith("的") else text
    text = ENDS.sub("", text) if text.rstrip()[-1:] in LAST else text
    text = without(LEADING, without(BEGINS, text).strip(EDGES))
    name = "".join(TARGET_WORDS.sub("", text).split()).strip(EDGES).removesuffix("指标").removesuffix("任务")
    return "" if BARE.fullmatch(name) else name


def named_last(clause: str) -> str:
    """The name in a clause: its last part behind a colon, or the one before where that holds no name."""
    return next((name for part in reversed(COLON.split(clause)) if (name := named(part)) not in NO_NAMES), "")


@lru_cache(maxsize=4096)
def runs(name: str) -> frozenset[str]:
    """The two-character runs of a name."""
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


def likeness(one: str, other: str) -> int:
    """Number of two-character runs that two names share."""
    return len(runs(one) & runs(other))
