"""Marks of a Latin keyboard between Chinese words, which pages print for those of Chinese print."""

import re

WIDE = {",": "，", ";": "；", "?": "？", "!": "！"}
NARROW = re.compile(
    r"(?<=[\u4e00-\u9fff%％‰）)”》】\]])[,;?!]|[,;](?=[ \t]?[\u4e00-\u9fff“（(])"
    r"|(?<!\d),(?=\d{1,2}(?!\d)[^,.\d]|\d{4})"
)


def widened(text: str) -> str:
    """The text, as long as before, with the marks of Chinese print between its words; those within numbers, as in
    1,200, stay."""
    return NARROW.sub(lambda mark: WIDE[mark[0]], text)
