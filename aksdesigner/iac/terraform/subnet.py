"""Subnet -> azurerm_subnet and the associations that tie it to what it names."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.plan.network import default_outbound, subnet_prefixes
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# field -> (kind of what it names, association resource, attribute)
ASSOCIATIONS = (
    ("route_table", "rt", "azurerm_subnet_route_table_association", "route_table_id"),
    (
        "nsg",
        "nsg",
        "azurerm_subnet_network_security_group_association",
        "network_security_group_id",
    ),
    ("nat_gateway", "natgw", "azurerm_subnet_nat_gateway_association", "nat_gateway_id"),
)


def to_azurerm(draft: Draft, key: Key, subnet: Subnet) -> None:
    """Declare a subnet and its associations."""
    vnet = draft.design.index.by_key[key].parent or ""
    network = draft.design.index.at(vnet)
    assert isinstance(network, VirtualNetwork)
    draft.declare(
        "azurerm_subnet",
        key,
        {
            "name": subnet.name,
            "resource_group_name": GROUP,
            "virtual_network_name": Property(draft.symbols.symbol(vnet), ("name",)),
            "address_prefixes": subnet_prefixes(draft, key, network, subnet),
            "private_endpoint_network_policies": subnet.pe_policies,
            "private_link_service_network_policies_enabled": subnet.pls_policies == "Enabled",
            "default_outbound_access_enabled": default_outbound(subnet),
            **_service_endpoints(draft, subnet),
            "delegation": _delegation(subnet),
        },
    )
    for field, kind, resource, attribute in ASSOCIATIONS:
        name = getattr(subnet, field)
        if name:
            body = {"subnet_id": draft.id_of(key), attribute: draft.id_of(key_of(kind, name))}
            draft.declare(resource, key, body, field)


def associations_of(draft: Draft, key: Key, subnet: Subnet) -> tuple[str, ...]:
    """Return the symbols of a subnet's associations, for what has to come after them."""
    if draft.design.is_existing(key):
        return ()
    named = [field for field, *_ in ASSOCIATIONS if getattr(subnet, field)]
    return tuple(draft.symbols.symbol(key, field) for field in named)


def _service_endpoints(draft: Draft, subnet: Subnet) -> dict[str, Raw]:
    names = list(subnet.service_endpoints)
    if not names:
        return {}
    if draft.design.options.azurerm == "4":
        return {"service_endpoints": names}
    return {"service_endpoint": blocks(*({"service": name} for name in names))}


def _delegation(subnet: Subnet) -> Blocks | None:
    if not subnet.delegation:
        return None
    service = blocks({"name": subnet.delegation})
    return blocks({"name": "delegation", "service_delegation": service})
