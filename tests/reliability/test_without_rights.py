"""Files and folders that the user may not touch: told, and left alone.

The administrator may do everything, so these tests step down in a child process first.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aksdesigner.store.design_file import read_design
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.support.edits import Edit, design_of_size

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs users as POSIX has them")

NOBODY = 65_534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of the test runner."""
    made = Path(tempfile.mkdtemp(prefix="rights-"))
    made.chmod(0o777)
    yield made
    for path in [made, *made.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(made)


def as_nobody(work: Callable[[], None]) -> None:
    """Do `work` as a user without rights; an assertion that fails there fails here."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
        except BaseException:
            os.write(writer, traceback.format_exc().encode()[-4_000:])
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    said = os.read(reader, 8_192).decode()
    os.close(reader)
    assert said == ""


def saving_fails(path: Path, journals: Path, reason: str) -> None:
    """Open, edit, save: the save must fail with path and reason, the design stay unsaved."""
    session = Session()
    files = DesignFiles(session, journals)
    files.open(path)
    before = path.read_bytes()
    session.do(Edit("Name", lambda document: document.replace(name="changed")))
    with pytest.raises(StoreError) as caught:
        files.save()
    assert str(path) in str(caught.value)
    assert reason in str(caught.value)
    assert path.read_bytes() == before
    assert files.is_dirty
    elsewhere = journals.parent / "elsewhere.aksd"
    files.save_as(elsewhere)  # what the window offers then
    assert read_design(elsewhere).document.name == "changed"
    assert not files.is_dirty


def design_in(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "a.aksd"
    DesignFiles(Session(design_of_size(1)), folder / "none").save_as(path)
    return path


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    path = design_in(folder / "locked")
    path.chmod(0o666)
    path.parent.chmod(0o555)
    as_nobody(lambda: saving_fails(path, folder / "journals", "permission denied"))
    assert [p.name for p in path.parent.iterdir()] == ["a.aksd"]


def test_a_file_that_is_read_only_is_not_replaced(folder: Path) -> None:
    path = design_in(folder / "open")
    path.chmod(0o444)
    path.parent.chmod(0o777)
    as_nobody(lambda: saving_fails(path, folder / "journals", "the file is read-only"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert [p.name for p in path.parent.iterdir()] == ["a.aksd"]


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    path = design_in(folder / "open")
    path.chmod(0o000)

    def work() -> None:
        with pytest.raises(StoreError, match="can't read it: permission denied"):
            read_design(path)

    as_nobody(work)


def test_a_state_folder_that_may_not_be_written_stops_no_edit(folder: Path) -> None:
    path = design_in(folder / "open")
    path.chmod(0o666)
    path.parent.chmod(0o777)
    locked = folder / "state"
    locked.mkdir(mode=0o555)

    def work() -> None:
        session = Session()
        files = DesignFiles(session, locked / "journals")
        files.open(path)
        session.do(Edit("Name", lambda document: document.replace(name="changed")))
        assert "permission denied" in (files.journal_problem or "")
        assert str(locked) in (files.journal_problem or "")
        files.save()
        assert files.journal_problem is None

    as_nobody(work)
    assert read_design(path).document.name == "changed"


def test_a_folder_for_exports_that_may_not_be_written(folder: Path) -> None:
    locked = folder / "out"
    write_export(design_of_size(1), "bicep", locked)
    before = {path: path.read_bytes() for path in locked.rglob("*") if path.is_file()}
    for path in before:
        path.chmod(0o666)
    locked.chmod(0o555)

    def work() -> None:
        with pytest.raises(StoreError, match="permission denied"):
            write_export(design_of_size(3), "bicep", locked)

    as_nobody(work)
    assert {path: path.read_bytes() for path in locked.rglob("*") if path.is_file()} == before


def test_the_harness_reports_what_fails_below(folder: Path) -> None:
    def work() -> None:
        raise AssertionError("seen")

    with pytest.raises(AssertionError, match="seen"):
        as_nobody(work)
