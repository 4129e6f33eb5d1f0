"""What the audit promises of generated reports that are read again: plants are found in texts, clean ones are clean."""

import pytest

from .audited import alarmed, number_found
from .composing import LAYOUTS
from .plants import KINDS, plant
from .score import many

A_KIND, A_LAYOUT = 10, 2
WANTED, ALLOWED = 0.9, 0.1
FALLS_SHORT = {"missing"}  # kinds: a target of which no word says so reads as a result


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_found_from_the_text(kind, request):
    found = number_found([plant(kind, seed) for seed in range(A_KIND)])
    if kind in FALLS_SHORT:
        reason = f"{found} of {A_KIND} planted are found, wanted {WANTED:.0%}"
        request.node.add_marker(pytest.mark.xfail(reason=reason, strict=True))
    assert found >= WANTED * A_KIND


def test_hardly_any_text_without_a_plant_is_said_to_contradict_itself():
    texts = list(many(A_LAYOUT * len(LAYOUTS)))
    layouts = [made.layout for made in alarmed(texts)]
    assert len(layouts) <= ALLOWED * len(texts), layouts
