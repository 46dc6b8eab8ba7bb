"""azurerm_virtual_network_peering -> the peering module, one half each."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import name_of, owner
from aksdesigner.iac.expression import Body, Property
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.registry import Made

FLAGS = (
    "allow_virtual_network_access",
    "allow_forwarded_traffic",
    "allow_gateway_transit",
    "use_remote_gateways",
)


def to_module(source: Source) -> Body:
    """Return the parameters; the other half is a call of its own, so nothing is made from here."""
    body = source.body
    body.take("resource_group_name")  # the network's id says it
    network = body.need("virtual_network_name")
    if not isinstance(network, Property):
        raise UnsayableError("it needs the id of the network")
    return {
        "name": body.need("name"),
        "parent_id": Property(network.symbol, ("id",)),
        "remote_virtual_network_id": body.need("remote_virtual_network_id"),
        **{flag: body.take(flag) for flag in FLAGS},
        "create_reverse_peering": False,
    }


def from_module(call: Parameters) -> Made:
    """Return the body; a half is in the resource group of its network."""
    call.must("create_reverse_peering", value=False)
    network = owner(call.need("parent_id"))
    body = said(
        name=call.need("name"),
        resource_group_name=Reference(network.address, ("resource_group_name",)),
        virtual_network_name=name_of(network),
        remote_virtual_network_id=call.need("remote_virtual_network_id"),
        allow_virtual_network_access=call.take("allow_virtual_network_access"),
        allow_forwarded_traffic=call.take("allow_forwarded_traffic"),
        allow_gateway_transit=call.take("allow_gateway_transit"),
        use_remote_gateways=call.take("use_remote_gateways"),
    )
    return Made(body)
