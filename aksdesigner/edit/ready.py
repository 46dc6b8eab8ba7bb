"""What a subnet must be like for what stands in it, where a drop can see to it."""

from __future__ import annotations

from aksdesigner.edit.changes import with_replaced
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology


def with_ready_subnet(topology: Topology, resource: Resource) -> Topology:
    """Return the topology with the policies for link services off where one takes addresses."""
    if not isinstance(resource, PrivateLinkService):
        return topology
    subnet = topology.index.get(Subnet, f"{resource.vnet}/{resource.subnet}")
    if subnet is None or subnet.pls_policies == "Disabled":
        return topology
    return with_replaced(topology, subnet, subnet.model_copy(update={"pls_policies": "Disabled"}))
