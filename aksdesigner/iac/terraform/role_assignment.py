"""Roles of a cluster's identity -> azurerm_role_assignment."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.plan.cluster import Grant, grants_of
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.symbols import SymbolTable
from aksdesigner.iac.terraform.lifting import Lift
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


def read_grants(lift: Lift, said: Said, cluster: Any, principal: Reference) -> None:
    """Report where the roles of a cluster's identity are not those that its place needs."""
    found = []
    for resource in list(lift.of_type("azurerm_role_assignment")):
        if resource.body.get("principal_id") != principal:
            continue
        inner = lift.said(resource)
        inner.take("principal_id")
        inner.must("principal_type", "ServicePrincipal")
        role, scope = inner.take("role_definition_name"), inner.take("scope")
        address = lift.target(inner, scope)
        inner.done()
        found.append((role, lift.key_at(address) if address else ""))
    if cluster is None:
        return
    design = lift.drawn.design
    scratch = Draft(design, SymbolTable("snake"), Text(""))
    grants = grants_of(scratch, cluster)
    wanted = [(grant.role, grant.scope) for grant in grants]
    if sorted(found, key=repr) != sorted(wanted, key=repr):
        said.report(f"its identity has the roles {found!r}, expected {wanted!r}")
