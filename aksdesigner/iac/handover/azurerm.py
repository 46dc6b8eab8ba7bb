"""What a team adds, in azurerm's words: data sources, and the additions as resources of their own."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.draft import Draft, settled
from aksdesigner.iac.expression import Parameter, Property, Raw, expr
from aksdesigner.iac.handover.adding import Words, add
from aksdesigner.iac.handover.additions import Addition
from aksdesigner.iac.handover.places import Places
from aksdesigner.iac.handover.program import of_owner, refer_to_all
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
from aksdesigner.model.kinds.network_security_group import SecurityRule
from aksdesigner.model.kinds.route_table import Route


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
        add(draft, addition, WORDS)
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


def _roles(draft: Draft, addition: Addition) -> None:
    cluster: Any = draft.design.index.at(addition.drawn)
    role = IDENTITY if cluster.identity == "UserAssigned" else ""
    symbol = draft.symbols.symbol(addition.drawn, role)
    path = ("principal_id",) if role else ("identity", 0, "principal_id")
    declare_grants(draft, addition.drawn, list(addition.items), Property(symbol, path))


def _route(draft: Draft, key: Key, route: Route) -> None:
    _child(
        draft, key, ("azurerm_route", "route_table_name"), route_body(route), f"route {route.name}"
    )


def _rule(draft: Draft, key: Key, rule: SecurityRule) -> None:
    kind = ("azurerm_network_security_rule", "network_security_group_name")
    _child(draft, key, kind, rule_body(draft, rule), f"rule {rule.name}")


def _child(draft: Draft, key: Key, kind: tuple[str, str], body: dict[str, Raw], role: str) -> None:
    """Declare a part as a resource of a type; the second of `kind` names what it is part of."""
    block, owner = kind
    place: dict[str, Raw] = {"resource_group_name": GROUP}
    place[owner] = Property(draft.symbols.symbol(key), ("name",))
    draft.declare(block, key, {"name": body.pop("name"), **place, **body}, role)


WORDS = Words(
    half=peering.to_azurerm,
    roles=_roles,
    route=_route,
    rule=_rule,
    zone_link=private_dns_zone.declare_link,
    record=private_dns_zone.declare_record,
    ruleset_link=dns_ruleset.declare_link,
    forwarding=dns_ruleset.declare_rule,
    connection=virtual_hub.declare_connection,
)
