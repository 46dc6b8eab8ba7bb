"""Exports on the disk: all files of an export or none, inside one folder."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.store.atomic import write_atomically, write_together
from aksdesigner.store.problems import StoreError, store_error


@dataclass(frozen=True)
class Written:
    """What an export put into a folder, in the order of the names, and what it left out."""

    folder: Path
    files: tuple[Path, ...]
    exported: Exported


def write_export(
    document: Document, dialect: str, folder: Path, options: ExportOptions = DEFAULT
) -> Written:
    """Write a design as code into a folder, which is made where it is missing.

    Files that the export does not write stay as they are. When one of its files can't be written
    the others are put back as they were. Raises KeyError for an unknown dialect, StoreError when
    the folder or a file can't be written.
    """
    exported = export(document, dialect, options)
    targets = {_inside(folder, name): text for name, text in exported.files.items()}
    _make(folder)
    old = {path: _content(path) for path in targets}
    try:
        write_together({path: text.encode("utf-8") for path, text in targets.items()})
    except StoreError:
        _put_back(old)
        raise
    return Written(folder, tuple(sorted(targets)), exported)


def _inside(folder: Path, name: str) -> Path:
    """Return the place of a file; one that would lie outside the folder is refused."""
    parts = PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StoreError(path, "can't write it: it lies outside the chosen folder")
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise store_error(folder, error, "write") from error


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise store_error(path, error, "read") from error


def _put_back(old: dict[Path, bytes | None]) -> None:
    for path, content in old.items():
        with contextlib.suppress(StoreError, OSError):
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                write_atomically(path, content)
