"""DNS private resolver -> Microsoft.Network/dnsResolvers and its endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, location, reference
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.resolver import Endpoint, inbound_of, outbound_of
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver


def to_arm(draft: Draft, key: Key, resolver: DnsResolver) -> None:
    """Declare the resolver, then its endpoints."""
    network = draft.id_of(key_of("vnet", resolver.vnet))
    draft.declare(
        versioned(NETWORK + "dnsResolvers"),
        key,
        {
            **head(draft, resolver, real_name(resolver)),
            "properties": {"virtualNetwork": reference(network)},
        },
    )
    for inbound in inbound_of(draft, key, resolver):
        configuration: dict[str, Raw] = {
            "subnet": reference(inbound.subnet),
            "privateIpAllocationMethod": "Static" if inbound.address else "Dynamic",
            "privateIpAddress": str(inbound.address) if inbound.address else None,
        }
        body: dict[str, Raw] = {"ipConfigurations": [configuration]}
        _endpoint(draft, key, resolver, "inboundEndpoints", inbound, body)
    for outbound in outbound_of(draft, key, resolver):
        body = {"subnet": reference(outbound.subnet)}
        _endpoint(draft, key, resolver, "outboundEndpoints", outbound, body)


def _endpoint(
    draft: Draft,
    key: Key,
    resolver: DnsResolver,
    kind: str,
    endpoint: Endpoint,
    properties: dict[str, Raw],
) -> None:
    draft.declare(
        versioned(NETWORK + f"dnsResolvers/{kind}"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": endpoint.name,
            "location": location(draft, resolver),
            "properties": properties,
        },
        endpoint.role,
    )


def from_arm(lift: Lift) -> Iterator[DnsResolver]:
    """Yield the resolvers with their endpoints."""
    for item in lift.of_type(NETWORK + "dnsResolvers"):
        head = lift.head(item, "resolver")
        properties = head.said.inner("properties")
        vnet = lift.named(properties, "virtualNetwork", "vnet", needed=True)
        properties.done()
        head.said.done()
        inbound = [_read_inbound(lift, head, i) for i in _endpoints(lift, head, "inbound")]
        outbound = [_read_outbound(lift, head, i) for i in _endpoints(lift, head, "outbound")]
        fields: dict[str, Any] = {"inbound": inbound, "outbound": outbound}
        if len(inbound) == 1 and inbound[0]["subnet"] is None:
            # the short form, whose subnet is not drawn
            fields.update(inbound=(), inbound_ip=inbound[0]["ip"])
        yield made(head.said, DnsResolver, **head.fields, vnet=vnet, **fields)


def _endpoints(lift: Lift, resolver: Head, way: str) -> Iterator[ReadResource]:
    return lift.children(resolver.identity, f"{way}Endpoints")


def _read_place(lift: Lift, resolver: Head, item: ReadResource) -> tuple[Said, Said]:
    said = lift.read(item)
    said.must("location", resolver.location)
    return said, said.inner("properties")


def _read_inbound(lift: Lift, resolver: Head, item: ReadResource) -> dict[str, Any]:
    said, properties = _read_place(lift, resolver, item)
    inner = properties.lone("ipConfigurations")
    out: dict[str, Any] = {"subnet": None, "ip": None}
    if inner is not None:
        out["subnet"] = lift.placed(inner)[1]
        out["ip"] = inner.get("privateIpAddress")
        inner.must("privateIpAllocationMethod", "Static" if out["ip"] else "Dynamic")
        inner.done()
    properties.done()
    said.done()
    return out


def _read_outbound(lift: Lift, resolver: Head, item: ReadResource) -> dict[str, Any]:
    said, properties = _read_place(lift, resolver, item)
    subnet = lift.placed(properties)[1]
    properties.done()
    said.done()
    return {"subnet": subnet}
