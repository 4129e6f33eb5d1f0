"""Every published value, where the data sets are: within its tolerance, and the script says so."""

import numpy as np
import pytest
from click.testing import CliRunner

from .__main__ import main, rows
from .published import FOLDER, QUANTITIES, Held, held


@pytest.mark.skipif(not FOLDER.exists(), reason=f"the published data are not at {FOLDER}")
def test_every_published_value_is_within_its_tolerance():
    quantities = list(held())
    assert {one.file for one in quantities} == set(QUANTITIES)
    off = [row for one in quantities if not one.ok.all() for row in rows(one, every=False)]
    assert not off


def test_a_value_beyond_its_tolerance_or_missing_is_the_one_shown():
    far = Held("table", "score", np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.2, 3.1]), np.array([0.5, 0.1, 0.5]))
    assert [(row["expected"], row["ok"]) for row in rows(far, every=False)] == [("2", "NO")]
    assert [row["ok"] for row in rows(far, every=True)] == ["yes", "NO", "yes"]
    missing = far._replace(ours=np.array([1.0, 2.0, np.nan]))
    assert [(row["ours"], row["ok"]) for row in rows(missing, every=False)] == [("not offered", "NO")]


def test_a_folder_without_the_data_is_no_success(tmp_path):
    assert CliRunner().invoke(main, [str(tmp_path)]).exit_code == 1
