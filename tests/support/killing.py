"""A child that works until it is killed, telling after each step that it is done."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable

PATIENCE_S = 60.0


def killed_while(work: Callable[[Callable[[], None]], None], delay_s: float) -> int:
    """Fork, let `work(tell)` run, kill -9 it `delay_s` after its first `tell()`.

    Returns how many steps the child told. Raises AssertionError when it told none or ended itself.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  (the child is killed)
        os.close(reader)
        with contextlib.suppress(BaseException):
            work(lambda: (os.write(writer, b"."), None)[1])
        os._exit(70)
    os.close(writer)
    try:
        told = _read(reader, PATIENCE_S)
        time.sleep(delay_s)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        while more := os.read(reader, 65_536):
            told += len(more)
    finally:
        os.close(reader)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    assert told, "the child told nothing"
    return told


def _read(reader: int, patience_s: float) -> int:
    ready, _, _ = select.select([reader], [], [], patience_s)
    return len(os.read(reader, 65_536)) if ready else 0
