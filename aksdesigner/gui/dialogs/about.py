"""What this program is, which version, under which licences."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from aksdesigner.gui.panels.top_bar import AppMark
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label

WIDTH = 440
_LICENCES = (
    "aksdesigner is MIT licensed. Its icons are its own. The typeface Inter is under the SIL Open "
    "Font License. Qt and PySide6 are used under the LGPL version 3."
)
_AZURE = "Azure is a trademark of Microsoft. This program is not made or endorsed by Microsoft."


class AboutDialog(QDialog):
    """A few lines and a button."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About aksdesigner")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(AppMark(theme, 44, self))
        column.addWidget(label("aksdesigner", "display", self))
        column.addWidget(label(f"Version {program_version()} · Qt {qVersion()}", "body", self))
        for text in (_LICENCES, _AZURE):
            column.addWidget(label(text, "quiet", self, wraps=True))
        column.addSpacing(8)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.ensurePolished()
        self.setFixedHeight(column.totalHeightForWidth(WIDTH))


def program_version() -> str:
    """Return the version of the installed program."""
    try:
        return version("aksdesigner")
    except PackageNotFoundError:
        return "unknown"
