"""RTE-13: the request comes in by the firewall that sees the answer."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField, SetFields
from aksdesigner.edit.suggest import next_address
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.part import plain_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "RTE-13"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Make the frontend internal, and let the firewall translate its public address to it.

    Only where the firewall keeps its rules itself: a policy is shared, and its rules a decision.
    """
    topology = analysis.document.topology
    key = finding.resources[0]
    balancer = topology.index.at(key)
    subnet = next((k for k in finding.resources[1:] if k.startswith("subnet:")), None)
    names = [token.partition(":")[2] for token in finding.evidence["back"] if token[:3] == "fw:"]
    firewall = topology.index.get(Firewall, names[0]) if names else None
    if not isinstance(balancer, LoadBalancer) or subnet is None or firewall is None:
        return
    free = next_address(analysis.document, subnet)
    if free is None or firewall.policy is not None:
        return
    vnet, _, name = label_of(subnet).partition("/")
    inside: Command = SetFields(
        key, {"vnet": vnet, "subnet": name, "ip": str(free), "type": "internal"}
    )
    rule = {"name": balancer.name, "to": str(free), "protocol": balancer.protocol}
    rules = [*(plain_of(one) for one in firewall.dnat), {**rule, "port": balancer.port}]
    title = f"Make {balancer.name} internal at {free}, with DNAT at {firewall.name}"
    yield candidate(title, inside, SetField(f"fw:{firewall.name}", "dnat", rules))
