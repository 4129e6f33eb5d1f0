"""How much of the money in passages of many voices is read, batch by batch, as passages_money.yml has them."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.reading.test_funds_told import money

PASSAGES = yaml.safe_load(Path(__file__).with_name("passages_money.yml").read_text(encoding="utf-8"))
TARGET = 0.93
FALLS_SHORT = {1, 2, 3, 4, 9}


def plain(row: str) -> tuple:
    *words, amount = row.split()
    return *words, Decimal(amount)


def f1(batch: int) -> float:
    coded = {(i, plain(row)) for i, e in enumerate(PASSAGES) if e["batch"] == batch for row in e["money"].split("; ")}
    found = {(i, plain(row)) for i, e in enumerate(PASSAGES) if e["batch"] == batch for row in money(e["text"])}
    return 2 * len(coded & found) / (len(coded) + len(found))


@pytest.mark.parametrize("batch", sorted({each["batch"] for each in PASSAGES}))
def test_money_in_passages_of_many_voices_is_read(batch, request):
    if batch in FALLS_SHORT:
        request.node.add_marker(pytest.mark.xfail(reason=f"F1 {f1(batch):.3f}, wanted {TARGET}", strict=True))
    assert f1(batch) >= TARGET
