"""Update: everything a view needs after an edit, undo, redo, open or new."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document


@dataclass(frozen=True)
class Update:
    """One state of the workspace.

    `revision` only grows. `label` names what was done. `is_dirty` is true when the document
    differs from what was last saved. `undo_label` and `redo_label` are None when there is nothing.
    """

    revision: int
    document: Document
    analysis: Analysis
    label: str = ""
    is_dirty: bool = False
    undo_label: str | None = None
    redo_label: str | None = None
