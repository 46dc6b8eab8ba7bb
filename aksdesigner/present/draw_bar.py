"""The capacity bar: addresses used today, at an upgrade, and what there is."""

from __future__ import annotations

from aksdesigner.present.draw_kit import plate, polygon
from aksdesigner.present.picture import Box
from aksdesigner.present.shapes import PathShape, RectShape, Role, Shape, Stroke

# share from which the figure is a warning (look.md 3.4)
NEARLY = 0.8
STRIPE = 5.0


def bar_text(fill: tuple[int, int, int]) -> tuple[str, Role, str]:
    """Return the figure beside a bar, its role and its style."""
    today, upgrade, usable = fill
    if upgrade > usable:
        return f"{upgrade:,} of {usable:,}", "error", "canvasStrong"
    if upgrade == today:
        return f"{today:,} of {usable:,}", "text2", "canvasDetail"
    text = f"{today:,} today · {upgrade:,} upgrade · {usable:,}"
    if upgrade > NEARLY * usable:
        return text, "warning", "canvasStrong"
    return text, "text2", "canvasDetail"


def bar_shapes(track: Box, fill: tuple[int, int, int]) -> list[Shape]:
    """Return the bar: solid today, striped upgrade, a tooth past the end when it is over."""
    today, upgrade, usable = fill
    most = max(usable, 1)
    is_over = upgrade > usable
    radius = track.h / 2
    now = min(1.0, today / most) * track.w
    then = min(1.0, upgrade / most) * track.w
    shapes: list[Shape] = [plate(track, radius, "capTrack")]
    if upgrade > today:
        shapes += _striped(Box(track.x, track.y, max(then, track.h), track.h), now, is_over=is_over)
    if today:
        shapes.append(
            RectShape(track.x, track.y, max(now, 3.0), track.h, min(radius, now), "capToday")
        )
    if is_over:
        shapes.append(_tooth(track))
    return shapes


def _striped(box: Box, start: float, *, is_over: bool) -> list[Shape]:
    role = "errorFill" if is_over else "capUpgrade"
    commands: list[tuple[str | float, ...]] = []
    x = box.x + max(start, 1.0) + STRIPE
    while x < box.right - 1:
        commands += [("M", x - box.h / 2, box.bottom - 0.5), ("L", x + box.h / 2, box.y + 0.5)]
        x += STRIPE
    shapes: list[Shape] = [plate(box, box.h / 2, role)]
    if commands:
        shapes.append(PathShape(tuple(commands), None, Stroke("panel", 1.4), 0.55))
    return shapes


def _tooth(track: Box) -> Shape:
    x, y = track.right, track.y - 3
    half = track.h / 2 + 3
    return polygon([(x - 1, y), (x + 6, y + half), (x - 1, y + 2 * half)], "errorFill")
