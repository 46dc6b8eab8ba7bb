"""Rows for what shares an ordinary subnet with others: machines, endpoints, balancers, clusters."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no, yes
from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.nesting import REGION, children_of


def ordinary(drop: Drop) -> Verdict:
    """Machines, appliances, endpoints and clusters: a subnet that Azure keeps for nobody."""
    subnet = drop.subnet
    if subnet is None:
        return no("needs a subnet")
    special = special_subnet(subnet.name)
    if special is not None:
        return no(special.reason)
    if subnet.delegation:
        return no(f"delegated to {subnet.delegation.rpartition('/')[2]}")
    here = children_of(drop.index).get(drop.parent or "", ())
    if any(split_key(key)[0] == "agw" for key in here):
        return no("application gateway only")  # azure-rules B.6
    return yes()


def _cluster(drop: Drop) -> Verdict:
    verdict = ordinary(drop)
    if not verdict:
        return verdict
    for key in children_of(drop.index).get(drop.parent or "", ()):
        other = drop.index.at(key)
        if isinstance(other, AksCluster) and key != drop.moving and other.cni_mode == "kubenet":
            return no("kubenet cluster here")
    return verdict


def _pool(drop: Drop) -> Verdict:
    return yes() if drop.parent_kind == "aks" else no("needs a cluster")


def _balancer(drop: Drop) -> Verdict:
    return yes("public") if drop.parent_kind in ("", REGION) else ordinary(drop)


ROWS: Mapping[str, Row] = {
    "aks": _cluster,
    "pool": _pool,
    "nva": ordinary,
    "vm": ordinary,
    "pe": ordinary,
    "pls": ordinary,
    "lb": _balancer,
}
