"""A table of goals and a table of results of one project become rows with both, a part without a goal none."""

import re
from collections import defaultdict

from helpers.reading.outcomes.resources import kind
from helpers.reading.records import Indicator, Outcome
from helpers.reading.vocabulary import comparable

PART = re.compile("其中[：:]?")
SHORTEST = 3  # characters of a name that prose can be known to tell of


def met(rows: list[Indicator]) -> list[Indicator]:
    """The rows in order, a goal without a result and the one result without a goal of the same name and project, in a
    like unit, as one row in the place of the result."""
    named: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for row in rows:
        named[row.project_id, row.name_zh].append(row)
    pairs = [pair for pair in map(_pair, named.values()) if pair]
    joined = {id(result): _joined(goal, result) for goal, result in pairs}
    goals = {id(goal) for goal, _ in pairs}
    return [joined.get(id(row), row) for row in rows if id(row) not in goals]


def of_parts(rows: list[Indicator]) -> tuple[list[Indicator], list[Outcome]]:
    """The rows, and as figures without a target those of a part of the row above that has no goal of its own:
    其中：80-89周岁老人."""
    told = [row for row in rows if PART.match(row.name_zh) and row.actual_comparator not in ("", "qualitative")]
    told = [row for row in told if not row.comparator and row.weight is None and row.score is None]
    parts = {id(row) for row in told}
    return [row for row in rows if id(row) not in parts], [_part(row) for row in told]


def _part(row: Indicator) -> Outcome:
    about = ("other", PART.sub("", row.name_zh), row.actual, row.actual_unit, row.actual_comparator)
    place = (kind(row.actual_unit), row.start, row.end, row.token, row.cell)
    return Outcome(row.report_id, row.project_id, row.seq, *about, *place)


def reached(rows: list[Indicator], told: list[Outcome]) -> tuple[list[Indicator], list[Outcome]]:
    """The rows, each goal without a result with the one figure in a like unit that prose tells under its name, and the
    figures that no goal took."""
    left, found = list(told), []
    for row in rows:
        fits = [each for each in left if _reaches(row, each)]
        if row.target != "" and not row.actual_comparator and len(fits) == 1:
            left.remove(fits[0])
            row = _joined(row, _result(row, fits[0]))
        found.append(row)
    return found, left


def _reaches(row: Indicator, told: Outcome) -> bool:
    project = row.project_id == told.project_id or not (row.project_id and told.project_id)
    named = len(row.name_zh) >= SHORTEST and told.name_zh.startswith(row.name_zh)
    return project and named and bool(row.target_unit) and comparable(row.target_unit, told.unit)


def _result(row: Indicator, told: Outcome) -> Indicator:
    """A figure of prose as the row of a table of results."""
    return row._replace(
        actual_comparator=told.value_comparator,
        actual=told.value,
        actual_unit=told.unit,
        start=told.start,
        end=told.end,
        token=told.token,
        cell="",
    )


def _pair(rows: list[Indicator]) -> tuple[Indicator, Indicator] | None:
    """The goal and the result among rows of one name; None where they are not just one of each, in like units."""
    goals = [row for row in rows if row.comparator and not row.actual_comparator]
    results = [row for row in rows if row.actual_comparator and not row.comparator]
    if len(rows) != len(goals) + len(results) or len(goals) != 1 or len(results) != 1:
        return None
    goal, result = goals[0], results[0]
    alike = not (goal.target_unit and result.actual_unit) or comparable(goal.target_unit, result.actual_unit)
    return (goal, result) if alike else None


def _joined(goal: Indicator, result: Indicator) -> Indicator:
    """The result with what the goal says: its target, and the levels, points and note that the result has not."""
    return goal._replace(
        level1=result.level1 or goal.level1,
        level2=result.level2 or goal.level2,
        actual_comparator=result.actual_comparator,
        actual=result.actual,
        actual_unit=result.actual_unit or ("" if result.actual_comparator == "qualitative" else goal.target_unit),
        weight=goal.weight if result.weight is None else result.weight,
        score=goal.score if result.score is None else result.score,
        note="；".join(dict.fromkeys(filter(None, (goal.note, result.note)))),
        start=result.start,
        end=result.end,
        token=result.token,
        cell=result.cell,
    )
