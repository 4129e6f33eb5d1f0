"""The prose that stands around the forms of a document."""

import re
from collections.abc import Iterable

HOW_TO = r".*(?:填|指标|分值|得分|评分|执行率|权重|公式|必选|本表|资金)"
LISTED = r"\n[ \t　]*[0-9]{1,2}[.．、].*"
REMARK = rf"(?:注|备注|附注)(?=[ \t]*[:：](?:{HOW_TO}|[ \t]*[0-9]{{1,2}}[.．、]|.*{LISTED}))"
NOTE = re.compile(
    rf"^[ \t　]*(?:填表说明|填报说明|{REMARK})[ \t]*[:：].*(?:{LISTED})*|^.*凭证.*$", re.M
)  # below a form: notes on how it is filled in, and lists of vouchers

ASKED = re.compile(r"[（(][^（()）\n]{0,12}[0-9]+字(?:以?内|左右|以上)?[)）]")  # how long what is filled in may be
PAGES = re.compile("(?:本文档|在线预览)[（(，,]{0,2}共[0-9]+页")  # of a page that lends files


def prose_around(text: str, forms: Iterable[tuple[int, int]], used: Iterable[int], *, notes: bool) -> str:
    """The text, as long as before, with spaces for these forms, for the lines of the places used and, without `notes`,
    for notes on how a form is filled in and for vouchers; lines end where they did."""
    spans = [*forms, *(_line(text, place) for place in used), *(match.span() for match in PAGES.finditer(text))]
    told = () if notes else (NOTE, ASKED)
    return _blanked(text, [*spans, *(match.span() for pattern in told for match in pattern.finditer(text))])


def _line(text: str, place: int) -> tuple[int, int]:
    """Start and end of the line around a place."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spaces between these places."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], re.sub(r"[^\r\n]", " ", text[max(at, start) : end])]
        at = max(at, end)
    return "".join([*pieces, text[at:]])
