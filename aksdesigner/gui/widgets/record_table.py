"""A small spreadsheet of records: routes, security rules, connections, links.

A row that is not whole yet, or holds a wrong text, stays in the table and out of the model. Lists
inside the current row (the rules of a collection) are tables of their own below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.spreadsheet import COLUMN_WIDTH, ROW_HEIGHT, CellDelegate, SpreadSheet
from aksdesigner.interact.form import Typed, Wrong, read_row, read_text
from aksdesigner.present.help import help_of
from aksdesigner.present.inspector import FieldForm, shown, text_of


@dataclass
class Draft:
    """A row as typed: one text a column, and the part it stands for once it is whole.

    `last` is the last whole part: it holds what has no column while a cell is wrong.
    """

    texts: list[str]
    part: Any = None
    wrongs: dict[int, str] = field(default_factory=dict)
    last: Any = None


class RecordTable(QWidget):
    """Rows of one record type. `changed` carries the tuple of whole rows."""

    changed = Signal(object)

    def __init__(
        self, form: FieldForm, theme: WindowTheme, parent: QWidget, column_width: int = COLUMN_WIDTH
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._theme = theme
        self._column_width = column_width
        self._drafts: list[Draft] = []
        self._is_filling = False
        self._owner = ""
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
        self._inner: dict[str, InnerTable] = {}
        for column in form.columns:
            if column.control == "table":
                inner = InnerTable(column, theme, self, column_width)
                inner.changed.connect(self._inner_changed)
                self._inner[column.name] = inner
                layout.addWidget(inner)
        theme.changed.connect(self._mark)

    def _grid(self) -> SpreadSheet:
        grid = SpreadSheet(0, max(1, len(self.columns)), self)
        grid.horizontalHeader().setDefaultSectionSize(self._column_width)
        labels = [column.label for column in self.columns] or [self._form.label]
        grid.setHorizontalHeaderLabels(labels)
        for index, column in enumerate(self.columns):
            header = grid.horizontalHeaderItem(index)
            if header is not None:
                found = help_of(column.kind, column.name)
                header.setToolTip(found.text)
                header.setWhatsThis(f"{found.title}: {found.text}")
        grid.setItemDelegate(CellDelegate(self.columns, grid))
        grid.setAccessibleName(self._form.label)
        grid.itemChanged.connect(self._typed)
        grid.currentCellChanged.connect(self._show_inner)
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

    def show_form(self, form: FieldForm, owner: str = "") -> None:
        """Show the rows of the model; drafts that are not whole stay at the end.

        Rows of another `owner` than before keep none of its drafts.
        """
        self._form = form
        if owner != self._owner:
            self._owner, self._drafts = owner, []
            self.grid.setCurrentCell(-1, -1)
        parts = form.value or ()
        whole = [draft.part for draft in self._drafts if draft.part is not None]
        if self._drafts and whole == list(parts):
            return
        open_drafts = [draft for draft in self._drafts if draft.part is None]
        self._drafts = [self._draft(part) for part in parts] + open_drafts
        self._fill()

    def _draft(self, part: Any) -> Draft:
        texts = [shown(column, getattr(part, column.name)) for column in self.columns]
        return Draft(texts, part, last=part)

    def _fill(self) -> None:
        self._is_filling = True
        self.grid.setRowCount(len(self._drafts))
        for row, draft in enumerate(self._drafts):
            self.grid.setRowHeight(row, ROW_HEIGHT)
            for column, text in enumerate(draft.texts):
                self.grid.setItem(row, column, QTableWidgetItem(text))
            if not self.columns:
                self.grid.setItem(row, 0, _counted(self._form, draft.part, row))
        self._is_filling = False
        self.grid.fit_height()
        self.grid.setVisible(bool(self._drafts))
        self._remove.setVisible(bool(self._drafts))
        self._mark()
        self._show_inner()

    def _current(self) -> Draft | None:
        """Return the row whose inner lists are shown: the current one, else the first."""
        row = max(self.grid.currentRow(), 0)
        return self._drafts[row] if row < len(self._drafts) else None

    def _show_inner(self) -> None:
        if self._is_filling:
            return
        draft = self._current()
        for inner in self._inner.values():
            inner.show_part(draft.part if draft else None)

    def _inner_changed(self, name: str, rows: object) -> None:
        draft = self._current()
        if draft is None or draft.part is None:
            return
        draft.part = draft.last = draft.part.with_changes(**{name: rows})
        if not self.columns:
            self._fill()
        self._tell()

    def add_row(self) -> None:
        """Begin a row; it goes into the model as soon as it is whole."""
        texts = [_first_text(column, len(self._drafts)) for column in self.columns]
        self._drafts.append(Draft(texts))
        self._fill()
        row = len(self._drafts) - 1
        self._check(row)
        empty = next((i for i, text in enumerate(texts) if not text), 0)
        self.grid.setCurrentCell(row, empty)
        if self._drafts[row].part is not None:  # whole by its defaults alone
            self._fill()
            self._tell()
        cell = self.grid.item(row, empty)
        if self.columns and cell is not None:
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
        self._show_inner()

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
        kept = draft.last
        draft.part = None
        row_type = self._form.row_type
        if draft.wrongs or row_type is None:
            return
        found = read_row(row_type, {**_hidden(kept, self.columns), **values})
        if isinstance(found, Typed):
            draft.part = draft.last = found.value
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


class InnerTable(QWidget):
    """A list inside the current row, as a table under a heading that says whose it is."""

    changed = Signal(str, object)

    def __init__(
        self, form: FieldForm, theme: WindowTheme, parent: QWidget, column_width: int
    ) -> None:
        super().__init__(parent)
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 0, 0)
        layout.setSpacing(2)
        self.head = label("", "field", self, wraps=True)
        layout.addWidget(self.head)
        self.table = RecordTable(form, theme, self, column_width)
        self.table.changed.connect(self._tell)
        layout.addWidget(self.table)
        self.hide()

    def show_part(self, part: Any) -> None:
        """Show the list of a row; a row that is not whole has none yet."""
        self.setVisible(part is not None)
        if part is None:
            return
        rows = getattr(part, self._form.name)
        whose = getattr(part, "name", "") or "this row"
        self.head.setText(f"{self._form.label} of {whose}")
        self.table.grid.setAccessibleName(self.head.text())
        self.table.show_form(replace(self._form, values=(rows,)), whose)

    def _tell(self, rows: object) -> None:
        self.changed.emit(self._form.name, rows)


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


def _counted(form: FieldForm, part: Any, row: int) -> QTableWidgetItem:
    """Return the cell of a row that only holds lists: its number, and how long they are."""
    words = [
        f"{len(getattr(part, column.name))} {column.label.lower()}"
        for column in form.columns
        if part is not None and column.control == "table"
    ]
    item = QTableWidgetItem(f"{row + 1}: {', '.join(words)}")
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item


def _hidden(part: Any, columns: Sequence[FieldForm]) -> dict[str, Any]:
    """What a row holds that has no column (fields of newer versions, nested lists)."""
    if part is None:
        return {}
    shown = {column.name for column in columns}
    kept = {name: getattr(part, name) for name in type(part).model_fields if name not in shown}
    return {**kept, **(part.model_extra or {})}
