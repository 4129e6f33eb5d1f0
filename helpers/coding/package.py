"""datapackage.json: what the tables of a folder are, for programs, and the hashes by which they are known again."""

import hashlib
import json
from pathlib import Path

from helpers.coding.schema import tables

FILE = "datapackage.json"
FIELD_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean"}


def package(resources: list[dict]) -> dict:
    """A Frictionless Data Package of these resources."""
    return {
        "profile": "tabular-data-package",
        "name": "self-evaluation-evidence",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }


def resource(name: str, content: bytes) -> dict:
    """A table as a resource of the package: its Table Schema, and size and hash of the content of its file."""
    table = tables()[name]
    fields = [_field(column, says) for column, says in table["columns"].items()]
    key = {"primaryKey": table["key"]} if table["key"] else {}
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": f"One row is {table['row']}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, **key, "missingValues": [""]},
    }


def vouches(path: Path, name: str, content: bytes) -> bool:
    """Whether the package beside a file says that this very content is the table as tables.yml describes it now."""
    try:
        known = json.loads(path.with_name(FILE).read_text(encoding="utf-8"))["resources"]
        return path.name == f"{name}.csv" and resource(name, content) in known
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _field(name: str, says: dict) -> dict:
    constraints = {"enum": says["values"]} if "values" in says else {}
    constraints |= {"required": True} if says.get("required") else {}
    constraints |= {"pattern": says["pattern"]} if "pattern" in says else {}
    constraints |= dict(zip(("minimum", "maximum"), says["range"], strict=True)) if "range" in says else {}
    names = {"trueValues": ["True"], "falseValues": ["False"]} if says["type"] == "boolean" else {}
    unit = {"unit": says["unit"]} if "unit" in says else {}
    limits = {"constraints": constraints} if constraints else {}
    return {"name": name, "type": FIELD_TYPES[says["type"]], "description": says["about"], **names, **unit, **limits}
