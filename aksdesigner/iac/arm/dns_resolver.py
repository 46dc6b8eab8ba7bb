"""DNS private resolver -> Microsoft.Network/dnsResolvers and its endpoints."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, location, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.resolver import Endpoint, inbound_of, outbound_of
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
