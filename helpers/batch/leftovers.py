"""What killed processes of a plan have left, told by its name; it is removed while no run of the plan goes on."""

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from helpers import paths


def temporary(place: Path) -> Path:
    """Folder for the temporary files of the runs in a run folder, after it was made; not in the run folder, whose path
    may be too long for a socket. Raises PermissionError where it is somebody else's."""
    found = Path(tempfile.gettempdir(), f"runs-{os.getuid()}-{_short(str(place))}")
    found.mkdir(exist_ok=True, mode=0o700)
    if found.is_symlink() or found.stat().st_uid != os.getuid():
        raise PermissionError(f"{found} is somebody else's")
    return found


def mark(place: Path) -> str:
    """What the names of files begin with that runs of a plan write and have not given their final names."""
    return _short(place.name)


def removed(place: Path) -> list[Path]:
    """What was left and is removed now: in the run folder, of temporary files, and beside files that runs wrote."""
    folders = {paths.processed(), paths.figures(), paths.RUNS}
    staged = [file for folder in folders for file in folder.rglob(f".{mark(place)}*.tmp")]
    left = [*place.glob(".*.part*"), *staged]
    for each in left:
        shutil.rmtree(each) if each.is_dir() else each.unlink(missing_ok=True)
    with suppress(OSError):
        left += temporary(place).iterdir()
        shutil.rmtree(temporary(place))
    return left


def _short(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:16]
