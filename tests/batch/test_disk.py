"""What a batch promises where the system refuses it something: a full disk, a folder that may not be written, no file
handles left, power cut in the midst. Nothing half-written has a final name, and the next batch makes good."""

import hashlib
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.__main__ import cli
from helpers.batch import records
from helpers.batch.plan import load

from .project import (
    CHECK,
    DRIVER,
    REPOSITORY,
    WHO,
    counts,
    driven,
    in_project,
    run,
    until,
    write_notebook,
    write_plan,
    yaml_of,
)

WRITE = """import os
with open('../data/processed/.funds.tmp', 'w') as file:
    file.write('row,{}\\n' * 20_000)
    file.flush()
    os.fsync(file.fileno())
os.replace('../data/processed/.funds.tmp', '../data/processed/funds.csv')
print('wrote data/processed/funds.csv')"""
# a process of its own, for where this one has its handles no other test could open a file
STARVED = (
    DRIVER.rpartition("sys.exit(")[0]
    + """
import os, resource
from helpers.__main__ import cli
one_more = len(os.listdir("/proc/self/fd"))
resource.setrlimit(resource.RLIMIT_NOFILE, (one_more, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
cli(["run", str(paths.NOTEBOOKS / "plans" / "paper.yml")])
"""
)


@pytest.fixture
def disk(monkeypatch, tmp_path) -> Iterator[Path]:
    """A disk of two megabytes with a project on it."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"a disk of its own cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield in_project(monkeypatch, place / "项目")
    subprocess.run(["umount", "-l", str(place)], check=True)


def called(plan: Path, kernel: str = "fresh") -> Result:
    return CliRunner().invoke(cli, ["run", str(plan), "--kernel", kernel])


def version(project: Path, number: int) -> Path:
    """The plan of two runs, after the first of its notebooks was written to write another table."""
    write_notebook(project, "01_read", WHO, WRITE.format(number))
    write_notebook(project, "02_check", WHO, CHECK)
    return write_plan(project, "runs: [{notebook: 01_read}, {notebook: 02_check, needs: [01_read]}]")


def finals(project: Path) -> dict[str, bytes]:
    """Content of every file under a final name that a batch writes."""
    files = [*(project / "runs/paper").glob("[!.]*"), project / "data/processed/funds.csv"]
    return {file.name: file.read_bytes() for file in files}


def fill(project: Path, left: int) -> Path:
    """A file that takes all of the disk but so many bytes."""
    ballast = project.parent / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(project).free - left))
    return ballast


@pytest.mark.parametrize(
    ("kernel", "left"), [*(("fresh", left) for left in (0, 4096, 8192, 16384, 65536, 118784)), ("warm", 65536)]
)
def test_on_a_full_disk_files_stay_whole_the_batch_says_so_and_the_next_makes_good(disk, stand_in, kernel, left):
    assert called(version(disk, 1)).exit_code == 0
    before, plan = finals(disk), version(disk, 2)
    ballast = fill(disk, left)
    told = called(plan, kernel)
    after = finals(disk)
    ballast.unlink()
    assert told.exit_code == 1
    assert "No space left on device" in told.output, told.output
    assert "Traceback" not in told.output
    assert all(json.loads(content) for name, content in after.items() if name.endswith((".json", ".ipynb")))
    assert after["funds.csv"] in (before["funds.csv"], b"row,2\n" * 20_000)
    assert after.keys() == before.keys()
    assert called(plan).exit_code == 0
    assert finals(disk)["funds.csv"] == b"row,2\n" * 20_000
    assert called(plan).output.splitlines()[-1] == "plan paper: 2 up to date"


def test_where_nothing_may_be_written_one_line_says_so_and_all_stays_as_it_was(disk, stand_in):
    assert called(version(disk, 1)).exit_code == 0
    before, plan = finals(disk), version(disk, 2)
    subprocess.run(["mount", "-o", "remount,ro", str(disk.parent)], check=True)
    told = called(plan)
    subprocess.run(["mount", "-o", "remount,rw", str(disk.parent)], check=True)
    assert told.exit_code == 1
    assert told.output.splitlines()[-1].startswith("Error: [Errno 30] Read-only file system: ")
    assert len(told.output.splitlines()) == 1
    assert finals(disk) == before


def test_where_no_file_handle_is_left_the_batch_ends_with_a_line_that_says_so(project, stand_in):
    plan = version(project, 1)
    process = subprocess.run(
        [sys.executable, "-c", STARVED, str(project), "10", "fresh", "", sys.executable, str(stand_in)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode == 1
    assert process.stderr.startswith("Error: [Errno 24] Too many open files"), process.stderr
    assert len(process.stderr.splitlines()) == 1
    assert run(plan)[0] == 0


def test_whichever_of_its_files_a_power_cut_has_taken_back_no_run_is_done_that_is_not_and_the_next_makes_good(
    project, stand_in
):
    assert run(version(project, 1))[0] == 0
    before = finals(project)
    plan = version(project, 2)
    assert run(plan)[0] == 0
    after = finals(project)
    places = {name: next(project.glob(f"*/*/{name}")) for name in after}
    for cut in itertools.product((before, after, dict.fromkeys(after, b"")), repeat=3):
        names = ["01_read.ipynb", "01_read.json", "funds.csv"]
        for name, source in zip(names, cut, strict=True):
            places[name].write_bytes(source[name])
        states = records.states(load(plan), records.surroundings(), records.read_all(load(plan)))
        is_whole = all(places[name].read_bytes() == after[name] for name in names)
        assert (states["01_read"][0] == "done") == is_whole, (cut, states)
        assert (states["02_check"][0] == "done") == is_whole
    again = counts(project)
    assert run(plan)[0] == 0
    assert places["funds.csv"].read_bytes() == b"row,2\n" * 20_000
    assert again == counts(project)


@pytest.mark.parametrize(
    "odd",
    [
        {"TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"TZ": "America/St_Johns", "LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
    ],
)
def test_time_zone_locale_and_clock_change_no_byte_and_no_state(project, stand_in, monkeypatch, odd):
    tell = "import locale, time; text = f'绩效 {hash(who)} {time.localtime(0).tm_isdst}'"
    write = "open('../funds.csv', 'w').write(text); print('wrote funds.csv')"
    write_notebook(project, "01_read", WHO, tell, write)
    plan = write_plan(project, yaml_of("a"))
    assert run(plan)[0] == 0
    first = (project / "funds.csv").read_bytes()
    for moment in (0, 2**33):
        for file in project.rglob("*"):
            os.utime(file, (moment, moment))
        assert run(plan)[1][-1] == "plan paper: 1 up to date"
    for name, value in odd.items():
        monkeypatch.setenv(name, value)
    process = driven(project, 10, sys.executable, str(stand_in))
    assert process.wait(60) == 0, process.communicate()
    assert run(plan)[1][-1] == "plan paper: 1 up to date"
    assert run(plan, force=True)[0] == 0
    assert hashlib.sha256((project / "funds.csv").read_bytes()).digest() == hashlib.sha256(first).digest()


def test_the_lock_of_a_batch_that_was_killed_holds_nobody_up(project, stand_in):
    write_notebook(project, "01_read", WHO, "import time; open(f'../{who}.waits', 'w').close(); time.sleep(60)")
    plan = write_plan(project, yaml_of("a"))
    process = driven(project, 10, sys.executable, str(stand_in))
    until(lambda: (project / "a.waits").exists())
    process.kill()
    process.communicate()
    assert (project / "runs/paper/.lock").read_text().startswith(f"process {process.pid} on ")
    write_notebook(project, "01_read", WHO, "1")
    assert run(plan)[0] == 0


def test_where_a_file_may_not_grow_so_large_it_is_as_on_a_full_disk(project, stand_in):
    assert called(version(project, 1)).exit_code == 0
    before, plan = finals(project), version(project, 2)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        told = called(plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert told.exit_code == 1
    assert "File too large" in told.output
    assert finals(project)["funds.csv"] == before["funds.csv"]
    assert called(plan).exit_code == 0
    assert finals(project)["funds.csv"] == b"row,2\n" * 20_000
