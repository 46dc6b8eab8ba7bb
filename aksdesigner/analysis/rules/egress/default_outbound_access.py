"""EGR-15: Subnet relies on default outbound."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="EGR-15",
    name="default-outbound-access",
    topic="egress",
    severity="warning",
    since="0.1",
    title="Subnet relies on default outbound",
    source="azure-rules C.4, B.4",
    remedy="Add a NAT gateway",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports machines that reach the Internet by nothing but Azure's default outbound access.

    ## What it does
    Reports machines that reach the Internet by nothing but Azure's default outbound access.

    ## Why it matters
    The address is Azure's, changes without notice, and new networks no longer get it.

    ## Example
    A machine without public address in a subnet that is not private.

    ## How to fix
    Add a NAT gateway, a load balancer or a public address.

    ## References
    azure-rules C.4, B.4
    """
    balanced = {
        backend
        for balancer in facts.topology.load_balancers
        if balancer.type == "public"
        for backend in balancer.backends
    }
    for vm in facts.topology.vms:
        place = key_of("subnet", f"{vm.vnet}/{vm.subnet}")
        subnet, row = facts.index.at(place), default_route(facts, place)
        explicit = vm.public_ip or key_of("vm", vm.name) in balanced
        if not isinstance(subnet, Subnet) or subnet.private or subnet.nat_gateway or explicit:
            continue
        if row is not None and row.next_hop_type == "Internet":
            yield RULE.found(
                key_of("vm", vm.name),
                place,
                message=f"{vm.name} leaves {label_of(place)} by default outbound access alone",
            )
