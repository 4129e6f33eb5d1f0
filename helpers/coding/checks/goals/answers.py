"""What answers a goal of a text: a figure of its thing, its parts, words that all was done, or that nothing was."""

import re

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.checks.goals import goals
from helpers.coding.checks.retold.repeats import LONG, core, same_name
from helpers.coding.checks.words import any_of, overlap, pattern, shares, words

LEAST, MOST = 0.7, 1.4  # share of a goal that a figure has, where it may be its actual
REACH = 60  # characters before a figure that tell of what it is
LONGEST = 8  # characters of a name that are told again, at most
END = 4  # characters at the end of a name that say what is told of it
FAR = 400  # characters behind a goal within which words may tell of all
REACHED = re.compile(
    r"达标|(?:达到|符合|优于|完成)[^，。；\d]{0,6}(?:目标|要求)(?!的)|[，,]已?达到了?(?=[，。；;\n]|$)|按[时期](?![^，。；]{0,6}率)"
)
OF_ALL = re.compile(
    rf"[，,](?:[^，。；\d]{{0,4}})(?:均|都|全部|各项)[^，。；\d]{{0,8}}(?:{any_of('is_done')})[^，。；\d]*$"
)
EACH_ONE = re.compile(  # 报告46例，46例均在时限内报告; 两处都已投用; 一场不少; 各月均为优良
    r"[\d一二两三四五六七八九十百][\d,]*[\u4e00-\u9fff（）]{1,8}?(?:均|都|全部|全都|无一例外)|一[\u4e00-\u9fff]{1,2}(?:不|未|没有?)[少落差漏]"
    rf"|(?:均|都|全部)[^，。；\d]{{0,4}}(?:{any_of('sound')}|优良|满意|投用|通过)(?!率)"
)
OWN_ALL = (
    re.compile(  # 抽查312次，均有人接听; 人人有证: that a thing is done by somebody or free for all tells how, not what
        rf"[，,—](?:且|也)?(?:全部|全都|均|都|([人户家个村校镇所县条处件次天])\1)(?!{any_of('how')})[^，。；\d]"
    )
)
RELATIVE = re.compile(  # 相当于目标的104%, 完成率是104.2%, 超额0.6平方公里完成
    rf"(?:{any_of('aimed')}|任务)[数值量]?的(?:\d|[一二两三]倍)|完成率[^，。；\d]{{0,3}}\d|超额|超(?:出|过)?(?:{any_of('aimed')}|任务)"
)
REFERRED = re.compile(r"见[上下前后附第本]|[里节段章分](?:另|再|已|都|有|作)*(?:[说述]|交代)")
HAN = "一二三四五六七八九十"
OF_THEM = re.compile(
    rf"(?:上述|以上|[二两三四五六七八九十]项|(?:各项|所有|全部)(?!任务))[^，。；\d]{{0,8}}(?:目标|任务|指标)[^，。；\d]{{0,6}}"
    rf"(?:均|都|全部|如期|圆满|已)[^，。；\d]{{0,6}}(?:{any_of('is_done')}|达标)"
)
DONE = re.compile(rf"[都已均全](?:[^，。；率]{{0,4}})(?:{any_of('is_done')}|投用|启用)")
SATISFIED, SHARES = "满意", (RATE, "‰")
NONE = re.compile(r"未发生|没有发生|无[^，。；\d]{0,12}(?:发生|事故)|零[^，。；\d]{0,4}|未出现|没有出现")
ANSWERS = re.compile(  # ，实际完成; the line behind, headed 完成：
    rf"[万亿]?[^\d，,。；;\n]{{0,8}}(?:[，,、]|[。；;]?\s*(?=[\u4e00-\u9fff]{{2,6}}[：:]))(?:\d{{4}}年度?|{any_of('in_all')})*(?P<verb>(?:{any_of('attained')})+|实际(?P<deed>[\u4e00-\u9fff]{{2}}))"
    "(?:情况|结果)?[：:]?"
)


def is_told(page: Page, goal: Count) -> bool:
    """Whether the words behind a goal tell what came of it: by a figure in its unit, the parts of its rate, or words
    that all was done."""
    start, end = goals.stretch(page, goal)
    own = [each for each in page.counts if start <= each.start < end]
    words = page.text[start:end].removeprefix(goal.unit)
    none = goal.value == 0 and NONE.search(page.text, max(0, goal.start - REACH), end)
    if none or EACH_ONE.search(words):
        return True
    rest = _sentence(page, goal)
    near = rest[: end - start]
    if OF_ALL.search(rest) or any(said.search(near) for said in (REACHED, OWN_ALL, RELATIVE)):
        return True
    if _is_numbered(goal, near) or _is_all_so(page, goal):
        return True
    return any(_tells(page, goal, each) for each in own) or (goal.unit in SHARES and _has_parts(page, own))


def _is_numbered(goal: Count, words: str) -> bool:
    """Whether numerals of one character before the unit of a goal, or their sum, are of its size."""
    found = (
        re.findall(rf"(?<!第)([{HAN}两]){re.escape(goal.unit)}", words) if goal.unit not in ("", MONEY, RATE) else []
    )
    values = [HAN.index(each.replace("两", "二")) + 1 for each in found]
    return any(is_sized(goal, goal._replace(value=float(each))) for each in (*values, sum(values)))


def _is_all_so(page: Page, goal: Count) -> bool:
    """Whether the paragraph of the goal of a rate goes on to say of all what the rate is of (全部合格 of 合格率)."""
    of = re.search("([\u4e00-\u9fff]{2})率$", goals.noun(goal))
    rest = page.text[goal.end : goal.end + FAR].partition("\n")[0]
    return (
        of is not None
        and re.search(f"(?:(?:均|都|全部|无一不)[^，。；\\d率]{{0,4}}|全){of[1]}(?!率)", rest) is not None
    )


def is_referred(page: Page, goal: Count) -> bool:
    """Whether the sentence of a goal says that another place of the text tells of it."""
    return REFERRED.search(_sentence(page, goal)) is not None


def _sentence(page: Page, goal: Count) -> str:
    """The rest of the sentence of a goal."""
    return re.split("[。；;！？\n]", page.text[goal.end : goal.end + 5 * REACH])[0]


def _tells(page: Page, goal: Count, each: Count) -> bool:
    """Whether a figure behind a goal, in its unit, is of its thing: in its sentence, by name, or told as a result."""
    if not (alike(each, goal) or _of_one_kind(goal, each) or each.value == goal.value == 0):
        return False
    clause = goals.clause_of(page, each)
    near = page.sentence(each.start) == page.sentence(goal.end)
    nameless = len(core(each.name)) < 2
    if near or nameless or (goal.unit != RATE and is_sized(goal, each)):
        return True
    return shares(goals.noun(goal), clause)


def _has_parts(page: Page, own: list[Count]) -> bool:
    """Whether two figures of one unit in a sentence may be a whole and its part."""
    return any(
        alike(one, other) and one.unit not in (RATE, MONEY, "分", "") and one.value >= other.value
        and page.sentence(one.start) == page.sentence(other.start)
        for place, one in enumerate(own) for other in own[place + 1 :]
    )  # fmt: skip


def is_told_before(page: Page, goal: Count) -> bool:
    """Whether the paragraph before a goal tells of its thing: by a figure of its size whose words name it, or the last
    one where it has no name of its own."""
    start = page.text.rfind("\n", 0, goal.start)
    before = [each for each in page.counts if start < each.start < goal.start and alike(each, goal)]
    own = [each for each in before if is_sized(goal, each) and not goals.is_aimed(page, each)]
    if not own:
        return False
    if goals.is_nameless(page, goal):
        return True
    return any(names(page, goal, each.start) and not _answers_another(page, goal, each) for each in own)


def is_told_elsewhere(page: Page, goal: Count) -> bool:
    """Whether the text tells of the thing of a goal apart from it: by a figure of its size and unit, or as done."""
    start, end = goals.stretch(page, goal)
    apart = [each for each in page.counts if alike(each, goal) and not goal.start <= each.start < max(start, end)]
    told = [each for each in apart if is_sized(goal, each) and not goals.is_aimed(page, each)]
    told = [each for each in told if not _answers_another(page, goal, each)]
    if any(names(page, goal, each.start) for each in told):
        return True
    *before, own = re.split("[，,。；;\n]", page.text[: goal.start])
    headed = (
        [own] if re.search("[：:]", own) else []
    )  # 指标全部达标：巡护; its own words (评估全年完成1,500人) tell nothing
    clauses = [*before, *headed, *re.split("[，,。；;\n]", page.text[goal.end :])]
    return any(overlap(goals.noun(goal), words) and DONE.search(words) for words in clauses)


def is_named_elsewhere(page: Page, goal: Count, listed: list[Count]) -> bool:
    """Whether a clause apart from a list of goals has half the pairs of characters of a name, or the end of it."""
    name = goals.noun(goal)[-LONGEST:]
    clauses = re.split(
        "[，。；;：:\n]", page.text[: max(0, listed[0].start - REACH)] + "\n" + page.text[listed[-1].end :]
    )
    return any(overlap(name, words) or name[-END:] in words for words in clauses)


def _answers_another(page: Page, goal: Count, each: Count) -> bool:
    """Whether the last goal before a figure in its sentence is of another thing or size, so that it is the result of
    that."""
    aim = _last_aim(page, each)
    another = aim is not None and aim.start != goal.start
    return another and (goals.noun(aim), aim.value) != (goals.noun(goal), goal.value)


def is_of_twin(page: Page, goal: Count, each: Count) -> bool:
    """Whether the last goal before a figure in its sentence has the value of a goal and another name, which both
    have, so that it is the result of that."""
    aim = _last_aim(page, each)
    if aim is None or aim.start == goal.start or aim.value != goal.value or each.start > goal.start:
        return False
    one, other = goals.noun(aim), goals.noun(goal)
    return min(len(one), len(other)) >= END and one not in other and other not in one


def _last_aim(page: Page, each: Count) -> Count | None:
    """The last goal before a figure in its sentence and unit; None without one."""
    own = page.sentence(each.start)
    before = [c for c in page.counts if c.start < each.start and page.sentence(c.start) == own and alike(c, each)]
    return next((c for c in reversed(before) if goals.is_aimed(page, c)), None)


def names(page: Page, goal: Count, start: int) -> bool:
    """Whether the words before a place name the thing of a goal, and those of the last two clauses its end."""
    own = goal.end if start > goal.end else 0  # the words of the goal itself name nothing else
    words, name = page.text[max(own, start - REACH, 0) : start], _key(page, goal)
    near = "，".join(re.split("[，,。；;：:\n]", words)[-2:])
    return overlap(name, words) and (goal.unit != RATE or shares(name[-END:], near))


def _key(page: Page, goal: Count) -> str:
    """The name of the thing of a goal: 满意 of the only goal of satisfaction, as whoever was asked is meant."""
    name = goals.noun(goal)
    others = (each for each in page.counts if each.start != goal.start and SATISFIED in goals.clause_of(page, each))
    return SATISFIED if SATISFIED in name and not any(goals.is_aimed(page, each) for each in others) else name


def is_told_of_all(page: Page, goal: Count) -> bool:
    """Whether words behind a goal speak of all goals and tell that they were reached."""
    return OF_THEM.search(page.text, goal.end, goal.end + FAR) is not None


def is_given_up(page: Page, goal: Count) -> bool:
    """Whether the words behind a goal, to the end of its sentence, say that nothing was done."""
    return pattern("not_done").search(_sentence(page, goal)[:REACH]) is not None


def unlike(page: Page, goal: Count) -> Count | None:
    """The figure in another unit that answers a goal directly, or has its name and value; else None."""
    behind = [each for each in page.counts if goal.end < each.start < goal.end + REACH][:1]
    for each in behind:
        said = ANSWERS.fullmatch(page.text[goal.end : each.start])
        rate = each.unit == RATE and said and said["verb"].endswith(("完成", "达到"))  # of its completion
        deed = said and said["deed"]
        known = not deed or (each.unit not in (MONEY, RATE) and (deed in goal.name or deed in words("any_deed")))
        if said and known and not rate and each.unit and not alike(each, goal) and not _of_one_kind(goal, each):
            return each
    twins = (each for each in page.counts if each.unit and not alike(each, goal) and each.start != goal.start)
    return next((each for each in twins if _is_twin(goal, each)), None)


def _of_one_kind(goal: Count, each: Count) -> bool:
    """Whether two units are one but for the time or thing that they are for (次/年), or parts of one (6分18秒)."""
    price = goal.unit.startswith("元") and each.unit == MONEY and is_sized(goal, each)
    same = goal.unit.partition("/")[0] == each.unit.partition("/")[0]
    return same or price or {goal.unit, each.unit} == {"分", "分钟"}


def _is_twin(goal: Count, each: Count) -> bool:
    same = same_name(goal.name, each.name) and len(core(each.name)) > 2 and each.value == goal.value
    return same or (is_sized(goal, each) and core(each.name) == core(goal.name) and len(core(each.name)) >= LONG)


def is_sized(goal: Count, each: Count) -> bool:
    """Whether a figure is about as large as a goal."""
    value = 1e4 * each.value if each.unit == MONEY and goal.unit.startswith("元") else each.value
    return goal.value > 0 and LEAST * goal.value <= value <= MOST * goal.value
