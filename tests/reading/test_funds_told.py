"""What helpers.reading.funds promises on the ways in which reports of many fields tell money, as told.yml has them."""

from pathlib import Path

import pytest
import yaml

from helpers.reading.report import read_text

TOLD = yaml.safe_load(Path(__file__).with_name("told.yml").read_text(encoding="utf-8"))
SHORT = {
    "initial_budget": "b", "adjusted_budget": "a", "allocated": "r", "executed": "e", "income": "i",
    "carryover_in": "ci", "carryover_out": "co",
}  # fmt: skip
SOURCES = {"total": "T", "fiscal_appropriation": "F", "general_public": "G", "government_fund": "GF", "other": "O"}


def money(text: str) -> list[str]:
    """Each amount as `1 e T other 12.5`: its project, stage, source, category and 万元."""
    return [
        f"{r.project_id.rpartition('-')[2] or 0} {SHORT[r.stage]} {SOURCES[r.source]} "
        f"{'T' if r.category == 'total' else r.category} {r.amount_wan}"
        for r in read_text(text, "r").funds
    ]


@pytest.mark.parametrize("each", TOLD, ids=[each["told"] for each in TOLD])
def test_money_is_read_as_it_is_told(each):
    assert money(each["text"]) == each["money"].split("; ")
