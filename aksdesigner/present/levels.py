"""Levels of detail: what is drawn at a distance, and what folds into its network."""

from __future__ import annotations

from aksdesigner.present.picture import Detail, Node

_FAR = ("region", "vnet", "hub", "outside", "pendant", "note", "frame", "ink")


def is_shown(node: Node, detail: Detail) -> bool:
    """Return whether a box is drawn at a level of detail."""
    return detail != "far" or node.form in _FAR or node.kind == "vhub"
