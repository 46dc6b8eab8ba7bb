"""The design that an export describes: what was read, and of the drawing what is listed as left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology
from aksdesigner.workspace.verify.difference import Difference
from aksdesigner.workspace.verify.fields import carried

# an omission of one of these fields means the whole resource, where the code does not have it
WHOLE = frozenset({"existing", "name", "from_", "virtual_nodes", "destinations"})
INNER = {"subnets": "subnet", "pools": "pool"}


@dataclass(frozen=True)
class Rebuilt:
    """A design read from code, and where it has other resources than the drawing."""

    document: Document
    differences: tuple[Difference, ...]


def rebuilt_of(document: Document, lifted: Lifted, omissions: Iterable[Omission]) -> Rebuilt:
    """Return the drawing with every exported resource replaced by what its code says."""
    builder = _Builder(Design(document), lifted, _by_resource(omissions))
    sections: dict[str, Any] = {}
    for name in Topology.model_fields:
        items = getattr(document.topology, name)
        if all(isinstance(item, Resource) for item in items):
            sections[name] = builder.section(items)
    builder.add_others(sections)
    topology = document.topology.model_copy(update=sections)
    return Rebuilt(document.replace(topology=topology), tuple(builder.differences))


def _by_resource(omissions: Iterable[Omission]) -> dict[Key, list[str]]:
    out: dict[Key, list[str]] = {}
    for omission in omissions:
        out.setdefault(omission.resource, []).append(omission.field)
    return out


@dataclass
class _Builder:
    design: Design
    lifted: Lifted
    omitted: Mapping[Key, list[str]]
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
        fields = self.omitted.get(key, [])
        if "existing" in fields:
            if written is not None:
                reason = "a resource, which others deploy"
                self.differences.append(Difference(key, "existing", "a reference", reason))
            return drawn
        if written is None:
            if WHOLE & set(fields) or drawn.kind == "internet":
                return drawn
            self.differences.append(Difference(key, "existing", "a resource", "nothing"))
            return None
        for path in fields:
            if path in INNER:
                continue  # each has omissions of its own
            written = carried(drawn, written, path)
        return self._with_inner(key, drawn, self._in_region(drawn, written))

    def _in_region(self, drawn: Any, written: Any) -> Any:
        """Return a resource whose region is drawn as it was: absent where it follows from a place.

        The analysis takes an absent one for that of the whole design.
        """
        if "region" not in type(drawn).model_fields:
            return written
        home = self.design.settings.region
        said = written.region if written.region != home else None
        same = said == self.design.region_of(drawn)
        return written.model_copy(update={"region": drawn.region}) if same else written

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
        if name in self.omitted.get(key, []) and not getattr(drawn, name):
            by_name = {}  # what Azure demands and the export lists
        for other in by_name.values():
            inner = key_of(INNER[name], f"{owner}/{other.name}")
            self.differences.append(Difference(inner, "existing", "nothing", "a resource"))
            out.append(other)
        return written.model_copy(update={name: tuple(out)})


def _section_field(resource: Resource) -> str:
    wanted = KIND_BY_TOKEN[resource.kind].section
    for name, info in Topology.model_fields.items():
        if info.alias == wanted:
            return name
    raise KeyError(wanted)
