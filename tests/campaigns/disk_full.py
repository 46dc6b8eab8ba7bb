"""A full disk at twenty sizes, under a save, the journal and every export."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Callable
from pathlib import Path

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.export import write_picture
from aksdesigner.cli.screen import Screen
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.model.document import Document
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session
from tests.campaigns.campaign import Campaign
from tests.support.edits import Edit, design_of_size, random_step
from tests.support.small_disk import SmallDisk, small_disk

SIZES = 20
DISK = 1 << 20
STEP = 2_048  # from nothing free to 38 kB: some things fit, some half, some not at all


def trial(rng: random.Random, number: int, folder: Path) -> None:
    free = (number % SIZES) * STEP
    with small_disk(folder / "disk", DISK) as disk:
        _save(rng, disk, free)
    with small_disk(folder / "disk2", DISK) as disk:
        _journal(rng, disk, free)
    with small_disk(folder / "disk3", DISK) as disk:
        _exports(rng, disk, free)


def _save(rng: random.Random, disk: SmallDisk, free: int) -> None:
    file = disk.folder / "design.aksd"
    session = Session(design_of_size(5))
    files = DesignFiles(session, disk.folder / "journals")
    files.save_as(file)
    before = file.read_bytes()
    bigger = design_of_size(rng.randint(5, 40), "bigger")
    session.do(Edit("Grow", lambda _: bigger))
    disk.leave(free)
    try:
        files.save()
    except StoreError as problem:
        _is_told(problem, file)
        assert file.read_bytes() == before, "the old file changed"
        assert files.is_dirty, "counts as saved and is not"
        disk.leave(DISK)
        files.save()
    assert not files.is_dirty, "counts as unsaved and is saved"
    assert session.document == Session(_read(file)).document, "the file holds another design"
    _nothing_left(disk.folder)
    files.close()


def _read(file: Path) -> Document:
    session = Session()
    DesignFiles(session, file.parent / "journals").open(file)
    return session.document


def _journal(rng: random.Random, disk: SmallDisk, free: int) -> None:
    journals = disk.folder / "journals"
    session = Session(design_of_size(3))
    files = DesignFiles(session, journals)
    disk.leave(free)
    protected: Document | None = None
    for number in range(1, 150):
        random_step(rng, session, number)  # an edit never fails because a disk is full
        if files.journal_problem is None:
            protected = session.document if files.is_dirty else None
        else:
            assert str(journals) in files.journal_problem, files.journal_problem
    files.close(keep_journal=True)
    offered = files.recoverable()
    if protected is not None:
        assert offered, "nothing is offered"
        again = Session()
        DesignFiles(again, journals).recover(offered[0])
        assert again.document == protected, "not the last edit that was protected"
    _nothing_left(disk.folder)


def _exports(rng: random.Random, disk: SmallDisk, free: int) -> None:
    small, large = design_of_size(2, "small"), design_of_size(rng.randint(3, 12), "large")
    for name, write in _writers().items():
        folder = disk.folder / name
        folder.mkdir()
        disk.leave(DISK)
        with contextlib.redirect_stdout(io.StringIO()):
            write(small, folder)
        before = _contents(folder)
        assert before, f"{name} wrote nothing"
        disk.leave(free)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                write(large, folder)
        except StoreError as problem:
            _is_told(problem, folder)
            assert _contents(folder) == before, f"{name}: half an export"
        else:
            assert _contents(folder) != before, f"{name}: nothing new"
        _nothing_left(folder)


def _writers() -> dict[str, Callable[[Document, Path], object]]:
    screen = Screen(quiet=True)
    code = {
        name: lambda document, folder, name=name: write_export(document, name, folder)
        for name in DIALECTS
    }
    pictures = {
        kind: lambda document, folder, kind=kind: write_picture(
            screen, document, analyze(document), folder / f"picture.{kind}"
        )
        for kind in ("svg", "png")
    }
    return {**code, **pictures}


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _is_told(problem: StoreError, place: Path) -> None:
    assert str(place) in str(problem), f"no path: {problem}"
    assert "the disk is full" in str(problem), f"no reason: {problem}"


def _nothing_left(folder: Path) -> None:
    left = [path.name for path in folder.rglob("*.tmp")]
    assert not left, f"left over: {left}"


CAMPAIGN = Campaign(
    "disk-full",
    "a full disk changes no file, is told with path and reason, and loses no edit",
    SIZES,
    trial,
    unit="sizes",
)
