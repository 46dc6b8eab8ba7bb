"""DNS forwarding ruleset (Microsoft.Network/dnsForwardingRulesets)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address
from aksdesigner.model.fields import Bool, DnsResolverRef, VnetRef, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class ForwardingRule(Part):
    """Names under a suffix are asked at other servers; the longest suffix wins."""

    singular: ClassVar[dict[str, str]] = {"targets": "target"}

    suffix: str = field("Suffix", "For example corp.example. or a dot for all.", required=True)
    targets: tuple[Address, ...] = field("Targets", default=())
    enabled: Bool = field("Enabled", default=True)


class DnsRuleset(AzureResource):
    """Forwarding rules for the networks that are linked to it."""

    kind: ClassVar[str] = "ruleset"
    title: ClassVar[str] = "DNS forwarding ruleset"
    section: ClassVar[str] = "dnsRulesets"
    singular: ClassVar[dict[str, str]] = {"outbound": "resolver"}

    outbound: tuple[DnsResolverRef, ...] = field(
        "Resolvers", "Whose outbound endpoints forward.", default=(), group="Endpoints"
    )
    links: tuple[VnetRef, ...] = field("Linked networks", default=(), group="Links")
    rules: tuple[ForwardingRule, ...] = field("Rules", default=(), group="Rules")
