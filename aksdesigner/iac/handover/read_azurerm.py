"""The root module of a team -> what it adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.handover.added import Added
from aksdesigner.iac.handover.additions import ROLE
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.plan.cluster import IDENTITY
from aksdesigner.iac.read.configuration import Configuration, TerraformResource
from aksdesigner.iac.read.drawn import Drawn
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform import (
    dns_ruleset,
    network_security_group,
    peering,
    private_dns_zone,
    route_table,
    virtual_hub,
)
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

Reader = Callable[[Lift, TerraformResource], Any]


def _named_parts(lift: Lift, owner: TerraformResource, kind: str, attribute: str) -> Iterator[Said]:
    """Yield the resources of a type that belong to an owner by its name."""
    for item in list(lift.of_type(kind)):
        if item.body.get(attribute) == Reference(owner.address, ("name",)):
            said = lift.said(item)
            said.take(attribute)
            lift.group_of(said, [owner], "owner")
            yield said


def _routes(lift: Lift, table: TerraformResource) -> Any:
    found = _named_parts(lift, table, "azurerm_route", "route_table_name")
    return [route_table.read_route(lift, said) for said in found]


def _rules(lift: Lift, group: TerraformResource) -> Any:
    kind, attribute = "azurerm_network_security_rule", "network_security_group_name"
    found = _named_parts(lift, group, kind, attribute)
    return [network_security_group.read_rule(lift, said) for said in found]


def _ruleset_links(lift: Lift, ruleset: TerraformResource) -> Any:
    kind = "azurerm_private_dns_resolver_virtual_network_link"
    out = []
    for _, said in lift.beside(kind, "dns_forwarding_ruleset_id", ruleset.address):
        said.take("name")
        out.append(lift.take_named(said, "virtual_network_id", "vnet"))
        said.done()
    return out


def _forwarding(lift: Lift, ruleset: TerraformResource) -> Any:
    kind = "azurerm_private_dns_resolver_forwarding_rule"
    found = lift.beside(kind, "dns_forwarding_ruleset_id", ruleset.address)
    return [dns_ruleset.read_rule(lift, said) for _, said in found]


def _connections(lift: Lift, hub: TerraformResource) -> Any:
    found = lift.beside("azurerm_virtual_hub_connection", "virtual_hub_id", hub.address)
    return [virtual_hub.read_connection(lift, said) for _, said in found]


# kind token of the owner -> field -> its reader
READERS: Mapping[str, Mapping[str, Reader]] = {
    "rt": {"routes": _routes},
    "nsg": {"rules": _rules},
    "zone": {"links": private_dns_zone.read_links, "records": private_dns_zone.read_records},
    "ruleset": {"links": _ruleset_links, "rules": _forwarding},
    "vhub": {"connections": _connections},
}


def read_added(
    document: Document, configuration: Configuration, subscriptions: Mapping[str, str]
) -> Added:
    """Return what a root module adds; `document` is the design as the team's code names it."""
    lift = Lift(configuration, Drawn(Design(document)), subscriptions=subscriptions)
    added = Added(strange=lift.strange)
    for item in list(lift.of_type("azurerm_virtual_network_peering")):
        half = peering.from_azurerm(lift, item)
        if half is not None:
            added.halves[key_of("peering", half.name)] = half
    for address, item in configuration.resources.items():
        kind = lift.kind_at(address)
        if item.existing and kind in READERS:
            for field, reader in READERS[kind].items():
                added.put(lift.key_at(address), field, reader(lift, item))
    for item in list(lift.of_type("azurerm_role_assignment")):
        key, found = _role(lift, item)
        added.put(key, ROLE, [found])
    for address, item in configuration.resources.items():
        if address not in lift.used and not item.existing:
            lift.report(item.place, "it is nothing that this team adds")
    return added


def _role(lift: Lift, item: TerraformResource) -> tuple[Key, tuple[Key, str]]:
    """Return what a role is on, and (cluster, role)."""
    said = lift.said(item)
    said.must("principal_type", "ServicePrincipal")
    role = str(said.take("role_definition_name"))
    address = lift.target(said, said.take("scope"))
    principal = said.take("principal_id")
    said.done()
    return lift.key_at(address) if address else "", (_cluster(lift, principal), role)


def _cluster(lift: Lift, principal: Any) -> Key:
    """Return the cluster whose identity a role is given to, "" for nobody's."""
    if not isinstance(principal, Reference):
        return ""
    block = lift.resource(principal.address)
    name = lift.text(block.body.get("name")) or ""
    for key, cluster in lift.drawn.design.index.of_kind(AksCluster):
        own = real_name(cluster)
        if cluster.identity == "UserAssigned":
            path: tuple[str | int, ...] = ("principal_id",)
            mine = block.type == "azurerm_user_assigned_identity"
            mine = mine and is_derived(name, "id", own, key, IDENTITY)
        else:
            path = ("identity", 0, "principal_id")
            mine = block.type == "azurerm_kubernetes_cluster" and name == own
        if mine and principal.path == path:
            return key
    return ""
