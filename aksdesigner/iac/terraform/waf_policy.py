"""WAF policy -> azurerm's policy of application gateways, or that of Front Door."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.web_policy import (
    front_door_sku,
    is_front_door,
    policy_name,
    rule_sets,
)
from aksdesigner.iac.terraform.body import GROUP, head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.waf_policy import WafPolicy


def to_azurerm(draft: Draft, key: Key, policy: WafPolicy) -> None:
    """Declare the policy of its scope."""
    if is_front_door(policy):
        _front_door(draft, key, policy)
        return
    sets: list[dict[str, Raw]] = [
        {"type": item.type, "version": item.version} for item in rule_sets(draft, key, policy)
    ]
    draft.declare(
        "azurerm_web_application_firewall_policy",
        key,
        {
            **head(draft, policy, policy_name(draft, key, policy)),
            "tags": tags(policy),
            "policy_settings": blocks({"enabled": True, "mode": policy.mode}),
            "managed_rules": blocks({"managed_rule_set": blocks(*sets)}),
        },
    )


def _front_door(draft: Draft, key: Key, policy: WafPolicy) -> None:
    sets: list[dict[str, Raw]] = [
        {"type": item.type, "version": item.version, "action": "Block"}
        for item in rule_sets(draft, key, policy)
    ]
    draft.declare(
        "azurerm_cdn_frontdoor_firewall_policy",
        key,
        {
            "name": policy_name(draft, key, policy),
            "resource_group_name": GROUP,
            "sku_name": f"{front_door_sku(draft, policy)}_AzureFrontDoor",
            "enabled": True,
            "mode": policy.mode,
            "tags": tags(policy),
            "managed_rule": blocks(*sets) if sets else None,
        },
    )
