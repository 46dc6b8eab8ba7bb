"""A lock that its owner's death opens: how a journal tells a running editor from a killed one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def try_lock(path: Path) -> int | None:
    """Lock a file (made when missing) and return its handle, or None when another holds it.

    Raises OSError when the file can't be opened. The system gives the lock back when the process
    ends, however it ends.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def unlock(handle: int) -> None:
    """Give a lock back."""
    os.close(handle)
