"""What helpers.reading.agencies promises beyond test_head: a text that is no report is looked at in good time, too."""

import pytest

from helpers.reading.agencies import agency
from helpers.reading.clock import within


@pytest.mark.parametrize("words", ["某县财政局", "市", "云河市青云县", "我局关于某市"])
def test_a_text_of_places_and_bureaus_without_a_stop_is_no_riddle(words):
    with within(10):
        assert isinstance(agency(words * 1000), str)
