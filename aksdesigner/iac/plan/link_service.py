"""A private link service: its frontend and who may use it, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.plan.subscription import asked_subscription
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_link_service import PrivateLinkService

FRONTENDS = "Microsoft.Network/loadBalancers/frontendIPConfigurations"
EVERYBODY = "*"


def asked_frontend(draft: Draft, key: Key, service: PrivateLinkService) -> Expression | None:
    """Return the frontend to fill in; None where the load balancer is made by the program."""
    name = service.load_balancer
    if name and not draft.design.is_existing(key_of("lb", name)):
        return None
    about = f" of load balancer {name}" if name else ""
    return draft.ask(
        f"{service.name} frontend id",
        f"Resource id of the frontend{about} that private link service {service.name} offers.",
        example=resource_id(FRONTENDS),
        resource=key,
        stands_for=key_of("lb", name) if name else "",
    )


def subscriptions_of(draft: Draft, aliases: tuple[str, ...]) -> list[Expression]:
    """Return subscription ids: a design holds aliases only, so that their ids are filled in."""
    if EVERYBODY in aliases:
        return [Text(EVERYBODY)]
    return [asked_subscription(draft, alias) for alias in dict.fromkeys(aliases)]


def approved_of(draft: Draft, key: Key, service: PrivateLinkService) -> list[Expression]:
    """Return who is approved at once; Azure takes only ids there, and only visible ones."""
    named = tuple(alias for alias in service.auto_approval if alias != EVERYBODY)
    if len(named) < len(service.auto_approval):
        reason = "azurerm and the portal take subscriptions only, not everybody"
        draft.omit(key, "auto_approval", reason, EVERYBODY)
    return subscriptions_of(draft, named)
