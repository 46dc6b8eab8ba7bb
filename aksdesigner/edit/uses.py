"""Which subnets a resource takes its place or addresses from, read from the marks on its fields."""

from __future__ import annotations

from aksdesigner.azure.special_subnets import GATEWAY_SUBNET
from aksdesigner.edit.changes import section_of
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.part import Resource
from aksdesigner.model.references import uses_of
from aksdesigner.model.topology import Topology


def subnets_used(resource: Resource) -> set[Key]:
    """Return the keys of the subnets that a top-level resource names; a gateway has its own one."""
    if isinstance(resource, NetworkGateway):
        return {key_of("subnet", f"{resource.vnet}/{GATEWAY_SUBNET}")}
    alone = Topology().model_copy(update={section_of(resource): (resource,)})
    return {use.target for use in uses_of(alone) if split_key(use.target)[0] == "subnet"}
