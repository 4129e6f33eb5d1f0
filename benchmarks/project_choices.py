"""All of helpers/reading/projects/project_choices.csv, and how well projects are told apart in documents that nobody
has opened.

The weights of signs are those by which the candidates are likeliest that have the most coded rows in their projects, in
the sets under tests/reading/unseen that were opened, in the passages of tests/reading/projects and in the
hand-coded reports: a conditional logit with a ridge, in which reports on several projects count for less where authors
were asked for such.

Printed is, for each set that nobody has opened, how many of the coded rows are in their project.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import click
import numpy as np
import pandas as pd
import role_choices
from role_choices import CLOSED, UNSEEN
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from helpers import paths, yml
from helpers.output import save
from helpers.reading import report
from helpers.reading.projects import project_choices, signs
from helpers.reading.projects.candidates import MARKED, Candidate, candidates
from helpers.reading.projects.project_choices import UNIT
from helpers.reading.text import layout
from helpers.reading.text.quantities import WAN, find, wan

SETS = [path.parents[1].name for path in sorted(UNSEEN.glob("*/gold/funds.csv"))]
SEALED = [*CLOSED, "forms_15", "forms_21"]
SHORTER, ASKED_FOR = "short", 0.5  # sets whose authors were asked for several projects, and how much these count
PASSAGES = paths.ROOT / "tests" / "reading" / "projects" / "passages.yml"
MONEY = ("told.yml", "sentences.yml", "passages_money.yml")  # under tests/reading/funds
NUMBER = re.compile(r"\{(\d?)\}")
FEWEST, RIDGE = 3, 3.0  # reports of which a candidate has a sign; penalty of squared weights

Coded = Mapping[int, str]  # the number of the project of a figure, by its place


class Asked(NamedTuple):
    """A text of a set, the ways to tell its projects apart, and of none and each of them the share of the coded figures
    that are in their project; how many figures these are, and whether they are of several."""

    folder: str
    text: str
    found: Sequence[Candidate]
    right: np.ndarray
    figures: int
    several: bool

    @property
    def may_have_none(self) -> bool:
        return not self.found or self.found[0].way != MARKED


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("originals", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path), default=project_choices.FILE, show_default=True
)
def main(gold: Path, originals: Path, into: Path) -> None:
    """Write the weights, and print how well the sets are read that nobody has opened. GOLD is the folder of the
    hand-coded rows of the reports in their own words, which are ORIGINALS; both lie outside this project."""
    texts = [each for name in SETS for each in coded_in(UNSEEN / name / "documents", UNSEEN / name / "gold", name)]
    opened, closed = ([each for each in texts if (each.folder in SEALED) == so] for so in (False, True))
    opened += [*coded_in(originals, gold, "reports"), *passages()]
    click.echo(f"{len(opened):,} texts that were opened, {sum(each.several for each in opened)} on several projects")
    known = weighed(opened)
    frame = pd.Series(known, name="weight").sort_index()
    save.write_files({into: frame.to_csv(index_label="sign", lineterminator="\n").encode()})
    click.echo(f"{len(known)} signs\n{told_apart(opened, known)}\n{told_apart(closed, known)}")


def coded_in(documents: Path, gold: Path, name: str) -> Iterator[Asked]:
    """The texts of a set of which figures are coded: by where these stand; where a text is not that of the file, with
    other places, or is a form, whose figures have none, only those on one project."""
    coded: dict[str, list[tuple[str, str]]] = {}
    for table in ("funds", "indicators"):
        if (file := gold / f"{table}.csv").exists():
            for row in pd.read_csv(file, dtype=str, keep_default_na=False).to_dict("records"):
                own = coded.setdefault(row["report_id"].split("_")[0], [])
                own.append((row["start"], row["project_id"].rpartition("-")[2]))
    for source in report.planned([documents]):
        own = coded.get(source.path.stem.split("_")[0], [])
        placed = {int(float(start)): number for start, number in own if start}
        for page in pages(lambda source=source: list(report.read_each([source]))) if own else ():
            if placed and len(page.text) == len(source.path.read_bytes().decode("utf-8-sig", "ignore")):
                yield asked(page, placed, name)
            elif len({number for _, number in own}) == 1:
                ways = candidates(page)
                yield Asked(name, page.text, ways, np.array([1.0] + [0.0] * len(ways)), len(own), several=False)


def passages() -> Iterator[Asked]:
    """The passages that tests hold the reader against, on projects and on money."""
    for each in yml.read(PASSAGES):
        text, coded = unmarked(each)
        yield from (asked(page, coded, PASSAGES.name) for page in pages(lambda text=text: report.read_text(text, "r")))
    for file in MONEY:
        for each in yml.read(role_choices.PASSAGES / file):
            if coded := dict(of_amounts(each["text"], each["money"])):
                found = pages(lambda text=each["text"]: report.read_text(text, "r"))
                yield from (asked(page, coded, file) for page in found)


def of_amounts(text: str, money: str) -> Iterator[tuple[int, str]]:
    """The place of each amount that a passage tells once, with the number of its project."""
    told = [(q.start, wan(q)) for q in find(text) if q.unit in WAN]
    for number, *_, amount in (row.split() for row in money.split("; ") if row):
        own = [place for place, told_amount in told if told_amount == Decimal(amount)]
        if len(own) == 1:
            yield own[0], number.strip("0")


def unmarked(passage: str) -> tuple[str, Coded]:
    """The text of a passage without the numbers in braces before figures, and these by the places of the figures."""
    parts = NUMBER.split(passage)
    places = accumulate(map(len, parts[::2]))
    return "".join(parts[::2]), dict(zip(places, parts[1::2], strict=False))


def pages(read: Callable[[], object]) -> list[layout.Layout]:
    """The layouts of which the projects are asked for while something is read."""
    untold = patch.object(report, "with_projects", side_effect=lambda page, known=(): page)
    with untold as told, redirect_stdout(io.StringIO()):
        read()
    return [call.args[0] for call in told.call_args_list]


def asked(page: layout.Layout, coded: Coded, name: str) -> Asked:
    """The ways to tell the projects of a text apart, held against its coded figures."""
    ways, only = candidates(page), "" if signs.about(page.text).department else "1"
    alone = np.mean([number == only for number in coded.values()])
    right = np.array([alone, *(share(page, each, coded) for each in ways)])
    return Asked(name, page.text, ways, right, len(coded), len({*coded.values()} - {""}) > 1)


def share(page: layout.Layout, each: Candidate, coded: Coded) -> float:
    """The share of the coded figures that are in their project."""
    told = layout.Layout(page.text, [], [], [], [], [*each.marks], {})
    return float(np.mean([layout.project(told, place) == number for place, number in coded.items()]))


def weighed(texts: Sequence[Asked]) -> dict[str, int]:
    """The weights of signs by which the best candidates are likeliest."""
    own = [[signs.of_candidate(each.text, way, signs.about(each.text)) for way in each.found] for each in texts]
    counts = Counter(chain.from_iterable(frozenset().union(*each) for each in own))
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    place = {name: i for i, name in enumerate(names)}
    rows = [
        each for ways, text in zip(own, texts, strict=True) for each in (*[frozenset()] * text.may_have_none, *ways)
    ]
    cells = [(row, place[sign]) for row, each in enumerate(rows) for sign in each if sign in place]
    table = csr_matrix((np.ones(len(cells)), tuple(np.array(cells).T)), (len(rows), len(names)))
    sizes = np.array([len(each.found) + each.may_have_none for each in texts])
    starts, text = np.r_[0, sizes.cumsum()[:-1]], np.repeat(np.arange(len(own)), sizes)
    rights = [each.right[not each.may_have_none :] for each in texts]
    best = np.concatenate([right == right.max() for right in rights])

    times = np.array([*map(counted, texts)])

    def loss(of_signs: np.ndarray) -> tuple[float, np.ndarray]:
        utility = table @ of_signs
        top = np.maximum.reduceat(utility, starts)[text]
        odds = np.exp(utility - top)
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * best, starts)
        slope = table.T @ ((odds / every[text] - odds * best / good[text]) * times[text]) + RIDGE * of_signs
        return times @ np.log(every / good) + RIDGE * of_signs @ of_signs / 2, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    rounded = (found.x * UNIT).round().astype(int)
    return {name: int(each) for name, each in zip(names, rounded, strict=True) if each}


def counted(each: Asked) -> float:
    """How much a text counts: one on several projects less where its author was asked for such (Manski and Lerman
    1977)."""
    return ASKED_FOR if each.several and each.folder.startswith(SHORTER) else 1.0


def told_apart(texts: Sequence[Asked], known: Mapping[str, int]) -> str:
    """Of each set how many of the figures are in their project, in reports on several projects and in others."""
    rows = []
    for each in texts:
        way = project_choices.chosen(each.text, each.found, known)
        right = each.right[each.found.index(way) + 1 if way else 0]
        rows.append((each.folder, "several" if each.several else "others", each.figures, right * each.figures))
    table = pd.DataFrame(rows, columns=["set", "projects", "figures", "right"])
    return table.groupby(["set", "projects"]).sum().unstack(fill_value=0).round().astype(int).to_string()


if __name__ == "__main__":
    main()
