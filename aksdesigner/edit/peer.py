"""Peer: both halves of a peering, with the flags that the two networks call for."""

from __future__ import annotations

from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.topology import Topology


def peered(topology: Topology, one: str, other: str) -> list[Peering]:
    """Return the halves that two networks lack (one where the other exists).

    A half lets forwarded traffic in when the remote network has a firewall or appliance: what they
    forward keeps its foreign source (azure-rules C.3, F-05). Where one has a gateway and the other
    none, the first offers it and the second uses it, unless it uses another already.
    """
    halves = [(one, other), (other, one)]
    return [
        _half(topology, own, remote)
        for own, remote in halves
        if key_of("peering", f"{own}>{remote}") not in topology.index.by_key
    ]


def _half(topology: Topology, own: str, remote: str) -> Peering:
    existing = next((p for p in topology.peerings if (p.from_, p.to) == (remote, own)), None)
    offers = _can_share(topology, own, remote)
    uses = _can_share(topology, remote, own)
    if existing is not None:  # Azure wants an offer before a use
        offers = offers or existing.use_remote_gateways
        uses = uses and existing.allow_gateway_transit
    return Peering(
        from_=own,
        to=remote,
        allow_forwarded_traffic=has_forwarder(topology, remote),
        allow_gateway_transit=offers,
        use_remote_gateways=uses,
    )


def _can_share(topology: Topology, owner: str, user: str) -> bool:
    """Return whether `owner` has a gateway that `user` lacks and can still choose."""
    if not has_gateway(topology, owner) or has_gateway(topology, user):
        return False
    return not any(p.use_remote_gateways for p in topology.peerings if p.from_ == user)


def has_gateway(topology: Topology, vnet: str) -> bool:
    """Return whether a network has a VPN or ExpressRoute gateway."""
    return any(gateway.vnet == vnet for gateway in topology.gateways)


def has_forwarder(topology: Topology, vnet: str) -> bool:
    """Return whether a network holds a firewall or an appliance."""
    forwarders = [item.vnet for item in topology.firewalls]
    forwarders.extend(item.vnet for item in topology.nvas)
    return vnet in forwarders
