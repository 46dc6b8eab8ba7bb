"""The journal of one open design: every edit is on the disk before the next one begins.

A journal is a file of lines. Each line carries a checksum over itself and the line before, so a
torn or foreign line ends the journal there. The first lines say whose it is and hold the whole
document; each later line is the patch of one edit. Every hundred edits the file starts over with
a fresh snapshot. It lives in the state folder of the user, readable by nobody else, and never
beside the design.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from aksdesigner.model.document import Document
from aksdesigner.store.atomic import write_atomically
from aksdesigner.store.lock import try_lock, unlock
from aksdesigner.store.patch import patch_between
from aksdesigner.store.plain_json import plain_document
from aksdesigner.store.problems import StoreError, store_error

SNAPSHOT_EVERY = 100
JOURNAL_SUFFIX = ".journal"
LOCK_SUFFIX = ".lock"
FORMAT = 1


@dataclass(frozen=True)
class Origin:
    """What a journal belongs to: the file, and the hash of the bytes it held when opened."""

    file: Path | None = None
    sha256: str = ""


def journal_folder() -> Path:
    """Return where journals live unless somebody says otherwise."""
    return Path(platformdirs.user_state_path("aksdesigner", appauthor=False)) / "journals"


def sealed(previous: str, content: dict[str, Any]) -> tuple[str, str]:
    """Return a line (without its end) and its seal, which the next line must be given."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    seal = seal_of(previous, text)
    return f"{seal} {text}", seal


def seal_of(previous: str, text: str) -> str:
    """Return the checksum of a line's content, chained to the line before."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()[:16]


class Journal:
    """Writes the journal of one session. Starts nothing before the first edit."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or journal_folder()
        self._path: Path | None = None
        self._lock: int | None = None
        self._handle = -1
        self._seal = ""
        self._edits = 0
        self._last: Document | None = None
        self._origin = Origin()

    @property
    def path(self) -> Path | None:
        """The file in use, or None while there is nothing to recover."""
        return self._path

    def start(self, document: Document, origin: Origin) -> None:
        """Begin a journal whose first snapshot is `document`. Raises StoreError."""
        self.discard()
        self._origin = origin
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            stem = self._folder / secrets.token_hex(8)
            self._lock = try_lock(stem.with_suffix(LOCK_SUFFIX))
        except OSError as error:
            raise store_error(self._folder, error, "write") from error
        self._path = stem.with_suffix(JOURNAL_SUFFIX)
        self._snapshot(document)

    def record(self, document: Document, label: str) -> None:
        """Append one edit: what leads from the last recorded document to this one.

        On return it is on the disk. Raises StoreError when it is not; then the journal still
        holds every edit before, and the next call tries a whole snapshot.
        """
        if self._path is None:
            raise StoreError(self._folder, "no journal was started")
        if document is self._last:
            return
        if self._last is None or self._handle < 0 or self._edits >= SNAPSHOT_EVERY:
            self._snapshot(document)
            return
        patch = patch_between(self._last, document)
        line, seal = sealed(self._seal, {"label": label, "patch": patch})
        self._append(line + "\n")
        self._seal, self._last = seal, document
        self._edits += 1

    def discard(self) -> None:
        """Remove the journal: everything is saved, or the user does not want it."""
        self._close_file()
        if self._path is not None:
            forget(self._path)
            self._path = None
        if self._lock is not None:
            unlock(self._lock)
            self._lock = None
        self._last = None

    def let_go(self) -> None:
        """Stop writing but keep the file: the next start offers what it holds."""
        self._close_file()
        if self._lock is not None:
            unlock(self._lock)
        self._lock = self._path = self._last = None

    def _snapshot(self, document: Document) -> None:
        """Start the file over with the whole document; the old one stays until the new one is."""
        assert self._path is not None
        self._close_file()
        file = str(self._origin.file) if self._origin.file else None
        head, seal = sealed("", {"journal": FORMAT, "file": file, "sha256": self._origin.sha256})
        body, seal = sealed(seal, {"snapshot": plain_document(document)})
        write_atomically(self._path, f"{head}\n{body}\n".encode(), mode=0o600)
        try:
            self._handle = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        except OSError as error:
            raise store_error(self._path, error, "write") from error
        self._seal, self._last, self._edits = seal, document, 0

    def _append(self, line: str) -> None:
        assert self._path is not None
        data = line.encode("ascii")
        try:
            written = os.write(self._handle, data)
            if written != len(data):
                raise OSError(28, "No space left on device")
            _sync(self._handle)
        except OSError as error:
            self._close_file()  # the line may be torn; the next edit starts the file over
            raise store_error(self._path, error, "write") from error

    def _close_file(self) -> None:
        if self._handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = -1


def _sync(handle: int) -> None:
    sync = getattr(os, "fdatasync", os.fsync)
    sync(handle)


def forget(path: Path) -> None:
    """Remove a journal and its lock file; missing ones are fine."""
    for leftover in (path, path.with_suffix(LOCK_SUFFIX)):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
