"""Which tests are begun first (a file is carried out by one process, so that what its tests share is set up once); no
test is timed, property tests neither."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST = [  # files, the longest first; all others are short, so the processes end at about the same time
    "test_reproduce.py",
    "test_planted.py",
    "batch/test_kills.py",
    "batch/test_hostile.py",
    "test_bulk.py",
    "pages/test_lab.py",
    "reading/test_unseen.py",
    "test_adding_reports.py",
    "batch/test_warm.py",
    "batch/test_collect.py",
    "batch/test_cluster.py",
    "batch/test_papermill.py",
    "batch/test_interrupts.py",
    "reading/formats/test_contained.py",
    "generated/test_plants.py",
    "output/test_save.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests of the longest files before all others."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))
