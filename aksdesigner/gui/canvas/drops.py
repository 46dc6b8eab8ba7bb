"""Drops from the palette: a live preview of where the kind would land, and why it can't."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.mime import kind_in
from aksdesigner.gui.canvas.mouse import Mouse
from aksdesigner.interact.place_new import PlacingNew


class Drops:
    """A drag over one canvas."""

    def __init__(self, desk: Desk, mouse: Mouse) -> None:
        self._desk = desk
        self._mouse = mouse
        self._placing: PlacingNew | None = None

    def enter(self, event: QDragEnterEvent) -> None:
        """Take a drag that carries a kind; other drags pass on to the window."""
        kind = kind_in(event.mimeData())
        if kind is None:
            event.ignore()
            return
        self._desk.cancel()
        self._placing = PlacingNew(self._desk.ground, kind)
        self._follow(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def move(self, event: QDragMoveEvent) -> None:
        """Show where it would land; the drag stays accepted so that a refusal can say why."""
        if self._placing is None:
            event.ignore()
            return
        self._follow(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def leave(self) -> None:
        """Forget the drag."""
        self._placing = None
        self._desk.show(None)

    def drop(self, event: QDropEvent) -> bool:
        """Add the thing, or say why not; returns whether it was added."""
        placing, self._placing = self._placing, None
        kind = kind_in(event.mimeData())
        if kind is None:
            event.ignore()
            return False
        placing = placing or PlacingNew(self._desk.ground, kind)
        pointer = self._mouse.pointer_of(event.position(), event.modifiers())
        is_added = self._desk.finish(placing.end(pointer))
        if is_added:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        return is_added

    def _follow(self, event: QDragMoveEvent) -> None:
        assert self._placing is not None
        pointer = self._mouse.pointer_of(event.position(), event.modifiers())
        self._desk.show(self._placing.move(pointer))
