"""What a team adds, in ARM's words: references by name, and the additions as parts of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm import dns_ruleset, peering, private_dns_zone, virtual_hub
from aksdesigner.iac.arm.bicep import LOCATION, RESERVED
from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.arm.existing import to_existing
from aksdesigner.iac.arm.network_security_group import rule_body
from aksdesigner.iac.arm.role_assignment import declare_grants
from aksdesigner.iac.arm.route_table import route_body
from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.distinct import DIGITS, mark_of
from aksdesigner.iac.draft import Draft, settled
from aksdesigner.iac.expression import Body, Expression, Parameter, Property, Text
from aksdesigner.iac.handover.adding import Words, add
from aksdesigner.iac.handover.additions import Addition
from aksdesigner.iac.handover.places import Places
from aksdesigner.iac.handover.program import of_owner, refer_to_all
from aksdesigner.iac.handover.teams import LONGEST, Team
from aksdesigner.iac.modules.tree import ProgramTree, Unit
from aksdesigner.iac.modules.wiring import tree_of
from aksdesigner.iac.naming import Names
from aksdesigner.iac.placeholders import NOBODY
from aksdesigner.iac.plan.cluster import IDENTITY
from aksdesigner.iac.plan.subscription import MAIN_SUBSCRIPTION
from aksdesigner.iac.program import ParameterDeclaration, Program
from aksdesigner.iac.resource_types import versioned
from aksdesigner.iac.scopes import Scope
from aksdesigner.iac.symbols import SymbolTable, words_of
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.network_security_group import SecurityRule
from aksdesigner.model.kinds.route_table import Route

CLUSTERS = "Microsoft.ContainerService/managedClusters"
IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities"


def arm_tree(design: Design, team: Team, places: Places) -> ProgramTree:
    """Return the program of a team: main alone, or modules where it owns several groups.

    `design` is one that is there already (`written_from`).
    """
    symbols = SymbolTable("camel", reserved=RESERVED)
    units: dict[str, Unit] = {}
    draft = settled(
        symbols, lambda symbols, names: _written(design, team, places, symbols, names, units)
    )
    program = draft.finished()
    program = replace(program, parameters=(*program.parameters, _main_subscription()))
    tree = tree_of(program, units, places)
    parameters = tuple(replace(p, description=_about(p)) for p in tree.main.parameters)
    if places.are_several:
        return replace(tree, main=replace(tree.main, parameters=parameters))
    return ProgramTree(Program(parameters, tree.modules[0].program.declarations), (), spans=False)


def _written(
    design: Design,
    team: Team,
    places: Places,
    symbols: SymbolTable,
    names: Names,
    units: dict[str, Unit],
) -> Draft:
    draft = Draft(design, symbols, Parameter(LOCATION), names)
    units.clear()
    homes = _units(places)
    refer_to_all(draft, to_existing)
    for key, cluster in design.index.of_kind(AksCluster):
        _identity(draft, key, cluster)
    for addition in team.additions:
        before = len(draft.declarations)
        add(draft, addition, WORDS)
        unit = homes[places.of(addition.owner)]
        for index, item in enumerate(draft.declarations[before:], before):
            draft.declarations[index] = of_owner(item, addition)
            units[item.symbol] = unit
    return draft


def _units(places: Places) -> dict[Scope, Unit]:
    """Return the unit of each group that a team changes, told apart where their names read alike."""
    slugs = {home: _slug(home) for home in places.homes}
    times = Counter(slugs.values())
    out = {}
    for home, slug in slugs.items():
        mark = mark_of((home.subscription, home.group), DIGITS[1])
        unique = f"{slug}-{mark}" if times[slug] > 1 else slug
        out[home] = Unit(unique, f"Additions in resource group {home.group}", home)
    return out


def _slug(home: Scope) -> str:
    words = words_of(f"{home.subscription} {home.group}")
    if not words or words[0][0].isdigit():  # a module is named by it
        words = ("group", *words)
    return "-".join(words)[:LONGEST].rstrip("-")


def _identity(draft: Draft, key: Key, cluster: AksCluster) -> None:
    """Refer to what has a cluster's identity."""
    if cluster.identity == "UserAssigned":
        name = draft.names.derived("id", real_name(cluster), key, IDENTITY)
        draft.declare(versioned(IDENTITIES), key, {"name": name}, IDENTITY, existing=True)
    else:
        draft.declare(versioned(CLUSTERS), key, {"name": real_name(cluster)}, existing=True)


def _roles(draft: Draft, addition: Addition) -> None:
    cluster: Any = draft.design.index.at(addition.drawn)
    role = IDENTITY if cluster.identity == "UserAssigned" else ""
    symbol = draft.symbols.symbol(addition.drawn, role)
    path = ("properties", "principalId") if role else ("identity", "principalId")
    principal: Expression = Property(symbol, path)
    owner = draft.id_of(addition.drawn, role)
    declare_grants(draft, addition.drawn, list(addition.items), principal, owner)


def _route(draft: Draft, key: Key, route: Route) -> None:
    _child(draft, key, "routeTables/routes", route_body(route), f"route {route.name}")


def _rule(draft: Draft, key: Key, rule: SecurityRule) -> None:
    body = rule_body(draft, rule)
    _child(draft, key, "networkSecurityGroups/securityRules", body, f"rule {rule.name}")


def _child(draft: Draft, key: Key, kind: str, body: Body, role: str) -> None:
    parent = Property(draft.symbols.symbol(key), ())
    draft.declare(versioned(NETWORK + kind), key, {"parent": parent, **body}, role)


WORDS = Words(
    half=peering.to_arm,
    roles=_roles,
    route=_route,
    rule=_rule,
    zone_link=private_dns_zone.declare_link,
    record=private_dns_zone.declare_record,
    ruleset_link=dns_ruleset.declare_link,
    forwarding=dns_ruleset.declare_rule,
    connection=virtual_hub.declare_connection,
)


def _main_subscription() -> ParameterDeclaration:
    return ParameterDeclaration(
        "subscriptionMain",
        "string",
        "Id of the subscription of the main deployment.",
        example=Text(NOBODY),
        stands_for=key_of("subscription", MAIN_SUBSCRIPTION),
    )


def _about(parameter: ParameterDeclaration) -> str:
    if parameter.name == "resourceGroupName":
        return "Resource group of the main deployment."
    return parameter.description
