"""Subnet -> azurerm_subnet and the associations that tie it to what it names."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.plan.network import MANAGED_SUBNETS, default_outbound, subnet_prefixes
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.iac.terraform.lifting import Lift
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> Subnet | None:
    """Return the subnet that a resource and its associations say."""
    said = lift.said(resource)
    network = lift.target(said, said.take("virtual_network_name"), ("name",))
    lift.group_of(said, [lift.resource(network)] if network else [], "network")
    links = said.take("private_link_service_network_policies_enabled")
    delegation = _read_delegation(said)
    name = said.take("name")
    return lift.made(
        said,
        Subnet,
        name=name,
        uid=lift.uid_of(f"subnet:{lift.subnet_at(resource.address)[0]}/{name}"),
        prefixes=said.drawn("address_prefixes"),
        pe_policies=said.take("private_endpoint_network_policies"),
        pls_policies="Disabled" if links is False else "Enabled",
        private=_read_private(said, name in MANAGED_SUBNETS or delegation is not None),
        service_endpoints=_read_endpoints(said),
        delegation=delegation,
        **{row[0]: _read_association(lift, resource.address, row) for row in ASSOCIATIONS},
    )


def _read_private(said: Said, filled: bool) -> bool:  # noqa: FBT001
    """A subnet that a service of Azure fills may leave its outbound access to the service."""
    if filled and not said.has("default_outbound_access_enabled"):
        return True
    return said.take("default_outbound_access_enabled") is False


def _read_endpoints(said: Said) -> Any:
    if said.has("service_endpoints"):  # azurerm 4.x
        return said.take("service_endpoints")
    found = []
    for item in said.each("service_endpoint"):
        found.append(item.take("service"))
        item.done()
    return found


def _read_delegation(said: Said) -> Any:
    outer = said.lone("delegation") if said.has("delegation") else None
    if outer is None:
        return None
    outer.must("name", "delegation")
    inner = outer.lone("service_delegation")
    outer.done()
    if inner is None:
        return None
    service = inner.take("name")
    inner.done()
    return service


def _read_association(lift: Lift, address: str, row: tuple[str, str, str, str]) -> str | None:
    _, kind, resource, attribute = row
    said = lift.lone_beside(resource, "subnet_id", address)
    if said is None:
        return None
    value = said.take(attribute)
    name = lift.named(said, attribute, kind, value)
    said.done()
    return name
