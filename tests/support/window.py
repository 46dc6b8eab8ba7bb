"""A whole window on settings and journals of its own, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QtMsgType
from pytestqt.qtbot import QtBot

from aksdesigner import resources
from aksdesigner.gui.app import make_application, make_window
from aksdesigner.gui.main_window import MainWindow

# the offscreen platform says so of size hints, raising and grabbing
HARMLESS = "This plugin does not support"
LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def loud_messages(records: list) -> list[str]:
    """Return what Qt complained about."""
    return [r.message for r in records if r.type in LOUD and HARMLESS not in r.message]


def sample_path(name: str) -> Path:
    """Return the path of a sample that travels with the program."""
    return resources.path("samples", f"{name}.aksd")


def made_window(
    qtbot: QtBot, folder: Path, size: tuple[int, int] = (1600, 1000)
) -> Iterator[MainWindow]:
    """Yield a shown window that remembers things below `folder` only."""
    make_application(["aksdesigner"])
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = make_window(store, folder / "journals")
    window.theme.choose("light")
    window.resize(*size)
    window.show()
    qtbot.waitUntil(window.isVisible)
    yield window
    window.files.close()
    window.bridge.session.mark_saved()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
