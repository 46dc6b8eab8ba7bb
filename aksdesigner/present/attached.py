"""What hangs on a subnet instead of standing in it: route table, security group, NAT gateway."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.topology import Topology

Chip = tuple[str, str, Key]


@dataclass(frozen=True)
class Attached:
    """Who holds which route table, security group and NAT gateway; who stands in which pod subnet.

    `nat_subnet` is the subnet at whose edge a NAT gateway is drawn: the first that names it.
    """

    holders: frozenset[Key]
    nat_subnet: dict[str, Key]
    nodes_in: dict[Key, tuple[Chip, ...]]
    endpoints: tuple[PrivateEndpoint, ...]
    reserved: dict[str, int]

    @classmethod
    def of(cls, topology: Topology) -> Attached:
        """Read a topology once."""
        index = topology.index
        holders: set[Key] = set()
        nat: dict[str, Key] = {}
        for key, subnet in index.of_kind(Subnet):
            for kind, name in (("rt", subnet.route_table), ("nsg", subnet.nsg)):
                if name:
                    holders.add(key_of(kind, name))
            if subnet.nat_gateway:
                nat.setdefault(subnet.nat_gateway, key)
        reserved: dict[str, int] = {}
        for item in topology.private_endpoint_ips:
            reserved[item.subnet] = reserved.get(item.subnet, 0) + item.ips
        return cls(frozenset(holders), nat, _spread(topology), topology.private_endpoints, reserved)

    def is_drawn_elsewhere(self, key: Key) -> bool:
        """Return whether a resource is only a chip on the subnets that hold it."""
        return key in self.holders

    def endpoints_of(self, service: str) -> tuple[PrivateEndpoint, ...]:
        """Return the endpoints that lead to a platform service, in file order."""
        return tuple(e for e in self.endpoints if e.target == service)

    def reserved_in(self, subnet: Key) -> int:
        """Return how many addresses of a subnet are kept for endpoints without a name."""
        return self.reserved.get(split_key(subnet)[1], 0)

    def chips_of(self, key: Key, subnet: Subnet) -> tuple[Chip, ...]:
        """Return the chips of a subnet: (icon, label, key of what it stands for)."""
        chips: list[Chip] = []
        for kind, name in (
            ("rt", subnet.route_table), ("nsg", subnet.nsg), ("natgw", subnet.nat_gateway),
        ):  # fmt: skip
            if name:
                chips.append((kind, name, key_of(kind, name)))
        return (*chips, *self.nodes_in.get(key, ()))


def _spread(topology: Topology) -> dict[Key, tuple[Chip, ...]]:
    """Return the chips of subnets into which a cluster reaches without standing there."""
    chips: dict[Key, list[Chip]] = {}
    for cluster in topology.aks_clusters:
        if cluster.vnet is None:
            continue
        aks = key_of("aks", cluster.name)
        home = next((pool.subnet for pool in cluster.pools if pool.subnet), None)
        for pool in cluster.pools:
            if pool.subnet and pool.subnet != home:
                label = f"{cluster.name}/{pool.name}"
                place = key_of("subnet", f"{cluster.vnet}/{pool.subnet}")
                _add(chips, place, ("pool", label, key_of("pool", label)))
            if pool.pod_subnet:
                place = key_of("subnet", f"{cluster.vnet}/{pool.pod_subnet}")
                _add(chips, place, ("aks", f"pods of {cluster.name}", aks))
        if cluster.api_server_subnet:
            place = key_of("subnet", f"{cluster.vnet}/{cluster.api_server_subnet}")
            _add(chips, place, ("apiserver", cluster.name, aks))
    return {key: tuple(found) for key, found in chips.items()}


def _add(chips: dict[Key, list[Chip]], place: Key, chip: Chip) -> None:
    found = chips.setdefault(place, [])
    if chip not in found:
        found.append(chip)
