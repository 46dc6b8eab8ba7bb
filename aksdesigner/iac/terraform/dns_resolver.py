"""DNS private resolver -> azurerm_private_dns_resolver and its endpoints."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.resolver import Endpoint, inbound_of, outbound_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import head, location, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver


def to_azurerm(draft: Draft, key: Key, resolver: DnsResolver) -> None:
    """Declare the resolver, then its endpoints."""
    draft.declare(
        "azurerm_private_dns_resolver",
        key,
        {
            **head(draft, resolver, real_name(resolver)),
            "virtual_network_id": draft.id_of(key_of("vnet", resolver.vnet)),
            "tags": tags(resolver),
        },
    )
    for inbound in inbound_of(draft, key, resolver):
        configuration: dict[str, Raw] = {
            "subnet_id": inbound.subnet,
            "private_ip_allocation_method": "Static" if inbound.address else "Dynamic",
            "private_ip_address": str(inbound.address) if inbound.address else None,
        }
        body: dict[str, Raw] = {"ip_configurations": blocks(configuration)}
        _endpoint(draft, key, resolver, "inbound", inbound, body)
    for outbound in outbound_of(draft, key, resolver):
        _endpoint(draft, key, resolver, "outbound", outbound, {"subnet_id": outbound.subnet})


def _endpoint(
    draft: Draft,
    key: Key,
    resolver: DnsResolver,
    kind: str,
    endpoint: Endpoint,
    rest: dict[str, Raw],
) -> None:
    draft.declare(
        f"azurerm_private_dns_resolver_{kind}_endpoint",
        key,
        {
            "name": endpoint.name,
            "private_dns_resolver_id": draft.id_of(key),
            "location": location(draft, resolver),
            **rest,
        },
        endpoint.role,
    )


ENDPOINT = "azurerm_private_dns_resolver_{}_endpoint"


def from_azurerm(lift: Lift, resource: TerraformResource) -> DnsResolver | None:
    """Return the resolver that a resource and its endpoints say."""
    said = lift.said(resource)
    own = ("private_dns_resolver_id", resource.address)
    inbound, outbound = [], []
    for _, item in lift.beside(ENDPOINT.format("inbound"), *own):
        inner = item.lone("ip_configurations")
        _read_head(item, resource)
        if inner:
            address = inner.get("private_ip_address")
            inner.must("private_ip_allocation_method", "Static" if address else "Dynamic")
            _, subnet = lift.subnet(inner, "subnet_id")
            inner.done()
            inbound.append({"subnet": subnet, "ip": address})
        item.done()
    for _, item in lift.beside(ENDPOINT.format("outbound"), *own):
        _read_head(item, resource)
        _, subnet = lift.subnet(item, "subnet_id")
        item.done()
        outbound.append({"subnet": subnet})
    lone = len(inbound) == 1 and inbound[0]["subnet"] is None
    return lift.made(
        said,
        DnsResolver,
        **lift.head(said, "resolver"),
        vnet=lift.take_named(said, "virtual_network_id", "vnet"),
        # the short form, whose subnet is not drawn
        inbound_ip=inbound[0]["ip"] if lone else None,
        inbound=[] if lone else inbound,
        outbound=outbound,
    )


def _read_head(said: Said, resolver: TerraformResource) -> None:
    said.take("name")
    said.must("location", resolver.body.get("location"))
