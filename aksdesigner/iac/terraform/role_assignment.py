"""Roles of a cluster's identity -> azurerm_role_assignment."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression
from aksdesigner.iac.plan.cluster import Grant
from aksdesigner.model.ids import Key


def declare_grants(
    draft: Draft, key: Key, grants: list[Grant], principal: Expression
) -> tuple[str, ...]:
    """Declare role assignments on resources of this program and return their symbols."""
    return tuple(
        draft.declare(
            "azurerm_role_assignment",
            key,
            {
                "scope": draft.id_of(grant.scope),
                "role_definition_name": grant.role,
                "principal_id": principal,
                "principal_type": "ServicePrincipal",
            },
            f"{grant.role} {grant.scope}",
        )
        for grant in grants
    )
