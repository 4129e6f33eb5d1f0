"""papermill whose kernels end with it, also where it is killed; where there is a warm process they are forks of it,
without the fixed waits of ordinary ones.

`python -m helpers.batch.kernels` takes the arguments of papermill, or where there is a warm process, one after another
on its standard output. A kernel is a process of its own with an empty namespace, started by the command of an ordinary
kernel.
"""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.utils import ensure_event_loop
from papermill.cli import papermill
from papermill.engines import NBClientEngine, papermill_engines
from traitlets import CaselessStrEnum, Type, default

from helpers.batch.forks import LARGEST, die_with
from helpers.batch.warm import SOCKET, Fork

LAUNCHER = "ipykernel_launcher"
LEAN = (  # of a fork
    "--IPKernelApp.kernel_class=helpers.batch.lean.Kernel",
    "--IPKernelApp.outstream_class=helpers.batch.lean.Stream",
)
OFTEN = 0.05  # seconds after which a client asks again whether its kernel hears it
SOON = 5  # milliseconds after which a client that came before its kernel tries again to reach it, by default 100
SELDOM = 2  # seconds between two times that a notebook is saved while it runs
QUIETLY = 2  # seconds that a kernel has to end by itself


class Provisioner(LocalProvisioner):
    """Starts a kernel as a fork of the warm process of this batch."""

    last: Fork | None = None  # that was started for any notebook

    async def launch_kernel(self, cmd: list[str], **given: Any) -> dict[str, Any]:
        """The connection of a kernel started by `cmd`; ConnectionError where the warm process has ended."""
        environment = given.get("env") or os.environ
        self.cwd = str(given.get("cwd") or Path.cwd())
        command = [*cmd[cmd.index(LAUNCHER) :], *LEAN]
        self.process = Provisioner.last = Fork(os.environ[SOCKET], command, environment, self.cwd, (1, 2))
        self.pid = self.process.pid
        return self.connection_info

    async def wait(self) -> int | None:
        """Its exit code as soon as it has ended; the ordinary one looks every 0.1 seconds."""
        code, process = 0, self.process
        if process:
            if process.poll() is None:
                await _readable(process)
            code, self.process = process.wait(), None
        return code


class Client(AsyncKernelClient):
    @default("context")
    def _context_default(self) -> Any:
        context = super()._context_default()
        context.reconnect_ivl = SOON  # of each socket that is made in it
        return context

    def start_channels(self, **given: bool) -> None:
        """Opens all but the heartbeat: whether the kernel lives, its manager knows."""
        super().start_channels(**given | {"hb": False})

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns when the kernel has answered and its broadcasts arrive; the ordinary one hears out 0.2 s of silence.

        Raises RuntimeError where the kernel has died, or has not answered after `timeout` seconds.
        """
        end = time.monotonic() + (timeout or 60)
        while not await self._hears():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _hears(self) -> bool:
        """Whether the answer to a question came, and a broadcast, sent to those only whose wish for it has arrived."""
        asked = self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            while reply["parent_header"].get("msg_id") != asked:
                reply = await self.shell_channel.get_msg(timeout=1)
            self._handle_kernel_info_reply(reply)
            await self.iopub_channel.get_msg(timeout=OFTEN)
        except Empty:
            return False
        return True

    wait_for_ready = _async_wait_for_ready


class Local(AsyncKernelManager):
    """Manages a kernel that it reaches, on Linux, by names of its own: a port of TCP can be taken by another between
    being chosen and bound, which ends one of some hundred kernels where several start at once."""

    transport = CaselessStrEnum(["tcp", "ipc"], default_value="ipc" if sys.platform == "linux" else "tcp")

    def _ip_default(self) -> str:
        return f"@{uuid4().hex}" if self.transport == "ipc" else super()._ip_default()  # @: without a file


class Manager(Local):
    """Manages a kernel that is a fork; ends it by asking alone, as it is idle when a notebook has ended."""

    client_factory = Type(klass=AsyncKernelClient, default_value=Client)

    async def _async_pre_start_kernel(self, **given: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = Provisioner(kernel_id="", kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**given)

    async def _async_interrupt_kernel(self) -> None:
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    async def _async_finish_shutdown(
        self, waittime: float | None = None, pollinterval: float = 0.1, restart: bool = False
    ) -> None:
        try:
            await asyncio.wait_for(self.provisioner.wait(), QUIETLY)
        except TimeoutError:
            self.shutting_down = False
            await super()._async_interrupt_kernel()
            self.shutting_down = True
            await super()._async_finish_shutdown(waittime, pollinterval, restart)

    pre_start_kernel = _async_pre_start_kernel
    interrupt_kernel = _async_interrupt_kernel


class FreshManager(Local):
    """Manages an ordinary kernel, which is killed with this process even where it is too busy to notice its end."""

    async def _async_pre_start_kernel(self, **given: Any) -> tuple[list[str], dict[str, Any]]:
        return await super()._async_pre_start_kernel(**given, preexec_fn=partial(die_with, os.getpid()))

    pre_start_kernel = _async_pre_start_kernel


class Fresh(NBClientEngine):
    """The ordinary engine of papermill, whose kernels end with it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **given: Any) -> Any:
        """What papermill's own engine returns."""
        return super().execute_managed_notebook(nb_man, kernel_name, kernel_manager_class=FreshManager, **given)


class Engine(NBClientEngine):
    """The ordinary engine of papermill on warm kernels."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: str | None = None, **given: Any) -> Any:
        """What papermill's own engine returns; nothing is written before the kernel is asked for."""
        return super().execute_notebook(nb, kernel_name, written_to=output_path, **given)

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, written_to: str | None = None, **given: Any
    ) -> Any:
        """What papermill's own engine returns; the notebook is written seldom while it runs, and at its end once."""
        nb_man.output_path = written_to
        with saved_seldom(nb_man):
            return super().execute_managed_notebook(nb_man, kernel_name, kernel_manager_class=Manager, **given)


@contextmanager
def saved_seldom(managed: Any) -> Iterator[None]:
    """Inside, the notebook is saved now and then while its kernel is waited for, and never else; after an error it is
    saved whenever that is asked for."""
    loop, save = ensure_event_loop(), managed.save

    def saved() -> None:
        nonlocal next_time
        save()
        next_time = loop.call_later(SELDOM, saved)

    next_time, managed.save = loop.call_later(SELDOM, saved), lambda **_: None
    try:
        yield
    except BaseException:
        del managed.save  # so that what there is of it is written
        raise
    finally:
        next_time.cancel()


async def _readable(process: Fork) -> None:
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    descriptor = process.fileno()
    loop.add_reader(descriptor, heard.set)
    try:
        await heard.wait()
    finally:
        loop.remove_reader(descriptor)


def serve(channel: socket.socket) -> None:
    """Carries out papermill with arguments and output that come on the channel, one after another, until one fails or
    nobody asks any more; tells there how each ended, and the memory of its kernel."""
    while True:
        message, outputs, _, _ = socket.recv_fds(channel, LARGEST, 1)
        if not message:
            return
        for target in (sys.stdout.fileno(), sys.stderr.fileno()):
            os.dup2(outputs[0], target)
        os.close(outputs[0])
        _carry_out([*json.loads(message), "--engine", "warm"], channel)


def _carry_out(arguments: list[str], channel: socket.socket) -> None:
    """Returns where papermill does well; else raises what ends a process as papermill's own ends."""
    code, Provisioner.last = 1, None
    try:
        papermill(arguments)
    except SystemExit as end:
        code = end.code or 0
        if code:
            raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        peak = Provisioner.last and Provisioner.last.peak
        channel.send(json.dumps({"code": code, "peak": peak}).encode())


if __name__ == "__main__":
    papermill_engines.register("warm", Engine)
    papermill_engines.register("fresh", Fresh)
    if os.environ.get(SOCKET):
        with socket.socket(fileno=os.dup(sys.stdout.fileno())) as asked:
            serve(asked)
    else:
        sys.exit(papermill([*sys.argv[1:], "--engine", "fresh"]))
