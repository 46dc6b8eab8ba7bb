"""What gateways, Front Door, endpoints and services mean, in one form."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.service import facts_of, scope_modes
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.private_link_service import PrivateLinkService

Changes = dict[str, Any]


def application_gateway(_design: Design, item: ApplicationGateway) -> Changes:
    """A fixed number of instances, or a range."""
    changes: Changes = {"backends": tuple(dict.fromkeys(item.backends))}
    if item.capacity is not None:
        fields = type(item).model_fields
        changes.update({n: fields[n].default for n in ("min_capacity", "max_capacity")})
    return changes


def containers_gateway(_design: Design, item: ApplicationGatewayForContainers) -> Changes:
    """Frontends count once."""
    return {"frontends": tuple(dict.fromkeys(item.frontends))}


def front_door(_design: Design, item: FrontDoor) -> Changes:
    """Hosts count once."""
    return {"hosts": tuple(dict.fromkeys(item.hosts))}


def bastion(_design: Design, item: Bastion) -> Changes:
    """The Developer SKU stands beside its network."""
    return {"subnet": None} if item.sku == "Developer" else {"subnet": item.subnet or SUBNET}


SUBNET = "AzureBastionSubnet"


def endpoint(design: Design, item: PrivateEndpoint) -> Changes:
    """A service that has one group needs none drawn."""
    service = design.index.get(PlatformService, item.target)
    usual = facts_of(service).group if service else None
    if item.link_service or item.group_ids or not usual:
        return {}
    return {"group_ids": (usual,)}


def link_service(_design: Design, item: PrivateLinkService) -> Changes:
    """Everybody swallows the subscriptions beside it; aliases count once."""
    everybody = ("*",) if "*" in item.visibility else tuple(dict.fromkeys(item.visibility))
    return {"visibility": everybody, "auto_approval": tuple(dict.fromkeys(item.auto_approval))}


def service(_design: Design, item: PlatformService) -> Changes:
    """A closed monitor scope closes both ways; the public name follows from the service's."""
    if item.service != "monitorScope":
        return {}
    ingestion, query = scope_modes(item)
    return {"ingestion_access": ingestion, "query_access": query}
