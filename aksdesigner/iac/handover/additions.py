"""What a design adds to resources that others deploy: the main program never changes those.

A resource of others is drawn as it will be. What of it names this design's own networks can't have
been there before them, and is what its team has to add; everything else is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.cluster import wanted_grants
from aksdesigner.iac.plan.security_rule import ANY
from aksdesigner.model.address import Address, AddressError, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.route_table import Route, RouteTable
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

T = TypeVar("T")

HALF = "half"
ROLE = "identity"


@dataclass(frozen=True)
class Addition:
    """What is added to one resource of others.

    `owner` is the key of that resource, `drawn` of what says so in the design: the owner itself, a
    peering, or the cluster that needs a role. `field` is the field that the `items` stand in,
    HALF for a peering and ROLE for the roles of a cluster's identity.
    """

    owner: Key
    drawn: Key
    field: str
    items: tuple[Any, ...]


class Ours:
    """What a design deploys itself, asked by name and by address."""

    def __init__(self, design: Design) -> None:
        self.design = design

    def deploys(self, key: Key) -> bool:
        """Return whether a drawn resource is deployed by this design."""
        return self.design.index.at(key) is not None and not self.design.is_existing(key)

    @cached_property
    def spaces(self) -> tuple[Cidr, ...]:
        """The address spaces of the networks that this design deploys."""
        networks = self.design.index.of_kind(VirtualNetwork)
        return tuple(p for key, n in networks if self.deploys(key) for p in n.prefixes)

    def hold(self, place: object) -> bool:
        """Return whether an address or a prefix, parsed or as text, lies in one of the spaces."""
        found = _parsed(place) if isinstance(place, str) else place
        if not isinstance(found, (Address, Cidr)):
            return False
        return any(s.version == found.version and s.contains(found) for s in self.spaces)


def additions_of(design: Design) -> tuple[Addition, ...]:
    """Return everything that others have to add, in the order of the file."""
    ours = Ours(design)
    found: list[Addition] = []
    for entry in design.index.entries:
        finder = FINDERS.get(entry.resource.kind)
        if finder and design.index.at(entry.key) is entry.resource:
            found += [a for a in finder(ours, entry.key, entry.resource) if a.items]
    return tuple(found)


def is_handed_over(design: Design, peering: Peering) -> bool:
    """Return whether a half belongs to a network of others and leads to one of this design."""
    theirs = design.is_existing(key_of("vnet", peering.from_))
    return theirs and Ours(design).deploys(key_of("vnet", peering.to))


def _half(ours: Ours, key: Key, peering: Peering) -> Iterator[Addition]:
    if is_handed_over(ours.design, peering):
        yield Addition(key_of("vnet", peering.from_), key, HALF, (peering,))


def _of_table(ours: Ours, key: Key, table: RouteTable) -> Iterator[Addition]:
    if not ours.deploys(key):
        routes = (r for r in table.routes if _leads_to(ours, r))
        yield Addition(key, key, "routes", _once(routes, lambda r: r.name))


def _leads_to(ours: Ours, route: Route) -> bool:
    return ours.hold(route.prefix) or ours.hold(route.next_hop_ip)


def _of_group(ours: Ours, key: Key, group: NetworkSecurityGroup) -> Iterator[Addition]:
    if not ours.deploys(key):
        rules = (r for r in group.rules if concerns(ours, r) and not is_mixed(r))
        yield Addition(key, key, "rules", _once(rules, lambda r: r.name))


def concerns(ours: Ours, rule: SecurityRule) -> bool:
    """Return whether a rule names addresses of networks that this design deploys."""
    return any(map(ours.hold, (*rule.sources, *rule.destinations)))


def is_mixed(rule: SecurityRule) -> bool:
    """Return whether prefixes stand beside application groups, of which Azure takes one."""
    ends = ((rule.sources, rule.source_asgs), (rule.destinations, rule.destination_asgs))
    return any(groups and prefixes not in ((ANY,), ()) for prefixes, groups in ends)


def _of_zone(ours: Ours, key: Key, zone: PrivateDnsZone) -> Iterator[Addition]:
    if ours.deploys(key):
        return
    links = (link for link in zone.links if ours.deploys(key_of("vnet", link.vnet)))
    yield Addition(key, key, "links", _once(links, lambda link: link.vnet))
    # an endpoint's zone group writes the record of its address itself
    written = {
        str(ip)
        for _, endpoint in ours.design.index.of_kind(PrivateEndpoint)
        if zone.name in endpoint.zone_group
        for ip in endpoint.ips
    }
    records = (
        (name, address)
        for name, address in zone.records.items()
        if ours.hold(address) and str(address) not in written
    )
    yield Addition(key, key, "records", tuple(records))


def _of_ruleset(ours: Ours, key: Key, ruleset: DnsRuleset) -> Iterator[Addition]:
    if ours.deploys(key):
        return
    links = (vnet for vnet in ruleset.links if ours.deploys(key_of("vnet", vnet)))
    yield Addition(key, key, "links", _once(links, lambda vnet: vnet))
    rules = (r for r in ruleset.rules if r.targets and all(map(ours.hold, r.targets)))
    yield Addition(key, key, "rules", tuple(rules))


def _of_hub(ours: Ours, key: Key, hub: VirtualHub) -> Iterator[Addition]:
    if not ours.deploys(key):
        mine = (c for c in hub.connections if ours.deploys(key_of("vnet", c.vnet)))
        yield Addition(key, key, "connections", _once(mine, lambda c: c.vnet))


def _of_cluster(ours: Ours, key: Key, cluster: AksCluster) -> Iterator[Addition]:
    if ours.deploys(key):
        for grant in wanted_grants(ours.design, cluster):
            if ours.design.is_existing(grant.scope):
                yield Addition(grant.scope, key, ROLE, (grant,))


Finder = Callable[[Ours, Key, Any], Iterable[Addition]]

FINDERS: dict[str, Finder] = {
    "peering": _half,
    "rt": _of_table,
    "nsg": _of_group,
    "zone": _of_zone,
    "ruleset": _of_ruleset,
    "vhub": _of_hub,
    "aks": _of_cluster,
}


def _once(items: Iterable[T], name_of: Callable[[T], str]) -> tuple[T, ...]:
    """Return the first of each name, whatever its case: Azure has one of them."""
    kept: dict[str, T] = {}
    for item in items:
        kept.setdefault(name_of(item).casefold(), item)
    return tuple(kept.values())


def _parsed(text: str) -> Address | Cidr | None:
    for kind in (Cidr, Address):
        try:
            found: Address | Cidr = kind.parse(text)
        except AddressError:
            continue
        return found
    return None
