"""What a journal keeps, and what it gives back after a crash."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest

from aksdesigner.model.document import Document
from aksdesigner.store.journal import SNAPSHOT_EVERY, Journal, Origin, seal_of
from aksdesigner.store.problems import StoreError
from aksdesigner.store.recovery import discard, recover, recoverable
from aksdesigner.workspace.session import Session
from tests.support.edits import design_of_size, random_step


def crashed(folder: Path, steps: int, file: Path | None = None) -> list[Document]:
    """Write a journal of some edits and leave it as a dead process would; returns the states."""
    session = Session(design_of_size(2))
    journal = Journal(folder)
    journal.start(session.document, Origin(file, "abc"))
    states, rng = [session.document], random.Random(1)
    for number in range(1, steps + 1):
        random_step(rng, session, number)
        journal.record(session.document, f"step {number}")
        states.append(session.document)
    journal.let_go()
    return states


@pytest.mark.parametrize("steps", [0, 1, 7, SNAPSHOT_EVERY, SNAPSHOT_EVERY + 3])
def test_everything_comes_back(tmp_path, steps):
    states = crashed(tmp_path, steps, Path("/designs/a.aksd"))
    (entry,) = recoverable(tmp_path)
    assert recover(entry) == states[-1]
    assert (entry.file, entry.sha256) == (Path("/designs/a.aksd"), "abc")
    assert entry.name == "start" or entry.name.startswith("name")
    discard(entry)
    assert list(tmp_path.iterdir()) == []


def test_a_torn_last_line_loses_the_last_edit_alone(tmp_path):
    states = crashed(tmp_path, 5)
    (entry,) = recoverable(tmp_path)
    whole = entry.journal.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1])
    for cut in range(1, last + 1):
        entry.journal.write_bytes(whole[: len(whole) - cut])
        assert recover(recoverable(tmp_path)[0]) == states[4], f"{cut} bytes cut"


def test_a_damaged_line_ends_the_journal_there(tmp_path):
    states = crashed(tmp_path, 6)
    (entry,) = recoverable(tmp_path)
    lines = entry.journal.read_bytes().splitlines(keepends=True)
    lines[5] = lines[5].replace(b"step 4", b"step 9")  # head, snapshot, then the edits
    entry.journal.write_bytes(b"".join(lines))
    assert recover(entry) == states[3]


def test_a_line_that_is_missing_ends_the_journal_there(tmp_path):
    states = crashed(tmp_path, 6)
    (entry,) = recoverable(tmp_path)
    lines = entry.journal.read_bytes().splitlines(keepends=True)
    entry.journal.write_bytes(b"".join(lines[:4] + lines[5:]))
    assert recover(entry) == states[2]


def test_a_journal_without_a_whole_snapshot_is_swept(tmp_path):
    crashed(tmp_path, 0)
    (entry,) = recoverable(tmp_path)
    entry.journal.write_bytes(entry.journal.read_bytes()[:-20])
    assert recoverable(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_journals_of_another_format_are_left_alone(tmp_path):
    crashed(tmp_path, 0)
    (entry,) = recoverable(tmp_path)

    text = entry.journal.read_text()
    entry.journal.write_text(_resealed(text.splitlines()[0].replace('"journal":1', '"journal":2')))
    assert recoverable(tmp_path) == []
    assert entry.journal.exists()


def _resealed(line: str) -> str:
    body = line.partition(" ")[2]
    return f"{seal_of('', body)} {body}\n"


def test_the_journal_of_a_living_session_is_not_offered(tmp_path):
    journal = Journal(tmp_path)
    journal.start(design_of_size(1), Origin())
    assert recoverable(tmp_path) == []
    assert journal.path is not None and journal.path.exists()
    journal.discard()
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_can_read_it(tmp_path):
    folder = tmp_path / "state" / "journals"
    crashed(folder, 1)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_file_stays_small_in_a_long_session(tmp_path):
    crashed(tmp_path, 5 * SNAPSHOT_EVERY)
    (entry,) = recoverable(tmp_path)
    assert entry.edits <= SNAPSHOT_EVERY


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        Journal(tmp_path / "file" / "journals").start(design_of_size(0), Origin())
    assert recoverable(tmp_path / "nowhere") == []
