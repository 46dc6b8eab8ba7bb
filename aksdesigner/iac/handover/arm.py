"""What a team adds, in ARM's words: references by name, and the additions as parts of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
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
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.handover.places import Places
from aksdesigner.iac.handover.program import forwarding_of, kind_of, of_owner, refer_to_all
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
        ADD[addition.field, kind_of(addition)](draft, addition)
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


def _half(draft: Draft, addition: Addition) -> None:
    peering.to_arm(draft, addition.drawn, addition.items[0])


def _role(draft: Draft, addition: Addition) -> None:
    cluster: Any = draft.design.index.at(addition.drawn)
    role = IDENTITY if cluster.identity == "UserAssigned" else ""
    symbol = draft.symbols.symbol(addition.drawn, role)
    path = ("properties", "principalId") if role else ("identity", "principalId")
    principal: Expression = Property(symbol, path)
    owner = draft.id_of(addition.drawn, role)
    declare_grants(draft, addition.drawn, list(addition.items), principal, owner)


def _routes(draft: Draft, addition: Addition) -> None:
    for route in addition.items:
        _child(draft, addition, "routeTables/routes", route_body(route), f"route {route.name}")


def _rules(draft: Draft, addition: Addition) -> None:
    for rule in addition.items:
        body = rule_body(draft, rule)
        _child(draft, addition, "networkSecurityGroups/securityRules", body, f"rule {rule.name}")


def _child(draft: Draft, addition: Addition, kind: str, body: Body, role: str) -> None:
    parent = Property(draft.symbols.symbol(addition.owner), ())
    draft.declare(versioned(NETWORK + kind), addition.owner, {"parent": parent, **body}, role)


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


Codec = Callable[[Draft, Addition], None]

# (field, kind token of the owner where the field alone does not say it)
ADD: dict[tuple[str, str], Codec] = {
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
