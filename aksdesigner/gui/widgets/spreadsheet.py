"""The grid of a record table: cells that are typed over, with a combo where there are choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from aksdesigner.present.inspector import FieldForm

ROW_HEIGHT = 24
MOST_ROWS = 8
COLUMN_WIDTH = 92
Index = QModelIndex | QPersistentModelIndex


class SpreadSheet(QTableWidget):
    """Cells that are typed over, rows that Del removes and Ctrl+V brings."""

    remove_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, rows: int, columns: int, parent: QWidget) -> None:
        super().__init__(rows, columns, parent)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultSectionSize(COLUMN_WIDTH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(ROW_HEIGHT)
        self.setEditTriggers(
            QTableWidget.EditTrigger.DoubleClicked
            | QTableWidget.EditTrigger.AnyKeyPressed
            | QTableWidget.EditTrigger.EditKeyPressed
            | QTableWidget.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)

    def fit_height(self) -> None:
        """Be as high as the rows, up to a limit."""
        rows = min(max(self.rowCount(), 1), MOST_ROWS)
        bar = 12 if self.columnCount() > 2 else 2
        self.setFixedHeight(ROW_HEIGHT * (rows + 1) + bar)

    def minimumSizeHint(self) -> QSize:
        """Narrow panels scroll."""
        return QSize(120, ROW_HEIGHT * 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes rows, Ctrl+V pastes rows."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """A combo where the column has choices, a line elsewhere."""

    def __init__(self, columns: Sequence[FieldForm], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002  # Qt asks for it
        """Make the editor of a cell."""
        column = self._columns[index.column()]
        texts = _choice_texts(column)
        if not texts:
            line = QLineEdit(parent)
            line.setObjectName("cell")
            line.setPlaceholderText(column.placeholder)
            return line
        combo = QComboBox(parent)
        combo.addItems(texts)
        combo.activated.connect(self._done)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into the editor."""
        text = str(index.data() or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text)))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def _done(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def _choice_texts(column: FieldForm) -> list[str]:
    if column.control == "switch":
        return ["No", "Yes"]
    if column.is_list:
        return []
    return ["" if choice.value is None else choice.label for choice in column.choices]
