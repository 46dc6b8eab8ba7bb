"""Microsoft.Network/publicIPAddresses -> the public IP address module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, given, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said, zones
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

SKUS = ("Basic", "Standard")
INHERITED = "VirtualNetworkInherited"


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    sku = body.object("sku")
    name = sku.take("name")
    if text_of(name) not in SKUS:
        raise UnsayableError(f"it knows no SKU {text_of(name)}")
    properties = body.object("properties")
    label = properties.object("dnsSettings").take("domainNameLabel")
    own: list[Raw] = [*numbers(body.take("zones"))]
    return {
        **head(body),
        "skuName": name,
        "skuTier": sku.take("tier"),
        "availabilityZones": own,
        "publicIPAllocationMethod": properties.take("publicIPAllocationMethod"),
        "publicIPAddressVersion": properties.take("publicIPAddressVersion"),
        "idleTimeoutInMinutes": properties.take("idleTimeoutInMinutes"),
        "publicIpPrefixResourceId": properties.id("publicIPPrefix"),
        "dnsSettings": given({"domainNameLabel": label}),
        "ddosSettings": _protection(properties.object("ddosSettings")),
    }


def _protection(settings: BodyReader) -> Raw:
    mode = settings.take("protectionMode")
    plan = settings.id("ddosProtectionPlan")
    # what is not said is inherited from the network
    if mode is None or (text_of(mode) == INHERITED and plan is None):
        return None
    if text_of(mode) != "Enabled":
        raise UnsayableError(f"it knows no DDoS protection {text_of(mode)}")
    return {"protectionMode": mode, "ddosProtectionPlan": given({"id": plan})}


def from_module(call: Parameters) -> Made:
    """Return the body; an address whose call says no protection inherits that of its network."""
    protection = call.object("ddosSettings")
    mode = protection.need("protectionMode") if protection.said() else INHERITED
    plan = protection.object("ddosProtectionPlan").take("id")
    label = call.object("dnsSettings").take("domainNameLabel")
    properties = said(
        publicIPAllocationMethod=call.take("publicIPAllocationMethod"),
        publicIPAddressVersion=call.take("publicIPAddressVersion"),
        idleTimeoutInMinutes=call.take("idleTimeoutInMinutes"),
        publicIPPrefix=reference(call.take("publicIpPrefixResourceId")),
        dnsSettings=None if label is None else {"domainNameLabel": label},
        ddosSettings=said(protectionMode=mode, ddosProtectionPlan=reference(plan)),
    )
    sku = said(name=call.need("skuName"), tier=call.take("skuTier"))
    own = zones(call.needed_items("availabilityZones"))
    return Made(body_of(call, properties, sku=sku, zones=own))
