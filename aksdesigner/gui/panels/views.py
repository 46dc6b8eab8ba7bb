"""Views: a small list over the canvas; go to one, make, name, copy, order and delete them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.edit.views import (
    DeleteView,
    DuplicateView,
    MoveView,
    NewView,
    RenameView,
    next_view_name,
    view_named,
)
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.icons import icon
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.model.document import View

WIDTH, ROW, MOST = 300, 30, 8
Area = tuple[float, float, float, float]
NAME = Qt.ItemDataRole.UserRole


class ViewList(QListWidget):
    """Enter goes there, F2 renames, Del deletes, Alt with an arrow moves."""

    entered = Signal()
    deleted = Signal()
    moved = Signal(object)  # int

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys that mean the view."""
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_editing:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif key in arrows and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(arrows[key])
        else:
            super().keyPressEvent(event)


class ViewsPopup(QFrame):
    """The views of the design. What it does are steps of the history; going to a view is none."""

    wanted = Signal(object)  # str: the view to look at
    present_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: WindowTheme,
        area: Callable[[], Area | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("float")
        self.setAccessibleName("Views")
        self._bridge, self._theme, self._area = bridge, theme, area
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label("Views", "heading", self))
        self.list = ViewList(self)
        self.list.setAccessibleName("Views of this design")
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.list.itemActivated.connect(self._go)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.entered.connect(self._go)
        self.list.deleted.connect(self.delete)
        self.list.moved.connect(self.move_by)
        self.list.itemChanged.connect(self._renamed)
        self.list.currentItemChanged.connect(self._show_title)
        column.addWidget(self.list)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText("Title when presented")
        self.title.setAccessibleName("Title of the view when it is presented")
        self.title.editingFinished.connect(self._titled)
        column.addWidget(self.title)
        column.addLayout(self._buttons())
        bridge.updated.connect(self.refresh)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        made = (
            ("plus", "New view from what is seen now", self.add),
            ("copy", "Duplicate", self.duplicate),
            ("pencil", "Rename (F2)", self.rename),
            ("chevron-up", "Earlier (Alt+Up)", lambda: self.move_by(-1)),
            ("chevron-down", "Later (Alt+Down)", lambda: self.move_by(1)),
            ("trash", "Delete (Del)", self.delete),
            ("play", "Present", self.present_wanted.emit),
        )
        for glyph, text, handler in made:
            button = QToolButton(self)
            button.setFixedSize(32, 28)
            button.setIconSize(QSize(16, 16))
            button.setIcon(icon(self._theme, glyph, 16))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(handler)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def open_at(self, place: QPoint) -> None:
        """Show the list with its corner at a place of the screen."""
        self.refresh()
        self.move(place)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self, _update: object = None) -> None:
        """Show the views as they are."""
        document = self._bridge.update_now.document
        views = document.views or (document.view,)
        with QSignalBlocker(self.list):
            self.list.clear()
            for view in views:
                item = QListWidgetItem(view.name)
                item.setData(NAME, view.name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.list.addItem(item)
                if view.name == document.view.name:
                    self.list.setCurrentItem(item)
        self.list.setFixedHeight(ROW * min(MOST, len(views)) + 8)
        self._show_title()
        self.adjustSize()

    def add(self) -> None:
        """Make a view of what is seen now, and let it be named."""
        document = self._bridge.update_now.document
        if self._bridge.do(NewView(next_view_name(document), self._area())):
            self.rename()

    def duplicate(self) -> None:
        """Copy the chosen view."""
        self._bridge.do(DuplicateView(self._chosen()))

    def rename(self) -> None:
        """Edit the name of the chosen view in the list."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def delete(self) -> None:
        """Delete the chosen view; undo brings it back."""
        self._bridge.do(DeleteView(self._chosen()))

    def move_by(self, by: int) -> None:
        """Let the chosen view come earlier or later."""
        name = self._chosen()
        if self._bridge.do(MoveView(name, by)):
            found = self.list.findItems(name, Qt.MatchFlag.MatchExactly)
            self.list.setCurrentItem(found[0])

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def _view(self) -> View:
        return view_named(self._bridge.update_now.document, self._chosen())

    def _go(self, _item: object = None) -> None:
        self.wanted.emit(self._chosen())

    def _renamed(self, item: QListWidgetItem) -> None:
        """The list is made anew by the edit, so it must be done with its own first."""
        old, new = str(item.data(NAME)), item.text()
        QTimer.singleShot(0, self, lambda: self._rename(old, new))

    def _rename(self, old: str, new: str) -> None:
        title = view_named(self._bridge.update_now.document, old).title
        if not self._bridge.do(RenameView(old, new, title)):
            self.refresh()

    def _show_title(self, *_: object) -> None:
        if self._chosen():
            self.title.setText(self._view().title or "")

    def _titled(self) -> None:
        name = self._chosen()
        if name and self.title.text().strip() != (self._view().title or ""):
            self._bridge.do(RenameView(name, name, self.title.text()))
