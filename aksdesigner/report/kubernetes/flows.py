"""The allowed flows of a design: its path intents that expect a packet of a pod to arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.facts.endpoints import read_source, read_target
from aksdesigner.analysis.facts.ends import DEFAULT_CLIENT, Origin, Target
from aksdesigner.analysis.facts.pods import own_service_ranges
from aksdesigner.analysis.facts.policies import NAMESPACE_LABEL, engine_of
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.queries.comparison import listed
from aksdesigner.analysis.queries.intents import words_of
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kubernetes import (
    NetworkPolicy,
    PolicyPeer,
    PolicyPort,
    PolicyRule,
    Workload,
)
from aksdesigner.report.kubernetes.names import (
    bad_label,
    is_host_name,
    is_namespace,
    object_name,
)

PROTOCOLS = {"tcp": "TCP", "udp": "UDP", "sctp": "SCTP"}
# what is not the Internet: private, shared, link-local
INSIDE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16")
ANYWHERE = "0.0.0.0/0"


@dataclass(frozen=True)
class Flow:
    """A path intent that expects delivery; `words` tell it to a person."""

    source: str
    target: str
    ports: tuple[str, ...]
    protocol: str
    words: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The ports that are plain numbers."""
        return tuple(int(port) for port in self.ports if port.isdecimal())


@dataclass(frozen=True)
class NamePolicy:
    """Cilium only: pods may reach a host by its name, whatever its addresses are."""

    name: str
    namespace: str
    pods: dict[str, str]
    host: str
    ports: tuple[PolicyPort, ...]
    words: str


class Unsaid(Exception):
    """A flow has a part that no policy can say; the text tells which."""


def flows_of(analysis: Analysis, cluster: AksCluster) -> tuple[Flow, ...]:
    """Return the wanted flows from or to pods of a cluster, in the order of the file."""
    found: list[Flow] = []
    for query in analysis.document.queries:
        details = query.details
        source, target = str(details.get("from", "")), str(details.get("to", ""))
        names = {end.partition(":")[2].split("/")[0] for end in (source, target) if _is_pod(end)}
        if query.kind == "path" and cluster.name in names and _is_wanted(details):
            ports = tuple(listed(details.get("ports")) or [str(details.get("port", 443))])
            protocol = str(details.get("protocol", "tcp")).lower()
            found.append(Flow(source, target, ports, protocol, words_of(query)))
    return tuple(found)


def _is_pod(end: str) -> bool:
    return end.startswith("pod:")


def _is_wanted(details: Mapping[str, Any]) -> bool:
    expect = details.get("expect")
    verdict = expect.get("verdict") if isinstance(expect, Mapping) else None
    is_routing = details.get("mode") == "routing"
    return details.get("not") is not True and not is_routing and verdict in (None, "delivered")


def policies_of_flow(
    analysis: Analysis, cluster: AksCluster, flow: Flow, spaces: tuple[str, ...]
) -> tuple[list[NetworkPolicy], list[NamePolicy], list[str]]:
    """Return the policies of a cluster that let a flow pass, and what can't be said of it."""
    try:
        origin = read_source(analysis.facts, flow.source)
        target = read_target(analysis.facts, flow.target, origin)
        ports = _ports(flow)
    except (QueryError, Unsaid) as reason:
        return [], [], [str(reason)]
    made: list[NetworkPolicy] = []
    hosts: list[NamePolicy] = []
    why: list[str] = []
    if origin.cluster is not None and origin.cluster.name == cluster.name:
        try:
            for space, pods in _subjects(origin.workload, spaces):
                host = _host(cluster, target)
                if host:
                    name = object_name("allow-to", host.replace(".", "-"), "-".join(flow.ports))
                    hosts.append(NamePolicy(name, space, pods, host, ports, flow.words))
                    continue
                rule = PolicyRule(peers=_far_peers(analysis, cluster, target), ports=ports)
                made.append(_policy("Egress", space, pods, rule, flow))
        except Unsaid as reason:
            why.append(str(reason))
    if target.pod_of is not None and target.pod_of.name == cluster.name:
        try:
            for space, pods in _subjects(target.workload, spaces):
                rule = PolicyRule(peers=_near_peers(analysis, cluster, origin), ports=ports)
                made.append(_policy("Ingress", space, pods, rule, flow))
        except Unsaid as reason:
            why.append(str(reason))
    return made, hosts, why


def _policy(
    way: str, space: str, pods: dict[str, str], rule: PolicyRule, flow: Flow
) -> NetworkPolicy:
    side = "to" if way == "Egress" else "from"
    other = flow.target if way == "Egress" else flow.source
    me = flow.source if way == "Egress" else flow.target
    ports = "-".join((*flow.ports, flow.protocol))
    name = object_name(
        "allow", me.rpartition("/")[2].replace(":", "-"), side, other.replace(":", "-"), ports
    )
    fields: dict[str, Any] = {"name": name, "namespace": space, "pods": pods, "types": [way]}
    policy = NetworkPolicy.model_validate(fields)
    return policy.model_copy(update={"egress" if way == "Egress" else "ingress": (rule,)})


def _subjects(
    workload: Workload | None, spaces: tuple[str, ...]
) -> list[tuple[str, dict[str, str]]]:
    """Return the pods that a policy of a flow selects, a namespace each.

    An end that names no workload means every pod of the namespaces that the design knows.
    """
    if workload is None:
        return [(space, {}) for space in spaces]
    _say(workload)
    return [(workload.namespace, dict(workload.labels))]


def _say(workload: Workload) -> None:
    name = f"{workload.namespace}/{workload.name}"
    if workload.host_network:
        raise Unsaid(f"{name} uses the host network, to which no policy applies")
    if not is_namespace(workload.namespace):
        raise Unsaid(f"Kubernetes takes no namespace {workload.namespace!r}")
    if not workload.labels:
        raise Unsaid(f"{name} has no labels by which a policy could select it")
    label = bad_label(workload.labels)
    if label:
        raise Unsaid(f"Kubernetes takes no label {label!r}")


def peer_of(workload: Workload) -> PolicyPeer:
    """Return pods of the cluster as the other end of a rule. Raises Unsaid where labels lack."""
    _say(workload)
    return PolicyPeer(namespaces={NAMESPACE_LABEL: workload.namespace}, pods=dict(workload.labels))


def _ports(flow: Flow) -> tuple[PolicyPort, ...]:
    protocol = PROTOCOLS.get(flow.protocol)
    if protocol is None:
        raise Unsaid(f"a policy knows TCP, UDP and SCTP, no {flow.protocol}")
    if "*" in flow.ports:
        return (PolicyPort.model_validate({"protocol": protocol}),)
    wrong = next((p for p in flow.ports if not p.isdecimal() or not 1 <= int(p) <= 65_535), None)
    if wrong is not None:
        raise Unsaid(f"found port {wrong!r}, expected a number")
    return tuple(
        PolicyPort.model_validate({"protocol": protocol, "port": port}) for port in flow.ports
    )


def _host(cluster: AksCluster, target: Target) -> str | None:
    """Return the name to allow instead of an address: under Cilium, where the address is public."""
    if engine_of(cluster) != "cilium" or target.name is None or target.stop is not None:
        return None
    host = target.name.rstrip(".").lower()
    is_private = isinstance(target.dst, Address) and any(
        Cidr.parse(block).contains(target.dst) for block in INSIDE
    )
    return host if is_host_name(host) and not is_private else None


def _far_peers(analysis: Analysis, cluster: AksCluster, target: Target) -> tuple[PolicyPeer, ...]:
    """Return the far end of an egress rule. Raises Unsaid where no policy can name it."""
    if target.pod_of is not None and target.pod_of.name == cluster.name:
        if target.workload is None:
            raise Unsaid("the far end is a pod without a workload: name NAMESPACE/WORKLOAD")
        if not target.workload.host_network:
            return (peer_of(target.workload),)
    if target.stop is not None:
        raise Unsaid(target.stop.text or target.token)
    if isinstance(target.dst, Address) and any(
        block.contains(target.dst) for block in own_service_ranges(cluster)
    ):
        raise Unsaid("the pods behind a Service are not drawn: select them by their labels")
    blocks = _blocks(analysis, target.token, target.dst)
    if target.token == "internet":
        return _checked(analysis, cluster, _internet(target.dst))
    return _checked(analysis, cluster, blocks)


def _near_peers(analysis: Analysis, cluster: AksCluster, origin: Origin) -> tuple[PolicyPeer, ...]:
    """Return the near end of an ingress rule. Raises Unsaid where no policy can name it."""
    same = origin.cluster is not None and origin.cluster.name == cluster.name
    if same and (origin.workload is None or not origin.workload.host_network):
        if origin.workload is None:
            raise Unsaid("the near end is a pod without a workload: name NAMESPACE/WORKLOAD")
        return (peer_of(origin.workload),)
    if origin.kind == "internet":
        return _checked(analysis, cluster, _internet(origin.address))
    address: Any = origin.address or (origin.place.address if origin.place else None)
    if origin.cluster is not None:
        raise Unsaid("pods of another cluster show an address of their nodes: allow their subnet")
    return _checked(analysis, cluster, _blocks(analysis, origin.token, address))


def _internet(address: Any) -> tuple[PolicyPeer, ...]:
    """Return the Internet, or one address of it where the intent names one."""
    if isinstance(address, Address) and address != DEFAULT_CLIENT:
        return (PolicyPeer(ip_block=_one(address)),)
    outside = tuple(Cidr.parse(block) for block in INSIDE)
    return (
        PolicyPeer.model_validate({"ipBlock": ANYWHERE}).model_copy(update={"except_": outside}),
    )


def _one(address: Address) -> Cidr:
    return Cidr.parse(f"{address}/{32 if address.version == 4 else 128}")


def _blocks(analysis: Analysis, token: str, address: Any) -> tuple[PolicyPeer, ...]:
    """Return a subnet or a site as its prefixes, everything else as its one address."""
    kind, _, name = token.partition(":")
    index = analysis.facts.index
    owner: Any = None
    if kind == "subnet":
        owner = index.get(Subnet, name)
    elif kind in ("onprem", "site") and "@" not in name:
        owner = index.get(OnPremises, name)
    if owner is not None and owner.prefixes:
        return tuple(PolicyPeer(ip_block=prefix) for prefix in owner.prefixes)
    if not isinstance(address, Address):
        raise Unsaid("the design knows no address of the other end")
    return (PolicyPeer(ip_block=_one(address)),)


def _checked(
    analysis: Analysis, cluster: AksCluster, peers: tuple[PolicyPeer, ...]
) -> tuple[PolicyPeer, ...]:
    """Return prefixes, unless Cilium would never match one of them (azure-rules F)."""
    if engine_of(cluster) != "cilium":
        return peers
    facts = analysis.facts
    own = [*node_subnets(facts, cluster).values(), *pod_subnets(facts, cluster).values()]
    ranges = [prefix for subnet in own for prefix in subnet.prefixes]
    for peer in peers:
        block = peer.ip_block
        if block is not None and not block.is_default and any(r.overlaps(block) for r in ranges):
            raise Unsaid(
                f"{block} holds nodes or pods of {cluster.name}, which Cilium never matches by a "
                "prefix"
            )
    return peers
