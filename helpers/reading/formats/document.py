"""Plain text on disk becomes text, or a stated problem; other formats are read in helpers.reading.formats."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path

from helpers.reading.formats import sniff
from helpers.reading.formats.limits import LARGEST_FILE
from helpers.reading.records import Problem
from helpers.reading.vocabulary import words

MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip container (docx, xlsx)",
    b"\xd0\xcf\x11\xe0": "an OLE file (doc, xls, wps)",
    b"{\\rtf": "an RTF file",
}
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LARGEST_BYTES = 20_000_000
FEWEST_REPORT_WORDS = 3
COMMON_SHARE = 0.7
TITLE = re.compile(
    r"(?:自评|自查|绩效评价)[^。\n]{0,8}(?:报告|报表|评价表|自评表|总结|综述|情况|说明|材料|汇报|小结|结果|通报|表)"
    r"|^[^，。；\n]{2,50}绩效(?:自评|自我评价|评价)[ \t　]*$"
    r"|^[^，。；\n]{0,40}(?:资金|经费|项目|预算|支出|专项)[^，。；\n]{0,12}(?:自评|自我评价|自查)[ \t　]*$",
    re.M,
)
LONGEST_HEAD = 300  # characters in which the title of a report stands
ZERO_WIDTH = "\u200b-\u200f\u2060\ufeff\u00ad"
ODD = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2061-\u206f\ud800-\udfff"
ILLEGIBLE = re.compile(rf"[{ODD}{ZERO_WIDTH}](?!(?<=[0-9][{ZERO_WIDTH}])[0-9])")


def load(path: Path) -> str | Problem:
    """The text of a plain-text document, unchanged (line ends too), or the problem that keeps it from being read."""
    if not path.is_file():
        return Problem(path.name, "", "not_a_file", "expected a file, found a pipe, a device or a folder")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        return Problem(path.name, "", "too_large", f"{size} bytes, more than {LARGEST_BYTES}")
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(path.name, "", "unreadable", f"{error.strerror}")
    text = decode(data)
    kind, reason = _fault(data, text)
    return Problem(path.name, sha256(data), kind, reason) if kind else text


def is_formatted(path: Path) -> bool:
    """Whether a file is of a format of its own (pdf, docx, html ...) and no plain text, by its bytes."""
    if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        return False
    try:
        return sniff.kind(path.read_bytes()) not in ("text", "empty", "binary")
    except OSError:
        return False


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """The hash of a file; empty where there is none to read, or one too large to be read."""
    with suppress(OSError):
        if path.is_file() and path.stat().st_size <= LARGEST_FILE:
            with open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def decode(data: bytes) -> str | None:
    """Text by byte-order mark, else UTF-8, else GB18030 where the result reads as Chinese; None otherwise."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _try(data, encoding)
    text = _try(data, "utf-8")
    if text is not None:
        return text
    text = _try(data, "gb18030")
    return text if text and _reads_as_chinese(text) else None


def legible(text: str) -> str:
    """The text, as long as before, with a plain space for odd spaces, control characters and what has no width; between
    two digits the latter stay, so that 1 and 200 are not read out of a broken 1200."""
    return ILLEGIBLE.sub(" ", text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    """Whether seven in ten Chinese characters are of GB2312's common half, as bytes of another script are not."""
    chinese = re.findall(r"[\u3400-\u9fff]", text)
    common = [c for c in chinese if (code := _gb2312(c)) and b"\xb0" <= code[:1] <= b"\xd7"]
    return bool(chinese) and len(common) / len(chinese) > COMMON_SHARE


def _gb2312(character: str) -> bytes:
    return character.encode("gb2312", errors="ignore")


def _fault(data: bytes, text: str | None) -> tuple[str, str]:
    """Kind and reason of what is wrong with a document; two empty texts where nothing is."""
    if not data.strip() or (text is not None and not text.strip()):
        return "empty", "the file holds no text"
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            return "damaged", f"it begins as {name} does, and cannot be opened as one"
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "not_text", "the file holds NUL bytes"
    if text is None:
        return "encoding_unknown", "neither UTF-8 nor GB18030 gives Chinese text"
    return missing_words(text)


def missing_words(text: str) -> tuple[str, str]:
    """not_a_report with the words looked for and found, where a text has too few of them and no title of a report."""
    wanted = words("report_words")
    present = [word for word in wanted if word in text]
    if len(present) >= FEWEST_REPORT_WORDS or TITLE.search(text[:LONGEST_HEAD]):
        return "", ""
    found = "、".join(present) or "none"
    return "not_a_report", f"fewer than {FEWEST_REPORT_WORDS} of the words {'、'.join(wanted)}: found {found}"
