"""Ranges that nothing of a design touches: what a remedy can offer."""

from __future__ import annotations

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import site_prefixes
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.ranges import (
    pod_cidrs_of,
    registry_ranges,
    reserved_ranges,
    service_cidrs_of,
)
from aksdesigner.azure.reserved import docker_prefixes, forbidden_prefixes
from aksdesigner.model.address import RFC6598, Cidr, free_blocks

# In order of preference: the part of 172.16.0.0/12 that few estates use, then the rest.
_SPACES = ("172.28.0.0/15", "172.24.0.0/14", "172.20.0.0/14", "172.18.0.0/15", "192.168.0.0/16")


@kept
def taken_ranges(facts: Facts) -> tuple[Cidr, ...]:
    """Return every range that a new one should stay clear of; routes to everything left out."""
    topology = facts.topology
    found: list[Cidr] = [Cidr.parse(t) for t in (*forbidden_prefixes(), *docker_prefixes())]
    found.extend(reserved_ranges())
    found.extend(prefix for vnet in topology.vnets for prefix in vnet.prefixes)
    found.extend(prefix for site in topology.on_prem for prefix in site.prefixes)
    for gateway in topology.gateways:
        for connection in gateway.connections:
            found.extend(site_prefixes(facts, connection) or ())
    found.extend(entry.cidr for entry, _ in registry_ranges(facts))
    return tuple(cidr for cidr in found if not cidr.is_default and cidr.version == 4)


@kept
def free_service_cidr(facts: Facts, length: int = 16) -> Cidr | None:
    """Return a range that may serve as service range: 172.29.0.0/16 where nothing is there."""
    pods = [c for cluster in facts.topology.aks_clusters for c in pod_cidrs_of(cluster)]
    return _last_free((*_SPACES, "10.0.0.0/8"), length, (*taken_ranges(facts), *pods))


@kept
def free_pod_cidr(facts: Facts, length: int = 16) -> Cidr | None:
    """Return a range that may serve as pod range: in 100.64.0.0/10 where nothing is there."""
    clusters = facts.topology.aks_clusters
    services = [c for cluster in clusters for c in service_cidrs_of(cluster)]
    pods = [c for cluster in clusters for c in pod_cidrs_of(cluster)]
    taken = (*taken_ranges(facts), *services, *pods)
    for space in (RFC6598, Cidr.parse("10.0.0.0/8")):
        for block in free_blocks(space, taken):
            if block.length <= length:
                return next(block.subnets(length))
    return None


def _last_free(spaces: tuple[str, ...], length: int, taken: tuple[Cidr, ...]) -> Cidr | None:
    """Return the highest free block of the first space that has one."""
    for text in spaces:
        for block in reversed(free_blocks(Cidr.parse(text), taken)):
            if block.length <= length:
                last = block.last_value - (1 << (32 - length)) + 1
                return Cidr(last, length)
    return None
