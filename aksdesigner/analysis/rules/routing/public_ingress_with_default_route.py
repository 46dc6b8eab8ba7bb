"""RTE-13: Public ingress with a default route to the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dnat import balancers_behind, lacks_host_route
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import route_table_of
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.scan import devices_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-13",
    name="public-ingress-with-default-route",
    topic="routing",
    severity="error",
    since="0.1",
    title="Public ingress with a default route to the firewall",
    source="azure-rules F-08, G.4 RTE-13",
    remedy="Use DNAT at the firewall, or move the ingress to another subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports public load balancers, and machines with a public address, whose answers leave through a firewall that never saw the request.

    ## What it does
    Reports public load balancers, and machines with a public address, whose answers leave
    through a firewall that never saw the request.

    ## Why it matters
    The firewall drops the answer; no client gets one.

    ## Example
    A public load balancer before a subnet with 0.0.0.0/0 to the firewall.

    ## How to fix
    Let the firewall translate (DNAT) to an internal frontend, or place the ingress in a subnet
    without that route.

    ## References
    azure-rules F-08, G.4 RTE-13
    """
    satisfied = {
        target.balancer.name
        for target in balancers_behind(facts)
        if not lacks_host_route(facts, target)
    }
    frontends: list[tuple[str, Severity, int]] = [
        (key_of("lb", balancer.name), "error", _port(balancer))
        for balancer in facts.topology.load_balancers
        if balancer.type == "public" and balancer.backends and not balancer.outbound_only
        if balancer.name not in satisfied
    ]
    frontends += [
        (key_of("vm", vm.name), "warning", 443) for vm in facts.topology.vms if vm.public_ip
    ]
    for key, severity, port in frontends:
        try:
            trace = facts.trace("internet:198.51.100.7", key, port)
        except QueryError:
            continue
        if trace.verdict != "asymmetric":
            continue
        ends = [hop.subnet for hop in (*trace.forward, *trace.back) if hop.subnet is not None]
        limited = any(_has_client_routes(facts, place) for place in ends)
        devices = listed(d.partition(":")[2] for d in devices_of(trace)) or "a firewall"
        yield RULE.found(
            key,
            *dict.fromkeys(ends),
            message=f"Answers of {key.partition(':')[2]} leave through {devices}, which did not see "
            "the request",
            severity="info" if limited else severity,
            forward=[hop.token for hop in trace.forward],
            back=[hop.token for hop in trace.back],
        )


def _port(balancer: LoadBalancer) -> int:
    """Return a port that the balancer serves."""
    low = balancer.port.partition("-")[0]
    return int(low) if low.isdecimal() else 443


def _has_client_routes(facts: Facts, place: Key) -> bool:
    """Return whether a route longer than 0.0.0.0/0 leads clients straight back."""
    subnet = facts.index.at(place)
    table = route_table_of(facts, subnet) if isinstance(subnet, Subnet) else None
    return any(
        isinstance(route.prefix, Cidr)
        and not route.prefix.is_default
        and route.next_hop_type == "Internet"
        for route in (table.routes if table else ())
    )
