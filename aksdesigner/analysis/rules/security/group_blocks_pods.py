"""NSG-04: Security group blocks overlay pods."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of

RULE = Rule(
    code="NSG-04",
    name="group-blocks-pods",
    topic="security",
    severity="error",
    since="0.1",
    title="Security group blocks overlay pods",
    source="azure-rules D-09, D-13, G.7 NSG-04",
    remedy="Allow the node prefix and the pod range to the pod range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports rules that deny node to pod or pod to pod traffic of overlay and kubenet clusters on their node subnets.

    ## What it does
    Reports rules that deny node to pod or pod to pod traffic of overlay and kubenet clusters on
    their node subnets.

    ## Why it matters
    Pod traffic is not encapsulated: the group sees pod addresses, which are not in the node
    prefix.

    ## Example
    A deny of all sources at 4000, with an allow for the node prefix alone.

    ## How to fix
    Allow the node prefix to the pod range, and the pod range to itself.

    ## References
    azure-rules D-09, D-13, G.7 NSG-04
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.cni_mode not in ("overlay", "kubenet"):
            continue
        pods = next((c for c in pod_cidrs_of(cluster) if c.version == 4 and c.size > 300), None)
        for place, subnet in node_subnets(facts, cluster).items():
            node = first_assignable(subnet)
            if pods is None or node is None or node.version != 4:
                continue
            pod, other = pods.address(10), pods.address(266)
            for src, dst, what in ((node, pod, "node to pod"), (pod, other, "pod to pod")):
                rule = _denied(facts, place, src, dst)
                if rule is not None:
                    yield RULE.found(
                        place,
                        key,
                        message=f"{rule} on {label_of(place)} denies {what} traffic of {cluster.name} "
                        f"({pods})",
                        rule=rule,
                    )


DEFAULTS = ("DenyAllInBound", "DenyAllOutBound")  # Azure lets pods through where nobody denies


def _denied(facts: Facts, place: Key, src: Address, dst: Address) -> str | None:
    for way in ("Outbound", "Inbound"):
        for port in (443, 45678):
            answer = facts.nsg(place, way, str(src), str(dst), "Tcp", port)
            if answer.access == "Deny" and answer.rule not in DEFAULTS:
                return answer.rule
    return None
