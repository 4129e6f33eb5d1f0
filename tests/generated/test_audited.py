"""What the audit promises of generated reports that are read again: plants are found in texts, clean ones are clean."""

import pytest

from .audited import alarmed, number_found
from .composing import LAYOUTS
from .plants import KINDS, plant
from .score import many

A_KIND, A_LAYOUT = 10, 2
WANTED, ALLOWED = 0.9, 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_found_from_the_text(kind):
    found = number_found([plant(kind, seed) for seed in range(A_KIND)])
    assert found >= WANTED * A_KIND


def test_hardly_any_text_without_a_plant_is_said_to_contradict_itself():
    texts = list(many(A_LAYOUT * len(LAYOUTS)))
    layouts = [made.layout for made in alarmed(texts)]
    assert len(layouts) <= ALLOWED * len(texts), layouts
