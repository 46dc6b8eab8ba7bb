"""Addresses that somebody typed: which resource holds which address of which subnet (A-07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.demand import first_subnet, subnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.wishes import inbound_of
from aksdesigner.azure.reserved import first_reserved, last_reserved
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of, split_key


@dataclass(frozen=True)
class StaticAddress:
    """One typed address; `kind` is the token of its owner, ``clusterIlb`` for a Service's."""

    key: Key
    label: str
    subnet: Key
    address: Address
    kind: str


def assignable(address: Address, prefix: Cidr) -> bool:
    """Return whether Azure gives this address of a subnet out: not the first four, not the last."""
    if not prefix.contains(address):
        return False
    low = prefix.first_value + first_reserved()
    return low <= address.value <= prefix.last_value - last_reserved()


@kept
def static_addresses(facts: Facts) -> tuple[StaticAddress, ...]:
    """Return every typed address, in the order of the file's sections."""
    return tuple(_drawn(facts)) + tuple(_cluster_balancers(facts))


def _drawn(facts: Facts) -> Iterator[StaticAddress]:
    topology = facts.topology
    placed = [
        *((key_of("fw", f.name), f.name, f.vnet, f.subnet, f.ip) for f in topology.firewalls),
        *((key_of("nva", n.name), n.name, n.vnet, n.subnet, n.ip) for n in topology.nvas),
        *((key_of("lb", b.name), b.name, b.vnet, b.subnet, b.ip) for b in topology.load_balancers),
        *((key_of("vm", m.name), m.name, m.vnet, m.subnet, m.ip) for m in topology.vms),
        *(
            (key_of("pe", e.name), e.name, e.vnet, e.subnet, address)
            for e in topology.private_endpoints
            for address in e.ips
        ),
        *(
            (key_of("agw", g.name), g.name, g.vnet, g.subnet, g.private_ip)
            for g in topology.application_gateways
        ),
        *(
            (key_of("resolver", r.name), r.name, r.vnet, subnet, address)
            for r in topology.dns_resolvers
            for subnet, address in inbound_of(facts, r)
        ),
    ]
    for key, name, vnet, subnet, address in placed:
        if address is not None and vnet and subnet:
            place = key_of("subnet", f"{vnet}/{subnet}")
            yield StaticAddress(key, name, place, address, split_key(key)[0])


def _cluster_balancers(facts: Facts) -> Iterator[StaticAddress]:
    for cluster in facts.topology.aks_clusters:
        for balancer in cluster.internal_lbs:
            place = subnet_key(cluster, balancer.subnet) or first_subnet(cluster)
            if balancer.ip is not None and place is not None:
                label = f"Internal load balancer {balancer.name or ''}".strip()
                key = key_of("aks", cluster.name)
                text = f"{label} of {cluster.name}"
                yield StaticAddress(key, text, place, balancer.ip, "clusterIlb")
