"""What helpers.batch.cluster promises: workers found by address carry out runs as this machine does, none of another
kind is given one, and whoever dies, the next batch goes on where it was."""

import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from distributed import Client

from helpers.batch import children, cluster, records

from .cluster import came_of, clustered, end, worker
from .project import (
    COUNT,
    READ,
    STAND_IN,
    WAIT,
    WHO,
    chain,
    counts,
    driven,
    family,
    in_project,
    none_left,
    record,
    run,
    until,
    write_notebook,
    write_plan,
    yaml_of,
)


@pytest.fixture(scope="module")
def workers(tmp_path_factory):
    """A scheduler with two workers, each a process of its own, whose runs start no kernel."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "stand_in.py").write_text(STAND_IN)
    papermill = (sys.executable, str(folder / "stand_in.py"))
    (folder / "项目").mkdir()
    with clustered(folder, folder / "项目", papermill) as found:
        yield SimpleNamespace(**vars(found), project=folder / "项目", papermill=papermill)


@pytest.fixture
def project(workers, monkeypatch) -> Path:
    """The project that the workers know, as good as new."""
    shutil.rmtree(workers.project)
    monkeypatch.setattr(children, "PAPERMILL", workers.papermill)
    return in_project(monkeypatch, workers.project)


def waiting(project: Path, workers: SimpleNamespace, *names: str):
    """A batch in a process of its own on the cluster, its runs waiting, and the processes of these."""
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of(*names))
    process = driven(project, 10, *workers.papermill, scheduler=workers.address)
    until(lambda: len(list(project.glob("*.waits"))) == len(names), 60)
    found = [each for its in workers.workers for each in family(its) if str(workers.papermill[1]) in each.cmdline()]
    assert len(found) == len(names)
    return process, found


def test_two_workers_found_by_address_carry_out_a_plan_as_this_machine_does(project, workers):
    plan = chain(project)
    write_notebook(project, "04_alone", WHO, COUNT, "import os; open('../by', 'w').write(str(os.getppid()))")
    code, lines = run(plan, scheduler=workers.address)
    assert code == 0, lines
    assert lines[0].startswith(f"{workers.address}: 2 runs at a time; dashboard: http://")
    assert (project / "rates.pdf").read_text() == "328.54!"
    assert int((project / "by").read_text()) in [each.pid for its in workers.workers for each in came_of(its)]
    assert run(plan)[1][-1] == "plan paper: 4 up to date"
    assert counts(project) == {"01_read": 1, "02_check": 1, "03_describe": 1, "04_alone": 1}


def test_a_failure_on_a_worker_stays_in_its_run(project, workers):
    plan = chain(project)
    write_notebook(project, "01_read", WHO, COUNT, READ, "raise ValueError('no reports')")
    code, lines = run(plan, scheduler=workers.address)
    assert code == 1
    assert lines[-1] == "plan paper: 1 done, 1 failed, 2 not started"
    assert record(project, "01_read").error["message"] == "ValueError: no reports"


def test_a_worker_of_another_kind_is_refused_with_the_list_of_differences_before_anything_starts(
    project, workers, monkeypatch
):
    plan, other = chain(project), workers.folder / "other"
    shutil.copytree(project, other)
    (other / "requirements.lock").write_text("2\n")
    (other / "data/raw/reports/a.txt").unlink()
    font = "\nfrom helpers.output import style\nstyle.font_path = lambda: Path(__file__)"
    stranger = worker(workers.folder, other, workers.papermill, font)
    try:
        with Client(workers.address, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
        with pytest.raises(ValueError, match="expected workers of one kind with this process; found") as told:
            run(plan, scheduler=workers.address)
        assert counts(project) == {}
        monkeypatch.setattr(cluster.Cluster, "_refuse_others", lambda _: None)  # as where it has come later
        write_notebook(project, "01_read", WHO, "import time; time.sleep(0.5)", COUNT)
        code, late = run(write_plan(project, yaml_of(*"abc")), scheduler=workers.address)
    finally:
        end(stranger)
    assert code == 1
    assert late[-1] == "plan paper: 2 done, 1 failed"
    assert "a worker of another kind: requirements.lock: " in late[-2]
    lines = str(told.value).splitlines()[1:]
    named = {line.split(": ")[1] for line in lines}
    assert named == {"requirements.lock", "data/raw", "font", "run folder"}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_where_the_batch_is_interrupted_or_killed_nothing_goes_on_at_the_workers(project, workers, how):
    process, runs = waiting(project, workers, "a", "b")
    process.send_signal(how)
    process.communicate(timeout=60)
    none_left(runs)
    write_notebook(project, "01_read", WHO, COUNT)
    until(lambda: run(project / "notebooks/plans/paper.yml", scheduler=workers.address)[0] == 0)
    assert counts(project) == {"a": 1, "b": 1}
    assert not [file for file in (project / "runs/paper").iterdir() if ".part" in file.name]


def test_a_run_whose_worker_is_killed_is_carried_out_by_another(project, workers):
    once = "open('../by', 'a').write('x'); again or os.kill(os.getppid(), signal.SIGKILL); again or time.sleep(60)"
    write_notebook(project, "01_read", WHO, "import os, signal, time", "again = os.path.exists('../by')", once, COUNT)
    code, lines = run(write_plan(project, yaml_of("a")), scheduler=workers.address)
    assert code == 0, lines
    assert counts(project) == {"a": 1}


def test_a_run_that_kills_its_worker_again_and_again_is_given_up_and_the_others_finish(project, workers):
    kill = "import os, signal; who == 'b' and os.kill(os.getppid(), signal.SIGKILL)"
    write_notebook(project, "01_read", WHO, kill, COUNT)
    code, lines = run(write_plan(project, yaml_of(*"abc")), scheduler=workers.address)
    assert code == 1
    assert counts(project).keys() >= {"a", "c"}
    assert record(project, "b").error["message"] == "given up: 2 workers died that carried it out"
    assert lines[-1] == "plan paper: 2 done, 1 failed"


def test_a_file_that_is_seen_late_is_waited_for_and_one_that_differs_is_no_result(project, monkeypatch):
    hashes = {"late.csv": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}  # of abc
    told = records.DAMAGED._replace(state="done", outputs=hashes)
    threading.Timer(0.3, (project / "late.csv").write_text, ["abc"]).start()
    assert cluster.arrived(told).state == "done"
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    (project / "late.csv").write_text("abcd")
    assert cluster.arrived(told).error["message"] == "late.csv is not here as its worker wrote it"


def test_a_scheduler_that_is_not_there_is_an_error_that_names_it(project, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(OSError, match="127.0.0.1:9"):
        run(chain(project), scheduler="tcp://127.0.0.1:9")


def test_where_the_scheduler_dies_the_batch_ends_and_the_next_goes_on_with_what_is_left(project, workers):
    process, runs = waiting(project, workers, "a", "b")
    workers.scheduler.kill()
    assert process.wait(60) == 1
    assert b"the scheduler at tcp://" in process.communicate()[1]
    none_left(runs)
    write_notebook(project, "01_read", WHO, COUNT)
    assert run(project / "notebooks/plans/paper.yml")[0] == 0
    assert os.listdir(project / "runs/paper").count(".lock") == 1
