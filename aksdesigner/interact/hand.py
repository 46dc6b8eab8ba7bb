"""The hand: which gesture a press means, and what became of it. One gesture at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from aksdesigner.interact.connect import Connecting
from aksdesigner.interact.gesture import (
    Gesture,
    Ground,
    Outcome,
    Pointer,
    Preview,
    empty_ground,
    is_drag,
)
from aksdesigner.interact.move import Moving
from aksdesigner.interact.resize import Resizing
from aksdesigner.interact.select import RubberBand, clicked, keys_under


@dataclass
class Hand:
    """Idle, pressed, or in the middle of a gesture.

    A `modal` gesture (placing a new thing, connecting by key) follows the pointer without a button
    and ends with the next click.
    """

    ground: Ground = field(default_factory=empty_ground)
    pressed: Pointer | None = None
    gesture: Gesture | None = None
    is_modal: bool = False

    @property
    def is_busy(self) -> bool:
        """Whether Esc has something to cancel."""
        return self.gesture is not None or self.pressed is not None

    def begin(self, gesture: Gesture) -> None:
        """Start a modal gesture."""
        self.cancel()
        self.gesture, self.is_modal = gesture, True

    def press(self, ground: Ground, pointer: Pointer) -> None:
        """Hear that the button went down."""
        if not self.is_modal:
            self.ground, self.pressed, self.gesture = ground, pointer, None

    def move(self, pointer: Pointer) -> Preview | None:
        """Return the preview of the gesture under way, or None when there is none."""
        if self.gesture is None and self.pressed is not None:
            if not is_drag(self.ground, self.pressed.at, pointer.at):
                return None
            self.gesture = _gesture_of(self.ground, self.pressed)
        return None if self.gesture is None else self.gesture.move(pointer)

    def release(self, pointer: Pointer) -> Outcome:
        """Return what the gesture that ends here asks for; without one it was a click."""
        gesture, pressed, ground = self.gesture, self.pressed, self.ground
        self.cancel()
        if gesture is not None:
            return gesture.end(pointer)
        if pressed is None:
            return Outcome()
        taken = keys_under(ground, pressed.hit)
        return Outcome(selection=clicked(ground.selection, taken, pressed.modifiers))

    def cancel(self) -> None:
        """Forget the gesture; nothing has happened."""
        self.pressed, self.gesture, self.is_modal = None, None, False


def _gesture_of(ground: Ground, pressed: Pointer) -> Gesture:
    hit = pressed.hit
    if hit.key is None or hit.zone == "link":
        return RubberBand(ground, pressed)
    if hit.zone == "handle":
        return Resizing(ground, pressed)
    if hit.zone in ("port", "chip"):
        return Connecting(ground, hit.key, pressed)
    return Moving(ground, pressed)
