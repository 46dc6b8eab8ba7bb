"""Places below a chosen folder: nothing is read, written or removed outside of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from aksdesigner.store.problems import StoreError, store_error


def inside(folder: Path, name: str) -> Path:
    """Return the place of a file by its path below a folder.

    Raises StoreError for one that would lie outside, through a link too.
    """
    path = folder.joinpath(*PurePosixPath(name).parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StoreError(path, "can't write it: it lies outside the chosen folder")
    return path


def make_folders(folder: Path, files: Iterable[Path]) -> None:
    """Make a folder and those of some files below it. Raises StoreError."""
    for place in dict.fromkeys((folder, *(path.parent for path in files))):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise store_error(place, error, "write") from error
