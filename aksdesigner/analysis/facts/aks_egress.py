"""What the firewall on a pool's way out allows of that which AKS needs (azure-rules C.4)."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.dns_servers import Asker, reached
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.firewall_rules import (
    collections_of,
    policy_chain,
    rule_on,
    unreadable,
)
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import Packet
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.rule_words import holds, name_matches, port_in
from aksdesigner.analysis.facts.service_tags import ANYWHERE
from aksdesigner.analysis.facts.snat import OUTSIDE
from aksdesigner.analysis.facts.zones import api_server_name
from aksdesigner.azure.aks import required_names
from aksdesigner.model.address import Address, AddressError, Cidr
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import FirewallRule

HTTPS = 443
ISOLATED = ("none", "block")


def _cluster(facts: Facts, pool: Key) -> AksCluster | None:
    return facts.index.get(AksCluster, split_key(pool)[1].partition("/")[0])


@kept
def firewall_of(facts: Facts, pool: Key) -> Firewall | None:
    """Return the Azure Firewall on the way of a pool's pods to the Internet, or None."""
    cluster, _, name = split_key(pool)[1].partition("/")
    try:
        trace = facts.trace(f"pod:{cluster}/{name}", OUTSIDE, mode="routing")
    except QueryError:
        return None
    tokens = [hop.token for hop in trace.forward]
    for token in tokens if "internet" in tokens else ():
        found = facts.index.at(token) if token.startswith("fw:") else None
        if isinstance(found, Firewall):
            return found
    return None


@kept
def missing_names(facts: Facts, pool: Key) -> tuple[str, ...]:
    """Return the names that AKS needs and the firewall's policy denies; empty where unknown.

    A shorthand allows everything; isolated clusters need none.
    """
    cluster, firewall = _cluster(facts, pool), firewall_of(facts, pool)
    node = facts.places.first(pool, "node")
    if cluster is None or firewall is None or node is None or not _is_judged(facts, firewall):
        return ()
    if cluster.isolated or cluster.outbound_type in ISOLATED:
        return ()
    names = list(required_names())
    if not cluster.private and not cluster.api_server_vnet_integration:
        names.append(api_server_name(facts, cluster))
    return tuple(name for name in names if _is_denied(facts, firewall, node, name))


def _is_judged(facts: Facts, firewall: Firewall) -> bool:
    return firewall.policy is not None and unreadable(facts, firewall) is None


def _is_denied(facts: Facts, firewall: Firewall, node: Place, name: str) -> bool:
    packet = Packet(node.address, ANYWHERE, HTTPS, "tcp")
    asked = name.replace("*", "region", 1)  # a pattern stands for any name that fits it
    ruling = rule_on(facts, firewall, packet, asked)
    return ruling.access == "Deny" and ruling.unclear is None


@kept
def denied_servers(facts: Facts, pool: Key) -> tuple[tuple[Address, str], ...]:
    """Return the DNS servers of a pool's network that a firewall keeps it from, with protocols."""
    cluster, node = _cluster(facts, pool), facts.places.first(pool, "node")
    if cluster is None or cluster.vnet is None or node is None:
        return ()
    found = []
    for server in facts.vnet(vnet_key(cluster.vnet)).dns_servers:
        denied = [
            protocol.upper()
            for protocol in ("udp", "tcp")
            if reached(facts, Asker(node.token, node), server, protocol).reason == "firewall_deny"
        ]
        if denied:
            found.append((server, " and ".join(denied)))
    return tuple(found)


@kept
def allows_api_address(facts: Facts, pool: Key) -> bool:
    """Return whether a network rule may let pods call a public API server by its address.

    The address is Azure's and not in the design: a tag of Azure, any public prefix or the API
    server's name may hold it.
    """
    cluster, firewall = _cluster(facts, pool), firewall_of(facts, pool)
    node = facts.places.first(pool, "node")
    if cluster is None or firewall is None or node is None or not _is_judged(facts, firewall):
        return True
    if cluster.private or cluster.api_server_vnet_integration or cluster.isolated:
        return True
    name = api_server_name(facts, cluster)
    return any(_may_hold_api(rule, node, name) for rule in _network_rules(facts, firewall))


def _network_rules(facts: Facts, firewall: Firewall) -> Iterator[FirewallRule]:
    for policy in policy_chain(facts, firewall.policy or ""):
        for _, collection in collections_of(policy, "network"):
            if collection.action == "Allow":
                yield from collection.rules


def _may_hold_api(rule: FirewallRule, node: Place, name: str) -> bool:
    protocols = {word.casefold() for word in rule.protocols} or {"any"}
    if not protocols & {"tcp", "any"} or not any(port_in(port, HTTPS) for port in rule.ports):
        return False
    from_here = [holds(text, node.address) for text in rule.sources]
    if not rule.source_ip_groups and not any(found is not False for found in from_here):
        return False
    if rule.destination_ip_groups or any(name_matches(text, name) for text in rule.fqdns):
        return True
    tags = (*rule.service_tags, *rule.destinations)
    return any(_may_be_azure(text) for text in tags)


def _may_be_azure(text: str) -> bool:
    plain = text.strip()
    if plain in ("*", "Internet") or plain.casefold().startswith("azurecloud"):
        return True
    try:
        block = Cidr.parse(plain if "/" in plain else f"{plain}/32")
    except AddressError:
        return False
    return block.is_default or is_routable(block.first)
