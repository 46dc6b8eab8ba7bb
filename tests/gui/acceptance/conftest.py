"""A user in front of a window of its own."""

from __future__ import annotations

import pytest

from aksdesigner.gui.main_window import MainWindow
from tests.gui.acceptance.user import User


@pytest.fixture
def user(window: MainWindow) -> User:
    """Somebody who sees the start screen and has a mouse and a keyboard."""
    return User(window)
