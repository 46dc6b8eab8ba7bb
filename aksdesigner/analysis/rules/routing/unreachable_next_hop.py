"""RTE-05: Next hop unreachable."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import owner_at, subnets_with
from aksdesigner.analysis.facts.peering_scope import networks_holding
from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-05",
    name="unreachable-next-hop",
    topic="routing",
    severity="error",
    since="0.1",
    title="Next hop unreachable",
    source="azure-rules C.1, C.2, G.4 RTE-05",
    remedy="Peer the networks, or correct the address",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports routes whose appliance address lies in a network that is neither the subnet's own nor peered with it, or is on-premises; and, as a warning, addresses that nothing drawn owns.

    ## What it does
    Reports routes whose appliance address lies in a network that is neither the subnet's own
    nor peered with it, or is on-premises; and, as a warning, addresses that nothing drawn owns.

    ## Why it matters
    Packets are dropped at the first hop.

    ## Example
    A next hop 10.9.0.4 in a hub that the spoke is not peered with.

    ## How to fix
    Peer the networks, or name the right address.

    ## References
    azure-rules C.1, C.2, G.4 RTE-05
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    """Yield one finding for each address of a table: about the subnet that is worst off."""
    worst: dict[Address, Finding] = {}
    for key, _ in subnets_with(facts, table.name):
        for route in table.routes:
            address = route.next_hop_ip
            if route.next_hop_type != "VirtualAppliance" or address is None:
                continue
            told = worst.get(address)
            if told is not None and told.severity == "error":
                continue
            fault = _fault(facts, key, address)
            if fault is None or (told is not None and fault[0] != "error"):
                continue
            severity, text = fault
            worst[address] = RULE.found(
                key_of("rt", table.name),
                key,
                message=f"{table.name} sends {route.prefix} of {label_of(key)} to {address}, {text}",
                severity=severity,
                nextHop=str(address),
                route=route.name,
            )
    yield from worst.values()


def _fault(facts: Facts, subnet: Key, address: Address) -> tuple[Severity, str] | None:
    if owner_at(facts, subnet, address) is not None:
        return None
    own = network_of(subnet)
    holders = networks_holding(facts, address)
    if not {own, *facts.connected(own)}.isdisjoint(holders):
        return "warning", "which nothing drawn owns"
    if holders:
        return "error", f"in {label_of(holders[0])}, which is not peered with {label_of(own)}"
    for site in facts.topology.on_prem:
        if any(p.contains(address) and not p.is_default for p in site.prefixes):
            return "error", f"which is on-premises at {site.name}"
    return "warning", "which no drawn network holds"
