"""The inline editor: one line over the viewport, outside the scene. Enter commits, Esc cancels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from aksdesigner.model.ids import Key

LEAST_WIDTH = 120
HEIGHT = 28


class NameEditor(QLineEdit):
    """Edits the name of one thing in place."""

    committed = Signal(object)  # (Key, str)
    closed = Signal()

    def __init__(self, viewport: QWidget, key: Key, name: str, place: QRect) -> None:
        super().__init__(name, viewport)
        self.key = key
        self._is_done = False
        self.setObjectName("nameEditor")
        self.setAccessibleName(f"Name of {name}")
        self.setGeometry(
            place.x(), place.y(), max(LEAST_WIDTH, place.width()), max(HEIGHT, place.height())
        )
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, is_kept: bool) -> None:
        """Close the editor once, committing what was typed or not."""
        if self._is_done:
            return
        self._is_done = True
        self.hide()
        if is_kept:
            self.committed.emit((self.key, self.text().strip()))
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc from being taken by a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit on Enter, cancel on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(is_kept=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(is_kept=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the user goes elsewhere, as every name field does."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish(is_kept=True)
