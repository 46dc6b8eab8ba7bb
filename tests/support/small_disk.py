"""A folder whose disk has room for a given number of bytes and no more."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import aksdesigner.store.atomic
import aksdesigner.store.journal


class SmallDisk(Protocol):
    """How a test sets what is free."""

    folder: Path
    is_real: bool

    def leave(self, free: int) -> None:
        """Let so many bytes be free from now on."""


@contextlib.contextmanager
def small_disk(mount: Path, size: int) -> Iterator[SmallDisk]:
    """Yield a real small disk where one can be mounted (root), else one that pretends."""
    mount.mkdir(parents=True, exist_ok=True)
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(mount)]
    with contextlib.suppress(OSError):
        if subprocess.run(options, capture_output=True).returncode == 0:
            try:
                yield _Tmpfs(mount)
            finally:
                subprocess.run(["umount", "-l", str(mount)], check=True)
            return
    with _Pretended(mount) as disk:
        yield disk


class _Tmpfs:
    is_real = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def leave(self, free: int) -> None:
        filler = self.folder / "filler"
        filler.unlink(missing_ok=True)
        room = os.statvfs(self.folder)
        size = room.f_bavail * room.f_frsize - free
        if size > 0:
            filler.write_bytes(b"x" * size)


class _Pretended:
    """Every write of the store counts; past the limit the disk is full."""

    is_real = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.free = 1 << 40
        self._write = os.write

    def leave(self, free: int) -> None:
        self.free = free

    def __enter__(self) -> _Pretended:
        for module in (aksdesigner.store.atomic, aksdesigner.store.journal):
            module.os = _Os(self)  # type: ignore[attr-defined]  # the disk is what is replaced
        return self

    def __exit__(self, *_: object) -> None:
        for module in (aksdesigner.store.atomic, aksdesigner.store.journal):
            module.os = os  # type: ignore[attr-defined]  # see above


class _Os:
    """The module `os`, with a write that runs out of room."""

    def __init__(self, disk: _Pretended) -> None:
        self._disk = disk

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def write(self, handle: int, data: bytes) -> int:
        if self._disk.free <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        part = data[: self._disk.free]
        written = os.write(handle, part)
        self._disk.free -= written
        return written
