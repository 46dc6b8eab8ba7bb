"""Peering -> Microsoft.Network/virtualNetworks/virtualNetworkPeerings, one half each."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, reference
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.plan.network import before_peering, peering_name
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def to_arm(draft: Draft, key: Key, peering: Peering) -> None:
    """Declare a half, after the subnets of its network and the gateway that it is about."""
    owner = key_of("vnet", peering.from_)
    after = (*_own_subnets(draft, peering.from_), *before_peering(draft, peering))
    draft.declare(
        versioned(NETWORK + "virtualNetworks/virtualNetworkPeerings"),
        key,
        {
            "parent": Property(draft.symbols.symbol(owner), ()),
            "name": peering_name(draft, key, peering),
            "properties": {
                "remoteVirtualNetwork": reference(draft.id_of(key_of("vnet", peering.to))),
                "allowVirtualNetworkAccess": peering.allow_virtual_network_access,
                "allowForwardedTraffic": peering.allow_forwarded_traffic,
                "allowGatewayTransit": peering.allow_gateway_transit,
                "useRemoteGateways": peering.use_remote_gateways,
            },
        },
        depends_on=tuple(draft.symbols.symbol(k) for k in after),
    )


def _own_subnets(draft: Draft, vnet: str) -> tuple[Key, ...]:
    """Return all subnets: naming only the last would change each half with every new subnet."""
    network = draft.design.index.get(VirtualNetwork, vnet)
    keys = [key_of("subnet", f"{vnet}/{s.name}") for s in network.subnets] if network else []
    return tuple(k for k in keys if not draft.design.is_existing(k))


def from_arm(lift: Lift) -> Iterator[Peering]:
    """Yield the halves, each with the network that owns it."""
    for item in lift.of_type(NETWORK + "virtualNetworks/virtualNetworkPeerings"):
        said = lift.read(item)
        properties = said.inner("properties")
        own = item.identity.names[0]
        owner = lift.owner_name("vnet", item.identity) or own
        remote = lift.named(properties, "remoteVirtualNetwork", "vnet", needed=True) or ""
        drawn = f"{owner}-to-{remote}"
        implied = is_derived(
            str(item.name), "peer", drawn, key_of("peering", f"{owner}>{remote}"), ""
        )
        half = made(
            said,
            Peering,
            from_=owner,
            to=remote,
            azure_name=None if implied else item.name,
            allow_virtual_network_access=properties.take("allowVirtualNetworkAccess"),
            allow_forwarded_traffic=properties.take("allowForwardedTraffic"),
            allow_gateway_transit=properties.take("allowGatewayTransit"),
            use_remote_gateways=properties.take("useRemoteGateways"),
        )
        properties.done()
        said.done()
        yield half
