"""Questions: what is open and what was assumed; who is to answer and what was said, typed in place."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.edit.questions import (
    AddQuestion,
    Question,
    RemoveQuestion,
    WriteQuestion,
    open_questions,
    questions_of,
)
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.tab_header import Plain

COLUMNS = (
    ("text", "Question"),
    ("ask", "Who answers"),
    ("until", "By when"),
    ("answer", "Answer or decision"),
    ("by", "Decided by"),
)
# of all columns but the first, which takes what is left
WIDTHS = (110, 90, 220, 100)
ROW = 28


class QuestionTable(QTableWidget):
    """Del removes the row that the keyboard is on."""

    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear Del; the rest is the table's own."""
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not is_editing:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class QuestionsPanel(Plain):
    """A row a question, the assumptions last; a line below adds one."""

    selected = Signal(object)  # tuple of Key
    counted = Signal(object)  # int: the open ones

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge, self._theme = bridge, theme
        self.rows: tuple[Question, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(6)
        self.table = QuestionTable(0, len(COLUMNS), self)
        self.table.setAccessibleName("Open questions and assumptions")
        self.table.setHorizontalHeaderLabels([title for _, title in COLUMNS])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for at, width in enumerate(WIDTHS, 1):
            self.table.setColumnWidth(at, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.cellChanged.connect(self._typed)
        self.table.currentCellChanged.connect(self._picked)
        self.table.deleted.connect(self.remove)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText("Another question, or an assumption")
        self.typed.setAccessibleName("Another question, or an assumption")
        self.typed.returnPressed.connect(self.add)
        row.addWidget(self.typed, 1)
        for text, handler in (("Add question", self.add), ("Add assumption", self.assume)):
            button = QPushButton(text, self)
            button.clicked.connect(handler)
            row.addWidget(button)
        return row

    def refresh(self, _update: object = None) -> None:
        """Show the questions of the design as it is; the keyboard stays where it was."""
        document = self._bridge.update_now.document
        rows = questions_of(document)
        self.counted.emit(len(open_questions(document)))
        at = self.table.currentRow(), self.table.currentColumn()
        with QSignalBlocker(self.table):
            self.rows = rows
            self.table.setRowCount(len(rows))
            for row, question in enumerate(rows):
                for place, (name, _) in enumerate(COLUMNS):
                    self.table.setItem(row, place, self._item(question, name))
            if at[0] >= 0 and rows:
                self.table.setCurrentCell(min(at[0], len(rows) - 1), max(0, at[1]))

    def _item(self, question: Question, name: str) -> QTableWidgetItem:
        text = str(getattr(question, name))
        item = QTableWidgetItem(text)
        if name == "text" and question.origin == "assumption":
            item.setText(f"Assumed: {text}")
        fixed = question.id.startswith("table:") or name == "text"
        if fixed:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if not question.is_open or question.origin == "assumption":
            item.setForeground(QColor(self._theme.color("text2")))
        item.setToolTip(text)
        return item

    def add(self) -> None:
        """Write down the question that was typed."""
        self._add("question")

    def assume(self) -> None:
        """Write down the assumption that was typed."""
        self._add("assumption")

    def _add(self, origin: str) -> None:
        kind = "assumption" if origin == "assumption" else "question"
        if self._bridge.do(AddQuestion(self.typed.text(), kind)):  # type: ignore[arg-type]
            self.typed.clear()

    def remove(self) -> None:
        """Forget the question that the keyboard is on; undo brings it back."""
        row = self.table.currentRow()
        if 0 <= row < len(self.rows):
            self._bridge.do(RemoveQuestion(self.rows[row].id))

    def _typed(self, row: int, column: int) -> None:
        """The table is filled anew by the edit, so it must be done with its own first."""
        item = self.table.item(row, column)
        if item is None or not 0 <= row < len(self.rows):
            return
        command = WriteQuestion(self.rows[row].id, COLUMNS[column][0], item.text())

        def write() -> None:
            if not self._bridge.do(command):
                self.refresh()

        QTimer.singleShot(0, self, write)

    def _picked(self, row: int, *_: int) -> None:
        about = self.rows[row].about if 0 <= row < len(self.rows) else None
        if about is not None:
            self.selected.emit((about,))
