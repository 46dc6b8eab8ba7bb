"""Writing on a sticky note: a few lines over the note. Esc, Ctrl+Enter or a click elsewhere keeps it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from aksdesigner.model.ids import Key
from aksdesigner.present.notes import NOTE_PAD, NOTE_TEXT
from aksdesigner.present.theme import TEXT_STYLES, Theme
from aksdesigner.report.painting import font_of

LEAST = (160, 96)


class NoteEditor(QPlainTextEdit):
    """Edits the text of one note; what was typed is never thrown away."""

    committed = Signal(object)  # (Key, str)
    closed = Signal()

    def __init__(
        self, viewport: QWidget, key: Key, text: str, place: QRect, zoom: float, theme: Theme
    ) -> None:
        super().__init__(text, viewport)
        self.key = key
        self._is_done = False
        self.setObjectName("noteEditor")
        self.setAccessibleName("Text of the note")
        self.setPlaceholderText("Write here")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        font = QFont(font_of(NOTE_TEXT))
        font.setPixelSize(max(11, round(TEXT_STYLES[NOTE_TEXT].size * zoom)))
        self.setFont(font)
        paper, ink = theme.color("note")[:7], theme.color("onNote")[:7]
        self.setStyleSheet(
            f"#noteEditor {{ background: {paper}; color: {ink}; border: 2px solid "
            f"{theme.color('focus')[:7]}; border-radius: 4px; }}"
        )
        self.document().setDocumentMargin(max(4.0, NOTE_PAD * zoom - 2))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setGeometry(
            place.x(), place.y(), max(LEAST[0], place.width()), max(LEAST[1], place.height())
        )
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, is_kept: bool = True) -> None:
        """Close the editor once; the text is kept unless the note has gone."""
        if self._is_done:
            return
        self._is_done = True
        self.hide()
        if is_kept:
            self.committed.emit((self.key, self.toPlainText()))
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Keep every key from being taken by a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter end the writing; Enter begins a line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_enter and is_ctrl):
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written when the user goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish()
