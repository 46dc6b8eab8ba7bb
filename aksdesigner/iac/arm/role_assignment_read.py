"""Microsoft.Authorization/roleAssignments -> whether an identity has the roles that it needs."""

from __future__ import annotations

from aksdesigner.iac.arm.reading import TYPES, Head, Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Text
from aksdesigner.iac.plan.cluster import ROLES, grants_of
from aksdesigner.iac.read.values import Called, Identity, Runtime
from aksdesigner.iac.symbols import SymbolTable
from aksdesigner.model.ids import Key, key_of

TYPE = "Microsoft.Authorization/roleAssignments"
DEFINITIONS = "Microsoft.Authorization/roleDefinitions"


def read_grants(lift: Lift, cluster: Head, owner: Identity, principal: Runtime) -> None:
    """Take the roles of a cluster's identity, and report where they are not what it needs.

    `owner` is the resource that has the identity, `principal` the value that assignments name.
    """
    found: list[tuple[str, Key]] = []
    ids = {identity: role for role, identity in ROLES.items()}
    for item in lift.of_type(TYPE):
        if item.body.get("properties", {}).get("principalId") != principal:
            continue
        said = lift.read(item)
        properties = said.inner("properties")
        properties.take("principalId")
        properties.must("principalType", "ServicePrincipal")
        role = properties.take("roleDefinitionId")
        known = ""
        if isinstance(role, Called) and role.function == "subscriptionResourceId":
            known = str(role.arguments[-1]) if role.arguments[:1] == (DEFINITIONS,) else ""
        if item.name != Called("guid", (item.scope, owner, known)):
            said.report(f"name is {item.name!r}, which does not follow from scope and role")
        found.append((ids.get(known, repr(role)), key_at(lift, item.scope)))
        properties.done()
        said.done()
    drawn = lift.drawn_as(cluster)
    if drawn is None:
        return
    scratch = Draft(lift.design, SymbolTable("camel"), Text(""))
    grants = grants_of(scratch, drawn)
    wanted = [(str(grant.role), grant.scope) for grant in grants]
    if sorted(found) != sorted(wanted):
        cluster.said.report(f"its identity has the roles {found!r}, expected {wanted!r}")


def key_at(lift: Lift, scope: Identity | None) -> Key:
    """Return the key of what a role is on, "" for nothing that is drawn."""
    if scope is None:
        return ""
    if scope.type == TYPES["subnet"]:
        vnet = lift.owner_name("vnet", scope)
        return key_of("subnet", f"{vnet}/{scope.names[1]}")
    kind = next((k for k, t in TYPES.items() if t == scope.type), "")
    name = lift.drawn_name(kind, scope) if kind else None
    return key_of(kind, name) if name else ""
