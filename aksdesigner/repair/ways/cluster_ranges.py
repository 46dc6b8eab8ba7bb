"""Another service range or pod range for a cluster, from what the design leaves free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr, free_service_cidr
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, service_cidrs_of
from aksdesigner.edit.set_field import SetField, SetFields
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.repair.candidate import Candidate, candidate

# AKS gives every node a /24 of the pod range (azure-rules B.2)
BLOCK_LENGTH = 24
SERVICE_LENGTHS = (16, 20, 24)
POD_LENGTHS = (14, 16, 18, 20)
# the address of the DNS service that AKS itself takes (azure-rules A-23)
DNS_OFFSET = 10


def cluster_of(analysis: Analysis, key: Key) -> AksCluster | None:
    """Return the cluster of a key, or None."""
    found = analysis.document.topology.index.at(key)
    return found if isinstance(found, AksCluster) else None


def another_service_range(
    analysis: Analysis, key: Key, lengths: Iterable[int] = SERVICE_LENGTHS
) -> Iterator[Candidate]:
    """Yield the move of a cluster's IPv4 service range, its DNS address with it.

    The first of the lengths that has room anywhere is taken.
    """
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    for length in lengths:
        free = free_service_cidr(analysis.facts, length)
        if free is not None:
            yield service_range(key, cluster, free)
            return


def service_range(key: Key, cluster: AksCluster, free: Cidr) -> Candidate:
    """Return the candidate that gives a cluster one IPv4 service range."""
    others = [str(c) for c in service_cidrs_of(cluster) if c.version != free.version]
    values: dict[str, object] = {"service_cidrs": _placed(cluster, str(free), others)}
    if cluster.dns_service_ip is not None and cluster.dns_service_ip.version == free.version:
        values["dns_service_ip"] = str(free.address(DNS_OFFSET))
    return candidate(f"Use {free} as service range", SetFields(key, values))


def another_pod_range(
    analysis: Analysis, key: Key, lengths: Iterable[int] | None = None
) -> Iterator[Candidate]:
    """Yield the move of a cluster's IPv4 pod range, to its own length where that has room.

    The first of the lengths that has room anywhere is taken.
    """
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    own = [c.length for c in pod_cidrs_of(cluster) if c.version == 4]
    for length in dict.fromkeys(lengths or (*own, *POD_LENGTHS)):
        free = free_pod_cidr(analysis.facts, length) if length >= 10 else None
        if free is not None:
            others = [str(c) for c in pod_cidrs_of(cluster) if c.version != 4]
            values = {"pod_cidrs": _placed(cluster, str(free), others)}
            yield candidate(f"Use {free} as pod range", SetFields(key, values))
            return


def pod_range_for(analysis: Analysis, key: Key, nodes: int) -> Iterator[Candidate]:
    """Yield the pod range grown to a block for each of some nodes; else a free one as large."""
    cluster = cluster_of(analysis, key)
    if cluster is None:
        return
    length = BLOCK_LENGTH - (max(1, nodes) - 1).bit_length()
    ranges = cluster.pod_cidrs
    first = next((cidr for cidr in ranges if cidr.version == 4), None)
    if first is not None and 1 <= length < first.length:
        grown = Cidr(first.value, length).network
        others = [str(grown if cidr == first else cidr) for cidr in ranges]
        yield candidate(f"Grow the pod range to {grown}", SetField(key, "pod_cidrs", others))
    yield from another_pod_range(analysis, key, (length,))


def _placed(cluster: AksCluster, v4: str, v6: list[str]) -> list[str]:
    """Return an IPv4 range and the IPv6 ones in the order of the cluster's families."""
    first = cluster.ip_families[0] if cluster.ip_families else "ipv4"
    return [*v6, v4] if v6 and first == "ipv6" else [v4, *v6]
