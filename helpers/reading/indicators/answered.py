"""Rows of a table of targets alone, which the prose behind it answers by their names."""

from helpers.reading.records import Indicator, Outcome

MOST_MORE = 6  # letters that a result tells behind the name: 护林员, 护林员年末在岗


def answered(rows: list[Indicator], told: list[Outcome]) -> tuple[list[Indicator], list[Outcome]]:
    """The rows, those with a number as target and no actual taking it from the first figure behind them in their unit
    that begins with their name, and the figures without those taken."""
    taken: set[int] = set()
    found = []
    for row in rows:
        open_ = row.actual == "" and row.target_unit and row.start is not None
        alike = (each for each in told if each.start not in taken and _answers(row, each)) if open_ else ()
        if actual := next(iter(alike), None):
            taken.add(actual.start)
            row = row._replace(
                actual_comparator=actual.value_comparator, actual=actual.value, actual_unit=actual.unit,
                start=actual.start, end=actual.end, token=actual.token, cell=actual.cell,
            )  # fmt: skip
        found.append(row)
    return found, [each for each in told if each.start not in taken]


def _answers(row: Indicator, told: Outcome) -> bool:
    more = len(told.name_zh) - len(row.name_zh)
    named = told.name_zh.startswith(row.name_zh) and more <= MOST_MORE
    return named and told.unit == row.target_unit and told.start > row.start
