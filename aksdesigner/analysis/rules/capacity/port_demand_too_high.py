"""CAP-24: Demand for ports too high."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.snat import snat_of
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding, SnatBudget
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="CAP-24",
    name="port-demand-too-high",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Demand for ports too high",
    source="azure-rules B.4, G.2 CAP-24",
    remedy="Use a NAT gateway, or add public addresses",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose declared connections to the busiest destination exceed the ports of their way out, or use more than 70% of them.

    ## What it does
    Reports clusters whose declared connections to the busiest destination exceed the ports of
    their way out, or use more than 70% of them.

    ## Why it matters
    A port is used once for each destination; when they run out, connections time out under load
    and work again in quiet hours.

    ## Example
    2,000 connections a node with 1,024 automatic ports.

    ## How to fix
    Use a NAT gateway, add public addresses, or pool connections.

    ## References
    azure-rules B.4, G.2 CAP-24
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)
        for budget in snat_of(facts, cluster.name):
            for supply in _supplies(budget):
                if supply.asked * 10 <= supply.ports * 7:
                    continue
                yield RULE.found(
                    key,
                    message=f"{cluster.name} needs {number(supply.asked)} ports {supply.scope} to "
                    f"its busiest destination, {supply.name} has {number(supply.ports)}",
                    severity="error" if supply.asked > supply.ports else "warning",
                    asked=supply.asked,
                    ports=supply.ports,
                    arithmetic=list(budget.arithmetic),
                )


@dataclass(frozen=True)
class _Supply:
    """Ports of one way out, and what is asked of it: by each node, or altogether."""

    name: str
    scope: str
    asked: int
    ports: int


def _supplies(budget: SnatBudget) -> Iterator[_Supply]:
    asking = [pool for pool in budget.pools if pool.asked is not None]
    made = "the load balancer" if budget.per_node is not None else "the managed NAT gateway"
    name = label_of(budget.device) if budget.device else made
    if budget.per_node is not None:
        for pool in asking:
            each = (pool.asked or 0) // max(1, pool.nodes + pool.surge)
            yield _Supply(name, "a node", each, budget.per_node)
    elif budget.ports is not None and asking and budget.asked is not None:
        yield _Supply(name, "altogether", budget.asked, budget.ports)
