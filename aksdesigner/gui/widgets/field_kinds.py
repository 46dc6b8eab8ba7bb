"""Which editor a field gets, and the editors that hold other editors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.field_edit import (
    ChoiceField,
    Edit,
    FieldEdit,
    SwitchField,
    TextField,
)
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.record_table import RecordTable
from aksdesigner.gui.widgets.wide_table import WideTable, is_wide
from aksdesigner.present.inspector import FieldForm


def field_edit(form: FieldForm, theme: WindowTheme, parent: QWidget) -> FieldEdit:
    """Return the editor for a field."""
    if form.control == "switch":
        return SwitchField(form, parent)
    if form.control == "choice" or (form.control == "reference" and not form.is_list):
        return ChoiceField(form, parent)
    if form.control == "table":
        return TableField(form, theme, parent)
    if form.control == "part":
        return PartField(form, theme, parent)
    return TextField(form, parent)


class TableField(FieldEdit):
    """A list of records, as a small spreadsheet under its label."""

    def __init__(self, form: FieldForm, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(form, parent)
        self._theme = theme
        self.sheet: WideTable | None = None
        self.table = RecordTable(form, theme, self)
        self.table.changed.connect(self._changed)
        self.name = label(form.label, "field", self)
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addStretch(1)
        if is_wide(form):
            self.wider = QPushButton("Open wide", self)
            self.wider.setProperty("link", "true")
            self.wider.setAccessibleName(f"Open {form.label} wide")
            self.wider.clicked.connect(self.open_sheet)
            head.addWidget(self.wider)
        self._grid.addLayout(head, 0, 0, 1, 2)
        self._grid.addWidget(self.table, 1, 0, 1, 2)
        self.refresh(form)

    def open_sheet(self) -> None:
        """Show the same rows on a sheet that is wide enough for them."""
        self.sheet = WideTable(self.form, self._theme, self.window())
        self.sheet.table.changed.connect(self._changed)
        self.sheet.finished.connect(self._closed)
        self.sheet.show()

    def _closed(self) -> None:
        self.sheet = None

    def refuse(self, reason: str) -> None:
        """Say why the design did not take the rows, on the sheet too."""
        super().refuse(reason)
        if self.sheet is not None:
            self.sheet.say(reason)

    def refresh(self, form: FieldForm) -> None:
        """Show the rows there are now; rows still being typed stay."""
        self.form = form
        self.table.show_form(form)
        if self.sheet is not None:
            self.sheet.show_form(form)
        self.setVisible(len(form.values) == 1)

    def _changed(self, rows: object) -> None:
        if rows == (self.form.value or ()):  # what was refused is taken back
            self._tell(None)
            if self.sheet is not None:
                self.sheet.say("")
        self._commit(rows)

    def _use_suggestion(self) -> None:
        """A table has no suggestions of its own."""


class PartField(FieldEdit):
    """A nested object: its own fields, one below the other."""

    def __init__(self, form: FieldForm, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(form, parent)
        box = QVBoxLayout()
        box.setSpacing(0)
        self._edits: list[FieldEdit] = []
        for column in self._inner(form):
            edit = field_edit(column, theme, self)
            edit.committed.connect(self._changed)
            self._edits.append(edit)
            box.addWidget(edit)
        self._grid.addWidget(label(form.label, "field", self), 0, 0, 1, 2)
        self._grid.addLayout(box, 1, 0, 1, 2)

    def refresh(self, form: FieldForm) -> None:
        """Show the values there are now."""
        self.form = form
        for edit, column in zip(self._edits, self._inner(form), strict=True):
            edit.refresh(column)

    @staticmethod
    def _inner(form: FieldForm) -> tuple[FieldForm, ...]:
        return tuple(
            replace(column, values=(_inner_value(form, column),)) for column in form.columns
        )

    def _changed(self, edit: Edit) -> None:
        row_type = self.form.row_type
        if row_type is None:
            return
        present = self.form.value or row_type()
        self._commit(present.with_changes(**{edit.name: edit.value}))

    def _use_suggestion(self) -> None:
        """A nested object has no suggestions of its own."""


def _inner_value(form: FieldForm, column: FieldForm) -> Any:
    if form.value is not None:
        return getattr(form.value, column.name)
    info = column.kind.model_fields[column.name]
    return None if info.is_required() else info.get_default(call_default_factory=True)
