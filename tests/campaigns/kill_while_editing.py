"""Kill -9 while editing: the next start offers everything but, at most, the last command."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

from aksdesigner.model.document import Document
from aksdesigner.store.design_file import write_design
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.campaigns.campaign import Campaign
from tests.support.edits import design_of_size, random_step
from tests.support.killing import killed_while


def trial(rng: random.Random, number: int, folder: Path) -> None:
    file, journals = folder / "design.aksd", folder / "journals"
    write_design(file, design_of_size(rng.choice((0, 3, 40))))
    before = file.read_bytes()
    steps = rng.randrange(2**32)

    def work(tell: Callable[[], None]) -> None:
        session = Session()
        DesignFiles(session, journals).open(file)
        source = random.Random(steps)
        for count in itertools.count(1):  # a fast machine must not come to an end before the kill
            random_step(source, session, count)
            tell()

    done = killed_while(work, rng.choice((0.0, rng.uniform(0, 0.05), rng.uniform(0, 0.6))))
    assert file.read_bytes() == before, "the design itself was touched"
    _recovers(file, journals, steps, done)
    assert file.read_bytes() == before, "recovery touched the design"


def _recovers(file: Path, journals: Path, steps: int, done: int) -> None:
    session = Session()
    files = DesignFiles(session, journals)
    offered = files.recoverable()
    states = _states(file, steps, done + 1)
    if not offered:  # the last edit led back to the saved design, so nothing is unsaved
        assert states[0] in states[done : done + 2], "nothing is offered"
        return
    assert len(offered) == 1, f"{len(offered)} offers"
    assert offered[0].file == file, f"offered for {offered[0].file}"
    files.recover(offered[0])
    assert session.document in states[done : done + 2], f"not the state after {done} commands"
    assert files.is_dirty, "recovered work counts as saved"
    files.close()
    assert not list(journals.iterdir()), "journals are left"


def _states(file: Path, steps: int, count: int) -> list[Document]:
    """Return the document after 0, 1 ... `count` commands, made again from the seed."""
    session = Session()
    DesignFiles(session, file.parent / "other-journals").open(file)
    source = random.Random(steps)
    states = [session.document]
    for number in range(1, count + 1):
        random_step(source, session, number)
        states.append(session.document)
    return states


CAMPAIGN = Campaign(
    "kill-while-editing",
    "a kill while editing loses at most one command and leaves the file as it was",
    200,
    trial,
    unit="kills",
)
