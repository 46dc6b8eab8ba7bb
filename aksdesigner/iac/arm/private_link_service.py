"""Private link service -> Microsoft.Network/privateLinkServices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import Lift, ids_of
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Joined, Raw, Text
from aksdesigner.iac.plan.balancer import first_frontend
from aksdesigner.iac.plan.link_service import approved_of, asked_frontend, subscriptions_of
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.private_link_service import PrivateLinkService


def to_arm(draft: Draft, key: Key, service: PrivateLinkService) -> None:
    """Declare the service in front of its load balancer."""
    visible = subscriptions_of(draft, service.visibility)
    approved = approved_of(draft, key, service)
    draft.declare(
        versioned(NETWORK + "privateLinkServices"),
        key,
        {
            **head(draft, service, real_name(service)),
            "properties": {
                "loadBalancerFrontendIpConfigurations": [reference(_frontend(draft, key, service))],
                "ipConfigurations": _addresses(draft, service),
                "enableProxyProtocol": service.proxy_protocol,
                "visibility": {"subscriptions": visible} if visible else None,
                "autoApproval": {"subscriptions": approved} if approved else None,
            },
        },
    )


def _frontend(draft: Draft, key: Key, service: PrivateLinkService) -> Expression:
    asked = asked_frontend(draft, key, service)
    if asked is not None:
        return asked
    balancer = draft.id_of(key_of("lb", service.load_balancer or ""))
    first = first_frontend(draft, service.load_balancer or "")
    return Joined((balancer, Text(f"/frontendIPConfigurations/{first}")))


def _addresses(draft: Draft, service: PrivateLinkService) -> list[Raw]:
    subnet = reference(draft.id_of(subnet_key(service.vnet, service.subnet)))
    out: list[Raw] = []
    for index in range(service.nat_ips):
        properties: dict[str, Raw] = {
            "subnet": subnet,
            "primary": index == 0,
            "privateIPAllocationMethod": "Dynamic",
            "privateIPAddressVersion": "IPv4",
        }
        out.append({"name": f"nat{index + 1}", "properties": properties})
    return out


def from_arm(lift: Lift) -> Iterator[PrivateLinkService]:
    """Yield the link services; subscriptions are parameters that stand for aliases."""
    for item in lift.of_type(NETWORK + "privateLinkServices"):
        head = lift.head(item, "pls")
        properties = head.said.inner("properties")
        places = [
            _read_address(lift, said, index)
            for index, said in enumerate(properties.each("ipConfigurations", needed=True))
        ]
        if len(set(places)) > 1:
            properties.report("its addresses stand in several subnets")
        vnet, subnet = places[0] if places else (None, None)
        service = made(
            head.said,
            PrivateLinkService,
            **head.fields,
            vnet=vnet,
            subnet=subnet,
            nat_ips=len(places),
            load_balancer=_read_frontend(lift, properties),
            proxy_protocol=properties.take("enableProxyProtocol"),
            visibility=_read_aliases(properties, "visibility"),
            auto_approval=_read_aliases(properties, "autoApproval"),
        )
        properties.done()
        head.said.done()
        yield service


def _read_address(lift: Lift, said: Said, index: int) -> tuple[str | None, str | None]:
    said.must("name", f"nat{index + 1}")
    inner = said.inner("properties")
    place = lift.placed(inner)
    inner.must("primary", index == 0)
    inner.must("privateIPAllocationMethod", "Dynamic")
    inner.must("privateIPAddressVersion", "IPv4")
    inner.done()
    said.done()
    return place


def _read_frontend(lift: Lift, properties: Said) -> str | None:
    values = ids_of(properties, "loadBalancerFrontendIpConfigurations")
    if len(values) != 1:
        properties.report(f"it has {len(values)} frontends, expected one")
        return None
    value = values[0]
    if isinstance(value, Asked):
        return lift.name_of(properties, value, "lb")
    if not isinstance(value, Identity) or not value.type.endswith("/frontendIPConfigurations"):
        properties.report(f"{value!r} is no frontend of a load balancer")
        return None
    owner = replace(value, type=NETWORK + "loadBalancers", names=value.names[:-1])
    found = lift.at(owner)
    frontends = found.body.get("properties", {}).get("frontendIPConfigurations") if found else None
    first = frontends[0].get("name") if frontends else None
    if first != value.names[-1]:
        properties.report(f"its frontend is {value.names[-1]}, expected the first, {first}")
    return lift.name_of(properties, owner, "lb")


def _read_aliases(properties: Said, name: str) -> tuple[str, ...]:
    said = properties.maybe(name)
    if said is None:
        return ()
    out: list[Any] = []
    for value in said.take("subscriptions") or ():
        if isinstance(value, Asked) and value.stands_for:
            kind, alias = split_key(value.stands_for)
            out.append(alias if kind == "subscription" else value)
        else:
            out.append(value)
    said.done()
    return tuple(out)
