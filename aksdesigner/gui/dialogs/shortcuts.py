"""The shortcut sheet, made from the rows of the actions and the keys of the canvas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aksdesigner.gui.actions import Row, key_text
from aksdesigner.gui.widgets.labels import label

CANVAS = (
    ("Walk from thing to thing", "Tab, Shift+Tab"),
    ("Move the selection", "Arrows; Shift far, Alt one pixel"),
    ("Change the size of the selected box", "Ctrl and arrows"),
    ("Look around, with nothing selected", "Arrows"),
    ("Connect the selected thing", "C, then arrows and Enter"),
    ("Open in the inspector", "Enter"),
    ("Pan", "Space, middle or right, and drag"),
    ("Zoom at the pointer", "Ctrl and the wheel"),
    ("Add where the pointer is", "Double click, or drop a line there"),
    ("Do not snap", "Alt while dragging"),
    ("Give up", "Esc"),
)
# side by side, so that the sheet is no higher than a small screen
COLUMNS = (("File", "Edit"), ("View", "Help"), ("Canvas", "Arrange"), ("Lens",))


def _section(row: Row) -> str:
    """Return the heading that a row stands under: its menu, or a submenu with a column here."""
    return row.submenu if any(row.submenu in column for column in COLUMNS) else row.menu


class ShortcutsDialog(QDialog):
    """Every key on one sheet."""

    def __init__(self, rows: Iterable[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        known = [row for row in rows if row.keys]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        outer.addWidget(label("Keyboard shortcuts", "title", self))
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for titles in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(6)
            for title in titles:
                lines = [
                    (row.text.rstrip("…"), key_text(row)) for row in known if _section(row) == title
                ]
                self._add_group(column, title, list(CANVAS) if title == "Canvas" else lines)
            column.addStretch(1)
            columns.addLayout(column, 1)
        outer.addLayout(columns)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _add_group(self, column: QVBoxLayout, title: str, lines: list[tuple[str, str]]) -> None:
        if not lines:
            return
        column.addWidget(label(title, "group", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, (text, keys) in enumerate(lines):
            grid.addWidget(label(text, "", self), row, 0)
            grid.addWidget(label(keys, "quiet", self), row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(12)
