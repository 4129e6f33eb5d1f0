"""All of helpers/coding/checks/evidence.yml, and how many planted repeats are found by the figures of other authors.

Figures of a report with one value of three digits or more are one quantity told twice, those with other values are two:
a logistic regression tells which signs the ones have and the others have not. What was planted (truth.csv) is told
twice as well, in such words as hide it, and counts as much in all. What is told apart for sure is left out.

Then each folder, which is of an author of its own, is judged by the weights of all others: printed is, by how likely a
figure must tell another again, how many planted repeats are found, how many findings of planted sets have no plant
(`false`), in how many reports without a plant one is found (`alarmed`), and where at most one in ten is false.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
import pandas as pd
import statsmodels.api as sm

from helpers import bulk, paths
from helpers.coding import frames
from helpers.coding.audit import READ, seen_in
from helpers.coding.checks.findings import slipped
from helpers.coding.checks.retold import evidence, misprints
from helpers.coding.checks.retold.mentions import Mention
from helpers.reading import report

GLOBS = ["tests/reading/unseen/*/documents", "tests/sets/planted*/documents", "tests/sets/clean*/documents"]
FOLDERS = [folder for each in GLOBS for folder in paths.ROOT.glob(each)]
TELLING, FALSE = 3, 0.1
LEAST = np.arange(0.05, 1, 0.05)
SCALES = [1, 1e3, 1e4, 1e-4, 1e8]  # of a number as printed, in the smallest unit of its kind
SLIPS = ["swapped", "shifted", "exchanged", "near"]
OF_PAIR = ["folder", "same", "planted", "told"]  # what is no sign

Key = tuple[str, str]  # folder and name of a file
Reports = dict[Key, list[Mention]]


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Print what evidence.yml has by the documents in FOLDERS, and what is found by weights of other folders."""
    told = {key: own for folder in sorted(folders or FOLDERS) for key, own in figures(folder)}
    planted = {folder: plants(Path(folder)) for folder in sorted({folder for folder, _ in told})}
    pairs = pd.DataFrame([each for key, own in told.items() for each in pairs_of(key, own, planted[key[0]])])
    click.echo(f"{len(told)} reports, {len(pairs):,} pairs, {pairs['same'].sum()} of them one quantity")
    in_planted = pairs[pairs["folder"].isin([folder for folder, rows in planted.items() if rows])]
    click.echo(f"told: {as_yml(shares(in_planted), 4)}\nweights: {as_yml(weights(pairs), 2)}\n")
    found = []
    for folder, rows in planted.items():
        evidence.known()["weights"] = weights(pairs[pairs["folder"] != folder]).to_dict()
        found += [each for key, own in told.items() if key[0] == folder for each in judged(key, own, rows)]
    table = curve(pd.DataFrame(found), told, planted)
    click.echo(f"{table.to_string(index=False)}\n\nproven: {enough(table):.2f}")


def as_yml(numbers: pd.Series, decimals: int) -> str:
    """Numbers by name, as evidence.yml has them."""
    return "{" + ", ".join(f"{name}: {value:.{decimals}f}" for name, value in numbers.items()) + "}"


def figures(folder: Path) -> Iterator[tuple[Key, list[Mention]]]:
    """The figures of each report of a folder."""
    with TemporaryDirectory() as out, redirect_stdout(io.StringIO()):
        bulk.read_into(Path(out), report.planned([folder]))
        read, (texts, grids) = frames.load(Path(out), READ), bulk.texts_and_grids(Path(out))
    seen, files = seen_in(read, texts, grids), read["reports"].set_index("report_id")["source_file"]
    told = misprints.told(seen.full, seen.of_cells, seen.tables["indicators"])
    yield from (((str(folder), files[name]), own) for name, own in told.items())


def plants(folder: Path) -> list[dict[str, str]]:
    """What was planted in the documents of a folder."""
    truth = folder.with_name("truth.csv")
    return list(csv.DictReader(truth.read_text(encoding="utf-8").splitlines())) if truth.exists() else []


def pairs_of(key: Key, own: list[Mention], planted: list[dict[str, str]]) -> Iterator[dict]:
    """Pairs of figures of a kind in two sentences of a report that nothing tells apart for sure, the later of three
    digits or planted, with their signs, how the one is told again, and whether they are one quantity."""
    known, values = evidence.collected(own, 0), repeats(key, planted)
    for one, other in combinations(own, 2):
        if one.kind == other.kind and one.sentence != other.sentence and not evidence.are_apart(known, one, other):
            hidden = {round(one.value, 6), round(other.value, 6)} in values
            if hidden or len(digits(other.value)) >= TELLING:
                of_pair = key[0], hidden or one.value == other.value, hidden, told_as(one.value, other.value)
                yield dict(zip(OF_PAIR, of_pair, strict=True)) | evidence.signs(known, one, other)


def repeats(key: Key, planted: list[dict[str, str]]) -> list[set[float]]:
    """The value that was planted and the one that it should have, of each repeat in a file, in any unit."""
    rows = [row for row in planted if row["file"] == key[1] and row["kind"] == "repeat" and row["should_be"]]
    return [{round(number(row[name]) * size, 6) for name in ("stated", "should_be")} for row in rows for size in SCALES]


def number(printed: str) -> float:
    """The number in what is printed, NaN where there is none."""
    return float(re.sub(r"[^\d.]", "", printed) or "nan")


def digits(value: float) -> str:
    """The digits of a number without zeros at its ends."""
    return f"{value:.12g}".replace(".", "").strip("0")


def told_as(one: float, other: float) -> str:
    """How the one of two numbers would be the other told again."""
    small, large = sorted((one, other))
    unlike = "near" if small >= evidence.NEAR * large else "far"
    unlike = "exchanged" if slipped(small, large) else unlike
    unlike = "shifted" if digits(small) == digits(large) else unlike
    return "rightly" if small == large else "swapped" if evidence.is_swapped(small, large) else unlike


def shares(pairs: pd.DataFrame) -> pd.Series:
    """The shares of what is told again, and of counts without a character in common that are near by chance."""
    told = pairs[pairs["same"]].groupby("told").size().reindex(["rightly", *SLIPS]).fillna(0.0)
    by_chance = pairs.loc[(pairs["shared"] == 0) & ~pairs["is_rate"], "told"].eq("near").mean()
    return pd.concat([told / told.sum(), pd.Series({"near_by_chance": by_chance})])


def weights(pairs: pd.DataFrame) -> pd.Series:
    """The weights of signs: a logistic regression in which what was planted counts as much as what is told twice."""
    times = (pairs["same"] & ~pairs["planted"]).sum() / max(pairs["planted"].sum(), 1)
    counted = np.where(pairs["planted"], times, 1.0)
    signs, same = pairs.drop(columns=OF_PAIR).astype(float), pairs["same"].astype(float)
    return sm.GLM(same, signs, sm.families.Binomial(), freq_weights=counted).fit().params


def judged(key: Key, own: list[Mention], planted: list[dict[str, str]]) -> Iterator[dict]:
    """Each figure that may tell one of another value again: how likely, and the plant that it is, or none."""
    rows = [row for row in planted if row["file"] == key[1]]
    for chance, pair in misprints.told_again(evidence.collected(own, 0)):
        values = {round(each.value / size, 6) for each in pair for size in SCALES}
        of = [row for row in rows if not values.isdisjoint({number(row["stated"]), number(row["should_be"])})]
        kinds = sorted({row["kind"] for row in of}, key=lambda kind: kind != "repeat")
        yield {"key": key, "chance": chance, "kind": kinds[0] if kinds else "", "stated": of[0]["stated"] if of else ""}


def curve(found: pd.DataFrame, told: Reports, planted: dict[str, list[dict[str, str]]]) -> pd.DataFrame:
    """What is found and what is false by the least chance that is held against a report."""
    altered = {(folder, row["file"]) for folder, rows in planted.items() for row in rows}
    repeated = Counter(row["kind"] for rows in planted.values() for row in rows)["repeat"]
    rows = []
    for least in LEAST:
        own = found[found["chance"] >= least]
        hits = len(own[own["kind"] == "repeat"].drop_duplicates(["key", "stated"]))
        clean = own[~own["key"].isin(altered) & (own["kind"] == "")]
        false = (own["kind"].eq("") & own["key"].map(lambda key: bool(planted[key[0]])).astype(bool)).sum()
        rows.append([least, hits, repeated, false, false / max(false + hits, 1), clean["key"].nunique()])
    table = pd.DataFrame(rows, columns=["least", "found", "repeats", "false", "false_share", "alarmed"]).round(3)
    return table.assign(of_reports=len(set(told) - altered))


def enough(table: pd.DataFrame) -> float:
    """The chance by which most is found of those with few false findings, the highest of several."""
    few = table[table["false_share"] <= FALSE]
    return few.loc[few["found"] == few["found"].max(), "least"].max()


if __name__ == "__main__":
    main()
