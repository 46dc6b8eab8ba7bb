"""Private link service -> azurerm_private_link_service."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.plan.link_service import approved_of, asked_frontend, subscriptions_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> PrivateLinkService | None:
    """Return the link service that a resource says; subscriptions are aliases of the drawing."""
    said = lift.said(resource)
    drawn = lift.drawn_of("pls", resource)
    values: dict[str, Any] = {}
    items = list(said.each("nat_ip_configuration", needed=True))
    for index, item in enumerate(items):
        item.must("name", f"nat{index + 1}")
        item.must("primary", index == 0)
        place = lift.subnet(item, "subnet_id")
        if index and place != (values["vnet"], values["subnet"]):
            item.report("it stands in another subnet than the first")
        values["vnet"], values["subnet"] = place
        item.done()
    return lift.made(
        said,
        PrivateLinkService,
        **lift.head(said, "pls"),
        **values,
        load_balancer=_read_balancer(lift, said, drawn),
        nat_ips=len(items),
        proxy_protocol=said.take("proxy_protocol_enabled"),
        visibility=_read_aliases(said, "visibility_subscription_ids", drawn, "visibility"),
        auto_approval=_read_aliases(said, "auto_approval_subscription_ids", drawn, "auto_approval"),
    )


def _read_balancer(lift: Lift, said: Said, drawn: Any) -> str | None:
    values = said.take("load_balancer_frontend_ip_configuration_ids") or [None]
    if len(values) != 1:
        said.report(f"it has {len(values)} frontends, expected one")
    if isinstance(values[0], Asked):
        name = drawn.load_balancer if drawn else None
        return None if name and lift.is_made("lb", name) else name
    path = ("frontend_ip_configuration", 0, "id")
    address = lift.target(said, values[0], path)
    if address is None or lift.kind_at(address) != "lb":
        said.report("its frontend is not that of a load balancer")
        return None
    return lift.name_at(address)


def _read_aliases(said: Said, name: str, drawn: Any, field: str) -> list[str]:
    values = said.get(name) or []
    if values == ["*"]:
        return ["*"]
    aliases = [a for a in dict.fromkeys(getattr(drawn, field, ())) if a != "*"]
    names = [value.name for value in values if isinstance(value, Asked)]
    if len(set(names)) != len(values) or len(values) != len(aliases):
        said.report(f"{name} is {values!r}, expected a parameter for each of {aliases!r}")
        return [str(value) for value in values]
    return aliases
