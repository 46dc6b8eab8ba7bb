"""A message across the window: what went wrong, what to do; it stays until it is put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from aksdesigner.gui.icons import icon
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.gui.widgets.marks import Mark

Tone = Literal["info", "warning", "error"]


class MessageBar(QFrame):
    """One message at a time, with at most one thing to do about it."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._theme = theme
        self._handler: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        self._mark = Mark(theme, "info", 16, self)
        row.addWidget(self._mark)
        self._text = label("", "", self, wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._text, 1)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._act)
        row.addWidget(self._button)
        self._close = QToolButton(self)
        self._close.setText("Dismiss")
        self._close.setAccessibleName("Dismiss the message")
        self._close.clicked.connect(self.hide)
        row.addWidget(self._close)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(
        self, text: str, tone: Tone = "info", act: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Show a message; `act` is (words on the button, what it does)."""
        self._text.setText(text)
        self._mark.show_mark(tone)
        restyle(self, "tone", tone)
        self._handler = act[1] if act else None
        self._button.setVisible(act is not None)
        self._button.setText(act[0] if act else "")
        self.show()

    def _act(self) -> None:
        handler = self._handler
        self.hide()
        if handler is not None:
            handler()

    def _draw(self) -> None:
        self._close.setIcon(icon(self._theme, "close", 16))
