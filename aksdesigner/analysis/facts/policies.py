"""NetworkPolicies of a cluster: what they let a pod send and receive (azure-rules F).

A pod that no policy of a direction selects is open; one that some select passes only what one of
them lists. Where the cluster's engine does not enforce, that is said and nothing is stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.pods import own_pod_ranges
from aksdesigner.analysis.facts.rule_words import Known, both, either
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kubernetes import NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule, Workload

Way = Literal["Ingress", "Egress"]
NAMESPACE_LABEL = "kubernetes.io/metadata.name"
# the cluster's own DNS, which every name goes through
DNS_NAMESPACE, DNS_LABELS, DNS_PORT = "kube-system", {"k8s-app": "kube-dns"}, 53


@dataclass(frozen=True)
class Peer:
    """The other end of a pod's flow: pods of the same cluster, or an address outside of it.

    `namespace` is None for an address; `address` is None where nobody knows it. `is_service` marks
    a Service of the cluster: pods that the design does not name.
    """

    namespace: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    address: Address | None = None
    in_cluster: bool = False
    is_service: bool = False


@dataclass(frozen=True)
class PolicyRuling:
    """What the policies of one direction say. `policy` names the one that decides, or None."""

    outcome: Literal["allow", "deny", "notInvolved", "notEnforced", "unknown"]
    policy: str | None
    text: str


def pod_peer(workload: Workload) -> Peer:
    """Return pods as the other end of a flow in their own cluster."""
    return Peer(workload.namespace, tuple(workload.labels.items()), in_cluster=True)


DNS_PEER = Peer(DNS_NAMESPACE, tuple(DNS_LABELS.items()), in_cluster=True)


def why_not_enforced(cluster: AksCluster, pool: NodePool | None) -> str | None:
    """Return why the policies of a cluster stop nothing at a pod of a pool, or None."""
    if cluster.cni_mode == "byo":
        return f"{cluster.name} brings its own network plugin: no engine of AKS enforces policies"
    engine = engine_of(cluster)
    if engine == "none":
        return f"{cluster.name} has no network policy engine: policies are stored and not enforced"
    if pool is not None and pool.os == "Windows" and engine != "calico":
        return f"pool {pool.name} runs Windows, which engine {engine} does not cover"
    return None


def engine_of(cluster: AksCluster) -> str:
    """Return the engine that enforces policies; the Cilium dataplane brings its own."""
    return "cilium" if cluster.dataplane == "cilium" else cluster.network_policy


def judge(
    cluster: AksCluster,
    pool: NodePool | None,
    workload: Workload,
    way: Way,
    peer: Peer,
    port: int,
    protocol: str,
) -> PolicyRuling:
    """Return what the policies of a cluster say about one direction of a workload's flow."""
    chosen = [policy for policy in cluster.network_policies if selects(policy, workload, way)]
    name = f"{workload.namespace}/{workload.name}"
    if not chosen:
        return PolicyRuling("notInvolved", None, f"No {way} policy selects {name}.")
    if workload.host_network:
        text = f"{name} uses the host network, to which no policy applies."
        return PolicyRuling("notEnforced", label_of(chosen[0]), text)
    idle = why_not_enforced(cluster, pool)
    if idle is not None:
        return PolicyRuling("notEnforced", label_of(chosen[0]), f"{_headed(idle)}.")
    asked = _Asked(cluster, peer, port, protocol.upper())
    unsure: NetworkPolicy | None = None
    for policy in chosen:
        rules = policy.ingress if way == "Ingress" else policy.egress
        found = either(asked.rule(policy, rule) for rule in rules)
        if found:
            text = f"{way} policy {label_of(policy)} lets {name} pass."
            return PolicyRuling("allow", label_of(policy), text)
        unsure = unsure or (policy if found is None else None)
    if unsure is not None:
        text = f"Nobody knows whether {way.lower()} policy {label_of(unsure)} means the other end."
        return PolicyRuling("unknown", label_of(unsure), text)
    names = ", ".join(label_of(policy) for policy in chosen)
    verb = "select" if len(chosen) > 1 else "selects"
    kinds = "policies" if len(chosen) > 1 else "policy"
    verb_allow = "allow" if len(chosen) > 1 else "allows"
    other = "from" if way == "Ingress" else "to"
    text = (
        f"{way} {kinds} {names} {verb} {name} and {verb_allow} no {protocol} port {port} {other} "
        f"{_named(peer)}."
    )
    return PolicyRuling("deny", label_of(chosen[0]), text)


def label_of(policy: NetworkPolicy) -> str:
    """Return how a policy is named: ``payments/default-deny``."""
    return f"{policy.namespace}/{policy.name}"


def _headed(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(peer: Peer) -> str:
    if peer.namespace is None:
        return str(peer.address) if peer.address else "an address that is not known"
    labels = ", ".join(f"{name}={value}" for name, value in peer.labels) or "no labels"
    return f"pods of {peer.namespace} with {labels}"


def selects(policy: NetworkPolicy, workload: Workload, way: Way) -> bool:
    """Return whether a policy of a direction is about a workload."""
    same = policy.namespace == workload.namespace and way in policy.types
    return same and _within(policy.pods, workload.labels)


def _within(wanted: dict[str, str], labels: dict[str, str]) -> bool:
    return all(labels.get(name) == value for name, value in wanted.items())


@dataclass(frozen=True)
class _Asked:
    """One flow, as a rule of a policy sees it."""

    cluster: AksCluster
    peer: Peer
    port: int
    protocol: str

    def rule(self, policy: NetworkPolicy, rule: PolicyRule) -> Known:
        peers = either(self.means(policy, p) for p in rule.peers) if rule.peers else True
        ports = either(self.port_in(p) for p in rule.ports) if rule.ports else True
        return both((peers, ports))

    def port_in(self, ports: PolicyPort) -> Known:
        if ports.protocol != self.protocol:
            return False
        if ports.port is None:
            return True
        if not ports.port.isdecimal():
            return None  # a port by name is a matter of the pod's containers
        return int(ports.port) <= self.port <= (ports.end_port or int(ports.port))

    def means(self, policy: NetworkPolicy, peer: PolicyPeer) -> Known:
        if self.peer.is_service:
            return None
        if peer.ip_block is not None:
            return self.in_block(peer.ip_block, peer.except_)
        if self.peer.namespace is None:
            return False  # selectors mean pods of this cluster
        labels = dict(self.peer.labels)
        return both((self.in_namespace(policy, peer), _within(peer.pods or {}, labels)))

    def in_namespace(self, policy: NetworkPolicy, peer: PolicyPeer) -> Known:
        if peer.namespaces is None:
            return self.peer.namespace == policy.namespace
        answers: list[Known] = []
        for name, value in peer.namespaces.items():
            # of a namespace the design knows the name, which Kubernetes sets as a label
            answers.append(self.peer.namespace == value if name == NAMESPACE_LABEL else None)
        return both(answers)

    def in_block(self, block: Cidr, outside: tuple[Cidr, ...]) -> Known:
        if self.peer.in_cluster and engine_of(self.cluster) == "cilium":
            return False  # Cilium knows pods and nodes by identity: a block never means them
        if self.peer.address is not None:
            inside = block.contains(self.peer.address)
            return inside and not any(out.contains(self.peer.address) for out in outside)
        spaces = own_pod_ranges(self.cluster) if self.peer.namespace is not None else ()
        if not spaces:
            return True if block.is_default and not outside else None
        if not any(block.overlaps(space) for space in spaces):
            return False
        whole = all(block.contains(space) for space in spaces)
        return True if whole and not any(o.overlaps(s) for o in outside for s in spaces) else None
