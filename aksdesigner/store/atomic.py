"""All of a file or none of it.

The new content goes to a nameless or temporary file in the same folder, is flushed to the disk,
read back and compared, and then takes the place of the old one in a single step. Whatever fails
on the way leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import stat
import zlib
from collections.abc import Mapping
from pathlib import Path

from aksdesigner.store.problems import StoreError, store_error

# Short, so that a design with the longest possible name can still be saved.
# The machine is part of it: on a network share a process number alone says nothing.
PREFIX = f".aksdesigner-{zlib.crc32(platform.node().encode()):08x}-"
SUFFIX = ".tmp"
CHUNK = 1 << 20
BINARY = getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, data: bytes, mode: int | None = None) -> None:
    """Make `path` hold exactly `data`, or raise StoreError and leave it as it was.

    A symbolic link stays a link: what it points to is replaced. The permissions of the old file
    are kept; a new file gets `mode`, or what the umask leaves of 0666.
    """
    write_together({path: data}, mode)


def write_together(files: Mapping[Path, bytes], mode: int | None = None) -> None:
    """Make every path hold its bytes, or raise StoreError and leave all of them as they were.

    Everything is on the disk under other names before the first file is replaced, so a full disk
    changes nothing. Otherwise as `write_atomically`.
    """
    staged: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            target = path.resolve()
            old = _old(path, target)
            remove_leftovers(target.parent)
            staged.append((_staged(target.parent, data, old, mode), target))
        while staged:
            temporary, path = staged[0]
            temporary.replace(path)
            staged.pop(0)
            _sync_folder(path.parent)
    except OSError as error:
        raise store_error(path, error, "write") from error
    except (RuntimeError, ValueError) as error:  # a circle of links; a NUL in the path
        raise StoreError(path, f"can't write it: {error}") from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _old(path: Path, target: Path) -> os.stat_result | None:
    """Return what is known of the file to replace, refusing what must not be replaced."""
    try:
        found = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise StoreError(path, f"can't write it: no folder {target.parent}") from None
        return None
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(path, "can't write it: it is no ordinary file")
    if not os.access(target, os.W_OK):
        raise StoreError(path, "can't write it: the file is read-only")
    return found


def _staged(folder: Path, data: bytes, old: os.stat_result | None, mode: int | None) -> Path:
    """Put bytes on the disk under a temporary name of a folder and return it."""
    temporary = folder / f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
    handle, has_name = _open_beside(temporary)
    try:
        try:
            _fill(handle, data)
            _take_over(handle, old, mode)
            if not has_name:
                _give_name(handle, temporary)
        finally:
            os.close(handle)  # some disks tell here alone that they are full
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _open_beside(temporary: Path) -> tuple[int, bool]:
    """Open a file of the same disk; nameless where the system offers it, so a kill leaves none."""
    nameless = getattr(os, "O_TMPFILE", 0)
    if nameless and Path("/proc/self/fd").is_dir():
        with contextlib.suppress(OSError):
            return os.open(temporary.parent, nameless | os.O_RDWR, 0o600), False
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY
    return os.open(temporary, flags, 0o600), True


def _give_name(handle: int, temporary: Path) -> None:
    folder = os.open(temporary.parent, os.O_RDONLY)
    try:  # naming the folder makes Python use linkat, which follows the link of /proc
        os.link(f"/proc/self/fd/{handle}", temporary.name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        os.close(folder)


def _fill(handle: int, data: bytes) -> None:
    """Write everything, push it to the disk and read it back. Raises OSError."""
    view = memoryview(data)
    while view:
        written = os.write(handle, view[:CHUNK])
        view = view[written:]
    os.fsync(handle)
    os.lseek(handle, 0, os.SEEK_SET)
    back = b"".join(iter(lambda: os.read(handle, CHUNK), b""))
    if back != data:
        raise OSError(0, "what was written could not be read back unchanged")


def _take_over(handle: int, old: os.stat_result | None, mode: int | None) -> None:
    """Give the new file the permissions (and, where allowed, the owner) of the old one."""
    if not hasattr(os, "fchmod"):
        return
    if old is None:
        os.fchmod(handle, mode if mode is not None else 0o666 & ~_umask())
        return
    with contextlib.suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    """Push the new name to the disk; some file systems refuse, and then it is theirs to keep."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of programs of this machine that died while saving in this folder."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
            pid = path.name.removeprefix(PREFIX).partition("-")[0]
            if pid.isdecimal() and not _is_running(int(pid)):
                with contextlib.suppress(OSError):
                    path.unlink()


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        return True  # asking would end the process there; better a leftover than another's save
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
