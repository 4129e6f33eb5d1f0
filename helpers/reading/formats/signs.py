"""Signs that are stored as something else than the text they show."""

import re
import unicodedata

WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
BETWEEN = {"f": "/", "sSup": "^"}  # in formulas: of a fraction its two halves, of a power base and exponent
_OF_FONT = {
    "symbol": {0x25: "%", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB9: "≠", 0xBB: "≈"}
    | {0xA5: "∞", 0xB8: "÷", 0x2D: "−", 0xD6: "√"},
    "wingdings": {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑", 0x6C: "●", 0x6E: "■"}
    | {0x74: "◆", 0xAB: "★", 0xD8: "➢", 0xFA: ""},
    "wingdings 2": {0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"},
}
RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SHOWN = dict(  # radicals without an equal in Unicode, or with one that China writes otherwise
    zip(
        "⺁⺄⺆⺇⺊⺌⺎⺒⺓⺛⺝⺟⺠⺩⺫⺬⺮⺯⺱⺶⺷⺹⺻⺼⺽⺾⻁⻃⻄⻅⻆⻇⻉⻋⻎⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⼾⾭⿈",
        "厂乙冂几卜小兀巳幺无月母民王目示竹糸罒羊羊老聿肉臼艹虎覀西见角角贝车辶钅長长门阝雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜户青黄",
        strict=True,
    )
)
RAISED = "\x0e"  # stands before raised text until it is known what it follows; XML cannot hold it
PRIVATE = 0xF000  # where the signs of such fonts lie


def unified(text: str) -> str:
    """The text with the usual character for each radical and double that some fonts of a PDF name instead: ⾦ is 金."""
    return RADICAL.sub(lambda sign: _SHOWN.get(sign[0]) or unicodedata.normalize("NFKC", sign[0]), text)


def lowered(text: str) -> str:
    """The text with a ^ between a digit and a raised digit, which else would make one number of them."""
    return re.sub(rf"(?<=\d){RAISED}(?=\d)", "^", text).replace(RAISED, "")


def symbol(font: str, code: str) -> str:
    """The character for a sign of a symbol font, given in hexadecimal as Word has it: F0B3 of Symbol is ≥.

    For a sign that is not known, the character of that code; nothing where the code is no number of a character.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _OF_FONT.get(font.lower(), {}).get(number & 0xFF if number >= PRIVATE else number)
    if known is not None:
        return known
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else ""
