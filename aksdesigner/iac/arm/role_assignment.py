"""Roles of a cluster's identity -> Microsoft.Authorization/roleAssignments."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Call, Expression, Property, Text
from aksdesigner.iac.plan.cluster import ROLES, Grant
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key


def declare_grants(
    draft: Draft, key: Key, grants: list[Grant], principal: Expression, owner: Expression
) -> tuple[str, ...]:
    """Declare role assignments on resources of this program and return their symbols.

    `owner` is the resource whose identity gets the roles: it makes the assignments' names unique.
    """
    out = []
    for grant in grants:
        role = Call(
            "subscriptionResourceId",
            (Text("Microsoft.Authorization/roleDefinitions"), Text(ROLES[grant.role])),
        )
        scope = draft.id_of(grant.scope)
        symbol = draft.declare(
            versioned("Microsoft.Authorization/roleAssignments"),
            key,
            {
                "scope": Property(scope.symbol, ()),
                "name": Call("guid", (scope, owner, Text(ROLES[grant.role]))),
                "properties": {
                    "principalId": principal,
                    "principalType": "ServicePrincipal",
                    "roleDefinitionId": role,
                },
            },
            f"{grant.role} {grant.scope}",
        )
        out.append(symbol)
    return tuple(out)
