"""Public load balancers behind the DNAT rules of a firewall, and the way back from them (F-08)."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.facts.arrival import backend_place
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.firewall_rules import dnat_rules_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import default_route, route_table_of, takes_away
from aksdesigner.analysis.facts.public_addresses import of_firewall, of_load_balancer
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.subnet import Subnet


@dataclass(frozen=True)
class Handed:
    """A firewall's rule that hands requests to a public load balancer."""

    firewall: Firewall
    rule: str
    balancer: LoadBalancer


@kept
def balancers_behind(facts: Facts) -> tuple[Handed, ...]:
    """Return the DNAT rules whose target is a known public address of a load balancer."""
    found = []
    for firewall in facts.topology.firewalls:
        for name, target in _targets(facts, firewall):
            for balancer in facts.topology.load_balancers:
                is_public = balancer.type == "public"
                if is_public and target in of_load_balancer(facts, balancer).known:
                    found.append(Handed(firewall, name, balancer))
    return tuple(found)


def _targets(facts: Facts, firewall: Firewall) -> list[tuple[str, Address]]:
    rules = dnat_rules_of(facts, firewall)
    return [(rule.name, rule.to) for rule in rules if rule.to is not None]


def lacks_host_route(facts: Facts, handed: Handed) -> tuple[Key, ...]:
    """Return the subnets of the backends that send the answer to the firewall's inside."""
    places = [backend_place(facts, backend) for backend in handed.balancer.backends]
    subnets = dict.fromkeys(place.subnet for place in places if place is not None)
    known = of_firewall(facts, handed.firewall).known
    return tuple(
        subnet
        for subnet in subnets
        if takes_away(default_route(facts, subnet)) and not _leads_back(facts, subnet, known)
    )


def _leads_back(facts: Facts, subnet: Key, known: tuple[Address, ...]) -> bool:
    """Return whether the table sends the firewall's public addresses to the Internet.

    Where no address is known, any host route to the Internet may be the one.
    """
    found = facts.index.at(subnet)
    table = route_table_of(facts, found) if isinstance(found, Subnet) else None
    prefixes = [
        route.prefix
        for route in (table.routes if table else ())
        if isinstance(route.prefix, Cidr)
        and not route.prefix.is_default
        and route.next_hop_type == "Internet"
    ]
    if not known:
        return any(prefix.size == 1 for prefix in prefixes)
    return all(any(prefix.contains(address) for prefix in prefixes) for address in known)
