"""Inspector: name, kind and typed fields of what is selected. Every edit is one undo step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.edit.command import Command
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField, SetSettings
from aksdesigner.edit.together import Together
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.icons import icon, icon_pixmap
from aksdesigner.gui.panels.subnet_facts import SubnetFacts
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.field_edit import Edit, FieldEdit
from aksdesigner.gui.widgets.field_kinds import TableField, field_edit
from aksdesigner.gui.widgets.labels import ElidedLabel, label, restyle, rule
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.interact.form import Typed, Wrong, read_name
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, Uid
from aksdesigner.present.inspector import Form, Section, design_form, form_of

HEAD = 60
HINT = "Select a thing on the canvas, in the outline or in a finding to see and edit it."


class Head(Plain):
    """The title bar of the dock; a dock asks for its hint, not for its fixed height."""

    given_up = Signal()

    def sizeHint(self) -> QSize:
        """As high as it is made."""
        return QSize(super().sizeHint().width(), HEAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up a name; the window then takes the focus back to the canvas."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        super().keyPressEvent(event)


class InspectorPanel(Plain):
    """The form of the selection; with nothing selected, that of the design itself."""

    routes_wanted = Signal(object)  # Key of a subnet
    fold_wanted = Signal()

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self._theme = theme
        self._uids: tuple[Uid, ...] = ()
        self._form = design_form(bridge.update_now.document)
        self._fields: list[FieldEdit] = []
        self._facts: SubnetFacts | None = None
        self._build()
        self._refusal = ""
        bridge.updated.connect(self._updated)
        bridge.refused.connect(self._refused)
        theme.changed.connect(self._draw_icon)
        self.show_selection(())

    def _build(self) -> None:
        self.header = self._header()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setAccessibleName("Fields of the selection")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._scroll, 1)

    def _header(self) -> QWidget:
        header = Head(self)
        header.setObjectName("panel")
        header.setFixedHeight(HEAD)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        self._icon = label("", "", header)
        self._icon.setFixedSize(24, 24)
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.name = QLineEdit(header)
        self.name.setObjectName("name")
        self.name.setAccessibleName("Name")
        self.name.textEdited.connect(self._name_typed)
        self.name.editingFinished.connect(self._name_finished)
        header.given_up.connect(self._name_given_up)
        self._subtitle = ElidedLabel("", "quiet", header)
        self._subtitle.setIndent(6)
        column.addWidget(self.name)
        column.addWidget(self._subtitle)
        row.addLayout(column, 1)
        self._fold = QToolButton(header)
        self._fold.setToolTip("Fold the inspector")
        self._fold.setAccessibleName("Fold the inspector")
        self._fold.clicked.connect(self.fold_wanted)
        row.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        return header

    @property
    def fields(self) -> dict[str, FieldEdit]:
        """The field editors in view, by the name of their field."""
        return {edit.form.name: edit for edit in self._fields}

    def focus_first(self) -> None:
        """Let the next key type into the first field."""
        if self._fields:
            self._fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_selection(self, keys: tuple[Key, ...]) -> None:
        """Show the form of these resources; keys that name none are left out."""
        index = self._bridge.update_now.document.topology.index
        entries = [index.by_key[key] for key in keys if key in index.by_key]
        self._uids = tuple(entry.resource.uid for entry in entries)
        self._rebuild(tuple(entry.key for entry in entries))

    def _keys(self) -> tuple[Key, ...]:
        by_uid = self._bridge.update_now.document.topology.index.by_uid
        return tuple(by_uid[uid].key for uid in self._uids if uid in by_uid)

    def _updated(self, _update: object) -> None:
        keys = self._keys()
        form = _form_of(self._bridge.update_now.document, keys)
        if _shape(form) != _shape(self._form):
            self._uids = tuple(u for u in self._uids if u in self._by_uid())
            self._rebuild(keys)
            return
        self._form = form
        self._show_head(form)
        fresh = [field for section in form.sections for field in section.fields]
        known = {field.name: field for field in fresh}
        for edit in self._fields:
            edit.refresh(known[edit.form.name])
        if self._facts is not None:
            self._facts.show_subnet(form.keys[0])

    def _by_uid(self) -> Any:
        return self._bridge.update_now.document.topology.index.by_uid

    def _rebuild(self, keys: tuple[Key, ...]) -> None:
        self._form = _form_of(self._bridge.update_now.document, keys)
        self._fields = []
        self._facts = None
        self._show_head(self._form)
        body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(0)
        if not self._form.keys:
            column.addWidget(label(HINT, "quiet", body, wraps=True))
            column.addSpacing(8)
        for index, section in enumerate(self._form.sections):
            self._add_section(column, body, section)
            if index == 0 and self._form.kind == "subnet":
                self._add_facts(column, body, self._form.keys[0])
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _show_head(self, form: Form) -> None:
        self.name.setReadOnly(not form.can_rename)
        if not self.name.hasFocus() or self.name.property("wrong") != "true":
            self.name.setText(form.title)
            restyle(self.name, "wrong", "false")
        self._subtitle.setText(form.subtitle)
        self._subtitle.setVisible(bool(form.subtitle))
        self._draw_icon()

    def _draw_icon(self) -> None:
        self._fold.setIcon(icon(self._theme, "chevron-right", 16))
        ratio = self.devicePixelRatioF()
        name = self._form.kind or ("select" if self._form.keys else "file")
        self._icon.setPixmap(icon_pixmap(self._theme, name, 24, ratio, "text", "accent"))

    def _add_facts(self, column: QVBoxLayout, body: QWidget, key: Key) -> None:
        self._facts = SubnetFacts(self._bridge, self._theme, body)
        self._facts.routes_wanted.connect(self.routes_wanted)
        self._facts.show_subnet(key)
        column.addWidget(self._facts)

    def _add_section(self, column: QVBoxLayout, body: QWidget, section: Section) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 10, 0, 6)
        head.addWidget(label(section.title, "section", body), 1)
        column.addWidget(rule(body))
        column.addLayout(head)
        hidden: list[QWidget] = []
        for form in section.fields:
            edit = field_edit(form, self._theme, body)
            edit.committed.connect(self._commit)
            is_first = form.name == section.fields[0].name
            if isinstance(edit, TableField) and form.label == section.title and is_first:
                edit.name.hide()
            self._fields.append(edit)
            column.addWidget(edit)
            if form.is_advanced and not any(form.values):
                edit.hide()
                hidden.append(edit)
        if hidden:
            head.addWidget(MoreButton(hidden, body))
        column.addSpacing(8)

    def _commit(self, edit: Edit) -> None:
        command = self._command(edit)
        if not self._bridge.do(command) and edit.name in self.fields:
            self.fields[edit.name].refuse(self._refusal)

    def _command(self, edit: Edit) -> Command:
        keys = self._form.keys
        if not keys:
            return SetSettings({edit.name: edit.value})
        commands = tuple(SetField(key, edit.name, edit.value) for key in keys)
        title = f"Change {edit.name} of {len(keys)} things"
        return commands[0] if len(commands) == 1 else Together(title, commands)

    def _refused(self, reason: str) -> None:
        self._refusal = reason

    def _name_typed(self) -> None:
        found = self._name()
        restyle(self.name, "wrong", "false" if isinstance(found, Typed) else "true")
        self.name.setToolTip("" if isinstance(found, Typed) else found.message)

    def _name(self) -> Typed | Wrong:
        """Return the name typed. A design may be called anything; a thing is named as in Azure."""
        text = self.name.text()
        if self._form.keys:
            return read_name(text)
        return Typed(text.strip()) if text.strip() else Wrong("A name is needed.")

    def _name_given_up(self) -> None:
        self.name.setText(self._form.title)
        self._name_typed()

    def _name_finished(self) -> None:
        form = self._form
        found = self._name()
        if not form.can_rename or not isinstance(found, Typed) or found.value == form.title:
            return
        key = form.keys[0] if form.keys else None
        self._bridge.do(Rename(key, found.value) if key else SetSettings({"name": found.value}))


class MoreButton(QPushButton):
    """Shows the rarely used fields of a section."""

    def __init__(self, hidden: list[QWidget], parent: QWidget) -> None:
        super().__init__("More", parent)
        self._hidden = hidden
        self.setProperty("link", "true")
        self.setAccessibleName("More fields")
        self.clicked.connect(self._toggle)

    def _toggle(self) -> None:
        is_open = self.text() == "More"
        self.setText("Less" if is_open else "More")
        for widget in self._hidden:
            widget.setVisible(is_open)


def _form_of(document: Document, keys: tuple[Key, ...]) -> Form:
    return form_of(document, keys) or design_form(document)


def _shape(form: Form) -> tuple[object, ...]:
    """Two forms of one shape differ only in values, so their editors can stay."""
    fields = tuple(
        (section.title, tuple((f.name, f.control) for f in section.fields))
        for section in form.sections
    )
    return form.kind, len(form.keys), fields
