"""From Qt's events to the Pointer that gestures understand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from aksdesigner.interact.gesture import Ground, Modifiers, Pointer
from aksdesigner.interact.hit import hit_at
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box

Keyboard = Qt.KeyboardModifier


def modifiers_of(held: Qt.KeyboardModifier) -> Modifiers:
    """Return which of the keys that matter are held down."""
    return Modifiers(
        shift=bool(held & Keyboard.ShiftModifier),
        ctrl=bool(held & Keyboard.ControlModifier),
        alt=bool(held & Keyboard.AltModifier),
    )


def pointer_at(
    ground: Ground,
    point: QPointF,
    held: Qt.KeyboardModifier = Keyboard.NoModifier,
    hovered: Key | None = None,
) -> Pointer:
    """Return the Pointer of a scene point, with what lies under it."""
    hit = hit_at(ground, point.x(), point.y(), hovered)
    return Pointer(point.x(), point.y(), hit, modifiers_of(held))


def rect_of(box: Box) -> QRectF:
    """Return Qt's rectangle of a box."""
    return QRectF(box.x, box.y, box.w, box.h)
