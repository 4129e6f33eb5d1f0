"""What a document is, by its content and never by its name."""

import io
import re
from struct import unpack_from
from typing import Literal, get_args
from zipfile import BadZipFile, ZipFile

from helpers.reading.formats import ole

Kind = Literal[
    "empty", "text", "html", "pdf", "docx", "xlsx", "xls", "doc", "rtf", "xml", "ole", "zip", "encrypted", "binary"
]
KINDS = get_args(Kind)

NAMED = {  # what a name promises
    ".txt": ("text",),
    ".htm": ("html",),
    ".html": ("html",),
    ".pdf": ("pdf",),
    ".docx": ("docx",),
    ".docm": ("docx",),
    ".xlsx": ("xlsx",),
    ".xlsm": ("xlsx",),
    ".xls": ("xls",),
    ".et": ("xls",),
    ".doc": ("doc",),
    ".wps": ("doc",),
    ".rtf": ("rtf",),
}
HEAD = 1024
PDF = re.compile(rb"%PDF-\d")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BEFORE = r"(?:\s|\ufeff|ï»¿|<!--.*?-->|<\?xml[^>]*\?>)*"
TAGS = (
    "!doctype html|html|head|body|meta|title|table|div|p|span|style|script|link|h[1-6]|center|font|base|section|article"
)
HTML = re.compile(rf"{BEFORE}<(?:{TAGS})[\s>/]", re.IGNORECASE | re.DOTALL)
XML = re.compile(r"(?:\s|\ufeff|ï»¿)*<\?(?:xml|mso)", re.IGNORECASE)
FIB_FLAGS, FIB_ENCRYPTED = 10, 0x0100


def kind(data: bytes) -> Kind:
    """What the bytes are: one of `KINDS`.

    `ole` and `zip` are containers of something else or damaged ones, `xml` is XML that is no HTML, `encrypted` an
    Office file under a password (a PDF's password shows on reading), `binary` holds NUL bytes and is none of these.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "empty"
    if data.startswith(ole.MAGIC):
        return _in_ole(data)
    if data.startswith(ZIP):
        return _in_zip(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "pdf" if PDF.search(data[:HEAD]) and b" obj" in data else _marked_up(data)


def misnamed(name: str, found: Kind) -> str:
    """A note where the end of a file's name promises another kind than was found; empty where it does not."""
    end = "." + name.rsplit(".", 1)[-1].lower()
    fits = found in NAMED.get(end, KINDS) or found == "encrypted"
    return "" if fits else f"named {end}, holds {found}"


def _in_ole(data: bytes) -> Kind:
    found = ole.streams(data)
    if "EncryptedPackage" in found:
        return "encrypted"
    if "WordDocument" in found:
        head = ole.head(data, found["WordDocument"])
        (flags,) = unpack_from("<H", head, FIB_FLAGS) if len(head) > FIB_FLAGS + 1 else (0,)
        return "encrypted" if flags & FIB_ENCRYPTED else "doc"
    return "xls" if {"Workbook", "Book"} & found.keys() else "ole"


def _in_zip(data: bytes) -> Kind:
    try:
        names = ZipFile(io.BytesIO(data)).namelist()
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _marked_up(data: bytes) -> Kind:
    encoding = MARKS.get(data[:2])
    if encoding is None and b"\0" in data:
        return "binary"
    start = data[: 64 * HEAD].decode(encoding or "latin-1", errors="replace")
    if HTML.match(start):
        return "html"
    return "xml" if XML.match(start) else "text"
