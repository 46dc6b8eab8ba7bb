"""Public IP address -> Microsoft.Network/publicIPAddresses."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.public_address import domain_label
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.public_ip import PublicIp


def to_arm(draft: Draft, key: Key, address: PublicIp) -> None:
    """Declare the address; whoever uses it names it."""
    prefix = draft.id_of(key_of("ippfx", address.prefix)) if address.prefix else None
    label = domain_label(draft, key, address)
    draft.declare(
        versioned(NETWORK + "publicIPAddresses"),
        key,
        {
            **head(draft, address, real_name(address)),
            "sku": {"name": address.sku, "tier": address.tier},
            "zones": list(address.zones) or None,
            "properties": {
                "publicIPAllocationMethod": "Static",
                "publicIPAddressVersion": address.version,
                "idleTimeoutInMinutes": address.idle_timeout,
                "publicIPPrefix": reference(prefix) if prefix else None,
                "dnsSettings": {"domainNameLabel": label} if label else None,
                "ddosSettings": _protection(draft, address),
            },
        },
    )


def _protection(draft: Draft, address: PublicIp) -> Raw:
    plan = draft.id_of(key_of("ddos", address.ddos_plan)) if address.ddos_plan else None
    return {
        "protectionMode": address.ddos_protection,
        "ddosProtectionPlan": reference(plan) if plan else None,
    }


def from_arm(lift: Lift) -> Iterator[PublicIp]:
    """Yield the drawn addresses; those that something implies belong to it."""
    for item in lift.drawn_of_type("pip", NETWORK + "publicIPAddresses"):
        head = lift.head(item, "pip")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        properties.must("publicIPAllocationMethod", "Static")
        label, protection = properties.maybe("dnsSettings"), properties.inner("ddosSettings")
        address = made(
            head.said,
            PublicIp,
            **head.fields,
            zones=head.said.get("zones", ()),
            sku=sku.take("name"),
            tier=sku.take("tier"),
            version=properties.take("publicIPAddressVersion"),
            idle_timeout=properties.take("idleTimeoutInMinutes"),
            prefix=lift.named(properties, "publicIPPrefix", "ippfx"),
            domain_name_label=label.take("domainNameLabel") if label else None,
            ddos_protection=protection.take("protectionMode"),
            ddos_plan=lift.named(protection, "ddosProtectionPlan", "ddos"),
        )
        for said in (sku, protection, properties, head.said, *([label] if label else [])):
            said.done()
        yield address
