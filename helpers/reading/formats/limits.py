"""What is refused before it is parsed, and the error that says so."""

import io
import re
from typing import IO
from zipfile import ZipFile

LARGEST_FILE = 100_000_000  # bytes
LARGEST_UNPACKED = 200_000_000  # bytes
LARGEST_RATIO = 200  # unpacked to packed
RATIO_MATTERS = 10_000_000  # bytes unpacked; a small file of blanks packs better than any bomb and harms nobody
MOST_ENTRIES = 10_000
HEAD = 4096
ENCRYPTED_FLAG = 1
DOCTYPE = re.compile(b"<!DOCTYPE|" + "<!DOCTYPE".encode("utf-16-le")[:-1])
COMMENT = re.compile(b"<!--.*?-->", re.DOTALL)
ROOT = re.compile(b"<\0?[A-Za-z]")


class Refused(ValueError):
    """A document that is not read, with the kind of problem it is: `kind` is a value of the column of that name."""

    def __init__(self, kind: str, reason: str):
        super().__init__(reason)
        self.kind = kind


def archive(data: bytes) -> ZipFile:
    """The zip container, open, after a look at its directory alone.

    Raises Refused: too_large where it would unpack to more than the limits of this module, encrypted, or damaged where
    a part declares a document type (entities, files of this machine), which Office never writes; BadZipFile for no zip.
    """
    box = ZipFile(io.BytesIO(data))
    entries = box.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED:
        raise Refused("too_large", f"{len(entries)} parts of {unpacked} bytes unpacked, over the limits")
    if unpacked > max(RATIO_MATTERS, LARGEST_RATIO * len(data)):
        raise Refused("too_large", f"{len(data)} bytes unpack to {unpacked}, over {LARGEST_RATIO} times as many")
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise Refused("encrypted", "the parts of the zip container are encrypted")
    _without_types(box)
    return box


def _without_types(box: ZipFile) -> None:
    for entry in box.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with box.open(entry) as part:
                if DOCTYPE.search(_before_root(part)):
                    raise Refused("damaged", f"{entry.filename} declares a document type, as no Office program does")


def _before_root(part: IO[bytes]) -> bytes:
    """What stands in an XML part before its first element, without comments, and a little more."""
    head = part.read(HEAD)
    while not ROOT.search(clean := COMMENT.sub(b"", head)):
        more = part.read(len(head))  # twice as much each time, so that a long head costs no more than its length
        if not more:
            break
        head += more
    return clean
