"""What a name stands for, asked inside a network or a site (azure-rules E.2).

The question is followed through custom servers, resolvers, rulesets, DNS proxies and forwarders,
told step by step. What nobody declared makes the answer notComputed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.dns_servers import (
    Asker,
    Server,
    dns_client,
    reached,
    site_server,
)
from aksdesigner.analysis.facts.firewall_rules import has_dns_proxy, policy_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import spoken
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.service_tags import ANYWHERE, service_tag
from aksdesigner.analysis.facts.zones import (
    endpoints_of,
    linked_zone,
    private_name,
    public_api_name,
    record,
)
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset, ForwardingRule
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

PROBE = "probe.invalid"  # a name that no zone holds (RFC 6761)
Answer = Literal["public", "private", "nxdomain", "dns_unreachable", "notComputed"]


@dataclass(frozen=True)
class Resolution:
    """The answer to a name. `tag` is the service behind a public answer without a known address.

    `context` is the network whose zones answered; `chain` the names from alias to alias, `steps`
    one sentence for each question asked. `connection` is dropped where the answer is of no use;
    `reason` then says why.
    """

    answer: Answer
    ip: Address | None = None
    zone: str | None = None
    context: Key | None = None
    chain: tuple[str, ...] = ()
    connection: str | None = None
    reason: str | None = None
    tag: ServiceTag = ANYWHERE
    steps: tuple[str, ...] = ()


@kept
def resolve(design: Design, vnet: Key | None, fqdn: str, client: Place | None = None) -> Resolution:
    """Resolve a name inside a network; None asks the public DNS of the Internet.

    `client` is who asks, where that matters to reach the servers; absent: the network's first host.
    """
    question = _Question(design, _folded(fqdn))
    if vnet is None:
        return question.told(question.public(None))
    return question.told(question.of_network(vnet, client))


@kept
def resolve_at_site(design: Design, site: str, fqdn: str) -> Resolution:
    """Resolve a name on-premises: by the conditional forwarders of the site's first server."""
    question = _Question(design, _folded(fqdn))
    declared = site_server(design, site, None)
    if declared is None:
        text = f"{site} declares no DNS server, so who answers there is unknown."
        return question.told(question.unknown("unknown_value", text))
    return question.told(question.of_site(site, declared.ip))


@kept
def azure_context(design: Design, vnet: Key) -> Key | None:
    """Return the network in which Azure's DNS answers every name that a network asks, or None.

    None: nobody can be asked, or who answers depends on the name (rulesets, forwarders of a site).
    """
    question = _Question(design, PROBE)
    found = question.of_network(vnet, None)
    is_fixed = found.answer == "public" and not question.by_name
    return found.context if is_fixed else None


@kept
def azure_answer(design: Design, context: Key, fqdn: str) -> Resolution:
    """Return what Azure's DNS in a network answers, whatever servers the network itself asks."""
    question = _Question(design, _folded(fqdn))
    return question.told(question.azure(context))


def _folded(fqdn: str) -> str:
    return fqdn.casefold().strip().rstrip(".")


def matches(name: str, suffix: str) -> bool:
    """Return whether a folded name is under a suffix; a dot alone holds every name."""
    plain = suffix.casefold().strip(".")
    return not plain or name == plain or name.endswith(f".{plain}")


class _Question:
    """One name on its way from server to server."""

    def __init__(self, design: Design, name: str) -> None:
        self.design = design
        self.name = name
        self.steps: list[str] = []
        self.asked: set[str] = set()
        self.by_name = False  # whether somebody on the way looks at the name before he forwards

    def told(self, found: Resolution) -> Resolution:
        return replace(found, steps=tuple(self.steps))

    def unknown(self, reason: str, text: str) -> Resolution:
        self.steps.append(text)
        return Resolution("notComputed", chain=(self.name,), reason=reason)

    def unreachable(self, text: str, reason: str = "dns_unreachable") -> Resolution:
        self.steps.append(text)
        return Resolution(
            "dns_unreachable", None, chain=(self.name,), connection="dropped", reason=reason
        )

    def of_network(self, vnet: Key, client: Place | None) -> Resolution:
        """Ask as a host of a network does: its custom servers, else Azure's own DNS."""
        network = self.design.index.at(vnet)
        servers = network.dns_servers if isinstance(network, VirtualNetwork) else ()
        if not servers:
            self.steps.append(f"{label_of(vnet)} asks Azure's own DNS.")
            return self.azure(vnet)
        place = client or dns_client(self.design, vnet)
        if place is None:
            return self.unknown("unknown_value", f"Nobody in {label_of(vnet)} has an address yet.")
        return self.servers(Asker(place.token, place), label_of(vnet), servers)

    def servers(self, asker: Asker, label: str, servers: tuple[Address, ...]) -> Resolution:
        """Ask servers in order; the first that can be reached answers (E.2 step 1)."""
        for server in servers:
            found = reached(self.design, asker, server)
            if found.kind == "unknown":
                text = f"{label} asks {server}: {found.text}"
                return self.unknown(found.reason or "unknown_value", text)
            if found.kind != "unreachable":
                return self.at(found, label, server)
            self.steps.append(f"{label} asks {server} and does not reach it. {found.text}")
        return self.unreachable(f"No DNS server of {label} can be reached.")

    def at(self, found: Server, label: str, server: Address) -> Resolution:
        """Be at a server that was reached."""
        place = found.place
        if found.kind == "azure" and place is not None:
            where = label_of(place.vnet)
            self.steps.append(f"{label} asks {server}: Azure's own DNS, in {where}.")
            return self.azure(place.vnet)
        if found.kind == "public":
            self.steps.append(f"{label} asks {server}, an open resolver of the Internet.")
            return self.public(None)
        if found.kind == "site":
            self.steps.append(f"{label} asks {server}, a server of {found.site}.")
            return self.of_site(found.site or "", server)
        assert place is not None
        self.steps.append(f"{label} asks {server}: {spoken(place.token)}.")
        return self.of_place(place)

    def of_place(self, place: Place) -> Resolution:
        """Ask a resource of the design."""
        token = f"{place.token}@{place.address}"
        if token in self.asked:
            text = f"{spoken(place.token)} was asked before: the forwarding is a loop."
            return self.unreachable(text[:1].upper() + text[1:], "dns_loop")
        self.asked.add(token)
        found = self.design.index.at(place.key or "")
        if isinstance(found, DnsResolver) and place.kind == "resolver":
            text = (
                f"The inbound endpoint of {found.name} answers as Azure's DNS in {found.vnet} does."
            )
            self.steps.append(text)
            return self.azure(place.vnet)
        if isinstance(found, Firewall):
            return self.of_firewall(found, place)
        if isinstance(found, VirtualMachine):
            return self.of_machine(found, place)
        text = f"What {spoken(place.token)} answers is not said in the design."
        return self.unknown("unknown_value", text)

    def of_firewall(self, firewall: Firewall, place: Place) -> Resolution:
        """Ask the DNS proxy of a firewall."""
        if not has_dns_proxy(self.design, firewall):
            text = f"{firewall.name} has its DNS proxy off and answers no names."
            return self.unreachable(text)
        policy = policy_of(self.design, firewall)
        servers = firewall.dns_servers or (policy.dns_servers if policy else ())
        if not servers:
            text = f"The DNS proxy of {firewall.name} asks Azure's own DNS in {firewall.vnet}."
            self.steps.append(text)
            return self.azure(place.vnet)
        return self.servers(Asker(place.token, place), firewall.name, servers)

    def of_machine(self, machine: VirtualMachine, place: Place) -> Resolution:
        """Ask a DNS machine, which hands the question to its forwarders."""
        if machine.purpose != "dns" and not machine.dns_forwarders:
            text = f"{machine.name} is no DNS machine as far as the design says."
            return self.unknown("unknown_value", text)
        if not machine.dns_forwarders:
            text = f"{machine.name} forwards to Azure's own DNS in {machine.vnet}."
            self.steps.append(text)
            return self.azure(place.vnet)
        return self.servers(Asker(place.token, place), machine.name, machine.dns_forwarders)

    def of_site(self, site: str, server: Address) -> Resolution:
        """Ask a server on-premises: its conditional forwarders, else public DNS."""
        token = f"{site}@{server}"
        if token in self.asked:
            return self.unreachable(
                f"{server} was asked before: the forwarding is a loop.", "dns_loop"
            )
        self.asked.add(token)
        self.by_name = True
        declared = site_server(self.design, site, server)
        if declared is None:
            text = f"{site} does not declare a DNS server {server}."
            return self.unknown("unknown_value", text)
        rules = [rule for rule in declared.forwards if matches(self.name, rule.suffix)]
        if not rules:
            self.steps.append(f"{server} has no forwarder for {self.name} and asks public DNS.")
            return self.public(None)
        rule = max(rules, key=lambda one: len(one.suffix.strip(".")))
        self.steps.append(f"{server} forwards {rule.suffix} to {rule.to}.")
        asker = Asker(f"onprem:{site}", None, site, server)
        return self.servers(asker, str(server), (rule.to,))

    def azure(self, vnet: Key) -> Resolution:
        """Ask Azure's own DNS in a network: zones, then rulesets, then public DNS (E.2 step 3)."""
        token = f"azure@{vnet}"
        if token in self.asked:
            text = f"Azure's DNS in {label_of(vnet)} was asked before: the forwarding is a loop."
            return self.unreachable(text, "dns_loop")
        self.asked.add(token)
        network = self.design.index.at(vnet)
        if isinstance(network, VirtualNetwork) and network.external:
            text = f"Of {network.name} nothing is known but the name, so its zones are unknown."
            return self.unknown("external_owner", text)
        target = private_name(self.design, self.name)
        chain = (self.name, target) if target else (self.name,)
        found = self.from_zones(vnet, chain)
        if found is not None:
            return found
        rule = self.forwarding(vnet, chain)
        if rule is not None:
            return self.forwarded(vnet, *rule)
        return self.public(vnet)

    def from_zones(self, vnet: Key, chain: tuple[str, ...]) -> Resolution | None:
        """Return what the linked zones say, the public name first, or None: none holds it."""
        for name in chain:
            if name != self.name:
                self.steps.append(
                    f"{self.name} is an alias of {name}: it has an approved private endpoint."
                )
            zone = linked_zone(self.design, vnet, name)
            if zone is None:
                continue
            ip = record(zone, name)
            where = f"Zone {zone.name} is linked to {label_of(vnet)}"
            if ip is not None:
                self.steps.append(f"{where} and has the record: {ip}.")
                return Resolution("private", ip, zone.name, vnet, chain)
            if not zone.links[vnet]:
                self.steps.append(f"{where} and has no record of {name}: NXDOMAIN.")
                return Resolution("nxdomain", None, zone.name, vnet, chain, "dropped", "nxdomain")
            self.steps.append(
                f"{where} without a record of {name}; NxDomainRedirect asks public DNS."
            )
            if name == chain[-1]:
                return self.public(vnet)
        return None

    def forwarding(
        self, vnet: Key, chain: tuple[str, ...]
    ) -> tuple[DnsRuleset, ForwardingRule] | None:
        """Return the rule with the longest suffix of the rulesets linked to a network, or None."""
        linked = [
            ruleset
            for ruleset in self.design.topology.dns_rulesets
            if vnet in {vnet_key(link) for link in ruleset.links}
        ]
        self.by_name = self.by_name or bool(linked)
        found = [
            (ruleset, rule)
            for ruleset in linked
            for rule in ruleset.rules
            if rule.enabled and any(matches(name, rule.suffix) for name in chain)
        ]
        return max(found, key=lambda pair: len(pair[1].suffix.strip(".")), default=None)

    def forwarded(self, vnet: Key, ruleset: DnsRuleset, rule: ForwardingRule) -> Resolution:
        """Follow a rule of a ruleset out of its outbound endpoint."""
        places = [
            place
            for name in ruleset.outbound
            for place in places_of(self.design).of(key_of("resolver", name), "resolverOut")
        ]
        self.steps.append(
            f"Ruleset {ruleset.name} is linked to {label_of(vnet)}: it forwards {rule.suffix}."
        )
        if not places:
            text = f"No outbound endpoint of {ruleset.name} is drawn."
            return self.unknown("unknown_value", text)
        if not rule.targets:
            return self.unknown("unknown_value", f"Rule {rule.suffix} names no target yet.")
        label = f"The outbound endpoint of {places[0].token.partition(':')[2]}"
        return self.servers(Asker(places[0].token, places[0]), label, rule.targets)

    def public(self, context: Key | None) -> Resolution:
        """Answer as public DNS does."""
        target = private_name(self.design, self.name)
        chain = (self.name, target) if target else (self.name,)
        api = _public_api(self.design, self.name)
        if api is not None:
            self.steps.append(f"Public DNS knows {self.name} with its private address {api}.")
            return Resolution("private", api, None, context, chain)
        host = _public_host(self.design, self.name)
        service, closed = _service(self.design, self.name)
        tag = service_tag(service) if service else ANYWHERE
        address = f" {host}" if host else ""
        self.steps.append(f"Public DNS answers with the public address{address}.")
        if not closed:
            return Resolution("public", host, None, context, chain, tag=tag)
        self.steps.append("The resource refuses public traffic: publicNetworkAccess is Disabled.")
        reason = "public_access_disabled"
        return Resolution("public", host, None, context, chain, "dropped", reason, tag)


def _public_api(design: Design, name: str) -> Address | None:
    """Return the private address that the public name of a private API server gives (C.4)."""
    for cluster in design.topology.aks_clusters:
        if cluster.private and public_api_name(design, cluster) == name:
            place = places_of(design).first(key_of("aks", cluster.name), "api")
            return place.address if place else None
    return None


def _public_host(design: Design, name: str) -> Address | None:
    for net in design.topology.internet:
        for host in net.destinations:
            if host.name.casefold() == name:
                return host.ip
    return None


def _service(design: Design, name: str) -> tuple[PlatformService | None, bool]:
    """Return the service of a public name, and whether its public access is off.

    Where several have the name, the first by its own name speaks, and one that is closed closes it.
    """
    endpoints = endpoints_of(design, name)
    closed = any(endpoint.public_network_access == "Disabled" for endpoint in endpoints)
    targets = {endpoint.target for endpoint in endpoints}
    found = [
        service
        for service in design.topology.paas_services
        if (service.fqdn or "").casefold() == name or service.name in targets
    ]
    closed = closed or any(service.public_network_access == "Disabled" for service in found)
    return min(found, key=lambda service: service.name, default=None), closed
