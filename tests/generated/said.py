"""Text that remembers: each figure in it knows its place and the rows that are to be read from it."""

from bisect import bisect
from collections.abc import Iterable
from string import Formatter
from typing import NamedTuple

Row = tuple  # a record of helpers.reading.records


class Mark(NamedTuple):
    """A place in a text by name: a figure of an identity, or one that two coders would treat differently."""

    name: str
    start: int
    end: int


class Said(NamedTuple):
    """A stretch of text with the rows that are to be read from it and its marks."""

    text: str
    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()


def figure(token: str, *rows: Row, mark: str = "") -> Said:
    """A printed number with the rows that are to be read from it."""
    placed = tuple(row._replace(start=0, end=len(token), token=token) for row in rows)
    return Said(token, placed, (Mark(mark, 0, len(token)),) if mark else ())


def neutral(text: str) -> Said:
    """Words whose figures two coders would treat differently: a reader is free to read them or not."""
    return Said(text, (), (Mark("neutral", 0, len(text)),))


def joined(parts: Iterable[Said | str], between: str = "") -> Said:
    """The parts one after the other, every place counted from the first."""
    text, rows, marks = "", [], []
    for i, part in enumerate(parts):
        said = Said(part) if isinstance(part, str) else part
        text += between if i else ""
        rows += [_moved(row, len(text)) for row in said.rows]
        marks += [_moved(mark, len(text)) for mark in said.marks]
        text += said.text
    return Said(text, tuple(rows), tuple(marks))


def say(pattern: str, **parts: Said | str) -> Said:
    """The pattern with its `{places}` filled."""
    pieces = Formatter().parse(pattern)
    return joined(each for literal, name, _, _ in pieces for each in (literal, parts[name] if name else ""))


def of(said: Said, **columns: object) -> Said:
    """The same text, these columns set in all of its rows that have them."""
    return said._replace(
        rows=tuple(row._replace(**{k: v for k, v in columns.items() if k in row._fields}) for row in said.rows)
    )


def wrapped(said: Said, width: int) -> Said:
    """The text with its lines broken after so many characters, never within a figure; every place is moved along."""
    within = {at for place in (*said.rows, *said.marks) for at in range(place.start + 1, place.end)}
    breaks, since = [], 0
    for at, sign in enumerate(said.text):
        since = 0 if sign == "\n" else since + 1
        if since > width and at not in within and not (sign.isascii() and said.text[at - 1].isascii()):
            breaks.append(at)
            since = 1
    edges = zip([0, *breaks], [*breaks, len(said.text)], strict=True)
    text = "\n".join(said.text[start:end] for start, end in edges)
    places = [tuple(_moved(each, bisect(breaks, each.start)) for each in kind) for kind in (said.rows, said.marks)]
    return Said(text, *places)


def _moved(place: Row, by: int) -> Row:
    return place._replace(start=place.start + by, end=place.end + by)
