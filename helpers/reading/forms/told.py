"""Columns whose header no word takes, told by their cells: signs, units, levels, names, goals and results, money."""

from collections.abc import Callable, Iterator
from itertools import groupby

from helpers.reading.forms.cells import number, sign_of, values
from helpers.reading.forms.glued import holds
from helpers.reading.forms.indicators import body
from helpers.reading.forms.pipes import WORDS, is_level1, is_level2, values_only
from helpers.reading.forms.table import OTHER_PERIOD, Header, Line, begins
from helpers.reading.forms.words import bare, is_stated, knows, role
from helpers.reading.vocabulary import unit_kind

Columns = dict[int, dict[int, str]]  # what stands in each column, by the number of the line in which it begins
FEWEST_ROWS = 2
LONGEST_SIGN = 8
TWICE = 2
MEASURED = (("target", "actual"), ("actual", "target"))
POINTS = (("weight", "score"), ("score", "weight"))


def told(lines: list[Line]) -> list[Line]:
    """The lines, in their headers those columns too that only their cells tell."""
    found = []
    for header, group in groupby(lines, key=lambda line: line.header):
        rows = list(group)
        if header is not None and header.kind in ("indicators", "money"):
            completed = _promised if header.kind == "indicators" else _spent
            header = header._replace(columns=completed(header, rows))
            rows = [line._replace(header=header) for line in rows]
        found += rows
    return found


def _promised(header: Header, lines: list[Line]) -> dict[str, list[int]]:
    """The columns of indicators: those of one kind of words, then the one like the goals or like the results, then the
    other one of points."""
    rows = list(body(lines))
    known = _parted(header.columns, rows)
    for name, fits in (("sign", _is_sign), ("unit", _is_unit), ("level1", is_level1), ("level2", is_level2)):
        known |= _first(name, [c for c, said in _free(header, known, rows) if _mostly(said, fits)], known)
    for name, other in MEASURED:
        beside = _texts(rows, known[other][0]) if other in known else {}
        known |= _first(name, [c for c, said in _free(header, known, rows) if _is_alike(said, beside)], known)
    for name, other in POINTS:
        beside = _texts(rows, known[other][0]) if other in known else {}
        pairs = ((c, (said, beside) if name == "score" else (beside, said)) for c, said in _free(header, known, rows))
        known |= _first(name, [c for c, (got, most) in pairs if beside and _are_points(got, most)], known)
    values_begin = min(columns[0] for name, columns in known.items() if name in ("target", "actual", "weight", "score"))
    named = [c for c, said in _free(header, known, rows) if c < values_begin and _mostly(said, _is_name)]
    return known | _first("name", named[::-1], known)


def _first(name: str, fitting: list[int], known: dict[str, list[int]]) -> dict[str, list[int]]:
    return {name: fitting[:1]} if fitting and name not in known else {}


def _parted(columns: dict[str, list[int]], rows: list[Line]) -> dict[str, list[int]]:
    """The columns, those under one header of goals or results that hold their signs or units left to these."""
    values_of = {name: columns[name] for name in ("target", "actual") if len(columns.get(name, ())) > 1}
    kept = {
        name: [c for c in each if not (_mostly(said := _texts(rows, c), _is_sign) or _mostly(said, _is_unit))]
        for name, each in values_of.items()
    }
    return columns | {name: each for name, each in kept.items() if each}


def _free(header: Header, known: dict[str, list[int]], rows: list[Line]) -> Iterator[tuple[int, dict[int, str]]]:
    """The columns without a role, that are not left out on purpose, with what stands in them."""
    taken = {column for columns in known.values() for column in columns}
    section = "indicator_roles" if header.kind == "indicators" else "money_roles"
    for column, cell in enumerate(header.row):
        said = cell.text if cell else ""
        named = bare(said) and knows(section, said) and (not role(section, said) or role(section, said) not in known)
        if column not in taken and not named and not OTHER_PERIOD.search(said):
            yield column, _texts(rows, column)


def _texts(rows: list[Line], column: int) -> dict[int, str]:
    """What is stated in a column by the line in which it begins."""
    cells = ((line, line.row[column]) for line in rows if column < len(line.row))
    return {
        line.at: c.text.strip()
        for line, c in cells
        if c and c.column == column and begins(line, c) and is_stated(c.text)
    }


def _mostly(said: dict[int, str], fits: Callable[[str], object]) -> bool:
    """Whether two cells at least, and two of three, are of one kind."""
    fitting = sum(bool(fits(text)) for text in said.values())
    return fitting >= FEWEST_ROWS and fitting * 3 >= len(said) * 2


def _is_sign(text: str) -> bool:
    return len(text) <= LONGEST_SIGN and sign_of(text) != ""


def _is_unit(text: str) -> bool:
    return text.removeprefix("万") in unit_kind() or text in unit_kind()


def _is_name(text: str) -> bool:
    return WORDS.search(text) is not None and not values_only(text)


def _is_alike(said: dict[int, str], beside: dict[int, str]) -> bool:
    """Whether the figures of a column are those of another, in the same unit, or at most twice as large or as small."""
    pairs = [(values(text), values(beside[at])) for at, text in said.items() if at in beside]
    figures = [(one[0], other[0]) for one, other in pairs if one and other and _are_figures(one[0], other[0])]
    alike = [one.unit == other.unit != "" or _is_near(one.value, other.value) for one, other in figures]
    return sum(alike) >= FEWEST_ROWS and sum(alike) * 2 > len(said)


def _are_figures(*found) -> bool:
    return not any(each.comparator == "qualitative" for each in found)


def _is_near(one, other) -> bool:
    return one == other or (min(one, other) > 0 and max(one, other) <= TWICE * min(one, other))


def _are_points(got: dict[int, str], most: dict[int, str]) -> bool:
    """Whether points and their maximum stand in two columns: bare numbers, of which the second is no less."""
    pairs = [(number(text), number(most[at])) for at, text in got.items() if at in most]
    fitting = [one and other and one.unit == other.unit == "" and 0 <= one.value <= other.value for one, other in pairs]
    return len(fitting) >= FEWEST_ROWS and all(fitting)


def _spent(header: Header, lines: list[Line]) -> dict[str, list[int]]:
    """The columns of money, with the one that is the spending, or the budget, by the rates beside it."""
    rows = [line for line in lines if not line.is_header]
    known = header.columns
    budget = next((name for name in ("adjusted_budget", "initial_budget", "allocated") if name in known), "")
    lacking = (
        "" if "rate" not in known else "executed" if "executed" not in known else "" if budget else "adjusted_budget"
    )
    if not lacking:
        return known
    rates, beside = (_texts(rows, known[name][0]) for name in ("rate", budget or "executed"))
    fits = [c for c, said in _free(header, known, rows) if _makes_up(said, beside, rates, lacking == "executed")]
    return known | _first(lacking, fits, known)


def _makes_up(said: dict[int, str], beside: dict[int, str], rates: dict[int, str], is_spending: bool) -> bool:
    """Whether the amounts of a column are what the rates say of those beside them."""
    rows = [[number(each[at]) for each in (said, beside, rates)] for at in said if at in beside and at in rates]
    told_ = [row for row in rows if all(row) and row[2].unit == "%"]
    ordered = ((one.value, other.value) if is_spending else (other.value, one.value) for one, other, _ in told_)
    return bool(told_) and all(
        holds(*pair, row[2].token.rstrip("%％")) for pair, row in zip(ordered, told_, strict=True)
    )
