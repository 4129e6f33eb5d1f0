"""Plain text files."""

from helpers.reading.formats.document import decode
from helpers.reading.formats.grid import Document, plain
from helpers.reading.formats.limits import Refused


def read(data: bytes) -> Document:
    """The text as it is, line ends too, without grids.

    Raises Refused: not_text where it holds NUL characters, encoding_unknown where it is neither marked, UTF-8 nor
    GB18030.
    """
    text = decode(data)
    if text is None:
        raise Refused("encoding_unknown", "neither UTF-8 nor GB18030 gives Chinese text")
    if "\0" in text:
        raise Refused("not_text", "the file holds NUL characters")
    return Document(plain(text))
