"""A table of goals and a table of results of one project become rows with both."""

from collections import defaultdict

from helpers.reading.records import Indicator
from helpers.reading.vocabulary import comparable


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
