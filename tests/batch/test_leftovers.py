"""What helpers.batch.leftovers promises: what killed runs of a plan left is removed, and nothing else."""

import pytest

from helpers.batch import leftovers
from helpers.batch.children import environment


def test_what_a_killed_run_left_is_removed_and_nothing_of_another_plan(project):
    ours, other = project / "runs/paper", project / "runs/methods"
    for folder in (ours, other, project / "figures", project / "runs/try/processed"):
        folder.mkdir(parents=True)
    theirs = project / f"figures/.{environment(other)['STAGED_BY']}b.tmp"
    left = [
        ours / ".a.part.0123.ipynb",
        project / f"figures/.{environment(ours)['STAGED_BY']}a.tmp",
        project / f"runs/try/processed/.{environment(ours)['STAGED_BY']}c.tmp",
        leftovers.temporary(ours) / "kernel.json",
    ]
    kept = [theirs, ours / "a.ipynb", project / "figures/a.pdf", leftovers.temporary(other) / "kernel.json"]
    for file in (*left, *kept):
        file.write_text("1")
    folder = ours / f".{environment(ours)['STAGED_BY']}review.0123.tmp"
    (folder / "part").mkdir(parents=True)
    left.append(folder)
    assert set(leftovers.removed(ours)) == set(left)
    assert not [file for file in left if file.exists()]
    assert all(file.exists() for file in kept)
    assert leftovers.removed(ours) == []
    leftovers.removed(other)


def test_a_temporary_folder_that_somebody_else_has_put_there_is_refused(project, tmp_path):
    place = leftovers.temporary(project / "runs/paper")
    place.rmdir()
    place.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="is somebody else's"):
        leftovers.temporary(project / "runs/paper")
    place.unlink()


def test_runs_have_a_short_temporary_folder_of_their_own(project):
    place = environment(project / "runs" / ("a" * 200))["TMPDIR"]
    assert len(place) < 60 + len(str(leftovers.tempfile.gettempdir()))
    leftovers.removed(project / "runs" / ("a" * 200))
