"""A kill before every single call to the disk, one after the other: nothing is ever torn.

The campaigns kill at random moments; here no moment is left out.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aksdesigner.model.document import Document
from aksdesigner.store.atomic import PREFIX
from aksdesigner.store.journal import Journal, Origin
from aksdesigner.store.plain_json import document_text
from aksdesigner.store.recovery import recover, recoverable
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.manifest import MANIFEST
from aksdesigner.workspace.session import Session
from tests.support.edits import Edit, design_of_size

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")

CALLS = ("open", "write", "fsync", "fdatasync", "lseek", "read", "close", "fchmod", "fchown")
NAMING = ("link", "replace", "rename", "unlink", "mkdir")
MOST = 400
DONE = 7


def killed_before(call: int, work: Callable[[], None], *, nameless: bool) -> bool:
    """Fork, run `work` and kill -9 it before its n-th call to the disk; whether it came so far."""
    child = os.fork()
    if child == 0:
        try:
            _count_calls(call, nameless=nameless)
            work()
        except BaseException:
            os._exit(70)
        os._exit(DONE)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == DONE, "the child failed"
    return False


def _count_calls(call: int, *, nameless: bool) -> None:
    """Replace the calls of `os` in this (forked) process by ones that count down to the kill."""
    left = [call]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return inner

    for name in (*CALLS, *NAMING):
        setattr(os, name, counted(getattr(os, name)))
    if not nameless and hasattr(os, "O_TMPFILE"):
        del os.O_TMPFILE


def every_kill(
    folder: Path, prepare: Callable[[], Callable[[], None]], look: Callable[[], str], nameless: bool
) -> list[str]:
    """Kill before the first, second ... call until the work ends; return what was found each."""
    found = []
    for call in range(1, MOST):
        work = prepare()
        was_killed = killed_before(call, work, nameless=nameless)
        found.append(look())
        if not was_killed:
            return found
    raise AssertionError(f"no end after {MOST} calls in {folder}")


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("nameless", [True, False])
def test_a_save(tmp_path: Path, nameless: bool) -> None:
    path = tmp_path / "a.aksd"
    old, new = design_of_size(2, "old"), design_of_size(3, "new")
    texts = {document_text(design).encode(): design.name for design in (old, new)}

    def prepare() -> Callable[[], None]:
        path.write_bytes(document_text(old).encode())
        session = Session()
        files = DesignFiles(session, tmp_path / "journals")
        files.open(path)

        def work() -> None:
            session.do(Edit("Grow", lambda _: new))
            files.save()

        return work

    def look() -> str:
        name = texts[path.read_bytes()]  # any other bytes are a torn file
        files = DesignFiles(Session(), tmp_path / "journals")
        files.open(path)
        offered = files.recoverable()
        assert leftovers(tmp_path) == []
        for entry in offered:
            assert recover(entry) == new
            files.discard(entry)
        assert len(offered) <= 1
        return f"{name}, {len(offered)} offered"

    found = every_kill(tmp_path, prepare, look, nameless)
    assert found[0] == "old, 0 offered"
    assert found[-1] == "new, 0 offered"
    assert "old, 1 offered" in found  # edited, not saved: protected
    order = ["old, 0 offered", "old, 1 offered", "new, 1 offered", "new, 0 offered"]
    assert found == sorted(found, key=order.index)


@pytest.mark.parametrize("edits", [1, 3])
def test_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edits: int) -> None:
    """The edit that is being written is lost at most, in the middle and at a new snapshot."""
    monkeypatch.setattr("aksdesigner.store.journal.SNAPSHOT_EVERY", 3)
    states: list[Document] = [design_of_size(1, f"state {n}") for n in range(edits + 2)]
    folder = tmp_path / "journals"

    def prepare() -> Callable[[], None]:
        journal = Journal(folder)
        journal.start(states[0], Origin())
        for state in states[1:-1]:
            journal.record(state, "edit")

        def work() -> None:
            journal.record(states[-1], "the edit")

        kept.append(journal)
        return work

    kept: list[Journal] = []

    def look() -> str:
        kept.pop().let_go()
        (entry,) = recoverable(folder)
        name = recover(entry).name
        assert leftovers(folder) == []
        entry.journal.unlink()
        return name

    found = every_kill(tmp_path, prepare, look, nameless=True)
    last, new = states[-2].name, states[-1].name
    assert (found[0], found[-1]) == (last, new)
    assert found == sorted(found, key=[last, new].index)


def test_the_files_of_an_export_are_each_old_or_new(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    old, new, newest = design_of_size(1, "old"), design_of_size(2, "new"), design_of_size(3, "3rd")
    states = []
    for document in (newest, new, old):
        write_export(document, "bicep", folder)
        states.append({p: p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    manifest = folder / MANIFEST
    known = states[2][manifest]
    paths = {path for state in states for path in state} - {manifest}
    latest, after, before = ({path: state.get(path) for path in paths} for state in states)
    assert before != after

    def content(path: Path) -> bytes | None:
        return path.read_bytes() if path.exists() else None

    def prepare() -> Callable[[], None]:
        for path, data in before.items():
            if data is None:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        manifest.write_bytes(known)
        return lambda: (write_export(new, "bicep", folder), None)[1]

    def look() -> str:
        for path in paths:
            assert content(path) in (before[path], after[path])
        number = sum(content(path) == after[path] != before[path] for path in paths)
        # what was cut off is no person's change: the next export goes on, also with another design
        write_export(newest, "bicep", folder)
        assert all(content(path) == latest[path] for path in paths)
        return f"{number:03}"

    found = every_kill(tmp_path, prepare, look, nameless=True)
    assert found[0] == "000"
    assert found == sorted(found)
    write_export(new, "bicep", folder)
    assert leftovers(folder) == []


def test_a_kill_is_seen_by_the_test() -> None:
    """The harness itself: work that writes in place is caught as torn."""
    assert killed_before(1, lambda: os.close(os.open(os.devnull, os.O_RDONLY)), nameless=True)
    assert not killed_before(3, lambda: os.close(os.open(os.devnull, os.O_RDONLY)), nameless=True)
