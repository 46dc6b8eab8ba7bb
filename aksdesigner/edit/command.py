"""Command: something that can be done to a document, as a value.

A command is frozen; `apply` is a pure function from document to document. Nobody writes an
inverse: undo keeps the old document.
"""

from __future__ import annotations

from typing import Protocol

from aksdesigner.model.document import Document


class Refused(Exception):
    """The edit can't be done; the text is one short sentence for the status line."""


class Command(Protocol):
    """What every edit is."""

    @property
    def label(self) -> str:
        """What the undo menu says, for example ``Move hub``."""
        ...

    def apply(self, document: Document) -> Document:
        """Return the new document. Raises Refused when the edit makes no sense here."""
        ...
