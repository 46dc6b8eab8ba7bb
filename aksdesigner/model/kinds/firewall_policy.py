"""Azure Firewall policy (Microsoft.Network/firewallPolicies) and its rule collection groups."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Bool, FirewallPolicyRef, Int, IpGroupRef, field
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name


class FirewallRule(Part):
    """One rule; which fields count depends on the type of its collection.

    network: destinations (prefixes, tags) or fqdns, protocols Tcp, Udp, Icmp, Any, and ports.
    application: fqdns or fqdnTags, protocols such as Https:443. nat: destinations are public
    addresses of the firewall, translatedAddress or translatedFqdn and translatedPort the target.
    """

    singular: ClassVar[dict[str, str]] = {"sources": "source", "destinations": "destination"}

    name: Name = field("Name", required=True)
    sources: tuple[str, ...] = field("Sources", "Prefixes, addresses or *.", default=("*",))
    source_ip_groups: tuple[IpGroupRef, ...] = field("Source IP groups", default=())
    destinations: tuple[str, ...] = field("Destinations", "Prefixes, addresses or *.", default=())
    destination_ip_groups: tuple[IpGroupRef, ...] = field("Destination IP groups", default=())
    service_tags: tuple[str, ...] = field("Service tags", default=())
    fqdns: tuple[str, ...] = field("Names", "For example *.example.com.", default=())
    fqdn_tags: tuple[str, ...] = field(
        "Name tags", "For example AzureKubernetesService.", default=()
    )
    protocols: tuple[str, ...] = field(
        "Protocols", "Tcp, Udp, Icmp, Any; of application rules Http:80, Https:443.", default=()
    )
    ports: tuple[Port, ...] = field("Ports", default=("*",))
    translated_address: Address | None = field("Translated address")
    translated_fqdn: str | None = field("Translated name", advanced=True)
    translated_port: Port | None = field("Translated port")


class RuleCollection(Part):
    """Rules of one type and one action."""

    name: Name = field("Name", required=True)
    priority: Int = field("Priority", required=True, low=100, high=65_000)
    type: Literal["nat", "network", "application"] = field("Type", required=True)
    action: Literal["Allow", "Deny", "Dnat"] = field(
        "Action", "Dnat exactly for the type nat.", default="Allow"
    )
    rules: tuple[FirewallRule, ...] = field("Rules", default=())


class RuleCollectionGroup(Part):
    """Collections that are processed together; the lowest priority number first."""

    name: Name = field("Name", required=True)
    priority: Int = field("Priority", required=True, low=100, high=65_000)
    collections: tuple[RuleCollection, ...] = field("Collections", default=())


class FirewallPolicy(AzureResource):
    """Rules and settings that firewalls share."""

    kind: ClassVar[str] = "fwpol"
    title: ClassVar[str] = "Firewall policy"
    section: ClassVar[str] = "firewallPolicies"

    tier: Literal["Basic", "Standard", "Premium"] = field("Tier", default="Standard")
    parent: FirewallPolicyRef | None = field(
        "Parent policy", "Its rules come first.", group="Rules"
    )
    rule_collection_groups: tuple[RuleCollectionGroup, ...] = field(
        "Rule collection groups", default=(), group="Rules"
    )
    threat_intel: Literal["Alert", "Deny", "Off"] = field("Threat intelligence", default="Alert")
    dns_proxy: Bool = field("DNS proxy", default=False, group="DNS")
    dns_servers: tuple[Address, ...] = field("DNS servers", default=(), group="DNS")
    private_ranges: tuple[Cidr, ...] = field(
        "Private ranges",
        "Network rules translate the source towards anything else; empty means RFC 1918 and 6598.",
        default=(),
        group="Rules",
        advanced=True,
    )
