"""Warm processes: a command `python -m MODULE ARGS` is carried out by a fork of one that has imported what it needs."""

import ast
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from helpers.batch.forks import LARGEST

KERNEL = (  # what papermill, its client and a kernel import, some of it only when they start
    "papermill.cli", "nbclient", "nbformat", "jupyter_client.asynchronous", "jupyter_client.manager",
    "jupyter_client.provisioning", "helpers.batch.warm", "helpers.batch.lean", "ipykernel.kernelapp",
    "ipykernel.ipkernel", "ipykernel.kernelspec", "ipykernel.zmqshell", "ipykernel.displayhook", "ipykernel.iostream",
    "ipykernel.debugger", "ipykernel.parentpoller", "IPython.core.logger", "IPython.core.completerlib",
    "IPython.core.magics", "IPython.core.debugger", "IPython.core.oinspect", "IPython.core.pylabtools",
    "IPython.extensions.storemagic", "tornado.platform.asyncio", "comm", "sqlite3", "psutil", "faulthandler",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_pdf", "helpers.rehearsal",
)  # fmt: skip
MEANWHILE = "helpers.batch.collect"  # what the end of a batch needs, and this has time for
ROOT = Path(__file__).resolve().parents[2]  # where this package is found
SERVER = "helpers.batch.forks"
AS_KERNEL = {  # what a kernel sets for itself before a notebook imports anything
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
TURNS = 50  # of a fork that carries out one thing after another, of which each may leave something in its memory
SOCKET = "WARM_PROCESS_SOCKET"  # variable that tells processes of a batch where it is


def is_possible() -> bool:
    """Whether this system can fork processes that are watched as they must be."""
    return hasattr(os, "pidfd_open") and hasattr(socket, "SOCK_SEQPACKET") and sys.platform == "linux"


def imported(sources: Iterable[str]) -> list[str]:
    """Names of the modules that cells of notebooks import; of a cell that is no plain Python none."""
    found: dict[str, None] = {}
    for source in sources:
        with contextlib.suppress(SyntaxError):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    found |= dict.fromkeys(each.name for each in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    found |= dict.fromkeys([node.module, *(f"{node.module}.{each.name}" for each in node.names)])
    return list(found)


class Warm:
    """A process that forks for whoever knows its socket; it is started when first asked, and ends with this one."""

    def __init__(
        self, modules: Iterable[str], environment: Mapping[str, str], prepare: Callable[[], None] | None = None
    ) -> None:
        self.modules = [*KERNEL, *modules]
        self.environment = dict(environment)
        self.prepare = prepare  # called in the process before it begins
        self.process: subprocess.Popen | None = None
        self.idle: list[Mill] = []  # forks that have carried out what they were asked for and wait for more

    def fork(self, module: str, arguments: Sequence[str], cwd: Path, output: int, errors: int | None = None) -> "Fork":
        """`python -m MODULE ARGUMENTS` in the folder, what it prints into the output, errors into one of their own
        where there is one. Raises ConnectionError where no process can be had that forks."""
        if not self.process:
            self._start()
        environment = self.environment | {SOCKET: self.socket}
        return Fork(self.socket, [module, *arguments], environment, str(cwd), (output, errors or output))

    def turn(self, module: str, arguments: Sequence[str], cwd: Path, output: int) -> "Turn":
        """The same by a fork of that module that carries out one after another: by an idle one where there is any."""
        mill = self.idle.pop() if self.idle else self._mill(module, cwd, output)
        if mill.fork.poll() is None:
            return Turn(mill, arguments, output, self.idle)
        mill.close()
        return self.turn(module, arguments, cwd, output)

    def _mill(self, module: str, cwd: Path, errors: int) -> "Mill":
        """A fork that is asked on its standard output; errors that it has before are those of its first turn."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            return Mill(self.fork(module, [], cwd, theirs.fileno(), errors), ours)

    def stop(self) -> None:
        """Returns when the process and all its forks have ended."""
        process, self.process = self.process, None  # its end is closed once, also where this is broken off
        idle, self.idle = self.idle, []
        for mill in idle:
            mill.close()
        if process:
            os.close(self.owner)
            process.wait()
            self.folder.cleanup()

    def _start(self) -> None:
        """Starts the process, which imports while those who ask it wait; this one imports something too."""
        self.folder = tempfile.TemporaryDirectory(prefix="warm")
        self.socket = str(Path(self.folder.name) / "socket")
        owned, self.owner = os.pipe()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(self.socket)
            listener.listen()
            given = (listener.fileno(), owned)
            self.process = subprocess.Popen(
                [sys.executable, "-m", SERVER, *map(str, given), *self.modules],
                cwd=ROOT,
                env=self.environment | AS_KERNEL,
                stdin=subprocess.DEVNULL,
                pass_fds=given,
                start_new_session=True,
                preexec_fn=self.prepare,
            )
        os.close(owned)
        importlib.import_module(MEANWHILE)
        gc.freeze()  # nor is it taken apart for long when this process ends


class Fork:
    """What subprocess.Popen is for an ordinary process, as far as it is used here, for a fork of a warm one.

    Raises ConnectionError where the warm process is not there.
    """

    stdin = stdout = stderr = None
    lost = False  # whether it was ended with the warm process

    def __init__(
        self, path: str, command: Sequence[str], env: Mapping[str, str], cwd: str, outputs: tuple[int, int]
    ) -> None:
        self.path = path  # socket of the warm process
        self.returncode: int | None = None
        self.peak: int | None = None  # KiB of memory, and
        self.seconds: float | None = None  # of processor time, once it has ended
        self.connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        module, *args = command
        asked = {"module": module, "args": args, "env": dict(env), "cwd": cwd}
        try:
            self.connection.connect(path)
            socket.send_fds(self.connection, [json.dumps(asked).encode()], outputs)
            self.pid = int(self._heard()["pid"])
        except (OSError, KeyError):
            self.connection.close()
            raise ConnectionError("the process that forks warm kernels has ended") from None

    def poll(self) -> int | None:
        """Its exit code once it has ended, as subprocess has it: a signal is negative."""
        if self.returncode is None and select.select([self.connection], [], [], 0)[0]:
            self.end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, as soon as it has ended; raises TimeoutExpired where that takes longer than the seconds."""
        if self.returncode is None:
            if not select.select([self.connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            self.end()
        return self.returncode

    def end(self) -> None:
        """Takes in how it ended, and waits where it has not; with the warm process all its forks are killed."""
        said = self._heard()
        self.lost = not said
        self.returncode = int(said.get("code", -signal.SIGKILL))
        self.peak, self.seconds = said.get("peak"), said.get("seconds")
        self.connection.close()

    def send_signal(self, number: int) -> None:
        """Sends a signal to it and its group through the warm process; nothing where it has ended."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self.connection.send(json.dumps({"signal": int(number)}).encode())

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)

    def fileno(self) -> int:
        """Descriptor that is readable once it has ended."""
        return self.connection.fileno()

    def _heard(self) -> dict[str, float]:
        """What the warm process says next; nothing where it has ended."""
        with contextlib.suppress(ConnectionError):
            return json.loads(self.connection.recv(LARGEST) or "{}")
        return {}


class Mill(NamedTuple):
    """A fork that carries out what it is asked for on a channel, and tells there how that ended."""

    fork: Fork
    channel: socket.socket
    left: int = TURNS - 1  # turns after the one it has

    def close(self) -> None:
        """Nothing more is asked; it ends."""
        self.channel.close()
        self.fork.connection.close()


class Turn(Fork):
    """The same for one of the things that a fork carries out one after another. A fork that failed, or has had its
    turns, does nothing more: what it leaves, ends with it. Raises ConnectionError where it cannot be asked."""

    def __init__(self, mill: Mill, arguments: Sequence[str], output: int, idle: list[Mill]) -> None:
        self.mill, self.idle = mill, idle
        self.path, self.pid, self.connection = mill.fork.path, mill.fork.pid, mill.channel
        self.returncode = self.peak = self.seconds = None
        try:
            socket.send_fds(self.connection, [json.dumps(arguments).encode()], [output])
        except OSError:
            mill.close()
            raise ConnectionError("the fork that waited for its turn has ended") from None

    def end(self) -> None:
        """Takes in how it ended, and waits where it has not; a fork that did well is idle from then on."""
        said, fork = self._heard(), self.mill.fork
        self.peak = said.get("peak")
        self.returncode = 0 if said.get("code") == 0 else fork.wait()
        if self.returncode == 0 and self.mill.left:
            self.idle.append(self.mill._replace(left=self.mill.left - 1))
        else:
            self.lost, self.peak = fork.lost, self.peak or fork.peak
            self.mill.close()

    def send_signal(self, number: int) -> None:
        """Sends a signal to the fork that carries it out; nothing where it has ended."""
        if self.poll() is None:
            self.mill.fork.send_signal(number)
