"""A process that has imported what notebooks need and forks: each fork is `python -m MODULE ARGS` that starts warm.

It is started by `warm.start` with two descriptors: a listening socket and a pipe whose other end the owner holds. A
connection is one fork: its first message asks for it and brings the descriptors of its output, later ones are signals
for it; back go its process id and how it ended. Where a connection ends its fork is killed, where the owner ends all.
This process opens no ZeroMQ context, starts no thread and runs no notebook; only it knows which ids are still those
of its forks, so signals go through it. Linux only (pidfd, SOCK_SEQPACKET).
"""

import atexit
import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn

LARGEST = 1 << 17  # bytes of a message: a command and its environment
OUTPUTS = 2  # descriptors that come with it
MOST_FILES = 256  # that a fork opens at a time, in most cases
LIVE = ("matplotlib_inline", "matplotlib_inline.backend_inline")  # ask for a running IPython while they are imported
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
UNUSED = (  # take long to import, and nothing here asks for them
    "rfc3987_syntax",  # optional checks of jsonschema
    "isoduration",
    "debugpy",  # optional in a kernel
)
SELDOM = 20_000  # objects made between two searches for cycles, of which the forks of a minute leave few
HARMLESS = {"jemalloc_bg_thd"}  # threads that take care of forks themselves


class Fork(NamedTuple):
    pid: int
    connection: socket.socket
    end: int  # descriptor that is readable once it has ended


class Asked(NamedTuple):
    """What a fork is to be: the command and surroundings of an ordinary process."""

    command: dict[str, Any]  # module, args, env, cwd
    connection: socket.socket
    outputs: list[int]


def main() -> None:
    """Serves until the owner ends; what returns here is a fork, which carries out its command and exits."""
    listener, owner = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    del sys.path[0]  # the folder that this process was started in; a fork has its own
    gc.disable()  # what is imported stays
    changed = warmed(sys.argv[3:])
    refuse_what_forks_badly()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal is for the owner
    gc.enable()
    gc.set_threshold(SELDOM)
    gc.freeze()  # what is there now is never looked at again, so its pages stay shared
    run(serve(listener, owner), changed)


def warmed(modules: Iterable[str]) -> dict[str, str]:
    """The variables of the environment that imports set, after modules were imported and, where they have it, their
    function `rehearse` was called.

    Libraries that ask while they are imported whether they run in a kernel are told so; a module that is not there
    costs its time later, as in an ordinary process.
    """
    before = dict(os.environ)
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel asks while it is imported whose end it must notice
    os.environ["PYDEVD_USE_FRAME_EVAL"] = "NO"  # as debugpy sets it
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True, config={"IPKernelApp": {}})
    sys.modules |= dict.fromkeys(UNUSED)  # None: they cannot be imported
    for name in modules:
        if name not in LIVE:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    gc.freeze()  # what follows looks for cycles among what it makes itself
    del builtins.get_ipython
    for name in UNUSED:
        del sys.modules[name]
    for rehearse in [vars(sys.modules[name]).get("rehearse") for name in modules if name in sys.modules]:
        if rehearse:
            rehearse()
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def refuse_what_forks_badly() -> None:
    """Raises RuntimeError where imports have begun what does not survive a fork: threads, files, a ZeroMQ context."""
    others = [task for task in Path("/proc/self/task").iterdir() if task.name != str(os.getpid())]
    tasks = {(task / "comm").read_text().strip() for task in others}
    opened = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd") if int(each) > 2]
    files = {path for path in opened if os.path.isfile(path)}
    zmq = sys.modules.get("zmq")
    begun = sorted(tasks - HARMLESS | files) + ["a ZeroMQ context"] * bool(zmq and zmq.Context._instance)
    if begun:
        raise RuntimeError(f"expected imports that start nothing, found {', '.join(begun)}")


def serve(listener: socket.socket, owner: int) -> Asked:
    """Returns in a fork only, with what it is to be; where the owner ends, all forks and this process are ended."""
    waiting, forks = selectors.DefaultSelector(), {}
    waiting.register(listener, selectors.EVENT_READ, (_begin, None))
    waiting.register(owner, selectors.EVENT_READ, (_end_all, None))
    while True:
        for key, _ in waiting.select():
            then, pid = key.data
            asked = then(waiting, forks, listener, pid)
            if asked:
                for left in (waiting, listener, *(fork.connection for fork in forks.values())):
                    left.close()
                for descriptor in (owner, *(fork.end for fork in forks.values())):
                    os.close(descriptor)
                return asked


def _begin(waiting: selectors.BaseSelector, forks: dict[int, Fork], listener: socket.socket, _: None) -> Asked | None:
    """Forks for a new connection: what it asked for in the fork, None here."""
    connection, _ = listener.accept()
    message, outputs, _, _ = socket.recv_fds(connection, LARGEST, OUTPUTS)
    if len(outputs) != OUTPUTS:
        connection.close()
        return None
    pid = os.fork()
    if not pid:
        return Asked(json.loads(message), connection, outputs)
    for descriptor in outputs:
        os.close(descriptor)
    forks[pid] = fork = Fork(pid, connection, os.pidfd_open(pid))
    _tell(connection, pid=pid)
    waiting.register(connection, selectors.EVENT_READ, (_signal, pid))
    waiting.register(fork.end, selectors.EVENT_READ, (_ended, pid))
    return None


def _signal(waiting: selectors.BaseSelector, forks: dict[int, Fork], _: socket.socket, pid: int) -> None:
    """Passes a signal on to a fork; kills it where nobody is at the other end of its connection any more."""
    if pid in forks:
        with contextlib.suppress(OSError):
            if message := forks[pid].connection.recv(LARGEST):
                _kill(pid, json.loads(message)["signal"])
                return
        waiting.unregister(forks[pid].connection)
        _kill(pid, signal.SIGKILL)


def _ended(waiting: selectors.BaseSelector, forks: dict[int, Fork], _: socket.socket, pid: int) -> None:
    """Tells how a fork ended, after what it left behind in its group was killed."""
    fork = forks.pop(pid)
    _kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    waiting.unregister(fork.end)
    os.close(fork.end)
    with contextlib.suppress(KeyError):
        waiting.unregister(fork.connection)
    _tell(
        fork.connection,
        code=os.waitstatus_to_exitcode(status),
        peak=used.ru_maxrss,
        seconds=used.ru_utime + used.ru_stime,
    )
    fork.connection.close()


def _end_all(_: selectors.BaseSelector, forks: dict[int, Fork], listener: socket.socket, __: None) -> NoReturn:
    for pid in forks:
        _kill(pid, signal.SIGKILL)
    for pid in forks:
        os.waitpid(pid, 0)
    with contextlib.suppress(OSError):  # an owner that was killed has left its socket
        os.unlink(listener.getsockname())
        os.rmdir(os.path.dirname(listener.getsockname()))
    os._exit(0)


def _kill(pid: int, number: int) -> None:
    """Sends a signal to the group of a fork that was not waited for yet, so that its id cannot be another's."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:  # it has no group of its own yet
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _tell(connection: socket.socket, **said: float) -> None:
    with contextlib.suppress(OSError):
        connection.send(json.dumps(said).encode())


def run(asked: Asked, changed: dict[str, str]) -> NoReturn:
    """Carries out what a fork was asked for as an ordinary process would, and ends it with the same exit code."""
    code = 1
    try:
        _settle(asked, changed)
        runpy.run_module(asked.command["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        _finish(code)


def _settle(asked: Asked, changed: dict[str, str]) -> None:
    """Gives a fork its own session, signals, files, environment, folder and random numbers."""
    os.setsid()
    die_with(os.getppid())
    for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    with contextlib.suppress(OSError):  # where so many are not allowed
        os.close(os.dup2(nothing, MOST_FILES - 1))  # room for them, for which Linux stops a process that has threads
    for source, target in zip((nothing, *asked.outputs), range(3), strict=True):
        os.dup2(source, target)
    for descriptor in (nothing, *asked.outputs):
        os.close(descriptor)
    command = asked.command
    os.environ.clear()
    os.environ.update(changed | command["env"] | {"JPY_PARENT_PID": str(os.getppid())})
    os.chdir(command["cwd"])
    time.tzset()
    sys.argv[:] = [command["module"], *command["args"]]
    sys.path.insert(0, command["cwd"])
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(None)  # Python's own generator seeds itself anew in a fork, this one does not


def die_with(parent: int) -> None:
    """In a child: it is killed when the thread that started it ends; its own children notice and end (Linux only)."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _finish(code: int) -> NoReturn:
    """Ends a fork as the interpreter does, without the taking apart that would only write to shared pages."""
    try:
        kernel = sys.modules.get("ipykernel.kernelapp")
        if kernel and kernel.IPKernelApp.initialized() and kernel.IPKernelApp.instance().control_thread:
            kernel.IPKernelApp.instance().control_thread.join(2)  # else it may publish through a thread that has ended
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.__stdout__.flush()
        sys.__stderr__.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
