"""A small spreadsheet of records: routes, security rules, connections, links.

A row that is not whole yet, or holds a wrong text, stays in the table and out of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.interact.form import Typed, Wrong, read_row, read_text
from aksdesigner.present.inspector import FieldForm, text_of

ROW_HEIGHT = 24
MOST_ROWS = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass
class Draft:
    """A row as typed: one text a column, and the part it stands for once it is whole."""

    texts: list[str]
    part: Any = None
    wrongs: dict[int, str] = field(default_factory=dict)


class RecordTable(QWidget):
    """Rows of one record type. `changed` carries the tuple of whole rows."""

    changed = Signal(object)

    def __init__(self, form: FieldForm, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._theme = theme
        self._drafts: list[Draft] = []
        self._is_filling = False
        self.columns = tuple(column for column in form.columns if column.control != "table")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        self.grid = self._grid()
        layout.addWidget(self.grid)
        self._message = label("", "wrong", self, wraps=True)
        self._message.hide()
        layout.addWidget(self._message)
        layout.addLayout(self._buttons())
        theme.changed.connect(self._mark)

    def _grid(self) -> SpreadSheet:
        grid = SpreadSheet(0, len(self.columns), self)
        grid.setHorizontalHeaderLabels([column.label for column in self.columns])
        for index, column in enumerate(self.columns):
            header = grid.horizontalHeaderItem(index)
            if header is not None:
                header.setToolTip(column.help or column.label)
        grid.setItemDelegate(CellDelegate(self.columns, grid))
        grid.setAccessibleName(self._form.label)
        grid.itemChanged.connect(self._typed)
        grid.remove_wanted.connect(self.remove_rows)
        grid.paste_wanted.connect(self.paste)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._add = QPushButton("Add row", self)
        self._add.clicked.connect(self.add_row)
        self._remove = QPushButton("Remove row", self)
        self._remove.clicked.connect(self.remove_rows)
        for button in (self._add, self._remove):
            button.setProperty("link", "true")
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_form(self, form: FieldForm) -> None:
        """Show the rows of the model; drafts that are not whole stay at the end."""
        self._form = form
        parts = form.value or ()
        whole = [draft.part for draft in self._drafts if draft.part is not None]
        if self._drafts and whole == list(parts):
            return
        open_drafts = [draft for draft in self._drafts if draft.part is None]
        self._drafts = [self._draft(part) for part in parts] + open_drafts
        self._fill()

    def _draft(self, part: Any) -> Draft:
        return Draft([text_of(getattr(part, column.name)) for column in self.columns], part)

    def _fill(self) -> None:
        self._is_filling = True
        self.grid.setRowCount(len(self._drafts))
        for row, draft in enumerate(self._drafts):
            self.grid.setRowHeight(row, ROW_HEIGHT)
            for column, text in enumerate(draft.texts):
                self.grid.setItem(row, column, QTableWidgetItem(text))
        self._is_filling = False
        self.grid.fit_height()
        self.grid.setVisible(bool(self._drafts))
        self._remove.setVisible(bool(self._drafts))
        self._mark()

    def add_row(self) -> None:
        """Begin a row; it goes into the model when it is whole."""
        texts = [_first_text(column, len(self._drafts)) for column in self.columns]
        self._drafts.append(Draft(texts))
        self._fill()
        row = len(self._drafts) - 1
        self._check(row)
        empty = next((i for i, text in enumerate(texts) if not text), 0)
        self.grid.setCurrentCell(row, empty)
        cell = self.grid.item(row, empty)
        if cell is not None:
            self.grid.editItem(cell)

    def remove_rows(self) -> None:
        """Remove the rows of the selected cells."""
        rows = {index.row() for index in self.grid.selectedIndexes()}
        if not rows:
            return
        self._drafts = [d for row, d in enumerate(self._drafts) if row not in rows]
        self._fill()
        self._tell()

    def paste(self) -> None:
        """Paste rows of tab-separated cells after the last row."""
        lines = QApplication.clipboard().text().splitlines()
        for line in lines:
            cells = [cell.strip() for cell in line.split("\t")]
            texts = [cells[i] if i < len(cells) else "" for i in range(len(self.columns))]
            self._drafts.append(Draft(texts))
        self._fill()
        for row in range(len(self._drafts) - len(lines), len(self._drafts)):
            self._read(row)
        self._tell()

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        draft = self._drafts[item.row()]
        if draft.texts[item.column()] == item.text():
            return
        draft.texts[item.column()] = item.text()
        self._check(item.row())
        self._tell()

    def _check(self, row: int) -> None:
        self._read(row)
        self._mark()

    def _read(self, row: int) -> None:
        """Make a part of a row's texts, or note which cells are wrong."""
        draft = self._drafts[row]
        draft.wrongs = {}
        values: dict[str, Any] = {}
        for index, column in enumerate(self.columns):
            found = read_text(column, draft.texts[index])
            if isinstance(found, Wrong):
                draft.wrongs[index] = found.message
            elif draft.texts[index].strip():
                values[column.name] = found.value
        kept = draft.part
        draft.part = None
        row_type = self._form.row_type
        if draft.wrongs or row_type is None:
            return
        found = read_row(row_type, {**_hidden(kept, self.columns), **values})
        if isinstance(found, Typed):
            draft.part = found.value
        else:
            draft.wrongs[-1] = found.message

    def _tell(self) -> None:
        self._mark()
        parts = tuple(draft.part for draft in self._drafts if draft.part is not None)
        if parts != (self._form.value or ()):
            self._form = replace(self._form, values=(parts,))
            self.changed.emit(parts)

    def _mark(self) -> None:
        """Show which cells are wrong; the first message stands under the table."""
        self._is_filling = True
        messages: list[str] = []
        for row, draft in enumerate(self._drafts):
            messages += draft.wrongs.values()
            for column in range(len(self.columns)):
                item = self.grid.item(row, column)
                wrong = draft.wrongs.get(column)
                if item is None:
                    continue
                item.setBackground(self._theme.color("errorSoft" if wrong else "panel"))
                item.setToolTip(wrong or item.text())
        self._is_filling = False
        self._message.setText(messages[0] if messages else "")
        self._message.setVisible(bool(messages))


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
        header.setDefaultSectionSize(92)
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
        bar = 12 if self.columnCount() > 3 else 2
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


def _first_text(column: FieldForm, number: int) -> str:
    """What a new row begins with: the default, a free name, the first choice."""
    info = column.kind.model_fields[column.name]
    if not info.is_required():
        return text_of(info.get_default(call_default_factory=True))
    if column.name == "name":
        return f"{column.kind.__name__.lower()}-{number + 1}"
    if column.name == "priority" and column.low is not None:
        return str(column.low + 10 * number)
    if column.choices and column.control == "choice":
        return column.choices[0].label
    return ""


def _hidden(part: Any, columns: Sequence[FieldForm]) -> dict[str, Any]:
    """What a row holds that has no column (fields of newer versions, nested lists)."""
    if part is None:
        return {}
    shown = {column.name for column in columns}
    kept = {name: getattr(part, name) for name in type(part).model_fields if name not in shown}
    return {**kept, **(part.model_extra or {})}
