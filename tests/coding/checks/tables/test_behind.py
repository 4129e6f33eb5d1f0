"""What coding.checks.behind promises: a rate directly behind its number is held against it."""

import pytest

from helpers.coding.audit import audit

from ... import made


def rates(text: str, **tables) -> list[str]:
    """Verdicts on the rates of a report with this text."""
    found = audit(made.read(**tables), {"R": text})
    return found[found["kind"] == "rate"]["verdict"].tolist()


def completed(text: str, **cells) -> list[str]:
    start = text.index("1467")
    row = {"target": "1500", "actual": "1467", "start": start, "end": start + 4, "actual_comparator": "="} | cells
    return rates(text, indicators=made.indicators(row))


@pytest.mark.parametrize(("rate", "verdict"), [("97.8", "holds"), ("98", "rounding"), ("97.9", "contradiction")])
def test_a_rate_of_completion_is_actual_over_target(rate, verdict):
    assert completed(f"计划服务1500单，完成1467单，完成率{rate}%。") == [verdict]


def test_a_rate_of_another_sentence_or_of_a_bound_is_not_compared():
    assert completed("计划服务1500单，完成1467单。资金完成率99%。") == []
    assert completed("计划服务1500单，完成1467单以上，完成率99%。", actual_comparator=">=") == []
