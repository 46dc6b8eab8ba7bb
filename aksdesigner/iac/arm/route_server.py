"""Route Server -> Microsoft.Network/virtualHubs, its place in the network and its BGP peers."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.arm.reading import Head, Lift, lone_id
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.public_address import lone_slot
from aksdesigner.iac.plan.route_server import peers_of
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.read.said import made
from aksdesigner.iac.read.values import Identity
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


def from_arm(lift: Lift) -> Iterator[RouteServer]:
    """Yield the servers with their peers: hubs that stand in no virtual WAN."""
    for item in lift.of_type(NETWORK + "virtualHubs"):
        if "virtualWan" in item.body.get("properties", {}):
            continue
        head = lift.head(item, "rs")
        properties = head.said.inner("properties")
        properties.must("sku", "Standard")
        server = made(
            head.said,
            RouteServer,
            **head.fields,
            **_read_place(lift, head),
            branch_to_branch=properties.take("allowBranchToBranchTraffic"),
            peers=_read_peers(lift, item.identity),
        )
        properties.done()
        head.said.done()
        yield server


def _read_place(lift: Lift, head: Head) -> dict[str, str | None]:
    places = list(lift.children(head.identity, "ipConfigurations"))
    if len(places) != 1:
        head.said.report(f"it has {len(places)} places, expected one")
        return {"vnet": ""}
    said = lift.read(places[0])
    properties = said.inner("properties")
    vnet, subnet = lift.placed(properties)
    address = lone_id(properties, "publicIPAddress")
    public = lift.address(properties, address, head, ())
    properties.done()
    said.done()
    return {"vnet": vnet or "", "subnet": subnet or "", "public_ip": public}


def _read_peers(lift: Lift, server: Identity) -> tuple[BgpPeer, ...]:
    out = []
    for item in lift.children(server, "bgpConnections"):
        said = lift.read(item)
        properties = said.inner("properties")
        ip, asn = properties.take("peerIp"), properties.take("peerAsn")
        out.append(made(said, BgpPeer, name=item.name, ip=ip, asn=asn))
        properties.done()
        said.done()
    return tuple(out)
