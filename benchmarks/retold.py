"""Weights of helpers/coding/evidence.yml, and how many slips are found by the weights of other reports.

Figures of a report with one value of three digits or more are one quantity told twice, those with other values are two:
a logistic regression tells which signs the ones have and the others have not. What was planted (truth.csv) is told
twice as well, in such words as hide it, and counts as much in all. The weight of `rivals` is -1: each further figure of
a unit makes it as much less sure that one of them is meant.

Then, by the weights of four fifths of the reports and for those of the last fifth, one of two figures of one value gets
two neighbouring digits swapped, a digit exchanged, or is moved by 3 to 14 %; printed is how many of these slips are
found, and in how many reports without a plant one is found. Aims and other times are left out, and so is what has two
digits and less than three characters of its name in common, as nobody could be sure of those.
"""

import csv
import io
import math
import random
import re
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
from helpers.coding import evidence, frames, misprints
from helpers.coding.audit import READ, seen_in
from helpers.coding.counts import MONEY, RATE
from helpers.coding.mentions import Mention
from helpers.coding.words import words
from helpers.reading import report

FOLDERS = [*paths.ROOT.glob("tests/reading/unseen/*/documents"), *paths.ROOT.glob("tests/planted*/documents")]
FOLDS, TELLING, RIDGE = 5, 3, 1e-6
SCALES = [1, 1e3, 1e4, 1e-4]  # of a number as printed, in the smallest unit of its kind

Reports = dict[tuple[str, str], list[Mention]]  # by folder and name of file: the figures of a report


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Print the weights by the documents in FOLDERS, and what is found by weights of other reports."""
    told = {key: own for folder in sorted(folders or FOLDERS) for key, own in figures(folder)}
    planted = [row for folder in sorted({folder for folder, _ in told}) for row in plants(Path(folder))]
    pairs = pd.DataFrame([*told_twice(told), *hidden(told, planted)])
    fold = {key: number % FOLDS for number, key in enumerate(told)}
    pairs["fold"] = [fold[key] for key in pairs.pop("key")]
    click.echo(f"{len(told)} reports, {len(pairs):,} pairs, {pairs['same'].sum()} of them one quantity")
    every = ", ".join(f"{name}: {weight:.1f}" for name, weight in weights(pairs).items())
    click.echo(f"weights: {{{every}}}\n")
    altered, found = {(row["folder"], row["file"]) for row in planted}, []
    for number in range(FOLDS):
        evidence.known()["weights"] = weights(pairs[pairs["fold"] != number]).to_dict()
        of_fold = {key: own for key, own in told.items() if fold[key] == number}
        found += [case for key, own in of_fold.items() for case in slips(own, str(key))]
        found += [("no slip", bool(proven(own))) for key, own in of_fold.items() if key not in altered]
    table = pd.DataFrame(found, columns=["slip", "found"]).groupby("slip")["found"]
    click.echo(table.agg(["sum", "size", "mean"]).round(3).to_string())


def figures(folder: Path) -> Iterator[tuple[tuple[str, str], list[Mention]]]:
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
    rows = csv.DictReader(truth.read_text(encoding="utf-8").splitlines()) if truth.exists() else ()
    return [row | {"folder": str(folder)} for row in rows]


def told_twice(told: Reports) -> Iterator[dict]:
    """Pairs of figures of a kind in two sentences of a report, with their signs and whether they are one quantity."""
    for key, own in told.items():
        known = evidence.collected(own, 0)
        for one, other in alike(own):
            same = one.value == other.value
            if not same or (len(digits(one.value)) >= TELLING and not aimed(one, other)):
                yield {"key": key, "same": same, "planted": False} | evidence.signs(known, one, other)


def hidden(told: Reports, planted: list[dict[str, str]]) -> Iterator[dict]:
    """The pairs of a planted figure and one with the value that it should have."""
    for row in (row for row in planted if row["kind"] == "repeat" and row["should_be"]):
        key = row["folder"], row["file"]
        wrong, right = (float(re.sub(r"[^\d.]", "", row[column])) for column in ("stated", "should_be"))
        values = [{round(wrong * size, 6), round(right * size, 6)} for size in SCALES]
        for one, other in alike(told.get(key, [])):
            if {round(one.value, 6), round(other.value, 6)} in values:
                signs = evidence.signs(evidence.collected(told[key], 0), one, other)
                yield {"key": key, "same": True, "planted": True} | signs


def weights(pairs: pd.DataFrame) -> pd.Series:
    """The weights of signs: a logistic regression in which what was planted counts as much as what is told twice."""
    signs = pairs.drop(columns=["same", "planted", "fold"]).astype(float)
    times = (pairs["same"] & ~pairs["planted"]).sum() / max(pairs["planted"].sum(), 1)
    counted = np.where(pairs["planted"], times, 1.0)
    free, same = signs.drop(columns="rivals"), pairs["same"].astype(float)
    model = sm.GLM(same, free, sm.families.Binomial(), offset=-signs["rivals"], freq_weights=counted)
    return pd.concat([model.fit_regularized(alpha=RIDGE, L1_wt=0.0).params, pd.Series({"rivals": -1.0})])


def slips(own: list[Mention], name: str) -> Iterator[tuple[str, bool]]:
    """The kind of each slip that is made in a figure told twice, and whether it is found."""
    sure = {each for pair in alike(own) if is_sure(*pair) for each in pair}
    for place, each in enumerate(own):
        for kind, value in slipped(each.value, random.Random(f"{name} {place}")) if each in sure else ():
            wrong = each._replace(value=value)
            found = proven([*own[:place], wrong, *own[place + 1 :]])
            yield kind, any(wrong in pair for pair in found)


def proven(own: list[Mention]) -> list[tuple[Mention, Mention]]:
    """The pairs of figures that are held to be one quantity."""
    return misprints.proven(evidence.collected(own, 0))


def alike(own: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of figures of a kind in two sentences."""
    pairs = combinations(own, 2)
    return ((one, other) for one, other in pairs if one.kind == other.kind and one.sentence != other.sentence)


def is_sure(one: Mention, other: Mention) -> bool:
    """Whether two figures are one quantity beyond doubt."""
    telling, counted = len(digits(one.value)), one.kind not in (MONEY, RATE) and one.unit == other.unit
    enough = telling >= TELLING or (telling > 1 and counted and len(one.own & other.own) >= TELLING)
    return one.value == other.value and enough and not aimed(one, other)


def aimed(one: Mention, other: Mention) -> bool:
    """Whether one figure alone is an aim or of another time."""
    return not (one.apart ^ other.apart).isdisjoint(words("aimed") | words("other_time"))


def digits(value: float) -> str:
    """The digits of a number without zeros at its ends."""
    return f"{value:.12g}".replace(".", "").strip("0")


def slipped(value: float, rng: random.Random) -> Iterator[tuple[str, float]]:
    """A number with two neighbouring digits swapped, with one exchanged, and one near it, as far as there are such."""
    own, text = digits(value), f"{value:.12g}"
    unlike = [n for n in range(len(own) - 1) if own[n] != own[n + 1] and (n or own[1] != "0")]
    if unlike:
        n = rng.choice(unlike)
        yield "swapped", written(text, own[:n] + own[n + 1] + own[n] + own[n + 2 :])
    if len(own) > 1:
        n = rng.randrange(1, len(own))
        yield "exchanged", written(text, own[:n] + rng.choice(sorted({*"123456789"} - {own[n]})) + own[n + 1 :])
    moved = value * (1 + rng.choice([-1, 1]) * rng.uniform(0.03, 0.14))
    near = round(moved, max(len(own), 2) - 1 - math.floor(math.log10(value)))
    yield from [("near", float(f"{near:.12g}"))] if near != value else []


def written(text: str, new: str) -> float:
    """A number with other digits in the places of its own."""
    places = [place for place, sign in enumerate(text) if sign != "."]
    start = "".join(text[place] for place in places).find(digits(float(text)))
    signs = list(text)
    for place, sign in zip(places[start:], new, strict=False):
        signs[place] = sign
    return float("".join(signs))


if __name__ == "__main__":
    main()
