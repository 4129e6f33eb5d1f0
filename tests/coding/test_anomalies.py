"""What helpers.coding.anomalies promises: an accepted finding is told as such and does not stand as a contradiction."""

import pytest

from helpers.coding.anomalies import reviewed, standing
from helpers.coding.audit import audit

from . import made


@pytest.fixture
def found():
    """The audit of a report with two contradictions."""
    parts = ("executed", "100"), ("executed", "70", made.of("basic")), ("executed", "50", made.of("project"))
    return audit(
        made.read(funds=made.funds(*parts), scorecard=made.scorecard(("总分", "90"), ("甲", "99", 100), ("乙", "1")))
    )


def accepted(*checks: str):
    return made.table("anomalies", [{"check_id": check, "why": "the bureau explained it"} for check in checks])


def test_an_accepted_contradiction_does_not_stand(found):
    first = found["check_id"].iloc[0]
    told = reviewed(found, accepted(first))
    assert len(standing(reviewed(found, accepted()))) == 1
    assert standing(told).empty
    assert told.set_index("check_id").loc[first, "accepted"] == "the bureau explained it"
    assert told["accepted"].ne("").sum() == 1


def test_a_check_that_is_made_no_more_of_a_report_that_was_checked_is_an_error(found):
    with pytest.raises(
        ValueError, match=r"anomalies.csv, row 3: no check 'R-sum-00000000' is made of report R any more"
    ):
        reviewed(found, accepted(found["check_id"].iloc[0], "R-sum-00000000"))


def test_what_was_accepted_of_other_reports_is_left_alone(found):
    assert reviewed(found, accepted("other-sum-00000000"))["accepted"].eq("").all()
