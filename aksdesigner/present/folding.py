"""Folding: what collapsed networks hide, and what stands for it in lines, badges and paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.nesting import position_key
from aksdesigner.present.picture import Link, Node


@dataclass(frozen=True)
class Folding:
    """The nodes that are drawn, and by the key of each hidden one the network that hides it."""

    shown: Mapping[Key, Node]
    hidden: Mapping[Key, Node]
    holders: Mapping[Key, Key]

    def with_stand_ins(self, placed: Mapping[Key, Node]) -> dict[Key, Node]:
        """Return the placed nodes, and each hidden one where its network is."""
        aliases = {
            key: replace(node, parent=self.holders[key], box=placed[self.holders[key]].box)
            for key, node in self.hidden.items()
        }
        return {**placed, **aliases}

    def is_drawn(self, link: Link) -> bool:
        """Return whether a line is drawn: a tether of what is hidden is not."""
        ends = {link.source, link.target}
        return link.kind != "tether" or not ends & self.hidden.keys()


def folded(document: Document, nodes: Mapping[Key, Node]) -> Folding:
    """Return what is drawn of some nodes with the networks that the view collapses."""
    collapsed = {key for key in map(position_key, document.view.collapsed) if key in nodes}
    holders: dict[Key, Key] = {}
    if not collapsed:
        return Folding(nodes, {}, holders)
    for key, node in nodes.items():
        holder = _holder(nodes, node, collapsed)
        if holder is not None:
            holders[key] = holder
    hidden = {key: node for key, node in nodes.items() if key in holders}
    shown = {
        key: replace(node, is_collapsed=True, lines=(_summary(hidden, holders, key),))
        if key in collapsed
        else node
        for key, node in nodes.items()
        if key not in holders
    }
    return Folding(shown, hidden, holders)


def _holder(nodes: Mapping[Key, Node], node: Node, collapsed: set[Key]) -> Key | None:
    """Return the collapsed network that hides a node: that around it, or that its range hangs on."""
    if node.form == "pendant" and node.host in collapsed:
        return node.host
    outer = nodes.get(node.parent or "")
    while outer is not None:
        if outer.key in collapsed:
            return outer.key
        outer = nodes.get(outer.parent or "")
    return None


def _summary(hidden: Mapping[Key, Node], holders: Mapping[Key, Key], key: Key) -> str:
    inside = [node for inner, node in hidden.items() if holders[inner] == key]
    subnets = sum(node.kind == "subnet" for node in inside)
    things = sum(node.kind != "subnet" and node.form != "pendant" for node in inside)
    parts = [_counted(subnets, "subnet"), _counted(things, "thing")]
    return " · ".join(part for part in parts if part) or "empty"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}" if count else ""
