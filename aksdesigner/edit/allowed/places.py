"""What may stand in what on the canvas: one table out of the rows of each group of kinds.

Palette, drag, reparent and the commands themselves all ask here; a refusal is a reason of few
words that stands beside the pointer.
"""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.edit.allowed import hanging, machines, outside, services
from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.nesting import REGION

_ROWS: Mapping[str, Row] = {**outside.ROWS, **machines.ROWS, **services.ROWS, **hanging.ROWS}


def may_contain(
    document: Document, kind: str, parent_key: Key | None, *, moving: Key | None = None
) -> Verdict:
    """Return whether a thing of a kind may stand in a place (None is the free canvas).

    What hangs on others as a chip may also be asked about them (a policy on its firewall).
    `moving` is the key of the resource that would be moved there, so that it does not stand in its
    own way; without it the question is about a new one.
    """
    row = _ROWS.get(kind)
    if row is None:
        return no("drawn by connecting" if kind == "peering" else "cannot be placed")
    parent = None if parent_key is None else key_of(*split_key(parent_key))
    drop = Drop(document, kind, parent, moving)
    if parent is not None and drop.parent_kind != REGION and drop.index.at(parent) is None:
        return no("not in this design")
    return row(drop)
