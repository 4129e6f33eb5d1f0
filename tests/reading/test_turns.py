"""Promises that two enumerations tell in turn."""

from helpers.reading.report import read_text


def pairs(text: str) -> list[tuple[str, str]]:
    return [(str(row.target), str(row.actual)) for row in read_text(text, "r").indicators]


def test_enumerations_in_turn_meet_number_by_number():
    text = "一、任务\n教室、功能室、满意度三项依次为24间、6座、92%。\n二、情况\n上述三项依次为23间、6座、95.1%。"
    assert pairs(text) == [("24", "23"), ("6", "6"), ("92", "95.1")]


def test_a_frame_of_received_and_handled_makes_no_targets():
    assert pairs("收到来信120件，办结118件；收到来电60件，办结59件；收到来访30件，办结30件。") == []
