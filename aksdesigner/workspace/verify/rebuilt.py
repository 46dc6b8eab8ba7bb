"""The design that an export describes: what was read, and of the drawing what is listed as left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology
from aksdesigner.workspace.verify.difference import Difference
from aksdesigner.workspace.verify.fields import carried, carried_item, field_differences, said
from aksdesigner.workspace.verify.meaning import MEANINGS

# an omission of one of these fields means the whole resource, where the code does not have it
WHOLE = frozenset({"existing", "name", "from_", "virtual_nodes", "destinations"})
# fields of which the analysis tells how they were drawn
SPELLINGS = {
    "aks": ("outbound", "outbound_type", "service_cidrs", "dns_service_ip"),
    "pool": ("count",),
    "vm": ("tags", "purpose"),
    "nva": ("tags", "disable_snat_on_pl"),
    "fw": ("public_ips",),
    "lb": ("outbound_only", "backends"),
}
INNER = {"subnets": "subnet", "pools": "pool"}


@dataclass(frozen=True)
class Rebuilt:
    """A design read from code, and where it has other resources than the drawing."""

    document: Document
    differences: tuple[Difference, ...]


def rebuilt_of(document: Document, lifted: Lifted, omissions: Iterable[Omission]) -> Rebuilt:
    """Return the drawing with every exported resource replaced by what its code says."""
    design = Design(document)
    builder = _Builder(design, Scopes(design), lifted, _by_resource(omissions))
    sections: dict[str, Any] = {}
    for name in Topology.model_fields:
        items = getattr(document.topology, name)
        if all(isinstance(item, Resource) for item in items):
            sections[name] = builder.section(items)
    builder.add_others(sections)
    topology = document.topology.model_copy(update=sections)
    return Rebuilt(document.replace(topology=topology), tuple(builder.differences))


def _by_resource(omissions: Iterable[Omission]) -> dict[Key, list[Omission]]:
    out: dict[Key, list[Omission]] = {}
    for omission in omissions:
        out.setdefault(omission.resource, []).append(omission)
    return out


@dataclass
class _Builder:
    design: Design
    scopes: Scopes
    lifted: Lifted
    omitted: Mapping[Key, list[Omission]]
    differences: list[Difference] = field(default_factory=list)
    used: set[Key] = field(default_factory=set)

    def section(self, items: tuple[Resource, ...]) -> tuple[Resource, ...]:
        out = []
        seen: set[Key] = set()
        for item in items:
            key = key_of(item.kind, item.name)  # type: ignore[attr-defined]
            if key in seen:  # the second of one name is a finding, and never exported
                out.append(item)
                continue
            seen.add(key)
            found = self._one(key, item, self.lifted.resources.get(key))
            if found is not None:
                self.used.add(key)
                out.append(found)
        return tuple(out)

    def add_others(self, sections: dict[str, Any]) -> None:
        """Add what the code has and the drawing does not."""
        for key, resource in self.lifted.resources.items():
            if key not in self.used:
                self.differences.append(Difference(key, "existing", "nothing", "a resource"))
                name = _section_field(resource)
                sections[name] = (*sections[name], resource)

    def _one(self, key: Key, drawn: Any, written: Any) -> Any:
        omitted = self.omitted.get(key, [])
        fields = {omission.field for omission in omitted if not omission.item}
        if "existing" in fields:
            if written is not None:
                reason = "a resource, which others deploy"
                self.differences.append(Difference(key, "existing", "a reference", reason))
            return drawn
        if written is None:
            if WHOLE & fields or drawn.kind == "internet":
                return drawn
            self.differences.append(Difference(key, "existing", "a resource", "nothing"))
            return None
        for omission in omitted:
            if omission.item and "." not in omission.field:
                written = carried_item(drawn, written, omission.field, omission.item)
            elif omission.field not in INNER:  # each of these has omissions of its own
                written = carried(drawn, written, omission.field, omission.item)
        written = self._placed(key, drawn, written)
        return self._with_inner(key, drawn, self._spelled(key, drawn, written))

    def _placed(self, key: Key, drawn: Any, written: Any) -> Any:
        """Return a resource placed as the drawing says it: code says the whole place of each.

        Another place is a difference; the rest is then compared as if it were the drawn one.
        """
        if "resource_group" not in type(drawn).model_fields:
            return written
        meant = self.scopes.of(key)
        there = Scope(
            written.subscription or "", written.resource_group or self.scopes.default.group
        )
        for name, one, other in (
            ("resource_group", meant.group, there.group),
            ("subscription", meant.subscription, there.subscription),
        ):
            if one != other:
                shown = (repr(text or "that of the deployment") for text in (one, other))
                self.differences.append(Difference(key, name, *shown))
        return written.model_copy(
            update={"resource_group": drawn.resource_group, "subscription": drawn.subscription}
        )

    def _spelled(self, key: Key, drawn: Any, written: Any) -> Any:
        """Return a resource whose region and defaults of Azure's are absent where they were drawn so.

        The analysis judges what is drawn: it takes an absent region for that of the whole design,
        and tells what rests on a default.
        """
        changes: dict[str, Any] = {"uid": drawn.uid}
        if "region" in type(drawn).model_fields:
            home = self.design.settings.region
            place = written.region if written.region != home else None
            if place == self.design.region_of(drawn):
                changes["region"] = drawn.region
        for name in SPELLINGS.get(drawn.kind, ()):
            one, other = (MEANINGS[drawn.kind](self.design, item) for item in (drawn, written))
            if name in one and one[name] == other.get(name):
                changes[name] = getattr(drawn, name)
        if isinstance(drawn, AksCluster):
            changes["zones"] = drawn.zones  # its pools say them
        elif isinstance(drawn, NodePool) and not drawn.zones:
            self._zones(key, drawn, written)
            changes["zones"] = ()
        spelled = written.model_copy(update=changes)
        # the analysis tells a value that was drawn from a default; code says both alike
        told = spelled.model_fields_set
        same = {name for name in told if getattr(drawn, name, None) == getattr(spelled, name)}
        told.difference_update(same - drawn.model_fields_set)
        return spelled

    def _zones(self, key: Key, drawn: NodePool, written: NodePool) -> None:
        """Compare the zones of a pool that has those of its cluster."""
        around = _zones_around(self.design, drawn)
        if written.zones != around:
            self.differences.append(Difference(key, "zones", said(around), said(written.zones)))

    def _with_inner(self, key: Key, drawn: Any, written: Any) -> Any:
        """Return a network with its subnets, a cluster with its pools."""
        if not isinstance(drawn, (VirtualNetwork, AksCluster)):
            return written
        name = "subnets" if isinstance(drawn, VirtualNetwork) else "pools"
        owner = split_key(key)[1]
        by_name = {item.name: item for item in getattr(written, name)}
        out = []
        for item in getattr(drawn, name):
            inner = key_of(INNER[name], f"{owner}/{item.name}")
            found = self._one(inner, item, by_name.pop(item.name, None))
            if found is not None:
                out.append(found)
        listed = any(omission.field == name for omission in self.omitted.get(key, ()))
        if listed:  # the system pool that Azure demands, which the export lists
            added = by_name.pop(_added_name(drawn), None)
            if isinstance(added, NodePool):
                wanted = NodePool(name=added.name, mode="System", zones=drawn.zones)
                inner = key_of("pool", f"{owner}/{added.name}")
                self.differences += field_differences(inner, wanted, added)
        for other in by_name.values():
            inner = key_of(INNER[name], f"{owner}/{other.name}")
            self.differences.append(Difference(inner, "existing", "nothing", "a resource"))
            out.append(other)
        return written.model_copy(update={name: tuple(out)})


def _zones_around(design: Design, pool: NodePool) -> tuple[str, ...]:
    """Return the zones of the cluster of a pool."""
    for _, cluster in design.index.of_kind(AksCluster):
        if any(own.uid == pool.uid for own in cluster.pools):
            return cluster.zones
    return ()


def _added_name(cluster: Any) -> str:
    """Return the name of the pool that an export adds to a cluster without a fitting one."""
    taken = {pool.name for pool in getattr(cluster, "pools", ()) if not pool.virtual_nodes}
    return next(name for i in range(1, 1000) if (name := f"nodepool{i}") not in taken)


def _section_field(resource: Resource) -> str:
    wanted = KIND_BY_TOKEN[resource.kind].section
    for name, info in Topology.model_fields.items():
        if info.alias == wanted:
            return name
    raise KeyError(wanted)
