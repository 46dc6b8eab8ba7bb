"""azurerm_subnet and its associations -> the subnet module, one call each.

The module puts the whole subnet, so what is associated with it has to be among its parameters:
an association of its own would be undone by the next run.
"""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader, UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import name_of, owner
from aksdesigner.iac.expression import Body, Expression, Flag, Property, Raw
from aksdesigner.iac.plan.network import MANAGED_SUBNETS
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.registry import Made, MadePart

# association -> (its attribute, parameter of the module)
ASSOCIATIONS = {
    "azurerm_subnet_route_table_association": ("route_table_id", "route_table"),
    "azurerm_subnet_network_security_group_association": (
        "network_security_group_id",
        "network_security_group",
    ),
    "azurerm_subnet_nat_gateway_association": ("nat_gateway_id", "nat_gateway"),
}
PLAIN = (
    "address_prefixes",
    "private_endpoint_network_policies",
    "private_link_service_network_policies_enabled",
)


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    body.take("resource_group_name")  # the network's id says it
    name, delegation = body.need("name"), _delegation(body)
    filled = bool(delegation) or text_of(name) in MANAGED_SUBNETS
    return {
        "name": name,
        "virtual_network": {"resource_id": _network(body.need("virtual_network_name"))},
        **{name: body.take(name) for name in PLAIN},
        "default_outbound_access_enabled": _outbound(body, filled=filled),
        "service_endpoints": _services(body),
        "delegation": delegation or None,
        **_associated(source),
    }


def _outbound(body: BodyReader, *, filled: bool) -> Raw:
    """Return the access: where nothing is said azurerm leaves it open, and the module closes it."""
    said = body.take("default_outbound_access_enabled")
    if filled and said == Flag(value=True):
        raise UnsayableError("it can't tell access that is open from access left to the service")
    return said or True


def _network(name: Expression) -> Expression:
    if not isinstance(name, Property):
        raise UnsayableError("it needs the id of the network")
    return Property(name.symbol, ("id",))


def _services(body: BodyReader) -> Raw:
    listed = body.take("service_endpoints")
    named: list[Raw] = [item.need("service") for item in body.objects("service_endpoint")]
    return listed or named or None


def _delegation(body: BodyReader) -> list[Raw]:
    return [
        {
            "name": item.need("name"),
            "service_delegation": {"name": item.object("service_delegation").need("name")},
        }
        for item in body.objects("delegation")
    ]


def _associated(source: Source) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for kind, (attribute, parameter) in ASSOCIATIONS.items():
        for child, body in source.children_of(kind):
            found[parameter] = {"id": body.need(attribute)}
            if not source.absorb(child, body):
                raise UnsayableError(f"it can't hold all of an {kind}")
    return found


def from_module(call: Parameters) -> Made:
    """Return the body, and the associations; a subnet is in the resource group of its network."""
    network = owner(call.object("virtual_network").need("resource_id"))
    delegation = _read_delegation(call)
    name = call.need("name")
    body = said(
        name=name,
        resource_group_name=Reference(network.address, ("resource_group_name",)),
        virtual_network_name=name_of(network),
        address_prefixes=call.take("address_prefixes"),
        private_endpoint_network_policies=call.take("private_endpoint_network_policies"),
        private_link_service_network_policies_enabled=call.take(
            "private_link_service_network_policies_enabled"
        ),
        default_outbound_access_enabled=_read_outbound(call, name, filled=bool(delegation)),
        service_endpoints=call.take("service_endpoints"),
        delegation=delegation or None,
    )
    parts = (
        *_read_part(call, "route_table", "azurerm_subnet_route_table_association"),
        *_read_part(
            call, "network_security_group", "azurerm_subnet_network_security_group_association"
        ),
        *_read_part(call, "nat_gateway", "azurerm_subnet_nat_gateway_association"),
    )
    return Made(body, parts)


def _read_outbound(call: Parameters, name: Any, *, filled: bool) -> bool | None:
    """Return the access, None where plain code leaves a subnet that a service fills to Azure."""
    is_open = call.need("default_outbound_access_enabled")
    if is_open is True and (filled or name in MANAGED_SUBNETS):
        return None
    return bool(is_open)


def _read_delegation(call: Parameters) -> list[dict[str, Any]]:
    return [
        {
            "name": item.need("name"),
            "service_delegation": [{"name": item.object("service_delegation").need("name")}],
        }
        for item in call.objects("delegation")
    ]


def _read_part(call: Parameters, parameter: str, kind: str) -> list[MadePart]:
    identity = call.object(parameter).take("id")
    if identity is None:
        return []
    body = {"subnet_id": call.itself, f"{parameter}_id": identity}
    return [MadePart(kind, None, body)]
