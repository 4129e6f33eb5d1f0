"""One door for every format: bytes in, document out."""

from importlib import import_module

from helpers.reading.formats import ole, sniff
from helpers.reading.formats.grid import Document
from helpers.reading.formats.limits import LARGEST_FILE, Refused, archive

MODULES = {"text": "text", "html": "html", "pdf": "pdf", "docx": "docx", "xlsx": "sheets", "xls": "sheets"}
BY_OFFICE = {"doc", "rtf"}
SHOWN = 5  # names of parts in a reason


def read(data: bytes, name: str = "") -> Document:
    """The document that the bytes are, whatever its name promises: a fault says where the two differ.

    Raises Refused, whose `kind` is a kind of problem: empty, damaged, encrypted, too_large, no_text_layer,
    encoding_unknown, needs_conversion, not_text. Other errors come from the libraries and mean damaged, or too_large
    for MemoryError. Reading costs memory and time that only `contained.read_many` limits.
    """
    if len(data) > LARGEST_FILE:
        raise Refused("too_large", f"{len(data)} bytes, more than {LARGEST_FILE}")
    kind = sniff.kind(data)
    if kind in BY_OFFICE:
        document = import_module("helpers.reading.formats.office").read(data, kind)
    elif kind in MODULES:  # loaded when needed: a child that reads text only is quick and small
        document = import_module(f"helpers.reading.formats.{MODULES[kind]}").read(data)
    else:
        raise _refusal(data, kind)
    if not document.grids and not document.text.strip():
        raise Refused("empty", f"the {kind} holds no text")
    different = sniff.misnamed(name, kind)
    return document._replace(faults=(*document.faults, ("wrong_extension", different))) if different else document


def _refusal(data: bytes, kind: sniff.Kind) -> Refused:
    """Why a document of this kind is not read. Raises the error itself where a container cannot be opened."""
    if kind == "empty":
        return Refused("empty", "the file holds no text")
    if kind == "encrypted":
        return Refused("encrypted", "an Office file under a password")
    if kind == "binary":
        return Refused("not_text", "the file holds NUL bytes and is of no known format")
    if kind == "xml":
        return Refused("needs_conversion", "XML that is no web page: to be saved as .docx or .xlsx")
    if kind == "zip":
        with archive(data) as box:
            names = box.namelist()
        return Refused("needs_conversion", f"a zip container, not of Word or Excel, with {_some(names)}")
    found = list(ole.streams(data))
    if not found:
        return Refused("damaged", "an OLE container (.doc, .xls, .wps) whose directory cannot be read")
    return Refused("needs_conversion", f"an OLE container, not of Word or Excel, with {_some(found)}")


def _some(names: list[str]) -> str:
    return ", ".join(repr(name) for name in names[:SHOWN]) or "nothing in it"
