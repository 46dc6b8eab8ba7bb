"""A design read as it is: one document, no notes of who read what."""

from __future__ import annotations

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.document_store import DocumentStore
from aksdesigner.model.document import Document


class PlainDesign(Design):
    """A document and the answers about it, for readers that follow edits in a way of their own.

    Nothing is noted while it is read, so reading costs nothing more; it never turns to another
    document, and what is kept lives as long as it does.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._own = None
        self._store = DocumentStore(document)
        self._store.subject = self
