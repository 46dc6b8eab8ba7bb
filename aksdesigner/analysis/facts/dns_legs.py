"""Every way of a question from one DNS server to the next, as far as the design says (E.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.dns_servers import Asker, dns_client
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.places import Place
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset


@dataclass(frozen=True)
class DnsLeg:
    """Who asks whom; `key` is the resource that names the server."""

    key: Key
    label: str
    asker: Asker
    server: Address


def dns_legs(facts: Facts) -> Iterator[DnsLeg]:
    """Yield the ways of networks to their servers, of rulesets, DNS machines and sites onward."""
    for vnet in facts.topology.vnets:
        key = vnet_key(vnet.name)
        place = dns_client(facts, key) if vnet.dns_servers else None
        yield from _legs(key, vnet.name, place, vnet.dns_servers)
    for ruleset in facts.topology.dns_rulesets:
        place = next(_outbound(facts, ruleset), None)
        for rule in ruleset.rules:
            targets = rule.targets if rule.enabled else ()
            yield from _legs(key_of("ruleset", ruleset.name), ruleset.name, place, targets)
    for vm in facts.topology.vms:
        place = facts.places.first(key_of("vm", vm.name)) if vm.dns_forwarders else None
        yield from _legs(key_of("vm", vm.name), vm.name, place, vm.dns_forwarders)
    for site in facts.topology.on_prem:
        for own in site.dns_servers:
            asker = Asker(f"onprem:{site.name}", None, site.name, own.ip)
            for forward in own.forwards:
                yield DnsLeg(key_of("site", site.name), site.name, asker, forward.to)


def _legs(
    key: Key, label: str, place: Place | None, servers: tuple[Address, ...]
) -> Iterator[DnsLeg]:
    if place is not None:
        asker = Asker(place.token, place)
        yield from (DnsLeg(key, label, asker, server) for server in servers)


def _outbound(facts: Facts, ruleset: DnsRuleset) -> Iterator[Place]:
    for name in ruleset.outbound:
        yield from facts.places.of(key_of("resolver", name), "resolverOut")
