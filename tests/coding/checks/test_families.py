"""Sentences of many fields that state one relation each: what contradicts itself is found, the others are clean."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import merged, read_text

FAMILIES = yaml.safe_load((Path(__file__).parent / "families.yml").read_text(encoding="utf-8"))
GRAVE = ["contradiction", "exceeds", "not_comparable", "not_reported"]


@cache
def grave() -> dict[str, set[str]]:
    """For each sentence, read as a report of its own, the kinds of its grave findings; all are audited together."""
    sentences = [text for family in FAMILIES.values() for text in (*family["wrong"], *family["right"])]
    texts = {f"R{number}": text.replace("\\n", "\n") for number, text in enumerate(sentences)}
    read = merged([read_text(text, name, f"{name}.txt", "0" * 64) for name, text in texts.items()])
    found = audit(frames.from_records(read), texts)
    kinds = found[found["verdict"].isin(GRAVE)].groupby("report_id")["kind"].agg(set)
    return {text: kinds.get(name, set()) for name, text in zip(texts, sentences, strict=True)}


@pytest.mark.parametrize("name", FAMILIES)
def test_sentences_that_contradict_themselves_are_found(name):
    missed = [text for text in FAMILIES[name]["wrong"] if not grave()[text] & {*FAMILIES[name]["kinds"]}]
    assert not missed


@pytest.mark.parametrize("name", FAMILIES)
def test_sentences_that_agree_are_clean(name):
    alarms = {text: kinds for text in FAMILIES[name]["right"] if (kinds := grave()[text])}
    assert not alarms
