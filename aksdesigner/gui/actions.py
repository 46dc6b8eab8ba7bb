"""Actions: every one is a row; menus, shortcuts and the shortcut sheet are built from the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

MENUS = ("File", "Edit", "Arrange", "View", "Help")


@dataclass(frozen=True)
class Row:
    """One action: its id, menu, text, keys and what it does.

    A `group` makes the action one of several that exclude each other; `has_separator` draws a
    line before it; `submenu` names the menu it stands in below its own. The plain keys of an `is_canvas` action
    count only while the canvas has the focus: elsewhere Del, Home and / belong to lists and fields.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    handler: Callable[[], object]
    group: str = ""
    is_checkable: bool = False
    has_separator: bool = False
    submenu: str = ""
    is_canvas: bool = False


def build_actions(rows: Iterable[Row], parent: QWidget, canvas: QWidget) -> dict[str, QAction]:
    """Make the actions and give them to the window, so that their keys work without a menu."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for row in rows:
        action = QAction(row.text, parent)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        if row.is_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setCheckable(row.is_checkable or bool(row.group))
        if row.group:
            group = groups.setdefault(row.group, QActionGroup(parent))
            group.addAction(action)
        action.triggered.connect(_Trigger(row.handler, parent).run)
        (canvas if row.is_canvas else parent).addAction(action)
        actions[row.id] = action
    return actions


class _Trigger(QObject):
    """Drops the `checked` that Qt passes along; a child of the window, so it lives as long."""

    def __init__(self, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._handler = handler

    def run(self) -> None:
        self._handler()


def fill_menu(menu: QMenu, title: str, rows: Iterable[Row], actions: dict[str, QAction]) -> None:
    """Put the rows of one menu into it, submenus and separators where they say so."""
    submenus: dict[str, QMenu] = {}
    for row in rows:
        if row.menu != title:
            continue
        if row.has_separator:
            menu.addSeparator()
        target = menu
        if row.submenu:
            if row.submenu not in submenus:
                submenus[row.submenu] = menu.addMenu(row.submenu)
            target = submenus[row.submenu]
        target.addAction(actions[row.id])


def key_text(row: Row) -> str:
    """Return the keys of a row as a person reads them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in row.keys)
