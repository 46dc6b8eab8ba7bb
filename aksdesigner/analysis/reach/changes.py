"""From one state to the next: what an edit touches is made anew, the rest is shared.

News is pushed along the ways in which a row depends on the design: from a route table to the
networks that use it, from a network to the classes of its peers, from a forwarder to the rows that
hop to it; and it stops where a forwarder's results stay what they were. Edits of kinds that are
rare (gateways, sites, clusters, whole networks) are read from scratch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not, itemgetter

from aksdesigner.analysis.facts.wishes import wishes_by_network
from aksdesigner.analysis.reach.contents import Content
from aksdesigner.analysis.reach.forwarders import Machines
from aksdesigner.analysis.reach.links import (
    Links,
    Pair,
    clashes_after,
    halves_of,
    links_of,
    side_of,
    spaces_after,
)
from aksdesigner.analysis.reach.networks import Network
from aksdesigner.analysis.reach.plain import PlainDesign
from aksdesigner.analysis.reach.replanes import Stale, plane_after
from aksdesigner.analysis.reach.state import State, contains
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Topology

# sections whose edits are followed here
MACHINES = ("firewalls", "nvas", "vms", "load_balancers")
TENANTS = (*MACHINES, "private_endpoints")
FOLLOWED = frozenset({"vnets", "peerings", "route_tables", *TENANTS})
# sections that no row is made of; what reads them asks the document itself
QUIET = frozenset(
    {
        "nsgs",
        "asgs",
        "ip_groups",
        "ddos_plans",
        "public_ips",
        "public_ip_prefixes",
        "nat_gateways",
        "private_endpoint_ips",
        "paas_services",
        "private_dns_zones",
        "internet",
    }
)


_KNOWN = FOLLOWED | QUIET
_SECTIONS = tuple(Topology.model_fields)
_contents_of = itemgetter(*_SECTIONS)
Tables = tuple[RouteTable, ...]


@dataclass(slots=True)
class News:
    """What an edit changed, by name."""

    networks: set[str] = field(default_factory=set)  # other resources, or the network itself
    outward: set[str] = field(default_factory=set)  # of those: what peers see of it differs
    linked: set[str] = field(default_factory=set)  # its connected peerings differ
    tables: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)  # holds a next hop that is new


def state_after(state: State, document: Document) -> State | None:
    """Return the state of an edited document, or None: it must be read from scratch."""
    old, new = state.document.topology, document.topology
    changed = _sections(old, new)
    if changed is None or not _is_followed(state, document, changed):
        return None
    news = News()
    later = state.of_document(document, PlainDesign(document))
    if not _follow_networks(state, later, changed, news):
        return None
    if "route_tables" in changed and not _follow_tables(state, later, news):
        return None
    if "peerings" in changed or news.outward:
        _follow_links(state, later, news, moved="peerings" in changed)
    if news.networks:
        if 6 not in state.planes and any(_has_ipv6(later, name) for name in news.networks):
            return None
        _cut(later, news.networks)
    if news.networks or news.linked or not changed.isdisjoint(TENANTS):
        later.taken = {}
    dropped = _drop(state, later, news)
    later.planes = {
        version: plane_after(later, plane, dropped, pruned=bool(news.networks))
        for version, plane in state.planes.items()
    }
    return later


def _sections(old: Topology, new: Topology) -> set[str] | None:
    """Return the sections that differ, or None where things without a kind do."""
    if old is new:
        return set()
    known = new.sections_since(old)
    if known is not None:
        return known
    if old.model_extra != new.model_extra:
        return None
    others = map(is_not, _contents_of(old.__dict__), _contents_of(new.__dict__))
    return {name for name in compress(_SECTIONS, others) if new.moved_since(old, name) != []}


def _is_followed(state: State, document: Document, changed: set[str]) -> bool:
    if not changed <= _KNOWN or not state.is_plain or state.is_worn:
        return False
    before, after = state.document.settings, document.settings
    return before is after or before.peering_mode == after.peering_mode


# --- networks and who lives in them


def _follow_networks(state: State, later: State, changed: set[str], news: News) -> bool:
    """Replace the networks that differ; False where there are other networks than before."""
    fresh: dict[str, VirtualNetwork] = {}
    if "vnets" in changed and not _follow_sources(state, later, fresh):
        return False
    topology = later.document.topology
    tenants = changed.intersection(TENANTS)
    derived = topology.aks_clusters or topology.dns_resolvers  # their addresses follow subnets
    if tenants or (fresh and derived):
        later.wishes = wishes_by_network(later.design)
        for name in later.wishes.keys() | state.wishes.keys():
            if name in state.networks and later.wishes.get(name) != state.wishes.get(name):
                fresh.setdefault(name, state.networks[name].source)
    if changed.intersection(MACHINES):
        later.machines = Machines(topology, state.machines)
        for name in later.machines.networks_unlike(state.machines):
            if name in state.networks:
                fresh.setdefault(name, state.networks[name].source)
    if fresh:
        later.networks = dict(state.networks)
        for name, source in fresh.items():
            wishes = later.wishes.get(name, ())
            later.networks[name] = Network(source, wishes, state.private_links)
        news.networks.update(fresh)
        news.outward.update(name for name in fresh if _is_seen(state, later, name))
    return True


def _follow_sources(state: State, later: State, fresh: dict[str, VirtualNetwork]) -> bool:
    moved = later.document.topology.moved_since(state.document.topology, "vnets")
    if moved is None or any(before.name != after.name for before, after in moved):
        return False
    fresh.update((after.name, after) for _, after in moved)
    return True


def _is_seen(state: State, later: State, name: str) -> bool:
    """Return whether peers may route differently because of what changed in a network."""
    before, after = state.networks[name], later.networks[name]
    if before.spaces != after.spaces or before.endpoints != after.endpoints:
        return True
    return state.alone.get(name, True)  # it may hold forwarders


# --- route tables


def _follow_tables(state: State, later: State, news: News) -> bool:
    """Replace the route tables that differ; False for prefixes of an IP version without rows."""
    old, new = state.document.topology, later.document.topology
    tables = _same_names(state, old, new)
    if tables is None:
        tables = _other_names(old.route_tables, new.route_tables)
        names = {table.name for table in new.route_tables}
        later.own_names = len(names) == len(new.route_tables)
    news.tables.update(tables)
    changes = {
        name: None if table is None else later.contents.of(table) for name, table in tables.items()
    }
    later.by_table = state.by_table.changed(changes)
    contents = [content for content in changes.values() if content is not None]
    if any(content.routes[6] for content in contents) and 6 not in state.planes:
        return False
    _add_hops(state, later, contents, news)
    return True


def _same_names(state: State, old: Topology, new: Topology) -> dict[str, RouteTable | None] | None:
    """Return the tables that differ, or None where not only routes do, or two have one name."""
    moved = new.moved_since(old, "route_tables")
    if moved is None or not state.own_names:
        return None
    if any(before.name != after.name for before, after in moved):
        return None
    return {after.name: after for _, after in moved}


def _other_names(old: Tables, new: Tables) -> dict[str, RouteTable | None]:
    """Return the tables that differ, by name, None for one that is gone; the first of a name counts."""
    before = {table.name: table for table in reversed(old)}
    after = {table.name: table for table in reversed(new)}
    return {
        name: after.get(name)
        for name in after.keys() | before.keys()
        if after.get(name) is not before.get(name)
    }


def _add_hops(state: State, later: State, contents: Iterable[Content], news: News) -> None:
    """Note next hop addresses that no table had before, and the networks that hold them."""
    fresh = {
        (version, value)
        for content in contents
        for version, value in content.hops
        if not contains(state.hops[version], value)
    }
    if not fresh:
        return
    later.hops = {
        version: sorted([*state.hops[version], *(v for kind, v in fresh if kind == version)])
        for version in (4, 6)
    }
    for name, network in later.networks.items():
        if any(network.holds(version, value) for version, value in fresh):
            news.alone.add(name)


# --- peerings


def _follow_links(state: State, later: State, news: News, *, moved: bool) -> None:
    """Replace the connected peerings that differ."""
    respaced = [
        name for name in news.outward if state.networks[name].spaces != later.networks[name].spaces
    ]
    if respaced:
        later.spaces = spaces_after(state.spaces, state.networks, later.networks, respaced)
        later.clashes = clashes_after(state.clashes, later.spaces, later.networks, respaced)
    halves = halves_of(later.document.topology.peerings) if moved else state.links.halves
    if state.clashes or later.clashes:
        later.links = links_of(halves, later.clashes, strict=later.strict)
        before, after = state.links.sides, later.links.sides
        news.linked.update(
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        )
        return
    if not moved:
        return
    old = state.links.halves
    pairs = [pair for pair in halves if old.get(pair) is not halves[pair]]
    pairs += [pair for pair in old if pair not in halves]
    sides = dict(state.links.sides)
    for owner, remotes in _remotes(pairs).items():
        rest = [side for side in state.links.of(owner) if side.peer not in remotes]
        found = (side_of(halves, owner, remote, strict=later.strict) for remote in remotes)
        sides[owner] = frozenset([*rest, *(side for side in found if side is not None)])
        if sides[owner] != state.links.of(owner):
            news.linked.add(owner)
    later.links = Links(sides, halves)


def _remotes(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Return for each network the others whose peering with it has a changed half."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _cut(later: State, names: Iterable[str]) -> None:
    """Give the prefixes of some networks boundaries before any row is painted or asked."""
    for name in names:
        network = later.networks[name]
        for version, plane in later.planes.items():
            plane.atoms.cut(network.spaces[version])
            plane.atoms.cut(e.prefix for e in network.endpoints if e.version == version)


# --- which classes are to be asked for again


def _drop(state: State, later: State, news: News) -> Stale:
    """Forget what is kept about all that changed; return what is to be classed again."""
    touched = news.networks | news.linked | news.alone
    if touched:  # else both states may go on filling in the same answers
        later.alone = {name: a for name, a in state.alone.items() if name not in touched}
        later.uses = {name: use for name, use in state.uses.items() if name not in news.linked}
    if news.outward:
        later.peers = {
            sides: peers
            for sides, peers in state.peers.items()
            if news.outward.isdisjoint(peers.names)
        }
        for name in news.outward:
            touched |= state.links.names(name) | later.links.names(name)
    _note_users(state, later, news)
    contexts = [
        (name, table)
        for name in touched
        if name in later.networks
        for table in later.networks[name].tables
    ]
    contexts += [
        (name, table)
        for table in news.tables
        for name in later.table_users.get(table, ())
        if table in later.networks[name].tables
    ]
    networks = touched.union([name for name, _ in contexts])
    later.contexts = state.contexts.changed(dict.fromkeys(networks))
    return Stale(contexts, networks)


def _note_users(state: State, later: State, news: News) -> None:
    """Keep the reverse index from route tables to networks in step."""
    for name in news.networks:
        more = set(later.networks[name].tables).difference(state.networks[name].tables)
        if more:
            later.users = dict(later.table_users)
            for table in more:
                if table is not None:
                    later.users[table] = (*later.users.get(table, ()), name)


def _has_ipv6(later: State, name: str) -> bool:
    network = later.networks[name]
    return bool(network.spaces[6]) or any(e.version == 6 for e in network.endpoints)
