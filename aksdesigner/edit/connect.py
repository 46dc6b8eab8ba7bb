"""Connect and disconnect: peerings, associations, connections, links, backends.

What may be connected is asked of `allowed`; here stands what each of its rows makes. A pair of
which one names the other needs no row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aksdesigner.edit import link_gateways as gateways
from aksdesigner.edit import link_services as services
from aksdesigner.edit.allowed.connections import kinds_of, may_connect, ordered_pair
from aksdesigner.edit.changes import full_key, with_added, with_removed, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.edit.link_named import connect_named, disconnect_named
from aksdesigner.edit.mentions import without_mentions
from aksdesigner.edit.peer import peered
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.topology import Topology


@dataclass(frozen=True)
class Connect:
    """Connect two things; which end was dragged does not matter."""

    source: Key
    target: Key

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Connect {label_of(self.source)} to {label_of(self.target)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the connection. Raises Refused with why there is none."""
        verdict = may_connect(document, self.source, self.target)
        if not verdict:
            raise Refused(f"{self.label}: {verdict.reason}.")
        pair = ordered_pair(full_key(self.source), full_key(self.target))
        assert pair is not None
        kinds = kinds_of(pair)
        make = _MAKE.get(kinds) or connect_named
        return with_topology(document, make(document.topology, *pair))


@dataclass(frozen=True)
class Disconnect:
    """Take a connection away: a peering's key alone (both halves go), or the two things."""

    source: Key
    target: Key | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        other = f" from {label_of(self.target)}" if self.target else ""
        return f"Disconnect {label_of(self.source)}{other}"

    def apply(self, document: Document) -> Document:
        """Return the document without the connection. Raises Refused when there is none."""
        source, target = full_key(self.source), self.target
        if target is None:
            return _without_peering(document, source)
        pair = ordered_pair(source, full_key(target))
        if pair is None:
            raise Refused("There is nothing to disconnect.")
        if kinds_of(pair) == ("vnet", "vnet"):
            names = f"{split_key(pair[0])[1]}>{split_key(pair[1])[1]}"
            return _without_peering(document, key_of("peering", names))
        separate = _BREAK.get(kinds_of(pair)) or disconnect_named
        topology = separate(document.topology, *pair)
        if topology is document.topology:
            raise Refused("They are not connected.")
        return with_topology(document, topology)


def _without_peering(document: Document, key: Key) -> Document:
    index = document.topology.index
    kind, name = split_key(key)
    halves = [(k, p) for k, p in index.of_kind(Peering) if k == key or f"{p.to}>{p.from_}" == name]
    if kind != "peering" or not halves:
        raise Refused("They are not connected.")
    topology = with_removed(document.topology, [half.uid for _, half in halves])
    return without_mentions(with_topology(document, topology), {k for k, _ in halves})


def _peer(topology: Topology, one: Key, other: Key) -> Topology:
    for half in peered(topology, split_key(one)[1], split_key(other)[1]):
        topology = with_added(topology, half)
    return topology


_Step = Callable[[Topology, Key, Key], Topology]
_MAKE: Mapping[tuple[str, str], _Step] = {
    ("vnet", "vnet"): _peer,
    ("gw", "site"): gateways.connect_site,
    ("gw", "gw"): gateways.connect_gateways,
    ("gw", "er"): gateways.connect_circuit,
    ("pe", "paas"): services.target_service,
    ("pe", "pls"): services.target_link_service,
    ("pe", "zone"): services.record_in_zone,
    ("zone", "vnet"): services.link_zone,
    ("resolver", "vnet"): services.ask_resolver,
    ("vhub", "vnet"): services.connect_hub,
    ("fd", "pls"): services.add_origin,
    ("fd", "agw"): services.add_origin,
    ("fd", "lb"): services.add_origin,
    ("fd", "paas"): services.add_origin,
}
_BREAK: Mapping[tuple[str, str], _Step] = {
    ("gw", "site"): gateways.disconnect_site,
    ("gw", "gw"): gateways.disconnect_gateways,
    ("gw", "er"): gateways.disconnect_circuit,
    ("pe", "paas"): services.untarget_service,
    ("pe", "pls"): services.untarget_link_service,
    ("pe", "zone"): services.no_record_in_zone,
    ("zone", "vnet"): services.unlink_zone,
    ("resolver", "vnet"): services.ask_no_resolver,
    ("vhub", "vnet"): services.disconnect_hub,
    ("fd", "pls"): services.drop_origin,
    ("fd", "agw"): services.drop_origin,
    ("fd", "lb"): services.drop_origin,
    ("fd", "paas"): services.drop_origin,
}
