"""What killed processes of a plan have left, told by its name; it is removed while no run of the plan goes on."""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from helpers import paths


def temporary(place: Path) -> Path:
    """Folder for the temporary files of the runs in a run folder, after it was made."""
    found = place / ".tmp.part"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def mark(place: Path) -> str:
    """What the names of files begin with that runs of a plan write and have not given their final names."""
    return hashlib.sha256(place.name.encode()).hexdigest()[:16]


def removed(place: Path) -> list[Path]:
    """What was left and is removed now: in the run folder, and beside files that runs were writing."""
    folders = {paths.processed(), paths.figures(), paths.RUNS}
    staged = [file for folder in folders for file in folder.rglob(f".{mark(place)}*.tmp")]
    left = [*place.glob(".*.part*"), *staged]
    for each in left:
        with suppress(FileNotFoundError):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    return left
