"""Where a drop would land: the box that takes it, or the one that refuses, with its reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.interact.gesture import DropMark, Ground
from aksdesigner.interact.hit import ancestors
from aksdesigner.model.hanging import HANGS
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.note import NOTE_KINDS
from aksdesigner.present.picture import Box, Node

# the walk outward from the innermost box stops here: what a subnet refuses, its network does not
# quietly take instead
STOPS = ("subnet", "vnet")


@dataclass(frozen=True)
class Target:
    """The answer for one place: the container (None is free canvas) and whether it takes it."""

    key: Key | None
    is_ok: bool
    reason: str = ""
    makes: str = ""


def target_at(
    ground: Ground,
    kind: str,
    x: float,
    y: float,
    *,
    moving: Key | None = None,
    apart_from: Collection[Key] = (),
) -> Target:
    """Return where a thing of a kind would go when dropped at a point.

    `apart_from` are boxes that move along and are looked through. A note lies over anything.
    """
    if kind in NOTE_KINDS:
        return Target(None, is_ok=True)
    return _walked(ground, kind, _innermost(ground, x, y, apart_from), moving)


def _walked(ground: Ground, kind: str, start: Key | None, moving: Key | None) -> Target:
    """Return what the innermost box says, or the first one outward that takes the kind."""
    refused: Target | None = None
    for node in ancestors(ground, start):
        if not takes_drops(node, kind) or _is_looked_through(kind, node):
            continue
        target = _asked(ground, kind, node.key, moving)
        if target.is_ok:
            return target
        refused = refused or target
        if node.kind in STOPS:
            return refused
    outside = _asked(ground, kind, None, moving)
    return outside if outside.is_ok or refused is None else refused


def is_holder(node: Node) -> bool:
    """Return whether a node is a place for others: a region, network, subnet or cluster."""
    return split_key(node.key)[0] in ("region", "vnet", "subnet", "aks")


def takes_drops(node: Node, kind: str) -> bool:
    """Return whether a drop of a kind is meant for a node: a place, or what names such things."""
    return is_holder(node) or hangs_on(kind, node.key)


def hangs_on(kind: str, key: Key | None) -> bool:
    """Return whether a kind becomes a chip of a thing instead of standing in it."""
    return key is not None and (split_key(key)[0], kind) in HANGS


def _is_looked_through(kind: str, node: Node) -> bool:
    """What is a network's own, a subnet or a DDoS plan, is meant for the network around a subnet."""
    return kind in ("subnet", "ddos") and split_key(node.key)[0] == "subnet"


def barred_for(ground: Ground, kind: str, moving: Key | None = None) -> frozenset[Key]:
    """Return the containers where a drop would be refused, to grey them while it is dragged.

    One that would refuse is spared while something inside it would take the drop.
    """
    if kind in NOTE_KINDS:
        return frozenset()
    question = (kind, moving)
    if question not in ground.kept.barred:
        ground.kept.barred[question] = _barred(ground, kind, moving)
    return ground.kept.barred[question]


def _barred(ground: Ground, kind: str, moving: Key | None) -> frozenset[Key]:
    refusing: set[Key] = set()
    sparing: set[Key] = set()
    for node in ground.scene.nodes:
        is_asked = split_key(node.key)[0] in ("vnet", "subnet", "aks") or hangs_on(kind, node.key)
        if node.key in ground.hidden or not is_asked:
            continue
        if _walked(ground, kind, node.key, moving).is_ok:
            sparing.update(outer.key for outer in ancestors(ground, node.key))
        else:
            refusing.add(node.key)
    barred = refusing - sparing
    return frozenset(key for key in barred if not _is_inside(ground, key, barred))


def is_free(ground: Ground, parent: Key | None, box: Box, apart_from: Collection[Key] = ()) -> bool:
    """Return whether a box dropped into a container would lie on nothing that stands there.

    Where it would, it is left to the layout: nothing moves that the user did not move.
    """
    return not any(
        node.key not in apart_from and node.box.meets(box) for node in ground.scene.inside(parent)
    )


def mark_of(ground: Ground, target: Target, text: str, at: Box) -> DropMark:
    """Return the mark to draw for a target; free canvas has no box and is marked at the ghost."""
    node = ground.node(target.key)
    return DropMark(
        key=target.key,
        box=node.box if node else at,
        is_ok=target.is_ok,
        text=text if target.is_ok else target.reason,
    )


def _is_inside(ground: Ground, key: Key, keys: Collection[Key]) -> bool:
    node = ground.node(key)
    return node is not None and any(outer.key in keys for outer in ancestors(ground, node.parent))


def _innermost(ground: Ground, x: float, y: float, apart_from: Collection[Key]) -> Key | None:
    for node in reversed(ground.scene.nodes_at(x, y)):
        if node.key not in apart_from and node.key not in ground.hidden:
            return node.key
    return None


def _asked(ground: Ground, kind: str, parent: Key | None, moving: Key | None) -> Target:
    """Every pointer move asks for the same few containers; the document does not change."""
    question = (kind, parent, moving)
    if question not in ground.answers:
        verdict = may_contain(ground.document, kind, parent, moving=moving)
        ground.answers[question] = verdict
    known = ground.answers[question]
    return Target(parent, known.ok, known.reason, known.makes)
