"""Private link service -> Microsoft.Network/privateLinkServices."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Joined, Raw, Text
from aksdesigner.iac.plan.balancer import first_frontend
from aksdesigner.iac.plan.link_service import approved_of, asked_frontend, subscriptions_of
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
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
