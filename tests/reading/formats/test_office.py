"""What helpers.reading.formats.office promises: LibreOffice converts, or it is said why nothing was read.

A stand-in takes the place of LibreOffice, which few machines have: it does what its options say, or fails as it does.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from helpers.reading.formats import office
from helpers.reading.formats.limits import Refused

from .made import docx, p

STAND_IN = """#!{python} -I
import pathlib, subprocess, sys, time
options = dict(zip(sys.argv[1:], sys.argv[2:]))
profile = next(each for each in sys.argv if each.startswith("-env:UserInstallation=file:///"))
source, out = pathlib.Path(sys.argv[-1]), pathlib.Path(options["--outdir"])
with open({log!r}, "a") as log:
    print(profile, source.name, source.read_bytes(), options["--convert-to"], "--headless" in sys.argv, file=log)
{does}
"""
CONVERTS = "out.mkdir(); out.joinpath(source.stem + '.docx').write_bytes(open({result!r}, 'rb').read())"
REFUSES = "print('Error: source file could not be loaded')"
HANGS = "subprocess.Popen(['sleep', '61.5']); time.sleep(60)"


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Puts a program in the place of LibreOffice that does this; gives the file that it logs its options to."""

    def put(does: str) -> Path:
        (tmp_path / "result.docx").write_bytes(docx(p("实际支出328.54万元")))
        log, program = tmp_path / "log", tmp_path / "soffice"
        does = does.format(result=str(tmp_path / "result.docx"))
        program.write_text(STAND_IN.format(python=sys.executable, log=str(log), does=does))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return log

    return put


def test_the_document_is_read_as_it_was_converted(stand_in):
    stand_in(CONVERTS)
    document = office.read(b"old")
    assert (document.text, document.notes) == ("实际支出328.54万元", ("converted from .doc by LibreOffice",))


def test_each_call_has_a_profile_of_its_own_and_leaves_nothing(stand_in):
    log = stand_in(CONVERTS)
    office.read(b"one")
    office.read(b"two", "rtf")
    first, second = log.read_text().splitlines()
    assert first.endswith("source.doc b'one' docx True")
    assert second.endswith("source.rtf b'two' docx True")
    profiles = [Path(each.split()[0].partition("file://")[2]) for each in (first, second)]
    assert profiles[0] != profiles[1]
    assert not any(profile.parent.exists() for profile in profiles)


def test_an_end_without_a_file_is_a_failure_whatever_the_program_returns(stand_in):
    stand_in(REFUSES)
    with pytest.raises(Refused, match="source file could not be loaded") as refused:
        office.read(b"old")
    assert refused.value.kind == "damaged"


def running(word: str) -> bool:
    """Whether a process has the word in its command line (where /proc tells)."""
    found = False
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended since
            found |= word.encode() in command.read_bytes()
    return found


def test_a_program_that_does_not_end_is_ended_with_all_it_started(stand_in, monkeypatch):
    seconds = f"61.{uuid4().int % 10**9}"  # tells this sleeper from that of another run of the tests
    stand_in(HANGS.replace("61.5", seconds))
    monkeypatch.setattr(office, "SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(Refused, match="did not end within 1 seconds") as refused:
        office.read(b"old")
    assert refused.value.kind == "too_large"
    assert time.monotonic() - begun < 10
    time.sleep(0.2)
    assert not running(seconds)


def test_without_libreoffice_the_document_needs_conversion(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="soffice is not on the PATH") as refused:
        office.read(b"old")
    assert refused.value.kind == "needs_conversion"
