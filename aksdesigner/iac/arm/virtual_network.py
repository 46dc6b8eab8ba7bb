"""Virtual network -> Microsoft.Network/virtualNetworks."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm import subnet
from aksdesigner.iac.arm.body import NETWORK, head, reference, texts
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.network import address_space
from aksdesigner.iac.read.said import made
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


def from_arm(lift: Lift) -> Iterator[VirtualNetwork]:
    """Yield the networks with the subnets that are created in them."""
    for item in lift.of_type(NETWORK + "virtualNetworks"):
        head = lift.head(item, "vnet")
        properties = head.said.inner("properties")
        space, dns = properties.inner("addressSpace"), properties.maybe("dhcpOptions")
        encryption = properties.maybe("encryption")
        if encryption is not None:
            encryption.must("enforcement", "AllowUnencrypted")
        plan = lift.named(properties, "ddosProtectionPlan", "ddos")
        if (properties.get("enableDdosProtection") is True) is not (plan is not None):
            properties.report("a plan protects where protection is enabled, and only there")
        network = made(
            head.said,
            VirtualNetwork,
            **head.fields,
            prefixes=space.drawn("addressPrefixes") or (),
            dns_servers=dns.take("dnsServers") if dns else (),
            ddos_plan=plan,
            encryption=encryption.take("enabled") if encryption else False,
            subnets=subnet.from_arm(lift, item.identity),
        )
        for said in (space, dns, encryption, properties, head.said):
            if said is not None:
                said.done()
        yield network
