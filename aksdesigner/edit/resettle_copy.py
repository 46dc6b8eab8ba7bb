"""Addresses of a copy: what the original keeps, the copy gets anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from aksdesigner.edit.changes import checked, with_replaced, with_topology
from aksdesigner.edit.readdress import Readdress
from aksdesigner.edit.suggest import POD_MODES, addresses_of, next_address, next_pod_range
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.nesting import container_of
from aksdesigner.model.part import Resource


def apart_from_others(document: Document, uid: str, copied: Collection[str]) -> Document:
    """Return the document in which a copy has no address that something not copied has too.

    Neither does it keep the name that the original has in Azure, nor its public address.
    """
    document = _with_own_names(document, uid, copied)
    index = document.topology.index
    entry = index.by_uid[uid]
    copies = {index.by_uid[one].key for one in copied if one in index.by_uid}
    taken = {a for key, a in addresses_of(document.topology) if key not in copies}
    if isinstance(entry.resource, AksCluster):
        return _cluster(document, entry.resource, taken, copied)
    doubled = [a for key, a in addresses_of(document.topology) if key == entry.key and a in taken]
    for address in doubled:
        document = _anew(document, entry.key, address)
    return document


def _with_own_names(document: Document, uid: str, copied: Collection[str]) -> Document:
    entry = document.topology.index.by_uid[uid]
    resource = entry.resource
    others = [
        e.resource
        for e in document.topology.index.entries
        if e.resource.kind == resource.kind and e.resource.uid not in copied
    ]

    def is_doubled(name: str) -> bool:
        value = getattr(resource, name, None)
        return value is not None and any(getattr(o, name, None) == value for o in others)

    changes: dict[str, Any] = {}
    if resource.kind != "zone" and is_doubled("azure_name"):
        changes["azure_name"] = None
    if resource.kind == "pip" and is_doubled("ip"):
        changes["ip"] = None
    if resource.kind == "paas" and is_doubled("fqdn"):
        suffix = str(resource.fqdn).partition(".")[2]  # type: ignore[attr-defined]
        changes["fqdn"] = f"{label_of(entry.key)}.{suffix}".lower()
    changed = checked(resource, changes) if changes else resource
    return with_topology(document, with_replaced(document.topology, resource, changed))


def _anew(document: Document, key: Key, address: Address) -> Document:
    subnet = container_of(document.topology.index, key)
    free = next_address(document, subnet, None) if subnet else None
    if free is not None:
        return Readdress(key, str(address), str(free)).apply(document)
    resource = document.topology.index.by_key[key].resource
    return _without(document, resource, address)


def _without(document: Document, resource: Resource, address: Address) -> Document:
    """Where no address is free Azure gives one: none is fixed."""
    changes: dict[str, Any] = {
        name: None
        for name in ("ip", "private_ip", "inbound_ip")
        if getattr(resource, name, None) == address
    }
    if address in getattr(resource, "ips", ()):
        changes["ips"] = tuple(a for a in resource.ips if a != address)  # type: ignore[attr-defined]
    changed = checked(resource, changes)
    return with_topology(document, with_replaced(document.topology, resource, changed))


def _cluster(
    document: Document, cluster: AksCluster, taken: Collection[Address], copied: Collection[str]
) -> Document:
    """A cluster's balancers get addresses from Azure, its pods a range of their own."""
    changes: dict[str, Any] = {}
    for name in ("internal_lbs", "ingress"):
        items = getattr(cluster, name)
        if any(item.ip in taken for item in items):
            changes[name] = tuple(
                item.model_copy(update={"ip": None}) if item.ip in taken else item for item in items
            )
    if cluster.node_ip in taken:
        changes["node_ip"] = None
    others = [c for c in document.topology.aks_clusters if c.uid not in copied]
    is_shared = any(p.overlaps(q) for c in others for p in c.pod_cidrs for q in cluster.pod_cidrs)
    if is_shared and cluster.cni_mode in POD_MODES and len(cluster.pod_cidrs) == 1:
        free = next_pod_range(document)
        changes["pod_cidrs"] = (free,) if free is not None else cluster.pod_cidrs
    if not changes:
        return document
    changed = checked(cluster, changes)
    return with_topology(document, with_replaced(document.topology, cluster, changed))
