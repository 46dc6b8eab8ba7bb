"""After a crash: which journals nobody is writing any more, and the documents they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError, read_document
from aksdesigner.store.atomic import remove_leftovers
from aksdesigner.store.journal import (
    FORMAT,
    JOURNAL_SUFFIX,
    LOCK_SUFFIX,
    forget,
    journal_folder,
    seal_of,
)
from aksdesigner.store.lock import try_lock, unlock
from aksdesigner.store.patch import patched
from aksdesigner.store.problems import StoreError, store_error


@dataclass(frozen=True)
class Recoverable:
    """Unsaved work that a dead process left behind.

    `file` is the design it belongs to (None: never saved), `sha256` what that file held when it
    was opened, `edits` how many edits follow the last snapshot, `last_label` what the last one
    did, `changed_at` when (seconds since the epoch).
    """

    journal: Path
    file: Path | None
    name: str
    edits: int
    last_label: str
    changed_at: float
    sha256: str = ""


def recoverable(folder: Path | None = None) -> list[Recoverable]:
    """Return the unsaved work of processes that are gone, newest first.

    Journals without one whole snapshot hold nothing and are removed.
    """
    where = folder or journal_folder()
    if not where.is_dir():
        return []
    remove_leftovers(where)
    found: list[Recoverable] = []
    for path in sorted(where.glob(f"*{JOURNAL_SUFFIX}")):
        handle = _lock_of(path)
        if handle is None:
            continue
        found += _entries(path)
        unlock(handle)
    _sweep_locks(where)
    return sorted(found, key=lambda entry: entry.changed_at, reverse=True)


def recover(entry: Recoverable) -> Document:
    """Return the document as the last whole line of the journal leaves it.

    Raises StoreError when the journal can't be read or holds nothing usable.
    """
    plain: Any = None
    for content in _contents(entry.journal):
        try:
            plain = content["snapshot"] if "snapshot" in content else _step(plain, content)
        except ValueError:
            break  # every edit before it is still whole
    if plain is None:
        raise StoreError(entry.journal, "it holds no unsaved work")
    try:
        return read_document(plain).document
    except DocumentError as error:
        raise StoreError(entry.journal, f"it can't be used: {error}") from error


def discard(entry: Recoverable) -> None:
    """Throw unsaved work away."""
    forget(entry.journal)


def _step(plain: Any, content: dict[str, Any]) -> Any:
    if plain is None or "patch" not in content:
        return plain
    return patched(plain, content["patch"])


def _lock_of(path: Path) -> int | None:
    try:
        return try_lock(path.with_suffix(LOCK_SUFFIX))
    except OSError:
        return None


def _sweep_locks(folder: Path) -> None:
    """Remove lock files whose journal is gone and that nobody holds."""
    for path in folder.glob(f"*{LOCK_SUFFIX}"):
        if path.with_suffix(JOURNAL_SUFFIX).exists():
            continue
        handle = _lock_of(path)
        if handle is not None:
            if not path.with_suffix(JOURNAL_SUFFIX).exists():
                path.unlink(missing_ok=True)
            unlock(handle)


def _entries(path: Path) -> Iterator[Recoverable]:
    try:
        contents = list(_contents(path))
        changed_at = path.stat().st_mtime
    except (StoreError, OSError):
        return
    if contents and contents[0].get("journal") != FORMAT:
        return  # of another version of this program, which knows what to do with it
    snapshots = [content["snapshot"] for content in contents if "snapshot" in content]
    if not snapshots:
        forget(path)
        return
    edits = [content for content in contents if "patch" in content]
    file = contents[0].get("file")
    yield Recoverable(
        journal=path,
        file=Path(file) if file else None,
        name=str(snapshots[-1].get("name", "Untitled")),
        edits=len(edits),
        last_label=str(edits[-1].get("label", "")) if edits else "",
        changed_at=changed_at,
        sha256=str(contents[0].get("sha256", "")),
    )


def _contents(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what the whole lines of a journal say, up to the first torn or foreign one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise store_error(path, error, "read") from error
    seal = ""
    for line in data.split(b"\n")[:-1]:  # what follows the last line end is torn
        text = line.decode("ascii", errors="replace")
        given, _, body = text.partition(" ")
        seal = seal_of(seal, body)
        if seal != given:
            return
        yield json.loads(body)
