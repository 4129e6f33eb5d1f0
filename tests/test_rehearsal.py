"""What helpers.rehearsal promises: libraries are used once before a fork, and nothing of it shows afterwards."""

import subprocess
import sys
import warnings

import pytest

from helpers import rehearsal

LEFT = """
import os, random, sys, threading
import matplotlib, numpy, pandas, nbformat
import matplotlib.backends.backend_agg, matplotlib.pyplot, jupyter_client.provisioning
from helpers.analysis import models, specification
from helpers.coding import frames, schema
from helpers.output import drawn, tables, words
from helpers.reading import report
from matplotlib import font_manager
numpy.random.seed(1), random.seed(1)

def opened():
    return {os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")}

def seen():
    fonts = [font.fname for font in font_manager.fontManager.ttflist]
    threads = [thread.name for thread in threading.enumerate()]
    drawn = numpy.random.get_state()[1].tolist(), random.getstate()
    figures = matplotlib.pyplot.get_fignums(), dict(matplotlib.rcParams), matplotlib.rcParams._get_backend_or_none()
    return [fonts, threads, drawn, figures, {each for each in opened() if os.path.isfile(each)}, dict(os.environ)]

before = seen()
from helpers import rehearsal
rehearsal.rehearse()
print([one == other for one, other in zip(before, seen())], schema.tables.cache_info().misses)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="open files are looked up as Linux has them")
def test_fonts_threads_random_numbers_settings_figures_files_and_environment_are_as_before():
    done = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"{[True] * 6} 1"


@pytest.mark.parametrize("module", rehearsal.STEPS)
def test_every_step_works(module):
    assert rehearsal.STEPS[module]() is None


def test_a_step_that_fails_stops_no_other_and_no_warning_is_used_up(monkeypatch):
    def fail():
        raise ValueError("no")

    def warn():
        warnings.warn_explicit("once", UserWarning, "a.py", 1, registry=registry)

    registry, done = {}, []
    steps = {
        "sys": fail,
        "warnings": warn,
        "no.such.module": lambda: done.append("never"),
        "os": lambda: done.append("os"),
    }
    monkeypatch.setattr(rehearsal, "STEPS", steps)
    rehearsal.rehearse()
    assert done == ["os"]
    with warnings.catch_warnings(record=True) as said, warnings.catch_warnings(action="default"):
        warn()
    assert len(said) == 1
