"""The context menu: what can be done with what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGraphicsView, QMenu, QWidget

from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.collapse import collapsed_in
from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.panels.kinds import groups
from aksdesigner.interact.align import LEAST_DISTRIBUTED
from aksdesigner.interact.gesture import Ground
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.note import FRAME, NOTE, NOTE_KINDS, is_note

# pixels between the edge of the view and a menu opened by key
EDGE = 12
# what packets can start from or arrive at
ENDS = ("subnet", "vm", "nva", "aks", "pool", "pe", "lb", "site", "internet", "fw", "gw")


@dataclass(frozen=True)
class Entry:
    """One line of the menu: what it says, which action of the view it calls, with what."""

    text: str
    action: str
    argument: str | None = None
    keys: str = ""
    group: str = ""
    submenu: str = ""


def entries_for(ground: Ground) -> tuple[Entry, ...]:
    """Return the entries that make sense for the selection; nothing selected is free canvas."""
    if not ground.selection:
        return (
            *_additions(ground, None),
            Entry("Paste", "paste", keys="Ctrl+V"),
            Entry("Select all", "select_all", keys="Ctrl+A"),
            Entry("Arrange everything", "arrange", keys="Ctrl+Shift+A"),
        )
    if len(ground.selection) > 1:
        return tuple(_entries_of_several(len(ground.selection)))
    return tuple(_entries_of(ground, ground.selection[0]))


_COPIES = (
    Entry("Cut", "cut", keys="Ctrl+X", group="copy"),
    Entry("Copy", "copy", keys="Ctrl+C", group="copy"),
    Entry("Paste", "paste", keys="Ctrl+V", group="copy"),
    Entry("Duplicate", "duplicate", keys="Ctrl+D", group="copy"),
)
_ALIGN = (
    ("left", "Left sides", "Ctrl+Shift+L"),
    ("center", "Centers", "Ctrl+Shift+C"),
    ("right", "Right sides", "Ctrl+Shift+R"),
    ("top", "Upper sides", "Ctrl+Shift+T"),
    ("middle", "Middles", "Ctrl+Shift+M"),
    ("bottom", "Lower sides", "Ctrl+Shift+B"),
)
_DISTRIBUTE = (("across", "Across", "Ctrl+Shift+H"), ("down", "Down", "Ctrl+Shift+V"))


def _entries_of_several(count: int) -> Iterator[Entry]:
    yield Entry(f"Delete {count} things", "delete", keys="Del")
    yield from _COPIES
    for side, text, keys in _ALIGN:
        group = "align" if side in ("left", "center", "right") else "align down"
        yield Entry(text, "align", side, keys, group, submenu="Align")
    if count >= LEAST_DISTRIBUTED:
        for axis, text, keys in _DISTRIBUTE:
            yield Entry(text, "distribute", axis, keys, "distribute", submenu="Distribute")


def _entries_of(ground: Ground, key: Key) -> Iterator[Entry]:
    kind = split_key(key)[0]
    if is_note(key):
        yield from _entries_of_note(kind)
        return
    is_resource = ground.document.topology.index.at(key) is not None
    if is_resource or kind == "region":
        if kind != "peering":
            yield Entry("Rename", "rename", keys="F2")
        yield Entry("Delete", "delete", keys="Del")
    if is_resource and kind != "peering":
        yield from _COPIES
    if is_resource and kind != "peering":
        yield Entry("Connect to…", "connect", keys="C", group="connect")
    if kind in ("vnet", "region", "aks"):
        yield Entry("Arrange inside", "arrange", keys="Ctrl+Shift+A", group="connect")
    if kind == "vnet":
        is_collapsed = key in collapsed_in(ground.document)
        yield Entry("Expand" if is_collapsed else "Collapse", "collapse", keys="E", group="connect")
    if kind == "subnet":
        yield Entry("Show routes", "show_routes", key, group="routes")
    if kind in ENDS and is_resource:
        yield Entry("Trace from here", "trace_from", key, group="routes")
        yield Entry("Trace to here", "trace_to", key, group="routes")
    yield from _additions(ground, key)


def _entries_of_note(kind: str) -> Iterator[Entry]:
    if kind == NOTE:
        yield Entry("Write", "rename", keys="F2")
    elif kind == FRAME:
        yield Entry("Rename", "rename", keys="F2")
    yield Entry("Delete", "delete", keys="Del")
    yield from _COPIES


def _additions(ground: Ground, parent: Key | None) -> Iterator[Entry]:
    """Yield what may be added there, in the groups of the palette; regions have a key of their own."""
    place = f"Add to {label_of(parent)}" if parent else "Add"
    for number, group in enumerate(groups()):
        for item in group.items:
            if item.kind in NOTE_KINDS and parent is None:
                yield Entry(item.title, "begin_place", item.kind, "", f"add {number}", place)
            elif item.kind in KIND_BY_TOKEN and may_contain(ground.document, item.kind, parent):
                yield Entry(item.title, "add_kind", item.kind, "", f"add {number}", place)


Call = Callable[[str, str | None], None]


class CanvasMenu(QMenu):
    """Shows the entries; `call` hears the name of the chosen action and its argument."""

    def __init__(self, ground: Ground, call: Call, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("canvasMenu")
        self._call = call
        self._entries: dict[QAction, Entry] = {}
        entries = entries_for(ground)
        last = entries[0].group if entries else ""
        for entry in (entry for entry in entries if not entry.submenu):
            if entry.group != last:
                self.addSeparator()
                last = entry.group
            self._add(self, entry)
        self._add_submenus(entry for entry in entries if entry.submenu)
        self.triggered.connect(self._chosen)

    def _add_submenus(self, entries: Iterable[Entry]) -> None:
        menus: dict[str, QMenu] = {}
        last = ""
        for entry in entries:
            if entry.submenu not in menus:
                if not menus:
                    self.addSeparator()
                menus[entry.submenu] = self.addMenu(entry.submenu.replace("&", "&&"))
            elif entry.group != last:
                menus[entry.submenu].addSeparator()
            last = entry.group
            self._add(menus[entry.submenu], entry)

    def _add(self, menu: QMenu, entry: Entry) -> None:
        shown = entry.text.replace("&", "&&") + (f"\t{entry.keys}" if entry.keys else "")
        action = menu.addAction(shown)
        self._entries[action] = entry

    def _chosen(self, action: QAction) -> None:
        entry = self._entries.get(action)
        if entry is not None:
            self._call(entry.action, entry.argument)


class Menus:
    """The menu of one canvas: one at a time, at the pointer or at the selection."""

    def __init__(self, desk: Desk, view: QGraphicsView, call: Call) -> None:
        self._desk = desk
        self._view = view
        self._call = call
        self._menu: CanvasMenu | None = None

    def open(self, at: QPoint) -> None:
        """Show the menu at a place of the screen, unless it is there already."""
        if self._menu is not None and self._menu.isVisible():
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = CanvasMenu(self._desk.ground, self._call, self._view)
        self._menu.popup(at)

    def open_at_selection(self) -> None:
        """Show the menu where the keyboard is, inside the view."""
        key = self._desk.selection[0] if self._desk.selection else None
        box = self._desk.ground.box_of(key) if key is not None else None
        place = QPoint(EDGE, EDGE)
        if box is not None:
            place = self._view.mapFromScene(QPointF(*box.center))
        viewport = self._view.viewport()
        inside = viewport.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        x = min(max(place.x(), inside.left()), inside.right())
        y = min(max(place.y(), inside.top()), inside.bottom())
        self.open(viewport.mapToGlobal(QPoint(x, y)))
