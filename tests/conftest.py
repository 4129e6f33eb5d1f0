"""Which tests are begun first. A file is carried out by one process, so that what it sets up is set up once."""

from pathlib import Path

import pytest

LONGEST = [  # files, of all the longest first; the rest is short, so that all processes end at about the same time
    "test_reproduce.py",
    "batch/test_kills.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests of the longest files before all others."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))
