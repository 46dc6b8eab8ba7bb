"""The finder: one line to type into and the best matches below it, over the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.icons import icon_pixmap
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.found_row import MATCH_ROLE, ROW, FoundRow, Index
from aksdesigner.gui.widgets.labels import label
from aksdesigner.present.lookup import Entry, Match, matches, nearest

WIDTH, NARROW_WIDTH = 520, 360
MOST_ROWS, MOST_ROWS_NARROW = 10, 8
TOP = 64
PAD = 6
EDGE = 12
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS,
    Qt.Key.Key_PageUp: -MOST_ROWS,
}


class FoundModel(QAbstractListModel):
    """The matches in view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: tuple[Match, ...] = ()

    def show(self, found: tuple[Match, ...]) -> None:
        """Show other matches."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a match, or what a screen reader says of it."""
        match = self.found[index.row()]
        if role == MATCH_ROLE:
            return match
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (match.entry.text, match.entry.note) if part)
        return None


class FinderLine(QLineEdit):
    """The line; arrows and Enter mean the rows below it, Esc closes."""

    stepped = Signal(object)  # int
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the rows, or type."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere has given up; a menu of the line itself is not elsewhere."""
        super().focusOutEvent(event)
        reasons = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in reasons:
            self.left.emit()


class FoundList(QListView):
    """The rows; the one under a moving pointer is the current one.

    Rows that scroll or come up under a pointer that rests are not: the keyboard has them.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rested_at: QPointF | None = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer once it really moves."""
        at = event.globalPosition()
        if self._rested_at is not None and at != self._rested_at:
            index = self.indexAt(event.position().toPoint())
            if index.isValid():
                self.setCurrentIndex(index)
        self._rested_at = at

    def showEvent(self, event: QShowEvent) -> None:
        """Where the pointer rests now says nothing."""
        self._rested_at = None
        super().showEvent(event)


class Finder(QFrame):
    """Type a few words, choose one of what they find."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self._theme = theme
        self._around = parent
        self._entries: tuple[Entry, ...] = ()
        self._chosen: Callable[[Entry], object] | None = None
        self._back_to: QWidget | None = None
        self._most_rows = MOST_ROWS
        self.model = FoundModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(2)
        column.addLayout(self._head())
        self.list = self._list()
        column.addWidget(self.list)
        self._nothing = label("", "quiet", self, wraps=True)
        self._nothing.setContentsMargins(12, 6, 12, 8)
        column.addWidget(self._nothing)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def open(
        self,
        entries: Sequence[Entry],
        prompt: str,
        chosen: Callable[[Entry], object],
        at: QPoint | None = None,
    ) -> None:
        """Show the finder below the top of the window, or with its corner at a place of it.

        `chosen` hears the entry once the finder has gone.
        """
        self._entries, self._chosen = tuple(entries), chosen
        focused = self.window().focusWidget()
        self._back_to = self._back_to if self.isVisible() else focused
        self._most_rows = MOST_ROWS if at is None else MOST_ROWS_NARROW
        self.setFixedWidth(WIDTH if at is None else NARROW_WIDTH)
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.clear()
        self._narrow("")
        self._place(at)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_finder(self) -> None:
        """Put the finder away and go back to where the keyboard was."""
        if self.isHidden():
            return
        had_focus = self.line.hasFocus()
        self.hide()
        if had_focus and self._back_to is not None:
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(10)
        self._glass = label("", "", self)
        head.addWidget(self._glass)
        self.line = FinderLine(self)
        self.line.setObjectName("finderLine")
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._take)
        self.line.stepped.connect(self._step)
        self.line.left.connect(self.close_finder)
        head.addWidget(self.line, 1)
        return head

    def _list(self) -> FoundList:
        found = FoundList(self)
        found.setObjectName("found")
        found.setModel(self.model)
        found.setItemDelegate(FoundRow(self._theme, found))
        found.setUniformItemSizes(True)
        found.setMouseTracking(True)
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setAccessibleName("Found")
        found.clicked.connect(self._take)
        return found

    def _narrow(self, text: str) -> None:
        found = matches(self._entries, text)
        self.model.show(found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(len(found), self._most_rows) * ROW)
        self.list.setCurrentIndex(self.model.index(0))
        self._nothing.setVisible(not found)
        if not found:
            near = nearest(self._entries, text)
            hint = f" Did you mean {near}?" if near else ""
            self._nothing.setText(
                f"Nothing called {text.strip()}.{hint}" if text.strip() else "Nothing here yet."
            )
        self.adjustSize()

    def _place(self, at: QPoint | None) -> None:
        room = self._around.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        size = QSize(self.width(), self.sizeHint().height())
        x = room.center().x() - size.width() // 2 if at is None else at.x()
        y = self._head_height() + TOP if at is None else at.y()
        x = max(room.left(), min(x, room.right() - size.width()))
        y = max(room.top(), min(y, room.bottom() - size.height()))
        self.setGeometry(QRect(QPoint(x, y), size))

    def _head_height(self) -> int:
        """How high the bars above the panels are."""
        menu = getattr(self._around, "menuWidget", None)
        head = menu() if menu is not None else None
        return head.height() if head is not None else 0

    def _step(self, by: int) -> None:
        """Walk over the rows, from the last one on to the first and back."""
        count = self.model.rowCount()
        if not count:
            return
        at = self.list.currentIndex().row() + by
        if abs(by) > 1:
            at = max(0, min(at, count - 1))
        index = self.model.index(at % count)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _take(self, _index: QModelIndex | None = None) -> None:
        index, chosen = self.list.currentIndex(), self._chosen
        if not index.isValid() or chosen is None:
            return
        entry = self.model.found[index.row()].entry
        self.close_finder()
        chosen(entry)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._glass.setPixmap(icon_pixmap(self._theme, "search", 18, ratio, "text2"))
        self.update()
