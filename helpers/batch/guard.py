"""What holds while a batch goes on: its run folder is its own, and what asks it to end interrupts it."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.batch import leftovers

try:
    import fcntl
except ImportError:
    raise ImportError("runs need the file locks and signals of Linux or macOS; on Windows start them in WSL") from None


@contextmanager
def locked(place: Path) -> Iterator[str]:
    """Empty while the run folder is ours, else who has it. The system frees the lock of a process that has died, and
    what such a one left is removed."""
    place.mkdir(parents=True, exist_ok=True)
    with open(place / ".lock", "a+", encoding="utf-8") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock, which a child that has just started shares
        except (BlockingIOError, PermissionError):
            file.seek(0)
            yield file.read().strip() or "of an unknown process"
            return
        leftovers.removed(place)
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        try:
            yield ""
        finally:
            leftovers.removed(place)


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, a request to end and a terminal that closes interrupt as Ctrl-C does, where nobody else handles them."""
    ours = [each for each in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []  # only the main thread may set handlers
    for each in ours:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)
