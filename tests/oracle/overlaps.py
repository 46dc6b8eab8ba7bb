"""The overlap matrix, again: A.4, row by row, every pair against every pair."""

from __future__ import annotations

from aksdesigner.model.address import Cidr
from aksdesigner.model.kinds.aks_cluster import AksCluster
from tests.oracle.estate import FLAT, Estate
from tests.oracle.scope import OutOfScope

RESERVED = [
    Cidr.parse(text)
    for text in ("169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24")
]
Range = tuple[str, Cidr]
Found = tuple[str, tuple[str, ...], str, str]


def overlaps(estate: Estate) -> list[Found]:
    """Return (row, both sides in order, intersection, severity) of every pair."""
    _check(estate)
    found: list[Found] = []
    vnets = list(estate.topology.vnets)
    for vnet in vnets:
        subnets = _subnets(vnet.name, estate)
        for i, one in enumerate(subnets):
            for two in subnets[i + 1 :]:
                if one[2] != two[2]:
                    _add(found, "O1", one[:2], two[:2], "error")
    for i, a in enumerate(vnets):
        for b in vnets[i + 1 :]:
            row, severity = _pair(estate, a.name, b.name)
            for one in _spaces(estate, a.name):
                for two in _spaces(estate, b.name):
                    _add(found, row, one, two, severity)
        for one in _spaces(estate, a.name):
            for site in _sites(estate, a.name):
                _add(found, "O4", one, site, _graded(one, site))
    for aks in estate.topology.aks_clusters:
        _cluster(estate, aks, found)
    _routed_pods(estate, found)
    return sorted(set(found))


def _check(estate: Estate) -> None:
    if estate.topology.virtual_hubs or estate.topology.virtual_wans:
        raise OutOfScope("virtual WAN")
    for gateway in estate.topology.gateways:
        if any(c.peer_gateway is not None for c in gateway.connections):
            raise OutOfScope("a connection between two gateways")


def _add(found: list[Found], row: str, one: Range, two: Range, severity: str) -> None:
    a, b = one[1].network, two[1].network
    if a.version == b.version and a.overlaps(b):
        longer = a if a.length >= b.length else b
        sides = tuple(sorted((f"{one[0]} {one[1]}", f"{two[0]} {two[1]}")))
        found.append((row, sides, str(longer), severity))


def _spaces(estate: Estate, vnet: str) -> list[Range]:
    return [(f"vnet {vnet}", prefix) for prefix in estate.vnets[vnet].prefixes]


def _subnets(vnet: str, estate: Estate) -> list[tuple[str, Cidr, str]]:
    return [
        (f"subnet {vnet}/{subnet.name}", prefix, subnet.name)
        for subnet in estate.vnets[vnet].subnets
        for prefix in subnet.prefixes
    ]


def _neighbours(estate: Estate, vnet: str) -> set[str]:
    """Return the networks with which a network has a peering object, in either direction."""
    found = {p.to for p in estate.topology.peerings if p.from_ == vnet}
    found |= {p.from_ for p in estate.topology.peerings if p.to == vnet}
    return found - {vnet}


def _pair(estate: Estate, one: str, two: str) -> tuple[str, str]:
    if two in _neighbours(estate, one):
        return "O2", "error"
    if _neighbours(estate, one) & _neighbours(estate, two):
        return "O3", "error"
    return "O5", "info"


def _connected(estate: Estate, vnet: str) -> list[str]:
    """Return the networks with both peering objects."""
    return [v for v in estate.vnets if v != vnet and estate.half(vnet, v) and estate.half(v, vnet)]


def _sites(estate: Estate, vnet: str) -> list[Range]:
    """Return the on-premises prefixes of connected(V), 0.0.0.0/0 left out."""
    host = vnet if estate.gateways_in(vnet) else None
    for peering in estate.topology.peerings:
        offer = estate.half(peering.to, peering.from_)
        works = peering.use_remote_gateways and offer is not None and offer.allow_gateway_transit
        if host is None and peering.from_ == vnet and works and estate.gateways_in(peering.to):
            host = peering.to
    found = []
    for gateway in estate.gateways_in(host) if host else ():
        for connection in gateway.connections:
            name = connection.site or connection.name or gateway.name
            prefixes = connection.prefixes
            if prefixes is None:
                sites = [s for s in estate.topology.on_prem if s.name == connection.site]
                prefixes = sites[0].prefixes if sites else ()
            found += [(f"onprem {name}", p) for p in prefixes if p.length > 0]
    return list(dict.fromkeys(found))


def _graded(azure: Range, outside: Range) -> str:
    """A summary strictly contains the Azure side, and proves nothing."""
    a, o = azure[1].network, outside[1].network
    return "warning" if o.contains(a) and o.length < a.length else "error"


def services(aks: AksCluster) -> list[Cidr]:
    return list(aks.service_cidrs) or [Cidr.parse("10.0.0.0/16")]


def pods(aks: AksCluster) -> list[Cidr]:
    if aks.cni_mode in FLAT:
        return []
    if aks.cni_mode == "byo":
        return list(aks.pod_cidrs)
    return list(aks.pod_cidrs) or [Cidr.parse("10.244.0.0/16")]


def _cluster(estate: Estate, aks: AksCluster, found: list[Found]) -> None:
    service = [(f"{aks.name} serviceCidr", p) for p in services(aks)]
    pod = [(f"{aks.name} podCidr", p) for p in pods(aks)]
    kept = [("AKS reserved", p) for p in RESERVED]
    _all(found, "O6", service, kept)
    _all(found, "O10", service, pod)
    _all(found, "O11", pod, kept)
    if aks.vnet is None:
        _registry(estate, aks, [], [*service, *pod], found)
        return
    subnets = [item[:2] for item in _subnets(aks.vnet, estate)]
    spaces = _spaces(estate, aks.vnet)
    _all(found, "O7", service, subnets)
    for one in service:
        for space in spaces:
            shared = one[1].intersection(space[1])
            if shared is not None and not any(shared.overlaps(s[1]) for s in subnets):
                _add(found, "O8", one, space, "warning")
    _all(found, "O12", pod, spaces)
    peers = [r for v in _connected(estate, aks.vnet) for r in _spaces(estate, v)]
    sites = _sites(estate, aks.vnet)
    for row, own in (("O9", service), ("O13", pod)):
        _all(found, row, own, peers)
        for one in own:
            for site in sites:
                _add(found, row, one, site, _graded(one, site))
    _registry(estate, aks, [*spaces, *peers, *sites], [*service, *pod], found)


def _all(found: list[Found], row: str, many: list[Range], others: list[Range]) -> None:
    for one in many:
        for two in others:
            _add(found, row, one, two, "error")


def _registry(
    estate: Estate, aks: AksCluster, known: list[Range], own: list[Range], found: list[Found]
) -> None:
    """O16: a declared range that is not connected yet, and not this cluster's own."""
    for entry in estate.document.registry:
        if entry.owner == aks.name or any(entry.prefix.overlaps(k[1]) for k in known):
            continue
        for one in own:
            _add(found, "O16", one, ("registry", entry.prefix), "warning")


def _routed_pods(estate: Estate, found: list[Found]) -> None:
    routed = [a for a in estate.topology.aks_clusters if a.cni_mode in ("kubenet", "byo")]
    for i, one in enumerate(routed):
        for two in routed[i + 1 :]:
            if one.vnet is not None and one.vnet == two.vnet:
                for p in pods(one):
                    for q in pods(two):
                        _add(
                            found,
                            "O14",
                            (f"{one.name} podCidr", p),
                            (f"{two.name} podCidr", q),
                            "warning",
                        )
