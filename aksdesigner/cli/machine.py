"""What this machine lacks: system libraries that Qt's wheels can't carry, and a display."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

# library, Debian and Ubuntu package, Fedora package
OFFSCREEN = (
    ("libGL.so.1", "libgl1", "libglvnd-glx"),
    ("libEGL.so.1", "libegl1", "libglvnd-egl"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
)
WINDOW = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


@dataclass(frozen=True)
class Missing:
    """Libraries that are not there, and the line that installs them."""

    libraries: tuple[str, ...]
    line: str

    def __bool__(self) -> bool:
        return bool(self.libraries)

    def told(self) -> str:
        """Return the sentence for a person."""
        return f"missing {', '.join(self.libraries)}; install with: {self.line}"


def missing_libraries(*, with_window: bool) -> Missing:
    """Return which of Qt's system libraries can't be loaded (Linux alone lacks any)."""
    if not sys.platform.startswith("linux"):
        return Missing((), "")
    wanted = OFFSCREEN + (WINDOW if with_window else ())
    absent = [row for row in wanted if not _loads(row[0])]
    return Missing(tuple(row[0] for row in absent), _line(absent))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _line(absent: list[tuple[str, str, str]]) -> str:
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return "dnf install -y " + " ".join(dict.fromkeys(row[2] for row in absent))
    debian = " ".join(dict.fromkeys(row[1] for row in absent))
    return f"apt-get install -y --no-install-recommends {debian}"


def has_display() -> bool:
    """Return whether a window can open: a display that answers, or a platform somebody chose."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _answers(_wayland_socket()) or _has_x_server(os.environ.get("DISPLAY", ""))


def _wayland_socket() -> str:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return str(Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), name)) if name else ""


def _has_x_server(display: str) -> bool:
    """Return whether a display answers; Qt ends the process where a named one does not."""
    host, _, number = display.rpartition(":")
    if not number or host not in ("", "unix"):
        return bool(number)  # another machine's display, or a socket by its path: Qt will see
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # where every X server listens
    return _answers(path) or _answers(f"\0{path}")


def _answers(path: str) -> bool:
    if not path:
        return False
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(path)
        except OSError:
            return False
    return True
