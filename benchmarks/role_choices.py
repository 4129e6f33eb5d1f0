"""All of helpers/reading/funds/role_choices.csv, and how well it reads documents of which nobody has mended the rules.

The weights of signs are those by which what people coded is likeliest in the sets of prose under tests/reading/unseen
that were opened, in the passages of tests/reading/funds and in the hand-coded reports (multinomial logits with a
ridge). What the rules say, by its own words, by others, or that an amount is no money of the unit, weighs as much as
whole reports that nobody has opened allow: where the rules were made they are hardly ever wrong.

Printed is, for each set that nobody has opened, F1 of stage, source and category together, by the rules and as chosen;
and of the rows that are less likely than some chance, and of all others, how many are wrong there.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from decimal import Decimal
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
from helpers.reading.funds import role_choices
from helpers.reading.funds.role_choices import NONE, OF, RULES, UNIT, Role, Signs, Weights
from helpers.reading.records import Quantity
from helpers.reading.text.quantities import wan

UNSEEN = paths.ROOT / "tests" / "reading" / "unseen"
SETS = [path.parents[1].name for path in sorted(UNSEEN.glob("*/gold/funds.csv")) if not path.parents[1].match("forms*")]
CLOSED = [*(f"prose_{number}" for number in (15, 25, 30, 38, 39, 40, 41, 42)), "short_6", "short_7", "short_8"]
PASSAGES = paths.ROOT / "tests" / "reading" / "funds"
WHOLE = "prose"  # sets of whole reports; others hold hardly an amount that is no money of the unit
STAGES = {
    "b": "initial_budget", "a": "adjusted_budget", "r": "allocated", "e": "executed", "i": "income",
    "ci": "carryover_in", "co": "carryover_out",
}  # fmt: skip
SOURCES = {"T": "total", "F": "fiscal_appropriation", "G": "general_public", "GF": "government_fund", "O": "other"}
CATEGORIES = {"T": "total"}
FEWEST, RIDGE = 20, 10.0  # amounts that have a sign; penalty of squared weights
RULES_WEIGH, YIELDS = range(0, 5 * UNIT, UNIT // 2), 100
CHANCES = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]


class Asked(NamedTuple):
    """An amount of a set with its signs, and what it is by the rules and by its coding."""

    folder: str
    signs: Signs
    told: Role
    coded: Role


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), default=role_choices.FILE, show_default=True)
def main(gold: Path, into: Path) -> None:
    """Write the weights, and print how well the sets are read that nobody has opened. GOLD is the folder of the
    hand-coded rows of data/raw/reports, which lies outside this project."""
    asked = [each for name in SETS for each in questions(UNSEEN / name / "documents", UNSEEN / name / "gold", name)]
    opened, closed = ([each for each in asked if (each.folder in CLOSED) == so] for so in (False, True))
    opened += [*questions(paths.REPORTS, gold, ""), *told()]
    click.echo(f"{len(opened):,} amounts of sets that were opened, {len(closed):,} of others")
    counts = pd.Series([sign for each in opened for sign in each.signs]).value_counts()
    known = weighed(opened, sorted(counts.index[counts >= FEWEST]))
    known = known._replace(rules=of_rules([each for each in closed if each.folder.startswith(WHOLE)], known))
    write(known, into)
    click.echo(f"the rules weigh {known.rules}\n{f1(closed, known).round(3).to_string()}")
    click.echo(by_chance(closed, known).round(3).to_string())


def questions(documents: Path, gold: Path, name: str) -> Iterator[Asked]:
    """The amounts of the prose of a set, with their signs."""
    rows = pd.read_csv(gold / "funds.csv", dtype=str, keep_default_na=False)
    rows["document"] = rows["report_id"].str.split("_").str[0]
    for source in report.planned([documents]):
        coded = rows[rows["document"] == source.path.stem.split("_")[0]]
        yield from asked_in(lambda source=source: list(report.read_each([source])), coded.to_dict("records"), name)


def told() -> Iterator[Asked]:
    """The amounts of the passages that tests hold the reader against."""
    for file in ("told.yml", "passages_money.yml"):
        for each in yml.read(PASSAGES / file):
            rows = [row.split() for row in each["money"].split("; ") if row]
            coded = [
                {"stage": STAGES[stage], "source": SOURCES[source], "category": CATEGORIES.get(category, category),
                 "amount_wan": amount, "start": ""}
                for _, stage, source, category, amount in rows
            ]  # fmt: skip
            yield from asked_in(lambda text=each["text"]: report.read_text(text, "r"), coded, file)


def asked_in(read: Callable[[], object], coded: list[dict[str, str]], name: str) -> Iterator[Asked]:
    """The amounts that are asked for while something is read, with what they are by these coded rows."""
    kept = patch.object(report, "chosen", side_effect=lambda page, quantities, rows, *_: rows)
    with kept as given, redirect_stdout(io.StringIO()):
        read()
    for page, quantities, rows, reads, _, only in (call.args for call in given.call_args_list):
        told = role_choices.as_told(quantities, rows, reads)
        of = places([each.q for each in told], coded)
        for each, own in zip(told, role_choices.signs(page, told, only), strict=True):
            yield Asked(name, own, each.role, of.get(each.q.start, dict.fromkeys(OF, NONE)))


def places(amounts: list[Quantity], coded: list[dict[str, str]]) -> dict[int, Role]:
    """The coded values of amounts by where they stand, where documents of other formats have other places by what they
    are."""
    found: dict[int, Role] = {}
    rows = sorted(coded, key=lambda row: not any(str(q.start) == row["start"] for q in amounts))
    for row in rows:
        alike = [q for q in amounts if wan(q) == Decimal(row["amount_wan"]) and q.start not in found]
        own = [q for q in alike if str(q.start) == row["start"]]
        for q in (own or alike)[:1]:
            found[q.start] = {of: row[of] for of in OF}
    return found


def weighed(opened: list[Asked], names: list[str]) -> Weights:
    """The weights of signs of these names by the amounts that were coded, of the rules none."""
    signs = table(opened, names)
    columns: dict[str, dict[str, int]] = {}
    parts: list[np.ndarray] = []
    for of in OF:
        values = sorted({each.coded[of] for each in opened})
        columns[of] = {value: sum(part.shape[1] for part in parts) + place for place, value in enumerate(values)}
        parts.append(estimated(signs, np.eye(len(values))[[values.index(each.coded[of]) for each in opened]]))
    return Weights(
        {name: place for place, name in enumerate(names)},
        columns,
        np.rint(UNIT * np.hstack(parts)).astype(int),
        dict.fromkeys(RULES, 0),
    )


def table(asked: list[Asked], names: list[str]) -> csr_matrix:
    """Which signs each amount has."""
    place = {name: i for i, name in enumerate(names)}
    cells = [(row, place[sign]) for row, each in enumerate(asked) for sign in each.signs if sign in place]
    return csr_matrix((np.ones(len(cells)), tuple(np.array(cells).T)), (len(asked), len(names)))


def estimated(signs: csr_matrix, coded: np.ndarray) -> np.ndarray:
    """The weights of signs for values by which the coded ones are likeliest."""
    size = (signs.shape[1], coded.shape[1])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight = flat.reshape(size)
        utility = signs @ weight
        log_chance = utility - np.logaddexp.reduce(utility, axis=1, keepdims=True)
        slope = signs.T @ (np.exp(log_chance) - coded) + RIDGE * weight
        return RIDGE * flat @ flat / 2 - (log_chance * coded).sum(), slope.ravel()

    return minimize(loss, np.zeros(np.prod(size)), jac=True, method="L-BFGS-B").x.reshape(size)


def of_rules(closed: list[Asked], known: Weights) -> dict[str, int]:
    """The weights of what the rules say: each the highest by which not more than one amount in YIELDS is wrong that is
    right by the best one."""
    found = {}
    for way in RULES:
        own = [each for each in closed if role_choices.by_rules(each.signs, each.told) == way]
        right = {weight: are_right(own, known._replace(rules={way: weight})) for weight in RULES_WEIGH}
        least = max(right.values()) - len(own) / YIELDS
        found[way] = max(weight for weight, count in right.items() if count >= least)
    return found


def write(known: Weights, into: Path) -> None:
    names = [f"{of}:{value}" for of, columns in known.columns.items() for value in columns]
    rules = pd.DataFrame({name: [known.rules[way] for way in RULES] for name in names}, [*RULES])
    frame = pd.concat([rules, pd.DataFrame(known.of_signs, list(known.places), names)])
    save.write_files({into: frame.to_csv(index_label="sign", lineterminator="\n").encode()})


def are_right(asked: list[Asked], known: Weights) -> int:
    return sum(role_choices.likeliest(each.signs, each.told, known).role == each.coded for each in asked)


def f1(asked: list[Asked], known: Weights) -> pd.DataFrame:
    """Of each set F1 by the rules and as chosen."""
    roles = [(each.told, role_choices.likeliest(each.signs, each.told, known).role) for each in asked]
    found = {}
    for name in sorted({each.folder for each in asked}) + [""]:
        own = [(each.coded, role) for each, role in zip(asked, roles, strict=True) if each.folder.startswith(name)]
        coded = sum(is_money(coded) for coded, _ in own)
        found[name or "all"] = [
            2 * sum(is_money(coded) and role[way] == coded for coded, role in own)
            / (coded + sum(is_money(role[way]) for _, role in own))
            for way in (0, 1)
        ]  # fmt: skip
    return pd.DataFrame(found, ["rules", "chosen"]).T


def by_chance(asked: list[Asked], known: Weights) -> pd.DataFrame:
    """How many rows have a chance below each of CHANCES, and which share of these and of all others is wrong."""
    choices = [(role_choices.likeliest(each.signs, each.told, known), each.coded) for each in asked]
    rows = [(float(own.chance), own.role != coded) for own, coded in choices if is_money(own.role)]
    chance, wrong = map(np.array, zip(*rows, strict=True))
    found = {}
    for limit in CHANCES:
        below = chance < limit
        found[limit] = [below.mean(), wrong[below].mean(), wrong[~below].mean(), wrong[below].sum() / wrong.sum()]
    return pd.DataFrame(found, ["rows", "wrong", "others_wrong", "of_all_wrong"]).T


def is_money(role: Role) -> bool:
    return role["stage"] != NONE


if __name__ == "__main__":
    main()
