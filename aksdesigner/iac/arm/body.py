"""Pieces that many ARM bodies share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Call, Expression, Raw, Text
from aksdesigner.iac.plan.public_address import Slot
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.resource import AzureResource

NETWORK = "Microsoft.Network/"


def location(draft: Draft, resource: AzureResource) -> Expression:
    """Return the region of a resource: its own, or the one that holds for the deployment."""
    region = draft.design.region_of(resource)
    return Text(region) if region else draft.default_location


def head(draft: Draft, resource: AzureResource, name: Raw) -> dict[str, Raw]:
    """Return name, location and tags."""
    return {"name": name, "location": location(draft, resource), "tags": tags(resource)}


def tags(resource: AzureResource) -> Raw:
    """Return the tags, None without any."""
    return dict(resource.tags) or None


def reference(identity: Expression) -> dict[str, Raw]:
    """Return ``{id: ...}``, how ARM names another resource."""
    return {"id": identity}


def texts(values: Iterable[Any]) -> Raw:
    """Return a list of texts, None when there is nothing to say."""
    return [str(value) for value in values] or None


def public_ip(
    draft: Draft,
    key: Key,
    resource: AzureResource,
    name: str,
    role: str,
    *,
    zones: tuple[str, ...] = (),
    sku: str = "Standard",
) -> str:
    """Declare a static public address and return its symbol."""
    return draft.declare(
        versioned(NETWORK + "publicIPAddresses"),
        key,
        {
            **head(draft, resource, name),
            "sku": {"name": sku},
            "zones": list(zones) or None,
            "properties": {"publicIPAllocationMethod": "Static", "publicIPAddressVersion": "IPv4"},
        },
        role,
    )


def address_of(
    draft: Draft,
    key: Key,
    resource: AzureResource,
    slot: Slot,
    *,
    zones: tuple[str, ...] = (),
    sku: str = "Standard",
) -> str:
    """Return the symbol of a public address: the drawn one, or one that is declared here."""
    if slot.drawn:
        return draft.symbols.symbol(slot.drawn)
    return public_ip(draft, key, resource, slot.name, slot.role, zones=zones, sku=sku)


def own_part(arm_type: str, *names: str) -> Expression:
    """Return the id of a part of a resource of this resource group, by type and names."""
    return Call("resourceId", tuple(Text(text) for text in (arm_type, *names)))
