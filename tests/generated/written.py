"""Generated reports as files: texts to read, and their truth in the tables that the project writes.

python -m tests.generated.written 200 DIR    DIR/documents/*.txt and DIR/truth/*.csv
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from helpers.reading.records import TABLES

from .composing import Made
from .score import many


def write(reports: Iterable[Made], folder: Path) -> None:
    """The texts and the tables of these reports in a folder, which is made."""
    rows: dict[str, list[tuple]] = {name: [] for name in TABLES}
    for name in ("documents", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for made in reports:
        path = folder / "documents" / made.tables.reports[0].source_file
        path.write_text(made.text, encoding="utf-8", newline="")
        for name, own in zip(TABLES, made.tables, strict=True):
            rows[name] += own
    for name, record in TABLES.items():
        pd.DataFrame(rows[name], columns=record._fields).to_csv(folder / "truth" / f"{name}.csv", index=False)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", type=int)
    arguments.add_argument("folder", type=Path)
    options = arguments.parse_args()
    write(many(options.reports), options.folder)


if __name__ == "__main__":
    main()
