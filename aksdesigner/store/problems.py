"""What goes wrong between the program and the disk, said with the path and the reason."""

from __future__ import annotations

import errno
from pathlib import Path

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports an input/output error",
    errno.EFBIG: "the file is too large for this disk",
    errno.ELOOP: "the links lead in a circle",
}


class StoreError(Exception):
    """A file that can't be read or written: `path`, and `reason` in words.

    Whatever stood at the path before still stands there, unchanged.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = Path(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")


def store_error(path: Path | str, error: OSError, doing: str) -> StoreError:
    """Return an error of the operating system in words; `doing` is ``read`` or ``write``."""
    number = error.errno or 0
    reason = REASONS.get(number) or error.strerror or str(error) or type(error).__name__
    return StoreError(path, f"can't {doing} it: {reason}")
