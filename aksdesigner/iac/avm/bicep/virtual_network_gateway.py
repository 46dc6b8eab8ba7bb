"""Microsoft.Network/virtualNetworkGateways -> the virtual network gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head, subnet_in
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, flag_of, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.read.registry import Made

SUBNET = "GatewaySubnet"
VPN = "Vpn"
MODES = {
    (False, False): "activePassiveNoBgp",
    (False, True): "activePassiveBgp",
    (True, False): "activeActiveNoBgp",
    (True, True): "activeActiveBgp",
}


def to_module(source: Source) -> Body:
    """Return the parameters; addresses stay resources of their own, so they are existing ones."""
    body = source.body
    properties = body.object("properties")
    kind = properties.need("gatewayType")
    sku = properties.object("sku")
    size, tier = sku.need("name"), sku.take("tier")
    if tier not in (None, size):
        raise UnsayableError("its tier is that of its size")
    active = flag_of(properties.take("activeActive")) is True
    bgp = flag_of(properties.take("enableBgp")) is True
    if text_of(kind) != VPN and (active or bgp):
        raise UnsayableError("it makes a pair of instances and BGP of VPN gateways alone")
    network, addresses = _configurations(source, properties)
    if len(addresses) != (2 if active else 1):
        raise UnsayableError("it has an address for each active instance")
    return {
        **head(body),
        "gatewayType": kind,
        "skuName": size,
        "vpnType": properties.take("vpnType"),
        "virtualNetworkResourceId": network,
        "existingPrimaryPublicIPResourceId": addresses[0],
        "clusterSettings": {
            "clusterMode": MODES[active, bgp],
            "asn": properties.object("bgpSettings").take("asn") if bgp else None,
            "existingSecondaryPublicIPResourceId": addresses[1] if active else None,
        },
    }


def _configurations(source: Source, properties: BodyReader) -> tuple[Raw, list[Raw]]:
    network: Raw = None
    addresses: list[Raw] = []
    for item in properties.objects("ipConfigurations"):
        item.take("name")  # the module gives it its own
        said = item.object("properties")
        if text_of(said.take("privateIPAllocationMethod")) not in (None, "Dynamic"):
            raise UnsayableError("its private address is dynamic")
        network = source.network_of(said.object("subnet").need("id"), SUBNET)
        addresses.append(said.object("publicIPAddress").need("id"))
    return network, addresses


def from_module(call: Parameters) -> Made:
    """Return the body; configurations and tier are called as in plain code."""
    size = call.need("skuName")
    cluster = call.object("clusterSettings")
    mode, asn = cluster.need("clusterMode"), cluster.take("asn")
    second = cluster.take("existingSecondaryPublicIPResourceId")
    if mode not in (
        "activePassiveNoBgp",
        "activePassiveBgp",
        "activeActiveNoBgp",
        "activeActiveBgp",
    ):
        raise UnreadableError(f"clusterSettings.clusterMode is {mode!r}")
    active, bgp = mode.startswith("activeActive"), not mode.endswith("NoBgp")
    addresses = [call.need("existingPrimaryPublicIPResourceId")]
    addresses += [] if second is None else [second]
    subnet = subnet_in(call.need("virtualNetworkResourceId"), SUBNET)
    properties = said(
        gatewayType=call.need("gatewayType"),
        vpnType=call.take("vpnType"),
        sku={"name": size, "tier": size},
        activeActive=active,
        enableBgp=bgp,
        bgpSettings=None if asn is None else {"asn": asn},
        ipConfigurations=[
            {
                "name": with_suffix("ipconfig", suffix),
                "properties": {
                    "privateIPAllocationMethod": "Dynamic",
                    "subnet": reference(subnet),
                    "publicIPAddress": reference(address),
                },
            }
            for suffix, address in zip(numbered(len(addresses)), addresses, strict=True)
        ],
    )
    return Made(body_of(call, properties), looked_up=(subnet,))
