"""Microsoft.Network/virtualHubs of virtual WANs -> the virtual hub module.

Firewall, routing intent and connections of networks stay beside it: a hub takes one change at a time,
and the order of those is the export's.
"""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, reference, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

# of route servers; Azure has it off where nothing is said, the module on
AS_AZURE_HAS_IT: Body = {"allowBranchToBranchTraffic": False}


def to_module(source: Source) -> Body:
    """Return the parameters; a route server is a hub too, and of no WAN."""
    body = source.body
    properties = body.object("properties")
    wan = properties.id("virtualWan")
    if wan is None:
        raise UnsayableError("it makes hubs of virtual WANs, and no route servers")
    return {
        **head(body),
        "virtualWanResourceId": wan,
        "addressPrefix": properties.need("addressPrefix"),
        "sku": properties.take("sku"),
        **AS_AZURE_HAS_IT,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    properties = said(
        virtualWan=reference(call.need("virtualWanResourceId")),
        addressPrefix=call.need("addressPrefix"),
        sku=call.take("sku"),
    )
    return Made(body_of(call, properties))
