"""Who is connected to whom, which gateway serves whom, and who owns which address.

The second implementation of azure-rules A.4, C and D: written from the rulebook, as plainly as it
goes (lists, loops, no memory of earlier answers), IPv4 only. It shares nothing with the product
but the document classes and the arithmetic of addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Topology
from tests.oracle.scope import OutOfScope

FLAT = ("nodeSubnet", "podSubnetDynamic", "podSubnetStatic")
# sections that own addresses in ways this implementation does not follow
SETTLERS = (
    "applicationGateways",
    "applicationGatewaysForContainers",
    "bastions",
    "dnsResolvers",
    "privateLinkServices",
    "routeServers",
)


@dataclass(frozen=True)
class Host:
    """Something with a private address. `name` is its token, `subnet` the subnet's bare name."""

    name: str
    kind: str
    vnet: str
    subnet: str
    ip: Address
    owner: object


def v4(prefixes: tuple[Cidr, ...]) -> list[Cidr]:
    return [p.network for p in prefixes if p.version == 4]


def _with_sites(topology: Topology) -> Topology:
    """Say at each connection of a circuit which site the circuit leads to."""
    ends = {circuit.name: circuit.site for circuit in topology.express_route_circuits}
    gateways = tuple(
        gateway.model_copy(
            update={
                "connections": tuple(
                    c if c.site else c.model_copy(update={"site": ends.get(c.circuit or "")})
                    for c in gateway.connections
                )
            }
        )
        for gateway in topology.gateways
    )
    return topology.model_copy(update={"gateways": gateways})


class Estate:
    """The connections of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.topology = _with_sites(document.topology)
        self.vnets = {vnet.name: vnet for vnet in self.topology.vnets}
        self._peers: dict[str, list[str]] | None = None
        self._hosts: list[Host] | None = None

    def space(self, vnet: str) -> list[Cidr]:
        """Return the IPv4 address space of a network."""
        found = self.vnets.get(vnet)
        return v4(found.prefixes) if found else []

    def subnet(self, vnet: str, name: str) -> Subnet | None:
        found = self.vnets.get(vnet)  # none: a cluster in a network that AKS manages
        for subnet in found.subnets if found else ():
            if subnet.name == name:
                return subnet
        return None

    def half(self, one: str, two: str) -> Peering | None:
        """Return the peering object that `one` owns towards `two`."""
        for peering in self.topology.peerings:
            if (peering.from_, peering.to) == (one, two) and one != two:
                return peering
        return None

    def clash(self, one: str, two: str) -> bool:
        return any(
            a.overlaps(b) for a in self.vnets[one].prefixes for b in self.vnets[two].prefixes
        )

    def peers(self, vnet: str) -> list[str]:
        """Return the networks with a connected, undisturbed peering (C.1 step 2, O2, O3)."""
        if self._peers is None:
            self._peers = self._find_peers()
        return self._peers[vnet]

    def _find_peers(self) -> dict[str, list[str]]:
        pairs: list[tuple[str, str]] = []
        for p in self.topology.peerings:
            if p.from_ != p.to and (p.from_, p.to) not in pairs and (p.to, p.from_) not in pairs:
                pairs.append((p.from_, p.to))
        found: dict[str, list[str]] = {vnet: [] for vnet in self.vnets}
        wanted: dict[str, list[str]] = {vnet: [] for vnet in self.vnets}
        for one, two in pairs:
            refused = self.clash(one, two)
            refused = refused or any(self.clash(two, other) for other in wanted[one])
            refused = refused or any(self.clash(one, other) for other in wanted[two])
            wanted[one].append(two)
            wanted[two].append(one)
            if not refused and self.half(one, two) and self.half(two, one):
                found[one].append(two)
                found[two].append(one)
        return found

    def gateways_in(self, vnet: str) -> list[NetworkGateway]:
        return [gateway for gateway in self.topology.gateways if gateway.vnet == vnet]

    def gateway_home(self, vnet: str) -> str | None:
        """Return the network whose gateways a network uses: itself, a peer by transit, or None."""
        if self.gateways_in(vnet):
            return vnet
        found = []
        for peer in self.peers(vnet):
            mine, theirs = self.half(vnet, peer), self.half(peer, vnet)
            assert mine is not None and theirs is not None
            if mine.use_remote_gateways and theirs.allow_gateway_transit:
                if any(server.vnet == peer for server in self.topology.route_servers):
                    raise OutOfScope("routes of a Route Server")
                if self.gateways_in(peer):
                    found.append(peer)
        if len(found) > 1:
            raise OutOfScope("two networks offer their gateways to one")
        return found[0] if found else None

    def users_of(self, host: str) -> list[str]:
        """Return the networks that use another one's gateways by transit."""
        return [v for v in self.vnets if v != host and self.gateway_home(v) == host]

    def learned(self, gateway: NetworkGateway) -> list[tuple[Cidr, Connection]]:
        """Return the prefixes that a gateway learns, with the connection that brings them."""
        found = []
        for connection in gateway.connections:
            if connection.peer_gateway is not None:
                raise OutOfScope("a connection between two gateways")
            prefixes = connection.prefixes
            if prefixes is None:
                sites = [s for s in self.topology.on_prem if s.name == connection.site]
                if sites and ("prefixes" in sites[0].unknown or sites[0].external):
                    raise OutOfScope("a site of unknown prefixes")
                prefixes = sites[0].prefixes if sites else ()
            found += [(prefix, connection) for prefix in v4(prefixes)]
        return found

    def announced(self, gateway: NetworkGateway) -> list[Cidr]:
        """Return what a gateway tells its sites: its network, and those with working transit."""
        found = list(self.space(gateway.vnet))
        for user in self.users_of(gateway.vnet):
            found += self.space(user)
        return found

    def beyond(self, vnet: str) -> list[Cidr]:
        """Return the on-premises prefixes that a network knows."""
        home = self.gateway_home(vnet)
        if home is None:
            return []
        return [p for gateway in self.gateways_in(home) for p, _ in self.learned(gateway)]

    def hosts(self) -> list[Host]:
        """Return everything with a private address, declared or the first one that is free."""
        if self._hosts is None:
            self._hosts = self._find_hosts()
        return self._hosts

    def _find_hosts(self) -> list[Host]:
        asked = list(self._claims())
        declared = {(vnet, ip) for _, _, vnet, _, ip, _ in asked if ip is not None}
        found = []
        for name, kind, vnet, subnet, ip, owner in asked:
            address = ip or self._free(vnet, subnet, declared)
            if address is not None:
                declared.add((vnet, address))
                found.append(Host(name, kind, vnet, subnet, address, owner))
        return found

    def _free(self, vnet: str, name: str, taken: set[tuple[str, Address]]) -> Address | None:
        subnet = self.subnet(vnet, name)
        blocks = v4(subnet.prefixes) if subnet else []
        if not blocks:
            return None
        for offset in range(4, blocks[0].size - 1):
            if (vnet, blocks[0].address(offset)) not in taken:
                return blocks[0].address(offset)
        return None

    def _claims(self) -> Iterator[tuple[str, str, str, str, Address | None, object]]:
        t = self.topology
        for fw in t.firewalls:
            yield f"fw:{fw.name}", "fw", fw.vnet, fw.subnet, fw.ip, fw
        for nva in t.nvas:
            yield f"nva:{nva.name}", "nva", nva.vnet, nva.subnet, nva.ip, nva
        for lb in t.load_balancers:
            if lb.type == "internal" and lb.vnet and lb.subnet:
                yield f"lb:{lb.name}", "lb", lb.vnet, lb.subnet, lb.ip, lb
        for vm in t.vms:
            yield f"vm:{vm.name}", "vm", vm.vnet, vm.subnet, vm.ip, vm
        for pe in t.private_endpoints:
            for ip in pe.ips or (None,):
                yield f"pe:{pe.name}", "pe", pe.vnet, pe.subnet, ip, pe
        for resolver in t.dns_resolvers:
            yield from self._of_resolver(resolver)
        for cluster in t.aks_clusters:
            if cluster.vnet is not None:
                yield from self._of_cluster(cluster, cluster.vnet)

    def _of_resolver(
        self, resolver: DnsResolver
    ) -> Iterator[tuple[str, str, str, str, Address | None, object]]:
        name, vnet = f"resolver:{resolver.name}", resolver.vnet
        ends = [(end.subnet, end.ip) for end in resolver.inbound]
        short = resolver.inbound_ip
        if short is not None and short not in [ip for _, ip in ends]:
            subnets = self.vnets[vnet].subnets
            ends += [
                (s.name, short) for s in subnets if any(p.contains(short) for p in s.prefixes)
            ][:1]
        for subnet, ip in ends:
            yield name, "resolver", vnet, subnet, ip, resolver
        for out in resolver.outbound:
            yield name, "resolver", vnet, out.subnet, None, resolver

    def _of_cluster(
        self, aks: AksCluster, vnet: str
    ) -> Iterator[tuple[str, str, str, str, Address | None, object]]:
        first = next((p.subnet for p in aks.pools if p.subnet and p.vnet in (None, vnet)), None)
        for pool in aks.pools:
            if pool.subnet is None:
                continue
            home = pool.vnet or vnet
            ip = aks.node_ip if pool is self.traced_pool(aks) else None
            yield f"pod:{aks.name}", "node", home, pool.subnet, ip, (aks, pool)
            if aks.cni_mode in FLAT:
                where = pool.pod_subnet if aks.cni_mode != "nodeSubnet" else None
                yield f"pod:{aks.name}", "pod", home, where or pool.subnet, None, (aks, pool)
        for number, lb in enumerate(aks.internal_lbs, 1):
            subnet = lb.subnet or first
            if subnet:
                name = lb.name or f"{aks.name}-internal{number}"
                yield f"lb:{name}", "lb", vnet, subnet, lb.ip, aks
        place = self.api_subnet(aks, vnet, first)
        if place:
            yield f"api:{aks.name}", "api", vnet, place, None, aks

    def api_subnet(self, aks: AksCluster, vnet: str, first: str | None) -> str | None:
        """Return where the API server has an address of the network (C.4), or None."""
        if not aks.api_server_vnet_integration:
            return first if aks.private else None
        if aks.api_server_subnet:
            return aks.api_server_subnet
        delegated = "Microsoft.ContainerService/managedClusters"
        return next((s.name for s in self.vnets[vnet].subnets if s.delegation == delegated), None)

    def traced_pool(self, aks: AksCluster) -> NodePool | None:
        """Return the pool in which a question about `pod:CLUSTER` starts."""
        if aks.node_ip is not None:
            for pool in aks.pools:
                subnet = self.subnet(pool.vnet or aks.vnet or "", pool.subnet or "")
                if subnet and any(p.contains(aks.node_ip) for p in subnet.prefixes):
                    same = [p for p in aks.pools if p.subnet == pool.subnet and p.mode == "User"]
                    return same[0] if same else pool
        users = [pool for pool in aks.pools if pool.mode == "User"]
        return users[0] if users else aks.pools[0] if aks.pools else None

    def owner(self, vnet: str, ip: Address) -> Host | None:
        """Return who has an address of a network: whoever declares it first."""
        found = [h for h in self.hosts() if (h.vnet, h.ip) == (vnet, ip)]
        if len(found) > 1:
            raise OutOfScope("two owners of one address")
        return found[0] if found else None

    def network(self, name: str) -> VirtualNetwork:
        return self.vnets[name]
