"""What the reader makes of generated reports, held against what they were made to say.

    python -m tests.generated.score 2000 [--failures] [--layout N1]

prints F1 for each table, and with --failures the sentences whose rows are missed (-) or made up (+), like sentences
together, the heaviest group first.
"""

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice, product

from helpers.reading.records import Tables
from helpers.reading.report import read_text

from .composing import LAYOUTS, Made, report
from .pen import FIELDS

KEYS = {
    "reports": ["fiscal_year", "scope", "admin_level", "self_score"],
    "funds": ["project_id", "stage", "source", "category", "amount_wan"],
    "indicators": ["project_id", "comparator", "target", "target_unit", "actual_comparator", "actual", "actual_unit"],
    "outcomes": ["value", "unit", "value_comparator"],
    "resources": ["value", "unit", "value_comparator"],
    "scorecard": ["points", "max_points"],
}
LABELS = {"indicators": ["level1", "level2", "polarity"], "outcomes": ["kind"]}
EACH_COUNTS = ("indicators", "scorecard")  # rows alike are as many rows; elsewhere one figure mentioned again
ELSEWHERE = [("outcomes", "value", "unit"), ("resources", "value", "unit"), ("indicators", "actual", "actual_unit"),
    ("indicators", "target", "target_unit"), ("funds", "amount_wan", "")]  # fmt: skip


def many(n: int, layouts: Iterable[str] = LAYOUTS) -> Iterator[Made]:
    """`n` reports, layout after layout."""
    return islice((report(layout, seed) for seed, layout in product(range(n), layouts)), n)


def compared(made: Made, found: Tables | None = None) -> dict[str, tuple[list, list, list]]:
    """For each table the rows that agree, each as it is and as it was read, those missed and those made up."""
    found = found or read_text(made.text, "read", "read.txt")
    return {table: _compared(table, made, found) for table in KEYS}


def f1(each: Iterable[tuple[list, list, list]]) -> float:
    """Twice the rows that agree over all rows of both."""
    agreed, missed, invented = (sum(map(len, rows)) for rows in zip(*each, strict=True))
    return 2 * agreed / (2 * agreed + missed + invented) if agreed + missed + invented else 1.0


def alike(each: Iterable[tuple[list, list, list]], label: str) -> float:
    """Of the rows that agree, the share whose label is as it should be."""
    pairs = [pair for agreed, _, _ in each for pair in agreed]
    return sum(getattr(one, label) == getattr(other, label) for one, other in pairs) / len(pairs) if pairs else 1.0


def _compared(table: str, made: Made, found: Tables) -> tuple[list, list, list]:
    gold, mine = _keyed(table, getattr(made.tables, table)), _keyed(table, _certain(getattr(found, table), made))
    missed, invented = [gold[k] for k in gold if k not in mine], [mine[k] for k in mine if k not in gold]
    if table == "outcomes":  # a figure filed under another table is found, not invented
        there, here = _figures(found), _figures(made.tables)
        missed = [row for row in missed if _figure(row, "value", "unit") not in there]
        invented = [row for row in invented if _figure(row, "value", "unit") not in here]
    return [(gold[k], mine[k]) for k in gold if k in mine], missed, invented


def _keyed(table: str, rows: list) -> dict[tuple, tuple]:
    keyed, times = {}, Counter()
    for row in rows:
        key = tuple(_plain(getattr(row, column), column) for column in KEYS[table])
        times[key] += 1
        keyed[(*key, times[key]) if table in EACH_COUNTS else key] = row
    return keyed


def _plain(value: object, column: str) -> object:
    if column == "project_id":
        return value.rsplit("-", 1)[-1] if value else ""
    if column in ("target", "actual") and isinstance(value, str) and value:
        return "words"
    return f"{float(value):.6g}" if isinstance(value, Decimal | int) else value


def _certain(rows: list, made: Made) -> list:
    """The rows without those of figures that two coders would treat differently."""
    places = [(mark.start, mark.end) for mark in made.marks if mark.name == "neutral"]
    return [row for row in rows if not any(a <= (getattr(row, "start", None) or -1) < b for a, b in places)]


def _figures(tables: Tables) -> set[tuple]:
    return {_figure(row, value, unit) for table, value, unit in ELSEWHERE for row in getattr(tables, table)}


def _figure(row: tuple, value: str, unit: str) -> tuple:
    return _plain(getattr(row, value), value), getattr(row, unit) if unit else "万元"


def _masked(text: str, start: int) -> tuple[str, str]:
    """The clause around a place, and the same with names and digits masked."""
    begin = max(text.rfind(sign, 0, start) for sign in "。\n；") + 1
    end = min((at for sign in "。\n；" if (at := text.find(sign, start)) >= 0), default=len(text))
    clause = text[begin:start] + "►" + text[start:end]
    plain = unicodedata.normalize("NFKC", clause.replace("►", "")).replace(" ", "")
    return clause, re.sub(r"\d[\d.,]*", "0", re.sub("[万亿]元", "元", NAMES.sub("N", plain)))


def _names() -> Iterator[str]:
    for words in FIELDS.values():
        yield from (*words["projects"], *words["uses"], *words["satisfied"])
        for deed in words["deeds"]:
            yield from deed.split("|")[:3]
        yield from (each.split("|")[i] for kind in ("measures", "results") for each in words[kind] for i in (0, 1))


LONG = sorted({name for name in _names() if len(name) > 1 and "元" not in name}, key=len, reverse=True)
NAMES = re.compile("|".join(map(re.escape, LONG)))


def failures(reports: Iterable[Made]) -> dict[tuple, list[tuple]]:
    """Sentences whose rows are missed or made up, by table and masked sentence: sign, clause and row of each."""
    groups = defaultdict(list)
    for made in reports:
        for table, (_, missed, invented) in compared(made).items():
            for sign, rows in (("-", missed), ("+", invented)):
                for row in rows:
                    start = getattr(row, "start", None)
                    clause, mask = _masked(made.text, start) if start is not None else (made.text[:60], "head")
                    shown = [str(getattr(row, column)) for column in KEYS[table]]
                    groups[table, mask].append((sign, clause, " | ".join(shown), f"{made.layout} {made.seed}"))
    return groups


def shown(every: list[tuple[str, dict]], layouts: list[str]) -> Iterator[str]:
    """F1 of each table, and the share of labels that agree, over all reports and by layout."""
    yield f"{'':12}{'all':>8}" + "".join(f"{layout:>11}" for layout in layouts)
    for table in KEYS:
        every_way = [[each[table] for name, each in every if layout in ("", name)] for layout in ("", *layouts)]
        yield _line(table, [f1(each) for each in every_way])
        for label in LABELS.get(table, []):
            yield _line(f"  {label}", [alike(each, label) for each in every_way])


def _line(name: str, values: list[float]) -> str:
    return f"{name:12}{values[0]:8.3f}" + "".join(f"{value:11.3f}" for value in values[1:])


def listed(groups: dict[tuple, list[tuple]]) -> Iterator[str]:
    """Each group with two of its sentences, the heaviest first."""
    for (table, mask), rows in sorted(groups.items(), key=lambda each: -len(each[1])):
        yield f"{len(rows):5} {table} {mask[:150]}"
        yield from (f"        {sign} {row}   [{where}]  {clause[:160]}" for sign, clause, row, where in rows[:2])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", type=int)
    arguments.add_argument("--failures", action="store_true")
    arguments.add_argument("--layout", choices=list(LAYOUTS))
    options = arguments.parse_args()
    chosen = [options.layout] if options.layout else list(LAYOUTS)
    print(*shown([(made.layout, compared(made)) for made in many(options.reports, chosen)], chosen), sep="\n")
    if options.failures:
        print(*listed(failures(many(options.reports, chosen))), sep="\n")


if __name__ == "__main__":
    main()
