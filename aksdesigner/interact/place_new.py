"""A kind from the palette over the canvas: where it would stand, and the name and prefix it gets."""

from __future__ import annotations

from dataclasses import dataclass, field

from aksdesigner.edit.add import AddRegion, AddResource
from aksdesigner.edit.allowed.hanging import HUNG
from aksdesigner.edit.command import Refused
from aksdesigner.edit.drops import gain_of, name_for
from aksdesigner.edit.notes import FRAME_SIZE, NOTE_SIZE, AddNote
from aksdesigner.edit.place import regions_of
from aksdesigner.interact.drop import (
    Target,
    barred_for,
    hangs_on,
    is_free,
    mark_of,
    takes_drops,
    target_at,
)
from aksdesigner.interact.gesture import Ghost, Ground, Outcome, Point, Pointer, Preview, distance
from aksdesigner.interact.move import within
from aksdesigner.interact.snap import on_grid
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.note import FRAME, NOTE, NOTE_KINDS
from aksdesigner.present.picture import Box
from aksdesigner.present.scene import scene_of

REGION = "region"
FIRST_REGION = "westeurope"

# how large the ghost of a kind is; the layout decides what it becomes
SIZES: dict[str, Point] = {
    "region": (640.0, 400.0),
    NOTE: NOTE_SIZE,
    FRAME: FRAME_SIZE,
    "vnet": (320.0, 160.0),
    "subnet": (240.0, 72.0),
    "aks": (240.0, 96.0),
    "pool": (104.0, 64.0),
    "site": (144.0, 96.0),
    "internet": (144.0, 72.0),
    **dict.fromkeys(HUNG, (96.0, 20.0)),
}
CARD: Point = (152.0, 40.0)


@dataclass
class PlacingNew:
    """A kind that follows the pointer until it is dropped."""

    ground: Ground
    kind: str
    _gains: dict[Key | None, tuple[str, str]] = field(default_factory=dict)

    def move(self, pointer: Pointer) -> Preview:
        """Return the ghost, the target and what the new thing would get."""
        target = self.target(pointer)
        box = self._box(pointer)
        name, gain = self._proposal(target) if target.is_ok else (self._title, "")
        mark = mark_of(self.ground, target, gain or target.makes, box)
        return Preview(
            ghosts=(Ghost(box, name, gain),),
            drop=mark,
            barred=barred_for(self.ground, self.kind),
            status=self._status(target, name, gain),
        )

    def end(self, pointer: Pointer) -> Outcome:
        """Return the command that adds the thing, or why it can't be here."""
        target = self.target(pointer)
        if not target.is_ok:
            return Outcome(status=f"{self._title}: {target.reason}.")
        box = self._box(pointer)
        at: Point | None = within(self.ground, target.key, box.x, box.y)
        if self.kind in NOTE_KINDS:
            at = (box.x, box.y)
        if target.key is not None and not is_free(self.ground, target.key, box):
            at = None
        return added(self.ground, self.kind, target.key, at)

    def target(self, pointer: Pointer) -> Target:
        """Return where the thing would go with the pointer here."""
        return target_at(self.ground, self.kind, pointer.x, pointer.y)

    @property
    def _title(self) -> str:
        if self.kind == NOTE:
            return "Sticky note"
        return KIND_BY_TOKEN[self.kind].title if self.kind in KIND_BY_TOKEN else self.kind.title()

    def _box(self, pointer: Pointer) -> Box:
        """The pointer holds the ghost near its top left corner, where the name is."""
        w, h = SIZES.get(self.kind, CARD)
        x, y = pointer.x - min(24.0, w / 2), pointer.y - min(16.0, h / 2)
        if not pointer.modifiers.alt:
            x, y = on_grid(x), on_grid(y)
        return Box(x, y, w, h)

    def _proposal(self, target: Target) -> tuple[str, str]:
        if target.key not in self._gains:
            self._gains[target.key] = proposal(self.ground, self.kind, target.key)
        return self._gains[target.key]

    def _status(self, target: Target, name: str, gain: str) -> str:
        if not target.is_ok:
            return f"{self._title}: {target.reason}."
        where = f" in {label_of(target.key)}" if target.key else ""
        return f"Drop to add {name}{where}" + (f", {gain}" if gain else "")


def landing(placing: PlacingNew, wanted: Point) -> Point:
    """Return the wanted place where it takes the new thing, else the nearest one that does.

    Without any it stays at the wanted place, where the reason is shown.
    """
    nodes = placing.ground.scene.nodes
    centers = [node.box.center for node in nodes if takes_drops(node, placing.kind)]
    centers.sort(key=lambda center: distance(center, wanted))
    for place in (wanted, *centers):
        if placing.target(Pointer(*place)).is_ok:
            return place
    return wanted


def proposal(ground: Ground, kind: str, parent: Key | None) -> tuple[str, str]:
    """Return (name, what it gets) of a thing dropped on a place that allows it."""
    if kind == REGION:
        return next_region(ground), ""
    if kind in NOTE_KINDS:
        return ("a sticky note" if kind == NOTE else "a frame"), ""
    try:
        name = name_for(ground.document, kind, parent, {})
        return name, gain_of(ground.document, kind, parent)
    except Refused as reason:
        return KIND_BY_TOKEN[kind].title, str(reason)


def added(ground: Ground, kind: str, parent: Key | None, at: Point | None) -> Outcome:
    """Return the command that adds a kind to a place, and the selection of the new thing."""
    if kind in NOTE_KINDS:
        note = AddNote((*(at or (0.0, 0.0)), *SIZES[kind]), kind)
        return Outcome(command=note, selection=(note.key_in(ground.document),), is_written=True)
    if kind == REGION:
        name = next_region(ground)
        region = AddRegion(name, (*(at or (0.0, 0.0)), *SIZES[REGION]))
        return Outcome(command=region, selection=(key_of(REGION, name),))
    command = AddResource(kind, parent, None if hangs_on(kind, parent) else at)
    try:
        key = command.key_in(ground.document)
        if parent is None and at is not None:
            command = AddResource(kind, None, _in_its_frame(ground, command, key, at))
    except Refused as reason:
        return Outcome(status=str(reason))
    return Outcome(command=command, selection=(key,))


def _in_its_frame(ground: Ground, command: AddResource, key: Key, at: Point) -> Point:
    """What falls on free canvas may belong to the design's region: then its frame measures."""
    picture = scene_of(command.apply(ground.document), None)
    node = picture.node(key)
    frame = picture.node(node.parent) if node is not None and node.parent else None
    if frame is None:
        return at
    known = ground.node(frame.key) or frame
    return at[0] - known.box.x, at[1] - known.box.y


def next_region(ground: Ground) -> str:
    """Return the name of a region that the design does not know yet."""
    taken = regions_of(ground.document)
    names = (FIRST_REGION, *(f"region{number}" for number in range(2, 1_000)))
    return next(name for name in names if name not in taken)
