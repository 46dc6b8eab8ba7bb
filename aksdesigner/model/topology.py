"""Topology: what exists, in the order of the file, with look-ups by key and by identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from itertools import chain
from operator import is_
from typing import Any, TypeVar

from pydantic import PrivateAttr

from aksdesigner.model.fields import field
from aksdesigner.model.ids import Key, Uid, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.application_security_group import ApplicationSecurityGroup
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.ddos_plan import DdosPlan
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.ip_group import IpGroup
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.platform_service import PlatformService, PublicResource
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import EndpointReservation, PrivateEndpoint
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix
from aksdesigner.model.kinds.route_server import RouteServer
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.kinds.virtual_wan import VirtualWan
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.replacement import Replacement, Section, moved_things, sections_between

R = TypeVar("R", bound=Resource)


T = TypeVar("T")
Reader = Callable[[Section], T]  # always the same function for the same thing


class Topology(Part):
    """Everything that exists; section names and order are those of the file."""

    vnets: tuple[VirtualNetwork, ...] = field("Virtual networks", default=())
    peerings: tuple[Peering, ...] = field("Peerings", default=())
    route_tables: tuple[RouteTable, ...] = field("Route tables", default=())
    nsgs: tuple[NetworkSecurityGroup, ...] = field("Security groups", default=())
    asgs: tuple[ApplicationSecurityGroup, ...] = field("Application security groups", default=())
    ip_groups: tuple[IpGroup, ...] = field("IP groups", default=())
    firewall_policies: tuple[FirewallPolicy, ...] = field("Firewall policies", default=())
    firewalls: tuple[Firewall, ...] = field("Azure Firewalls", default=())
    nvas: tuple[NetworkVirtualAppliance, ...] = field("Appliances", default=())
    ddos_plans: tuple[DdosPlan, ...] = field("DDoS plans", default=())
    public_ip_prefixes: tuple[PublicIpPrefix, ...] = field("Public IP prefixes", default=())
    public_ips: tuple[PublicIp, ...] = field("Public IP addresses", default=())
    nat_gateways: tuple[NatGateway, ...] = field("NAT gateways", default=())
    express_route_circuits: tuple[ExpressRouteCircuit, ...] = field(
        "ExpressRoute circuits", default=()
    )
    gateways: tuple[NetworkGateway, ...] = field("Network gateways", default=())
    route_servers: tuple[RouteServer, ...] = field("Route servers", default=())
    on_prem: tuple[OnPremises, ...] = field("On-premises sites", default=())
    virtual_wans: tuple[VirtualWan, ...] = field("Virtual WANs", default=())
    virtual_hubs: tuple[VirtualHub, ...] = field("Virtual hubs", default=())
    aks_clusters: tuple[AksCluster, ...] = field("AKS clusters", default=())
    load_balancers: tuple[LoadBalancer, ...] = field("Load balancers", default=())
    waf_policies: tuple[WafPolicy, ...] = field("WAF policies", default=())
    application_gateways: tuple[ApplicationGateway, ...] = field("Application gateways", default=())
    application_gateways_for_containers: tuple[ApplicationGatewayForContainers, ...] = field(
        "Application gateways for containers", default=()
    )
    front_doors: tuple[FrontDoor, ...] = field("Front Doors", default=())
    bastions: tuple[Bastion, ...] = field("Bastions", default=())
    vms: tuple[VirtualMachine, ...] = field("Virtual machines", default=())
    private_link_services: tuple[PrivateLinkService, ...] = field(
        "Private link services", default=()
    )
    private_endpoints: tuple[PrivateEndpoint, ...] = field("Private endpoints", default=())
    private_endpoint_ips: tuple[EndpointReservation, ...] = field(
        "Reserved endpoint addresses", default=()
    )
    paas_services: tuple[PlatformService, ...] = field("Platform services", default=())
    private_dns_zones: tuple[PrivateDnsZone, ...] = field("Private DNS zones", default=())
    dns_resolvers: tuple[DnsResolver, ...] = field("DNS resolvers", default=())
    dns_rulesets: tuple[DnsRuleset, ...] = field("DNS rulesets", default=())
    public_resources: tuple[PublicResource, ...] = field("Public resources", default=())
    internet: tuple[Internet, ...] = field("Internet", default=())

    # the index of what this is a copy of, until it needs its own
    _index_before: Index | None = PrivateAttr(default=None)
    _mark: object = PrivateAttr(default_factory=object)  # this one, for what is made of it
    _replacement: Replacement | None = PrivateAttr(default=None)
    _readings: dict[tuple[str, Reader[Any]], tuple[Section, Any]] = PrivateAttr(
        default_factory=dict
    )

    @cached_property
    def index(self) -> Index:
        """Look-ups over this topology, built once (a topology never changes)."""
        before, self._index_before = self._index_before, None
        return Index.of(self, before)

    def reading(self, section: str, read: Reader[T]) -> T:
        """Return what `read` makes of a section alone; made once while the section stays the same.

        Copies keep it: an edit leaves most sections as they are.
        """
        things: Section = getattr(self, section)
        kept = self._readings.get((section, read))
        if kept is not None and is_same(kept[0], things):
            found: T = kept[1]
            return found
        made = read(things)
        self._readings[section, read] = (things, made)
        return made

    def with_replaced(self, section: str, old: Part, new: Part) -> Topology:
        """Return a copy with a thing of a section in the place of another, found by identity.

        Raises ValueError when the section does not hold it.
        """
        things: Section = getattr(self, section)
        at = next((place for place, thing in enumerate(things) if thing is old), None)
        if at is None:
            raise ValueError(f"{section} does not hold what is to be replaced")
        after = (*things[:at], new, *things[at + 1 :])
        copied = self.model_copy(update={section: after})
        copied._replacement = Replacement(self._mark, section, things, after, old, new)
        return copied

    def sections_since(self, earlier: Topology) -> set[str] | None:
        """Return the sections in which this and an earlier topology differ.

        None where it is not known from how they were made.
        """
        return sections_between(earlier._mark, self._mark, earlier._replacement, self._replacement)

    def moved_since(self, earlier: Topology, section: str) -> list[tuple[Any, Any]] | None:
        """Return the things of a section that are others than in an earlier topology.

        Each stands as (thing before, thing now), compared by identity; None where there are more or
        fewer than before.
        """
        before, after = earlier.__dict__[section], self.__dict__[section]
        if before is after:
            return []
        return moved_things(before, after, earlier._replacement, self._replacement)

    def __copy__(self) -> Topology:
        """Copy without the index: it describes the original, and a copy is made to differ.

        The copy's own index is made from that one, which most of its entries can be taken from.
        """
        copied = super().__copy__()
        copied._index_before = self.__dict__.get("index") or self._index_before
        copied._readings = dict(self._readings)
        copied._replacement, copied._mark = None, object()
        return copied


def is_same(before: Section, after: Section) -> bool:
    """Return whether a section holds the very same things; a validated copy is another tuple."""
    return before is after or (len(before) == len(after) and all(map(is_, before, after)))


@dataclass(frozen=True)
class Entry:
    """One resource in its place: its key, and the key of the resource that holds it in the file.

    `parent` is the network of a subnet and the cluster of a pool, else None.
    """

    key: Key
    resource: Resource
    parent: Key | None = None


@dataclass(frozen=True)
class _Section:
    """The items of a section, the entries of each, and all of them in a row."""

    items: tuple[Part, ...]
    groups: tuple[tuple[Entry, ...], ...]
    entries: tuple[Entry, ...]


def _section_of(items: tuple[Part, ...], known: _Section | None) -> _Section:
    if known is not None and known.items is items:
        return known
    lent = (
        {id(item): group for item, group in zip(known.items, known.groups, strict=True)}
        if known
        else {}
    )
    groups = tuple(
        group if (group := lent.get(id(item))) is not None else tuple(entries_in(item))
        for item in items
    )
    return _Section(items, groups, tuple(chain.from_iterable(groups)))


def _patched(
    before: Index, entries: tuple[Entry, ...]
) -> tuple[dict[Key, Entry], dict[Uid, Entry]] | None:
    """Return the look-ups of an index with some entries replaced one for one, else None."""
    if len(before.by_key) != len(entries) or len(before.entries) != len(entries):
        return None
    pairs = [(a, b) for a, b in zip(before.entries, entries, strict=True) if a is not b]
    if any(a.key != b.key or a.resource.uid != b.resource.uid for a, b in pairs):
        return None
    by_key, by_uid = dict(before.by_key), dict(before.by_uid)
    for _, entry in pairs:
        by_key[entry.key] = by_uid[entry.resource.uid] = entry
    return by_key, by_uid


@dataclass(frozen=True)
class Index:
    """Look-ups by key and by uid. Where a key occurs twice the first resource wins."""

    entries: tuple[Entry, ...]
    by_key: dict[Key, Entry]
    by_uid: dict[Uid, Entry]
    sections: dict[str, _Section] = dataclass_field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, topology: Topology, before: Index | None = None) -> Index:
        """Build the look-ups of a topology; those of an earlier one lend what they share."""
        known = before.sections if before else {}
        sections = {
            name: _section_of(getattr(topology, name), known.get(name))
            for name in Topology.model_fields
        }
        entries = tuple(chain.from_iterable(section.entries for section in sections.values()))
        patched = _patched(before, entries) if before else None
        if patched is not None:
            return cls(entries, *patched, sections)
        by_key = {entry.key: entry for entry in entries}
        if len(by_key) != len(entries):
            by_key = {}
            for entry in entries:
                by_key.setdefault(entry.key, entry)
        return cls(entries, by_key, {e.resource.uid: e for e in entries}, sections)

    def get(self, kind: type[R], name: str | None) -> R | None:
        """Return the resource of a kind with a qualified name, or None.

        Qualified: ``vnet/subnet`` for subnets, ``cluster/pool`` for pools, else the plain name.
        """
        if name is None:
            return None
        entry = self.by_key.get(key_of(kind.kind, name))
        return entry.resource if entry and isinstance(entry.resource, kind) else None

    def at(self, key: Key) -> Resource | None:
        """Return the resource with a key, or None."""
        entry = self.by_key.get(key)
        return entry.resource if entry else None

    def key(self, resource: Resource) -> Key:
        """Return the key of a resource of this topology. Raises KeyError for a stranger."""
        return self.by_uid[resource.uid].key

    def of_kind(self, kind: type[R]) -> Iterator[tuple[Key, R]]:
        """Yield (key, resource) of one kind, in file order."""
        known = self.notes.get(kind)
        if known is None:
            known = self.notes[kind] = tuple(
                (entry.key, entry.resource)
                for entry in self.entries
                if isinstance(entry.resource, kind)
            )
        yield from known

    @cached_property
    def notes(self) -> dict[Any, Any]:
        """What was worked out from this index once, under a key of whoever did."""
        return {}


def entries_of(topology: Topology) -> Iterator[Entry]:
    """Yield every resource with its key, in file order, containers before their contents."""
    for name in Topology.model_fields:
        for item in getattr(topology, name):
            yield from entries_in(item)


def entries_in(item: Part) -> Iterator[Entry]:
    """Yield an item of a section with its key, then what it contains; nothing for no resource."""
    if not isinstance(item, Resource):
        return
    key = key_of(item.kind, item.name)  # type: ignore[attr-defined]
    yield Entry(key, item)
    if isinstance(item, VirtualNetwork):
        for subnet in item.subnets:
            yield Entry(_inner(item.name, subnet), subnet, key)
    elif isinstance(item, AksCluster):
        for pool in item.pools:
            yield Entry(_inner(item.name, pool), pool, key)


def _inner(owner: str, item: Subnet | NodePool) -> Key:
    return key_of(item.kind, f"{owner}/{item.name}")
