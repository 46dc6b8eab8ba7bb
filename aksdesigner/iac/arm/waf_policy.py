"""WAF policy -> the policy of application gateways, or that of Front Door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, tags
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.web_policy import (
    BOT_VERSIONS,
    BOTS,
    front_door_sku,
    is_front_door,
    policy_name,
    rule_sets,
)
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.front_door import FrontDoor
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


FRONT_DOOR = NETWORK + "FrontDoorWebApplicationFirewallPolicies"
GATEWAYS = NETWORK + "ApplicationGatewayWebApplicationFirewallPolicies"


def from_arm(lift: Lift) -> Iterator[WafPolicy]:
    """Yield the policies of both scopes."""
    for item in lift.of_type(GATEWAYS):
        head = lift.head(item, "waf")
        properties = head.said.inner("properties")
        settings = properties.inner("policySettings")
        settings.must("state", "Enabled")
        fields = {**head.fields, "scope": "applicationGateway", "mode": settings.take("mode")}
        fields.update(_read_sets(properties.inner("managedRules"), "applicationGateway", None))
        for said in (settings, properties, head.said):
            said.done()
        yield made(head.said, WafPolicy, **fields)
    for item in lift.of_type(FRONT_DOOR):
        head = lift.head(item, "waf", place="Global")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        settings = properties.inner("policySettings")
        settings.must("enabledState", "Enabled")
        fields = {**head.fields, "scope": "frontDoor", "mode": settings.take("mode")}
        rules = properties.maybe("managedRules")
        kind = sku.take("name")
        drawn = lift.design.index.get(WafPolicy, fields["name"])
        if rules is not None:
            fields.update(_read_sets(rules, "frontDoor", drawn))
        elif kind != "Standard_AzureFrontDoor" and (
            drawn is None or drawn.rule_set == FRONT_DOOR_SET
        ):
            properties.report("managedRules is missing")
        users = [
            f.sku
            for _, f in lift.design.index.of_kind(FrontDoor)
            if drawn and f.waf_policy == drawn.name
        ]
        wanted = "Standard" if users and set(users) == {"Standard"} else "Premium"
        if kind != f"{wanted}_AzureFrontDoor":
            sku.report(f"name is {kind!r}, expected that of its Front Doors, {wanted}")
        for said in (settings, sku, properties, head.said):
            said.done()
        yield made(head.said, WafPolicy, **fields)


FRONT_DOOR_SET = "Microsoft_DefaultRuleSet"


def _read_sets(said: Said, scope: str, drawn: WafPolicy | None) -> dict[str, Any]:
    fields: dict[str, Any] = {"bot_protection": "Disabled"}
    for item in said.each("managedRuleSets", needed=True):
        kind, version = item.take("ruleSetType"), item.take("ruleSetVersion")
        if kind == BOTS:
            fields["bot_protection"] = "Enabled"
            if version != BOT_VERSIONS[scope]:
                item.report(f"ruleSetVersion is {version!r}, expected {BOT_VERSIONS[scope]!r}")
        else:
            fields["rule_set"] = kind
            if not isinstance(version, Asked):
                fields["rule_set_version"] = version
            if scope == "frontDoor":
                item.must("ruleSetAction", "Block")
        item.done()
    if "rule_set" not in fields and (drawn is None or drawn.rule_set == FRONT_DOOR_SET):
        said.report("it has no managed rule set")
    said.done()
    return fields
