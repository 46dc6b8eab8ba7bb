"""Route Server -> azurerm_route_server and its BGP connections."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.public_address import lone_slot
from aksdesigner.iac.plan.route_server import peers_of
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_server import BgpPeer, RouteServer


def to_azurerm(draft: Draft, key: Key, server: RouteServer) -> None:
    """Declare the server, then the peers one after the other."""
    slot = lone_slot(draft, key, server, server.public_ip)
    before = draft.declare(
        "azurerm_route_server",
        key,
        {
            **head(draft, server, real_name(server)),
            "sku": "Standard",
            "public_ip_address_id": Property(address_of(draft, key, server, slot), ("id",)),
            "subnet_id": asked_subnet(draft, key, server.vnet, server.subnet),
            "branch_to_branch_traffic_enabled": server.branch_to_branch,
            "tags": tags(server),
        },
    )
    for peer in peers_of(draft, key, server):
        before = draft.declare(
            "azurerm_route_server_bgp_connection",
            key,
            {
                "name": peer.name,
                "route_server_id": draft.id_of(key),
                "peer_asn": peer.asn,
                "peer_ip": str(peer.ip),
            },
            f"peer {peer.name}",
            depends_on=(before,),
        )


def from_azurerm(lift: Lift, resource: TerraformResource) -> RouteServer | None:
    """Return the server that a resource and its connections say."""
    said = lift.said(resource)
    said.must("sku", "Standard")
    vnet, subnet = lift.place(said, "subnet_id", "rs", resource)
    owner = lift.owner_of(resource)
    beside = lift.beside("azurerm_route_server_bgp_connection", "route_server_id", resource.address)
    peers = [_read_peer(lift, item) for _, item in beside]
    return lift.made(
        said,
        RouteServer,
        **lift.head(said, "rs"),
        vnet=vnet,
        subnet=subnet,
        public_ip=lift.address(said, said.take("public_ip_address_id"), owner),
        branch_to_branch=said.take("branch_to_branch_traffic_enabled"),
        peers=[peer for peer in peers if peer],
    )


def _read_peer(lift: Lift, said: Said) -> BgpPeer | None:
    values = {"name": "name", "asn": "peer_asn", "ip": "peer_ip"}
    return lift.made(said, BgpPeer, **{field: said.take(n) for field, n in values.items()})
