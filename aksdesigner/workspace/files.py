"""The file of a session: open, save, save as, and the journal of what is not saved yet."""

from __future__ import annotations

import hashlib
from pathlib import Path

from aksdesigner.model.document import Document, new_document
from aksdesigner.model.reading import Reading
from aksdesigner.store import recovery
from aksdesigner.store.atomic import remove_leftovers
from aksdesigner.store.design_file import is_yaml, parse_design, read_bytes, write_design
from aksdesigner.store.journal import Journal, Origin
from aksdesigner.store.problems import StoreError
from aksdesigner.store.recovery import Recoverable
from aksdesigner.workspace.session import Session
from aksdesigner.workspace.update import Update

DESIGN_SUFFIX = ".aksd"


class NoName(StoreError):
    """The design has no file it could be saved to: ask for one (Save As)."""


class ChangedOutside(StoreError):
    """The file is no longer what was opened or saved last: ask before it is replaced."""


class DesignFiles:
    """Keeps one session and the disk in step. Never writes to the design but in a save.

    `journals` is the folder of the journals; absent means the user's state folder.
    """

    def __init__(self, session: Session, journals: Path | None = None) -> None:
        self._session = session
        self._journals = journals
        self._journal = Journal(journals)
        self._path: Path | None = None
        self._sha256 = ""
        self.journal_problem: str | None = None
        session.subscribe(self._keep)

    @property
    def path(self) -> Path | None:
        """The file of the design, or None while it has none."""
        return self._path

    @property
    def is_dirty(self) -> bool:
        """Whether closing now would lose something."""
        return self._session.update.is_dirty

    @property
    def needs_name(self) -> bool:
        """Whether a save has to ask for a file: there is none, or it is YAML."""
        return self._path is None or is_yaml(self._path)

    @property
    def suggested_path(self) -> Path:
        """What Save As should offer."""
        if self._path is not None:
            return self._path.with_suffix(DESIGN_SUFFIX)
        kept = [c if c.isalnum() or c in "-_." else "-" for c in self._session.document.name]
        stem = "".join(kept).strip("-. ")[:80]
        return Path(f"{stem or 'design'}{DESIGN_SUFFIX}")

    def new(self, document: Document | None = None) -> None:
        """Start over without a file: an empty design, or a copy of a sample."""
        self._belongs_to(None, b"")
        self._session.open(document or new_document())

    def open(self, path: Path) -> Reading:
        """Open a design; the session changes only when it can be used.

        Raises StoreError or DocumentError.
        """
        data = read_bytes(path)
        reading = parse_design(data, str(path))
        remove_leftovers(path.absolute().parent)
        self._belongs_to(path, data)
        self._session.open(reading.document)
        return reading

    def save(self, *, anyway: bool = False) -> Path:
        """Write the design to its file; on return it is on the disk.

        Raises NoName, ChangedOutside (unless `anyway`) or StoreError; then the file is untouched
        and the design stays unsaved.
        """
        if self._path is None:
            raise NoName("", "the design has no file yet")
        if is_yaml(self._path):
            raise NoName(self._path, "a design is saved as .aksd: YAML would lose its comments")
        if not anyway and self.is_changed_outside():
            raise ChangedOutside(self._path, "it was changed by another program since it was read")
        return self._write(self._path)

    def save_as(self, path: Path) -> Path:
        """Write the design to another file, which becomes its own. Raises StoreError.

        A name without a suffix gets ``.aksd``.
        """
        return self._write(path if path.suffix else path.with_name(path.name + DESIGN_SUFFIX))

    def is_changed_outside(self) -> bool:
        """Return whether the file holds other bytes than when it was read or written last.

        A file that is gone is not changed: a save brings it back.
        """
        if self._path is None or not self._path.exists():
            return False
        return _sha256(read_bytes(self._path)) != self._sha256

    def close(self, *, keep_journal: bool = False) -> None:
        """End the session: the user saved or gave up the work (`keep_journal`: neither)."""
        if keep_journal:
            self._journal.let_go()
        else:
            self._journal.discard()

    def recoverable(self) -> list[Recoverable]:
        """Return the unsaved work that crashed programs left, newest first."""
        return recovery.recoverable(self._journals)

    def recover(self, entry: Recoverable) -> None:
        """Open unsaved work; it stays unsaved until the user saves it. Raises StoreError."""
        document = recovery.recover(entry)
        self._path, self._sha256 = entry.file, entry.sha256
        self._journal.discard()
        self._session.open(document, is_saved=False)
        if self.journal_problem is None:
            recovery.discard(entry)

    def discard(self, entry: Recoverable) -> None:
        """Throw unsaved work away."""
        recovery.discard(entry)

    def _belongs_to(self, path: Path | None, data: bytes) -> None:
        self._path, self._sha256 = path, _sha256(data)

    def _write(self, path: Path) -> Path:
        data = write_design(path, self._session.document)
        self._belongs_to(path, data)
        self._session.mark_saved()
        return path

    def _keep(self, update: Update) -> None:
        """Bring the journal to the present state; a disk that fails must not stop the edit."""
        try:
            if not update.is_dirty:
                self._journal.discard()
            elif self._journal.path is None:
                self._journal.start(update.document, Origin(self._absolute(), self._sha256))
            else:
                self._journal.record(update.document, update.label)
        except StoreError as problem:
            self.journal_problem = f"unsaved work is not protected: {problem}"
        else:
            self.journal_problem = None

    def _absolute(self) -> Path | None:
        return self._path.absolute() if self._path else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
