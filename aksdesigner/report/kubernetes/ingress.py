"""What the drawn ingresses of a cluster need: from the gateway in front to the workload behind."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.doors import ingress_token, workload_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kubernetes import Ingress, NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule
from aksdesigner.report.kubernetes.flows import Unsaid, peer_of
from aksdesigner.report.kubernetes.names import object_name


def policies_of_ingress(
    analysis: Analysis, cluster: AksCluster
) -> Iterator[tuple[list[NetworkPolicy], list[str]]]:
    """Yield for each drawn ingress the policy that lets it reach its workload, or why there is none."""
    for ingress in cluster.ingress:
        token = ingress_token(cluster, ingress)
        workload = workload_of(cluster, ingress)
        try:
            if workload is None:
                raise Unsaid("it names no workload of the cluster")
            peer_of(workload)
            subnet = _front(analysis, ingress)
            if not ingress.target_port.isdecimal():
                raise Unsaid(f"found pod port {ingress.target_port!r}, expected a number")
        except Unsaid as reason:
            yield [], [f"{token}: {reason}"]
            continue
        rule = PolicyRule(
            peers=tuple(PolicyPeer(ip_block=prefix) for prefix in subnet.prefixes),
            ports=(PolicyPort(port=ingress.target_port),),
        )
        policy = NetworkPolicy(
            name=object_name("allow-ingress", ingress.name),
            namespace=workload.namespace,
            pods=dict(workload.labels),
            types=("Ingress",),
            ingress=(rule,),
        )
        yield [policy], []


def _front(analysis: Analysis, ingress: Ingress) -> Subnet:
    """Return the subnet whose addresses the pods see. Raises Unsaid where it is not known."""
    if ingress.pattern != "agic":
        raise Unsaid(
            "which pods or addresses its controller has is not drawn: allow them to its workload"
        )
    index = analysis.facts.index
    gateway = index.get(ApplicationGateway, ingress.gateway)
    subnet = index.get(Subnet, f"{gateway.vnet}/{gateway.subnet}") if gateway else None
    if subnet is None or not subnet.prefixes:
        raise Unsaid("the subnet of its application gateway is not drawn")
    return subnet
