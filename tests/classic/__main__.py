"""How close the estimators come to every published value: `python -m tests.classic [FOLDER]`, exit 1 where one is off.

The row of a quantity shows the value that comes nearest to its tolerance; `--all` shows every value.
"""

import sys
from pathlib import Path

import click
import numpy as np
import pandas as pd

from tests.classic.published import FOLDER, Held, held


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
@click.option("--all", "every", is_flag=True, help="A row for each value, not for each quantity.")
def main(folder: Path, every: bool) -> None:
    """Hold the estimators against the published data sets in FOLDER."""
    quantities = list(held(folder))
    table = pd.DataFrame([row for one in quantities for row in rows(one, every)])
    click.echo(table.to_string(index=False))
    values, off = sum(len(one.expected) for one in quantities), sum((~one.ok).sum() for one in quantities)
    click.echo(f"\n{len(quantities)} quantities with {values} values, {off} beyond their tolerance")
    sys.exit(bool(off))


def rows(one: Held, every: bool) -> list[dict]:
    """Rows of the table: all values of a quantity, or the one that comes nearest to its tolerance, or is missing."""
    share = np.abs(one.ours - one.expected) / np.maximum(one.allowed, np.finfo(float).tiny)
    nearest = int(np.nan_to_num(share, nan=np.inf).argmax())
    return [_row(one, place) for place in (range(len(one.expected)) if every else [nearest])]


def _row(one: Held, place: int) -> dict:
    expected, ours = one.expected[place], one.ours[place]
    return {
        "file": one.file,
        "quantity": one.quantity,
        "values": len(one.expected),
        "expected": f"{expected:.10g}",
        "ours": "not offered" if np.isnan(ours) else f"{ours:.10g}",
        "difference": f"{abs(ours - expected):.1e}",
        "tolerance": f"{one.allowed[place]:.1e}",
        "ok": "yes" if one.ok[place] else "NO",
    }


if __name__ == "__main__":
    main()
