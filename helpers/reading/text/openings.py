"""What opens a text, a line or a sentence, looked for behind the marks that end the one before it."""

import re
from collections.abc import Iterator
from itertools import chain


def behind(marks: str, opening: re.Pattern) -> re.Pattern:
    """A pattern that finds each of these marks behind which a pattern matches: a search for it goes from mark to mark,
    where one for the opening would try at every letter."""
    return re.compile(f"{marks}(?={opening.pattern})", opening.flags)


def openings(opening: re.Pattern, behind_marks: re.Pattern, text: str, start: int = 0) -> Iterator[re.Match]:
    """The matches of an opening at the start and `behind` its marks, none within another."""
    end = start
    for place in chain([start], (mark.end() for mark in behind_marks.finditer(text, start))):
        if place >= end and (found := opening.match(text, place)):
            yield found
            end = found.end()
