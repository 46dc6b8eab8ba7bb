"""Rows of the production checklist: section by section, each with its state as a mark."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.marks import paint_mark
from aksdesigner.gui.widgets.row_ground import paint_ground
from aksdesigner.report.checklist import WORDS, lines_of
from aksdesigner.review.checklist import Checklist
from aksdesigner.review.line import Row, Section, State

ROW, MARK = 28, 14
GAP = 24  # between the words of a line and its state
ITEM = int(Qt.ItemDataRole.UserRole)
MARKS: dict[State, str] = {
    "met": "ok",
    "failing": "error",
    "open": "notComputed",
    "notApplicable": "",
}
Index = QModelIndex | QPersistentModelIndex


class ChecklistModel(QAbstractListModel):
    """Titles of sections, and their lines; a line keeps its place when only its state changes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Section | Row] = []

    def show(self, checklist: Checklist) -> None:
        """Show another state of the checklist."""
        items: list[Section | Row] = []
        for section in checklist.sections:
            items += [section, *section.rows]
        if len(items) != len(self.items):
            self.beginResetModel()
            self.items = items
            self.endResetModel()
        else:
            self.items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def place_of(self, line: str) -> int:
        """Return the place of a line. Raises StopIteration for one that is not there."""
        return next(
            place
            for place, item in enumerate(self.items)
            if isinstance(item, Row) and item.line.id == line
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Titles of sections can't be chosen."""
        if isinstance(self.items[index.row()], Section):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, its words, or what a screen reader says of it."""
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if isinstance(item, Section):
            met, count = item.score
            if role == Qt.ItemDataRole.DisplayRole:
                return item.title
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.title}: {met} of {count} met"
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.line.text} {WORDS[item.state]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((item.line.text, *lines_of(item)))
        return None


class ChecklistRow(QStyledItemDelegate):
    """Paints a title, or the mark, the words and the state of a line."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  # Qt asks for it
        """Every row is 28 high."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        item, box = index.data(ITEM), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Section):
            self._title(painter, box, item)
        elif isinstance(item, Row):
            paint_ground(painter, self._theme, box, option.state)
            self._line(painter, box, item)
        painter.restore()

    def _title(self, painter: QPainter, box: QRectF, section: Section) -> None:
        met, count = section.score
        room = box.adjusted(10, 4, -12, 0)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), section.title)
        said = f"{met} of {count}" if count else ""
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room, right, said)

    def _line(self, painter: QPainter, box: QRectF, row: Row) -> None:
        is_quiet = row.state == "notApplicable"
        if MARKS[row.state]:
            mark = QRectF(box.left() + 10, box.top() + (ROW - MARK) / 2, MARK, MARK)
            paint_mark(painter, self._theme, MARKS[row.state], mark)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(box.adjusted(0, 0, -12, 0), right, WORDS[row.state])
        taken = painter.fontMetrics().horizontalAdvance(WORDS[row.state]) + GAP
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.color("text3" if is_quiet else "text"))
        room = box.adjusted(34, 0, -taken, 0)
        words = painter.fontMetrics().elidedText(
            row.line.text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
