"""Tells screen readers what changed: the edit, what is undone, how many findings there are, why not."""

from __future__ import annotations

from collections import Counter

from PySide6 import QtGui
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.gui.bridge import Bridge
from aksdesigner.model.ids import Key, label_of
from aksdesigner.workspace.update import Update

# Qt before 6.8 has no announcements; the status line then says the same to those who see it
_Announcement = getattr(QtGui, "QAccessibleAnnouncementEvent", None)

SEVERITY_WORDS = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
}


class Announcer(QObject):
    """Speaks for one window; `said` carries every sentence, whether or not somebody listens."""

    said = Signal(str)

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._last = bridge.update_now
        self._counts = counts_of(self._last)
        bridge.updated.connect(self._updated)
        bridge.refused.connect(self._refused)

    def say(self, text: str, *, is_urgent: bool = False) -> None:
        """Announce a sentence; an urgent one interrupts what is being read."""
        if not text:
            return
        self.said.emit(text)
        if _Announcement is None:
            return
        event = _Announcement(self._window, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)

    def say_selection(self, keys: tuple[Key, ...]) -> None:
        """Announce what the keyboard walked to on the canvas."""
        index = self._bridge.update_now.document.topology.index
        known = [index.by_key[key] for key in keys if key in index.by_key]
        if len(known) > 1:
            self.say(f"{len(known)} selected")
        elif known:
            self.say(f"{label_of(known[0].key)}, {known[0].resource.title}")

    def _updated(self, update: Update) -> None:
        before, self._last = self._last, update
        known = self._counts
        if (
            update.analysis is not before.analysis
            or update.document.accepted != before.document.accepted
        ):
            self._counts = counts_of(update)
        counts = self._counts
        if before.document is update.document and update.label != "Save":
            return
        parts = [deed_of(update)]
        if counts != known:
            parts.append(counts_text(counts))
        self.say(". ".join(part for part in parts if part))

    def _refused(self, reason: str) -> None:
        self.say(reason, is_urgent=True)


def counts_of(update: Update) -> Counter[str]:
    """Return how many open findings there are of each severity."""
    found = open_findings(update.document, update.analysis.findings)
    return Counter(finding.severity for finding in found)


def counts_text(counts: Counter[str]) -> str:
    """Return the counts in words, the worst first; without findings, that there are none."""
    parts = [
        f"{counts[severity]} {words[counts[severity] != 1]}"
        for severity, words in SEVERITY_WORDS.items()
        if counts[severity]
    ]
    return ", ".join(parts) or "No findings"


def deed_of(update: Update) -> str:
    """Return what was done, in the words of the history."""
    if update.label == "Undo" and update.redo_label:
        return f"Undone: {update.redo_label}"
    if update.label == "Redo" and update.undo_label:
        return f"Redone: {update.undo_label}"
    return {"Open": f"Opened {update.document.name}", "Save": "Saved"}.get(
        update.label, update.label
    )
