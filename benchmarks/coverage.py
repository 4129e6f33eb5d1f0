"""How many of the relations that the figures of reports have by arithmetic alone does the audit compare and defend?

No author has to plant anything. In texts without a plant, figures of one unit that stand near each other and are a
total and its parts, a balance, a rate or change and its two figures, or a number at a price, show what belongs together
without any word. A class of such relations (kind, terms, telling digits, whether other figures stand between) counts
where it is hardly found in the same texts with figures of other reports in their places.

Then a digit of one of the figures is changed, and printed is: how many relations there are, how many are compared while
the text is right, of how many the false figure is held against the report, by which slip, and how many figures are held
against it that do not use the false one. `none` are figures in no relation, told once: what is found there is a false
alarm, or its figure is too large for its whole.
"""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import click
import pandas as pd

from helpers import paths
from helpers.coding import frames
from helpers.coding.audit import READ, audit
from helpers.coding.checks import counts
from helpers.coding.checks.counts import MONEY, RATE, Count, Page, plain_unit
from helpers.reading.formats import document
from helpers.reading.report import merged, read_text

SETS = ["sets/clean_*", "sets/planted*", "reading/unseen/prose*"]
NEAR, BACK, MOST = 3, 8, 8  # sentences, figures before a rate, terms
SURE, DRAWS = 0.05, 20  # share of a class that chance may find, and how often it tries
TELLING = 6  # digits that tell no more than so many
EACH = 6  # relations of a report that are put to the test, drawn where there are more
AGREES, GRAVE = ["holds", "rounding", "truncation"], ["contradiction", "exceeds"]

Names = tuple[str, str]  # a set and the name of its file


class Relation(NamedTuple):
    """Figures of which the first is what the others make up, and the class by which chance is told."""

    kind: str
    figures: tuple[Count, ...]
    of: tuple


class Slip(NamedTuple):
    """A text with one figure changed, the relation that it breaks, and how."""

    name: Names
    relation: Relation
    false: Count
    how: str
    text: str


@click.command()
@click.argument("sets", nargs=-1)
@click.option("--missed", type=click.Path(path_type=Path), help="where each relation is written with what came of it")
def main(sets: tuple[str, ...], missed: Path | None) -> None:
    """Print what the audit compares and defends in the texts of SETS (folders of tests, as patterns)."""
    texts = dict(clean_texts(sets or SETS))
    pages, found = pages_of(texts), audited(texts)
    known = {name: [*relations(page)] for name, page in pages.items()}
    sure = beyond_chance(known, pages)
    slips = [slip for name, page in pages.items() for slip in slips_of(name, page, known[name], sure)]
    rows = [row for turn in turns(slips) for row in outcomes(turn, found)]
    table = pd.DataFrame(rows)
    click.echo(f"{len(texts)} texts, {len(rows)} figures changed\n")
    for by in ("kind", "how", "set"):
        click.echo(
            table.groupby(by)[["compared", "found", "elsewhere"]]
            .agg("sum")
            .assign(all=table.groupby(by).size(), share=table.groupby(by)["found"].mean().round(3))
            .to_string()
            + "\n"
        )
    if missed:
        table.to_csv(missed, index=False, quoting=csv.QUOTE_MINIMAL)


def clean_texts(sets: tuple[str, ...]) -> Iterator[tuple[Names, str]]:
    """The texts of these folders of tests that have no plant."""
    for folder in sorted(each for one in sets for each in paths.ROOT.glob(f"tests/{one}/documents")):
        truth = folder.with_name("truth.csv")
        rows = csv.DictReader(truth.read_text(encoding="utf-8").splitlines()) if truth.exists() else ()
        planted = {row["file"] for row in rows if "context" in row}
        for file in (each for each in sorted(folder.glob("*.txt")) if each.name not in planted):
            if isinstance(text := document.load(file), str):
                yield (folder.parent.name, file.stem), text


def tables_of(texts: dict[Names, str]) -> dict[str, pd.DataFrame]:
    """What is read from the texts."""
    read = merged(read_text(text, "/".join(name), f"{'/'.join(name)}.txt", "0" * 64) for name, text in texts.items())
    return {name: frame for name, frame in frames.from_records(read).items() if name in READ}


def pages_of(texts: dict[Names, str]) -> dict[Names, Page]:
    """Every figure of each text, in its place."""
    pages = counts.in_full(tables_of(texts), {"/".join(name): text for name, text in texts.items()})
    return {tuple(page.report_id.split("/")): page for page in pages}


def audited(texts: dict[Names, str]) -> dict[Names, list[tuple[str, frozenset[int]]]]:
    """The findings within each report: its verdict and where the figures that it uses begin."""
    read = tables_of(texts)
    starts = {f"{table}:{index}": start for table in READ[1:] for index, start in read[table]["start"].dropna().items()}
    found: dict[Names, list] = defaultdict(list)
    told = audit(read, {"/".join(name): text for name, text in texts.items()})
    for report, verdict, rows in zip(told["report_id"], told["verdict"], told["figures"], strict=True):
        places = (starts.get(row, row.partition("text:")[2] or -1) for row in rows.split())
        found[tuple(report.split("/"))].append((verdict, frozenset(map(int, places))))
    return found


def relations(page: Page) -> Iterator[Relation]:
    """What figures near each other make up."""
    told = [each for each in page.counts if each.comparator == "=" and each.value > 0]
    by_unit: dict[str, list[Count]] = defaultdict(list)
    for each in told:
        by_unit[plain_unit(each.unit)].append(each)
    for unit, own in by_unit.items():
        if unit not in (RATE, "分", ""):
            yield from sums(page, own)
            yield from balances(page, own)
    for place, each in enumerate(told):
        near = [other for other in told[max(0, place - BACK) : place] if are_near(page, other, each)]
        yield from rates(each, near) if each.unit == RATE else products(each, near)


def are_near(page: Page, *figures: Count) -> bool:
    """Whether figures stand in one paragraph, in few sentences."""
    first, last = min(each.start for each in figures), max(each.start for each in figures)
    return page.sentence(last) - page.sentence(first) < NEAR and "\n" not in page.text[first:last]


def sums(page: Page, own: list[Count]) -> Iterator[Relation]:
    """Totals with the figures of their unit that follow each other before them, or up to two behind them."""
    for start in range(len(own)):
        for end in range(start + 2, min(len(own), start + MOST) + 1):
            parts, beside = own[start:end], [*own[max(0, start - 2) : start], *own[end : end + 1]]
            for whole in beside:
                total = sum(each.value for each in parts)
                if is_same(total, whole.value) and are_near(page, whole, *parts):
                    kind = "sum of two" if len(parts) == 2 else "sum"
                    yield Relation(kind, (whole, *parts), (len(parts), telling(whole, *parts)))


def balances(page: Page, own: list[Count]) -> Iterator[Relation]:
    """Four figures that follow each other: the first with one more and less another is the last."""
    for first, *two, last in zip(own, own[1:], own[2:], own[3:], strict=False):
        for more, less in (two, two[::-1]):
            value = first.value + more.value - less.value
            if is_same(value, last.value) and more.value != less.value and are_near(page, first, last):
                yield Relation("balance", (last, first, more, less), (telling(last, first, more, less),))


def rates(rate: Count, near: list[Count]) -> Iterator[Relation]:
    """The nearest two figures of one unit of which a rate of less than 100 % is the share, or the change."""
    digits = len(f"{rate.value:.12g}".replace(".", "").lstrip("0"))
    for apart, (one, other) in enumerate(pairs(near)):
        top, whole = sorted((one.value, other.value))
        for kind, value in (("rate", top / whole), ("change", top / whole - 1), ("change", whole / top - 1)):
            if abs(100 * abs(value) - rate.value) <= rate.half_digit and 0 < rate.value < 100:
                yield Relation(kind, (rate, one, other), (digits, apart == 0))
                return


def pairs(near: list[Count]) -> Iterator[tuple[Count, Count]]:
    """Two unlike figures of one unit, the nearest first."""
    counted = [each for each in near[::-1] if each.unit not in (RATE, "分", "")]
    for place, one in enumerate(counted):
        alike = (each for each in counted[place + 1 :] if counts.alike(each, one) and each.value != one.value)
        yield from ((one, other) for other in alike)


def products(amount: Count, near: list[Count]) -> Iterator[Relation]:
    """An amount that is a number at the price told beside it."""
    for one, other in pairwise(near):
        units = [each.unit == MONEY or each.unit.startswith("元/") for each in (one, other)]
        value = one.value * other.value / (1e4 if "元/" in one.unit + other.unit else 1)
        if (
            amount.unit == MONEY
            and sum(units) == 1
            and min(one.value, other.value) != 1
            and is_same(value, amount.value)
        ):
            yield Relation("product", (amount, one, other), (telling(amount),))


def is_same(one: float, other: float) -> bool:
    """Whether two values are one, but for what binary arithmetic leaves."""
    return abs(one - other) < 1e-6


def telling(*figures: Count) -> int:
    """The digits of the first figure to the last place that one fills, without zeros at its end, up to a maximum."""
    decimals = max(len(f"{each.value:.12g}".partition(".")[2]) for each in figures)
    return min(TELLING, len(f"{figures[0].value:.{decimals}f}".replace(".", "").strip("0")))


def beyond_chance(known: dict[Names, list[Relation]], pages: dict[Names, Page]) -> set[tuple]:
    """The classes of which hardly one is found with figures of other reports, as large and exact, in their places."""
    rng, by_look = random.Random(0), defaultdict(list)
    for each in (each for page in pages.values() for each in page.counts):
        by_look[look(each)].append(each.value)
    real, chance = Counter(each[::2] for own in known.values() for each in own), Counter()
    for _ in range(DRAWS):
        for page in pages.values():
            drawn = [each._replace(value=rng.choice(by_look[look(each)])) for each in page.counts]
            chance.update(each[::2] for each in relations(page._replace(counts=drawn)))
    return {of for of, number in real.items() if chance[of] / DRAWS < SURE * number}


def look(each: Count) -> tuple[str, int, int]:
    """The kind of unit of a figure and how many digits it has before and behind its point."""
    whole, _, decimals = f"{each.value:.12g}".partition(".")
    return each.unit if each.unit in (RATE, MONEY) else "", len(whole), len(decimals)


def slips_of(name: Names, page: Page, known: list[Relation], sure: set[tuple]) -> Iterator[Slip]:
    """A false figure in each of some relations of a report, and one that is in no relation and is told once."""
    rng = random.Random("/".join(name))
    distinct = {frozenset(each.figures): each for each in known if each[::2] in sure}
    drawn = rng.sample([*distinct.values()], min(EACH, len(distinct)))
    for each in drawn:
        yield from slip(name, page, each, rng.choice([each.figures[0], rng.choice(each.figures[1:])]), rng)
    times, used = Counter(each.value for each in page.counts), {one for each in known for one in each.figures}
    alone = [each for each in page.counts if each not in used and times[each.value] == 1 and each.value > 9]
    for each in alone and [rng.choice(alone)]:
        yield from slip(name, page, Relation("none", (each,), ()), each, rng)


def slip(name: Names, page: Page, relation: Relation, false: Count, rng: random.Random) -> Iterator[Slip]:
    """The text with two digits of a figure swapped, one exchanged, or a number near it, as long as it was."""
    token = page.text[false.start : false.end]
    ways = {how: other for how, other in altered(token, rng) if is_printed(token, other)}
    if ways:
        how = rng.choice([*ways])
        yield Slip(name, relation, false, how, page.text[: false.start] + ways[how] + page.text[false.end :])


def is_printed(token: str, other: str) -> bool:
    """Whether a number is another one, as long as it."""
    return len(other) == len(token) and other != token and token.replace(",", "").replace(".", "").isascii()


def altered(token: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """A printed number with a slip of each kind that it may have."""
    places = [place for place, sign in enumerate(token) if sign in "0123456789"]
    unlike = [(a, b) for a, b in pairwise(places) if token[a] != token[b] and (a or token[b] != "0")]
    for a, b in unlike and [rng.choice(unlike)]:
        yield "swapped", token[:a] + token[b] + token[a + 1 : b] + token[a] + token[b + 1 :]
    for place in places[1:] and [rng.choice(places[1:])]:
        yield "exchanged", token[:place] + rng.choice("123456789".replace(token[place], "")) + token[place + 1 :]
    if len(places) > 1 and len(places) + token.count(",") + token.count(".") == len(token):
        value = float(token.replace(",", "")) * (1 + rng.choice([-1, 1]) * rng.uniform(0.03, 0.14))
        decimals = len(token.partition(".")[2])
        yield "near", f"{value:,.{decimals}f}" if "," in token else f"{value:.{decimals}f}"


def turns(slips: list[Slip]) -> Iterator[list[Slip]]:
    """The slips, one of each report at a time."""
    by_report: dict[Names, list[Slip]] = defaultdict(list)
    for each in slips:
        by_report[each.name].append(each)
    for turn in range(max(map(len, by_report.values()), default=0)):
        yield [own[turn] for own in by_report.values() if turn < len(own)]


def outcomes(turn: list[Slip], before: dict[Names, list]) -> Iterator[dict]:
    """What the audit makes of each false figure, and of its relation while it was right."""
    after = audited({each.name: each.text for each in turn})
    for name, relation, false, how, text in turn:
        starts = frozenset(each.start for each in relation.figures)
        new = [
            of for verdict, of in after.get(name, []) if verdict in GRAVE and (verdict, of) not in before.get(name, [])
        ]
        yield {
            "set": name[0], "file": name[1], "kind": relation.kind, "how": how,
            "compared": any(starts <= of for verdict, of in before.get(name, []) if verdict in AGREES),
            "found": any(false.start in of for of in new),
            "elsewhere": sum(false.start not in of for of in new),
            "false": text[false.start : false.end], "place": relation.figures.index(false),
            "figures": " ".join(f"{each.start}:{each.value:.12g}" for each in relation.figures),
        }  # fmt: skip


if __name__ == "__main__":
    main()
