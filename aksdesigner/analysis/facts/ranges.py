"""Address ranges of a design with their owners, and what is connected to a network (A.4)."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.gateway_scope import gateways_in as gateways_at
from aksdesigner.analysis.facts.gateway_scope import site_of, site_prefixes
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import network_names
from aksdesigner.azure import aks, reserved
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

POD_CIDR_MODES = ("overlay", "kubenet", "byo")  # azure-rules A-33: ignored in every other mode


@dataclass(frozen=True)
class OwnedRange:
    """A range, how the command line spells it, and the resource it belongs to."""

    text: str
    cidr: Cidr
    key: Key | None = None

    @classmethod
    def of(cls, label: str, cidr: Cidr, key: Key | None = None) -> OwnedRange:
        """Spell a range as ``LABEL PREFIX``."""
        return cls(f"{label} {cidr}", cidr, key)


def reserved_ranges() -> tuple[Cidr, ...]:
    """Return the ranges AKS keeps for itself (azure-rules A-20)."""
    return tuple(Cidr.parse(text) for text in reserved.aks_prefixes())


def service_cidrs_of(cluster: AksCluster) -> tuple[Cidr, ...]:
    """Return the service ranges, the implicit default included (azure-rules A-24)."""
    return cluster.service_cidrs or (Cidr.parse(aks.default_service_cidr()),)


def pod_cidrs_of(cluster: AksCluster) -> tuple[Cidr, ...]:
    """Return the pod ranges that mean something in this CNI mode (azure-rules A-24, A-33)."""
    if cluster.cni_mode not in POD_CIDR_MODES:
        return ()
    if cluster.pod_cidrs or cluster.cni_mode == "byo":
        return cluster.pod_cidrs
    return (Cidr.parse(aks.default_pod_cidr()),)


def vnet_ranges(vnet: VirtualNetwork) -> tuple[OwnedRange, ...]:
    """Return the address space of a network."""
    key = key_of("vnet", vnet.name)
    return tuple(OwnedRange.of(f"vnet {vnet.name}", prefix, key) for prefix in vnet.prefixes)


def subnet_ranges(vnet: VirtualNetwork) -> tuple[OwnedRange, ...]:
    """Return the prefixes of a network's subnets."""
    return tuple(
        OwnedRange.of(
            f"subnet {vnet.name}/{subnet.name}",
            prefix,
            key_of("subnet", f"{vnet.name}/{subnet.name}"),
        )
        for subnet in vnet.subnets
        for prefix in subnet.prefixes
    )


def service_ranges(cluster: AksCluster) -> tuple[OwnedRange, ...]:
    """Return the service ranges of a cluster."""
    key = key_of("aks", cluster.name)
    label = f"{cluster.name} serviceCidr"
    return tuple(OwnedRange.of(label, cidr, key) for cidr in service_cidrs_of(cluster))


def pod_ranges(cluster: AksCluster) -> tuple[OwnedRange, ...]:
    """Return the pod ranges of a cluster."""
    key = key_of("aks", cluster.name)
    label = f"{cluster.name} podCidr"
    return tuple(OwnedRange.of(label, cidr, key) for cidr in pod_cidrs_of(cluster))


@kept
def peered_names(facts: Facts) -> dict[str, frozenset[str]]:
    """Return for each network the networks it has a peering object with, in either direction."""
    found: dict[str, set[str]] = {name: set() for name in network_names(facts)}
    for peering in facts.topology.peerings:
        if peering.from_ != peering.to:
            found.setdefault(peering.from_, set()).add(peering.to)
            found.setdefault(peering.to, set()).add(peering.from_)
    return {name: frozenset(others) for name, others in found.items()}


@kept
def directly_peered(facts: Facts, vnet: str) -> tuple[VirtualNetwork, ...]:
    """Return the networks whose peering with `vnet` exists on both sides, in file order."""
    found = (facts.index.get(VirtualNetwork, name) for name in _mutual(facts).get(vnet, ()))
    return tuple(other for other in found if other is not None)


@kept
def _mutual(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return for each network those with a peering on both sides, in file order."""
    objects = {(p.from_, p.to) for p in facts.topology.peerings if p.from_ != p.to}
    order = {name: number for number, name in enumerate(network_names(facts))}
    found: dict[str, list[str]] = {}
    for one, other in objects:
        if (other, one) in objects and other in order:
            found.setdefault(one, []).append(other)
    return {name: tuple(sorted(found[name], key=order.__getitem__)) for name in sorted(found)}


@kept
def gateways_in(facts: Facts, vnet: str) -> tuple[NetworkGateway, ...]:
    """Return the gateways that stand in a network."""
    return gateways_at(facts, key_of("vnet", vnet))


@kept
def transit_network(facts: Facts, vnet: str) -> str | None:
    """Return the network whose gateway `vnet` uses by a working transit, or None.

    Working: useRemoteGateways here, allowGatewayTransit there, and a gateway there (C.1 step 7).
    """
    if gateways_in(facts, vnet):
        return None
    halves = _halves_by_owner(facts)
    for remote, peering in halves.get(vnet, {}).items():
        offer = halves.get(remote, {}).get(vnet)
        works = offer is not None and offer.allow_gateway_transit and gateways_in(facts, remote)
        if peering.use_remote_gateways and works:
            return remote
    return None


@kept
def _halves_by_owner(facts: Facts) -> dict[str, dict[str, Peering]]:
    """Return the peering objects by network and remote network; of two alike the last counts."""
    found: dict[str, dict[str, Peering]] = {}
    for peering in facts.topology.peerings:
        found.setdefault(peering.from_, {})[peering.to] = peering
    return found


@kept
def usable_gateways(facts: Facts, vnet: str) -> tuple[NetworkGateway, ...]:
    """Return the gateways a network has itself or uses by transit."""
    own = gateways_in(facts, vnet)
    remote = transit_network(facts, vnet)
    return own or (gateways_in(facts, remote) if remote is not None else ())


@kept
def onprem_ranges(facts: Facts, vnet: str) -> tuple[OwnedRange, ...]:
    """Return the on-premises prefixes that a network learns, 0.0.0.0/0 left out (A.4)."""
    found: dict[str, OwnedRange] = {}
    for gateway in usable_gateways(facts, vnet):
        for connection in gateway.connections:
            if connection.peer_gateway is not None:
                continue
            site = site_of(facts, connection)
            name = site or connection.name or gateway.name
            key = key_of("site", name) if site else key_of("gw", gateway.name)
            for prefix in site_prefixes(facts, connection) or ():
                if not prefix.is_default:
                    owned = OwnedRange.of(f"onprem {name}", prefix, key)
                    found.setdefault(owned.text, owned)
    return tuple(found.values())


@kept
def registry_ranges(facts: Facts) -> tuple[tuple[OwnedRange, str], ...]:
    """Return the enterprise ranges that a person declared, each with its owner's name."""
    return tuple(
        (OwnedRange.of("registry", entry.prefix), entry.owner or "")
        for entry in facts.document.registry
    )
