"""Together: several commands as one step, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.edit.command import Command
from aksdesigner.model.document import Document


@dataclass(frozen=True)
class Together:
    """Do commands in order; they undo as one. A refusal of one leaves everything as it was."""

    label: str
    commands: tuple[Command, ...]

    def apply(self, document: Document) -> Document:
        """Return the document after every command. Raises Refused when one of them does."""
        for command in self.commands:
            document = command.apply(document)
        return document
