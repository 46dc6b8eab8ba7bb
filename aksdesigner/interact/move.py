"""Dragging the selection: within its container it is moved, onto another one it goes there.

Ctrl while dropping moves without nesting; Alt suspends snapping.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from aksdesigner.edit.command import Command
from aksdesigner.edit.place import Place, drawn_label
from aksdesigner.edit.reparent import Reparent
from aksdesigner.edit.together import Together
from aksdesigner.interact.drop import Target, barred_for, is_free, mark_of, target_at
from aksdesigner.interact.gesture import Ghost, Ground, Outcome, Point, Pointer, Preview
from aksdesigner.interact.hit import ancestors
from aksdesigner.interact.select import clicked, holders
from aksdesigner.interact.snap import Edges, Snapped
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.nesting import REGION
from aksdesigner.model.note import FRAME
from aksdesigner.present.picture import Box, Node


def movable(ground: Ground, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return those of `keys` that stand on the canvas, without what is inside another of them.

    A frame takes along what it goes around: notes, strokes, and boxes that stand in no network.
    """
    asked = [key for key in keys if ground.node(key) is not None]
    for frame in [ground.nodes[key] for key in asked if ground.nodes[key].form == FRAME]:
        asked += [key for key in framed(ground, frame) if key not in asked]
    return tuple(
        key
        for key in asked
        if not any(outer in asked for outer in holders(ground, ground.nodes[key]))
    )


def framed(ground: Ground, frame: Node) -> tuple[Key, ...]:
    """Return what a frame goes around; what is inside other boxes goes along with them."""
    outlines = {None, *(n.key for n in ground.scene.nodes if n.kind == REGION)}
    return tuple(
        node.key
        for node in ground.scene.nodes_in(frame.box)
        if node.key != frame.key
        and node.kind != REGION
        and node.parent in outlines
        and frame.box.holds(node.box)
    )


def moved_by(ground: Ground, keys: Iterable[Key], dx: float, dy: float) -> Place:
    """Return the command that moves boxes by an offset, each within its container."""
    moves: dict[Key, Point] = {}
    for key in keys:
        node = ground.nodes[key]
        moves[key] = within(ground, node.parent, node.box.x + dx, node.box.y + dy)
    return Place(moves)


def within(ground: Ground, parent: Key | None, x: float, y: float) -> Point:
    """Return a scene point as a position inside a container."""
    outer = ground.node(parent)
    return (x, y) if outer is None else (x - outer.box.x, y - outer.box.y)


@dataclass
class Moving:
    """A drag of the selection, or of a box that was not selected and now is."""

    ground: Ground
    start: Pointer
    keys: tuple[Key, ...] = field(init=False)
    selection: tuple[Key, ...] = field(init=False)

    def __post_init__(self) -> None:
        pressed = self.start.hit.key
        assert pressed is not None
        selection = self.ground.selection
        if pressed not in selection:
            selection = clicked(selection, (pressed,), self.start.modifiers)
        self.selection = selection
        self.keys = movable(self.ground, selection)

    def move(self, pointer: Pointer) -> Preview:
        """Return the ghosts, the target and the guides with the pointer here."""
        place = self._snapped(pointer)
        target = self._target(pointer)
        is_nested = target is not None and target.key != self._lead.parent
        mark = None
        if target is not None and (is_nested or not target.is_ok):
            mark = mark_of(self.ground, target, self._text(target), place.box)
        return Preview(
            ghosts=self._ghosts(place),
            drop=mark,
            guides=() if is_nested else place.guides,
            barred=barred_for(self.ground, self._kind, self._lead.key)
            if is_nested
            else frozenset(),
            selection=self.selection,
            status=_status(self._lead, place.box, target),
        )

    def end(self, pointer: Pointer) -> Outcome:
        """Return the move, or the change of container, or why neither can be."""
        place = self._snapped(pointer)
        target = self._target(pointer)
        if target is not None and not target.is_ok:
            return Outcome(selection=self.selection, status=f"{self._name}: {target.reason}.")
        if target is not None and target.key != self._lead.parent:
            return Outcome(command=self._nested(target, place.box), selection=self.selection)
        lead = self._lead.box
        dx, dy = place.box.x - lead.x, place.box.y - lead.y
        if not self.keys or (dx, dy) == (0, 0):
            return Outcome(selection=self.selection)
        command = moved_by(self.ground, self.keys, dx, dy)
        return Outcome(command=command, selection=self.selection)

    @property
    def _lead(self) -> Node:
        """The box that leads the drag: the one under the pointer, or what carries it along."""
        pressed = self.start.hit.key
        for node in ancestors(self.ground, pressed):
            if node.key in self.keys:
                return node
        return self.ground.nodes[self.keys[0]]

    @property
    def _kind(self) -> str:
        return split_key(self._lead.key)[0]

    @property
    def _name(self) -> str:
        return label_of(self._lead.key)

    def _snapped(self, pointer: Pointer) -> Snapped:
        lead = self._lead
        box = Box(
            lead.box.x + pointer.x - self.start.x,
            lead.box.y + pointer.y - self.start.y,
            lead.box.w,
            lead.box.h,
        )
        if pointer.modifiers.alt:
            return Snapped(box)
        return self._edges.snapped(box, self.ground.zoom)

    @cached_property
    def _edges(self) -> Edges:
        """The edges of what stands beside the lead; they stay as long as the drag."""
        taken = set(self.keys)
        siblings = self.ground.scene.inside(self._lead.parent)
        return Edges(n.box for n in siblings if n.key not in taken and n.uid is not None)

    def _target(self, pointer: Pointer) -> Target | None:
        """Return where the drop would go; None when it is not about containers at all."""
        lead = self._lead
        if pointer.modifiers.ctrl or lead.uid is None:
            return None
        target = target_at(
            self.ground, self._kind, pointer.x, pointer.y, moving=lead.key, apart_from=self._along
        )
        return Target(lead.parent, is_ok=True) if self._stays_home(target) else target

    def _stays_home(self, target: Target) -> bool:
        """On free canvas a thing leaves its region's frame only when it was put there itself.

        What stands there by the design's default, or by what it is attached to, stretches the frame.
        """
        lead = self._lead
        if not target.is_ok or target.key is not None or lead.parent is None:
            return False
        resource = self.ground.document.topology.index.at(lead.key)
        own = getattr(resource, "region", None)
        return own is None or self.ground.document.settings.region is not None

    @cached_property
    def _along(self) -> frozenset[Key]:
        """What is dragged, and everything in it."""
        found: set[Key] = set()
        todo = list(self.keys)
        while todo:
            key = todo.pop()
            if key not in found:
                found.add(key)
                todo.extend(node.key for node in self.ground.scene.inside(key))
        return frozenset(found)

    def _ghosts(self, place: Snapped) -> tuple[Ghost, ...]:
        dx, dy = place.box.x - self._lead.box.x, place.box.y - self._lead.box.y
        return tuple(
            Ghost(Box(n.box.x + dx, n.box.y + dy, n.box.w, n.box.h), n.title, key=key)
            for key in self.keys
            for n in (self.ground.nodes[key],)
        )

    def _text(self, target: Target) -> str:
        return target.makes or f"into {label_of(target.key)}" if target.key else "on free canvas"

    def _nested(self, target: Target, place: Box) -> Command:
        dx, dy = place.x - self._lead.box.x, place.y - self._lead.box.y
        moves: list[Command] = []
        for key in self.keys:
            node = self.ground.nodes[key]
            if node.uid is None:  # a note, a frame: they stand in nothing
                moves.append(moved_by(self.ground, (key,), dx, dy))
                continue
            box = node.box.moved(dx, dy)
            is_loose = target.key is None or is_free(self.ground, target.key, box, self.keys)
            at = within(self.ground, target.key, box.x, box.y) if is_loose else None
            moves.append(Reparent(key, target.key, at))
        if len(moves) == 1:
            return moves[0]
        where = label_of(target.key) if target.key else "the canvas"
        return Together(f"Move {len(moves)} things to {where}", tuple(moves))


def _status(lead: Node, box: Box, target: Target | None) -> str:
    if target is not None and not target.is_ok:
        return f"{label_of(lead.key)}: {target.reason}."
    return f"{drawn_label(lead.key)} at {box.x:.0f}, {box.y:.0f}"
