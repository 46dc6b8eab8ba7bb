"""Web application firewall policy (of application gateways and of Front Door)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import field
from aksdesigner.model.resource import AzureResource


class WafPolicy(AzureResource):
    """Rules against attacks on web applications."""

    kind: ClassVar[str] = "waf"
    title: ClassVar[str] = "WAF policy"
    section: ClassVar[str] = "wafPolicies"

    scope: Literal["applicationGateway", "frontDoor"] = field(
        "Scope",
        "Where it is attached; the two are different resources.",
        default="applicationGateway",
    )
    mode: Literal["Detection", "Prevention"] = field("Mode", default="Prevention")
    rule_set: Literal["Microsoft_DefaultRuleSet", "OWASP"] = field(
        "Managed rule set", default="Microsoft_DefaultRuleSet"
    )
    rule_set_version: str = field("Rule set version", default="2.1")
    bot_protection: Literal["Enabled", "Disabled"] = field("Bot protection", default="Disabled")
