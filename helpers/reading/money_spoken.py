"""The words right before an amount of money that are its own, and what they say of it."""

import re

from helpers.reading import layout, money_words
from helpers.reading.money_found import BUDGETED
from helpers.reading.money_verbs import before as verb_before
from helpers.reading.money_wholes import UNDONE
from helpers.reading.money_words import CLAUSE_END, COLON, OWN_LEVEL, Said
from helpers.reading.vocabulary import words

SHARED = re.compile(  # 培训补贴占46.5%，计
    r"(?:^|[，。；：、;:\n])([^，。；：、\d]{2,20})占[^，。；\d]{0,8}\d[\d.]*[%％][，,]?[ \t]*(?:共?计|[即为合共])[ \t]*$"
)
TOPIC = re.compile(
    rf"(?:^|[：:；;。\n])[ \t]*(?:其中)?(?:{layout.NUMERAL}是|{layout.LISTED})[ \t]*([^，。；：:\d]{{2,14}})，[^，。；：:\d]*$"
)
GRANTOR = re.compile(
    rf"(?:^|[由，。；])(?:各级|{OWN_LEVEL})财政(?:部门|局|厅|所)?[^，。；]{{0,16}}(?:拨付|下拨)"
)  # to the unit
BLANKS = re.compile(r"(?<=\d)[ \t]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ \t]+(?=\d|$)")  # 2023 年收入


def spoken(left: str, single: bool) -> tuple[str, Said]:
    """The words that are an amount's own and what they say; where they say nothing, the clause before tells its stage,
    as in 分两次到账，金额为180万元."""
    left = BLANKS.sub("", left) if " " in left else left
    clause = CLAUSE_END.split(left)[-1]
    behind = COLON.split(clause)[-1]
    clause = behind if behind.strip() else clause
    clause = shared[1] if "占" in left and (shared := SHARED.search(left)) else clause
    said = money_words.said(clause, single)
    if said.stage in BUDGETED and money_words.is_general(said.name) and (topic := TOPIC.search(left)):
        return clause, said._replace(named=True, topic=True, name=topic[1])
    if said.granted and GRANTOR.search(left):
        return clause, said._replace(stage="allocated", granted=False)
    if said.stage or said.source or not money_words.says_no_use(said.name):
        return clause, said
    told = next((found for each in reversed(CLAUSE_END.split(left)) if (found := _told(each))), [""])
    return left, said._replace(stage=told[-1], category=said.category or _subject(left))


def _told(clause: str) -> list[str]:
    if UNDONE.search(clause):
        return []
    if told := money_words.stages(clause):
        return told
    verb = verb_before(clause)
    return [verb.stage] if verb.done else []


def _subject(left: str) -> str:
    """The one category that the clauses before an amount name as their topic: 三公经费压得紧，全年5万元."""
    named = money_words.categories(left)
    return named[0] if len(named) == 1 and named[0] in words("subject_categories") else ""
