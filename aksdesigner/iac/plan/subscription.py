"""Ids of subscriptions, which a design knows by their aliases only."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Parameter
from aksdesigner.iac.placeholders import NOBODY
from aksdesigner.model.ids import key_of


def asked_subscription(draft: Draft, alias: str) -> Parameter:
    """Return the id of a subscription, which whoever deploys fills in."""
    return draft.ask(
        f"subscription {alias}",
        f"Id of the subscription that the design calls {alias}.",
        example=NOBODY,
        stands_for=key_of("subscription", alias),
    )
