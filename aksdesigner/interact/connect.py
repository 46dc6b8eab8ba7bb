"""Connecting: a line from a port (or from the selection, by key) to the thing it should reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from aksdesigner.edit.allowed.connections import may_connect, ordered_pair
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.allowed.verdict import Verdict
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.together import Together
from aksdesigner.interact.gesture import (
    DropMark,
    Ground,
    Offer,
    Outcome,
    Point,
    Pointer,
    Preview,
    distance,
)
from aksdesigner.interact.hit import SIDES, ancestors, is_frame, is_under, place_on
from aksdesigner.interact.place_new import added
from aksdesigner.interact.select import neighbour
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.present.picture import Box


@dataclass
class Connecting:
    """A connection under way, from `source`.

    By mouse it follows the pointer; by keyboard `step` walks to a neighbour and `end_at_target`
    commits. What can't be connected is greyed.
    """

    ground: Ground
    source: Key
    start: Pointer | None = None
    target: Key | None = None
    _verdicts: dict[Key, Verdict] = field(default_factory=dict)

    def move(self, pointer: Pointer) -> Preview:
        """Return the line to the pointer, or to the thing under it."""
        self.target = self._under(pointer)
        return self._preview(pointer.at)

    def end(self, pointer: Pointer) -> Outcome:
        """Return the connection to what is under the pointer; of free canvas, what to add there."""
        self.target = self._under(pointer)
        if self.target is None and connectable_kinds(self.ground, self.source):
            return Outcome(offer=Offer(self.source, pointer.at))
        return self.end_at_target()

    def step(self, dx: int, dy: int) -> Preview:
        """Walk the free end to the nearest connectable thing in a direction."""
        at = self.target or self.source
        found = neighbour(self.ground, at, dx, dy, self._verdict)
        self.target = found or self.target
        box = self.ground.box_of(self.target or self.source)
        return self._preview(box.center if box else (0.0, 0.0))

    def end_at_target(self) -> Outcome:
        """Return the connection to the present target, or why there is none."""
        if self.target is None:
            return Outcome(status="Nothing to connect there.")
        verdict = self._verdict(self.target)
        if not verdict:
            return Outcome(status=f"{self._pair()}: {verdict.reason}.")
        return Outcome(
            command=Connect(self.source, self.target), status=f"Connected: {verdict.makes}."
        )

    def _under(self, pointer: Pointer) -> Key | None:
        """The innermost thing at the pointer that can be connected, else one that says why not."""
        key = pointer.hit.key
        if pointer.hit.zone == "chip" and key is not None and self._verdict(key):
            return key
        if pointer.hit.zone in ("handle", "port", "link", "chip") or key is None:
            key = next(
                (
                    n.key
                    for n in reversed(self.ground.scene.nodes_at(pointer.x, pointer.y))
                    if is_under(self.ground, n, pointer.x, pointer.y)
                ),
                None,
            )
        own = {node.key for node in ancestors(self.ground, self.source)}
        around = [node.key for node in ancestors(self.ground, key) if not is_frame(node)]
        others = [key for key in around if key not in own]
        for candidates in (
            [key for key in around if self._verdict(key)],
            [key for key in others if ordered_pair(self.source, key)],
            others,
        ):
            if candidates:
                return candidates[0]
        return None

    def _verdict(self, key: Key) -> Verdict:
        if key not in self._verdicts:
            self._verdicts[key] = may_connect(self.ground.document, self.source, key)
        return self._verdicts[key]

    def _preview(self, at: Point) -> Preview:
        box = self.ground.box_of(self.target) if self.target else None
        end = at if box is None else nearest_port(box, at)
        start = self._start(end)
        mark, status = None, f"Connect {label_of(self.source)} to…"
        if box is not None and self.target is not None:
            verdict = self._verdict(self.target)
            text = verdict.makes if verdict else verdict.reason
            mark, status = DropMark(self.target, box, verdict.ok, text), f"{self._pair()}: {text}"
        return Preview(line=(start, end), drop=mark, barred=self._barred, status=status)

    def _start(self, end: Point) -> Point:
        box = self.ground.box_of(self.source)
        if box is None:
            return end
        if self.start is not None and self.start.hit.side:
            return place_on(box, self.start.hit.side)
        return nearest_port(box, end)

    @cached_property
    def _barred(self) -> frozenset[Key]:
        """Cards and outermost boxes with nothing in them that could be reached."""
        open_keys: set[Key] = set()
        for node in self.ground.scene.nodes:
            if node.key == self.source or self._verdict(node.key):
                open_keys.update(outer.key for outer in ancestors(self.ground, node.key))
        open_keys.update(self._with_open_chips())
        barred = {
            node.key
            for node in self.ground.scene.nodes
            if node.key not in open_keys and not is_frame(node)
        }
        return frozenset(k for k in barred if self.ground.nodes[k].parent not in barred)

    def _with_open_chips(self) -> Iterator[Key]:
        """What a chip stands on is no dead end while the chip itself could be connected."""
        for key, boxes in self.ground.chips.items():
            if self._verdict(key):
                for box in boxes:
                    yield from (node.key for node in self.ground.scene.nodes_at(*box.center))

    def _pair(self) -> str:
        return f"{label_of(self.source)} – {label_of(self.target or '')}"


def connectable_kinds(ground: Ground, source: Key) -> tuple[str, ...]:
    """Return the kinds that may stand on free canvas and be connected with a thing."""
    return tuple(
        kind
        for kind in KIND_BY_TOKEN
        if ordered_pair(source, key_of(kind, "new")) and may_contain(ground.document, kind, None)
    )


def added_and_connected(ground: Ground, offer: Offer, kind: str) -> Outcome:
    """Return the command that adds a kind where a line ended and connects it, as one step."""
    outcome = added(ground, kind, None, offer.at)
    if outcome.command is None or not outcome.selection:
        return outcome
    key = outcome.selection[0]
    label = f"Add {label_of(key)} to {label_of(offer.source)}"
    command = Together(label, (outcome.command, Connect(offer.source, key)))
    return Outcome(command=command, selection=(key,))


def nearest_port(box: Box, to: Point) -> Point:
    """Return the port of a box that is nearest to a point."""
    return min((place_on(box, side) for side in SIDES), key=lambda at: distance(at, to))
