"""What warm kernels promise: each run is a process of its own that does what it does in an ordinary kernel, and none
is left, whoever is killed."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psutil
import pytest
from jupyter_client.connect import channel_socket_types
from jupyter_core.utils import ensure_event_loop

from helpers.batch import forks, kernels, warm
from helpers.batch.children import environment

from .project import (
    BUSY,
    WAIT,
    WHO,
    driven,
    family,
    none_left,
    record,
    run,
    until,
    write_notebook,
    write_plan,
    yaml_of,
)

pytestmark = pytest.mark.skipif(not warm.is_possible(), reason="warm kernels need Linux")

CELLS = (
    """from matplotlib import pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf""",
    """frame = pd.DataFrame({'x': range(30), 'y': np.sqrt(range(30))})
smf.ols('y ~ x', frame).fit().summary().tables[1]""",
    """figure, axes = plt.subplots(layout='constrained')
axes.plot(frame.x, frame.y)
axes.set_title(r'$\\beta$')
plt.show()""",
    "frame.describe()",
    """import sys, os
print(pd.get_option('display.max_columns'), plt.get_backend(), sys.path[:2], sys.argv[0][-20:])""",
    "print(sorted(os.environ.keys() - {'WARM_PROCESS_SOCKET'}), os.getcwd())",
    """display(frame.head(2))
print('out')
print('err', file=sys.stderr)
hash('绩效')""",
    "!echo shell",
    "sorted(name for name in globals() if not name.startswith('_'))",
    "%history -g frame",
    """figure.savefig('../drawn.pdf', metadata={'CreationDate': None})
figure.savefig('../drawn.png')""",
    "1 / 0",
)

TURNING = """import json, os, socket, sys
channel = socket.socket(fileno=os.dup(1))
while True:
    message, outputs, _, _ = socket.recv_fds(channel, 1000, 1)
    if not message:
        break
    os.write(outputs[0], f'{os.getpid()} {message.decode()}'.encode())
    os.close(outputs[0])
    code = int(json.loads(message)[0])
    channel.send(json.dumps({'code': code, 'peak': 9}).encode())
    if code:
        sys.exit(code)"""


@pytest.fixture(scope="module")
def forking():
    """A warm process that has imported little; a fork of it changes nothing in it."""
    found = warm.Warm([], environment())
    yield found
    found.stop()


def ended(forking: warm.Warm, file: Path, source: str, *arguments: str) -> tuple[int, str]:
    """Exit code and output of a fork that carries out a module with this source."""
    (file.parent / "told.py").write_text(source)
    with open(file, "wb") as output:
        fork = forking.fork("told", arguments, file.parent, output.fileno())
    return fork.wait(30), file.read_text()


def outputs(project: Path) -> list[list[dict]]:
    """What each cell of the executed notebook showed; traces name files of their own process."""
    notebook = json.loads((project / "runs/paper/01_read.ipynb").read_text())
    shown = [printed_whole(cell.get("outputs", [])) for cell in notebook["cells"]]
    for each in shown[-1]:
        each.pop("traceback", None)
    return shown


def printed_whole(shown: list[dict]) -> list[dict]:
    """The outputs of a cell with neighbours of one stream in one: any kernel cuts what is printed every 0.2 seconds."""
    whole = []
    for each in shown:
        if whole and each["output_type"] == "stream" == whole[-1]["output_type"] and each["name"] == whole[-1]["name"]:
            whole[-1]["text"] += "".join(each["text"])
        else:
            whole.append(each | {"text": "".join(each["text"])} if each["output_type"] == "stream" else dict(each))
    return whole


def test_cells_show_and_write_in_a_warm_kernel_what_they_do_in_an_ordinary_one(project):
    write_notebook(project, "01_read", WHO, *CELLS)
    plan = write_plan(project, yaml_of("01_read"))
    found = {}
    for kernel in ("fresh", "warm"):
        assert run(plan, force=True, kernel=kernel)[0] == 1
        found[kernel] = [outputs(project), *((project / f"drawn.{kind}").read_bytes() for kind in ("pdf", "png"))]
    assert found["warm"][0] == found["fresh"][0]
    assert found["warm"][1:] == found["fresh"][1:]
    assert found["warm"][0][-1][0]["ename"] == "ZeroDivisionError"


def test_each_run_is_a_process_of_its_own_with_random_numbers_of_its_own(project):
    tell = """import os, random, numpy.random
open(f'../{who}.told', 'w').write(f'{os.getpid()} {random.random()} {numpy.random.rand()}')"""
    write_notebook(project, "01_read", WHO, tell)
    assert run(write_plan(project, yaml_of("a", "b")), kernel="warm")[0] == 0
    told = [file.read_text().split() for file in project.glob("*.told")]
    assert len({*told[0], *told[1]}) == 6


@pytest.mark.parametrize(
    ("source", "code", "printed"),
    [
        ("import sys; print(sys.argv[1:], __name__)", 0, "['a', 'b c'] __main__\n"),
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit('no')", 1, "no\n"),
        ("import os; os._exit(7)", 7, ""),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9, ""),
        ("import atexit; atexit.register(print, 'end')", 0, "end\n"),
        ("import threading; threading.Timer(.1, print, ['late']).start()", 0, "late\n"),
        ("import os, sys; print(sys.path[0] == os.getcwd(), sys.stdin.read() == '')", 0, "True True\n"),
    ],
)  # fmt: skip
def test_a_fork_ends_and_prints_as_the_ordinary_command_does(forking, tmp_path, source, code, printed):
    assert ended(forking, tmp_path / "log", source, "a", "b c") == (code, printed)


def test_an_error_that_nobody_caught_is_printed_and_is_exit_code_1(forking, tmp_path):
    code, printed = ended(forking, tmp_path / "log", "raise ValueError('N = 2')")
    assert code == 1
    assert printed.endswith("ValueError: N = 2\n")


def test_what_a_fork_starts_and_leaves_is_ended_with_it(forking, tmp_path):
    source = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"
    code, printed = ended(forking, tmp_path / "log", source)
    assert code == 0
    until(lambda: not psutil.pid_exists(int(printed)))


def test_a_fork_holds_its_output_its_connection_and_no_file_of_another_process(forking, tmp_path):
    with open(tmp_path / "other", "wb") as output:
        (tmp_path / "wait.py").write_text("import time; time.sleep(60)")
        other = forking.fork("wait", [], tmp_path, output.fileno())
    source = "import os; print(*[os.path.realpath(f'/proc/self/fd/{each}') for each in os.listdir('/proc/self/fd')])"
    held = [Path(each).name.split(":")[0] for each in ended(forking, tmp_path / "log", source)[1].split()]
    lists = [each for each in held if each.isdigit()]  # what listed them, and is closed again
    assert Counter(held) - Counter(lists) == {"null": 1, "log": 2, "socket": 1}
    assert len(lists) == 1
    other.kill()
    assert other.wait(10) == -signal.SIGKILL


def test_a_fork_has_room_for_many_files_before_it_starts_threads(forking, tmp_path):
    source = "print(*[line for line in open('/proc/self/status') if line.startswith('FDSize')])"
    assert int(ended(forking, tmp_path / "log", source)[1].split()[1]) >= 256


def turns(forking: warm.Warm, folder: Path, *codes: int) -> list[tuple[int, str]]:
    """Exit code of each turn at a module that ends as it is told, and what it wrote: its process and what was asked."""
    (folder / "turning.py").write_text(TURNING)
    found = []
    for place, code in enumerate(codes):
        with open(folder / str(place), "wb") as output:
            turn = forking.turn("turning", [str(code)], folder, output.fileno())
        found.append((turn.wait(30), (folder / str(place)).read_text()))
    return found


def test_a_fork_carries_out_one_thing_after_another_until_one_fails(forking, tmp_path):
    found = turns(forking, tmp_path, 0, 0, 3, 0)
    assert [code for code, _ in found] == [0, 0, 3, 0]
    assert [told.split(" ", 1)[1] for _, told in found] == ['["0"]', '["0"]', '["3"]', '["0"]']
    first, second, third, fourth = (told.split()[0] for _, told in found)
    assert first == second == third != fourth


def test_a_fork_has_a_number_of_turns(tmp_path, monkeypatch):
    monkeypatch.setattr(warm.Mill.__new__, "__defaults__", (1,))
    found = warm.Warm([], environment())
    first, second, third = (told.split()[0] for _, told in turns(found, tmp_path, 0, 0, 0))
    found.stop()
    assert first == second != third


def test_a_fork_that_was_killed_while_idle_is_asked_for_nothing(forking, tmp_path):
    first = turns(forking, tmp_path, 0)[0][1].split()[0]
    forking.idle[-1].fork.kill()
    until(lambda: forking.idle[-1].fork.poll() is not None)
    assert not psutil.pid_exists(int(first))
    assert [code for code, _ in turns(forking, tmp_path, 0, 0)] == [0, 0]


def test_a_fork_that_cannot_be_asked_is_one_that_is_not_there(forking, tmp_path):
    turns(forking, tmp_path, 0)
    mill = forking.idle.pop()
    mill.channel.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectionError, match="the fork that waited for its turn has ended"):
        warm.Turn(mill, ["0"], 1, forking.idle)


def test_a_fork_that_is_killed_at_its_turn_has_failed(forking, tmp_path):
    (tmp_path / "sleeping.py").write_text("import time; time.sleep(60)")
    for mill in forking.idle:
        mill.fork.kill()
        mill.fork.wait(30)
    with open(tmp_path / "log", "wb") as output:
        turn = forking.turn("sleeping", [], tmp_path, output.fileno())
    turn.kill()
    assert turn.wait(30) == -signal.SIGKILL
    assert not turn.lost


def test_forks_that_wait_for_their_turn_end_with_the_warm_process_and_leave_no_file_open(tmp_path):
    before = len(list(Path("/proc/self/fd").iterdir()))
    found = warm.Warm([], environment())
    pid = int(turns(found, tmp_path, 0)[0][1].split()[0])
    found.stop()
    until(lambda: not psutil.pid_exists(pid))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_client_that_comes_before_its_kernel_tries_again_within_milliseconds():
    client = kernels.Client()
    with client.context.socket(channel_socket_types["iopub"]) as found:
        assert found.reconnect_ivl < 10
    client.context.term()


def test_the_processor_time_and_memory_of_a_fork_are_told_at_its_end(forking, tmp_path):
    (tmp_path / "work.py").write_text("import time\nheld = bytearray(80_000_000)\nwhile time.process_time() < .3: pass")
    with open(tmp_path / "log", "wb") as output:
        fork = forking.fork("work", [], tmp_path, output.fileno())
    assert fork.wait(30) == 0
    assert 0.3 <= fork.seconds < 2
    assert fork.peak > 80_000


def test_without_the_warm_process_runs_are_carried_out_by_ordinary_kernels_and_it_is_said(
    project, stand_in, monkeypatch
):
    monkeypatch.setattr(warm, "SERVER", "helpers.batch.no_such_module")
    write_notebook(project, "01_read", WHO)
    exit_code, lines = run(write_plan(project, yaml_of("a", "b")), kernel="warm")
    assert exit_code == 0
    assert "a  starts cold  the process that forks warm kernels has ended" in lines


@pytest.mark.parametrize("victim", ["helpers.batch.forks", "driver"])
def test_whoever_is_killed_no_kernel_is_left_even_where_it_is_too_busy_to_notice(project, victim):
    once = "import ctypes, os; again = os.path.exists(f'../{who}.waits'); open(f'../{who}.waits', 'w').close();"
    write_notebook(project, "01_read", WHO, f"{once} again or {BUSY}")
    write_plan(project, yaml_of("a"))
    process = driven(project, 10, kernel="warm")
    until(lambda: (project / "a.waits").exists(), 60)
    runs = family(process)
    assert len(runs) == 3  # the warm process, papermill and its kernel
    if victim == "driver":
        process.kill()
    else:
        next(each for each in runs if each.ppid() == process.pid).kill()
    process.communicate(timeout=30)
    none_left(runs)
    if victim != "driver":  # the run was tried again in an ordinary process
        assert record(project, "a").state == "done"


def test_an_interrupted_batch_ends_its_warm_kernels(project):
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of("a"))
    process = driven(project, 10, kernel="warm")
    until(lambda: (project / "a.waits").exists(), 60)
    runs = family(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    none_left(runs)
    assert [file.name for file in (project / "runs/paper").iterdir()] == [".lock"]


@pytest.mark.parametrize(
    "source",
    [
        "import threading, time; threading.Thread(target=time.sleep, args=[60], daemon=True).start()",
        "import zmq; zmq.Context.instance()",
        "held = open(__file__)",
    ],
)
def test_no_kernel_is_forked_where_an_import_started_a_thread_or_holds_a_context_or_a_file(
    tmp_path, monkeypatch, source
):
    (tmp_path / "begins.py").write_text(source)
    monkeypatch.setattr(warm, "KERNEL", ())
    forking = warm.Warm(["begins"], environment() | {"PYTHONPATH": str(tmp_path)})
    with pytest.raises(ConnectionError, match="has ended"):
        forking.fork("told", [], tmp_path, 1)
    forking.stop()


def test_a_forked_kernel_lists_no_modules_which_are_all_there():
    source = """import sys
from ipykernel import ipkernel
from helpers.batch.lean import Kernel
print(Kernel()._kernel_modules, ipkernel.sys is sys)"""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"


def test_modules_are_those_that_cells_import():
    cells = [
        "import numpy as np, pandas.io\nfrom helpers.output import save, style",
        "%matplotlib inline",
        "if a:\n import b",
    ]
    assert warm.imported(cells) == [
        "numpy", "pandas.io", "helpers.output", "helpers.output.save", "helpers.output.style", "b",
    ]  # fmt: skip


class Managed:
    """What papermill's engine asks to save a notebook."""

    def __init__(self):
        self.saved, self.twice = 0, asyncio.Event()

    def save(self):
        self.saved += 1
        if self.saved == 2:
            self.twice.set()


def test_a_notebook_is_saved_now_and_then_while_its_kernel_is_waited_for_and_not_when_a_cell_ends(monkeypatch):
    monkeypatch.setattr(kernels, "SELDOM", 0)
    managed = Managed()
    with kernels.saved_seldom(managed):
        managed.save()
        assert not managed.saved
        ensure_event_loop().run_until_complete(managed.twice.wait())


def test_a_notebook_whose_run_breaks_off_is_written_as_far_as_it_came(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("kernel died")

    managed = Managed()
    monkeypatch.setattr(kernels.NBClientEngine, "execute_managed_notebook", broken)
    with pytest.raises(RuntimeError, match="kernel died"):
        kernels.Engine.execute_managed_notebook(managed, "python3")
    managed.save()  # as papermill does at the end in any case
    assert managed.saved == 1


def test_what_is_kept_from_being_imported_before_a_fork_can_be_imported_in_it(forking, tmp_path):
    source = f"import importlib, sys; print([sys.modules.get(name, 'free') for name in {forks.UNUSED}])"
    assert ended(forking, tmp_path / "log", source) == (0, f"{['free'] * len(forks.UNUSED)}\n")
