"""A limit on the time that reading may take, so that one text without end does not keep all others waiting."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 1  # seconds after which a call that went unheard, as within a destructor, is made once more


class OutOfTime(Exception):
    """What was done took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in what it holds after so many seconds of processor time of this process.

    Without effect outside the main thread, where signals do not arrive (workers of a dask cluster), and on Windows.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(*_: object) -> None:
    raise OutOfTime
