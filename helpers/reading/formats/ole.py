"""The directory of an OLE container, which .doc, .xls, .wps and encrypted Office files are."""

from collections.abc import Iterator
from struct import unpack_from
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128
NAMES_IN_HEADER = 109
SMALL_STREAM = 4096  # below this a stream lies in the container's mini stream
NOTHING = 0xFFFFFFFA  # sector numbers from here on have other meanings


class Entry(NamedTuple):
    """One entry: the streams and storages of a folder hang together as a tree through `left` and `right`."""

    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


def streams(data: bytes) -> dict[str, Entry]:
    """Entries at the top of the container by name: not those of documents embedded in it; none where it is damaged."""
    entries = _entries(data)
    waiting, found = [entries[0].child] if entries else [], {}
    seen = set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            found[entries[number].name] = entries[number]
            waiting += [entries[number].left, entries[number].right]
    return found


def head(data: bytes, entry: Entry) -> bytes:
    """The first bytes of a stream of some length; empty for a small one, which lies elsewhere, and a damaged one."""
    return b"" if entry.size < SMALL_STREAM else _sector(data, entry.start)


def _entries(data: bytes) -> list[Entry]:
    if len(data) < 512:
        return []
    (first,) = unpack_from("<I", data, 48)
    folder = b"".join(_sector(data, number) for number in _chain(data, first))
    return [_entry(folder[at : at + ENTRY]) for at in range(0, len(folder) - ENTRY + 1, ENTRY)]


def _entry(block: bytes) -> Entry:
    (length,) = unpack_from("<H", block, 64)
    name = block[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
    left, right, child = unpack_from("<III", block, 68)
    start, size = unpack_from("<II", block, 116)
    return Entry(name, left, right, child, start, size)


def _chain(data: bytes, number: int) -> Iterator[int]:
    """Sector numbers of a stream from its first; ends at a loop, and where the table of sectors ends."""
    table, seen = _table(data), set()
    while number < len(table) and number not in seen:
        seen.add(number)
        yield number
        number = table[number]


def _table(data: bytes) -> list[int]:
    """The number of the sector that follows each sector."""
    table = b"".join(_sector(data, part) for part in _table_parts(data))
    return list(unpack_from(f"<{len(table) // 4}I", table))


def _table_parts(data: bytes) -> list[int]:
    """Sectors of the table of sectors: the header names the first, and a chain of sectors the rest."""
    parts, seen = list(unpack_from(f"<{NAMES_IN_HEADER}I", data, 76)), set()
    (more,) = unpack_from("<I", data, 68)
    while more < NOTHING and more not in seen and (block := _sector(data, more)):
        seen.add(more)
        *names, more = unpack_from(f"<{len(block) // 4}I", block)
        parts += names
    return [part for part in parts if part < NOTHING]


def _sector(data: bytes, number: int) -> bytes:
    (shift,) = unpack_from("<H", data, 30)
    size = 1 << shift if shift in (9, 12) else 512
    return data[(number + 1) * size : (number + 2) * size] if number < NOTHING else b""
