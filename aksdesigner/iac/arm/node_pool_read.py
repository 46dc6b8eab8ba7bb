"""An agent pool profile, inside the cluster or a resource of its own -> node pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.arm.reading import Lift, plain
from aksdesigner.iac.read.said import Said, made
from aksdesigner.model.kinds.node_pool import NodePool


@dataclass(frozen=True)
class ReadPool:
    """A pool, and what its cluster is told by it: network, how pods get addresses, LocalDNS."""

    pool: NodePool
    vnet: str | None
    allocation: str | None
    local_dns: bool


def pool_of(lift: Lift, said: Said, name: str, drawn: NodePool | None) -> ReadPool:
    """Return the pool that a profile says; `drawn` is the one that is drawn under its name."""
    said.must("type", "VirtualMachineScaleSets")
    fields: dict[str, Any] = {
        "mode": said.take("mode"),
        "os": said.take("osType"),
        "size": plain(said.take("vmSize")),
        "count": said.take("count"),
        "max_pods": said.get("maxPods"),
        "zones": tuple(said.get("availabilityZones", ())),
        "taints": tuple(said.get("nodeTaints", ())),
        "labels": dict(said.get("nodeLabels") or {}),
        "priority": said.get("scaleSetPriority", "Regular"),
    }
    if fields["priority"] == "Spot":
        said.must("scaleSetEvictionPolicy", "Delete")
    if said.take("enableAutoScaling") is True:
        fields["min_count"], fields["max_count"] = said.take("minCount"), said.take("maxCount")
    upgrade = said.maybe("upgradeSettings")
    if upgrade is not None:
        fields["max_surge"] = upgrade.get("maxSurge")
        fields["max_unavailable"] = upgrade.get("maxUnavailable")
        upgrade.done()
    local_dns = said.has("localDNSProfile")
    if local_dns:
        said.must("localDNSProfile", {"mode": "Required"})
    vnet = _read_places(lift, said, fields)
    # nothing of a pool without a subnet says its network
    fields["vnet"] = vnet or (drawn.vnet if drawn else None)
    allocation = said.get("podIPAllocationMode")
    return ReadPool(made(said, NodePool, name=name, **fields), vnet, allocation, local_dns)


def _read_places(lift: Lift, said: Said, fields: dict[str, Any]) -> str | None:
    """Return the network of the subnets of nodes and pods, which are noted."""
    vnet = None
    for field, name in (("subnet", "vnetSubnetID"), ("pod_subnet", "podSubnetID")):
        if not said.has(name):
            continue
        place, fields[field] = lift.subnet_of(said, said.take(name))
        if vnet not in (None, place):
            said.report(f"its subnets stand in {vnet} and {place}")
        vnet = place
    return vnet
