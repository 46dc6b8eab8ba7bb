"""Kill -9 during a save: the file is always one of the two whole designs."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from aksdesigner.store.design_file import read_design
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.campaigns.campaign import Campaign
from tests.support.edits import Edit, design_of_size
from tests.support.killing import killed_while

# Sizes from one network to about 300 kB of text, so that kills hit every part of a save.
SIZES = (1, 5, 20, 60, 300)


def trial(rng: random.Random, number: int, folder: Path) -> None:
    file = folder / "design.aksd"
    start = design_of_size(rng.choice(SIZES), "save 0")

    def work(tell: Callable[[], None]) -> None:
        session = Session(start)
        files = DesignFiles(session, folder / "journals")
        files.save_as(file)
        count = 0
        while True:
            count += 1
            _rename(session, f"save {count}")
            files.save()
            tell()

    acknowledged = killed_while(work, rng.uniform(0, 0.06))
    document = read_design(file).document  # a DocumentError ends the campaign: unreadable
    found = int(document.name.removeprefix("save "))
    assert found in (acknowledged, acknowledged + 1), f"{acknowledged} told, {found} found"
    assert document.topology == start.topology, "the networks are not those that were saved"
    DesignFiles(Session(), folder / "journals").open(file)  # what the next start does
    left = [path.name for path in folder.iterdir() if path.name not in ("design.aksd", "journals")]
    assert not left, f"left over: {left}"


def _rename(session: Session, name: str) -> None:
    session.do(Edit("Name", lambda d: d.replace(name=name)))


CAMPAIGN = Campaign(
    "kill-during-save",
    "a kill during a save leaves a readable file, loses no finished save, leaves nothing behind",
    500,
    trial,
    unit="kills",
)
