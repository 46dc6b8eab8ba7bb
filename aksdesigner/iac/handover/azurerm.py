"""What a team adds, in azurerm's words: data sources, and the additions as resources of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.draft import Draft, settled
from aksdesigner.iac.expression import Parameter, Property, Raw, expr
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.handover.places import Places
from aksdesigner.iac.handover.program import forwarding_of, kind_of, of_owner, refer_to_all
from aksdesigner.iac.handover.teams import Team
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.naming import Names
from aksdesigner.iac.plan.cluster import IDENTITY
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.symbols import SymbolTable
from aksdesigner.iac.terraform import dns_ruleset, peering, private_dns_zone, virtual_hub
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.iac.terraform.existing import to_existing
from aksdesigner.iac.terraform.files import RESERVED
from aksdesigner.iac.terraform.network_security_group import rule_body
from aksdesigner.iac.terraform.placement import place
from aksdesigner.iac.terraform.role_assignment import declare_grants
from aksdesigner.iac.terraform.route_table import route_body
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster


def azurerm_tree(design: Design, team: Team, places: Places) -> ProgramTree:
    """Return the program of a team, one root module. `design` is there already (`written_from`)."""
    symbols = SymbolTable("snake", reserved=RESERVED)
    draft = settled(symbols, lambda symbols, names: _written(design, team, places, symbols, names))
    return ProgramTree(draft.finished(), (), spans=False)


def _written(
    design: Design, team: Team, places: Places, symbols: SymbolTable, names: Names
) -> Draft:
    draft = Draft(design, symbols, Parameter("location"), names)
    group = places.default.group
    draft.parameters["resource_group_name"] = ParameterDeclaration(
        "resource_group_name",
        "string",
        "Name of the resource group of what is added to.",
        default=expr(group) if group else None,
        example=None if group else expr("rg-network"),
    )
    refer_to_all(draft, to_existing)
    for key, cluster in design.index.of_kind(AksCluster):
        _identity(draft, key, cluster)
    for addition in team.additions:
        before = len(draft.declarations)
        ADD[addition.field, kind_of(addition)](draft, addition)
        draft.declarations[before:] = [
            of_owner(item, addition) for item in draft.declarations[before:]
        ]
    place(draft, places)
    return draft


def _identity(draft: Draft, key: Key, cluster: AksCluster) -> None:
    """Refer to what has a cluster's identity."""
    if cluster.identity == "UserAssigned":
        name = draft.names.derived("id", real_name(cluster), key, IDENTITY)
        kind, role = "azurerm_user_assigned_identity", IDENTITY
    else:
        name = real_name(cluster)
        kind, role = "azurerm_kubernetes_cluster", ""
    draft.declare(kind, key, {"name": name, "resource_group_name": GROUP}, role, existing=True)


def _half(draft: Draft, addition: Addition) -> None:
    peering.to_azurerm(draft, addition.drawn, addition.items[0])


def _role(draft: Draft, addition: Addition) -> None:
    cluster: Any = draft.design.index.at(addition.drawn)
    role = IDENTITY if cluster.identity == "UserAssigned" else ""
    symbol = draft.symbols.symbol(addition.drawn, role)
    path = ("principal_id",) if role else ("identity", 0, "principal_id")
    declare_grants(draft, addition.drawn, list(addition.items), Property(symbol, path))


def _routes(draft: Draft, addition: Addition) -> None:
    table = Property(draft.symbols.symbol(addition.owner), ("name",))
    for route in addition.items:
        body = route_body(route)
        place: dict[str, Raw] = {"resource_group_name": GROUP, "route_table_name": table}
        draft.declare(
            "azurerm_route",
            addition.owner,
            {"name": body.pop("name"), **place, **body},
            f"route {route.name}",
        )


def _rules(draft: Draft, addition: Addition) -> None:
    group = Property(draft.symbols.symbol(addition.owner), ("name",))
    for rule in addition.items:
        body = rule_body(draft, rule)
        place: dict[str, Raw] = {"resource_group_name": GROUP}
        place["network_security_group_name"] = group
        draft.declare(
            "azurerm_network_security_rule",
            addition.owner,
            {"name": body.pop("name"), **place, **body},
            f"rule {rule.name}",
        )


def _zone_links(draft: Draft, addition: Addition) -> None:
    for link in addition.items:
        private_dns_zone.declare_link(draft, addition.owner, link)


def _records(draft: Draft, addition: Addition) -> None:
    for name, address in addition.items:
        private_dns_zone.declare_record(draft, addition.owner, name, address)


def _ruleset_links(draft: Draft, addition: Addition) -> None:
    for vnet in addition.items:
        dns_ruleset.declare_link(draft, addition.owner, vnet)


def _forwarding(draft: Draft, addition: Addition) -> None:
    for role, name, rule in forwarding_of(draft, addition):
        dns_ruleset.declare_rule(draft, addition.owner, role, name, rule)


def _connections(draft: Draft, addition: Addition) -> None:
    hub: Any = draft.design.index.at(addition.owner)
    before: tuple[str, ...] = ()
    for connection in addition.items:
        last = virtual_hub.declare_connection(draft, addition.owner, hub, connection, before)
        before = (last,)


ADD: dict[tuple[str, str], Callable[[Draft, Addition], None]] = {
    (HALF, ""): _half,
    (ROLE, ""): _role,
    ("routes", "rt"): _routes,
    ("rules", "nsg"): _rules,
    ("links", "zone"): _zone_links,
    ("records", "zone"): _records,
    ("links", "ruleset"): _ruleset_links,
    ("rules", "ruleset"): _forwarding,
    ("connections", "vhub"): _connections,
}
