"""A pool of processes that read or check many documents, of which some may kill the process they are in."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context

from helpers.batch.forks import die_with

UNGUARDED = "expected a script that starts processes below `if __name__ == '__main__':`, as they import it"


def processes(jobs: int) -> ProcessPoolExecutor:
    """A pool whose processes end with this one, and at once on Ctrl-C; raises RuntimeError where they cannot begin."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, [os.getpid()])
    try:
        [asked(pool, os.getpid) for _ in range(jobs)][0].result()
    except (BrokenExecutor, RuntimeError):
        raise RuntimeError(f"{sys.argv[0]}: {UNGUARDED}") from None
    return pool


def asked(pool: Executor, call: Callable, *given: object) -> Future:
    """What a pool is asked for; raises BrokenExecutor where a process of it has died, also while it is asked: then the
    pool has closed the pipe that it writes into."""
    try:
        return pool.submit(call, *given)
    except OSError as error:
        if error.errno not in (None, errno.EBADF):
            raise
        raise BrokenExecutor(str(error)) from None


def _begin(parent: int) -> None:
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
