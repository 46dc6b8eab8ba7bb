"""Routes of a route table, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import checked, found_as, full_key, made, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.route_table import Route, RouteTable


@dataclass(frozen=True)
class SetRoute:
    """Let a route table send a prefix somewhere: the route of that prefix changes, or a new one comes.

    `next_hop_ip` goes with the type VirtualAppliance. A new route is called `name`, numbered where
    that is taken; without one it is called after its prefix.
    """

    table: Key
    prefix: str
    next_hop_type: str
    next_hop_ip: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Route {self.prefix} in {label_of(self.table)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the route. Raises Refused when a field is no good."""
        table = found_as(document.topology.index, RouteTable, full_key(self.table))
        fields: dict[str, Any] = {
            "prefix": self.prefix,
            "next_hop_type": self.next_hop_type,
            "next_hop_ip": self.next_hop_ip,
        }
        found = next((r for r in table.routes if str(r.prefix) == self.prefix), None)
        if found is not None:
            new = checked(found, fields)
            routes = tuple(new if route is found else route for route in table.routes)
        else:
            new = made(Route, {**fields, "name": self._name(table)})
            routes = (*table.routes, new)
        changed = checked(table, {"routes": routes})
        return with_topology(document, with_replaced(document.topology, table, changed))

    def _name(self, table: RouteTable) -> str:
        stem = self.name or "to-" + self.prefix.replace("/", "-").replace(":", "-")
        taken = {route.name.casefold() for route in table.routes}
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        return name


@dataclass(frozen=True)
class RemoveRoute:
    """Take a route out of a table, by name; where several share it, by its `place` in the table."""

    table: Key
    name: str
    place: int | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Remove route {self.name} of {label_of(self.table)}"

    def apply(self, document: Document) -> Document:
        """Return the document without the route. Raises Refused when there is none."""
        table = found_as(document.topology.index, RouteTable, full_key(self.table))
        kept = tuple(
            route
            for place, route in enumerate(table.routes)
            if route.name != self.name or self.place not in (None, place)
        )
        if len(kept) == len(table.routes):
            raise Refused(f"{label_of(self.table)} has no route {self.name}.")
        changed = checked(table, {"routes": kept})
        return with_topology(document, with_replaced(document.topology, table, changed))
