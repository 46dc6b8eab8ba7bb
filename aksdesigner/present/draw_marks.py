"""Marks that say what the analysis found: severities, verdicts, the badge of an object."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.analysis.results import Severity, Verdict
from aksdesigner.present.draw_kit import Command, disc, label
from aksdesigner.present.picture import Badge, Point
from aksdesigner.present.shapes import PathShape, Role, Shape, Stroke

GRID = 24.0
BADGE = 20.0
SMALL_BADGE = 13.0
HALO = 2.5
VERDICT = 26.0

_OCTAGON: tuple[Command, ...] = (
    ("M", 7.2, 2), ("L", 16.8, 2), ("L", 22, 7.2), ("L", 22, 16.8),
    ("L", 16.8, 22), ("L", 7.2, 22), ("L", 2, 16.8), ("L", 2, 7.2), ("Z",),
)  # fmt: skip
_TRIANGLE: tuple[Command, ...] = (("M", 12, 2.5), ("L", 22.5, 21), ("L", 1.5, 21), ("Z",))
_SQUARE: tuple[Command, ...] = (
    ("M", 6, 3), ("L", 18, 3), ("Q", 21, 3, 21, 6), ("L", 21, 18), ("Q", 21, 21, 18, 21),
    ("L", 6, 21), ("Q", 3, 21, 3, 18), ("L", 3, 6), ("Q", 3, 3, 6, 3), ("Z",),
)  # fmt: skip
_OUTLINES: dict[Severity, tuple[Command, ...]] = {
    "error": _OCTAGON,
    "warning": _TRIANGLE,
    "info": _SQUARE,
}
_SIGNS: dict[Severity, tuple[Command, ...]] = {
    "error": (("M", 8.5, 8.5), ("L", 15.5, 15.5), ("M", 15.5, 8.5), ("L", 8.5, 15.5)),
    "warning": (("M", 12, 9.5), ("L", 12, 14.5), ("M", 12, 18), ("L", 12, 18.1)),
    "info": (("M", 12, 11), ("L", 12, 17), ("M", 12, 7), ("L", 12, 7.1)),
}
_INK: dict[Severity, tuple[Role, Role]] = {
    "error": ("errorFill", "onError"),
    "warning": ("warningFill", "onWarning"),
    "info": ("infoFill", "onInfo"),
}
_CHECK: tuple[Command, ...] = (("M", 7.5, 12.5), ("L", 10.5, 15.5), ("L", 16.5, 8.5))


def scaled(commands: Sequence[Command], at: Point, size: float) -> tuple[Command, ...]:
    """Return commands of the 24 grid, centred at a point and drawn `size` pixels wide."""
    k = size / GRID
    x0, y0 = at[0] - size / 2, at[1] - size / 2
    out: list[Command] = []
    for command in commands:
        numbers = [float(number) for number in command[1:]]
        moved = [(x0 if i % 2 == 0 else y0) + n * k for i, n in enumerate(numbers)]
        out.append((command[0], *moved))
    return tuple(out)


def severity_shapes(severity: Severity, at: Point, size: float = BADGE) -> list[Shape]:
    """Return the octagon, triangle or square of a severity around a point."""
    fill, ink = _INK[severity]
    k = size / GRID
    return [
        PathShape(scaled(_OUTLINES[severity], at, size), fill, Stroke(fill, k, (), "round")),
        PathShape(scaled(_SIGNS[severity], at, size), None, Stroke(ink, 2.6 * k, (), "round")),
    ]


def badge_shapes(badge: Badge, at: Point, halo: Role = "canvas") -> list[Shape]:
    """Return the mark on an object's corner: the worst shape, and how many there are."""
    size = SMALL_BADGE if badge.severity == "info" else BADGE
    shapes: list[Shape] = [disc(at, size / 2 + HALO, halo)]
    shapes += severity_shapes(badge.severity, at, size)
    if badge.severity == "info":
        return shapes  # a note is worth knowing and asks for nothing: it stays small
    if badge.count > 1:
        corner = (at[0] + 9, at[1] - 9)
        shapes.append(disc(corner, 7, "panel", "border", 1))
        text = str(badge.count) if badge.count < 100 else "99"
        shapes += label(corner[0], corner[1] + 3.4, text, "canvasCount", anchor="middle")
    return shapes


def verdict_shapes(verdict: Verdict, at: Point, size: float = VERDICT) -> list[Shape]:
    """Return the mark of a verdict; each has a silhouette of its own."""
    return _VERDICTS[verdict](at, size)


def _ink(commands: Sequence[Command], at: Point, size: float, role: Role, width: float) -> Shape:
    stroke = Stroke(role, width * size / GRID, (), "round")
    return PathShape(scaled(commands, at, size), None, stroke)


def _delivered(at: Point, size: float) -> list[Shape]:
    return [disc(at, size / 2.4, "okFill"), _ink(_CHECK, at, size, "onOk", 2.4)]


def _dropped(at: Point, size: float) -> list[Shape]:
    bar = (("M", 7.0, 12.0), ("L", 17.0, 12.0))
    return [
        PathShape(scaled(_OCTAGON, at, size), "errorFill"),
        _ink(bar, at, size, "onError", 3.5),
    ]


def _blackhole(at: Point, size: float) -> list[Shape]:
    k = size / GRID
    ring = disc(at, 10 * k, "panel")
    return [
        ring,
        PathShape(_circle(at, 10 * k), None, Stroke("errorFill", 2 * k, (3 * k, 2.2 * k))),
        disc(at, 5.5 * k, "text"),
    ]


def _asymmetric(at: Point, size: float) -> list[Shape]:
    left = (
        ("M", 11, 2.2),
        ("C", 5.5, 2.8, 2, 6.8, 2, 11),
        ("C", 2, 15.2, 5.5, 19.2, 11, 19.8),
        ("Z",),
    )
    right = (("M", 13, 4.2), ("C", 18.5, 4.8, 22, 8.8, 22, 13), ("C", 22, 17.2, 18.5, 21.2, 13, 21.8), ("Z",))  # fmt: skip
    return [
        disc(at, size / 2.1, "panel"),
        PathShape(scaled(left, at, size), "pathForward"),
        PathShape(scaled(right, at, size), "pathReturn"),
    ]


def _loop(at: Point, size: float) -> list[Shape]:
    ring = (
        ("M", 19, 12), ("C", 19, 15.9, 15.9, 19, 12, 19), ("C", 8.1, 19, 5, 15.9, 5, 12),
        ("C", 5, 8.1, 8.1, 5, 12, 5), ("C", 13.9, 5, 15.6, 5.8, 16.8, 7),
    )  # fmt: skip
    head = (("M", 17.5, 2.5), ("L", 17.5, 7.5), ("L", 12.5, 7.5))
    return [
        disc(at, size / 2.1, "panel"),
        _ink(ring, at, size, "errorFill", 3),
        _ink(head, at, size, "errorFill", 3),
    ]


def _not_computed(at: Point, size: float) -> list[Shape]:
    mark = (
        ("M", 9.8, 9.8), ("C", 9.8, 7.2, 14.4, 7.2, 14.4, 9.8),
        ("C", 14.4, 11.6, 12, 11.6, 12, 13.6), ("M", 12, 16.6), ("L", 12, 16.7),
    )  # fmt: skip
    return [disc(at, size / 2.4, "panel", "text3", 2), _ink(mark, at, size, "text2", 2.2)]


def uncomputed_shapes(at: Point, size: float = 14.0) -> list[Shape]:
    """Return the quiet ring of what is drawn and whose part in a path is not computed."""
    mark = (
        ("M", 9.4, 9.4), ("C", 9.4, 6.4, 14.8, 6.4, 14.8, 9.4),
        ("C", 14.8, 11.6, 12, 11.6, 12, 13.8), ("M", 12, 17.2), ("L", 12, 17.3),
    )  # fmt: skip
    return [disc(at, size / 2, None, "text3", 1.2), _ink(mark, at, size, "text3", 2.0)]


_VERDICTS = {
    "delivered": _delivered,
    "dropped": _dropped,
    "blackhole": _blackhole,
    "asymmetric": _asymmetric,
    "loop": _loop,
    "notComputed": _not_computed,
}


def _circle(at: Point, r: float) -> tuple[Command, ...]:
    """Return a circle as curves, so that it can carry a dash pattern from a fixed start."""
    x, y, c = at[0], at[1], r * 0.5523
    return (
        ("M", x + r, y),
        ("C", x + r, y + c, x + c, y + r, x, y + r),
        ("C", x - c, y + r, x - r, y + c, x - r, y),
        ("C", x - r, y - c, x - c, y - r, x, y - r),
        ("C", x + c, y - r, x + r, y - c, x + r, y),
        ("Z",),
    )
