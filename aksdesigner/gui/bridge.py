"""Bridge: the one QObject around a Session. One signal tells every view about every change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from aksdesigner.edit.command import Command, Refused
from aksdesigner.workspace.session import Session
from aksdesigner.workspace.update import Update


class Bridge(QObject):
    """Carries updates out of the core and commands into it."""

    updated = Signal(object)  # Update
    refused = Signal(object)  # str: why an edit was not done, for the status line

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.subscribe(self._tell)

    @property
    def update_now(self) -> Update:
        """The present state."""
        return self.session.update

    def do(self, command: Command, merge: str | None = None) -> bool:
        """Apply a command; a refusal is told by `refused`. Returns whether it was done."""
        try:
            self.session.do(command, merge)
        except Refused as reason:
            self.refused.emit(str(reason))
            return False
        return True

    def undo(self) -> None:
        """Take the last step back."""
        self.session.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        self.session.redo()

    def go_to(self, at: int) -> None:
        """Undo or redo until the first `at` steps are done."""
        self.session.go_to(at)

    def _tell(self, update: Update) -> None:
        self.updated.emit(update)
