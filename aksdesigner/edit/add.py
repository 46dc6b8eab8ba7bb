"""Add: a new thing falls on the canvas, with a name, prefix and address that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic.alias_generators import to_snake

from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.changes import (
    INNER,
    full_key,
    holder_of,
    made,
    require_free_name,
    require_resolved,
    with_added,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.drops import Spot, fields_for, name_for
from aksdesigner.edit.own_subnets import OWN_SUBNETS, with_own_subnets
from aksdesigner.edit.place import Position, regions_of, with_positions
from aksdesigner.edit.ready import with_ready_subnet
from aksdesigner.model.document import Document
from aksdesigner.model.hanging import HANGS
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.nesting import REGION, container_of
from aksdesigner.model.part import Resource


@dataclass(frozen=True)
class AddResource:
    """Add a resource of a kind (its token) to a place.

    `parent` is the key of the network, subnet, cluster or region it falls on, None at the root;
    `position` its corner (and size) relative to that; `name` and `fields` (Python or file names)
    override what is proposed. A firewall, gateway or other service on a network brings its own
    subnets; what hangs on others (a route table, a policy, a public address) is dropped on what
    names it, and is named there.
    """

    kind: str
    parent: Key | None = None
    position: Position | None = None
    name: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the undo menu says."""
        title = KIND_BY_TOKEN[self.kind].title if self.kind in KIND_BY_TOKEN else self.kind
        return f"Add {self.name or title}"

    def apply(self, document: Document) -> Document:
        """Return the document with the new resource. Raises Refused with why it can't be there."""
        parent = full_key(self.parent) if self.parent else None
        verdict = may_contain(document, self.kind, parent)
        if not verdict:
            raise Refused(f"{self._title()}: {verdict.reason}.")
        document, own = self._with_own_subnets(document, parent)
        resource = self._made(document, parent, own)
        owner = parent if self.kind in INNER else None
        key = _key_under(resource, owner)
        require_free_name(document.topology.index, self.kind, split_key(key)[1])
        topology = with_added(document.topology, resource, owner)
        added = topology.index.by_key[key].resource
        require_resolved(topology, holder_of(topology.index, added) if owner else added)
        after = with_topology(document, with_ready_subnet(topology, added))
        return self._positioned(self._named(after, key, parent), key, parent)

    def key_in(self, document: Document) -> Key:
        """Return the key that the new resource will have. Raises Refused like `apply`."""
        after = self.apply(document).topology.index
        return next(
            entry.key
            for entry in reversed(after.entries)
            if entry.resource.kind == self.kind and entry.key not in document.topology.index.by_key
        )

    def _title(self) -> str:
        return KIND_BY_TOKEN[self.kind].title if self.kind in KIND_BY_TOKEN else self.kind

    def _given(self) -> dict[str, Any]:
        kind = KIND_BY_TOKEN[self.kind]
        given = {to_snake(name): value for name, value in self.fields.items()}
        for plural, single in kind.singular.items():
            if single in given:
                value = given.pop(single)
                given[plural] = value if isinstance(value, (list, tuple)) else [value]
        return {kind_field(kind, name): value for name, value in given.items()}

    def _made(self, document: Document, parent: Key | None, own: tuple[str, ...]) -> Resource:
        given = self._given()
        name = self.name or name_for(document, self.kind, parent, given)
        spot = Spot(document, parent, name, given, own)
        fields = {**fields_for(self.kind, spot), **given, "name": name}
        return made(KIND_BY_TOKEN[self.kind], fields)

    def _with_own_subnets(
        self, document: Document, parent: Key | None
    ) -> tuple[Document, tuple[str, ...]]:
        """Return the document with the subnets that the kind has for itself, and their names."""
        kind, name = split_key(parent) if parent else ("", "")
        if self.kind not in OWN_SUBNETS or kind not in ("vnet", "subnet"):
            return document, ()
        if self.kind == "bastion" and self._given().get("sku") == "Developer":
            return document, ()
        vnet, _, first = name.partition("/")
        return with_own_subnets(document, key_of("vnet", vnet), self.kind, first or None)

    def _named(self, document: Document, key: Key, parent: Key | None) -> Document:
        if parent is None or (split_key(parent)[0], self.kind) not in HANGS:
            return document
        return Connect(parent, key).apply(document)

    def _positioned(self, document: Document, key: Key, parent: Key | None) -> Document:
        if self.position is None:
            return document
        container = container_of(document.topology.index, key)
        holder = None if parent and split_key(parent)[0] == REGION else parent
        if container != holder:  # it stands in a box that the pointer did not measure from
            return document
        return with_positions(document, {key: self.position})


@dataclass(frozen=True)
class AddRegion:
    """Draw the frame of an Azure region; networks dropped into it get that region."""

    name: str
    position: Position = (0.0, 0.0)

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Add region {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document with the frame. Raises Refused for a region that has one."""
        name = self.name.strip()
        if not name or not all(char.isalnum() or char in " -_" for char in name):
            raise Refused("A region needs a name such as westeurope.")
        if name in regions_of(document):
            raise Refused(f"{name} is drawn already.")
        return with_positions(document, {key_of(REGION, name): self.position})


def _key_under(resource: Resource, owner: Key | None) -> Key:
    name = str(getattr(resource, "name", ""))
    return key_of(resource.kind, f"{label_of(owner)}/{name}" if owner else name)


def kind_field(kind: type[Resource], name: str) -> str:
    """Return the Python name of a field given under its Python or its file name."""
    for field_name, info in kind.model_fields.items():
        if name in (field_name, info.alias, to_snake(info.alias or "")):
            return field_name
    return name
