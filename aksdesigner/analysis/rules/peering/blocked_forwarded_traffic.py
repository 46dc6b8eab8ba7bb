"""PEER-06: Forwarded traffic blocked."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import network_of, vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import required_flows
from aksdesigner.analysis.facts.peering_scope import networks_holding
from aksdesigner.analysis.facts.scan import scan_of
from aksdesigner.analysis.results import Finding, Trace
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.peering import Peering

RULE = Rule(
    code="PEER-06",
    name="blocked-forwarded-traffic",
    topic="peering",
    severity="error",
    since="0.1",
    title="Forwarded traffic blocked",
    source="azure-rules C.3, F-05, G.3 PEER-06",
    remedy="Allow forwarded traffic on that half",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports peering halves that stop traffic which an appliance forwards between two endpoints of the design; an error where a required flow is stopped.

    ## What it does
    Reports peering halves that stop traffic which an appliance forwards between two endpoints
    of the design; an error where a required flow is stopped.

    ## Why it matters
    The receiving network refuses packets whose source is neither its peer's nor its own.

    ## Example
    allowForwardedTraffic off on the spoke's half, with the firewall in the hub.

    ## How to fix
    Allow forwarded traffic on the half of the receiving network.

    ## References
    azure-rules C.3, F-05, G.3 PEER-06
    """
    required = [t for t in (f.trace(facts) for f in required_flows(facts)) if _is_blocked(t)]
    stopped = [s.trace for s in scan_of(facts) if _is_blocked(s.trace)]
    found: dict[str, tuple[Peering, Trace, bool]] = {}
    for trace, is_required in [(t, True) for t in required if t] + [(t, False) for t in stopped]:
        half = _half(facts, trace)
        if half is not None:
            found.setdefault(half.name, (half, trace, is_required))
    for half, trace, is_required in found.values():
        appliance = (trace.forward if trace.leg == "forward" else trace.back)[-1].token
        yield RULE.found(
            key_of("peering", half.name),
            message=f"{half.from_} refuses traffic that {appliance.partition(':')[2]} forwards to it "
            f"from {trace.source.partition(':')[2]} to {trace.destination}: allowForwardedTraffic is "
            f"off on {half.name}",
            remedy=f"Allow forwarded traffic on {half.name}",
            severity="error" if is_required else "warning",
            source=trace.source,
            destination=trace.destination,
            leg=trace.leg,
        )


def _is_blocked(trace: Trace | None) -> bool:
    return trace is not None and trace.reason == "forwarded_traffic_blocked"


def _half(facts: Facts, trace: Trace) -> Peering | None:
    """Return the half that stopped the packet: the receiving network's, towards the sender's."""
    hops = trace.forward if trace.leg == "forward" else trace.back
    last = hops[-1]
    if last.subnet is None:
        return None
    near = network_of(last.subnet)
    refusing = [
        p
        for p in facts.topology.peerings
        if vnet_key(p.to) == near and not p.allow_forwarded_traffic
    ]
    for address in _ahead(facts, trace, last.route.next_hop_ips if last.route else ()):
        holders = networks_holding(facts, address)
        for half in refusing:
            if vnet_key(half.from_) in holders:
                return half
    return refusing[0] if len(refusing) == 1 else None


def _ahead(facts: Facts, trace: Trace, next_hops: tuple[Address, ...]) -> tuple[Address, ...]:
    """Return where the packet was going: its next hop, else its destination."""
    if next_hops:
        return next_hops
    first = facts.places.first(trace.forward[0].key or "") if trace.leg == "return" else None
    if first is not None:
        return (first.address,)
    text = trace.destination if trace.leg == "forward" else trace.source.partition("@")[2]
    try:
        return (Address.parse(text),)
    except AddressError:
        return ()
