"""The contract of a notebook's parameters: one cell tagged `parameters`, read without running it."""

import ast
import io
import json
import math
import re
import textwrap
import tokenize
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from helpers import paths

TYPES = {kind.__name__: kind for kind in (bool, int, float, str)}
FORM = f"`name: type = default  # meaning and unit` with type one of {', '.join(TYPES)}"
EXPECTED = {bool: "true or false", int: "a whole number", float: "a finite number", str: "text"}
NUMBER = {int: r"[+-]?\d+", float: r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"}
CHOICES = re.compile(r"\bone of:(.*)$")


class PlanError(ValueError):
    """What was asked for cannot be run; the message says where, what was found and what was expected."""


class Cell(NamedTuple):
    kind: str  # code, markdown, raw
    source: str
    tags: tuple[str, ...]
    outputs: list[dict]
    begun: bool  # whether papermill has started it


class Parameter(NamedTuple):
    name: str
    type: type
    default: bool | int | float | str
    meaning: str
    choices: tuple = ()


def cells(notebook_path: Path) -> list[Cell]:
    """The cells of a notebook in their order; raises PlanError where the file is no notebook."""
    try:
        return _cells(Path(notebook_path).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PlanError(f"{Path(notebook_path).name}: not a notebook of format 4 ({error!r})") from None


def declared(notebook_path: Path) -> dict[str, Parameter]:
    """The parameters of a notebook by name, in the order of its one code cell tagged `parameters`.

    The cell is parsed, never executed. Raises PlanError naming notebook and line for anything but lines of FORM with a
    literal of the annotated type; a comment may end in `one of: a, b, c`, and then nothing else is allowed.
    """
    return declared_in(Path(notebook_path).name, _parameters_cell(notebook_path))


@lru_cache
def declared_in(file: str, source: str) -> dict[str, Parameter]:
    """The parameters in the source of the cell of a notebook; a plan has many runs of it."""
    found: dict[str, Parameter] = {}
    for statement, comment in _lines(file, source):
        try:
            parameter = _parameter(statement, comment)
        except (ValueError, OverflowError) as error:
            raise PlanError(f"{file}, parameters cell, line {statement.lineno}: {error}") from None
        if parameter.name in found:
            raise PlanError(f"{file}, parameters cell: {parameter.name} is declared twice")
        found[parameter.name] = parameter
    return found


def checked(notebook_path: Path, given: dict) -> dict[str, Any]:
    """The given values, each of the type its notebook annotates; what is not given keeps the notebook's default.

    A whole number may stand for a float, and text for the number it spells (YAML reads 08 and 1e3 as text). Raises one
    PlanError that lists every name that is not declared, of another type, or outside the allowed values.
    """
    known = declared(notebook_path)
    values, problems = valued(known, given.items())
    refuse(notebook_path, known, problems)
    return dict(values)


def valued(known: Mapping[str, Parameter], given: Iterable[tuple[Any, Any]]) -> tuple[list[tuple[str, Any]], list[str]]:
    """The pairs of name and value, each value as its parameter wants it, and a line for each pair that is refused."""
    pairs, problems = [], []
    for name, value in given:
        try:
            pairs.append((name, _value(known.get(name), value)))
        except (ValueError, OverflowError) as error:
            near = get_close_matches(str(name), known, 1) if name not in known else []
            meant = f"; did you mean {near[0]}?" if near else ""
            problems.append(f"  {name!s:.80} = {value!r:.80}: {error}{meant}")
    return pairs, problems


def refuse(notebook_path: Path, known: Mapping[str, Parameter], problems: Sequence[str]) -> None:
    """Raises PlanError with the problems, where there are any, and what the notebook declares."""
    if problems:
        names = ", ".join(f"{each.name} ({_expected(each)})" for each in known.values()) or "none"
        lines = textwrap.wrap(f"declared are: {names}", 118, initial_indent="  ", subsequent_indent="    ")
        raise PlanError("\n".join([f"{Path(notebook_path).name}, parameters refused:", *problems, *lines]))


def refuse_for_paper(known: Mapping[str, Parameter], values: Mapping[str, Any]) -> None:
    """Raises PlanError where values differ from those of the paper and no `variant` is given: results would take the
    place of the paper's files."""
    others = [f"{name} = {value!r}" for name, value in values.items() if value != known[name].default]
    if others and "variant" in known and "variant" not in values and known["variant"].default == paths.PAPER:
        raise PlanError(
            f"{', '.join(others)} without a variant would take the place of the paper's files: give one too"
        )


@lru_cache(maxsize=8)  # the last notebooks: before and after each run its own is looked at
def _cells(content: str) -> list[Cell]:
    """The cells that the content of a notebook file describes; raises one of several errors where it is none."""
    return [_cell(each) for each in json.loads(content)["cells"]]


def _cell(content: dict) -> Cell:
    """The cell that a notebook file describes; raises one of several errors where it describes none."""
    metadata = content.get("metadata", {})
    begun = bool(metadata.get("papermill", {}).get("start_time"))
    source, tags = "".join(content["source"]), tuple(metadata.get("tags", ()))
    return Cell(content["cell_type"], source, tags, content.get("outputs", []), begun)


def _parameters_cell(notebook_path: Path) -> str:
    """Source of the one cell tagged `parameters`; raises PlanError where there is none, or two, or it is no code."""
    tagged = [cell for cell in cells(notebook_path) if "parameters" in cell.tags]
    if [cell.kind for cell in tagged] != ["code"]:
        kinds = ", ".join(str(cell.kind) for cell in tagged) or "none"
        raise PlanError(f"{Path(notebook_path).name}: expected one code cell tagged 'parameters', found {kinds}")
    return tagged[0].source


def _lines(file: str, source: str) -> list[tuple[ast.stmt, str]]:
    """The statements of the parameters cell with their comments; raises PlanError unless each has a line of its own."""
    try:
        statements = ast.parse(source).body
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, ValueError) as error:
        raise PlanError(f"{file}, parameters cell: {error}; expected {FORM}") from None
    comments = {token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT}
    taken = [line for each in statements for line in range(each.lineno, each.end_lineno + 1)]
    if len(taken) > len({each.lineno for each in statements}):
        raise PlanError(f"{file}, parameters cell: expected one line a parameter, each {FORM}")
    return [(each, comments.get(each.lineno, "")) for each in statements]


def _parameter(statement: ast.stmt, comment: str) -> Parameter:
    """The parameter that a line declares; raises ValueError saying what is wrong with the line."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id=kind), value=ast.expr() as value):
            expected = TYPES.get(kind)
        case _:
            expected = None
    if expected is None:
        raise ValueError(f"expected {FORM}, found `{ast.unparse(statement)}`")
    meaning = CHOICES.sub("", comment).rstrip(" ,;:.")
    if not meaning or "=" in comment:
        raise ValueError(f"{name}: expected a comment with meaning and unit, without '=', found {comment!r}")
    parameter = Parameter(name, expected, _literal(value, expected), meaning, _choices(comment, expected))
    return parameter._replace(default=_allowed(parameter, parameter.default))


def _literal(node: ast.expr, kind: type) -> Any:
    """Value of a literal of that type; raises ValueError for anything else."""
    try:
        return _exact(ast.literal_eval(node), kind)
    except (ValueError, TypeError):
        found = ast.unparse(node)
        raise ValueError(f"expected a literal that is {EXPECTED[kind]} ({kind.__name__}), found `{found}`") from None


def _choices(comment: str, kind: type) -> tuple:
    """Allowed values at the end of a comment, of that type; empty where it names none."""
    listed = CHOICES.search(comment)
    return tuple(_coerced(text.strip(), kind) for text in listed[1].split(",")) if listed else ()


def _value(parameter: Parameter | None, value: Any) -> Any:
    """The value as the parameter wants it; raises ValueError saying what was expected."""
    if parameter is None:
        raise ValueError("not declared in the notebook")
    return _allowed(parameter, _coerced(value, parameter.type))


def _allowed(parameter: Parameter, value: Any) -> Any:
    """The value; raises ValueError where the parameter names its values and this is none of them."""
    if parameter.choices and value not in parameter.choices:
        raise ValueError(f"expected {_expected(parameter)}, found {value!r}")
    return value


def _coerced(value: Any, kind: type) -> Any:
    """The value in that type, numbers from text too; raises ValueError where it is of another type."""
    if isinstance(value, str) and kind in NUMBER and re.fullmatch(NUMBER[kind], value.strip(), re.ASCII):
        value = kind(value)
    return _exact(value, kind)


def _exact(value: Any, kind: type) -> Any:
    """The value where it is of that type (or a whole number for a float); raises ValueError where it is not."""
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (kind is float and not math.isfinite(value)):
        quote = ": write it in quotes" if kind is str else ""
        raise ValueError(f"expected {kind.__name__}, {EXPECTED[kind]}, found {type(value).__name__}{quote}")
    if kind is str:
        value.encode()
    return value


def _expected(parameter: Parameter) -> str:
    """Type and allowed values of a parameter in words."""
    allowed = f", one of: {', '.join(map(str, parameter.choices))}" if parameter.choices else ""
    return f"{parameter.type.__name__}{allowed}"
