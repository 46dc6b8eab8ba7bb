"""Selecting: a click, Shift to add, Ctrl to toggle, a rubber band on free canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.interact.gesture import Ground, Hit, Modifiers, Outcome, Point, Pointer, Preview
from aksdesigner.interact.hit import ancestors, is_frame
from aksdesigner.model.ids import Key
from aksdesigner.model.note import is_note
from aksdesigner.present.picture import Box, Node


def clicked(selection: tuple[Key, ...], keys: tuple[Key, ...], held: Modifiers) -> tuple[Key, ...]:
    """Return the selection after a click on what `keys` name together, or on nothing.

    A link stands for several: both halves of a peering are taken and left together.
    """
    if not keys:
        return selection if held.shift or held.ctrl else ()
    fresh = tuple(key for key in keys if key not in selection)
    if held.ctrl and not fresh:
        return tuple(key for key in selection if key not in keys)
    return (*selection, *fresh) if held.ctrl or held.shift else keys


def keys_under(ground: Ground, hit: Hit) -> tuple[Key, ...]:
    """Return the resources that a click on a hit selects."""
    if hit.key is None:
        return ()
    if hit.zone != "link":
        return (hit.key,)
    link = next((k for k in ground.scene.links_of(hit.key) if k.key == hit.key), None)
    return link.keys if link is not None else (hit.key,)


def box_between(a: Point, b: Point) -> Box:
    """Return the rectangle that two corners span."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return Box(x, y, abs(a[0] - b[0]), abs(a[1] - b[1]))


def inside(ground: Ground, band: Box, *, is_touching: bool = False) -> tuple[Key, ...]:
    """Return the outermost nodes that a band holds whole (or touches)."""
    taken: dict[Key, None] = {}
    for node in ground.scene.nodes_in(band):
        if (is_frame(node) and not is_note(node.key)) or node.key in ground.hidden:
            continue
        if any(holder in taken for holder in holders(ground, node)):
            continue
        if _is_in(node.box, band, is_touching=is_touching):
            taken[node.key] = None
    return tuple(taken)


def outermost(ground: Ground) -> tuple[Key, ...]:
    """Return what stands on the canvas itself, or in a region; what is inside goes along."""
    frames = {node.key for node in ground.scene.nodes if is_frame(node)}
    return tuple(
        node.key
        for node in ground.scene.nodes
        if is_note(node.key)
        or (node.uid is not None and (node.parent is None or node.parent in frames))
    )


@dataclass
class RubberBand:
    """A drag that started on free canvas. Alt takes what the band only touches."""

    ground: Ground
    start: Pointer

    def move(self, pointer: Pointer) -> Preview:
        """Return the band, and the selection it would make."""
        return Preview(
            band=box_between(self.start.at, pointer.at), selection=self._selection(pointer)
        )

    def end(self, pointer: Pointer) -> Outcome:
        """Return the new selection."""
        return Outcome(selection=self._selection(pointer))

    def _selection(self, pointer: Pointer) -> tuple[Key, ...]:
        band = box_between(self.start.at, pointer.at)
        found = inside(self.ground, band, is_touching=pointer.modifiers.alt)
        before = self.ground.selection
        if pointer.modifiers.ctrl:
            kept = tuple(key for key in before if key not in found)
            return (*kept, *(key for key in found if key not in before))
        if pointer.modifiers.shift:
            return (*before, *(key for key in found if key not in before))
        return found


def walk(ground: Ground, *, is_backward: bool = False) -> tuple[Key, ...]:
    """Return the selection after Tab: the next node in painting order.

    Past either end it is empty: then Tab goes on to the next widget, and nobody is trapped here.
    """
    keys = [node.key for node in ground.scene.nodes if node.key not in ground.hidden]
    if not keys:
        return ()
    current = ground.selection[-1] if ground.selection else None
    if current not in keys:
        return (keys[-1] if is_backward else keys[0],)
    place = keys.index(current) + (-1 if is_backward else 1)
    return (keys[place],) if 0 <= place < len(keys) else ()


def neighbour(
    ground: Ground, key: Key, dx: int, dy: int, takes: Callable[[Key], object] | None = None
) -> Key | None:
    """Return the nearest node in a direction (one of dx, dy is ±1) that `takes` allows, or None.

    What lies straight ahead is preferred over what lies aside; containers of `key` and what it
    contains are no neighbours.
    """
    place, origin = ground.box_of(key), ground.node(key)
    if place is None:
        return None
    ox, oy = place.center
    best: tuple[float, Key] | None = None
    for node in ground.scene.nodes:
        if node.key in (key, *ground.hidden) or is_frame(node) or is_note(node.key):
            continue
        if origin is not None and _is_related(ground, node, origin):
            continue
        x, y = node.box.center
        ahead, aside = (x - ox) * dx + (y - oy) * dy, abs((x - ox) * dy) + abs((y - oy) * dx)
        if ahead <= 0:
            continue
        cost = ahead + 2 * aside
        if (best is None or cost < best[0]) and (takes is None or takes(node.key)):
            best = (cost, node.key)
    return None if best is None else best[1]


def _is_related(ground: Ground, a: Node, b: Node) -> bool:
    return a.key in holders(ground, b) or b.key in holders(ground, a)


def holders(ground: Ground, node: Node) -> tuple[Key, ...]:
    """Return the keys of everything that contains a node, inside out."""
    return tuple(outer.key for outer in ancestors(ground, node.parent))


def _is_in(box: Box, band: Box, *, is_touching: bool) -> bool:
    if is_touching:
        return (
            box.x <= band.right
            and box.right >= band.x
            and box.y <= band.bottom
            and box.bottom >= band.y
        )
    return band.contains(box.x, box.y) and band.contains(box.right, box.bottom)
