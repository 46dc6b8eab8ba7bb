"""Renaming in place: opens the editor over a title, commits through the bridge."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QGraphicsView

from aksdesigner.edit.notes import WriteNote
from aksdesigner.edit.rename import Rename
from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.note_editor import NoteEditor
from aksdesigner.gui.canvas.pointer import rect_of
from aksdesigner.gui.canvas.rename import NameEditor
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.note import FRAME, NOTE, is_note, notes_by_key
from aksdesigner.present.picture import Box

TITLE_HEIGHT = 28
TITLE_WIDTH = 260
# drawn, named, and no resources
_UNOWNED = ("region", NOTE, FRAME)


class Naming(QObject):
    """The one inline editor of a canvas."""

    def __init__(self, desk: Desk, view: QGraphicsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.editor: NameEditor | NoteEditor | None = None
        desk.picture_changed.connect(self._follow_picture)
        desk.written.connect(self.open)

    def open(self, key: Key) -> bool:
        """Edit the name of a thing; returns whether it has one that can be edited."""
        box = self._box_of(key)
        if box is None:
            return False
        self.close()
        place = self._view.mapFromScene(rect_of(box)).boundingRect()
        self.editor = self._made(key, place)
        self.editor.committed.connect(self._committed)
        self.editor.closed.connect(self._closed)
        return True

    def _made(self, key: Key, place: QRect) -> NameEditor | NoteEditor:
        viewport, desk = self._view.viewport(), self._desk
        if split_key(key)[0] == NOTE:
            zoom, theme = desk.camera.zoom, desk.scene.theme
            return NoteEditor(viewport, key, self._name(key), place, zoom, theme)
        return NameEditor(viewport, key, self._name(key), _title(place))

    def _name(self, key: Key) -> str:
        """Return what is edited: a plain name, or the text of a note."""
        if not is_note(key):
            return plain_name(key)
        note = notes_by_key(self._desk.ground.document.notes).get(key)
        return note.text if note else ""

    def _box_of(self, key: Key) -> Box | None:
        """Return where a thing with a name of its own is drawn: its box, or its first chip."""
        ground = self._desk.ground
        node = ground.node(key)
        if node is None:
            return ground.box_of(key) if key in ground.chips else None
        return node.box if node.uid is not None or split_key(key)[0] in _UNOWNED else None

    def close(self) -> None:
        """Give up what is being typed."""
        if self.editor is not None:
            self.editor.finish(is_kept=False)

    def _committed(self, named: tuple[Key, str]) -> None:
        key, name = named
        if name == self._name(key):
            return
        if is_note(key):
            self._desk.bridge.do(WriteNote(key, (("text", name),)))
        else:
            self._desk.bridge.do(Rename(key, name))

    def _closed(self) -> None:
        self.editor = None
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_picture(self) -> None:
        if self.editor is not None and self._box_of(self.editor.key) is None:
            self.close()


def plain_name(key: Key) -> str:
    """Return the name that is edited: without the network of a subnet or the cluster of a pool."""
    kind = split_key(key)[0]
    return label_of(key).rpartition("/")[2] if kind in ("subnet", "pool") else label_of(key)


def _title(place: QRect) -> QRect:
    height = min(place.height(), TITLE_HEIGHT)
    return QRect(place.x() + 4, place.y() + 2, min(TITLE_WIDTH, place.width() - 8), height)
