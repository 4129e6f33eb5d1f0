"""How much of what is planted in generated reports is found from their texts, which are read again, and in how many
reports without a plant something is said to be wrong.

python -m tests.generated.audited 600    shares by kind of plant, and of reports without one; a third are planted
"""

import argparse
from collections.abc import Iterable

import pandas as pd

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.records import Tables
from helpers.reading.report import read_text

from .composing import Made
from .plants import KINDS, Planted, plant
from .score import many

GRAVE = ["contradiction", "exceeds", "not_comparable", "not_reported"]


def from_text(reports: Iterable[Made]) -> pd.DataFrame:
    """What the audit holds against these reports, known by their texts alone; two reports that differ may each
    have their scope."""
    reports = list(reports)
    texts = {made.tables.reports[0].report_id: made.text for made in reports}
    read = [read_text(text, name, f"{name}.txt", "0" * 64) for name, text in texts.items()]
    found = audit(frames.from_records(Tables(*(sum(each, []) for each in zip(*read, strict=True)))), texts)
    return found[found["verdict"].isin(GRAVE) | (found["kind"].eq("cross_report") & found["verdict"].eq("scope"))]


def number_found(planted: list[Planted]) -> int:
    """How many of the plants are found from their texts, which are audited together."""
    found = from_text(made for each in planted for made in each.reports)
    return sum(is_found(each, found) for each in planted)


def alarmed(reports: list[Made]) -> list[Made]:
    """Those of the reports of which anything is said, all audited together."""
    told = {report_id for ids in from_text(reports)["report_id"] for report_id in ids.split("+")}
    return [made for made in reports if made.tables.reports[0].report_id in told]


def is_found(each: Planted, found: pd.DataFrame) -> bool:
    """Whether a finding of any kind, within its reports alone, has the false figure."""
    report_id, start, _ = each.figures[0]
    its = {made.tables.reports[0].report_id for made in each.reports}
    own = found[found["report_id"].map(lambda ids: report_id in ids.split("+") and its.issuperset(ids.split("+")))]
    crossing = own["kind"].eq("cross_report")
    return bool((crossing | (own["start"].le(start) & own["end"].gt(start))).any())


def shares(count: int) -> tuple[dict[str, float], float]:
    """Shares of the plants found by kind, and of reports without a plant of which anything is said."""
    each_kind = max(1, count // 3 // len(KINDS))
    found = {kind: number_found([plant(kind, seed) for seed in range(each_kind)]) / each_kind for kind in KINDS}
    clean = list(many(count - each_kind * len(KINDS)))
    return found, len(alarmed(clean)) / len(clean)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", type=int)
    found, alarmed = shares(arguments.parse_args().reports)
    for kind, share in found.items():
        print(f"{kind:<14}{share:>6.0%} found")
    print(f"{'all kinds':<14}{sum(found.values()) / len(found):>6.0%} found")
    print(f"{'none planted':<14}{alarmed:>6.0%} alarmed")


if __name__ == "__main__":
    main()
