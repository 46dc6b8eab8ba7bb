"""azurerm_virtual_network_peering -> the peering module, one half each."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Property

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
