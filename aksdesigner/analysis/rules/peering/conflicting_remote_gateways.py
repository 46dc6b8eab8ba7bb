"""PEER-05: Remote gateway conflict."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import gateways_in
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.peering import Peering

RULE = Rule(
    code="PEER-05",
    name="conflicting-remote-gateways",
    topic="peering",
    severity="error",
    since="0.1",
    title="Remote gateway conflict",
    source="azure-rules C.3",
    remedy="Keep one of them",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that use remote gateways on several peerings, or while they have a gateway of their own.

    ## What it does
    Reports networks that use remote gateways on several peerings, or while they have a gateway
    of their own.

    ## Why it matters
    Azure allows one remote gateway, and none beside an own one.

    ## Example
    A spoke with useRemoteGateways towards two hubs.

    ## How to fix
    Choose one.

    ## References
    azure-rules C.3
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        using = _using(facts).get(vnet.name, ())
        own = gateways_in(facts, vnet_key(vnet.name))
        remotes = listed(p.to for p in using)
        if len(using) > 1:
            fault = f"uses the gateways of {remotes}; one is possible"
        elif using and own:
            fault = (
                f"uses the gateway of {remotes} and has {listed(g.name for g in own)} of its own"
            )
        else:
            continue
        yield RULE.found(
            key_of("vnet", vnet.name),
            *(key_of("peering", p.name) for p in using),
            message=f"{vnet.name} {fault}",
            remotes=[p.to for p in using],
        )


@kept
def _using(facts: Facts) -> dict[str, tuple[Peering, ...]]:
    """Return the peerings with useRemoteGateways by the network that owns them."""
    found: dict[str, list[Peering]] = {}
    for peering in facts.topology.peerings:
        if peering.use_remote_gateways:
            found.setdefault(peering.from_, []).append(peering)
    return {name: tuple(peerings) for name, peerings in found.items()}
