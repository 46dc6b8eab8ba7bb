"""Virtual network -> Microsoft.Network/virtualNetworks."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference, texts
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.network import address_space
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def to_arm(draft: Draft, key: Key, network: VirtualNetwork) -> None:
    """Declare the network; its subnets are declarations of their own."""
    servers = texts(network.dns_servers)
    plan = draft.id_of(key_of("ddos", network.ddos_plan)) if network.ddos_plan else None
    draft.declare(
        versioned(NETWORK + "virtualNetworks"),
        key,
        {
            **head(draft, network, real_name(network)),
            "properties": {
                "addressSpace": {"addressPrefixes": address_space(draft, key, network)},
                "dhcpOptions": {"dnsServers": servers} if servers else None,
                "enableDdosProtection": True if plan else None,
                "ddosProtectionPlan": reference(plan) if plan else None,
                "encryption": {"enabled": True, "enforcement": "AllowUnencrypted"}
                if network.encryption
                else None,
            },
        },
    )
