"""All of helpers/coding/choices.yml, and how many planted rates and sums are found by the figures of other authors.

Of each rate, and each figure that others beside it may add up to, it is known what may be meant and what of it makes
the figure up. What is meant does so, but for a share of errors; what is not meant does by chance, as often as the digits
printed allow. The weights of signs are those by which this is likeliest (conditional logit, with a ridge of 1).

Then each folder, which is of an author of its own, is judged by the weights of others (FOLDS parts of all folders):
printed is, by how likely a figure must be printed wrongly, how many of the planted rates and sums are found and how many
other plants, in how many reports without a plant one is found (`alarmed`), and where at most one in ten is false.
"""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import NamedTuple

import click
import numpy as np
import pandas as pd
from retold import FOLDERS, as_yml, enough, plants
from scipy.optimize import minimize

from helpers import bulk
from helpers.coding import choices, frames, rate_choices, sum_choices
from helpers.coding.audit import READ, seen_in
from helpers.coding.counts import Page
from helpers.coding.findings import distance
from helpers.reading import report

MODELS = {"rates": rate_choices, "sums": sum_choices}
FOLDS, RIDGE = 4, 1.0
SPREAD = 40.0  # percentage points in which most rates lie
LEAST = np.arange(0.1, 1, 0.05)


class Asked(NamedTuple):
    """A figure with its options: signs by option and name, the last row those of none, and odds against chance that the
    figure is printed as it is, of each; whether nothing makes it up; and where it and its likeliest option stand."""

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
    """Print what choices.yml has by the documents in FOLDERS, and what is found by weights of other folders."""
    told = [each for folder in sorted(folders or FOLDERS) for each in pages(folder)]
    truth = {folder: plants(Path(folder)) for folder in sorted({folder for folder, *_ in told})}
    click.echo(f"{len(told)} reports")
    found = []
    for model, module in MODELS.items():
        names = sorted(choices.known()[model])
        asked = [one for each in told for one in questions(module, names, *each)]
        click.echo(f"# {len(asked):,} figures, {sum(not each.open for each in asked):,} made up")
        click.echo(f"{model}: {as_yml(pd.Series(weights(asked), names), 2)}")
        fold = {folder: place % FOLDS for place, folder in enumerate(truth)}
        for part in range(FOLDS):
            by_others = weights([each for each in asked if fold[each.folder] != part])
            found += [doubt(each, by_others) for each in asked if each.open and fold[each.folder] == part]
    table = curve(found, truth, {(folder, file) for folder, file, _ in told})
    click.echo(f"{table.to_string(index=False)}\n\nproven: {enough(table):.2f}")


def pages(folder: Path) -> Iterator[tuple[str, str, Page]]:
    """The pages of the reports of a folder, with their files."""
    with TemporaryDirectory() as out, redirect_stdout(io.StringIO()):
        bulk.read_into(Path(out), report.planned([folder]))
        read, (texts, grids) = frames.load(Path(out), READ), bulk.texts_and_grids(Path(out))
    files = read["reports"].set_index("report_id")["source_file"]
    yield from ((str(folder), files[page.report_id], page) for page in seen_in(read, texts, grids).full)


def questions(module: ModuleType, names: list[str], folder: str, file: str, page: Page) -> Iterator[Asked]:
    """The figures of a page that a model is asked of."""
    for place, each in enumerate(page.counts):
        options = module.options(page, place, always=True) if module.is_asked(each) else []
        if options:
            signs = [*(option.signs for option in options), module.none(page, place)]
            table = np.array([[name in own for name in names] for own in signs], float)
            odds = np.array([*map(against_chance, options), 1.0])
            is_open = all(option.finding.verdict == "contradiction" for option in options)
            starts = [[figure.start for figure in option.finding.figures] for option in options]
            spans = [(min(own), max(own)) for own in starts]
            yield Asked(folder, file, page.text, table, odds, is_open, spans)


def against_chance(option: choices.Option) -> float:
    """How much oftener than by chance a figure is printed as it is, where the option is meant."""
    finding = option.finding
    if finding.verdict == "contradiction":
        return choices.error(option.slips)
    digits = [abs(each.value) for each in finding.figures]
    chance = 2 * finding.stated.half_digit / SPREAD if finding.kind == "rate" else 1 / max(largest(digits), 10)
    return (1 - choices.known()["errors"]["share"]) / chance


def largest(values: list[float]) -> float:
    """The largest of some numbers in the last place that any of them fills."""
    decimals = max(len(f"{value:.12g}".partition(".")[2]) for value in values)
    return max(values) * 10**decimals


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


def doubt(asked: Asked, of: np.ndarray) -> dict:
    """How likely a figure is printed wrongly by these weights, and from where to where it and what it is of stand."""
    odds = np.exp(asked.signs @ of) * asked.odds
    span = asked.spans[int(odds[:-1].argmax())]
    return {"key": (asked.folder, asked.file), "chance": 1 - odds[-1] / odds.sum(), "span": span, "text": asked.text}


def curve(found: list[dict], truth: dict[str, list[dict[str, str]]], all_: set[tuple[str, str]]) -> pd.DataFrame:
    """What is found and what is false by the least chance that is held against a report."""
    altered = {(folder, row["file"]) for folder, rows in truth.items() for row in rows}
    placed = [(*key, *hits(key, each, truth[key[0]])) for each in found if (key := each["key"])]
    frame = pd.DataFrame(found).assign(plants=[own[2:] for own in placed])
    wanted = [row for rows in truth.values() for row in rows if row["kind"] in ("rate", "sum")]
    rows = []
    for least in LEAST:
        own = frame[frame["chance"] >= least]
        plants_ = {(key, *plant) for key, plants_ in zip(own["key"], own["plants"], strict=True) for plant in plants_}
        asked = sum(kind in ("rate", "sum") for _, _, kind in plants_)
        false = (own["plants"].map(len).eq(0) & own["key"].map(lambda key: bool(truth[key[0]]))).sum()
        clean = own[~own["key"].isin(altered) & own["plants"].map(len).eq(0)]
        share = false / max(false + len(plants_), 1)
        rows.append([least, asked, len(wanted), len(plants_) - asked, false, share, clean["key"].nunique()])
    columns = ["least", "found", "rates_and_sums", "others", "false", "false_share", "alarmed"]
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
