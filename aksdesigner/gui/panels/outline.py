"""Outline: everything of the design as a tree, the canvas in words. Selection goes both ways."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.icons import icon
from aksdesigner.gui.panels.tree_rows import OutlineRow, outline_of
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key

KEY_ROLE = Qt.ItemDataRole.UserRole


class Tree(QTreeWidget):
    """A tree whose Enter goes to the thing and whose Del removes it."""

    entered = Signal()
    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Del mean the selection; the rest is the tree's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class OutlinePanel(Plain):
    """The tree of networks, subnets and what stands in them."""

    selected = Signal(object)  # tuple[Key, ...]
    entered = Signal(object)  # Key
    delete_wanted = Signal()

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelAlt")
        self._bridge = bridge
        self._theme = theme
        self._items: dict[Key, QTreeWidgetItem] = {}
        self._folded: set[Key] = set()
        self._document: Document | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 8)
        self._empty = label("Nothing here yet. Add a VNet first.", "quiet", self, wraps=True)
        layout.addWidget(self._empty)
        self.tree = Tree(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setIndentation(14)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName("Outline of the design")
        layout.addWidget(self.tree, 1)
        self.tree.itemSelectionChanged.connect(self._picked)
        self.tree.itemDoubleClicked.connect(self._entered)
        self.tree.entered.connect(self._entered)
        self.tree.delete_wanted.connect(self.delete_wanted)
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self._redraw)
        self.refresh()

    def refresh(self, _update: object = None) -> None:
        """Show the design as it is; what was folded stays folded."""
        document = self._bridge.update_now.document
        before = self._document
        same = (
            before is not None
            and before.topology is document.topology
            and before.notes is document.notes
        )
        self._document = document
        if same:
            return
        chosen = self._selection()
        self._folded = {key for key, item in self._items.items() if _is_folded(item)}
        with QSignalBlocker(self.tree):
            self.tree.clear()
            self._items = {}
            for row in outline_of(document):
                self._add(row)
            self._unfold()
        self._empty.setVisible(not self._items)
        self.show_selection(chosen)

    def show_selection(self, keys: tuple[Key, ...]) -> None:
        """Mark these things in the tree, without telling anybody."""
        items = [self._items[key] for key in keys if key in self._items]
        with QSignalBlocker(self.tree):
            self.tree.clearSelection()
            for item in items:
                item.setSelected(True)
        if items:
            self.tree.scrollToItem(items[0])

    def _add(self, row: OutlineRow) -> None:
        parent = self._items.get(row.parent) if row.parent else None
        item = QTreeWidgetItem(parent) if parent else QTreeWidgetItem(self.tree)
        item.setText(0, f"{row.title}  {row.detail}" if row.detail else row.title)
        item.setToolTip(0, row.tip)
        item.setData(0, KEY_ROLE, row.key)
        item.setIcon(0, icon(self._theme, row.icon, 16, "text2", "accent"))
        self._items[row.key] = item

    def _unfold(self) -> None:
        for key, item in self._items.items():
            item.setExpanded(key not in self._folded)

    def _selection(self) -> tuple[Key, ...]:
        return tuple(str(item.data(0, KEY_ROLE)) for item in self.tree.selectedItems())

    def _picked(self) -> None:
        self.selected.emit(self._selection())

    def _entered(self) -> None:
        keys = self._selection()
        if keys:
            self.entered.emit(keys[0])

    def _redraw(self) -> None:
        self._document = None
        self.refresh()


def _is_folded(item: QTreeWidgetItem) -> bool:
    return item.childCount() > 0 and not item.isExpanded()
