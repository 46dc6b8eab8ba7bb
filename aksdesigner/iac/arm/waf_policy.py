"""WAF policy -> the policy of application gateways, or that of Front Door."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, tags
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.web_policy import (
    BOTS,
    front_door_sku,
    is_front_door,
    policy_name,
    rule_sets,
)
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.waf_policy import WafPolicy


def to_arm(draft: Draft, key: Key, policy: WafPolicy) -> None:
    """Declare the policy of its scope."""
    if is_front_door(policy):
        _front_door(draft, key, policy)
        return
    sets: list[Raw] = [
        {"ruleSetType": item.type, "ruleSetVersion": item.version}
        for item in rule_sets(draft, key, policy)
    ]
    draft.declare(
        versioned(NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies"),
        key,
        {
            **head(draft, policy, policy_name(draft, key, policy)),
            "properties": {
                "policySettings": {"state": "Enabled", "mode": policy.mode},
                "managedRules": {"managedRuleSets": sets},
            },
        },
    )


def _front_door(draft: Draft, key: Key, policy: WafPolicy) -> None:
    sets: list[Raw] = [
        {
            "ruleSetType": item.type,
            "ruleSetVersion": item.version,
            "ruleSetAction": None if item.type == BOTS else "Block",
        }
        for item in rule_sets(draft, key, policy)
    ]
    draft.declare(
        versioned(NETWORK + "FrontDoorWebApplicationFirewallPolicies"),
        key,
        {
            "name": policy_name(draft, key, policy),
            "location": "Global",
            "tags": tags(policy),
            "sku": {"name": f"{front_door_sku(draft, policy)}_AzureFrontDoor"},
            "properties": {
                "policySettings": {"enabledState": "Enabled", "mode": policy.mode},
                "managedRules": {"managedRuleSets": sets} if sets else None,
            },
        },
    )
