"""History: documents with labels. A value is kept whole, so nobody writes an inverse."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aksdesigner.model.document import Document

LIMIT = 2_000
# steps of one merge key further apart than this undo one by one, in seconds
PAUSE_S = 2.0


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
    clock: Callable[[], float] = time.monotonic
    last_s: float = 0.0

    def push(self, label: str, before: Document, merge: str | None = None) -> None:
        """Record a step. One with the same `merge` as the last, soon after it, joins it."""
        now_s = self.clock()
        is_soon = now_s - self.last_s <= PAUSE_S
        self.last_s = now_s
        self.future.clear()
        if merge is not None and is_soon and self.past and self.past[-1].merge == merge:
            return
        self.past.append(Step(label, before, merge))
        del self.past[:-LIMIT]

    def seal(self) -> None:
        """Let no later step join the last one (what was saved must stay reachable)."""
        if self.past and self.past[-1].merge is not None:
            last = self.past.pop()
            self.past.append(Step(last.label, last.before))

    @property
    def labels(self) -> tuple[str, ...]:
        """What every step is called, those that were undone last; `len(past)` of them are done."""
        undone = (step.label for step in reversed(self.future))
        return (*(step.label for step in self.past), *undone)

    def travel(self, now: Document, at: int) -> Document:
        """Return the document with the first `at` steps done; past either end the outermost."""
        while len(self.past) > at:
            found = self.undo(now)
            if found is None:
                break
            now = found
        while len(self.past) < at:
            found = self.redo(now)
            if found is None:
                break
            now = found
        return now

    def undo(self, now: Document) -> Document | None:
        """Return the document before the last step, or None when there is none."""
        before = self._move(self.past, self.future, now)
        self.seal()
        return before

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
