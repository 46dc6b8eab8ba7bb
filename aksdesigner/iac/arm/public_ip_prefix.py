"""Public IP prefix -> Microsoft.Network/publicIPPrefixes."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.prefix import custom_prefix, prefix_sku
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix


def to_arm(draft: Draft, key: Key, prefix: PublicIpPrefix) -> None:
    """Declare the prefix; addresses and NAT gateways name it."""
    custom = custom_prefix(draft, key, prefix)
    draft.declare(
        versioned(NETWORK + "publicIPPrefixes"),
        key,
        {
            **head(draft, prefix, real_name(prefix)),
            "sku": {"name": prefix_sku(draft, key, prefix)},
            "zones": list(prefix.zones) or None,
            "properties": {
                "prefixLength": prefix.length,
                "publicIPAddressVersion": prefix.version,
                "customIPPrefix": reference(custom) if custom else None,
            },
        },
    )
