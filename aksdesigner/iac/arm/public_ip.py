"""Public IP address -> Microsoft.Network/publicIPAddresses."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.public_address import domain_label
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
