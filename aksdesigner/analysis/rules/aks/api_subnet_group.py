"""AKS-06: Security group blocks the API server's subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.design import subnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.wishes import api_subnet, first_assignable
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="AKS-06",
    name="api-subnet-group",
    topic="aks",
    severity="error",
    since="0.1",
    title="Security group blocks the API server's subnet",
    source="azure-rules D-10, G.5 AKS-06",
    remedy="Allow nodes on 443 and 4443, AzureLoadBalancer on 9988",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups that deny nodes the API server's subnet on 443 and 4443, or AzureLoadBalancer on 9988.

    ## What it does
    Reports security groups that deny nodes the API server's subnet on 443 and 4443, or
    AzureLoadBalancer on 9988.

    ## Why it matters
    Nodes never join a cluster with API Server VNet Integration.

    ## Example
    A deny of all sources on the API server's subnet.

    ## How to fix
    Allow the node prefix on 443 and 4443, AzureLoadBalancer on 9988.

    ## References
    azure-rules D-10, G.5 AKS-06
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        name = api_subnet(facts, cluster) if cluster.api_server_vnet_integration else None
        if name is None or cluster.vnet is None:
            continue
        place = subnet_key(cluster.vnet, name)
        subnet = facts.index.at(place)
        own = first_assignable(subnet) if isinstance(subnet, Subnet) else None
        nodes = {
            k: a for k, s in node_subnets(facts, cluster).items() if (a := first_assignable(s))
        }
        denied = list(dict.fromkeys(_denied(facts, place, own, nodes))) if own else []
        if denied:
            yield RULE.found(
                key,
                place,
                message=f"{label_of(place)} can't be reached as {cluster.name} needs: {listed(denied)}",
                denied=denied,
            )


def _denied(facts: Facts, place: Key, own: Address, nodes: dict[Key, Address]) -> Iterator[str]:
    for subnet, node in nodes.items():
        for port in (443, 4443):
            for where, way in ((subnet, "Outbound"), (place, "Inbound")):
                answer = facts.nsg(where, way, str(node), str(own), "Tcp", port)
                if answer.access == "Deny":
                    yield f"{answer.rule} denies nodes {port}"
    answer = facts.nsg(place, "Inbound", "168.63.129.16", str(own), "Tcp", 9988)
    if answer.access == "Deny":
        yield f"{answer.rule} denies AzureLoadBalancer 9988"
