"""POL-06: Default deny of egress without DNS."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kubernetes import NetworkPolicy, PolicyPeer, PolicyRule

RULE = Rule(
    code="POL-06",
    name="default-deny-without-dns",
    topic="policy",
    severity="error",
    since="0.2",
    title="Default deny of egress without DNS",
    source="azure-rules G.7 POL-06",
    remedy="Allow UDP and TCP 53 to kube-system",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports namespaces with a policy that denies all egress by default and no policy that allows UDP and TCP 53 to kube-system.

    ## What it does
    Reports namespaces with a policy that denies all egress by default and no policy that allows
    UDP and TCP 53 to kube-system.

    ## Why it matters
    Pods cannot resolve a name, so nothing that is allowed works either.

    ## Example
    A default-deny policy for egress, and an allow rule for port 443 alone.

    ## How to fix
    Add a policy for every pod of the namespace that allows UDP and TCP 53 to kube-system.

    ## References
    azure-rules G.7 POL-06
    """
    for cluster in facts.topology.aks_clusters:
        spaces: dict[str, list[NetworkPolicy]] = {}
        for policy in cluster.network_policies:
            if "Egress" in policy.types:
                spaces.setdefault(policy.namespace, []).append(policy)
        for space, policies in spaces.items():
            deny = next((p for p in policies if not p.pods and not p.egress), None)
            missing = [name for name in ("UDP", "TCP") if not _is_allowed(policies, name)]
            if deny is not None and missing:
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"{cluster.name} denies egress of namespace {space} by default "
                    f"({deny.name}) and does not allow {listed(missing)} 53 to kube-system",
                    namespace=space,
                    policy=deny.name,
                    missing=missing,
                )


SYSTEM = "kube-system"
NAME_LABEL = "kubernetes.io/metadata.name"
DNS_PORT = 53


def _is_allowed(policies: list[NetworkPolicy], protocol: str) -> bool:
    return any(_allows(rule, protocol) for policy in policies for rule in policy.egress)


def _allows(rule: PolicyRule, protocol: str) -> bool:
    reaches = not rule.peers or any(_is_system(peer) for peer in rule.peers)
    return reaches and (
        not rule.ports
        or any(
            port.protocol == protocol and _holds(port.port, port.end_port) for port in rule.ports
        )
    )


def _is_system(peer: PolicyPeer) -> bool:
    """Return whether a peer means the pods of kube-system, or every address."""
    if peer.ip_block is not None:
        return peer.ip_block.is_default
    return peer.namespaces is not None and peer.namespaces in ({}, {NAME_LABEL: SYSTEM})


def _holds(port: str | None, end: int | None) -> bool:
    if port is None:
        return True
    low, _, high = port.partition("-")
    if not low.isdecimal():
        return port in ("dns", "dns-tcp", "*")
    return int(low) <= DNS_PORT <= (end or int(high or low))
