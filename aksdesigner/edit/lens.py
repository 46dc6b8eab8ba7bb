"""Lens: which question the view that is looked at answers; the design stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.document import Document


@dataclass(frozen=True)
class LookThrough:
    """See the view through a lens; None is the map itself."""

    lens: str | None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Look through lens {self.lens}" if self.lens else "Look at the map"

    def apply(self, document: Document) -> Document:
        """Return the document with the view's lens replaced."""
        view = document.view
        if view.lens == self.lens:
            return document
        return document.with_view(view.model_copy(update={"lens": self.lens}))
