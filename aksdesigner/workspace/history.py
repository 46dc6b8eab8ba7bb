"""History: documents with labels. A value is kept whole, so nobody writes an inverse."""

from __future__ import annotations

from dataclasses import dataclass, field

from aksdesigner.model.document import Document

LIMIT = 1_000


@dataclass(frozen=True)
class Step:
    """One done thing: its label, and the document before it. `merge` joins alike steps."""

    label: str
    before: Document
    merge: str | None = None


@dataclass
class History:
    """What can be undone and redone."""

    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def push(self, label: str, before: Document, merge: str | None = None) -> None:
        """Record a step. A step with the same `merge` as the last one joins it."""
        self.future.clear()
        if merge is not None and self.past and self.past[-1].merge == merge:
            return
        self.past.append(Step(label, before, merge))
        del self.past[:-LIMIT]

    def undo(self, now: Document) -> Document | None:
        """Return the document before the last step, or None when there is none."""
        return self._move(self.past, self.future, now)

    def redo(self, now: Document) -> Document | None:
        """Return the document after the last undone step, or None when there is none."""
        return self._move(self.future, self.past, now)

    @staticmethod
    def _move(source: list[Step], target: list[Step], now: Document) -> Document | None:
        if not source:
            return None
        step = source.pop()
        target.append(Step(step.label, now))
        return step.before
