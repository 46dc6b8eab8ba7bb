"""A public IP prefix, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix


def prefix_sku(draft: Draft, key: Key, prefix: PublicIpPrefix) -> str:
    """Return the SKU; Azure has no Basic prefixes."""
    if prefix.sku == "Basic":
        draft.omit(key, "sku", "a public IP prefix has no Basic SKU: it is written as Standard")
        return "Standard"
    return prefix.sku


def custom_prefix(draft: Draft, key: Key, prefix: PublicIpPrefix) -> Expression | None:
    """Return the id of the custom prefix that it is taken from, to fill in."""
    if prefix.custom == "none":
        return None
    return draft.ask(
        f"{prefix.name} custom ip prefix id",
        f"Resource id of the custom IP prefix that public IP prefix {prefix.name} is taken from.",
        example=resource_id("Microsoft.Network/customIPPrefixes"),
        resource=key,
    )
