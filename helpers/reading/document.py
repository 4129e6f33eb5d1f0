"""Documents on disk become text, or a stated problem."""

import hashlib
import re
from pathlib import Path

from helpers.reading.records import Problem
from helpers.reading.vocabulary import words

MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip container (docx, xlsx)",
    b"\xd0\xcf\x11\xe0": "an OLE file (doc, xls, wps)",
}
LARGEST_BYTES = 20_000_000
FEWEST_REPORT_WORDS = 3
COMMON_SHARE = 0.3


def load(path: Path) -> str | Problem:
    """The text of a document, unchanged (line ends too), or the problem that keeps it from being read."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        return Problem(path.name, "", "too_large", f"{size} bytes, more than {LARGEST_BYTES}")
    data = path.read_bytes()
    text = decode(data)
    kind, reason = ("", "") if isinstance(text, str) and not _fault(data, text) else (_fault(data, text))
    return Problem(path.name, sha256(data), kind, reason) if kind else text


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes) -> str | None:
    """Text by byte-order mark, else UTF-8, else GB18030 where the result reads as Chinese; None otherwise."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _try(data, encoding)
    text = _try(data, "utf-8")
    if text is not None:
        return text
    text = _try(data, "gb18030")
    return text if text and _reads_as_chinese(text) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    """Whether at least three in ten Chinese characters are of GB2312's common half, as bytes of another script are not."""
    chinese = re.findall(r"[\u3400-\u9fff]", text)
    common = [c for c in chinese if (code := _gb2312(c)) and b"\xb0" <= code[:1] <= b"\xd7"]
    return bool(chinese) and len(common) / len(chinese) > 1 - COMMON_SHARE


def _gb2312(character: str) -> bytes:
    return character.encode("gb2312", errors="ignore")


def _fault(data: bytes, text: str | None) -> tuple[str, str]:
    """Kind and reason of what is wrong with a document; two empty texts where nothing is."""
    if not data.strip():
        return "empty", "the file holds no text"
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            return "needs_conversion", f"{name}: this version reads plain text only"
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "not_text", "the file holds NUL bytes"
    if text is None:
        return "encoding_unknown", "neither UTF-8 nor GB18030 gives Chinese text"
    present = [word for word in words("report_words") if word in text]
    if len(present) < FEWEST_REPORT_WORDS:
        found = "、".join(present) or "none"
        return (
            "not_a_report",
            f"fewer than {FEWEST_REPORT_WORDS} of the words {'、'.join(words('report_words'))}: found {found}",
        )
    return "", ""
