"""Who gave an amount of money, by the grammar of its name: a government's level, or people of its own, with a verb of
giving or a noun for what is given: 省卫健委专项, 县里匹配, 院里自掏."""

import re

from helpers.reading.vocabulary import any_of, words

HAN = "[\u4e00-\u9fff]"
LEVEL = f"(?:{any_of([*words('levels'), '上面', '上头', '公家'])})"
LEVELS = rf"{LEVEL}(?:[、和及与]?{LEVEL})*(?:本级|[里上]|[两三四]?级)?"
GIVES = f"(?:{any_of([*words('giving_verbs'), *words('grant_endings'), '配套', '经费', '款'])})"
OWN = f"(?:{any_of(words('own_givers'))})"
OWN_GIVES = f"(?:{any_of([*words('giving_verbs'), *words('own_gifts')])})"
AFTER = f"(?:{any_of(words('verb_complements'))}|的|部分|资金|款|[是为共计约])*"
ADVERBS = rf"另|再|其中|还有|由|靠|从|剩下|其余|余下|向|\d+月|年初|今年|当年|{HAN}{{1,2}}月"
LEADING = rf"(?:[^，。；]*?(?:[是为]|来自|源自|[：:]))?(?:{ADVERBS})*"
STATE = re.compile(
    rf"(?:{LEADING}|[^，。；]*?(?={LEVEL}(?:[里级]|财政))){LEVELS}(?:{HAN}{{0,14}}{GIVES}{AFTER}|财政{HAN}{{0,8}}|[里上]{HAN}{{0,4}})\Z"
)
OTHERS = re.compile(rf"{LEADING}{HAN}{{0,6}}{OWN}{HAN}{{0,10}}?{OWN_GIVES}{AFTER}\Z")


def giver(named: str) -> str:
    """The source that a name tells by who gives: of a government, of others; empty where nobody is said to give."""
    if OTHERS.match(named) and not STATE.match(named):
        return "other"
    return "fiscal_appropriation" if STATE.match(named) else ""
