"""What's this: a sentence and a link for every panel and field, by Shift+F1, at the keyboard's place."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QWhatsThisClickedEvent
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget

from aksdesigner.model.part import Part
from aksdesigner.present.help import PANELS, help_of

SOURCE = "Azure's page about it"


def field_help(kind: type[Part], name: str) -> str:
    """Return the help of a field as rich text: its label, a sentence, a link where one is known."""
    found = help_of(kind, name)
    link = f'<p><a href="{escape(found.source)}">{SOURCE}</a></p>' if found.source else ""
    return f"<p><b>{escape(found.title)}</b></p><p>{escape(found.text)}</p>{link}"


class WhatsThis(QObject):
    """Gives the panels of a window their help and shows what the keyboard is at."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        for widget in window.findChildren(QWidget):
            text = PANELS.get(type(widget).__name__)
            if text:
                widget.setWhatsThis(f"<p>{escape(text)}</p>")
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def show(self) -> None:
        """Show the help of what has the focus; without any, the next click asks."""
        explained = explained_by(self._window.focusWidget())
        if explained is None:
            QWhatsThis.enterWhatsThisMode()
            return
        place = explained.mapToGlobal(QPoint(0, min(explained.height(), 32)))
        QWhatsThis.showText(place, explained.whatsThis(), explained)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a link of a help text in the browser."""
        if isinstance(event, QWhatsThisClickedEvent):
            QDesktopServices.openUrl(QUrl(event.href()))
            return True
        return super().eventFilter(watched, event)


def explained_by(widget: QWidget | None) -> QWidget | None:
    """Return the nearest widget with a help text: this one, or one that holds it."""
    while widget is not None and not widget.whatsThis():
        widget = widget.parentWidget()
    return widget
