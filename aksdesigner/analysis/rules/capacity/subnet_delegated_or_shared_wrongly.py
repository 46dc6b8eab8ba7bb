"""CAP-17: Subnet delegation wrong or shared."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.demand import Extra, PoolPlan, extras_in, plans_in, pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

# whose subnet a delegation makes it: delegation (folded) -> kind of the tenant
OWN_SERVICE = {
    "microsoft.network/dnsresolvers": "resolver",
    "microsoft.servicenetworking/trafficcontrollers": "agc",
    "microsoft.network/applicationgateways": "agw",
}

RULE = Rule(
    code="CAP-17",
    name="subnet-delegated-or-shared-wrongly",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Subnet delegation wrong or shared",
    source="azure-rules A-12, B.3, B.6",
    remedy="Give each service a subnet of its own",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports delegated node subnets, machines and endpoints in delegated subnets or pod subnets, several firewalls in one subnet, and pod subnets that serve dynamic and static allocation at once.

    ## What it does
    Reports delegated node subnets, machines and endpoints in delegated subnets or pod subnets,
    anything beside an application gateway, several resolver endpoints or firewalls in one subnet,
    and pod subnets that serve dynamic and static allocation at once.

    ## Why it matters
    Azure refuses the second tenant of a subnet that belongs to one service.

    ## Example
    A virtual machine in a subnet delegated to the DNS resolver.

    ## How to fix
    Give each service a subnet of its own.

    ## References
    azure-rules A-12, B.3, B.6
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if isinstance(subnet, Subnet):
            for fault, guests in _faults(facts, key, subnet):
                yield RULE.found(
                    key,
                    *guests,
                    message=f"{label_of(key)} {fault}",
                    delegation=subnet.delegation,
                )


def _faults(facts: Facts, key: Key, subnet: Subnet) -> Iterator[tuple[str, list[Key]]]:
    nodes, pods = plans_in(facts, key), pod_plans_in(facts, key)
    own = OWN_SERVICE.get((subnet.delegation or "").casefold(), "api")
    tenants = [e for e in extras_in(facts, key) if e.kind != "api" and e.key is not None]
    guests = [e for e in tenants if e.kind != own]
    keys = [e.key for e in guests if e.key is not None]
    if nodes and subnet.delegation:
        yield f"holds AKS nodes and is delegated to {subnet.delegation}", [p.key for p in nodes]
    elif keys and subnet.delegation:
        what = listed(e.what for e in guests)
        yield f"is delegated to {subnet.delegation} and holds {what}", keys
    elif keys and pods:
        yield f"is a pod subnet and holds {listed(e.what for e in guests)}", keys
    elif any(e.kind == "agw" for e in guests):
        yield from _beside_gateway(guests, (*nodes, *pods))
    endpoints = [e.key for e in tenants if e.kind == "resolver" and e.key is not None]
    if len(endpoints) > 1:
        yield (
            f"holds {len(endpoints)} resolver endpoints; each needs a subnet of its own",
            endpoints,
        )
    modes = {plan.cluster.cni_mode for plan in pods}
    if len(modes) > 1:
        yield "serves dynamic and static pod allocation", [plan.key for plan in pods]
    firewalls = [k for k in keys if k.startswith("fw:")]
    if len(firewalls) > 1:
        yield f"holds {len(firewalls)} firewalls", firewalls


def _beside_gateway(
    guests: list[Extra], plans: tuple[PoolPlan, ...]
) -> Iterator[tuple[str, list[Key]]]:
    """Yield what stands in the subnet of an application gateway beside it."""
    others = [guest for guest in guests if guest.kind != "agw"]
    what = [*(guest.what for guest in others), *(f"pool {plan.pool.name}" for plan in plans)]
    keys = [*(guest.key for guest in others if guest.key is not None), *(p.key for p in plans)]
    if keys:
        yield f"is the subnet of an application gateway and holds {listed(what)}", keys
