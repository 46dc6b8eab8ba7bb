"""The canvas: looks at the picture, turns events into gestures, shows what they preview.

The view decides nothing: `aksdesigner.interact` says what a gesture means, the bridge carries its
command into the core, and the next Update repaints what changed. The camera stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from aksdesigner.analysis.results import Trace
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.arrange import Arrange
from aksdesigner.edit.collapse import Collapse, collapsed_in, networks_of
from aksdesigner.edit.remove import deletion
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.camera import MOST
from aksdesigner.gui.canvas.clipboard import Clipboard
from aksdesigner.gui.canvas.keys import Action
from aksdesigner.gui.canvas.pointer import pointer_at
from aksdesigner.gui.canvas.surface import Surface
from aksdesigner.interact.align import AXES, SIDES, Axis, Side, aligned, distributed
from aksdesigner.interact.connect import Connecting, added_and_connected, connectable_kinds
from aksdesigner.interact.gesture import Offer
from aksdesigner.interact.place_new import PlacingNew, added
from aksdesigner.interact.select import outermost
from aksdesigner.model.ids import Key
from aksdesigner.model.note import FRAME, NOTE, is_note
from aksdesigner.present.shapes import Shape
from aksdesigner.present.theme import Theme


class CanvasView(Surface):
    """The picture of the design, and everything a hand can do with it.

    Signals carry one object each: keys, texts, or a zoom (1.0 is 100%).
    """

    selection_changed = Signal(object)
    zoom_changed = Signal(object)
    status = Signal(object)
    offered = Signal(object)
    opened = Signal(object)
    routes_requested = Signal(object)
    trace_from = Signal(object)
    trace_to = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self.bridge = bridge
        self._clipboard = Clipboard(self._desk)
        self._obey(self._actions(), self._call_by_name)
        self.setObjectName("canvas")
        self.setAccessibleName("Canvas")
        self.viewport().setAccessibleName("Canvas")
        self.setMinimumSize(320, 200)
        self._desk.selection_changed.connect(self.selection_changed)
        self._desk.status.connect(self.status)
        self._desk.zoom_changed.connect(self.zoom_changed)
        self._desk.offered.connect(self.offered)
        self._desk.marks_changed.connect(self._foreground.refresh)
        self._desk.show_update(bridge.update_now)

    # what others ask of the canvas

    @property
    def overlay(self) -> tuple[Shape, ...]:
        """What is drawn over the picture now, in viewport pixels."""
        return self._foreground.shapes

    @property
    def zoom(self) -> float:
        """Screen pixels a scene pixel."""
        return self._camera.zoom

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.canvas_scene.set_theme(theme)
        self.viewport().update()
        self.minimap.refresh()
        self.legend.update()

    def set_wheel_zooms(self, is_on: bool) -> None:  # noqa: FBT001  # a Qt slot
        """Let the plain wheel of a mouse zoom instead of scroll."""
        self._mouse.wheel_zooms = is_on

    def selection(self) -> tuple[Key, ...]:
        """Return the keys of what is selected."""
        return self._desk.selection

    def select(self, keys: Iterable[Key]) -> None:
        """Select things; unknown keys are left out."""
        self._desk.select(keys)

    def select_all(self) -> None:
        """Select everything that stands on the canvas itself; what is inside goes along."""
        self._desk.select(outermost(self._desk.ground))

    def center_on(self, key: Key) -> None:
        """Bring a thing to the middle of the view; a key that is not drawn changes nothing."""
        rect = self._desk.rect_of(key)
        if rect.isEmpty():  # what a collapsed network hides is where the network is
            holder = networks_of(self.bridge.update_now.document, (key,))
            rect = self._desk.rect_of(holder[0]) if holder else rect
        if not rect.isEmpty():
            self._camera.look_at(rect.center())
            self._desk.marks_changed.emit()

    def show_path(self, trace: Trace | None) -> None:
        """Draw the way of a packet there and back; None takes it away."""
        self._desk.show_trace(trace)

    # zoom

    def zoom_in(self) -> None:
        """Go to the next larger round percentage."""
        self._camera.step(1)
        self._desk.show_zoom()

    def zoom_out(self) -> None:
        """Go to the next smaller round percentage."""
        self._camera.step(-1)
        self._desk.show_zoom()

    def zoom_reset(self) -> None:
        """Go to 100%."""
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Go to a zoom (1.0 is 100%), between 5% and 800%."""
        self._camera.zoom_to(zoom)
        self._desk.show_zoom()

    def fit_selection(self) -> None:
        """Show what is selected as large as it goes, up to 200%."""
        rect = QRectF()
        for key in self._desk.selection:
            rect = rect.united(self._desk.rect_of(key))
        self._fit(rect if not rect.isEmpty() else self.canvas_scene.content_rect(), 2.0)

    def show_area(self, area: tuple[float, ...] | None) -> None:
        """Show a part of the picture (x, y, width, height in scene pixels), or the whole."""
        is_part = area is not None and len(area) >= 4
        rect = QRectF(*area[:4]) if is_part and area else self.canvas_scene.content_rect()
        self._fit(rect, MOST if is_part else 1.0)

    def seen_area(self) -> tuple[float, float, float, float] | None:
        """Return the part of the picture that is seen; None where that is the whole."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if seen.contains(self.canvas_scene.content_rect()):
            return None
        numbers = (seen.x(), seen.y(), seen.width(), seen.height())
        x, y, w, h = (float(round(number)) for number in numbers)
        return x, y, w, h

    def set_large(self, *, is_on: bool) -> None:
        """Draw names so large that they are read across a room, or as usual."""
        self._desk.set_large(is_on=is_on)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is selected, under way or being written."""
        busy = self._desk.hand.is_busy or self._naming.editor is not None
        return not busy and not self._desk.selection

    # edits that need no pointer

    def add_kind(self, kind: str, parent_key: Key | None = None) -> bool:
        """Add a thing of a kind to a container, or to the canvas; the layout finds its place.

        The camera moves only when the new thing would be out of sight.
        """
        at = None
        if parent_key is None and not self.picture.nodes:
            middle = self._desk.middle()
            at = (middle.x(), middle.y())
        is_added = self._desk.finish(added(self._desk.ground, kind, parent_key, at))
        if is_added:
            self._reveal()
        return is_added

    def add_at(self, kind: str, place: QPointF) -> bool:
        """Add a kind at a scene point; where it can't stand there, let it be placed elsewhere."""
        gesture = PlacingNew(self._desk.ground, kind)
        pointer = pointer_at(self._desk.ground, place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if gesture.target(pointer).is_ok:
            return self._desk.finish(gesture.end(pointer))
        self._keys.start_placing(gesture, place)
        return False

    def add_note(self, kind: str = NOTE) -> None:
        """Put a sticky note or a frame where the pointer is, or in the middle, to be written on."""
        pointer = self._mouse.at
        place = self._desk.middle() if pointer is None else self._mouse.scene_point(pointer)
        self.add_at(kind, place)

    def kinds_for(self, offer: Offer) -> tuple[str, ...]:
        """Return the kinds that can be added where a line ended, and connected."""
        return connectable_kinds(self._desk.ground, offer.source)

    def add_connected(self, kind: str, offer: Offer) -> bool:
        """Add a kind where a line ended, and connect it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._desk.finish(added_and_connected(self._desk.ground, offer, kind))

    def spot_of(self, key: Key) -> QPoint | None:
        """Return where the upper left corner of a thing is seen, or None where it is not."""
        rect = self._desk.rect_of(key)
        spot = self.mapFromScene(rect.topLeft())
        return spot if not rect.isEmpty() and self.viewport().rect().contains(spot) else None

    def begin_place(self, kind: str) -> None:
        """Add a kind to the selected container if it fits there; else let it be placed.

        Then the next click places it, or the arrow keys and Enter do; Esc gives up.
        """
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        selected = self._desk.selection
        if len(selected) == 1 and may_contain(self._desk.ground.document, kind, selected[0]):
            self.add_kind(kind, selected[0])
            return
        self._keys.start_placing(PlacingNew(self._desk.ground, kind), self._desk.middle())

    def begin_connect(self) -> None:
        """Connect the selected thing by keyboard or with the next click."""
        if len(self._desk.selection) != 1:
            self.status.emit("Select one thing to connect.")
            return
        if is_note(self._desk.selection[0]):
            self.status.emit("Nothing connects to a note.")
            return
        gesture = Connecting(self._desk.ground, self._desk.selection[0])
        self._desk.begin(gesture, gesture.step(1, 0))

    def delete_selected(self) -> bool:
        """Remove what is selected; undo brings it back, so nobody is asked."""
        keys = self._desk.selection
        return bool(keys) and self.bridge.do(deletion(self.bridge.update_now.document, keys))

    def copy(self) -> bool:
        """Copy the selection."""
        return self._clipboard.copy()

    def cut(self) -> bool:
        """Copy the selection and remove it."""
        return self._clipboard.cut()

    def paste(self) -> bool:
        """Paste into the selection, or at the pointer, or in the middle of the view."""
        pointer = self._mouse.at
        at = self._desk.middle() if pointer is None else self._mouse.scene_point(pointer)
        return self._clipboard.paste(at) and self._shown()

    def duplicate(self) -> bool:
        """Put a copy of the selection beside it."""
        return self._clipboard.duplicate() and self._shown()

    def _shown(self) -> bool:
        self._reveal()
        return True

    def rename_selected(self) -> None:
        """Edit the name of the selected thing in place."""
        if len(self._desk.selection) != 1:
            self.status.emit("Select one thing to rename.")
        elif not self._naming.open(self._desk.selection[0]):
            self.status.emit("It has no name on the canvas. The inspector may change it.")

    def arrange(self) -> None:
        """Lay out anew what stands inside the selection, or everything; undo takes it back."""
        keys = self._desk.selection
        if self.bridge.do(Arrange(keys)) and not keys:
            self.fit()

    def toggle_collapse(self) -> None:
        """Collapse the networks of the selection, or expand them when all of them are collapsed."""
        document = self.bridge.update_now.document
        keys = networks_of(document, self._desk.selection)
        if not keys:
            self.status.emit("Select a network to collapse.")
            return
        self.collapse(keys, not set(keys) <= collapsed_in(document))

    def collapse(self, keys: tuple[Key, ...], is_collapsed: bool) -> None:  # noqa: FBT001  # reads well
        """Draw networks as one plate, or with what is in them; they are selected after it."""
        self._desk.select(keys, by_keyboard=self._desk.is_focus_shown)
        self.bridge.do(Collapse(keys, is_collapsed))

    def align(self, side: Side) -> None:
        """Put one side of every selected box on one line."""
        self._desk.finish(aligned(self._desk.ground, side))

    def distribute(self, axis: Axis) -> None:
        """Make the gaps between the selected boxes equal."""
        self._desk.finish(distributed(self._desk.ground, axis))

    def _actions(self) -> dict[str, Action]:
        return {
            "select_all": self.select_all,
            "arrange": self.arrange,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "zoom_reset": self.zoom_reset,
            "fit": self.fit,
            "fit_selection": self.fit_selection,
            "delete": self.delete_selected,
            "collapse": self.toggle_collapse,
            "add_note": self.add_note,
            "add_frame": partial(self.add_note, FRAME),
            "copy": self.copy,
            "cut": self.cut,
            "paste": self.paste,
            "duplicate": self.duplicate,
            "rename": self.rename_selected,
            "open": self._open,
            "connect": self.begin_connect,
            "quick_add": self._quick_add,
            "menu": self._open_menu,
            "reveal": self._reveal,
        }

    def _open(self) -> None:
        if len(self._desk.selection) == 1:
            self.opened.emit(self._desk.selection[0])

    def _open_menu(self) -> None:
        self._menus.open_at_selection()

    def _quick_add(self) -> None:
        self.quick_add_requested.emit(None)

    def _reveal(self) -> None:
        """Keep what the keyboard walks to in view; the camera moves only when it must."""
        first = next(iter(self._desk.selection), None)
        if first is not None and not self._camera.sees(self._desk.rect_of(first)):
            self.center_on(first)

    def _call_by_name(self, action: str, argument: str | None) -> None:
        signals = {
            "show_routes": self.routes_requested,
            "trace_from": self.trace_from,
            "trace_to": self.trace_to,
        }
        if action in signals:
            signals[action].emit(argument)
        elif action == "align" and argument in SIDES:
            self.align(argument)
        elif action == "distribute" and argument in AXES:
            self.distribute(argument)
        elif action == "begin_place" and argument is not None:
            self.begin_place(argument)
        elif action == "add_kind" and argument is not None:
            self.add_kind(argument, self._desk.selection[0] if self._desk.selection else None)
        else:
            self._actions()[action]()
