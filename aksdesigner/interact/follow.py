"""Following a selection over an edit: by identity, so that a rename or a move does not lose it."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Scene


def followed(
    keys: Iterable[Key], before: Document, after: Document, picture: Scene
) -> tuple[Key, ...]:
    """Return what the keys of one document are called in the next; what is gone is left out.

    `picture` is the new one: drawing-only boxes (a region's frame) stay as long as they are drawn.
    """
    old, new = before.topology.index, after.topology.index
    drawn = {node.key for node in picture.nodes}
    out: list[Key] = []
    for key in keys:
        entry = old.by_key.get(key)
        if entry is None:
            found = key if key in drawn or key in new.by_key else None
        else:
            same = new.by_uid.get(entry.resource.uid)
            found = same.key if same else None
        if found is not None and found not in out:
            out.append(found)
    return tuple(out)
