"""What stands behind the chosen line of the checklist, and the form that answers it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.answers import Answer
from aksdesigner.report.checklist import WORDS
from aksdesigner.review.line import Row


class AnswerForm(QScrollArea):
    """The line, its evidence, its question, and fields for the answer.

    What somebody typed is kept while the design changes under it, and forgotten when another line
    is chosen or the answer is given.
    """

    given = Signal(object, object)  # line id, Answer without a date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The chosen line")
        self.row: Row | None = None
        self.text = _field("Answer", "What is so, and where it is written")
        self.by = _field("Answered by", "Name")
        self.owner = _field("Who is to answer", "Name")
        self.applies_not = QCheckBox("Does not apply")
        self.keep = QPushButton("Keep the answer")
        restyle(self.keep, "primary", "true")
        self.keep.clicked.connect(self._give)
        for field in (self.text, self.by, self.owner):
            field.returnPressed.connect(self._give)
        self._title = label("", "bodyStrong", wraps=True)
        self._state = label("", "small")
        self._said = label("", "", wraps=True)
        self._question = label("", "bodyStrong", wraps=True)
        self._control = label("", "small", wraps=True)
        self._form = QWidget()
        self._lay_out()
        self.show_row(None)

    def _lay_out(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        for word, field in (("Answer", self.text), ("By", self.by), ("Owner", self.owner)):
            title = label(word, "field")
            title.setFixedHeight(field.sizeHint().height())  # in the middle of its field
            form.addRow(title, field)
        row = QHBoxLayout()
        row.addWidget(self.applies_not)
        row.addStretch(1)
        row.addWidget(self.keep)
        form.addRow(row)
        inner = Plain()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        for widget in (self._title, self._state, self._said, self._question, self._form):
            column.addWidget(widget)
        column.addWidget(self._control)
        column.addStretch(1)
        self.setWidget(inner)

    def show_row(self, row: Row | None) -> None:
        """Show another line, or the same one in another state."""
        is_other = row is None or self.row is None or row.line.id != self.row.line.id
        is_answered = self.row is not None and row is not None and row.answer != self.row.answer
        self.row = row
        if row is None:
            self._title.setText("Choose a line to see what stands behind it.")
            for widget in (self._state, self._said, self._question, self._form, self._control):
                widget.hide()
            return
        self._title.setText(row.line.text)
        self._state.setText(WORDS[row.state].capitalize())
        self._show(self._said, "\n".join((*row.wrong, *row.evidence, *row.accepted)))
        self._show(self._question, row.line.asks or "")
        self._show(self._control, f"Control: {row.line.control}" if row.line.control else "")
        self._state.show()
        self._form.setVisible(row.line.asks is not None)
        if is_other or is_answered:
            self._fill(row.answer)

    def _fill(self, answer: Answer) -> None:
        self.text.setText(answer.text)
        self.by.setText(answer.by or (self.by.text() if not answer.text else ""))
        self.owner.setText(answer.owner)
        self.applies_not.setChecked(answer.not_applicable)

    @staticmethod
    def _show(widget: QWidget, text: str) -> None:
        widget.setText(text)  # type: ignore[attr-defined]
        widget.setVisible(bool(text))

    def _give(self) -> None:
        if self.row is None or self.row.line.asks is None:
            return
        answer = Answer(
            self.text.text().strip(),
            self.owner.text().strip(),
            self.by.text().strip(),
            not_applicable=self.applies_not.isChecked(),
        )
        self.given.emit(self.row.line.id, answer)


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field
