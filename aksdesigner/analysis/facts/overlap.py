"""The overlap matrix: every pair of ranges that share addresses, and how bad it is (A.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import network_names, prefixes_of
from aksdesigner.analysis.facts.ranges import (
    OwnedRange,
    directly_peered,
    onprem_ranges,
    peered_names,
    pod_ranges,
    registry_ranges,
    reserved_ranges,
    service_ranges,
    subnet_ranges,
    vnet_ranges,
)
from aksdesigner.analysis.results import Overlap, Severity
from aksdesigner.model.address import BITS
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


@kept
def overlaps_of(facts: Facts) -> tuple[Overlap, ...]:
    """Return the overlap matrix, by row (O1 ... O16), then in the order of the file."""
    found = [*_networks(facts)]
    for cluster in facts.topology.aks_clusters:
        found.extend(_cluster(facts, cluster))
    found.extend(_shared_pod_ranges(facts))
    unique = {(o.rule, frozenset(o.sides)): o for o in reversed(found)}
    kept_rows = sorted(reversed(unique.values()), key=lambda o: int(o.rule[1:]))
    return tuple(kept_rows)


def _row(rule: str, a: OwnedRange, b: OwnedRange, severity: Severity) -> Overlap | None:
    shared = a.cidr.intersection(b.cidr)
    if shared is None:
        return None
    keys = tuple(dict.fromkeys(side.key for side in (a, b) if side.key is not None))
    return Overlap(rule, (a.text, b.text), shared, severity, keys)


def _rows(
    rule: str, many: Iterable[OwnedRange], others: Iterable[OwnedRange], severity: Severity
) -> Iterator[Overlap]:
    listed = tuple(others)
    for a in many:
        for b in listed:
            row = _row(rule, a, b, severity)
            if row:
                yield row


def clashing(ranges: Sequence[OwnedRange]) -> list[tuple[OwnedRange, OwnedRange]]:
    """Return the pairs that share addresses, in the order given.

    Prefixes nest or are disjoint, so one walk in address order with a stack of the blocks around
    the present one finds every pair.
    """
    blocks: list[tuple[int, int, int, int]] = []
    for index, owned in enumerate(ranges):
        cidr = owned.cidr
        shift = BITS[cidr.version] - cidr.length
        first = cidr.value >> shift << shift
        blocks.append((cidr.version, first, cidr.length, index))
    blocks.sort()
    around: list[tuple[int, int, int]] = []  # version, end, index
    pairs: list[tuple[int, int]] = []
    for version, first, length, index in blocks:
        while around and (around[-1][0] != version or around[-1][1] <= first):
            around.pop()
        for _, _, outer in around:
            pairs.append((outer, index) if outer < index else (index, outer))
        around.append((version, first + (1 << BITS[version] - length), index))
    return [(ranges[a], ranges[b]) for a, b in sorted(pairs)]


def _networks(facts: Facts) -> Iterator[Overlap]:
    names = network_names(facts)
    for name in names:
        yield from _subnets(facts, name)
    spaces = [space for name in names for space in _spaces(facts, name)]
    for a, b in clashing(spaces):
        if a.key != b.key:
            rule, severity = _network_pair(facts, a, b)
            yield from _rows(rule, (a,), (b,), severity)
    for name in names:
        yield from _with_sites(facts, name)


@kept
def _subnets(facts: Facts, vnet: str) -> tuple[Overlap, ...]:
    """O1: subnets of one network."""
    found = facts.index.get(VirtualNetwork, vnet)
    pairs = clashing(subnet_ranges(found)) if found else ()
    rows = (_row("O1", a, b, "error") for a, b in pairs if a.key != b.key)
    return tuple(row for row in rows if row is not None)


@kept
def _spaces(facts: Facts, vnet: str) -> tuple[OwnedRange, ...]:
    key = key_of("vnet", vnet)
    return tuple(OwnedRange.of(f"vnet {vnet}", p, key) for p in prefixes_of(facts, key))


@kept
def _with_sites(facts: Facts, vnet: str) -> tuple[Overlap, ...]:
    """O4: a network and the sites it learns about."""
    rows = (
        _row("O4", space, site, _graded(space, site))
        for space in _spaces(facts, vnet)
        for site in onprem_ranges(facts, vnet)
    )
    return tuple(row for row in rows if row is not None)


def _network_pair(facts: Facts, a: OwnedRange, b: OwnedRange) -> tuple[str, Severity]:
    names = [str(side.key).partition(":")[2] for side in (a, b)]
    peered = peered_names(facts)
    if names[1] in peered[names[0]]:
        return "O2", "error"
    if peered[names[0]] & peered[names[1]]:
        return "O3", "error"
    return "O5", "info"


def _graded(azure: OwnedRange, outside: OwnedRange) -> Severity:
    """A summary route proves no collision; an equal or longer prefix does (O4, O9, O13)."""
    return "warning" if outside.cidr.strictly_contains(azure.cidr.network) else "error"


def _cluster(facts: Facts, cluster: AksCluster) -> Iterator[Overlap]:
    kept_by_aks = [OwnedRange.of("AKS reserved", cidr) for cidr in reserved_ranges()]
    services, pods = service_ranges(cluster), pod_ranges(cluster)
    yield from _rows("O6", services, kept_by_aks, "error")
    yield from _rows("O10", services, pods, "error")
    yield from _rows("O11", pods, kept_by_aks, "error")
    vnet = facts.index.get(VirtualNetwork, cluster.vnet)
    if vnet is not None:
        yield from _rows("O7", services, subnet_ranges(vnet), "error")
        yield from _service_in_network(services, vnet)
        yield from _rows("O12", pods, vnet_ranges(vnet), "error")
        yield from _connected(facts, vnet, services, "O9")
        yield from _connected(facts, vnet, pods, "O13")
    yield from _declared(facts, cluster, vnet, (*services, *pods))


def _service_in_network(services: Iterable[OwnedRange], vnet: VirtualNetwork) -> Iterator[Overlap]:
    """O8: the service range touches the address space where no subnet is yet."""
    subnets = subnet_ranges(vnet)
    for service in services:
        for space in vnet_ranges(vnet):
            shared = service.cidr.intersection(space.cidr)
            if shared and not any(shared.overlaps(subnet.cidr) for subnet in subnets):
                yield from _rows("O8", (service,), (space,), "warning")


def _connected(
    facts: Facts, vnet: VirtualNetwork, ranges: Iterable[OwnedRange], rule: str
) -> Iterator[Overlap]:
    peers = [r for peer in directly_peered(facts, vnet.name) for r in vnet_ranges(peer)]
    for own in ranges:
        yield from _rows(rule, (own,), peers, "error")
        for site in onprem_ranges(facts, vnet.name):
            yield from _rows(rule, (own,), (site,), _graded(own, site))


def _declared(
    facts: Facts,
    cluster: AksCluster,
    vnet: VirtualNetwork | None,
    ranges: Sequence[OwnedRange],
) -> Iterator[Overlap]:
    """O16: an enterprise range that is not connected yet; connected ones have rows of their own."""
    known: list[OwnedRange] = []
    if vnet is not None:
        known.extend(vnet_ranges(vnet))
        known.extend(onprem_ranges(facts, vnet.name))
        for peer in directly_peered(facts, vnet.name):
            known.extend(vnet_ranges(peer))
    for entry, owner in registry_ranges(facts):
        is_connected = any(side.cidr.overlaps(entry.cidr) for side in known)
        if owner != cluster.name and not is_connected:
            yield from _rows("O16", ranges, (entry,), "warning")


def _shared_pod_ranges(facts: Facts) -> Iterator[Overlap]:
    """O14: kubenet and own plugins route pod ranges in the network; overlay does not."""
    routed = [c for c in facts.topology.aks_clusters if c.cni_mode in ("kubenet", "byo")]
    for index, first in enumerate(routed):
        for second in routed[index + 1 :]:
            if first.vnet is not None and first.vnet == second.vnet:
                yield from _rows("O14", pod_ranges(first), pod_ranges(second), "warning")


@kept
def rows_by_owner(facts: Facts, rule: str) -> dict[Key, tuple[Overlap, ...]]:
    """Return the rows of one rule of the matrix under the resource that is named first."""
    found: dict[Key, list[Overlap]] = {}
    for overlap in overlaps_of(facts):
        if overlap.rule == rule and overlap.keys:
            found.setdefault(overlap.keys[0], []).append(overlap)
    return {key: tuple(rows) for key, rows in found.items()}


def worst_of(rows: Iterable[Overlap]) -> Severity:
    """Return ``error`` if any row is one, else ``warning``."""
    return "error" if any(row.severity == "error" for row in rows) else "warning"


def evidence_of(rows: Iterable[Overlap]) -> list[dict[str, str]]:
    """Return rows as JSON data."""
    return [
        {"rule": r.rule, "a": r.sides[0], "b": r.sides[1], "intersect": str(r.intersect)}
        for r in rows
    ]
