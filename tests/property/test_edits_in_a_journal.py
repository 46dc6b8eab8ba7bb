"""What the journal writes of real edits is enough to build every state again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from aksdesigner.model.reading import read_document
from aksdesigner.store.patch import patch_between, patched
from aksdesigner.store.plain_json import plain_document
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.property.test_edit_machine import EditMachine, edits_of

EDITS = 250


def machine_of(start: int) -> EditMachine:
    machine = EditMachine()
    machine.start(number=start)
    return machine


@pytest.mark.parametrize(("seed", "start"), [(1, 1), (2, 0)])
def test_every_edit_as_a_patch(seed: int, start: int) -> None:
    random, machine = Random(seed), machine_of(start)
    edits = edits_of(machine, random)
    plain = plain_document(machine.document)
    changed = 0
    while changed < EDITS:
        before = machine.document
        random.choice(edits)()
        if machine.document is before:
            continue
        changed += 1
        plain = patched(plain, patch_between(before, machine.document))
        assert plain == plain_document(machine.document)
        if changed % 10 == 0:
            assert read_document(plain).document == machine.document


def test_a_long_session_that_is_cut_off_again_and_again(tmp_path: Path) -> None:
    """Each time the work is recovered in a new session, as a next start would, and goes on."""
    random, machine = Random(3), machine_of(1)
    recovered = 0
    for _ in range(25):
        files = DesignFiles(machine.session, tmp_path / "journals")
        for entry in files.recoverable():
            document = machine.document
            files.recover(entry)
            assert machine.document == document
            assert files.is_dirty
            recovered += 1
        edits = edits_of(machine, random)
        for _ in range(random.randrange(1, 25)):
            random.choice(edits)()
        assert files.journal_problem is None
        files.close(keep_journal=True)
        machine.session, document = Session(machine.first), machine.document
        machine.session.open(document)
    assert recovered > 15
