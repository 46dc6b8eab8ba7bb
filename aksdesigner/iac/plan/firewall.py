"""Rules of an Azure Firewall from the drawing's shorthand, the same for every dialect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aksdesigner.iac.design import Design, first_host, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Joined, Text
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.value_rules import value_rule
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Dnat, Firewall
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

ANY = ("*",)
DNAT_PRIORITY = 100  # before every other collection, as Azure applies it
MANAGEMENT = "AzureFirewallManagementSubnet"


@dataclass(frozen=True)
class FlowRule:
    """One allow rule. `fqdns` and `fqdn_tags` make it an application rule.

    `region_tag` asks for the service tag AzureCloud of the region where the cluster stands; None
    stands for the default region.
    """

    name: str
    protocols: tuple[str, ...]
    sources: tuple[str, ...] = ANY
    destinations: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    fqdns: tuple[str, ...] = ()
    fqdn_tags: tuple[str, ...] = ()
    to_region: bool = False
    region: str | None = None


@dataclass(frozen=True)
class Collection:
    """Rules of one kind with one priority; the lower number comes first."""

    name: str
    kind: Literal["network", "application"]
    priority: int
    rules: tuple[FlowRule, ...]


def collections_of(design: Design, firewall: Firewall) -> tuple[Collection, ...]:
    """Return what the shorthand of a firewall allows (azure-rules C.5 F-01, C.4)."""
    if firewall.rules == "network":
        rule = FlowRule("allow-all", ("Any",), ANY, ANY, ANY)
        return (Collection("allow-network", "network", 200, (rule,)),)
    clusters = clusters_behind(design, firewall)
    found = []
    network = tuple(rule for cluster in clusters for rule in _aks_network(design, cluster))
    if network:
        found.append(Collection("allow-aks-network", "network", 200, network))
    if clusters:
        tags = tuple(
            FlowRule(
                f"{cluster.name}-required",
                ("Http:80", "Https:443"),
                _node_prefixes(design, cluster),
                fqdn_tags=("AzureKubernetesService",),
            )
            for cluster in clusters
        )
        found.append(Collection("allow-aks-application", "application", 300, tags))
    web = FlowRule("allow-web", ("Http:80", "Https:443"), ANY, fqdns=ANY)
    found.append(Collection("allow-application", "application", 400, (web,)))
    return tuple(found)


def clusters_behind(design: Design, firewall: Firewall) -> tuple[AksCluster, ...]:
    """Return the clusters whose subnets of nodes or pods send 0.0.0.0/0 to a firewall."""
    address = address_of(design, firewall)
    clusters = (cluster for _, cluster in design.index.of_kind(AksCluster))
    return tuple(cluster for cluster in clusters if address in _ways_out(design, cluster))


def is_way_out(design: Design, firewall: Firewall, cluster: AksCluster) -> bool:
    """Return whether nodes or pods leave through a firewall, drawn with an address or given one."""
    network = design.index.get(VirtualNetwork, firewall.vnet)
    given = first_host(network, firewall.subnet) if network else None
    return not {address_of(design, firewall), given}.isdisjoint(_ways_out(design, cluster))


def _ways_out(design: Design, cluster: AksCluster) -> set[Address]:
    """Return where the subnets of a cluster with routes of its own send 0.0.0.0/0."""
    if cluster.outbound_type != "userDefinedRouting":
        return set()
    subnets = (design.subnet(vnet, name) for vnet, name in _places(cluster))
    return {hop for s in subnets if s and (hop := design.default_route(s))}


def _places(cluster: AksCluster) -> tuple[tuple[str | None, str], ...]:
    """Return network and name of each subnet that holds nodes, or pods with addresses of it."""
    found = (
        (pool.vnet or cluster.vnet, name)
        for pool in cluster.pools
        for name in (pool.subnet, pool.pod_subnet)
        if name
    )
    return tuple(dict.fromkeys(found))


def address_of(design: Design, firewall: Firewall) -> Address | None:
    """Return a firewall's private address: the drawn one, or the first that Azure gives."""
    network = design.index.get(VirtualNetwork, firewall.vnet)
    return firewall.ip or (first_host(network, firewall.subnet) if network else None)


def _node_prefixes(design: Design, cluster: AksCluster) -> tuple[str, ...]:
    subnets = (design.subnet(vnet, name) for vnet, name in _places(cluster))
    found = tuple(str(p.network) for s in subnets if s for p in s.prefixes if p.version == 4)
    return found or ANY


def _aks_network(design: Design, cluster: AksCluster) -> tuple[FlowRule, ...]:
    sources = _node_prefixes(design, cluster)
    rules = [FlowRule(f"{cluster.name}-time", ("UDP",), sources, ANY, ("123",))]
    if not cluster.private:
        region = design.region_of(cluster)
        for name, protocol, port in (("tunnel-udp", "UDP", "1194"), ("tunnel-tcp", "TCP", "9000")):
            rules.append(
                FlowRule(
                    f"{cluster.name}-{name}",
                    (protocol,),
                    sources,
                    ports=(port,),
                    to_region=True,
                    region=region,
                )
            )
    network = design.index.get(VirtualNetwork, cluster.vnet)
    servers = tuple(str(a) for a in network.dns_servers) if network else ()
    if servers:
        rules.append(FlowRule(f"{cluster.name}-dns", ("UDP", "TCP"), sources, servers, ("53",)))
    return tuple(rules)


# fields of a firewall that stand for a policy of its own
SHORTHAND = ("rules", "private_ranges", "dnat", "dns_proxy", "dns_servers")


def omitted_rules(design: Design, firewall: Firewall) -> list[tuple[str, str, str]]:
    """Return (field, reason, item) of what the shorthand means and a firewall can't say."""
    if firewall.policy:
        reason = f"firewall policy {firewall.policy} says it; the shorthand counts without a policy"
        fields = Firewall.model_fields
        return [(f, reason, "") for f in SHORTHAND if getattr(firewall, f) != fields[f].default]
    out = []
    if firewall.rules == "application":
        out.append(
            ("rules", "application rules carry HTTP and HTTPS; other ports stay closed", "ports")
        )
        if any(not c.private for c in clusters_behind(design, firewall)):
            out.append(
                (
                    "rules",
                    "pods that call a public API server by its address need a rule for TCP 443 "
                    "to it, which is known only after the cluster exists",
                    "API server",
                )
            )
    if firewall.dnat and not firewall.public_ips:
        out.append(("dnat", "a firewall without a public address has nothing to translate", ""))
    return out


def management_subnet(draft: Draft, key: Key, firewall: Firewall) -> Expression:
    """Return the id of the management subnet; one that is not drawn is found by its name, or asked."""
    if firewall.management_subnet:
        return draft.id_of(subnet_key(firewall.vnet, firewall.management_subnet))
    reason = f"not drawn: Azure demands one at the tier Basic, and takes {MANAGEMENT} alone"
    draft.omit(key, "management_subnet", reason)
    return asked_subnet(draft, key, firewall.vnet, MANAGEMENT)


def dns_servers_of(draft: Draft, key: Key, servers: Sequence[Address]) -> tuple[str, ...]:
    """Return the DNS servers of a firewall; IPv6 ones are reported."""
    for server in servers:
        if server.version != 4:
            reason = f"a firewall asks IPv4 servers only, not {server}"
            draft.omit(key, "dns_servers", reason, str(server))
    return tuple(str(server) for server in servers if server.version == 4)


def private_ranges_of(draft: Draft, key: Key, ranges: Sequence[Cidr]) -> tuple[str, ...]:
    """Return the ranges that a firewall does not translate towards; IPv6 ones are reported."""
    for block in ranges:
        if block.version != 4:
            reason = f"a firewall translates IPv4 only: {block} left out"
            draft.omit(key, "private_ranges", reason, str(block))
    return tuple(str(block) for block in ranges if block.version == 4)


def translated_port(rule: Dnat) -> str | None:
    """Return the one port that a DNAT rule leads to, None when the drawing does not say it."""
    port = rule.to_port or rule.port
    return port if port and port.isascii() and port.isdecimal() else None


def region_tag(draft: Draft, rule: FlowRule) -> Expression:
    """Return the service tag AzureCloud of a region."""
    if rule.region:
        return Text(f"AzureCloud.{rule.region}")
    return Joined((Text("AzureCloud."), draft.default_location))


def nat_ports(
    draft: Draft, key: Key, firewall: Firewall, rule: Dnat
) -> tuple[Expression, Expression]:
    """Return the public and the translated port of a DNAT rule, asking for what is not drawn."""
    to_port = translated_port(rule)
    if rule.to_port and not to_port:
        reason = f"rule {rule.name} leads to one port, not {rule.to_port}: it is asked for"
        draft.omit(key, "dnat.to_port", reason, rule.name)
    if to_port and not rule.port:
        reason = f"rule {rule.name} takes one port, Azure has no rule for any: {to_port}"
        draft.omit(key, "dnat.port", reason, rule.name)
    if to_port:
        return Text(rule.port or to_port), Text(to_port)
    asked = draft.ask(
        f"{firewall.name} {rule.name} port",
        f"Port that DNAT rule {rule.name} of firewall {firewall.name} translates to.",
        example="443",
        rule=value_rule("port"),
        resource=key,
    )
    return Text(rule.port) if rule.port else asked, asked


def placed_in(firewall: Firewall) -> Key:
    """Return the key of the subnet that a firewall stands in."""
    return subnet_key(firewall.vnet, firewall.subnet)
