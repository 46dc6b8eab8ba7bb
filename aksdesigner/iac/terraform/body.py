"""Pieces that many azurerm bodies share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Parameter, Raw, Text
from aksdesigner.iac.plan.public_address import Slot
from aksdesigner.model.ids import Key
from aksdesigner.model.resource import AzureResource

GROUP = Parameter("resource_group_name")


def location(draft: Draft, resource: AzureResource) -> Expression:
    """Return the region of a resource: its own, or the one that holds for the deployment."""
    region = draft.design.region_of(resource)
    return Text(region) if region else draft.default_location


def head(draft: Draft, resource: AzureResource, name: Raw) -> dict[str, Raw]:
    """Return name, resource group and location."""
    return {"name": name, "resource_group_name": GROUP, "location": location(draft, resource)}


def tags(resource: AzureResource) -> Raw:
    """Return the tags, None without any."""
    return dict(resource.tags) or None


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
        "azurerm_public_ip",
        key,
        {
            **head(draft, resource, name),
            "allocation_method": "Static",
            "sku": sku,
            "zones": list(zones) or None,
            "tags": tags(resource),
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
