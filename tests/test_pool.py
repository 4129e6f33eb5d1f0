"""A pool that is asked while one of its processes dies says so in one way."""

import errno
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

import pytest

from helpers import pool

CLOSED = [OSError(errno.EBADF, "Bad file descriptor"), OSError("handle is closed")]


@pytest.mark.parametrize("closed", CLOSED, ids=["by_the_system", "by_the_library"])
def test_a_pipe_that_was_closed_while_it_was_asked_is_a_broken_pool(closed, monkeypatch):
    """As the thread that looks after the pool closes it between the question whether it is open and the writing."""
    monkeypatch.setattr(ProcessPoolExecutor, "submit", raising(closed))
    with pytest.raises(BrokenExecutor), ProcessPoolExecutor(1) as opened:
        pool.asked(opened, len, "")
    with pytest.raises(RuntimeError, match="expected a script that starts processes below"):
        pool.processes(2)


def test_a_system_that_has_no_more_processes_is_another_matter(monkeypatch):
    monkeypatch.setattr(ProcessPoolExecutor, "submit", raising(OSError(errno.EAGAIN, "no more processes")))
    with pytest.raises(OSError, match="no more processes"):
        pool.processes(2)


def raising(error: Exception):
    def submit(*_):
        raise error

    return submit
