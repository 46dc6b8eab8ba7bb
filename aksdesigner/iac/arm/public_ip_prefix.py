"""Public IP prefix -> Microsoft.Network/publicIPPrefixes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.prefix import custom_prefix, prefix_sku
from aksdesigner.iac.read.said import made
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


def from_arm(lift: Lift) -> Iterator[PublicIpPrefix]:
    """Yield the prefixes."""
    for item in lift.of_type(NETWORK + "publicIPPrefixes"):
        head = lift.head(item, "ippfx")
        properties, sku = head.said.inner("properties"), head.said.inner("sku")
        custom = properties.maybe("customIPPrefix")
        if custom is not None:
            custom.asked("id")
            custom.done()
        prefix = made(
            head.said,
            PublicIpPrefix,
            **head.fields,
            zones=head.said.get("zones", ()),
            sku=sku.take("name"),
            length=properties.take("prefixLength"),
            version=properties.take("publicIPAddressVersion"),
            custom="byoip" if custom else "none",
        )
        for said in (sku, properties, head.said):
            said.done()
        yield prefix
