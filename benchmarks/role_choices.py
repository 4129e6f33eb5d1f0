"""All of helpers/reading/funds/role_choices.csv, and how well it reads documents that nobody has opened.

The weights of signs are those by which what people coded is likeliest in the sets of prose under tests/reading/unseen
that were opened, in the passages of tests/reading/funds and in the hand-coded reports: multinomial logits with a ridge,
in which the roles of the amounts before one are those that were coded.

Printed is, for each set that nobody has opened, F1 of stage, source and category together; and of the rows that are
less likely than some chance, and of all others, how many are wrong there.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import click
import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from helpers import paths, yml
from helpers.output import save
from helpers.reading import report
from helpers.reading.funds import role_choices, signs
from helpers.reading.funds.amounts import Amount, amounts
from helpers.reading.funds.role_choices import CHECKED, NONE, OF, UNIT, Choice, Weights
from helpers.reading.funds.signs import Role, Signs
from helpers.reading.text.quantities import wan

UNSEEN = paths.ROOT / "tests" / "reading" / "unseen"
SETS = [path.parents[1].name for path in sorted(UNSEEN.glob("*/gold/funds.csv")) if not path.parents[1].match("forms*")]
CLOSED = [
    *(f"prose_{number}" for number in (15, 25, 30, 38, 39, 40, 41, 42, 45, 46, 47, 52, 54, 57)),
    *(f"short_{number}" for number in (6, 7, 8, 24, 25, 32, 33, 40)),
]
PASSAGES = paths.ROOT / "tests" / "reading" / "funds"
WHOLE = ("prose", "reports")  # sets of whole reports, in which lines of the budget are coded
STAGES = {
    "b": "initial_budget", "a": "adjusted_budget", "r": "allocated", "e": "executed", "i": "income",
    "ci": "carryover_in", "co": "carryover_out",
}  # fmt: skip
SOURCES = {"T": "total", "F": "fiscal_appropriation", "G": "general_public", "GF": "government_fund", "O": "other"}
CATEGORIES = {"T": "total"}
FEWEST, RIDGE = 5, 2.0  # amounts that have a sign; penalty of squared weights
LEAST = 2  # hundredths that one of the weights of a sign has at least, where it is kept
CHANCES = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]


class Coded(NamedTuple):
    """The amounts of a text of a set with the roles that they were coded to have; `single`: of one project."""

    folder: str
    told: Sequence[Amount]
    single: bool
    roles: Sequence[Role]


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("originals", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), default=role_choices.FILE, show_default=True)
def main(gold: Path, originals: Path, into: Path) -> None:
    """Write the weights, and print how well the sets are read that nobody has opened. GOLD is the folder of the
    hand-coded rows of data/raw/reports, ORIGINALS that of these reports in their own words; both lie outside this
    project."""
    texts = [each for name in SETS for each in coded_in(UNSEEN / name / "documents", UNSEEN / name / "gold", name)]
    opened, closed = ([each for each in texts if (each.folder in CLOSED) == so] for so in (False, True))
    opened += [*coded_in(paths.REPORTS, gold, "reports"), *coded_in(originals, gold, "reports"), *passages()]
    sizes = [sum(len(each.told) for each in own) for own in (opened, closed)]
    click.echo("{:,} amounts of sets that were opened, {:,} of others".format(*sizes))
    known = weighed(opened)
    write(known, into)
    found = [(each, role_choices.chosen(each.told, each.single, known)) for each in closed]
    click.echo(
        f"{len(known.places):,} signs\n{f1(found).round(3).to_string()}\n{by_chance(found).round(3).to_string()}"
    )


def coded_in(documents: Path, gold: Path, name: str) -> Iterator[Coded]:
    """The texts of the prose of a set."""
    rows = pd.read_csv(gold / "funds.csv", dtype=str, keep_default_na=False)
    rows["document"] = rows["report_id"].str.split("_").str[0]
    for source in report.planned([documents]):
        own = rows[rows["document"] == source.path.stem.split("_")[0]]
        if own.empty:  # its money was not coded
            continue
        yield from asked_in(lambda source=source: list(report.read_each([source])), own.to_dict("records"), name)


def passages() -> Iterator[Coded]:
    """The passages that tests hold the reader against."""
    for file in ("sentences.yml", "told.yml", "passages_money.yml"):
        for each in yml.read(PASSAGES / file):
            rows = [row.split() for row in each["money"].split("; ") if row]
            own = [
                {"stage": STAGES[stage], "source": SOURCES[source], "category": CATEGORIES.get(category, category),
                 "line": "", "amount_wan": amount, "start": ""}
                for _, stage, source, category, amount in rows
            ]  # fmt: skip
            yield from asked_in(lambda text=each["text"]: report.read_text(text, "r"), own, file)


def asked_in(read: Callable[[], object], rows: list[dict[str, str]], name: str) -> Iterator[Coded]:
    """The texts whose money is asked for while something is read, with what it is by these coded rows."""
    with patch.object(report, "funds", return_value=[]) as given, redirect_stdout(io.StringIO()):
        read()
    for page, quantities, _, only in (call.args for call in given.call_args_list):
        told = amounts(page, quantities)
        yield Coded(name, told, bool(only or page.projects), roles(told, rows))


def roles(told: Sequence[Amount], rows: list[dict[str, str]]) -> list[Role]:
    """The coded roles of amounts, by where they stand, where documents of other formats have other places by how much
    they are."""
    found = {}
    for row in sorted(rows, key=lambda row: not any(str(each.q.start) == row["start"] for each in told)):
        alike = [each.q for each in told if wan(each.q) == Decimal(row["amount_wan"]) and each.q.start not in found]
        own = [q for q in alike if str(q.start) == row["start"]]
        for q in (own or alike)[:1]:
            found[q.start] = (row["stage"], row["source"], row["category"], "line" if row["line"] else "")
    return [found.get(each.q.start, role_choices.NO_MONEY) for each in told]


def weighed(opened: list[Coded]) -> Weights:
    """The weights of signs by the amounts that were coded."""
    columns: dict[str, dict[str, int]] = {}
    parts = []
    for n, of in enumerate(OF):
        texts = [each for each in opened if of in CHECKED or each.folder.startswith(WHOLE)]
        cases = [case for each in texts for case in asked(each, n)]
        values = sorted({value for _, value in cases})
        first = sum(len(each) for each in columns.values())
        columns[of] = {value: first + place for place, value in enumerate(values)}
        parts.append(estimated(cases, list(columns[of])).set_axis([f"{of}:{value}" for value in values], axis=1))
    table = pd.concat(parts, axis=1).fillna(0).mul(UNIT).round().astype(int).sort_index()
    table = table[table.abs().max(axis=1) >= LEAST]
    return Weights({sign: place for place, sign in enumerate(table.index)}, columns, table.to_numpy())


def asked(text: Coded, n: int) -> Iterator[tuple[Signs, str]]:
    """The signs of the amounts of a text for one part of their roles, and its value; but for the stage, of amounts that
    are money of the unit alone."""
    for place, role in enumerate(text.roles):
        own = signs.of_words(text.told, place, text.single).union(signs.of_roles(text.told, text.roles, place))
        if n == 0:
            yield own, role[0]
        elif role[0] != NONE:
            yield own.union(signs.given(role[:n], signs.joint(own))), role[n]


def estimated(cases: list[tuple[Signs, str]], values: list[str]) -> pd.DataFrame:
    """The weights of signs for values by which the coded ones are likeliest."""
    counts = Counter(chain.from_iterable(own for own, _ in cases))
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    place = {name: i for i, name in enumerate(names)}
    cells = [(row, place[sign]) for row, (own, _) in enumerate(cases) for sign in own if sign in place]
    table = csr_matrix((np.ones(len(cells)), tuple(np.array(cells).T)), (len(cases), len(names)))
    coded = np.eye(len(values))[[values.index(value) for _, value in cases]]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight = flat.reshape(len(names), len(values))
        utility = table @ weight
        log_chance = utility - np.logaddexp.reduce(utility, axis=1, keepdims=True)
        slope = table.T @ (np.exp(log_chance) - coded) + RIDGE * weight
        return RIDGE * flat @ flat / 2 - (log_chance * coded).sum(), slope.ravel()

    found = minimize(loss, np.zeros(len(names) * len(values)), jac=True, method="L-BFGS-B")
    return pd.DataFrame(found.x.reshape(len(names), len(values)), names)


def write(known: Weights, into: Path) -> None:
    names = [f"{of}:{value}" for of, columns in known.columns.items() for value in columns]
    frame = pd.DataFrame(known.of_signs, list(known.places), names).astype(str).replace("0", "")
    save.write_files({into: frame.to_csv(index_label="sign", lineterminator="\n").encode()})


def f1(found: list[tuple[Coded, list[Choice]]]) -> pd.Series:
    """Of each set, and of all together, F1 of stage, source and category."""
    names = sorted({text.folder for text, _ in found})
    scores = {}
    for name in [*names, "all"]:
        own = [pair for text, choices in found if name in (text.folder, "all") for pair in pairs(text, choices)]
        right = sum(coded == role != NONE_CHECKED for coded, role in own)
        scores[name] = 2 * right / sum(part != NONE_CHECKED for pair in own for part in pair)
    return pd.Series(scores, name="F1")


def pairs(text: Coded, choices: list[Choice]) -> Iterator[tuple[Role, Role]]:
    """Stage, source and category of amounts as coded and as chosen."""
    yield from ((role[:3], each.role[:3]) for role, each in zip(text.roles, choices, strict=True))


NONE_CHECKED = role_choices.NO_MONEY[:3]


def by_chance(found: list[tuple[Coded, list[Choice]]]) -> pd.DataFrame:
    """How many rows have a chance below each of CHANCES, and which share of these and of all others is wrong."""
    rows = [
        (float(each.chance), each.role[:3] != role[:3])
        for text, choices in found
        for role, each in zip(text.roles, choices, strict=True)
        if each.role[0] != NONE
    ]
    chance, wrong = map(np.array, zip(*rows, strict=True))
    table = {}
    for limit in CHANCES:
        below = chance < limit
        table[limit] = [below.mean(), wrong[below].mean(), wrong[~below].mean(), wrong[below].sum() / wrong.sum()]
    return pd.DataFrame(table, ["rows", "wrong", "others_wrong", "of_all_wrong"]).T


if __name__ == "__main__":
    main()
