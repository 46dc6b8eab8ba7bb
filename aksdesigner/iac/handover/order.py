"""What of the main deployment has to wait for a team, and what the team waits for."""

from __future__ import annotations

from aksdesigner.iac.design import Design
from aksdesigner.iac.handover.additions import HALF, ROLE
from aksdesigner.iac.handover.handover import Handover
from aksdesigner.iac.handover.teams import Team
from aksdesigner.iac.program import Program
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.peering import Peering


def waiting(design: Design, team: Team) -> tuple[str, ...]:
    """Return what Azure refuses until a team has done its part, in words.

    A half that uses a gateway waits for the half that offers it. A cluster with an identity of its
    own needs the identity's roles when it is created.
    """
    found: list[str] = []
    for addition in team.additions:
        if addition.field == HALF:
            half: Peering = addition.items[0]
            other = design.index.get(Peering, f"{half.to}>{half.from_}")
            if other is not None and other.use_remote_gateways:
                found.append(f"the peering {other.from_} to {other.to}, which uses the gateway")
        elif addition.field == ROLE:
            cluster = design.index.at(addition.drawn)
            if isinstance(cluster, AksCluster) and cluster.identity == "UserAssigned":
                found.append(f"cluster {label_of(addition.drawn)}, whose identity gets roles")
    return tuple(dict.fromkeys(found))


def first_addresses(handover: Handover, program: Program) -> tuple[str, ...]:
    """Return the addresses in the main root module of what a team's code refers to."""
    there = {(d.resource, d.symbol) for d in handover.declarations if d.existing}
    found = []
    for item in program.declarations:
        if not item.existing and (item.resource, item.symbol) in there:
            kind = "module" if item.module else item.type
            found.append(f"{kind}.{item.symbol}")
    return tuple(found)
