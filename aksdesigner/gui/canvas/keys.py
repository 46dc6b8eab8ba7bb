"""The keyboard: everything that the mouse can do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.pointer import modifiers_of, pointer_at
from aksdesigner.interact.connect import Connecting
from aksdesigner.interact.nudge import FAR, nudge_step, nudged
from aksdesigner.interact.place_new import PlacingNew, landing
from aksdesigner.interact.resize import grown
from aksdesigner.interact.select import walk

K = Qt.Key
Held = Qt.KeyboardModifier
ARROWS = {
    K.Key_Left: (-1, 0),
    K.Key_Right: (1, 0),
    K.Key_Up: (0, -1),
    K.Key_Down: (0, 1),
}
# screen pixels that an arrow key pans
PAN_STEP = 64.0
ENTER = (K.Key_Return, K.Key_Enter)

Action = Callable[[], object]


class Keys:
    """Keys of one canvas. `actions` are what the view itself does, by name."""

    def __init__(self, desk: Desk, actions: dict[str, Action]) -> None:
        self._desk = desk
        self._actions = actions
        self._place = QPointF()

    def start_placing(self, gesture: PlacingNew, at: QPointF) -> None:
        """Let the arrow keys carry a new thing, from a scene point or the nearest fit on."""
        start = landing(gesture, (at.x(), at.y()))
        self._place = QPointF(*start)
        pointer = pointer_at(self._desk.ground, self._place)
        self._desk.begin(gesture, gesture.move(pointer))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; returns whether it meant anything."""
        gesture = self._desk.hand.gesture
        if event.key() == K.Key_Escape:
            return self._escape()
        if self._desk.hand.is_modal and isinstance(gesture, PlacingNew):
            return self._placing(event, gesture)
        if self._desk.hand.is_modal and isinstance(gesture, Connecting):
            return self._connecting(event, gesture)
        return self._arrow(event) or self._walk(event) or self._named(event)

    def _escape(self) -> bool:
        if self._desk.cancel():
            self._desk.status.emit("Cancelled.")
            return True
        if self._desk.selection:
            self._desk.select(())
            return True
        return False

    def _placing(self, event: QKeyEvent, gesture: PlacingNew) -> bool:
        if event.key() in ARROWS:
            dx, dy = ARROWS[K(event.key())]
            step = nudge_step(modifiers_of(event.modifiers()))
            self._place += QPointF(dx * step, dy * step)
            pointer = pointer_at(self._desk.ground, self._place)
            self._desk.show(gesture.move(pointer))
            return True
        if event.key() in ENTER:
            pointer = pointer_at(self._desk.ground, self._place)
            if not gesture.target(pointer).is_ok:
                self._desk.status.emit(gesture.end(pointer).status)
                return True
            self._desk.is_focus_shown = True
            self._desk.finish(gesture.end(pointer))
            return True
        return False

    def _connecting(self, event: QKeyEvent, gesture: Connecting) -> bool:
        if event.key() in ARROWS:
            self._desk.show(gesture.step(*ARROWS[K(event.key())]))
            return True
        if event.key() in ENTER:
            self._desk.finish(gesture.end_at_target())
            return True
        return False

    def _arrow(self, event: QKeyEvent) -> bool:
        """Arrows move the selection, with Ctrl its far sides, and with nothing selected the canvas."""
        if event.key() not in ARROWS:
            return False
        held, ground = event.modifiers(), self._desk.ground
        dx, dy = ARROWS[K(event.key())]
        if held & Held.ControlModifier:
            self._desk.finish(grown(ground, dx, dy, modifiers_of(held)))
        elif ground.selection:
            self._desk.finish(nudged(ground, dx, dy, modifiers_of(held)))
        else:
            step = PAN_STEP * (FAR if held & Held.ShiftModifier else 1)
            self._desk.camera.pan(-dx * step, -dy * step)
            self._desk.marks_changed.emit()
        return True

    def _walk(self, event: QKeyEvent) -> bool:
        if event.key() not in (K.Key_Tab, K.Key_Backtab):
            return False
        keys = walk(self._desk.ground, is_backward=event.key() == K.Key_Backtab)
        if not keys:
            return False
        self._desk.select(keys, by_keyboard=True)
        self._actions["reveal"]()
        return True

    def _named(self, event: QKeyEvent) -> bool:
        name = action_of(event)
        if name is None or name not in self._actions:
            return False
        self._actions[name]()
        return True


_STANDARD = (
    (QKeySequence.StandardKey.SelectAll, "select_all"),
    (QKeySequence.StandardKey.Copy, "copy"),
    (QKeySequence.StandardKey.Cut, "cut"),
    (QKeySequence.StandardKey.Paste, "paste"),
    (QKeySequence.StandardKey.ZoomIn, "zoom_in"),
    (QKeySequence.StandardKey.ZoomOut, "zoom_out"),
)
_PLAIN = {
    K.Key_Delete: "delete",
    K.Key_Backspace: "delete",
    K.Key_F2: "rename",
    K.Key_Return: "open",
    K.Key_Enter: "open",
    K.Key_F: "fit",
    K.Key_Home: "fit",
    K.Key_C: "connect",
    K.Key_E: "collapse",
    K.Key_S: "add_note",
    K.Key_G: "add_frame",
    K.Key_Slash: "quick_add",
    K.Key_Menu: "menu",
}
_WITH_CTRL = {K.Key_0: "zoom_reset", K.Key_Equal: "zoom_in", K.Key_D: "duplicate"}
# Shift+1 is ! on many keyboards: both the digit and the sign are taken
_SHIFTED = {
    K.Key_1: "fit",
    K.Key_Exclam: "fit",
    K.Key_2: "fit_selection",
    K.Key_At: "fit_selection",
    K.Key_QuoteDbl: "fit_selection",
    K.Key_F10: "menu",
    K.Key_Slash: "quick_add",
}


def action_of(event: QKeyEvent) -> str | None:
    """Return the name of the action that a key press asks for, or None."""
    for standard, name in _STANDARD:
        if event.matches(standard):
            return name
    held = event.modifiers() & ~Held.KeypadModifier
    key = K(event.key())
    if held == Held.ControlModifier:
        return _WITH_CTRL.get(key)
    if held == Held.ShiftModifier:
        return _SHIFTED.get(key)
    return _PLAIN.get(key) if held == Held.NoModifier else None
