"""WAF policy -> azurerm's policy of application gateways, or that of Front Door."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.web_policy import (
    BOT_VERSIONS,
    BOTS,
    front_door_sku,
    is_front_door,
    policy_name,
    rule_sets,
)
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import GROUP, head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.front_door import FrontDoor
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> WafPolicy | None:
    """Return the policy that a resource of either type says."""
    said = lift.said(resource)
    front = resource.type == "azurerm_cdn_frontdoor_firewall_policy"
    sets = _read_front(lift, said, resource) if front else _read_regional(said)
    mode = said.take("mode") if front else sets.pop("mode")
    return lift.made(
        said,
        WafPolicy,
        **lift.head(said, "waf", region=not front),
        scope="frontDoor" if front else "applicationGateway",
        mode=mode,
        **sets,
    )


def _read_regional(said: Said) -> dict[str, Any]:
    settings, rules = said.lone("policy_settings"), said.lone("managed_rules")
    mode = None
    if settings:
        settings.must("enabled", value=True)
        mode = settings.take("mode")
        settings.done()
    if rules is None:
        return {"mode": mode}
    found = []
    for item in rules.each("managed_rule_set", needed=True):
        found.append((item.take("type"), item.drawn("version")))
        item.done()
    rules.done()
    return {"mode": mode, **_sets(said, found, "applicationGateway")}


def _read_front(lift: Lift, said: Said, resource: TerraformResource) -> dict[str, Any]:
    said.must("enabled", value=True)
    said.must("sku_name", f"{_sku_of_users(lift, resource)}_AzureFrontDoor")
    found = []
    for item in said.each("managed_rule"):
        item.must("action", "Block")
        found.append((item.take("type"), item.drawn("version")))
        item.done()
    sets = _sets(said, found, "frontDoor")
    drawn = lift.drawn_of("waf", resource)
    rich = _sku_of_users(lift, resource) == "Premium"
    offered = drawn is not None and drawn.rule_set == "Microsoft_DefaultRuleSet"
    if rich and offered and "rule_set" not in sets:
        said.report("managed_rule has no rule set")
    return sets


def _sku_of_users(lift: Lift, resource: TerraformResource) -> str:
    users = [
        door.sku
        for _, door in lift.drawn.design.index.of_kind(FrontDoor)
        if door.waf_policy and door.waf_policy == lift.name_at(resource.address)
    ]
    return "Standard" if users and all(sku == "Standard" for sku in users) else "Premium"


def _sets(said: Said, found: list[tuple[Any, Any]], scope: str) -> dict[str, Any]:
    bots = [version for name, version in found if name == BOTS]
    if bots and bots != [BOT_VERSIONS[scope]]:
        said.report(f"the rules against bots have the versions {bots!r}")
    main = [item for item in found if item[0] != BOTS]
    if len(main) > 1 or (not main and scope == "applicationGateway"):
        said.report(f"found the rule sets {main!r}, expected one")
    values = {"rule_set": main[0][0], "rule_set_version": main[0][1]} if main else {}
    return {**values, "bot_protection": "Enabled" if bots else "Disabled"}
