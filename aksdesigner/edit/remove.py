"""Remove: a thing goes with everything in it; what refers to it lets go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.edit.changes import full_key, with_each, with_removed, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.edit.mentions import is_lost, without_mentions
from aksdesigner.edit.notes import without_notes
from aksdesigner.edit.place import drawn_label, regions_of, rekeyed
from aksdesigner.edit.rename import with_region
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.nesting import REGION, with_contents
from aksdesigner.model.note import is_note
from aksdesigner.model.references import rewritten
from aksdesigner.model.topology import Index


@dataclass(frozen=True)
class DeleteResources:
    """Delete resources and everything inside them; a region's frame goes alone, so does a note.

    `intents` is how many queries of the design go with them, for the label; `deletion` counts them.
    """

    keys: tuple[Key, ...]
    intents: int = 0

    @property
    def label(self) -> str:
        """What the undo menu says."""
        only = drawn_label(self.keys[0]) if len(self.keys) == 1 else f"{len(self.keys)} things"
        lost = f" and {self.intents} intent{'' if self.intents == 1 else 's'}"
        return f"Delete {only}{lost if self.intents else ''}"

    def apply(self, document: Document) -> Document:
        """Return the document without them. Raises Refused for a key that is not there."""
        index = document.topology.index
        regions = [split_key(key)[1] for key in self.keys if split_key(key)[0] == REGION]
        wanted = _resources(self.keys)
        for key in wanted:
            if key not in index.by_key:
                raise Refused(f"{label_of(key)} is not in this design.")
        for region in regions:
            document = _without_region(document, region)
        notes = [key for key in self.keys if is_note(key)]
        document = without_notes(document, notes) if notes else document
        return _without(document, wanted) if wanted else document


def deletion(document: Document, keys: tuple[Key, ...]) -> DeleteResources:
    """Return the command that deletes resources, its label saying how many intents go with them."""
    index = document.topology.index
    wanted = _resources(keys)
    gone = set(gone_with(index, [key for key in wanted if key in index.by_key]))
    gone |= _pendants_of(gone)
    return DeleteResources(keys, sum(is_lost(query, gone) for query in document.queries))


def _resources(keys: Iterable[Key]) -> list[Key]:
    """Return the keys that are of resources, not of what is only drawn."""
    return [full_key(key) for key in keys if split_key(key)[0] != REGION and not is_note(key)]


def gone_with(index: Index, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return everything that goes when `keys` go: contents at any depth, and peerings."""
    inside = with_contents(index, keys)
    known = set(inside)
    extra: list[Key] = []
    for key, peering in index.of_kind(Peering):
        ends = (key_of("vnet", peering.from_), key_of("vnet", peering.to))
        if key not in known and any(end in known for end in ends):
            extra.append(key)
    extra.extend(_stranded_pools(index, known))
    return (*inside, *extra)


def _stranded_pools(index: Index, known: set[Key]) -> list[Key]:
    """Pools in a subnet that goes, of clusters that stay."""
    found: list[Key] = []
    for key, pool in index.of_kind(NodePool):
        cluster = index.at(index.by_key[key].parent or "")
        vnet = pool.vnet or getattr(cluster, "vnet", None)
        subnet = key_of("subnet", f"{vnet}/{pool.subnet}")
        if key not in known and pool.subnet and subnet in known:
            found.append(key)
    return found


def _without(document: Document, keys: list[Key]) -> Document:
    index = document.topology.index
    gone = set(gone_with(index, keys))
    pendants = _pendants_of(gone)
    uids = [entry.resource.uid for entry in index.entries if entry.key in gone]
    topology = with_removed(document.topology, uids)
    # a connection to a gateway or site that goes is an object that goes
    topology = with_each(topology, NetworkGateway, lambda gw: _connected(gw, gone))
    topology = rewritten(topology, lambda key: None if key in gone else key)
    return without_mentions(with_topology(document, topology), gone | pendants)


_PENDANTS = ("pods", "services")


def _pendants_of(gone: set[Key]) -> set[Key]:
    return {key_of(p, split_key(k)[1]) for k in gone if k[:4] == "aks:" for p in _PENDANTS}


def _connected(gateway: NetworkGateway, gone: set[Key]) -> NetworkGateway:
    kept = tuple(
        connection
        for connection in gateway.connections
        if key_of("site", connection.site or "") not in gone
        and key_of("gw", connection.peer_gateway or "") not in gone
        and (connection.site or key_of("er", connection.circuit or "") not in gone)
    )
    if len(kept) == len(gateway.connections):
        return gateway
    return gateway.model_copy(update={"connections": kept})


def _without_region(document: Document, region: str) -> Document:
    if region not in regions_of(document):
        raise Refused(f"{region} is not in this design.")
    freed = with_topology(document, with_region(document.topology, region, None))
    if freed.settings.region == region:
        freed = freed.replace(settings=freed.settings.model_copy(update={"region": None}))
    return rekeyed(freed, {key_of(REGION, region): None})
