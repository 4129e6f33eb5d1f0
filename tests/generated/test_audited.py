"""What the audit promises of generated reports that are read again: plants are found in texts, clean ones are clean."""

import pytest

from .audited import from_text, is_found
from .composing import LAYOUTS
from .plants import KINDS, plant
from .score import many

A_KIND, A_LAYOUT = 6, 3
WANTED, ALLOWED = 0.9, 0.1


def test_what_is_planted_is_found_from_the_text():
    planted = [plant(kind, seed) for kind in KINDS for seed in range(A_KIND)]
    missed = [each.kind for each in planted if not is_found(each, from_text(each.reports))]
    assert len(missed) <= (1 - WANTED) * len(planted), missed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_without_a_plant_is_clean(layout):
    alarms = [from_text([made]) for made in many(A_LAYOUT, [layout])]
    assert sum(len(found) > 0 for found in alarms) <= ALLOWED * 10, alarms
