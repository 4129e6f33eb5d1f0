"""Dates and times of a spreadsheet as its number formats show them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

from helpers.reading.formats.numfmt import sections, split

CHINESE = {  # what Excel in China means by the numbers of formats that no file spells out
    14: "yyyy/m/d",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
MARK = re.compile(r"y+|m+|d+|h+|s+|e|am/pm|上午/下午|aaaa?|.", re.IGNORECASE | re.DOTALL)
DURATION = re.compile(r"\[[hms]+\]", re.IGNORECASE)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
WEEKDAYS = "一二三四五六日"
HALF_DAY = ("am/pm", "上午/下午")
SHOWN: dict[str, Callable[[datetime], str]] = {
    "yyyy": lambda at: f"{at.year:04d}",
    "yy": lambda at: f"{at.year % 100:02d}",
    "e": lambda at: str(at.year),
    "m": lambda at: str(at.month),
    "mm": lambda at: f"{at.month:02d}",
    "mmm": lambda at: MONTHS.split()[at.month - 1],
    "d": lambda at: str(at.day),
    "dd": lambda at: f"{at.day:02d}",
    "aaa": lambda at: WEEKDAYS[at.weekday()],
    "aaaa": lambda at: f"星期{WEEKDAYS[at.weekday()]}",
    "h": lambda at: str(at.hour),
    "hh": lambda at: f"{at.hour:02d}",
    "minute": lambda at: str(at.minute),
    "minutes": lambda at: f"{at.minute:02d}",
    "s": lambda at: str(at.second),
    "ss": lambda at: f"{at.second:02d}",
    "am/pm": lambda at: "AM" if at.hour < 12 else "PM",
    "上午/下午": lambda at: "上午" if at.hour < 12 else "下午",
}


def moment(value: datetime | date | time, code: str) -> str:
    """The date or time as the format shows it; in ISO form where the format has no date in it or is not known here."""
    tokens = _tokens(sections(code)[0])
    marks = [mark for mark, _ in tokens if mark in SHOWN]
    known = marks and all(mark in SHOWN or not (mark.isascii() and mark.isalpha()) for mark, _ in tokens)
    if not known or DURATION.search(code):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    at = _complete(value)
    if any(mark in HALF_DAY for mark in marks):
        hour = at.hour % 12 or 12
        tokens = [("", f"{hour:0{len(mark)}d}") if mark in ("h", "hh") else (mark, text) for mark, text in tokens]
    return "".join(SHOWN[mark](at) if mark in SHOWN else text for mark, text in tokens).strip()


def _tokens(section: str) -> list[tuple[str, str]]:
    """Marks of a format with the text they stand for if they are none; text that is shown as it is has no mark."""
    tokens = []
    for raw, text in split(section):
        tokens += [(each.lower(), each) for each in MARK.findall(text)] if raw else [("", text)]
    parts = [at for at, (mark, _) in enumerate(tokens) if mark in SHOWN]
    marks = ["", *(tokens[at][0] for at in parts), ""]
    for before, after, at in zip(marks, marks[2:], parts, strict=False):
        if tokens[at][0] in ("m", "mm") and (before[:1] == "h" or after[:1] == "s"):
            tokens[at] = ("minute" if tokens[at][0] == "m" else "minutes", "")
    return tokens


def _complete(value: datetime | date | time) -> datetime:
    """The value with the day or the time of day that it does not have."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(date.min, value) if isinstance(value, time) else datetime.combine(value, time.min)
