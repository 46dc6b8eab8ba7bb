"""Microsoft.Network/bastionHosts -> the Bastion host module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head, subnet_in
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, flag_of, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, reference, said
from aksdesigner.iac.avm.parameters import zones as own_zones
from aksdesigner.iac.expression import Body, Number, Raw
from aksdesigner.iac.read.registry import Made

SUBNET = "AzureBastionSubnet"
DEVELOPER = "Developer"
WITH_CLIENT = ("Standard", "Premium")  # the module lets native clients in, always
FEWEST = Number(2)  # scale units of the smaller SKUs, in the module too


def to_module(source: Source) -> Body:
    """Return the parameters; what is not said of copying files is off, as in Azure."""
    body = source.body
    sku = body.object("sku").need("name")
    properties = body.object("properties")
    kind = text_of(sku)
    tunnels = flag_of(properties.take("enableTunneling")) is True
    if tunnels is not (kind in WITH_CLIENT):
        raise UnsayableError(
            f"{'it lets' if kind in WITH_CLIENT else 'it lets no'} native clients in"
        )
    units = properties.take("scaleUnits")
    if kind not in WITH_CLIENT and units not in (None, FEWEST):
        raise UnsayableError(f"it knows no other scale units of {kind}")
    zones: list[Raw] = [*numbers(body.take("zones"))]
    place = _developer(properties) if kind == DEVELOPER else _subnet(source, properties)
    return {
        **head(body),
        "skuName": sku,
        "scaleUnits": units,
        "availabilityZones": zones or None,
        "enableFileCopy": False if kind in WITH_CLIENT else None,
        **place,
    }


def _developer(properties: BodyReader) -> Body:
    return {"virtualNetworkResourceId": properties.object("virtualNetwork").need("id")}


def _subnet(source: Source, properties: BodyReader) -> Body:
    configurations = properties.objects("ipConfigurations")
    if len(configurations) != 1:
        raise UnsayableError("it has one configuration")
    private = properties.take("enablePrivateOnlyBastion")
    configuration = configurations[0]
    configuration.take("name")  # the module gives it its own
    said = configuration.object("properties")
    if text_of(said.take("privateIPAllocationMethod")) not in (None, "Dynamic"):
        raise UnsayableError("its private address is dynamic")
    address = said.object("publicIPAddress").take("id")
    if address is None and flag_of(private) is not True:
        raise UnsayableError("it would make a public address of its own")
    return {
        "virtualNetworkResourceId": source.network_of(said.object("subnet").need("id"), SUBNET),
        "bastionSubnetPublicIpResourceId": address,
        "enablePrivateOnlyBastion": private,
    }


def from_module(call: Parameters) -> Made:
    """Return the body; the module lets native clients in where a SKU can."""
    kind = call.need("skuName")
    network, address = (
        call.need("virtualNetworkResourceId"),
        call.take("bastionSubnetPublicIpResourceId"),
    )
    if kind in ("Standard", "Premium"):
        call.must("enableFileCopy", value=False)
    subnet = None if kind == DEVELOPER else subnet_in(network, SUBNET)
    properties = said(
        scaleUnits=call.take("scaleUnits"),
        enableTunneling=True if kind in ("Standard", "Premium") else None,
        enablePrivateOnlyBastion=call.take("enablePrivateOnlyBastion"),
        virtualNetwork=None if subnet else reference(network),
        ipConfigurations=[_configuration(subnet, address)] if subnet else None,
    )
    if not subnet and address is not None:
        raise UnreadableError("a Developer Bastion has no public address")
    own = own_zones(call.items("availabilityZones"))
    body = body_of(call, properties, sku={"name": kind}, zones=own)
    return Made(body, looked_up=(subnet,) if subnet else ())


def _configuration(subnet: Any, address: Any) -> dict[str, Any]:
    properties = said(
        subnet=reference(subnet),
        publicIPAddress=reference(address),
        privateIPAllocationMethod="Dynamic",
    )
    return {"name": "ipconfig1", "properties": properties}
