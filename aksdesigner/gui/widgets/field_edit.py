"""Editors of one field: what is typed is checked at once and goes on only when it is a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from aksdesigner.gui.whats_this import field_help
from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.interact.form import Typed, Wrong, read_text, read_value
from aksdesigner.present.inspector import FieldForm, consequence_of, text_of

LABEL_WIDTH = 92
# borders, padding and arrow of a combo
COMBO_CHROME = 48


@dataclass(frozen=True)
class Edit:
    """A field (its Python name) and the value it should have."""

    name: str
    value: Any


class FieldEdit(QWidget):
    """Label, control, unit; under it the message of a wrong text or what the value means."""

    committed = Signal(object)  # Edit

    def __init__(self, form: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.setObjectName(f"field-{form.name}")
        self.setWhatsThis(field_help(form.kind, form.name))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 3, 0, 3)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._note = label("", "caption", self, wraps=True)
        self._use = QPushButton(self)
        self._use.setProperty("link", "true")
        self._use.clicked.connect(self._use_suggestion)
        self._use.hide()
        self._suggestion = ""

    def _lay_out(self, control: QWidget) -> None:
        name = label(self.form.label, "field", self, wraps=True)
        name.setFixedWidth(LABEL_WIDTH)
        name.setMinimumHeight(28)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        name.setBuddy(control)
        control.setAccessibleName(self.form.label)
        self.setFocusProxy(control)
        control.setAccessibleDescription(self.form.help)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(control, 1)
        if self.form.unit:
            row.addWidget(label(self.form.unit, "quiet", self))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(name, 0, 0, 4, 1, top)
        self._grid.addLayout(row, 0, 1)
        self._grid.setRowStretch(3, 1)
        self._grid.addWidget(self._note, 1, 1)
        self._grid.addWidget(self._use, 2, 1, Qt.AlignmentFlag.AlignLeft)
        self._tell(None)

    def refresh(self, form: FieldForm) -> None:
        """Show the field as it is now; a text in the middle of being typed stays."""
        raise NotImplementedError

    def refuse(self, reason: str) -> None:
        """Say why the design did not take the value; what was typed stays."""
        self._tell(Wrong(reason))

    def _tell(self, wrong: Wrong | None) -> None:
        text = wrong.message if wrong else consequence_of(self.form)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        restyle(self._note, "style", "wrong" if wrong else "caption")
        self._suggestion = (wrong.suggestion if wrong else None) or ""
        self._use.setVisible(bool(self._suggestion))
        self._use.setText(f"Use {self._suggestion}")

    def _use_suggestion(self) -> None:
        raise NotImplementedError

    def _commit(self, value: Any) -> None:
        if self.form.is_mixed or value != self.form.value:
            self.committed.emit(Edit(self.form.name, value))


class Line(QLineEdit):
    """A line whose Ctrl+Z takes back typing first, and then the steps of the design."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window when there is nothing typed to undo or redo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            is_undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            if is_undo or (event.matches(keys.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)


class TextField(FieldEdit):
    """A line of text: names, prefixes, addresses, numbers, comma lists."""

    def __init__(self, form: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.line: QLineEdit = Line(self)
        self.line.setObjectName("line")
        self.line.textEdited.connect(self._check)
        self.line.editingFinished.connect(self._finished)
        self._lay_out(self.line)
        self._is_typing = False
        self.refresh(form)

    def refresh(self, form: FieldForm) -> None:
        """Show the value; a wrong or unfinished text keeps its place."""
        self.form = form
        if self._is_typing:
            return
        self.line.setPlaceholderText(
            f"{form.mixed_count} values" if form.is_mixed else form.placeholder
        )
        text = "" if form.is_mixed else text_of(form.value)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)  # a text that is too long is read from its start
        restyle(self.line, "wrong", "false")
        self._tell(None)

    def refuse(self, reason: str) -> None:
        """Keep the text, with an error edge and the reason."""
        self._is_typing = True
        restyle(self.line, "wrong", "true")
        super().refuse(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed; the window then takes the focus back to the canvas."""
        if event.key() == Qt.Key.Key_Escape and self._is_typing:
            self._is_typing = False
            self.refresh(self.form)
        super().keyPressEvent(event)

    def _check(self) -> None:
        self._is_typing = True
        found = read_text(self.form, self.line.text())
        wrong = found if isinstance(found, Wrong) else None
        restyle(self.line, "wrong", "true" if wrong else "false")
        self._tell(wrong)

    def _finished(self) -> None:
        if not self._is_typing:
            return
        found = read_text(self.form, self.line.text())
        if isinstance(found, Typed):
            self._is_typing = False
            self.line.setText(self.line.text())  # what was typed is done, and no longer undone here
            self._commit(found.value)

    def _use_suggestion(self) -> None:
        self.line.setText(self._suggestion)
        self._check()
        self._finished()


class SwitchField(FieldEdit):
    """Yes or no."""

    def __init__(self, form: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.box = QCheckBox(self)
        self.box.clicked.connect(self._clicked)
        self._lay_out(self.box)
        self.refresh(form)

    def refresh(self, form: FieldForm) -> None:
        """Show the value."""
        self.form = form
        self.box.setTristate(form.is_mixed)
        if form.is_mixed:
            self.box.setCheckState(Qt.CheckState.PartiallyChecked)
            self.box.setText(f"{form.mixed_count} values")
        else:
            self.box.setChecked(bool(form.value))
            self.box.setText("On" if form.value else "Off")
        self._tell(None)

    def refuse(self, reason: str) -> None:
        """Go back to what the design says, and say why."""
        self.refresh(self.form)
        super().refuse(reason)

    def _clicked(self) -> None:
        self._commit(self.box.checkState() == Qt.CheckState.Checked)


class QuietCombo(QComboBox):
    """A combo that the wheel does not change while somebody scrolls past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the combo; a text with no room ends in an ellipsis."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - COMBO_CHROME
        text = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        option.currentText = cut
        self.setToolTip(text if cut != text else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class ChoiceField(FieldEdit):
    """One of several: enum values, or resources that exist."""

    def __init__(self, form: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(form, parent)
        self.combo = QuietCombo(self)
        self.combo.activated.connect(self._chosen)
        self._lay_out(self.combo)
        self.refresh(form)

    def refresh(self, form: FieldForm) -> None:
        """Show the value among the choices there are now."""
        self.form = form
        with QSignalBlocker(self.combo):
            self._fill(form)
        self._tell(None)

    def refuse(self, reason: str) -> None:
        """Go back to what the design says, and say why."""
        self.refresh(self.form)
        super().refuse(reason)

    def _fill(self, form: FieldForm) -> None:
        self.combo.clear()
        for choice in form.choices:
            self.combo.addItem(choice.label, choice.value)
        values = [choice.value for choice in form.choices]
        if form.is_mixed:
            self.combo.setPlaceholderText(f"{form.mixed_count} values")
            self.combo.setCurrentIndex(-1)
        elif form.value in values:
            self.combo.setCurrentIndex(values.index(form.value))
        elif form.value is not None:
            self.combo.addItem(f"{form.value} (not in the design)", form.value)
            self.combo.setCurrentIndex(self.combo.count() - 1)

    def _chosen(self, index: int) -> None:
        found = read_value(self.form, self.combo.itemData(index))
        if isinstance(found, Typed):
            self._commit(found.value)
        else:
            self._tell(found)
