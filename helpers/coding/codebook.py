"""The codebook, written from tables.yml; run as a program, it prints it."""

from helpers.coding.schema import tables


def markdown() -> str:
    """docs/codebook.md: for each table what a row is, its key, and a line a column."""
    return "\n".join(["# Codebook", "", *INTRODUCTION, *(line for name in tables() for line in _section(name))])


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
    meant = {value: f" ({words})" for value, words in says.get("says", {}).items()}
    values = ", ".join(f"`{value}`{meant.get(value, '')}" for value in says.get("values", []))
    return f"{says['about']}; one of: {values}" if values else says["about"]


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(markdown())
