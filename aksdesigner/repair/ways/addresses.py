"""Which range or address of a resource is meant, and where its resource stands."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, service_cidrs_of
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.repair.candidate import Candidate
from aksdesigner.repair.ways.cluster_ranges import (
    another_pod_range,
    another_service_range,
    cluster_of,
)
from aksdesigner.repair.ways.subnets import another_network_range


def another_range(analysis: Analysis, key: Key, faulty: Cidr) -> Iterator[Candidate]:
    """Yield candidates that move a range of a cluster, or a prefix of a network."""
    cluster = cluster_of(analysis, key)
    if cluster is None:
        yield from another_network_range(analysis, key, [faulty])
    elif faulty in service_cidrs_of(cluster):
        yield from another_service_range(analysis, key)
    elif faulty in pod_cidrs_of(cluster):
        yield from another_pod_range(analysis, key)


def subnet_of(analysis: Analysis, key: Key) -> Key | None:
    """Return the key of the subnet that a resource takes its address from, or None."""
    index = analysis.document.topology.index
    resource = index.at(key)
    vnet, subnet = getattr(resource, "vnet", None), getattr(resource, "subnet", None)
    place = key_of("subnet", f"{vnet}/{subnet}")
    return place if place in index.by_key else None
