"""Leaving for the Internet: which outbound method a subnet has (azure-rules C.4)."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.packets import Standing
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


@dataclass(frozen=True)
class Outbound:
    """An outbound method: `token` is the device that shows on the path, None for the host's own."""

    token: str | None
    key: Key | None
    text: str


def outbound_of(design: Design, here: Standing) -> Outbound | None:
    """Return how a packet gets a public address, or None (NAT gateway, own address, balancer)."""
    subnet = design.index.at(here.subnet or "")
    if isinstance(subnet, Subnet):
        gateway = design.index.get(NatGateway, subnet.nat_gateway)
        if gateway is not None:
            text = f"NAT gateway {gateway.name} of the subnet gives it a public address."
            return Outbound(f"natgw:{gateway.name}", f"natgw:{gateway.name}", text)
    found = design.index.at(here.place.key or "") if here.place else None
    if isinstance(found, Firewall):
        return _of_firewall(found)
    if isinstance(found, (VirtualMachine, NetworkVirtualAppliance)) and found.public_ip:
        return Outbound(None, None, f"It leaves with the public address of {found.name}.")
    balancer = _of_balancer(design, here)
    if balancer is not None:
        return balancer
    if isinstance(subnet, Subnet) and not subnet.private:
        return Outbound(None, None, "The subnet is not private: default outbound access applies.")
    return None


def _of_firewall(firewall: Firewall) -> Outbound | None:
    if firewall.public_ips < 1:
        return None
    return Outbound(None, None, f"It leaves with a public address of {firewall.name}.")


def _cluster_at(design: Design, here: Standing) -> AksCluster | None:
    kind, name = split_key(here.place.key or "") if here.place else ("", "")
    return design.index.get(AksCluster, name.partition("/")[0]) if kind == "pool" else None


def _of_balancer(design: Design, here: Standing) -> Outbound | None:
    cluster = _cluster_at(design, here)
    if cluster is not None and cluster.outbound_type in (None, "loadBalancer"):
        text = "The outbound load balancer of AKS gives it a public address."
        return Outbound("lb:kubernetes", None, text)
    if here.place is not None and here.place.kind in ("pe", "api", "lb"):
        return None  # only interfaces of machines and nodes are behind a balancer
    targets = {here.place.key if here.place else None, f"aks:{cluster.name}" if cluster else None}
    for balancer in design.topology.load_balancers:
        if balancer.type == "public" and targets & set(balancer.backends):
            text = f"Load balancer {balancer.name} gives it a public address."
            return Outbound(f"lb:{balancer.name}", f"lb:{balancer.name}", text)
    return None


def why_none(design: Design, here: Standing) -> str:
    """Return the sentence for a packet that finds no outbound method."""
    firewall = design.index.at(here.place.key or "") if here.place else None
    if isinstance(firewall, Firewall):
        if firewall.public_ips < 1:
            return f"Next hop Internet, and {firewall.name} has no public address."
        return (
            f"Next hop Internet, and {firewall.name} never translates the source (private ranges "
            "0.0.0.0/0), so it cannot reach the Internet itself."
        )
    cluster = _cluster_at(design, here)
    if cluster is not None:
        return (
            f"Next hop Internet, and outbound type {cluster.outbound_type} gives no public "
            "address: no NAT gateway, no load balancer, and the subnet is private."
        )
    return (
        "Next hop Internet, and nothing gives the packet a public address: no NAT gateway, no "
        "public address of its own, no load balancer, and the subnet is private."
    )
