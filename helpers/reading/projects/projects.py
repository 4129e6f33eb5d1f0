"""The projects of a report that tells of several."""

from collections.abc import Sequence
from dataclasses import replace

from helpers.reading.projects.candidates import candidates
from helpers.reading.projects.marks import marked, with_sums
from helpers.reading.projects.project_choices import chosen
from helpers.reading.text.layout import Layout


def with_projects(page: Layout, known: Sequence[str] = ()) -> Layout:
    """The layout with the projects that the text tells of: those that it marks as such, else those `known` from a
    table, where it speaks of two of them, else those that it tells apart; what is said of all projects is the whole
    report's."""
    marks = with_sums(page.text, marked(page.text, known)) if len(known) > 1 and not page.projects else ()
    if len({number for _, number in marks} - {""}) > 1:
        return replace(page, projects=[*marks])
    found = chosen(page.text, candidates(page))
    return replace(page, projects=[*found.marks] if found else [])
