"""Whether a program of Bicep or ARM creates things in an order that Azure takes.

Azure refuses what names something that is not there yet, changes some parents one step at a time,
and lets nodes of a cluster start only when their way out and their names work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.iac.read.values import Called, Identity, Mixed, Runtime
from aksdesigner.model.address import AddressError, Cidr

NETWORKS = NETWORK + "virtualNetworks"
SUBNETS = NETWORKS + "/subnets"
PEERINGS = NETWORKS + "/virtualNetworkPeerings"
GATEWAYS = NETWORK + "virtualNetworkGateways"
FIREWALLS = NETWORK + "azureFirewalls"
POLICIES = NETWORK + "firewallPolicies"
GROUPS = POLICIES + "/ruleCollectionGroups"
HUBS = NETWORK + "virtualHubs"
PLACES = HUBS + "/ipConfigurations"
PEERS = HUBS + "/bgpConnections"
JOINED = (HUBS + "/hubVirtualNetworkConnections", HUBS + "/routingIntent")
LINKS = NETWORK + "privateDnsZones/virtualNetworkLinks"
CLUSTERS = "Microsoft.ContainerService/managedClusters"
ROLES = "Microsoft.Authorization/roleAssignments"
# children that Azure changes one at a time within what holds them
ONE_AT_A_TIME = ((SUBNETS,), (GROUPS,), JOINED, (PEERS,))
FIRST_ADDRESS = 4  # Azure keeps the first four of a subnet; a firewall has the next

Pairs = Iterator[tuple[ReadResource, ReadResource]]


def out_of_order(program: Program) -> Iterator[Strange]:
    """Yield what does not wait for something that has to be there first."""
    created = _Created(program)
    order = program.order
    doubled = created.doubled()
    for reason, rule in RULES:
        told = set()
        for later, first in rule(created):
            pair = (later.identity, first.identity)
            waits = order.is_after(*pair) or (rule in EITHER and order.is_after(*pair[::-1]))
            if not waits and pair not in told and doubled.isdisjoint(_with_holders(pair)):
                told.add(pair)
                other = f"{first.type} {'/'.join(map(str, first.identity.names))}"
                message = f"it does not wait for {other}, {reason}"
                yield Strange(f"{later.place} {later.type} {later.name}", message)


class _Created:
    """What a program creates, by id and by type."""

    def __init__(self, program: Program) -> None:
        self.all = [r for r in program.resources if not r.existing]
        self._by_id = {r.identity: r for r in self.all}

    def of(self, kind: str) -> list[ReadResource]:
        return [r for r in self.all if r.type == kind]

    def at(self, identity: Any) -> ReadResource | None:
        """Return what has an id, or what holds the part of a resource that has it."""
        found = None
        while isinstance(identity, Identity) and identity.names and found is None:
            found = self._by_id.get(identity)
            above = identity.type.rpartition("/")[0]
            identity = replace(identity, type=above, names=identity.names[:-1])
        return found

    def doubled(self) -> set[Identity]:
        """Return what is created twice, which readers tell: no order is right for it."""
        times = Counter(r.identity for r in self.all)
        return {identity for identity, number in times.items() if number > 1}

    def inside(self, kind: str, of: Identity) -> list[ReadResource]:
        return [r for r in self.of(kind) if holder(r.identity) == of]


def holder(identity: Identity) -> Identity:
    """Return what a child stands in."""
    above = identity.type.rpartition("/")[0]
    return replace(identity, type=above, names=identity.names[:-1])


def _with_holders(identities: Iterable[Identity]) -> Iterator[Identity]:
    for identity in identities:
        yield identity
        if len(identity.names) > 1:
            yield from _with_holders((holder(identity),))


def ids_in(value: Any) -> Iterator[Identity]:
    """Yield every resource that a value names."""
    if isinstance(value, Identity):
        yield value
    elif isinstance(value, Runtime):
        yield value.of
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from ids_in(key)
            yield from ids_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from ids_in(item)
    elif isinstance(value, Mixed):
        yield from ids_in(value.pieces)
    elif isinstance(value, Called):
        yield from ids_in(value.arguments)


def _get(value: Any, *path: str | int) -> Any:
    for name in path:
        if isinstance(name, int):
            value = value[name] if isinstance(value, list) and len(value) > name else None
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _named(created: _Created) -> Pairs:
    for item in created.all:
        above = [holder(item.identity)] if len(item.identity.names) > 1 else []
        scope = [item.scope] if item.scope else []
        for identity in (*above, *scope, *ids_in(item.name), *ids_in(item.body)):
            first = created.at(identity)
            if first is not None and first is not item:
                yield item, first


def _siblings(created: _Created) -> Pairs:
    """Yield the pairs that stand in no order at all, so that both may run at once."""
    for kinds in ONE_AT_A_TIME:
        by_holder: dict[Identity, list[ReadResource]] = {}
        for kind in kinds:
            for item in created.of(kind):
                by_holder.setdefault(holder(item.identity), []).append(item)
        for items in by_holder.values():
            yield from combinations(items, 2)


def _gateways(created: _Created) -> Pairs:
    by_subnet: dict[Any, list[ReadResource]] = {}
    for gateway in created.of(GATEWAYS):
        subnet = _subnet_of(gateway)
        if subnet is not None:
            by_subnet.setdefault(subnet, []).append(gateway)
    for items in by_subnet.values():
        yield from combinations(items, 2)


def _subnet_of(item: ReadResource) -> Identity | None:
    first = _get(item.body, "properties", "ipConfigurations", 0)
    subnet = _get(first, "properties", "subnet", "id")
    return subnet if isinstance(subnet, Identity) and subnet.type == SUBNETS else None


def _peerings(created: _Created) -> Pairs:
    """A half comes after the subnets of its network, and after the gateways that it is about."""
    for half in created.of(PEERINGS):
        own = holder(half.identity)
        properties = half.body.get("properties")
        remote = _get(properties, "remoteVirtualNetwork", "id")
        for subnet in created.inside(SUBNETS, own):
            yield half, subnet
        places = [own] if _get(properties, "allowGatewayTransit") is True else []
        if _get(properties, "useRemoteGateways") is True:
            places.append(remote)
            for other in created.inside(PEERINGS, remote) if isinstance(remote, Identity) else ():
                said = other.body.get("properties")
                uses = _get(said, "useRemoteGateways") is True
                if _get(said, "remoteVirtualNetwork", "id") == own and not uses:
                    yield half, other
        for gateway in created.of(GATEWAYS):
            place = _subnet_of(gateway)
            if place is not None and holder(place) in places:
                yield half, gateway


def _hubs(created: _Created) -> Pairs:
    """A hub is whole before others are joined to it: its firewall, a route server's place."""
    for server in created.of(PLACES):
        for peer in created.inside(PEERS, holder(server.identity)):
            yield peer, server
    for firewall in created.of(FIREWALLS):
        hub = _get(firewall.body, "properties", "virtualHub", "id")
        if isinstance(hub, Identity):
            for kind in JOINED:
                yield from ((item, firewall) for item in created.inside(kind, hub))


def _policies(created: _Created) -> Pairs:
    """A firewall comes after all rules of its policy, and of the policies above that one."""
    for firewall in created.of(FIREWALLS):
        policy = _get(firewall.body, "properties", "firewallPolicy", "id")
        seen: set[Identity] = set()
        while isinstance(policy, Identity) and policy not in seen:
            seen.add(policy)
            for group in created.inside(GROUPS, policy):
                yield firewall, group
            found = created.at(policy)
            policy = _get(found.body if found else None, "properties", "basePolicy", "id")


def _origins(created: _Created) -> Pairs:
    for route in created.of("Microsoft.Cdn/profiles/afdEndpoints/routes"):
        group = _get(route.body, "properties", "originGroup", "id")
        if isinstance(group, Identity):
            for origin in created.inside("Microsoft.Cdn/profiles/originGroups/origins", group):
                yield route, origin


def _roles(created: _Created) -> Pairs:
    """A cluster with an identity of its own comes after what that one may do."""
    for cluster in created.of(CLUSTERS):
        given = _get(cluster.body, "identity", "userAssignedIdentities")
        identities = set(ids_in(given))
        for role in created.of(ROLES):
            principal = _get(role.body, "properties", "principalId")
            if isinstance(principal, Runtime) and principal.of in identities:
                yield cluster, role


def _links(created: _Created) -> Pairs:
    for cluster in created.of(CLUSTERS):
        zone = _get(cluster.body, "properties", "apiServerAccessProfile", "privateDNSZone")
        if isinstance(zone, Identity):
            for link in created.inside(LINKS, zone):
                yield cluster, link


def _ways_out(created: _Created) -> Pairs:
    """With routes of its own, a cluster comes after the peerings and the firewall on its way."""
    for cluster in created.of(CLUSTERS):
        properties = cluster.body.get("properties")
        if _get(properties, "networkProfile", "outboundType") != "userDefinedRouting":
            continue
        profiles = _get(properties, "agentPoolProfiles")
        subnets = [i for i in ids_in(profiles) if i.type == SUBNETS]
        networks = [holder(subnet) for subnet in subnets]
        for half in created.of(PEERINGS):
            ends = (
                holder(half.identity),
                _get(half.body, "properties", "remoteVirtualNetwork", "id"),
            )
            if any(network in ends for network in networks):
                yield cluster, half
        hops = {hop for subnet in subnets for hop in _next_hops(created, subnet)}
        for firewall in created.of(FIREWALLS):
            if {firewall.identity, _address(created, firewall)} & hops:
                yield cluster, firewall


def _next_hops(created: _Created, subnet: Identity) -> Iterator[Any]:
    """Yield the appliances of the default routes of a subnet: addresses, or firewalls."""
    found = created.at(subnet)
    table = created.at(_get(found.body if found else None, "properties", "routeTable", "id"))
    routes = _get(table.body if table else None, "properties", "routes")
    for route in routes if isinstance(routes, list) else ():
        said = _get(route, "properties")
        if _get(said, "addressPrefix") == "0.0.0.0/0":
            hop = _get(said, "nextHopIpAddress")
            hop = hop.of if isinstance(hop, Runtime) else hop
            if isinstance(hop, (str, Identity)):
                yield hop


def _address(created: _Created, firewall: ReadResource) -> str:
    subnet = created.at(_subnet_of(firewall))
    prefix = _get(subnet.body if subnet else None, "properties", "addressPrefixes", 0)
    if not isinstance(prefix, str):
        return ""  # asked for
    try:
        return str(Cidr.parse(prefix).network.first + FIRST_ADDRESS)
    except AddressError:  # which is told of the subnet
        return ""


# why the later one has to wait, and which pairs (later, first) there are
RULES: tuple[tuple[str, Callable[[_Created], Pairs]], ...] = (
    ("which it names", _named),
    ("while Azure changes what holds both one step at a time", _siblings),
    ("while Azure makes one gateway of a subnet at a time", _gateways),
    ("a subnet of its network or a gateway that it is about", _peerings),
    ("what its hub has first", _hubs),
    ("the rules of its policy", _policies),
    ("an origin that it sends to", _origins),
    ("what its identity may do", _roles),
    ("by which it finds its server", _links),
    ("on the way out of its nodes", _ways_out),
)
# either of the two may be the first
EITHER = (_siblings, _gateways)
