"""The codebook and the data package, written from tables.yml; run as a program, it prints the codebook."""

from collections.abc import Iterable
from pathlib import Path

from helpers.coding.schema import tables

FIELD_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean"}


def markdown() -> str:
    """docs/codebook.md: for each table what a row is, its key, and a line a column."""
    return "\n".join(["# Codebook", "", *INTRODUCTION, *(line for name in tables() for line in _section(name))])


def datapackage(names: Iterable[str]) -> dict:
    """datapackage.json of the tables named: a Frictionless Data Package with a Table Schema each."""
    return {
        "profile": "tabular-data-package",
        "name": "self-evaluation-evidence",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(name) for name in names],
    }


def lying_in(folder: Path) -> list[str]:
    """The names of the tables that lie in a folder, in the order of tables.yml."""
    return [name for name in tables() if (folder / f"{name}.csv").is_file()]


INTRODUCTION = [
    "Written from helpers/coding/tables.yml by `make codebook`. Empty means *not stated*: never 0, never met.",
    "Amounts end in `_wan` and are 万元 (10,000 CNY). Tables `public_*` lie in data/raw/public, `corrections` in",
    "data/raw, the others in data/processed.",
]


def _section(name: str) -> list[str]:
    table = tables()[name]
    head = ["", f"## {name}", "", f"One row is {table['row']}. Key: {', '.join(table['key']) or 'none'}.", ""]
    cells = [(column, _kind(says), _escaped(_meaning(says))) for column, says in table["columns"].items()]
    rows = [f"| {' | '.join(row)} |" for row in cells]
    return [*head, "| column | type | meaning |", "|---|---|---|", *rows]


def _kind(says: dict) -> str:
    unit = f", {says['unit']}" if "unit" in says else ""
    return f"{says['type']}{unit}{', required' if says.get('required') else ''}"


def _meaning(says: dict) -> str:
    values = f"; one of: {', '.join(f'`{value}`' for value in says['values'])}" if "values" in says else ""
    return says["about"] + values


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _resource(name: str) -> dict:
    table = tables()[name]
    fields = [_field(column, says) for column, says in table["columns"].items()]
    key = {"primaryKey": table["key"]} if table["key"] else {}
    schema = {"fields": fields, **key, "missingValues": [""]}
    encoded = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "profile": "tabular-data-resource"}
    return {"name": name, "path": f"{name}.csv", "title": f"One row is {table['row']}", **encoded, "schema": schema}


def _field(name: str, says: dict) -> dict:
    constraints = {"enum": says["values"]} if "values" in says else {}
    constraints |= {"required": True} if says.get("required") else {}
    constraints |= dict(zip(("minimum", "maximum"), says["range"], strict=True)) if "range" in says else {}
    names = {"trueValues": ["True"], "falseValues": ["False"]} if says["type"] == "boolean" else {}
    unit = {"unit": says["unit"]} if "unit" in says else {}
    limits = {"constraints": constraints} if constraints else {}
    return {"name": name, "type": FIELD_TYPES[says["type"]], "description": says["about"], **names, **unit, **limits}


if __name__ == "__main__":
    print(markdown())
