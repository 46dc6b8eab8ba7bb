"""What hangs on others as a chip: tables, groups, policies and public addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aksdesigner.model.hanging import HANGING
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology

Chip = tuple[str, str, Key]


def _fields() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each kind that names chips, the kinds that hang on it with their fields."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for (holder, hung), field in HANGING.items():
        found[holder] = (*found.get(holder, ()), (hung, field))
    return found


_FIELDS = _fields()


@dataclass(frozen=True)
class Attached:
    """Who holds which chips; who reaches into which subnet without standing there.

    `chips` are those of what names them, `holders` everything that is such a chip; `nat_subnet` is
    the subnet at whose edge a NAT gateway is drawn: the first that names it.
    """

    holders: frozenset[Key]
    nat_subnet: dict[str, Key]
    chips: dict[Key, tuple[Chip, ...]]
    endpoints: dict[str, tuple[PrivateEndpoint, ...]]
    reserved: dict[str, int]

    @classmethod
    def of(cls, topology: Topology) -> Attached:
        """Read a topology once."""
        index = topology.index
        nat: dict[str, Key] = {}
        for key, subnet in index.of_kind(Subnet):
            if subnet.nat_gateway:
                nat.setdefault(subnet.nat_gateway, key)
        chips: dict[Key, list[Chip]] = {}
        for entry in index.entries:
            _hang(chips, entry.key, entry.resource, nat)
        hung = {key for found in chips.values() for _, _, key in found}
        _spread(topology, chips)
        reserved: dict[str, int] = {}
        for item in topology.private_endpoint_ips:
            reserved[item.subnet] = reserved.get(item.subnet, 0) + item.ips
        return cls(
            frozenset(key for key in hung if split_key(key)[0] != "natgw"),
            nat,
            {key: tuple(found) for key, found in chips.items()},
            _by_target(topology.private_endpoints),
            reserved,
        )

    def is_drawn_elsewhere(self, key: Key) -> bool:
        """Return whether a resource is only a chip on the subnets that hold it."""
        return key in self.holders

    def endpoints_of(self, service: str) -> tuple[PrivateEndpoint, ...]:
        """Return the endpoints that lead to a platform service, in file order."""
        return self.endpoints.get(service, ())

    def reserved_in(self, subnet: Key) -> int:
        """Return how many addresses of a subnet are kept for endpoints without a name."""
        return self.reserved.get(split_key(subnet)[1], 0)

    def chips_of(self, key: Key) -> tuple[Chip, ...]:
        """Return the chips of a thing: (icon, label, key of what it stands for)."""
        return self.chips.get(key, ())


def _by_target(endpoints: Iterable[PrivateEndpoint]) -> dict[str, tuple[PrivateEndpoint, ...]]:
    found: dict[str, list[PrivateEndpoint]] = {}
    for endpoint in endpoints:
        found.setdefault(endpoint.target or "", []).append(endpoint)
    return {name: tuple(some) for name, some in found.items() if name}


def _hang(
    chips: dict[Key, list[Chip]], key: Key, resource: Resource, nat: Mapping[str, Key]
) -> None:
    """Note the chips that a resource names; those of a NAT gateway on an edge hang on its subnet."""
    kind, name = split_key(key)
    place = nat.get(name, key) if kind == "natgw" else key
    for hung, field in _FIELDS.get(kind, ()):
        value = getattr(resource, field)
        for text in (value,) if isinstance(value, str) else value or ():
            _add(chips, place, (hung, text, key_of(hung, text)))
    if isinstance(resource, NetworkGateway):
        for connection in resource.connections:
            if connection.circuit:
                circuit = connection.circuit
                _add(chips, key, ("er", circuit, key_of("er", circuit)))


def _spread(topology: Topology, chips: dict[Key, list[Chip]]) -> None:
    """Note the chips of subnets into which something reaches without standing there."""
    for cluster in topology.aks_clusters:
        _spread_cluster(cluster, chips)
    for resolver in topology.dns_resolvers:
        key = key_of("resolver", resolver.name)
        names = [e.subnet for e in resolver.inbound] + [e.subnet for e in resolver.outbound]
        for name in names[1:]:
            place = key_of("subnet", f"{resolver.vnet}/{name}")
            _add(chips, place, ("resolver", resolver.name, key))
    for ruleset in topology.dns_rulesets:
        for vnet in ruleset.links:
            chip = ("ruleset", ruleset.name, key_of("ruleset", ruleset.name))
            _add(chips, key_of("vnet", vnet), chip)


def _spread_cluster(cluster: AksCluster, chips: dict[Key, list[Chip]]) -> None:
    if cluster.vnet is None:
        return
    aks = key_of("aks", cluster.name)
    home = next((pool.subnet for pool in cluster.pools if pool.subnet), None)
    for pool in cluster.pools:
        vnet = pool.vnet or cluster.vnet
        if pool.subnet and (vnet, pool.subnet) != (cluster.vnet, home):
            label = f"{cluster.name}/{pool.name}"
            _add(
                chips,
                key_of("subnet", f"{vnet}/{pool.subnet}"),
                ("pool", label, key_of("pool", label)),
            )
        if pool.pod_subnet:
            place = key_of("subnet", f"{vnet}/{pool.pod_subnet}")
            _add(chips, place, ("aks", f"pods of {cluster.name}", aks))
    if cluster.api_server_subnet:
        place = key_of("subnet", f"{cluster.vnet}/{cluster.api_server_subnet}")
        _add(chips, place, ("apiserver", cluster.name, aks))


def _add(chips: dict[Key, list[Chip]], place: Key, chip: Chip) -> None:
    found = chips.setdefault(place, [])
    if chip not in found:
        found.append(chip)
