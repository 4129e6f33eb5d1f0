"""Columns whose header no word takes, told by their cells: signs, units, levels, goals, results, money by its rates."""

from collections.abc import Callable, Iterator
from itertools import groupby

from helpers.reading.forms.cells import Value, number, sign_of, values
from helpers.reading.forms.glued import holds
from helpers.reading.forms.indicators import body
from helpers.reading.forms.pipes import is_level1, is_level2
from helpers.reading.forms.table import OTHER_PERIOD, Header, Line, begins
from helpers.reading.forms.words import bare, is_stated, knows, role
from helpers.reading.vocabulary import unit_kind

Texts = dict[int, str]  # what stands in a column, by the number of the line in which it begins
SECTIONS = {"money": "money_roles"} | dict.fromkeys(("indicators", "scorecard", "other"), "indicator_roles")
KINDS = {"sign": sign_of, "unit": lambda said: said in unit_kind(), "level1": is_level1, "level2": is_level2}
FEWEST_ROWS = 2
TWICE = 2


def told(lines: list[Line]) -> list[Line]:
    """The lines, with those columns in their headers too that only cells tell."""
    found = []
    for header, group in groupby(lines, key=lambda line: line.header):
        rows = list(group)
        completed = {"indicators": _promised, "money": _spent}.get(header.kind if header else "")
        new = completed(header, rows) if completed else header
        found += [line._replace(header=new) for line in rows] if new is not header else rows
    return found


def unknown(header: Header, rows: list[Line]) -> Iterator[tuple[int, Texts]]:
    """The columns of a header without a role, none of which is left out on purpose, with what stands in them."""
    taken = {column for columns in header.columns.values() for column in columns}
    for column, cell in enumerate(header.row):
        said = bare(cell.text) if cell else ""
        source = role("money_sources", cell.text) if header.kind == "money" and cell else ""
        if column not in taken and source in ("", "total") and not (said and knows(SECTIONS[header.kind], cell.text)):
            yield column, _texts(rows, column)


def _texts(rows: list[Line], column: int) -> Texts:
    cells = ((line, line.row[column]) for line in rows if column < len(line.row))
    begun = ((line, cell) for line, cell in cells if cell and cell.column == column and begins(line, cell))
    return {line.at: cell.text.strip() for line, cell in begun if is_stated(cell.text)}


def _promised(header: Header, lines: list[Line]) -> Header:
    """The header of indicators with columns of one kind of words, and the one like the goals or like the results."""
    rows = list(body(lines))
    for name in [name for name in KINDS if name not in header.columns]:
        header = _with(header, name, [column for column, said in unknown(header, rows) if _mostly(said, KINDS[name])])
    known = [name for name in ("target", "actual") if name in header.columns]
    if len(known) != 1:
        return header
    beside = _texts(rows, header.columns[known[0]][0])
    alike = [(c, header.row[c]) for c, said in unknown(header, rows) if _is_alike(said, beside)]
    fitting = [c for c, cell in alike if not (cell and OTHER_PERIOD.search(cell.text))]
    return _with(header, "actual" if known == ["target"] else "target", fitting)


def _with(header: Header, name: str, fitting: list[int]) -> Header:
    return header._replace(columns=header.columns | {name: fitting[:1]}) if fitting else header


def _mostly(said: Texts, fits: Callable[[str], object]) -> bool:
    """Whether two cells at least, and two of three, are of one kind."""
    fitting = sum(bool(fits(text)) for text in said.values())
    return fitting >= FEWEST_ROWS and fitting * 3 >= len(said) * 2


def _is_alike(said: Texts, beside: Texts) -> bool:
    """Whether most figures of a column are those of another, in the same unit or at most twice as large or small."""
    pairs = [(values(text), values(beside[at])) for at, text in said.items() if at in beside]
    alike = [one and other and _are_like(one[0], other[0]) for one, other in pairs]
    return sum(map(bool, alike)) >= FEWEST_ROWS and sum(map(bool, alike)) * 2 > len(said)


def _are_like(one: Value, other: Value) -> bool:
    if "qualitative" in (one.comparator, other.comparator) or (one.unit and other.unit):
        return one.unit == other.unit != ""
    low, high = sorted((one.value, other.value))
    return low == high or 0 < high <= TWICE * low


def _spent(header: Header, lines: list[Line]) -> Header:
    """The header of money with the column that is what was spent, or the budget, by the rates beside it."""
    rows = [line for line in lines if not line.is_header]
    budget = next((name for name in ("adjusted_budget", "initial_budget") if name in header.columns), "")
    lacking, known = ("executed", budget) if budget else ("adjusted_budget", "executed")
    if "rate" not in header.columns or known not in header.columns or lacking in header.columns:
        return header
    rates, beside = (_texts(rows, header.columns[name][0]) for name in ("rate", known))
    fits = [column for column, said in unknown(header, rows) if _make(rates, said, beside, lacking == "executed")]
    return _with(header, lacking, fits)


def _make(rates: Texts, said: Texts, beside: Texts, is_spent: bool) -> bool:
    """Whether the amounts of a column are, with those of another, what all the rates say."""
    rows = [[number(each[at]) for each in (said, beside, rates)] for at in rates if at in beside and at in said]
    made = [row if is_spent else [row[1], row[0], row[2]] for row in rows if all(row) and row[2].unit == "%"]
    return bool(made) and all(holds(spent.value, planned.value, f"{rate.value}") for spent, planned, rate in made)
