"""WAF policies: which resource one is, and to what it can be attached, for every dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.azure.waf_rule_sets import rule_set_versions
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Text
from aksdesigner.iac.omissions import GLOBAL
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.waf_policy import WafPolicy

BOTS = "Microsoft_BotManagerRuleSet"
BOT_VERSIONS = {"applicationGateway": "1.0", "frontDoor": "1.1"}


@dataclass(frozen=True)
class RuleSet:
    """A managed rule set with its version."""

    type: str
    version: Expression


def is_front_door(policy: WafPolicy) -> bool:
    """Return whether a policy is one of Front Door, which is another resource of Azure."""
    return policy.scope == "frontDoor"


def rule_sets(draft: Draft, key: Key, policy: WafPolicy) -> tuple[RuleSet, ...]:
    """Return the managed rule sets, and report what the place of the policy does not offer."""
    if is_front_door(policy) and policy.region:
        draft.omit(key, "region", GLOBAL)
    if is_front_door(policy) and front_door_sku(draft, policy) == "Standard":
        reason = "only the Premium SKU of Front Door has managed rules"
        for name in ("rule_set", "rule_set_version", "bot_protection"):
            draft.omit(key, name, reason)
        return ()
    out = []
    if not is_front_door(policy) or policy.rule_set == "Microsoft_DefaultRuleSet":
        out.append(RuleSet(policy.rule_set, _version(draft, key, policy)))
    else:
        for name in ("rule_set", "rule_set_version"):
            draft.omit(key, name, f"Front Door does not offer {policy.rule_set}")
    if policy.bot_protection == "Enabled":
        out.append(RuleSet(BOTS, Text(BOT_VERSIONS[policy.scope])))
    return tuple(out)


def _version(draft: Draft, key: Key, policy: WafPolicy) -> Expression:
    """Return the drawn version of the rule set; one that Azure does not offer is asked for."""
    offered = rule_set_versions(policy.scope, policy.rule_set)
    if policy.rule_set_version in offered:
        return Text(policy.rule_set_version)
    reason = f"Azure offers {', '.join(offered)} of {policy.rule_set}: it is asked for"
    draft.omit(key, "rule_set_version", reason)
    return draft.ask(
        f"{policy.name} rule set version",
        f"Version of {policy.rule_set} of WAF policy {policy.name}, for example {offered[0]}.",
        example=offered[0],
        choices=offered,
        resource=key,
    )


def front_door_sku(draft: Draft, policy: WafPolicy) -> str:
    """Return the SKU of the Front Doors that use a policy; without any, the one with rules."""
    users = [f for _, f in draft.design.index.of_kind(FrontDoor) if f.waf_policy == policy.name]
    return "Standard" if users and all(f.sku == "Standard" for f in users) else "Premium"


def policy_name(draft: Draft, key: Key, policy: WafPolicy) -> str:
    """Return a name that Azure takes: letters and digits at Front Door."""
    name, made = real_name(policy), written_policy_name(policy)
    if made != name:
        draft.omit(
            key, "name", f"Front Door does not take {name!r}; it is written as {made!r}", made
        )
    return made


def written_policy_name(policy: WafPolicy) -> str:
    """Return the name that a policy is written under."""
    name = real_name(policy)
    if not is_front_door(policy) or re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,127}", name):
        return name
    return "fdfp" + re.sub(r"[^A-Za-z0-9]+", "", name)[:120]


def attached(draft: Draft, key: Key, name: str | None, scope: str) -> Property | None:
    """Return the id of a policy that a gateway or Front Door names; a wrong scope is reported."""
    policy = draft.design.index.get(WafPolicy, name)
    if policy is None:
        return None
    if policy.scope != scope:
        draft.omit(key, "waf_policy", f"{policy.name} is a policy of the scope {policy.scope}")
        return None
    return draft.id_of(key_of("waf", policy.name))
