"""Application Gateway for Containers -> Microsoft.ServiceNetworking/trafficControllers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import head, location, reference
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.web_policy import attached
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)

TYPE = "Microsoft.ServiceNetworking/trafficControllers"


def to_arm(draft: Draft, key: Key, gateway: ApplicationGatewayForContainers) -> None:
    """Declare the controller, its subnet and its frontends; routes are objects of the cluster."""
    draft.declare(
        versioned(TYPE), key, {**head(draft, gateway, real_name(gateway)), "properties": {}}
    )
    subnet = draft.id_of(subnet_key(gateway.vnet, gateway.subnet))
    place: dict[str, Raw] = {"associationType": "subnets", "subnet": reference(subnet)}
    _part(draft, key, gateway, "associations", "association", place)
    for name in dict.fromkeys(gateway.frontends):
        _part(draft, key, gateway, "frontends", f"frontend {name}", {}, name)
    policy = attached(draft, key, gateway.waf_policy, "applicationGateway")
    if policy:
        body: dict[str, Raw] = {"wafPolicy": reference(policy)}
        _part(draft, key, gateway, "securityPolicies", "waf", body)


def _part(
    draft: Draft,
    key: Key,
    gateway: ApplicationGatewayForContainers,
    kind: str,
    role: str,
    properties: dict[str, Raw],
    name: str = "",
) -> None:
    draft.declare(
        versioned(f"{TYPE}/{kind}"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": name or role,
            "location": location(draft, gateway),
            "properties": properties,
        },
        role,
    )


def from_arm(lift: Lift) -> Iterator[ApplicationGatewayForContainers]:
    """Yield the gateways with their parts."""
    for item in lift.of_type(TYPE):
        head = lift.head(item, "agc")
        head.said.inner("properties").done()
        head.said.done()
        fields = _read_association(lift, head)
        frontends = []
        for frontend in lift.children(item.identity, "frontends"):
            said, properties = _read_part(lift, head, frontend)
            frontends.append(frontend.name)
            properties.done()
            said.done()
        security = lift.lone_child(head, "securityPolicies")
        if security is not None:
            said, properties = _read_part(lift, head, security, "waf")
            fields["waf_policy"] = lift.named(properties, "wafPolicy", "waf", needed=True)
            properties.done()
            said.done()
        fields["frontends"] = tuple(frontends)
        yield made(head.said, ApplicationGatewayForContainers, **head.fields, **fields)


def _read_association(lift: Lift, gateway: Head) -> dict[str, Any]:
    item = lift.lone_child(gateway, "associations", needed=True)
    if item is None:
        return {}
    said, properties = _read_part(lift, gateway, item, "association")
    properties.must("associationType", "subnets")
    vnet, subnet = lift.placed(properties)
    properties.done()
    said.done()
    return {"vnet": vnet, "subnet": subnet}


def _read_part(
    lift: Lift, gateway: Head, item: ReadResource, name: str | None = None
) -> tuple[Said, Said]:
    said = lift.read(item)
    said.must("location", gateway.location)
    if name is not None and item.name != name:
        said.report(f"name is {item.name!r}, expected {name!r}")
    return said, said.inner("properties")
