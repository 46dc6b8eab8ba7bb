"""Tests of the window: a window of its own for each, and no word of complaint from Qt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aksdesigner.gui.main_window import MainWindow
from tests.support.window import loud_messages, made_window, sample_path

# without a screen unless somebody names a platform
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_qt_warnings(qtlog) -> Iterator[None]:
    """Qt complains in words only; a test that made it complain has failed."""
    yield
    assert not loud_messages(qtlog.records)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from made_window(qtbot, tmp_path)


@pytest.fixture
def hub(window: MainWindow) -> MainWindow:
    """The window on a copy of the hub-spoke sample."""
    target = Path(window.settings.store.fileName()).with_name("hub-spoke.aksd")
    target.write_bytes(sample_path("hub-spoke").read_bytes())
    assert window.desk.open_path(target)
    return window
