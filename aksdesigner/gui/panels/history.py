"""History: every step since the design was opened; a click goes back, or forward again."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.tab_header import Plain

Index = QModelIndex | QPersistentModelIndex
FIRST = "Opened"


class HistoryModel(QAbstractListModel):
    """The labels of the steps, the oldest first; what was undone is quiet."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steps: tuple[str, ...] = ()
        self.at = 0

    def show(self, steps: tuple[str, ...], at: int) -> None:
        """Show other steps, `at` of which are done."""
        self.beginResetModel()
        self.steps, self.at = steps, at
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a step, and one for the start."""
        return 0 if parent is not None and parent.isValid() else len(self.steps) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the label, or what a screen reader says of it."""
        row = index.row()
        text = self.steps[row - 1] if row else FIRST
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "now" if row == self.at else "undone" if row > self.at else "done"
            return f"{text}, {state}"
        if role == Qt.ItemDataRole.ForegroundRole and row > self.at:
            return QColor(self._theme.color("text3"))
        return None


class HistoryList(QListView):
    """Enter means the row that the keyboard is on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryPanel(Plain):
    """The list; it follows every edit while it is seen."""

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelAlt")
        self._bridge = bridge
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        self.model = HistoryModel(theme, self)
        self.list = HistoryList(self)
        self.list.setModel(self.model)
        self.list.setObjectName("history")
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Steps of this design")
        self.list.clicked.connect(self._go)
        layout.addWidget(self.list)
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self.refresh)

    def refresh(self, _update: object = None) -> None:
        """Show the steps as they are now; what nobody sees waits."""
        if not self.isVisible():
            return
        session = self._bridge.session
        self.model.show(session.steps, session.at)
        now = self.model.index(session.at)
        self.list.setCurrentIndex(now)
        self.list.scrollTo(now)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self.refresh()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self._bridge.go_to(index.row())
