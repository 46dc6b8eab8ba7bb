"""Health probes of load balancers: from 168.63.129.16 to each backend (azure-rules C-07, D-06)."""

from __future__ import annotations

from aksdesigner.analysis.facts.nsg import Flow, Verdict, decide
from aksdesigner.analysis.facts.packets import Stop, Walk, failed
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.private_ranges import PLATFORM_DNS
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.part import Resource

# a Service of a cluster is probed at a node port, which Kubernetes chooses in this range
_NODE_PORTS = (30_000, 32_767)


def probe(walk: Walk, balancer: Resource, backend: Place) -> Stop | None:
    """Return why the probe does not reach a backend, which then gets no flows, or None."""
    ports = _ports(balancer)
    found = walk.design.index.at(backend.subnet)
    if walk.leg == "return" or not walk.filtered or not ports or found is None:
        return None
    verdicts = [_verdict(walk, backend, port) for port in ports]
    judged = verdicts[0]
    if judged.group is None or any(v.unmodelled for v in verdicts):
        return None
    where = f"{PLATFORM_DNS} to {backend.address} port {'-'.join(str(port) for port in ports)}"
    rule = f"{judged.rule} of security group {judged.group}"
    if any(verdict.access == "Allow" for verdict in verdicts):
        walk.note(f"The health probe from {where} passes: {rule}.")
        return None
    text = f"{rule} denies the health probe from {where}, so the balancer sends no flow there."
    key = key_of("nsg", judged.group)
    walk.decided("nsg", "deny", judged.rule, key, text)
    return walk.bar(failed("dropped", "nsg_deny", text, key=key, setting=judged.rule))


def _ports(balancer: Resource) -> tuple[int, ...]:
    if isinstance(balancer, AksCluster):
        return _NODE_PORTS
    port = balancer.probe_port if isinstance(balancer, LoadBalancer) else None
    return (int(port),) if port and port.isdecimal() else ()


def _verdict(walk: Walk, backend: Place, port: int) -> Verdict:
    flow = Flow(PLATFORM_DNS, backend.address, port, "tcp")
    return decide(walk.design, backend.subnet, backend.key, "Inbound", flow)
