"""All of helpers/coding/checks/rate_choices.yml, and how many planted rates are found by the figures of other authors.

Of each rate it is known which figures stand near it, and which two of them make it up. Those that are meant do, but for
a share of errors; others do by chance, as often as the digits printed allow. The weights of signs are those by which
what is printed is likeliest (conditional logit, with a ridge of 1).

Then each folder, which is of an author of its own, is judged by the weights of others (FOLDS parts of all folders):
printed is, by how likely a rate must be of what it is held against, how many of the planted rates are found and how
many other plants, how many findings of planted sets have no plant (`false`), and in how many reports without a plant
one is found (`alarmed`).
"""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import numpy as np
import pandas as pd
from retold import FOLDERS, as_yml, number, plants
from scipy.optimize import minimize

from helpers import bulk
from helpers.coding import frames
from helpers.coding.audit import READ, seen_in
from helpers.coding.checks.counts import Page
from helpers.coding.checks.texts import rate_choices
from helpers.reading import report

FOLDS, RIDGE = 4, 1.0
LEAST = np.arange(0.1, 1, 0.05)


class Asked(NamedTuple):
    """A rate with its options, the last of them that it is of none: the signs of each by name, how much oftener than by
    chance it is then printed as it is, and where they stand; whether nothing makes it up."""

    folder: str
    file: str
    text: str
    signs: np.ndarray
    odds: np.ndarray
    open: bool
    spans: list[tuple[int, int]]


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Print what rate_choices.yml has by the documents in FOLDERS, and what is found by weights of other folders."""
    told = [each for folder in sorted(folders or FOLDERS) for each in pages(folder)]
    truth = {folder: plants(Path(folder)) for folder in sorted({folder for folder, *_ in told})}
    names = sorted(rate_choices.known()["weights"])
    asked = [one for each in told for one in questions(names, *each)]
    click.echo(f"{len(told)} reports, {len(asked):,} rates, {sum(not each.open for each in asked):,} of them made up")
    click.echo(f"size: {size(truth):.1f}\nweights: {as_yml(pd.Series(weights(asked), names), 2)}\n")
    found, fold = [], {folder: place % FOLDS for place, folder in enumerate(truth)}
    for part in range(FOLDS):
        by_others = weights([each for each in asked if fold[each.folder] != part])
        found += [doubt(each, by_others) for each in asked if each.open and fold[each.folder] == part]
    click.echo(curve(found, truth, {(folder, file) for folder, file, _ in told}).to_string(index=False))


def pages(folder: Path) -> Iterator[tuple[str, str, Page]]:
    """The pages of the reports of a folder, with their files."""
    with TemporaryDirectory() as out, redirect_stdout(io.StringIO()):
        bulk.read_into(Path(out), report.planned([folder]))
        read, (texts, grids) = frames.load(Path(out), READ), bulk.texts_and_grids(Path(out))
    files = read["reports"].set_index("report_id")["source_file"]
    yield from ((str(folder), files[page.report_id], page) for page in seen_in(read, texts, grids).full)


def questions(names: list[str], folder: str, file: str, page: Page) -> Iterator[Asked]:
    """The rates of a page with what they may be of."""
    for place in range(len(page.counts)):
        options = rate_choices.options(page, place) if rate_choices.is_asked(page, place) else []
        if options:
            signs = [*(option.signs for option in options), rate_choices.none(page, place)]
            table = np.array([[name in own for name in names] for own in signs], float)
            odds = np.array([*(rate_choices.told(option.finding) for option in options), 1.0])
            is_open = all(option.finding.verdict == "contradiction" for option in options)
            starts = [[figure.start for figure in option.finding.figures] for option in options]
            spans = [(min(own), max(own)) for own in starts]
            yield Asked(folder, file, page.text, table, odds, is_open, spans)


def weights(asked: list[Asked]) -> np.ndarray:
    """The weights by which what is printed is likeliest."""

    def loss(of: np.ndarray) -> tuple[float, np.ndarray]:
        likelihood, slope = -RIDGE * of @ of / 2, -RIDGE * of
        for each in asked:
            utility = each.signs @ of
            meant = np.exp(utility - utility.max())
            meant /= meant.sum()
            told = meant * each.odds
            likelihood += np.log(told.sum())
            slope = slope + each.signs.T @ (told / told.sum() - meant)
        return -likelihood, -slope

    return minimize(loss, np.zeros(asked[0].signs.shape[1]), jac=True, method="L-BFGS-B").x


def size(truth: dict[str, list[dict[str, str]]]) -> float:
    """How many percentage points planted rates miss what they should be by, on average."""
    rows = (row for rows in truth.values() for row in rows if row["kind"] == "rate")
    missed = (abs(number(row["stated"]) - number(row["should_be"])) for row in rows if row["should_be"])
    return float(np.mean([each for each in missed if each < rate_choices.NEAR]))


def doubt(asked: Asked, of: np.ndarray) -> dict:
    """How likely a rate is of figures that do not make it up, by these weights, and between which places they stand."""
    odds = np.exp(asked.signs @ of) * asked.odds
    span = asked.spans[int(odds[:-1].argmax())]
    return {"key": (asked.folder, asked.file), "chance": 1 - odds[-1] / odds.sum(), "span": span, "text": asked.text}


def curve(found: list[dict], truth: dict[str, list[dict[str, str]]], all_: set[tuple[str, str]]) -> pd.DataFrame:
    """What is found and what is false by the least chance that is held against a report."""
    altered = {(folder, row["file"]) for folder, rows in truth.items() for row in rows}
    placed = [(*key, *hits(key, each, truth[key[0]])) for each in found if (key := each["key"])]
    frame = pd.DataFrame(found).assign(plants=[own[2:] for own in placed])
    wanted = [row for rows in truth.values() for row in rows if row["kind"] == "rate"]
    rows = []
    for least in LEAST:
        own = frame[frame["chance"] >= least]
        plants_ = {(key, *plant) for key, plants_ in zip(own["key"], own["plants"], strict=True) for plant in plants_}
        asked = sum(kind == "rate" for _, _, kind in plants_)
        false = (own["plants"].map(len).eq(0) & own["key"].map(lambda key: bool(truth[key[0]]))).sum()
        clean = own[~own["key"].isin(altered) & own["plants"].map(len).eq(0)]
        share = false / max(false + len(plants_), 1)
        rows.append([least, asked, len(wanted), len(plants_) - asked, false, share, clean["key"].nunique()])
    columns = ["least", "found", "rates", "others", "false", "false_share", "alarmed"]
    return pd.DataFrame(rows, columns=columns).round(3).assign(of_reports=len(all_ - altered))


def hits(key: tuple[str, str], found: dict, truth: list[dict[str, str]]) -> Iterator[tuple[int, str]]:
    """The plants whose words overlap with what was found: their places in the truth and kinds."""
    for place, row in enumerate(truth):
        start = found["text"].find(row["context"]) if row["file"] == key[1] else -1
        first, last = found["span"]
        if start >= 0 and first < start + len(row["context"]) and last >= start:
            yield place, row["kind"]


if __name__ == "__main__":
    main()
