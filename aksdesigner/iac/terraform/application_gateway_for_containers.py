"""Application Gateway for Containers -> azurerm_application_load_balancer and its parts."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.web_policy import attached
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, location, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)

RESOURCE = "azurerm_application_load_balancer"


def to_azurerm(draft: Draft, key: Key, gateway: ApplicationGatewayForContainers) -> None:
    """Declare the controller, its subnet and its frontends; routes are objects of the cluster."""
    body = {**head(draft, gateway, real_name(gateway)), "tags": tags(gateway)}
    draft.declare(RESOURCE, key, body)
    own = {"application_load_balancer_id": draft.id_of(key)}
    subnet = draft.id_of(subnet_key(gateway.vnet, gateway.subnet))
    draft.declare(
        f"{RESOURCE}_subnet_association",
        key,
        {"name": "association", **own, "subnet_id": subnet},
        "association",
    )
    for name in dict.fromkeys(gateway.frontends):
        draft.declare(f"{RESOURCE}_frontend", key, {"name": name, **own}, f"frontend {name}")
    policy = attached(draft, key, gateway.waf_policy, "applicationGateway")
    if policy:
        draft.declare(
            f"{RESOURCE}_security_policy",
            key,
            {
                "name": "waf",
                **own,
                "location": location(draft, gateway),
                "web_application_firewall_policy_id": policy,
            },
            "waf",
        )


def from_azurerm(lift: Lift, resource: TerraformResource) -> ApplicationGatewayForContainers | None:
    """Return the gateway that a resource and its parts say."""
    said = lift.said(resource)
    own = ("application_load_balancer_id", resource.address)
    place: tuple[str | None, str | None] = (None, None)
    association = lift.lone_beside(f"{RESOURCE}_subnet_association", *own)
    if association:
        association.must("name", "association")
        place = lift.subnet(association, "subnet_id")
        association.done()
    frontends = []
    for _, item in lift.beside(f"{RESOURCE}_frontend", *own):
        frontends.append(item.take("name"))
        item.done()
    security = lift.lone_beside(f"{RESOURCE}_security_policy", *own)
    policy = None
    if security:
        security.must("name", "waf")
        security.must("location", resource.body.get("location"))
        policy = lift.take_named(security, "web_application_firewall_policy_id", "waf")
        security.done()
    return lift.made(
        said,
        ApplicationGatewayForContainers,
        **lift.head(said, "agc"),
        vnet=place[0],
        subnet=place[1],
        frontends=frontends,
        waf_policy=policy,
    )
