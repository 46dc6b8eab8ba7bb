"""The program of a team in ARM's words -> what it adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.iac.arm import (
    dns_ruleset,
    network_security_group,
    peering,
    private_dns_zone,
    route_table,
    virtual_hub,
)
from aksdesigner.iac.arm.order import out_of_order
from aksdesigner.iac.arm.reading import TYPES, Lift
from aksdesigner.iac.arm.role_assignment_read import DEFINITIONS, TYPE, key_at
from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.handover.added import Added
from aksdesigner.iac.handover.additions import ROLE
from aksdesigner.iac.handover.arm import CLUSTERS, IDENTITIES
from aksdesigner.iac.naming import is_derived
from aksdesigner.iac.plan.cluster import IDENTITY, ROLES
from aksdesigner.iac.plan.subscription import MAIN_GROUP
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.iac.read.values import Called, Identity, Runtime
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

Reader = Callable[[Lift, Identity], Any]


def _routes(lift: Lift, table: Identity) -> Any:
    children = list(lift.children(table, "routes"))
    return [route_table.read_route(lift.read(item), item.name) for item in children]


def _rules(lift: Lift, group: Identity) -> Any:
    children = list(lift.children(group, "securityRules"))
    return [network_security_group.read_rule(lift, lift.read(item), item.name) for item in children]


# kind token of the owner -> field -> its reader
READERS: Mapping[str, Mapping[str, Reader]] = {
    "rt": {"routes": _routes},
    "nsg": {"rules": _rules},
    "zone": {"links": private_dns_zone.read_links, "records": private_dns_zone.read_records},
    "ruleset": {"links": dns_ruleset.read_links, "rules": dns_ruleset.read_rules},
    "vhub": {"connections": virtual_hub.read_connections},
}


def read_added(document: Document, program: Program) -> Added:
    """Return what a program adds; `document` is the design as the team's code names it."""
    named = document.settings.resource_group is not None
    lift = Lift(program, Design(document), asked_group=MAIN_GROUP if named else None)
    added = Added(strange=lift.strange)
    for half in peering.from_arm(lift):
        added.halves[key_of("peering", half.name)] = half
    kinds = {TYPES[kind].casefold(): kind for kind in READERS}
    seen: set[Identity] = set()
    for item in program.resources:
        kind = kinds.get(item.type.casefold())
        if kind is None or not item.existing or item.identity in seen:
            continue
        seen.add(item.identity)
        name = lift.drawn.name(kind, str(item.name), lift.scope(item.identity)) or str(item.name)
        for field, reader in READERS[kind].items():
            added.put(key_of(kind, name), field, reader(lift, item.identity))
    for item in list(lift.of_type(TYPE)):
        key, found = _role(lift, item)
        added.put(key, ROLE, [found])
    for item in program.resources:
        if not item.existing and id(item) not in lift.taken:
            lift.report(item, f"{item.name} is nothing that this team adds")
    added.strange += out_of_order(program)
    return added


def _role(lift: Lift, item: ReadResource) -> tuple[Key, tuple[Key, str]]:
    """Return what a role is on, and (cluster, role)."""
    said = lift.read(item)
    properties = said.inner("properties")
    principal = properties.take("principalId")
    properties.must("principalType", "ServicePrincipal")
    role = properties.take("roleDefinitionId")
    known = ""
    if isinstance(role, Called) and role.arguments[:1] == (DEFINITIONS,):
        known = str(role.arguments[-1])
    of = principal.of if isinstance(principal, Runtime) else None
    if of is None or item.name != Called("guid", (item.scope, of, known)):
        said.report(f"name is {item.name!r}, which does not follow from scope, identity and role")
    properties.done()
    said.done()
    ids = {identity: name for name, identity in ROLES.items()}
    return key_at(lift, item.scope), (_cluster(lift, principal), ids.get(known, repr(role)))


def _cluster(lift: Lift, principal: Any) -> Key:
    """Return the cluster whose identity a role is given to, "" for nobody's."""
    if not isinstance(principal, Runtime):
        return ""
    name = str(principal.of.names[-1])
    for key, cluster in lift.design.index.of_kind(AksCluster):
        own = real_name(cluster)
        if cluster.identity == "UserAssigned":
            path = ("properties", "principalId")
            mine = principal.of.type == IDENTITIES and is_derived(name, "id", own, key, IDENTITY)
        else:
            path = ("identity", "principalId")
            mine = principal.of.type == CLUSTERS and name == own
        if mine and principal.path == path:
            return key
    return ""
