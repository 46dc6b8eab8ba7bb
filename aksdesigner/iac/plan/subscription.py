"""Ids of subscriptions, which a design knows by their aliases only."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Parameter
from aksdesigner.iac.placeholders import NOBODY
from aksdesigner.iac.value_rules import value_rule
from aksdesigner.model.ids import key_of

# what a program of another team calls the subscription of the main deployment
MAIN_SUBSCRIPTION = "main deployment"
# its resource group, where the design names none
MAIN_GROUP = "main deployment"
ASKED_MAIN_GROUP = "main_resource_group_name"  # the variable for it in a team's own code


def asked_subscription(draft: Draft, alias: str) -> Parameter:
    """Return the id of a subscription, which whoever deploys fills in."""
    about = f"Id of the subscription that the design calls {alias}."
    if alias == MAIN_SUBSCRIPTION:
        about = "Id of the subscription of the main deployment."
    return draft.ask(
        f"subscription {alias}",
        about,
        example=NOBODY,
        rule=value_rule("guid"),
        stands_for=key_of("subscription", alias),
    )
