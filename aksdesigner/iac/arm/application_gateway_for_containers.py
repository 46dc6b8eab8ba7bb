"""Application Gateway for Containers -> Microsoft.ServiceNetworking/trafficControllers."""

from __future__ import annotations

from aksdesigner.iac.arm.body import head, location, reference
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.web_policy import attached
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
