"""Drawings that mean the same to Azure in one form, so that only real differences show.

Both sides of a comparison go through it. Everything here is a rule of Azure's, none of a dialect:
a value that the other field of the resource makes void, an order that means nothing, a default.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.model.part import Resource
from aksdesigner.workspace.verify import clusters, edges, firewalls, machines, network

Changes = dict[str, Any]
Meaning = Callable[[Design, Any], Changes]

MEANINGS: dict[str, Meaning] = {
    "subnet": network.subnet,
    "nsg": network.security_group,
    "natgw": network.nat_gateway,
    "gw": network.gateway,
    "site": network.site,
    "resolver": network.resolver,
    "ruleset": network.ruleset,
    "zone": network.zone,
    "fw": firewalls.firewall,
    "fwpol": firewalls.policy,
    "vm": machines.machine,
    "nva": machines.machine,
    "lb": machines.balancer,
    "agw": edges.application_gateway,
    "agc": edges.containers_gateway,
    "fd": edges.front_door,
    "bastion": edges.bastion,
    "pe": edges.endpoint,
    "pls": edges.link_service,
    "paas": edges.service,
    "aks": clusters.cluster,
    "pool": clusters.pool,
}


def same_meaning(design: Design, resource: Resource) -> Resource:
    """Return a resource of a design in the form that stands for all that mean the same."""
    known = type(resource).model_fields
    changes: Changes = {}
    if "region" in known:
        changes["region"] = design.region_of(resource)
    if "azure_name" in known and getattr(resource, "azure_name", None) == resource.name:  # type: ignore[attr-defined]
        changes["azure_name"] = None
    own = MEANINGS.get(resource.kind)
    if own is not None:
        changes.update(own(design, resource.model_copy(update=changes)))
    copied: Resource = resource.model_copy(update=changes)
    return copied
