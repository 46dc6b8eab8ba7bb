"""A user in front of a window of its own, and no word of complaint from Qt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aksdesigner.gui.main_window import MainWindow
from tests.gui.acceptance.user import User
from tests.support.window import loud_messages, made_window


@pytest.fixture(autouse=True)
def no_qt_warnings(qtlog) -> Iterator[None]:
    yield
    assert not loud_messages(qtlog.records)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from made_window(qtbot, tmp_path)


@pytest.fixture
def user(window: MainWindow) -> User:
    """Somebody who sees the start screen and has a mouse and a keyboard."""
    return User(window)
