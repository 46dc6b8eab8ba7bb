"""NSG-03: Security group blocks node traffic."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of

RULE = Rule(
    code="NSG-03",
    name="group-blocks-nodes",
    topic="security",
    severity="error",
    since="0.1",
    title="Security group blocks node traffic",
    source="azure-rules D-09, G.7 NSG-03",
    remedy="Allow node prefix to node prefix on all ports",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups that deny traffic between nodes of one cluster.

    ## What it does
    Reports security groups that deny traffic between nodes of one cluster.

    ## Why it matters
    Blocking traffic inside a cluster is not supported; kubelet, DNS and webhooks fail one after
    the other.

    ## Example
    A deny of VirtualNetwork at priority 4000 without an allow for the node prefix.

    ## How to fix
    Allow the node prefixes to each other on all ports, before the deny.

    ## References
    azure-rules D-09, G.7 NSG-03
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        told: set[tuple[Key, str | None]] = set()
        subnets = node_subnets(facts, cluster)
        for here, subnet in subnets.items():
            for there, other in subnets.items():
                src, dst = first_assignable(subnet), first_assignable(other)
                for place, rule in _denials(facts, here, there, src, dst):
                    if (place, rule) in told:
                        continue
                    told.add((place, rule))
                    yield RULE.found(
                        place,
                        key,
                        message=f"{rule} on {label_of(place)} denies traffic between nodes of "
                        f"{cluster.name}, {label_of(here)} to {label_of(there)}",
                        rule=rule,
                    )


FLOWS = (("Tcp", 10250), ("Tcp", 443), ("Udp", 53), ("Tcp", 45678))


def _denials(
    facts: Facts, here: Key, there: Key, src: Address | None, dst: Address | None
) -> Iterator[tuple[Key, str | None]]:
    if src is None or dst is None or src.version != 4 or dst.version != 4:
        return
    near = dst + 1 if here == there else dst
    for protocol, port in FLOWS:
        for place, way in ((here, "Outbound"), (there, "Inbound")):
            answer = facts.nsg(place, way, str(src), str(near), protocol, port)
            if answer.access == "Deny":
                yield place, answer.rule
