"""ADR-08: Static address unusable."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.static_addresses import StaticAddress, assignable, static_addresses
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="ADR-08",
    name="unusable-static-address",
    topic="address",
    severity="error",
    since="0.1",
    title="Static address unusable",
    source="azure-rules A-07",
    remedy="Pick a free address of the subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports addresses typed for machines, appliances, firewalls, load balancers and endpoints that lie outside their subnet, are kept by Azure, or are used twice.

    ## What it does
    Reports addresses typed for machines, appliances, firewalls, load balancers and endpoints
    that lie outside their subnet, are kept by Azure, or are used twice.

    ## Why it matters
    Azure refuses the interface. The first four addresses and the last of a subnet are its own.

    ## Example
    A machine at 10.80.8.3 in 10.80.8.0/24.

    ## How to fix
    Pick a free address from .4 to the one before the last.

    ## References
    azure-rules A-07
    """
    seen: dict[tuple[str, object], dict[str, StaticAddress]] = {}
    for static in static_addresses(facts):
        subnet = facts.index.at(static.subnet)
        prefixes = subnet.prefixes if isinstance(subnet, Subnet) else ()
        is_judged = prefixes and static.kind != "clusterIlb"  # those are CAP-27
        if is_judged and not any(assignable(static.address, prefix) for prefix in prefixes):
            yield RULE.found(
                static.key,
                message=f"{static.label} has {static.address}, which {label_of(static.subnet)} "
                f"{prefixes[0]} cannot give out",
                address=str(static.address),
                subnet=label_of(static.subnet),
            )
        place = (static.subnet.partition("/")[0], static.address)
        owners = seen.setdefault(place, {})
        is_another = bool(owners) and static.key not in owners
        owners.setdefault(static.key, static)
        if is_another:  # one finding for each owner after the first
            other = next(iter(owners.values()))
            yield RULE.found(
                static.key,
                other.key,
                message=f"{static.label} has {static.address}, which {other.label} has too",
                address=str(static.address),
            )
