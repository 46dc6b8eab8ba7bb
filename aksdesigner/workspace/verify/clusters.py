"""What clusters and node pools mean, in one form."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.addons import NAMES
from aksdesigner.iac.plan.cluster import DEFAULT_SERVICE_RANGE, ranges_of
from aksdesigner.model.address import Cidr
from aksdesigner.model.kinds.aks_cluster import AksCluster, Outbound
from aksdesigner.model.kinds.node_pool import NodePool

Changes = dict[str, Any]


def cluster(_design: Design, item: AksCluster) -> Changes:
    """Azure's own values for what is not drawn; add-ons have many spellings."""
    ranges = ranges_of(item)
    names = (NAMES.get(a.replace("-", "").replace("_", "").casefold(), a) for a in item.addons)
    changes: Changes = {
        "addons": tuple(sorted(dict.fromkeys(names))),
        "pod_cidrs": tuple(Cidr.parse(p) for p in ranges.pods),
        "service_cidrs": tuple(Cidr.parse(s) for s in ranges.services),
        "dns_service_ip": ranges.dns,
        "outbound_type": item.outbound_type or "loadBalancer",
        "authorized_ranges": tuple(r.network for r in item.authorized_ranges),
        "zones": (),
        "outbound": None if item.outbound == Outbound() else item.outbound,
    }
    if item.dns_service_ip is None and not item.service_cidrs:
        changes.update(service_cidrs=(DEFAULT_SERVICE_RANGE,), dns_service_ip=None)
    if not item.private:
        changes.update(public_fqdn=True, private_dns_zone=None)
    named = (item.private_dns_zone or "").lower()
    if item.private and named in ("system", "none"):
        changes["private_dns_zone"] = named
    return changes


def pool(design: Design, item: NodePool) -> Changes:
    """A pool without zones stands in those of its cluster; its count lies in the scaler's range."""
    owner = _owner(design, item)
    changes: Changes = {}
    if owner is not None:
        changes["zones"] = item.zones or owner.zones
        changes["vnet"] = item.vnet or owner.vnet
        changes["min_count"], changes["max_count"] = item.min_count, item.max_count
    if item.max_count is None:
        changes["min_count"] = None
    else:
        lowest = item.count if item.min_count is None else item.min_count
        changes["count"] = min(max(item.count, lowest), item.max_count)
    return changes


def _owner(design: Design, item: NodePool) -> AksCluster | None:
    for _, found in design.index.of_kind(AksCluster):
        if any(pool is item or pool.uid == item.uid for pool in found.pools):
            return found
    return None
