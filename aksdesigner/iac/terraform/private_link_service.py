"""Private link service -> azurerm_private_link_service."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.plan.link_service import approved_of, asked_frontend, subscriptions_of
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_link_service import PrivateLinkService


def to_azurerm(draft: Draft, key: Key, service: PrivateLinkService) -> None:
    """Declare the service in front of its load balancer."""
    draft.declare(
        "azurerm_private_link_service",
        key,
        {
            **head(draft, service, real_name(service)),
            "load_balancer_frontend_ip_configuration_ids": [_frontend(draft, key, service)],
            "proxy_protocol_enabled": service.proxy_protocol,
            "visibility_subscription_ids": subscriptions_of(draft, service.visibility) or None,
            "auto_approval_subscription_ids": approved_of(draft, key, service) or None,
            "tags": tags(service),
            "nat_ip_configuration": _addresses(draft, service),
        },
    )


def _frontend(draft: Draft, key: Key, service: PrivateLinkService) -> Expression:
    asked = asked_frontend(draft, key, service)
    if asked is not None:
        return asked
    balancer = draft.symbols.symbol(key_of("lb", service.load_balancer or ""))
    return Property(balancer, ("frontend_ip_configuration", 0, "id"))


def _addresses(draft: Draft, service: PrivateLinkService) -> Blocks:
    subnet = draft.id_of(subnet_key(service.vnet, service.subnet))
    configurations: list[dict[str, Raw]] = [
        {"name": f"nat{index + 1}", "primary": index == 0, "subnet_id": subnet}
        for index in range(service.nat_ips)
    ]
    return blocks(*configurations)
