"""Reparent: a thing goes to another container, with everything in it and addresses that fit."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.changes import (
    checked,
    found,
    found_as,
    full_key,
    require_free_name,
    with_added,
    with_removed,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.mentions import renamed_mentions
from aksdesigner.edit.move_subnet import moved_subnet
from aksdesigner.edit.own_subnets import OWN_SUBNETS, with_own_subnets
from aksdesigner.edit.place import Position, rekeyed, require_drawn, with_positions
from aksdesigner.edit.readdress import followed
from aksdesigner.edit.ready import with_ready_subnet
from aksdesigner.edit.resettle import (
    resettled,
    resettled_cluster,
    resettled_resolver,
    with_addresses,
)
from aksdesigner.model.document import Document
from aksdesigner.model.hanging import HANGS
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.nesting import REGION, container_of, position_of
from aksdesigner.model.part import Resource
from aksdesigner.model.references import rewritten
from aksdesigner.model.resource import AzureResource


@dataclass(frozen=True)
class Reparent:
    """Move a resource into another container.

    `parent` is the key of a network, subnet, cluster or region, None the free canvas; `position`
    the corner there. A subnet gets the next free prefix of its new network and takes its contents
    along; addresses that no longer fit are suggested anew, and routes and DNS settings that
    named them follow.
    """

    key: Key
    parent: Key | None
    position: Position | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        where = label_of(self.parent) if self.parent else "the canvas"
        return f"Move {label_of(self.key)} to {where}"

    def apply(self, document: Document) -> Document:
        """Return the document with the resource there. Raises Refused with why it can't be."""
        key = full_key(self.key)
        if split_key(key)[0] == REGION:
            raise Refused("A region stays where it is.")
        resource = found(document.topology.index, key)
        parent = full_key(self.parent) if self.parent else None
        if self._is_there(document, resource, key, parent):
            return self._placed(document, key)
        verdict = may_contain(document, resource.kind, parent, moving=key)
        if not verdict:
            raise Refused(f"{label_of(key)}: {verdict.reason}.")
        moved = _moved(document, resource, key, parent)
        if moved.topology is document.topology:  # a firewall on the network it is in
            return document
        after = followed(document, moved)
        new_key = after.topology.index.by_uid[resource.uid].key
        is_chip = _hangs_on(resource, parent)
        inside = None if _is_outside(parent) else parent
        if is_chip or self.position is None:
            return rekeyed(after, {new_key: None})
        if container_of(after.topology.index, new_key) != inside:
            # it stands in a box that the pointer did not measure from
            return rekeyed(after, {new_key: None})
        return self._placed(after, new_key)

    def _is_there(
        self, document: Document, resource: Resource, key: Key, parent: Key | None
    ) -> bool:
        """Return whether the resource is where it shall be, so that only its box moves."""
        if container_of(document.topology.index, key) != (None if _is_outside(parent) else parent):
            return False
        region = split_key(parent)[1] if parent and _is_region(parent) else None
        return getattr(resource, "region", None) == region or parent is not None and not region

    def _placed(self, document: Document, key: Key) -> Document:
        if self.position is None:
            return document
        require_drawn(document, key)
        if len(self.position) == 2:
            old = position_of(document.view.positions, key) or ()
            return with_positions(document, {key: (*self.position, *old[2:])})
        return with_positions(document, {key: self.position})


def _is_region(parent: Key | None) -> bool:
    return parent is not None and split_key(parent)[0] == REGION


def _is_outside(parent: Key | None) -> bool:
    """Return whether a place is the free canvas or a region's frame."""
    return parent is None or _is_region(parent)


def _moved(document: Document, resource: Resource, key: Key, parent: Key | None) -> Document:
    if isinstance(resource, Subnet):
        assert parent is not None
        return moved_subnet(document, key, parent)
    if isinstance(resource, NodePool):
        assert parent is not None
        return _moved_pool(document, resource, parent)
    if parent is not None and _hangs_on(resource, parent):
        return Connect(parent, key).apply(document)
    if parent is None or _is_region(parent):
        return _moved_outside(document, resource, parent)
    if resource.kind in OWN_SUBNETS:
        return _moved_service(document, resource, key, parent)
    return _moved_inside(document, resource, parent)


def _hangs_on(resource: Resource, parent: Key | None) -> bool:
    """Return whether a resource becomes a chip of its new place instead of standing in it."""
    return parent is not None and (split_key(parent)[0], resource.kind) in HANGS


def _moved_outside(document: Document, resource: Resource, parent: Key | None) -> Document:
    changed = resource
    if isinstance(resource, LoadBalancer):
        changed = checked(resource, {"type": "public", "vnet": None, "subnet": None, "ip": None})
    if isinstance(changed, AzureResource):
        changed = checked(changed, {"region": split_key(parent)[1] if parent else None})
    return with_topology(document, with_replaced(document.topology, resource, changed))


def _moved_inside(document: Document, resource: Resource, parent: Key) -> Document:
    """Put a machine, appliance, endpoint, balancer or cluster into a subnet."""
    vnet, _, subnet = split_key(parent)[1].partition("/")
    if isinstance(resource, AksCluster):
        changed: Resource = _cluster_in(document, resource, vnet, subnet)
    else:
        internal = {"type": "internal"} if isinstance(resource, LoadBalancer) else {}
        there = checked(resource, {"vnet": vnet, "subnet": subnet, **internal})
        changed = resettled(document, resource, there)
    topology = with_replaced(document.topology, resource, changed)
    return with_topology(document, with_ready_subnet(topology, changed))


def _cluster_in(document: Document, cluster: AksCluster, vnet: str, subnet: str) -> AksCluster:
    """Put a cluster's first subnet's pools, or all when the network changes, into a subnet."""
    first = next((pool.subnet for pool in cluster.pools if pool.subnet), None)
    leaves = cluster.vnet != vnet
    pools = tuple(
        pool.model_copy(update={"subnet": subnet, "vnet": None})
        if leaves or pool.subnet in (first, None)
        else pool
        for pool in cluster.pools
    )
    there = checked(cluster, {"vnet": vnet, "pools": pools})
    if leaves:
        return resettled_cluster(document, there)
    return with_addresses(document, there, key_of("aks", cluster.name))


def _moved_service(document: Document, resource: Resource, key: Key, parent: Key) -> Document:
    """Put a service into the subnets that its new network has, or gets, for it."""
    vnet, _, first = split_key(parent)[1].partition("/")
    if isinstance(resource, Bastion) and resource.subnet is None:  # the Developer SKU has none
        changed: Resource = checked(resource, {"vnet": vnet})
        return with_topology(document, with_replaced(document.topology, resource, changed))
    document, own = with_own_subnets(
        document, key_of("vnet", vnet), resource.kind, first or None, key
    )
    if isinstance(resource, DnsResolver):
        changed = resettled_resolver(document, resource, vnet, own)
    else:
        changes: dict[str, object] = {"vnet": vnet}
        if "subnet" in type(resource).model_fields:
            changes["subnet"] = own[0]
        if isinstance(resource, Firewall):
            management = resource.management_subnet
            if f"subnet:{vnet}/{management}" not in document.topology.index.by_key:
                changes["management_subnet"] = None
        changed = with_addresses(document, checked(resource, changes), key)
    return with_topology(document, with_replaced(document.topology, resource, changed))


def _moved_pool(document: Document, pool: NodePool, parent: Key) -> Document:
    topology = document.topology
    old_key = topology.index.by_uid[pool.uid].key
    new_key = key_of("pool", f"{split_key(parent)[1]}/{pool.name}")
    require_free_name(topology.index, "pool", split_key(new_key)[1], apart_from=pool)
    old = found_as(topology.index, AksCluster, topology.index.by_uid[pool.uid].parent or "")
    new = found_as(topology.index, AksCluster, parent)
    changed = pool
    if (pool.vnet or old.vnet) != new.vnet:
        first = new.pools[0] if new.pools else None
        place = {
            "vnet": None,
            "subnet": first.subnet if first else None,
            "pod_subnet": first.pod_subnet if first else None,
        }
        changed = pool.model_copy(update=place)
    topology = with_added(with_removed(topology, [pool.uid]), changed, parent)
    keys = {old_key: new_key}
    topology = rewritten(topology, lambda key: keys.get(key, key))
    return renamed_mentions(with_topology(document, topology), keys)
