"""Sentences of many fields that state one relation each: what contradicts itself is found, the others are clean."""

from pathlib import Path

import pytest
import yaml

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import read_text

FAMILIES = yaml.safe_load((Path(__file__).parent / "families.yml").read_text(encoding="utf-8"))
GRAVE = ["contradiction", "exceeds", "not_comparable", "not_reported"]


def grave(sentence: str) -> set[str]:
    """The kinds of grave findings in a sentence that is read as a report."""
    text = sentence.replace("\\n", "\n")
    found = audit(frames.from_records(read_text(text, "R", "R.txt", "0" * 64)), {"R": text})
    return {*found.loc[found["verdict"].isin(GRAVE), "kind"]}


@pytest.mark.parametrize("name", FAMILIES)
def test_sentences_that_contradict_themselves_are_found(name):
    missed = [text for text in FAMILIES[name]["wrong"] if not grave(text) & {*FAMILIES[name]["kinds"]}]
    assert not missed


@pytest.mark.parametrize("name", FAMILIES)
def test_sentences_that_agree_are_clean(name):
    alarms = {text: kinds for text in FAMILIES[name]["right"] if (kinds := grave(text))}
    assert not alarms
