"""The desk: the state of one canvas, on which mouse, keys and drops work."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from aksdesigner.analysis.results import Trace
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.camera import Camera
from aksdesigner.gui.canvas.pointer import rect_of
from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.interact.follow import followed
from aksdesigner.interact.gesture import Gesture, Ground, Kept, Outcome, Preview
from aksdesigner.interact.hand import Hand
from aksdesigner.interact.snap import on_grid
from aksdesigner.model.ids import Key
from aksdesigner.present.draw_large import large_detail, large_size
from aksdesigner.present.hover import hover_lines
from aksdesigner.present.memory import Memory
from aksdesigner.present.picture import Detail
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import detail_at
from aksdesigner.workspace.update import Update

NO_PREVIEW = Preview()


class Desk(QObject):
    """What is selected, hovered and under way; how an Update reaches the picture."""

    selection_changed = Signal(object)  # tuple[Key, ...]
    status = Signal(object)  # str
    marks_changed = Signal()  # the overlay must be repainted
    zoom_changed = Signal(object)  # float, 1.0 is 100%
    offered = Signal(object)  # Offer
    written = Signal(object)  # Key: a new note waits for its text
    picture_changed = Signal()  # boxes have moved: whatever is placed over them must follow

    def __init__(self, bridge: Bridge, scene: CanvasScene, camera: Camera) -> None:
        super().__init__(scene)
        self.bridge = bridge
        self.scene = scene
        self.camera = camera
        self.hand = Hand()
        self.selection: tuple[Key, ...] = ()
        self.hovered: Key | None = None
        self.preview = NO_PREVIEW
        self.is_focus_shown = False
        self._update = bridge.update_now
        self._trace: Trace | None = None
        self._is_large = False
        self._ground: Ground | None = None
        self._kept = Kept()
        self._memory = Memory()
        bridge.updated.connect(self.show_update)

    @property
    def ground(self) -> Ground:
        """What gestures stand on now."""
        if self._ground is None or self._ground.zoom != self.camera.zoom:
            self._ground = Ground(
                self._update.document,
                self.scene.picture,
                self.selection,
                self.camera.zoom,
                self.scene.hidden,
                self.scene.detail,
                self._kept,
            )
        return self._ground

    def show_update(self, update: Update) -> None:
        """Patch the picture to another state of the workspace; the camera stays."""
        self.cancel()
        before, self._update = self._update.document, update
        self._draw(self.scene.detail)
        self.camera.set_content(self.scene.content_rect())
        picture = self.scene.picture
        if self.hovered is not None and picture.node(self.hovered) is None:
            self.hovered = None
        self._set_selection(followed(self.selection, before, update.document, picture))
        self.picture_changed.emit()
        self.marks_changed.emit()

    def show_trace(self, trace: Trace | None) -> None:
        """Draw the way of a packet over the picture; None takes it away."""
        if trace != self._trace:
            self._trace = trace
            self._draw(self.scene.detail)
            self.marks_changed.emit()

    def show_zoom(self) -> None:
        """Choose the detail that fits the zoom."""
        detail, size = self._wanted()
        if (detail, size) != (self.scene.detail, self.scene.large):
            self._draw(detail)
        self._ground = None
        self.zoom_changed.emit(self.camera.zoom)
        self.marks_changed.emit()

    def set_large(self, *, is_on: bool) -> None:
        """Draw names for a room, or for a desk."""
        self._is_large = is_on
        self.show_zoom()

    def _wanted(self) -> tuple[Detail, float | None]:
        """Return the level of detail for the zoom, and how large names are for a room."""
        zoom = self.camera.zoom
        if not self._is_large:
            return detail_at(zoom, self.scene.detail), None
        return large_detail(zoom), large_size(zoom)

    def _draw(self, detail: Detail) -> None:
        self.scene.large = self._wanted()[1]
        update = self._update
        picture = scene_of(
            update.document,
            update.analysis,
            path=self._trace,
            detail=detail,
            memory=self._memory,
        )
        self.scene.show_picture(picture, detail)
        self._ground, self._kept = None, Kept()

    def select(self, keys: Iterable[Key], *, by_keyboard: bool = False) -> None:
        """Select things; keys that the design does not have are left out."""
        self.is_focus_shown = by_keyboard
        self._set_selection(tuple(key for key in dict.fromkeys(keys) if self._is_known(key)))
        self.marks_changed.emit()

    def hover(self, key: Key | None) -> None:
        """Show the port rings of one thing."""
        if key != self.hovered:
            self.hovered = key
            self.marks_changed.emit()

    def show(self, preview: Preview | None) -> None:
        """Draw the preview of the gesture under way."""
        shown = preview or NO_PREVIEW
        if shown != self.preview:
            self.preview = shown
            self.marks_changed.emit()
        if shown.status:
            self.status.emit(shown.status)

    def rect_of(self, key: Key) -> QRectF:
        """Return where a thing is drawn, in scene pixels; empty when it is not."""
        box = self.ground.box_of(key)
        return QRectF() if box is None else rect_of(box)

    def lines_of(self, key: Key) -> tuple[str, ...]:
        """Return what to say of a thing that the pointer rests on."""
        return hover_lines(self._update.document, self._update.analysis, key)

    def is_collapsed(self, key: Key) -> bool:
        """Return whether a network is drawn without what is in it."""
        node = self.ground.node(key)
        return node is not None and node.is_collapsed

    def middle(self) -> QPointF:
        """Return the middle of the view, on the grid."""
        center = self.camera.center
        return QPointF(on_grid(center.x()), on_grid(center.y()))

    def begin(self, gesture: Gesture, preview: Preview | None = None) -> None:
        """Start a gesture that follows the pointer, or the arrow keys, until a click or Enter."""
        self.hand.begin(gesture)
        self.show(preview)

    def finish(self, outcome: Outcome) -> bool:
        """Do what a gesture asked for; returns whether the document changed."""
        self.cancel()
        wanted = outcome.selection
        # what exists already is selected before the edit and followed through it (a move to another
        # container renames); what the edit makes can only be selected after it
        if wanted is not None and all(map(self._is_known, wanted)):
            self.select(wanted, by_keyboard=self.is_focus_shown)
            wanted = None
        if outcome.command is not None and not self.bridge.do(outcome.command, outcome.merge):
            return False
        if wanted is not None:
            self.select(wanted, by_keyboard=self.is_focus_shown)
        if outcome.status:
            self.status.emit(outcome.status)
        if outcome.is_written and wanted is not None:
            self.written.emit(wanted[0])
        if outcome.offer is not None:
            self.offered.emit(outcome.offer)
        return outcome.command is not None

    def cancel(self) -> bool:
        """Forget the gesture under way; returns whether there was one."""
        was_busy = self.hand.is_busy
        self.hand.cancel()
        self.show(None)
        return was_busy

    def _is_known(self, key: Key) -> bool:
        return key in self._update.document.topology.index.by_key or key in self.ground.nodes

    def _set_selection(self, keys: tuple[Key, ...]) -> None:
        if keys != self.selection:
            self.selection = keys
            self._ground = None
            self.selection_changed.emit(keys)
