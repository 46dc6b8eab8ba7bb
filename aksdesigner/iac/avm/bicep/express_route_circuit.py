"""Microsoft.Network/expressRouteCircuits -> the ExpressRoute circuit module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

PROVIDED = ("serviceProviderName", "peeringLocation", "bandwidthInMbps")


def to_module(source: Source) -> Body:
    """Return the parameters; the module joins the SKU's name of its tier and family."""
    body = source.body
    sku = body.object("sku")
    name, tier, family = sku.take("name"), sku.take("tier"), sku.take("family")
    if text_of(name) != f"{text_of(tier)}_{text_of(family)}":
        raise UnsayableError("its SKU is named for tier and family")
    properties = body.object("properties")
    provider = properties.object("serviceProviderProperties")
    return {
        **head(body),
        **{part: provider.need(part) for part in PROVIDED},
        "skuTier": tier,
        "skuFamily": family,
        "globalReachEnabled": properties.take("globalReachEnabled"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    tier, family = call.need("skuTier"), call.need("skuFamily")
    properties = said(
        serviceProviderProperties={part: call.need(part) for part in PROVIDED},
        globalReachEnabled=call.take("globalReachEnabled"),
    )
    sku = {"name": f"{tier}_{family}", "tier": tier, "family": family}
    return Made(body_of(call, properties, sku=sku))
