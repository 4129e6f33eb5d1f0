"""What helpers.reading.text.clock and the limits of a report promise:
a text without end is a problem, the next is read."""

import re
import signal
import threading

import pytest

from helpers.reading import report
from helpers.reading.formats.grid import Document
from helpers.reading.text.clock import OutOfTime, within


def endless() -> None:
    re.match(r"(a|aa)+$", "a" * 60 + "b")


def test_what_takes_too_long_is_ended_even_within_a_pattern_and_the_next_has_its_own_time():
    before = signal.getsignal(signal.SIGVTALRM)
    for _ in range(2):
        with pytest.raises(OutOfTime), within(0.1):
            endless()
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_thread_has_no_limit_and_does_not_fail():
    done = []

    def work():
        with within(0.01):
            done.append(sum(range(10**6)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def of(tmp_path, **texts: str):
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return report.read_folder([tmp_path])


SOUND = "某县水务局2022年度项目支出绩效自评报告。年初预算100万元，实际支出90万元。"


def test_a_text_whose_figures_take_too_long_is_a_problem_and_the_next_is_read(tmp_path, monkeypatch):
    whole = report.read_document

    def read_document(found: Document, report_id: str, *more: str):
        return endless() if report_id == "a" else whole(found, report_id, *more)

    monkeypatch.setattr(report, "read_document", read_document)
    monkeypatch.setattr(report, "SECONDS", 0.2)
    read = of(tmp_path, a=SOUND, b=SOUND + "\n")
    assert [row.report_id for row in read.reports] == ["b"]
    ((name, _, kind, reason),) = read.problems
    assert (name, kind) == ("a.txt", "too_large")
    assert reason == "its figures were not read within 0.2 seconds of processor time"


def test_a_text_longer_than_any_report_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "LARGEST_TEXT", 100)
    read = of(tmp_path, a=SOUND, b=SOUND * 3)
    assert [row.report_id for row in read.reports] == ["a"]
    assert [(row.source_file, row.kind) for row in read.problems] == [("b.txt", "too_large")]
