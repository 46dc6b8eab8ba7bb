"""Route Server -> Microsoft.Network/virtualHubs, its place in the network and its BGP peers."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.public_address import lone_slot
from aksdesigner.iac.plan.route_server import peers_of
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_server import BgpPeer, RouteServer

PLACE = "place"


def to_arm(draft: Draft, key: Key, server: RouteServer) -> None:
    """Declare the server, then its place, then the peers one after the other."""
    symbol = draft.declare(
        versioned(NETWORK + "virtualHubs"),
        key,
        {
            **head(draft, server, real_name(server)),
            "properties": {
                "sku": "Standard",
                "allowBranchToBranchTraffic": server.branch_to_branch,
            },
        },
    )
    subnet = asked_subnet(draft, key, server.vnet, server.subnet)
    slot = lone_slot(draft, key, server, server.public_ip)
    address = Property(address_of(draft, key, server, slot), ("id",))
    before = draft.declare(
        versioned(NETWORK + "virtualHubs/ipConfigurations"),
        key,
        {
            "parent": Property(symbol, ()),
            "name": "ipconfig1",
            "properties": {"subnet": reference(subnet), "publicIPAddress": reference(address)},
        },
        PLACE,
    )
    for peer in peers_of(draft, key, server):
        before = _peer(draft, key, symbol, peer, before)


def _peer(draft: Draft, key: Key, server: str, peer: BgpPeer, before: str) -> str:
    return draft.declare(
        versioned(NETWORK + "virtualHubs/bgpConnections"),
        key,
        {
            "parent": Property(server, ()),
            "name": peer.name,
            "properties": {"peerAsn": peer.asn, "peerIp": str(peer.ip)},
        },
        f"peer {peer.name}",
        depends_on=(before,),
    )
