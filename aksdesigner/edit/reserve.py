"""Reservations of addresses for private endpoints that have no name yet."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.edit.changes import found_as, full_key, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet


@dataclass(frozen=True)
class MoveReservations:
    """Keep the addresses that are reserved in a subnet in another one."""

    source: Key
    target: Key

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Reserve the endpoints of {label_of(self.source)} in {label_of(self.target)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the reservations moved. Raises Refused where there are none."""
        source, target = full_key(self.source), full_key(self.target)
        found_as(document.topology.index, Subnet, target)
        items = document.topology.private_endpoint_ips
        moved = tuple(
            item.model_copy(update={"subnet": label_of(target)})
            if key_of("subnet", item.subnet) == source
            else item
            for item in items
        )
        if moved == items:
            raise Refused(f"Nothing is reserved in {label_of(source)}.")
        topology = document.topology.model_copy(update={"private_endpoint_ips": moved})
        return with_topology(document, topology)
