"""A record table on a sheet of its own, for lists with more columns than a panel is wide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.record_table import RecordTable
from aksdesigner.present.inspector import FieldForm

SIZE = (1040, 620)
COLUMN = 128
# lists with more columns than this are offered on a sheet
MOST_COLUMNS = 4


def is_wide(form: FieldForm) -> bool:
    """Return whether a list is better edited on a sheet: many columns, or lists inside its rows."""
    return len(form.columns) > MOST_COLUMNS or any(c.control == "table" for c in form.columns)


class WideTable(QDialog):
    """The sheet; what is typed goes into the design at once, as in the panel."""

    def __init__(self, form: FieldForm, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(form.label)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label(form.label, "title", self))
        scroll = QScrollArea(self)
        scroll.setAccessibleName(f"Rows of {form.label}")
        scroll.setWidgetResizable(True)
        body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 12, 0)
        self.table = RecordTable(form, theme, body, COLUMN)
        self.table.show_form(form)
        column.addWidget(self.table)
        column.addStretch(1)
        scroll.setWidget(body)
        outer.addWidget(scroll, 1)
        self.message = label("", "wrong", self, wraps=True)
        self.message.hide()
        outer.addWidget(self.message)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def show_form(self, form: FieldForm) -> None:
        """Show the rows there are now."""
        self.table.show_form(form)
        self.say("")

    def say(self, text: str) -> None:
        """Say why the design did not take a row."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
