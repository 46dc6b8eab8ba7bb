"""Virtual network -> Microsoft.Network/virtualNetworks."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, texts
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.network import address_space
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def to_arm(draft: Draft, key: Key, network: VirtualNetwork) -> None:
    """Declare the network; its subnets are declarations of their own."""
    servers = texts(network.dns_servers)
    draft.declare(
        versioned(NETWORK + "virtualNetworks"),
        key,
        {
            **head(draft, network, real_name(network)),
            "properties": {
                "addressSpace": {"addressPrefixes": address_space(draft, key, network)},
                "dhcpOptions": {"dnsServers": servers} if servers else None,
            },
        },
    )
