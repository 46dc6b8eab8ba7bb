"""The NetworkPolicy baseline of a cluster: nothing passes, then DNS, then what the design wants.

Everything is a NetworkPolicy of the model, so that the engine that judges drawn policies judges the
baseline too. What can't be said is listed and left out, never widened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.policies import (
    DNS_LABELS,
    DNS_NAMESPACE,
    DNS_PORT,
    NAMESPACE_LABEL,
    engine_of,
    why_not_enforced,
)
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kubernetes import NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule
from aksdesigner.report.kubernetes.drawn import written_as_drawn
from aksdesigner.report.kubernetes.flows import Flow, NamePolicy, flows_of, policies_of_flow
from aksdesigner.report.kubernetes.ingress import policies_of_ingress
from aksdesigner.report.kubernetes.names import is_namespace, object_name

# namespaces that AKS runs itself: a default deny there would stop the cluster
OF_AKS = frozenset(
    {
        "kube-system",
        "kube-public",
        "kube-node-lease",
        "gatekeeper-system",
        "calico-system",
        "tigera-operator",
        "app-routing-system",
        "aks-istio-system",
        "aks-command",
    }
)


@dataclass
class Baseline:
    """What one cluster gets. `left_out` and `notes` are sentences for a person.

    `deny`, `dns`, `flows` and `drawn` are plain policies; `names` allow host names and exist only
    under Cilium. `idle` says why nothing enforces any of it, None where an engine does.
    """

    cluster: AksCluster
    engine: str
    idle: str | None
    deny: list[NetworkPolicy] = field(default_factory=list)
    dns: list[NetworkPolicy] = field(default_factory=list)
    flows: list[NetworkPolicy] = field(default_factory=list)
    drawn: list[NetworkPolicy] = field(default_factory=list)
    names: list[NamePolicy] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def policies(self) -> tuple[NetworkPolicy, ...]:
        """Every plain policy, what allows before what denies."""
        return (*self.dns, *self.flows, *self.drawn, *self.deny)


def baselines_of(analysis: Analysis) -> tuple[Baseline, ...]:
    """Return the baseline of each cluster of the design that is not somebody else's."""
    document = analysis.document
    found = [
        _baseline(analysis, cluster)
        for cluster in document.topology.aks_clusters
        if not cluster.external
    ]
    _prove(document, found)
    return tuple(found)


def _baseline(analysis: Analysis, cluster: AksCluster) -> Baseline:
    made = Baseline(cluster, engine_of(cluster), why_not_enforced(cluster, None))
    made.drawn, left_out = written_as_drawn(cluster.network_policies)
    made.left_out += left_out
    made.notes += _pool_notes(cluster, made.idle)
    spaces = _namespaces(cluster, made)
    for space in spaces:
        made.deny += _deny(space, made.drawn)
        made.dns.append(_dns(space))
    for flow in flows_of(analysis, cluster):
        policies, names, why = policies_of_flow(analysis, cluster, flow, spaces)
        made.flows += policies
        made.names += names
        made.left_out += [f"{flow.words}: {reason}" for reason in why]
    for policies, why in policies_of_ingress(analysis, cluster):
        made.flows += policies
        made.left_out += why
    made.dns = _apart(made.dns, made.drawn)
    made.deny = _apart(made.deny, made.drawn)
    made.flows = _apart(made.flows, (*made.drawn, *made.dns, *made.deny))
    made.names = _names_apart(made.names)
    return made


def _namespaces(cluster: AksCluster, made: Baseline) -> tuple[str, ...]:
    drawn = [w.namespace for w in cluster.workloads if not w.host_network]
    drawn += [p.namespace for p in cluster.network_policies]
    found: list[str] = []
    for name in dict.fromkeys(drawn):
        if name in OF_AKS:
            made.notes.append(f"namespace {name} is run by AKS and gets no default deny")
        elif not is_namespace(name):
            made.left_out.append(f"namespace {name!r}: Kubernetes takes no namespace of this name")
        else:
            found.append(name)
    if not drawn:
        made.notes.append(
            "the design names no workload: the baseline is for namespace default, copy it for others"
        )
        return ("default",)
    return tuple(found)


def _pool_notes(cluster: AksCluster, idle: str | None) -> list[str]:
    notes = [] if idle else [why_not_enforced(cluster, pool) for pool in cluster.pools]
    said = [note for note in notes if note]
    if cluster.local_dns:
        said.append(
            "LocalDNS answers on an address of the node: try a name from a pod before you deny"
        )
    return said


def _deny(space: str, drawn: Iterable[NetworkPolicy]) -> list[NetworkPolicy]:
    """Return the default deny of a namespace, less the directions that the design denies itself."""
    closed = {
        way
        for policy in drawn
        if policy.namespace == space and not policy.pods
        for way in policy.types
        if not (policy.ingress if way == "Ingress" else policy.egress)
    }
    types = [way for way in ("Ingress", "Egress") if way not in closed]
    if not types:
        return []
    fields = {"name": "default-deny", "namespace": space, "types": types}
    return [NetworkPolicy.model_validate(fields)]


def _dns(space: str) -> NetworkPolicy:
    peer = PolicyPeer(namespaces={NAMESPACE_LABEL: DNS_NAMESPACE}, pods=dict(DNS_LABELS))
    ports = tuple(PolicyPort(protocol=p, port=str(DNS_PORT)) for p in ("UDP", "TCP"))
    return NetworkPolicy(
        name="aksdesigner-allow-dns",
        namespace=space,
        types=("Egress",),
        egress=(PolicyRule(peers=(peer,), ports=ports),),
    )


def _apart(
    policies: Iterable[NetworkPolicy], taken: Iterable[NetworkPolicy]
) -> list[NetworkPolicy]:
    """Return policies that differ, each under a name that no other of its namespace has."""
    names = {(p.namespace, p.name) for p in taken}
    kept: list[NetworkPolicy] = []
    for policy in policies:
        if policy in kept:
            continue
        name, number = policy.name, 1
        while (policy.namespace, name) in names:
            number += 1
            name = object_name(policy.name, str(number))
        names.add((policy.namespace, name))
        kept.append(policy.model_copy(update={"name": name}))
    return kept


def _names_apart(policies: Iterable[NamePolicy]) -> list[NamePolicy]:
    names: set[tuple[str, str]] = set()
    said: list[tuple[object, ...]] = []
    kept: list[NamePolicy] = []
    for policy in policies:
        all_of_it = (policy.namespace, policy.pods, policy.host, policy.ports)
        name, number = policy.name, 1
        while (policy.namespace, name) in names:
            number += 1
            name = object_name(policy.name, str(number))
        if all_of_it not in said:
            said.append(all_of_it)
            names.add((policy.namespace, name))
            kept.append(replace(policy, name=name))
    return kept


def _prove(document: Document, baselines: Iterable[Baseline]) -> None:
    """Ask the design's own engine each wanted flow under the baselines; note what they stop."""
    found = {made.cluster.name: made for made in baselines}
    clusters = tuple(
        c.model_copy(update={"network_policies": found[c.name].policies}) if c.name in found else c
        for c in document.topology.aks_clusters
    )
    topology = document.topology.model_copy(update={"aks_clusters": clusters})
    under = analyze(document.replace(topology=topology))
    for made in found.values():
        if made.idle:
            continue
        by_name = {policy.words for policy in made.names}
        for flow in flows_of(under, made.cluster):
            if flow.words in by_name:
                continue  # host names are a matter of Cilium's own policies
            stopped = _stopped(under, flow)
            known = any(line.startswith(f"{flow.words}: ") for line in made.left_out)
            if stopped and not known:
                made.left_out.append(f"{flow.words}: {stopped}")


def _stopped(under: Analysis, flow: Flow) -> str | None:
    for port in flow.numbers:
        try:
            trace = under.trace(flow.source, flow.target, port=port, protocol=flow.protocol)
        except QueryError as error:
            return str(error)
        if trace.reason == "policy_deny":
            return trace.sentence
    return None
