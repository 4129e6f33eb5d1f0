"""Older Word files (.doc, .wps, .rtf), by way of LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from helpers.reading.formats import docx
from helpers.reading.formats.grid import Document
from helpers.reading.formats.limits import Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 40
SAID = 300  # characters kept of what LibreOffice printed


def read(data: bytes, end: str = "doc") -> Document:
    """The document as LibreOffice converts it to .docx, which a note says.

    Raises Refused: needs_conversion without LibreOffice on the PATH, damaged where it writes nothing, too_large where
    it takes over `SECONDS`; and what `docx.read` refuses.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused(
            "needs_conversion", f"a .{end} file is read by way of LibreOffice, and soffice is not on the PATH"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"source.{end}").write_bytes(data)
        said = _convert(program, folder, end)
        made = folder / "out" / "source.docx"
        if not made.is_file():  # LibreOffice ends with 0 where it could not load the file
            raise Refused("damaged", f"LibreOffice made nothing of it: {said}")
        document = docx.read(made.read_bytes())
    return document._replace(notes=(*document.notes, f"converted from .{end} by LibreOffice"))


def _convert(program: str, folder: Path, end: str) -> str:
    """What LibreOffice printed; with a profile of its own, since of two on one profile one does nothing, in silence."""
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder / "out")]
    process = subprocess.Popen(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *options, str(folder / f"source.{end}")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # it leaves the work to a child, which is ended with its group
    )
    try:
        return process.communicate(timeout=SECONDS)[0].decode("utf-8", "replace").strip()[-SAID:]
    except subprocess.TimeoutExpired as error:
        raise Refused("too_large", f"LibreOffice did not end within {SECONDS} seconds") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
