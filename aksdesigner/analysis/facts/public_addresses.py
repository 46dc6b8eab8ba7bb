"""Public addresses that a device leaves with: how many there are, and which (azure-rules B.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.analysis.facts.design import Design
from aksdesigner.model.address import Address
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix

IPV4_BITS, IPV6_BITS = 32, 128


@dataclass(frozen=True)
class PublicAddresses:
    """Addresses of a device by family; None where one of them is named and not drawn.

    `known` are those whose number the design says; `is_complete` that there are no others.
    """

    ipv4: int | None
    ipv6: int | None
    known: tuple[Address, ...] = ()
    is_complete: bool = False


def of_nat_gateway(design: Design, gateway: NatGateway) -> PublicAddresses:
    """Return the addresses of a NAT gateway: those it names, else its count of IPv4 ones.

    A prefix counts 2^(32 - length) of IPv4, 2^(128 - length) of IPv6.
    """
    if not gateway.public_ips and not gateway.public_ip_prefixes:
        unknown = "ips" in gateway.unknown
        return PublicAddresses(None if unknown else gateway.ips, 0)
    named = _named(design, gateway.public_ips)
    counts = {"IPv4": named.ipv4, "IPv6": named.ipv6}
    for name in gateway.public_ip_prefixes:
        prefix = design.index.get(PublicIpPrefix, name)
        if prefix is None or prefix.external or "length" in prefix.unknown:
            return PublicAddresses(None, None, named.known)
        bits = IPV4_BITS if prefix.version == "IPv4" else IPV6_BITS
        so_far = counts[prefix.version]
        more = 2 ** max(0, bits - prefix.length)
        counts[prefix.version] = None if so_far is None else so_far + more
    is_complete = named.is_complete and not gateway.public_ip_prefixes
    return PublicAddresses(counts["IPv4"], counts["IPv6"], named.known, is_complete)


def of_firewall(design: Design, firewall: Firewall) -> PublicAddresses:
    """Return the addresses of an Azure Firewall."""
    named = _named(design, firewall.public_ip_names)
    if not firewall.public_ip_names:
        return PublicAddresses(firewall.public_ips, 0)
    is_complete = named.is_complete and len(firewall.public_ip_names) >= firewall.public_ips
    return PublicAddresses(firewall.public_ips, 0, named.known, is_complete)


def of_load_balancer(design: Design, balancer: LoadBalancer) -> PublicAddresses:
    """Return the addresses of a public load balancer."""
    named = _named(design, balancer.public_ip_names)
    count = max(balancer.public_ips, len(balancer.public_ip_names))
    return PublicAddresses(count, 0, named.known, named.is_complete)


def _named(design: Design, names: Iterable[str]) -> PublicAddresses:
    counts: dict[str, int] = {"IPv4": 0, "IPv6": 0}
    known: list[Address] = []
    listed = tuple(names)
    for name in listed:
        found = design.index.get(PublicIp, name)
        if found is None:
            return PublicAddresses(None, None, tuple(known))
        counts[found.version] += 1
        if found.ip is not None:
            known.append(found.ip)
    is_complete = bool(listed) and len(known) == len(listed)
    return PublicAddresses(counts["IPv4"], counts["IPv6"], tuple(known), is_complete)
