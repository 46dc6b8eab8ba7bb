"""What the program remembers between runs: theme, layout of the window, recent files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from aksdesigner.gui.theme import CHOICES, ThemeChoice

RECENT_LIMIT = 10
LAYOUT_VERSION = 1


@dataclass
class Settings:
    """A thin, typed face of QSettings; nothing else reads or writes its keys."""

    store: QSettings

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme; ``system`` unless somebody chose."""
        found = self.store.value("theme", "system")
        return next((choice for choice in CHOICES if choice == found), "system")

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self.store.setValue("theme", choice)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened or saved last, newest first; some may be gone."""
        found = self.store.value("recent", [])
        texts = [found] if isinstance(found, str) else list(found or [])  # type: ignore[call-overload]
        return tuple(Path(text) for text in texts if isinstance(text, str))

    def add_recent(self, path: Path) -> None:
        """Put a file first in the list."""
        path = path.absolute()
        rest = [item for item in self.recent if item != path]
        self.store.setValue("recent", [str(p) for p in (path, *rest)][:RECENT_LIMIT])

    def forget_recent(self) -> None:
        """Empty the list."""
        self.store.remove("recent")

    @property
    def wheel_zooms(self) -> bool:
        """Whether the plain wheel zooms; it scrolls unless somebody chose."""
        return self.flag("wheelZooms", default=False)

    @wheel_zooms.setter
    def wheel_zooms(self, is_on: bool) -> None:
        self.keep_flag("wheelZooms", value=is_on)

    @property
    def has_minimap(self) -> bool:
        """Whether the canvas shows its minimap."""
        return self.flag("minimap", default=False)

    @has_minimap.setter
    def has_minimap(self, is_on: bool) -> None:
        self.keep_flag("minimap", value=is_on)

    def keep_layout(self, monitor: str, state: QByteArray) -> None:
        """Remember how the docks stand on a monitor of this size (``1920x1080``)."""
        self.store.setValue(f"layout/{monitor}", state)

    def layout(self, monitor: str) -> QByteArray:
        """Return how the docks stood; empty when nothing is known."""
        return self._bytes(f"layout/{monitor}")

    @property
    def geometry(self) -> QByteArray:
        """Where the window was and how large; empty when nothing is known."""
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.store.setValue("geometry", value)

    def forget_layout(self) -> None:
        """Forget how the docks stood."""
        self.store.remove("layout")

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a remembered yes or no."""
        return str(self.store.value(f"flag/{name}", default)).lower() == "true"

    def keep_flag(self, name: str, *, value: bool) -> None:
        """Remember a yes or no."""
        self.store.setValue(f"flag/{name}", value)

    def folder(self, purpose: str) -> Path:
        """Return the folder last used for a purpose (``open``, ``export``), else the home folder."""
        found = self.store.value(f"folder/{purpose}", "")
        path = Path(str(found)) if found else Path.home()
        return path if path.is_dir() else Path.home()

    def keep_folder(self, purpose: str, path: Path) -> None:
        """Remember the folder used for a purpose."""
        self.store.setValue(f"folder/{purpose}", str(path))

    def exported(self, design: Path | None) -> Path | None:
        """Return the folder that a design was exported to last, None where it never was."""
        found = self.store.value(_key_of(design), "") if design else ""
        return Path(str(found)) if found else None

    def keep_exported(self, design: Path | None, folder: Path) -> None:
        """Remember where a design was exported to; one without a file is not remembered."""
        if design is not None:
            self.store.setValue(_key_of(design), str(folder.absolute()))

    def _bytes(self, key: str) -> QByteArray:
        found = self.store.value(key, QByteArray())
        return found if isinstance(found, QByteArray) else QByteArray()


def _key_of(design: Path) -> str:
    """Return the key of a design's folder; a path would be taken apart at its slashes."""
    return f"exported/{hashlib.sha256(str(design.absolute()).encode()).hexdigest()[:16]}"
