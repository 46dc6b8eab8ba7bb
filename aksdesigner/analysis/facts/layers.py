"""Which layer of control decides on a flow: one decision a layer (seed: the layers of control)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from aksdesigner.analysis.facts.flight import Flight
from aksdesigner.analysis.results import LayerDecision, LayerName, Trace
from aksdesigner.model.ids import Key, label_of

_ROUTE_REASONS = ("next_hop_none", "no_gateway", "gateway_no_route", "not_advertised")
# what becomes of packets that routing loses, further on than the flow gets today
LOST = (
    *_ROUTE_REASONS,
    "no_outbound",
    "private_to_internet",
    "vnetlocal_outside",
    "next_hop_unreachable",
    "next_hop_unknown",
    "no_ip_forwarding",
    "no_host",
    "captured_by_overlay",
    "captured_by_service_cidr",
    "asymmetric",
    "loop",
)
_IDLE: dict[LayerName, str] = {
    "dns": "No name is asked for.",
    "networkPolicy": "No network policy selects an end of this flow.",
    "nsg": "No security group is on the way.",
    "route": "No route table is asked.",
    "peering": "No peering is crossed.",
    "firewall": "No firewall is on the way.",
    "privateEndpoint": "No private endpoint is on the way.",
}


def layers_of(trace: Trace, flights: Sequence[Flight]) -> tuple[LayerDecision, ...]:
    """Return one decision for each layer: a denial where there is one, else what let it pass last."""
    said = [*_routes(trace), *(d for flight in flights for d in flight.decisions)]
    return tuple(_of(layer, said) for layer in get_args(LayerName))


def _of(layer: LayerName, said: Iterable[LayerDecision]) -> LayerDecision:
    mine = [decision for decision in said if decision.layer == layer]
    for outcome in ("deny", "unknown", "notEnforced"):
        found = next((decision for decision in mine if decision.outcome == outcome), None)
        if found is not None:
            return found
    return mine[-1] if mine else LayerDecision(layer, "notInvolved", sentence=_IDLE[layer])


def _routes(trace: Trace) -> list[LayerDecision]:
    """Return the decision of routing: where a leg is lost, else the first row that sent it away.

    A loss behind something that stops the flow earlier counts too: opening that would not help.
    """
    if trace.reason in _ROUTE_REASONS or trace.verdict in ("blackhole", "loop", "asymmetric"):
        row = _last_row(trace)
        return [LayerDecision("route", "deny", *row, trace.leg or "forward", trace.sentence)]
    for blocker in trace.blockers:
        if blocker.reason in LOST:
            lost = (blocker.setting, blocker.key, blocker.leg, blocker.sentence)
            return [LayerDecision("route", "deny", *lost)]
    for hop in trace.forward:
        if hop.route is not None:
            element = hop.route.name or str(hop.route.prefix)
            at = label_of(hop.subnet) if hop.subnet else hop.token
            hop_type = hop.route.next_hop_type
            text = f"{hop.route.prefix} of {at} sends it to next hop type {hop_type}."
            return [LayerDecision("route", "allow", element, hop.route.origin, "forward", text)]
    return []


def _last_row(trace: Trace) -> tuple[str | None, Key | None]:
    hops = trace.back if trace.leg == "return" and trace.back else trace.forward
    for hop in reversed(hops):
        if hop.route is not None:
            return hop.route.name or str(hop.route.prefix), hop.route.origin
    return None, None
