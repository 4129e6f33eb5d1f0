"""Numbers of a spreadsheet as its number formats show them."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<blank>_.)|(?P<filler>\*.)|\[(?P<bracket>[^\]]*)\]|(?P<raw>.)',
    re.DOTALL,
)
NOT_KNOWN = re.compile(r"@|e[+-]|\?\s*/|/\s*\?|#\s*/|dbnum", re.IGNORECASE)
GENERAL = re.compile("general|G/通用格式", re.IGNORECASE)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
LAST_COMMAS = re.compile(r"[0#?](,+)[^0#?]*$")
GROUPED = re.compile(r"[0#?],+[0#?]")
SIGNIFICANT = 15  # digits that a spreadsheet keeps


class Shown(NamedTuple):
    """A number as it is shown, and whether all of its digits are."""

    text: str
    whole: bool


def number(value: float, code: str) -> Shown:
    """The number as the format shows it, blanks at its ends gone, half rounded up in size as spreadsheets do.

    As it is for General and for formats not known here: fractions, exponents, Chinese numerals.
    """
    exact = _decimal(value)
    section, sign = _section(code, exact)
    if GENERAL.search(section):
        shown = GENERAL.sub(lambda _: f'"{general(abs(value))}"', section)
        return Shown(sign + "".join(text for _, text in split(shown)).strip(), True)
    if NOT_KNOWN.search(section):
        return Shown(general(value), True)
    parts = split(section)
    marks = "".join(text for raw, text in parts if raw)
    if not re.search(r"[0#?]", marks):
        return Shown("".join(text for _, text in parts).strip(), exact == 0)
    scaled = abs(exact) * 100 ** marks.count("%") / 1000 ** _thousands_dropped(marks)
    decimals = len(re.sub("[^0#?]", "", marks.partition(".")[2]))
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = _filled(parts, marks, rounded, decimals).strip()
    return Shown(sign * bool(rounded) + text, rounded == scaled)


def general(value: float) -> str:
    """The number with the digits that a spreadsheet keeps, never with an exponent."""
    text = f"{_decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.{SIGNIFICANT}g}") if isinstance(value, float) else Decimal(value)


def sections(code: str) -> list[str]:
    """The parts between semicolons, but not those that stand in quotes, brackets or after a backslash."""
    found = [""]
    for token in TOKEN.finditer(code):
        if token[0] == ";":
            found.append("")
        else:
            found[-1] += token[0]
    return found


def _section(code: str, value: Decimal) -> tuple[str, str]:
    """The section of a format that is for this value, and the sign to write before what it shows."""
    parts, minus = sections(code), "-" if value < 0 else ""
    conditions = [CONDITION.search(part) for part in parts]
    if any(conditions):
        fits = (part for part, test in zip(parts, conditions, strict=True) if not test or _holds(test, value))
        return next(fits, parts[-1]), minus
    if value < 0 and len(parts) > 1:
        return parts[1], ""
    return parts[2] if value == 0 and len(parts) > 2 else parts[0], minus


def _holds(test: re.Match, value: Decimal) -> bool:
    limit = Decimal(test[2])
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[test[1]]


def split(section: str) -> list[tuple[bool, str]]:
    """The section in order: text that is shown as it is (False), and runs of marks that stand for something (True)."""
    parts: list[tuple[bool, str]] = []
    for found in TOKEN.finditer(section):
        if found["raw"] is None:
            parts.append((False, _literal(found)))
        elif parts and parts[-1][0]:
            parts[-1] = (True, parts[-1][1] + found["raw"])
        else:
            parts.append((True, found["raw"]))
    return parts


def _literal(found: re.Match) -> str:
    """What a quoted, escaped or bracketed token shows: of brackets only the sign of a currency, as in [$¥-804]."""
    if found["bracket"] is not None:
        return found["bracket"][1:].partition("-")[0] if found["bracket"].startswith("$") else ""
    return " " if found["blank"] else found["quoted"] or found["escaped"] or ""


def _thousands_dropped(marks: str) -> int:
    """How many times the number is shown in thousands: commas after the last digit before the point, and at the end."""
    whole, _, rest = marks.partition(".")
    return sum(len(found[1]) for found in (LAST_COMMAS.search(whole), LAST_COMMAS.search(rest)) if found)


def _filled(parts: list[tuple[bool, str]], marks: str, value: Decimal, decimals: int) -> str:
    """The section with its digits written where their marks stand, and everything else as it is."""
    whole, _, fraction = f"{value:.{decimals}f}".partition(".")
    before, _, after = (re.sub(r"[^0#?.]", "", marks)).partition(".")
    digits = iter(_whole_digits(before, whole.lstrip("0"), bool(GROUPED.search(marks.partition(".")[0]))))
    rest = _fraction_digits(after, fraction)
    point, behind, shown = "." if "".join(rest).strip() else "", iter(rest), []
    passed = False
    for raw, text in parts:
        for mark in text if raw else ():
            if mark in "0#?":
                shown.append(next(behind if passed else digits))
            elif mark == "." and not passed:
                passed = True
                shown.append(("" if before else whole.lstrip("0")) + point)
            elif mark != ",":
                shown.append(mark)
        shown.append("" if raw else text)
    return "".join(shown)


def _whole_digits(marks: str, digits: str, grouped: bool) -> list[str]:
    """What each mark before the point shows: the first takes all digits that the others leave."""
    padded = (
        "".join({"0": "0", "?": " ", "#": "\0"}[mark] for mark in marks[: max(0, len(marks) - len(digits))]) + digits
    )
    spare = len(padded) - len(marks)
    shown = []
    for at, digit in enumerate(padded):
        right = len(padded) - at - 1
        comma = "," if grouped and digit.isdigit() and right and right % 3 == 0 else ""
        shown.append(digit.replace("\0", "") + comma)
    return ["".join(shown[: spare + 1]), *shown[spare + 1 :]] if marks else []


def _fraction_digits(marks: str, digits: str) -> list[str]:
    """What each mark after the point shows: zeros at the end only where the mark is 0."""
    needed = max(marks.rfind("0") + 1, len(digits.rstrip("0")))
    return [digit if at < needed else "" for at, digit in enumerate(digits)]
