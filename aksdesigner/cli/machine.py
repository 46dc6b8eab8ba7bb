"""What this machine lacks: system libraries that Qt's wheels can't carry, and a display."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from dataclasses import dataclass

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
    """Return whether a window can open: a display, or a platform that somebody chose."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
