"""The check of goals whose result is told beside them in a unit that cannot be theirs (目标≥220人，实际培训236学时)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.goals import answers, goals
from helpers.coding.checks.retold.evidence import may_count_one
from helpers.coding.checks.retold.mentions import kind_of
from helpers.coding.checks.words import any_of, words

DEED = re.compile(  # ，实际培训; ，全年共培训了; ；已维修渠道
    rf"[^\d，,。；;]{{0,8}}[，,、；;](?:\d{{4}}年度?|实际|{any_of('in_all')})+(?P<deed>[\u4e00-\u9fff]{{2}})(?P<thing>[\u4e00-\u9fff]{{0,6}}?)了?"
)
ITEM_END, OFTEN = "。；;\n", "次"  # persons come several times: 人次
HEAD = re.compile(
    r"^[ \t]*(?:\d{1,2}(?:[.．]\d{1,2})*[、.．]?|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]|[●·•◆▲■])[ \t]*"
    r"(?P<name>[\u4e00-\u9fff“”]{3,16})[。：:](?P<words>[^\n]+)",
    re.M,
)


def unlike(pages: list[Page]) -> Iterator[Finding]:
    """Goals against the figure directly behind them that tells what was done of their thing, of about their size, in a
    unit that is not theirs, where the item has none in theirs of the same deed."""
    for page in pages:
        for goal, told in pairwise(page.counts):
            deed = _deed(page, goal, told)
            if deed and not _is_told(page, goal, told, deed):
                name = _item(page, goal)
                what = f"{name}: target in {goal.unit}, actual in {told.unit}"
                figures = goal.figure, told.figure
                yield Finding(goal.report_id, "unit", what, figures[0], told.value, figures, "not_comparable")


def under_heads(pages: list[Page]) -> Iterator[Finding]:
    """Goals of so many persons or things against how often these came, where the item that is headed by the name of the
    goal tells nothing else of it (培训不少于260人 … 3.3 防疫员培训。培训1,340人次)."""
    for page in pages:
        heads = {head["name"]: head for head in HEAD.finditer(page.text)}
        named = [(each, heads.get(goals.noun(each))) for each in page.counts] if heads else []
        for goal, head in named:
            often = _often(page, goal, head) if head and goals.is_aimed(page, goal) else []
            if len(often) == 1 and not answers.is_told(page, goal) and not answers.is_told_elsewhere(page, goal):
                what = f"{goals.noun(goal)}: target in {goal.unit}, actual in {often[0].unit}"
                figures = goal.figure, often[0].figure
                yield Finding(goal.report_id, "unit", what, figures[0], often[0].value, figures, "not_comparable")


def _often(page: Page, goal: Count, head: re.Match) -> list[Count]:
    """How often what a goal counts came, of its deed, in the item of a head; none where the item has the unit of the
    goal or says that all was done."""
    own = [each for each in page.counts if head.start("words") <= each.start < head.end()]
    deed = goals.noun(goal)[-2:]
    told = any(alike(each, goal) for each in own) or answers.DONE.search(head["words"])
    return [] if told else [each for each in own if each.unit == goal.unit + OFTEN and deed in each.name]


def _deed(page: Page, goal: Count, told: Count) -> str:
    """What was actually done, as the words between a goal and the figure behind it say; empty where they do not, or it
    is not what the goal is of."""
    apart = _are_unlike(goal.unit, told.unit) and answers.is_sized(goal, told) and told.comparator == "="
    said = DEED.fullmatch(page.between(goal, told)) if apart and goals.is_aimed(page, goal) else None
    item = _item(page, goal)
    known = said and (said["deed"] in item or said["deed"] in words("any_deed")) and said["thing"] in item
    return said["deed"] if known else ""


def _are_unlike(one: str, other: str) -> bool:
    """Whether two units count or measure two things: neither the same, nor of one measure, nor of anything."""
    if not one or not other or {one, other} & {MONEY, RATE, "‰", "分"} or other == one + OFTEN:
        return False
    kinds = kind_of(one)[0], kind_of(other)[0]
    return kinds[0] != kinds[1] or (kinds[0] == "things" and one != other and not may_count_one(one, other))


def _item(page: Page, goal: Count) -> str:
    """The words of its item before a goal."""
    start = max(page.text.rfind(mark, 0, goal.start) for mark in ITEM_END) + 1
    return re.split("[，,：:]", page.text[start : goal.start].strip())[0]


def _is_told(page: Page, goal: Count, told: Count, deed: str) -> bool:
    """Whether the rest of the item of a goal has a figure in its unit of the deed, or of no other."""
    end = min((n for n in (page.text.find(mark, told.end) for mark in ITEM_END) if n >= 0), default=len(page.text))
    rest = [each for each in page.counts if told.end <= each.start < end and alike(each, goal)]
    return any(set(deed) & set(each.name) or not re.search("[\u4e00-\u9fff]{2}", each.name) for each in rest)
