"""Replace a prefix wherever a resource has it: routes, connections and lists included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import INNER, found, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.model.address import AddressError, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.part import Part


@dataclass(frozen=True)
class ReplacePrefix:
    """Write `new` where a resource has the prefix `old`; subnets and pools inside it stay."""

    key: Key
    old: str
    new: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Change {self.old} of {label_of(self.key)} to {self.new}"

    def apply(self, document: Document) -> Document:
        """Return the document with the prefix replaced. Raises Refused where it is not there."""
        resource = found(document.topology.index, self.key)
        try:
            old, new = Cidr.parse(self.old), Cidr.parse(self.new)
        except AddressError as problem:
            raise Refused(f"{problem}.".capitalize()) from None
        changed = _with(resource, old, new)
        if changed is resource:
            raise Refused(f"{label_of(self.key)} has no prefix {self.old}.")
        return with_topology(document, with_replaced(document.topology, resource, changed))


def _with(part: Any, old: Cidr, new: Cidr) -> Any:
    updates: dict[str, Any] = {}
    for name in type(part).model_fields:
        if name not in INNER.values():
            value = getattr(part, name)
            changed = _value(value, old, new)
            if changed is not value:
                updates[name] = changed
    return part.model_copy(update=updates) if updates else part


def _value(value: Any, old: Cidr, new: Cidr) -> Any:
    if isinstance(value, Part):
        return _with(value, old, new)
    if isinstance(value, Cidr):
        return new if value == old else value
    if isinstance(value, tuple):
        changed = tuple(_value(item, old, new) for item in value)
        return value if all(a is b for a, b in zip(changed, value, strict=True)) else changed
    return value
