"""Added: what a team's code adds, read back in the words of the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.read.lifted import Strange
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.peering import Peering


@dataclass
class Added:
    """Halves of peerings by key, and the parts of a resource by its key and field.

    Parts of the field ROLE are (cluster's key, role). `strange` is what no addition says.
    """

    halves: dict[Key, Peering] = field(default_factory=dict)
    parts: dict[tuple[Key, str], list[Any]] = field(default_factory=dict)
    strange: list[Strange] = field(default_factory=list)

    def put(self, key: Key, name: str, found: Any) -> None:
        """Add the parts of a field; the same reference in several modules is one resource."""
        items = list(found.items()) if isinstance(found, dict) else [f for f in found if f]
        self.parts.setdefault((key, name), []).extend(items)
