"""Facts: what follows from one document, each derived once and kept. No opinions here.

Rules, queries and the `Analysis` read facts; a fact module never imports a rule.
"""

from __future__ import annotations

from aksdesigner.model.document import Document, Settings
from aksdesigner.model.topology import Index, Topology


class Facts:
    """The derived tables of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def topology(self) -> Topology:
        """What exists."""
        return self.document.topology

    @property
    def index(self) -> Index:
        """Look-ups by key."""
        return self.document.topology.index

    @property
    def settings(self) -> Settings:
        """What holds for the whole design."""
        return self.document.settings
