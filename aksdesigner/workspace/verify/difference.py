"""Difference: where an export and the drawing say different things."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key, label_of


@dataclass(frozen=True)
class Difference:
    """One difference: of a field of a resource, of what the network does, or of nobody's code.

    `resource` is "" where no drawn resource is meant; `field` is then the place in the code, else
    a field of the resource or what the engine was asked. `drawn` and `written` are both values.
    """

    resource: Key
    field: str
    drawn: str
    written: str

    def __str__(self) -> str:
        place = f"{label_of(self.resource)}: {self.field}" if self.resource else self.field
        if not self.drawn:
            return f"{place}: {self.written}"
        return f"{place}: drawn {self.drawn}, written {self.written}"
