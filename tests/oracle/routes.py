"""The effective routes of a subnet, again: C.1, step by step, then C-01 to C-06."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from tests.oracle.estate import Estate, Host
from tests.oracle.scope import OutOfScope

EVERYTHING = Cidr.parse("0.0.0.0/0")
NONE_RANGES = [
    Cidr.parse(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
]
SYSTEM_KEEPS = (
    "VnetLocal",
    "VNetPeering",
    "VNetGlobalPeering",
    "VirtualNetworkServiceEndpoint",
    "InterfaceEndpoint",
)
TAGS = {
    "Microsoft.Storage": "Storage",
    "Microsoft.Sql": "Sql",
    "Microsoft.KeyVault": "AzureKeyVault",
}


@dataclass
class Row:
    """A row under decision. `via` is what brought it: a peer, a gateway, an endpoint's host."""

    prefix: Cidr | ServiceTag
    kind: str
    source: str = "Default"
    ip: Address | None = None
    via: object = None
    state: str = "Active"
    suppressed: bool = False
    hidden: bool = False

    def told(self) -> tuple[str, str, str | None, str, str, bool]:
        """Return the row as it is compared."""
        ip = str(self.ip) if self.ip else None
        return (str(self.prefix), self.kind, ip, self.source, self.state, self.suppressed)


def region(estate: Estate, vnet: str) -> str:
    text = estate.network(vnet).region or estate.document.settings.region or ""
    return text.replace(" ", "").lower()


def table_of(estate: Estate, subnet: Subnet | None) -> RouteTable | None:
    for table in estate.topology.route_tables:
        if subnet is not None and table.name == subnet.route_table:
            return table
    return None


def check_scope(estate: Estate, vnet: str, subnet: Subnet | None) -> None:
    """Raise OutOfScope where the table of a subnet is not described by the rulebook."""
    for name in (vnet, *estate.peers(vnet)):
        network = estate.network(name)
        if network.external or network.unknown or not estate.space(name):
            raise OutOfScope("a network of which too little is known")
        own = estate.space(name)
        if any(a.overlaps(b) for i, a in enumerate(own) for b in own[i + 1 :]):
            raise OutOfScope("prefixes of one network overlap (ADR-03)")
    home = estate.gateway_home(vnet)
    for place in {vnet, home}:
        if any(server.vnet == place for server in estate.topology.route_servers):
            raise OutOfScope("routes of a Route Server")
    extra = estate.topology.model_extra or {}
    if estate.topology.virtual_hubs or estate.topology.virtual_wans or extra:
        raise OutOfScope("virtual WAN, or a section that no rule knows")
    table = table_of(estate, subnet)
    if subnet is not None and subnet.unknown:
        raise OutOfScope("a subnet of which too little is known")
    if table is not None:
        prefixes = [
            str(r.prefix.network if isinstance(r.prefix, Cidr) else r.prefix) for r in table.routes
        ]
        if table.external or table.unknown:
            raise OutOfScope("a route table of which too little is known")
        if len(set(prefixes)) < len(prefixes):
            raise OutOfScope("one prefix twice in a table (RTE-01)")


def rows_of(estate: Estate, vnet: str, subnet: Subnet | None) -> list[Row]:
    """Return the settled table of a subnet; None stands for a GatewaySubnet that is not drawn."""
    check_scope(estate, vnet, subnet)
    table = table_of(estate, subnet)
    rows = [Row(p, "VnetLocal") for p in estate.space(vnet)]
    for peer in estate.peers(vnet):
        same = region(estate, vnet) == region(estate, peer)
        kind = "VNetPeering" if same else "VNetGlobalPeering"
        rows += [Row(p, kind, via=peer) for p in estate.space(peer)]
    rows.append(Row(EVERYTHING, "Internet"))
    rows += _none_rows(estate, vnet, table)
    for name in dict.fromkeys(subnet.service_endpoints if subnet else ()):
        if name not in TAGS:
            raise OutOfScope(f"service endpoint {name}")
        rows.append(Row(ServiceTag(TAGS[name]), "VirtualNetworkServiceEndpoint"))
    rows += _endpoint_rows(estate, vnet)
    if table is None or not table.disable_bgp:
        rows += _gateway_rows(estate, vnet)
    for route in table.routes if table else ():
        prefix = route.prefix.network if isinstance(route.prefix, Cidr) else route.prefix
        if isinstance(prefix, Cidr) and prefix.version == 6:
            continue
        rows.append(Row(prefix, route.next_hop_type, "User", route.next_hop_ip))
    _settle(estate, rows)
    return rows


def _none_rows(estate: Estate, vnet: str, table: RouteTable | None) -> list[Row]:
    for route in table.routes if table else ():
        if isinstance(route.prefix, Cidr) and route.prefix.network == EVERYTHING:
            return []  # 4c
    found = []
    for block in NONE_RANGES:
        inside = any(p.contains(block) for p in estate.space(vnet))  # 4a, 4b
        peered = any(block == p for peer in estate.peers(vnet) for p in estate.space(peer))  # 4d
        if not inside and not peered:
            found.append(Row(block, "None"))
    return found


def endpoints(estate: Estate) -> list[Host]:
    """Return what gets an InterfaceEndpoint route: endpoints, and API servers by Private Link."""
    found = []
    for host in estate.hosts():
        if host.kind == "pe" and host.ip.version == 4:
            found.append(host)
        if host.kind == "api" and not getattr(host.owner, "api_server_vnet_integration", False):
            found.append(host)
    return found


def _endpoint_rows(estate: Estate, vnet: str) -> list[Row]:
    near = [vnet, *estate.peers(vnet)]
    rows = []
    for host in endpoints(estate):
        if host.vnet in near:
            if isinstance(host.owner, PrivateEndpoint) and (
                host.owner.external or host.owner.unknown
            ):
                raise OutOfScope("an endpoint of which too little is known")
            hidden = host.kind == "api"
            rows.append(Row(host.ip.cidr(), "InterfaceEndpoint", via=host, hidden=hidden))
    if len({row.prefix for row in rows}) < len(rows):
        raise OutOfScope("two endpoints with one address")
    return rows


def _gateway_rows(estate: Estate, vnet: str) -> list[Row]:
    home = estate.gateway_home(vnet)
    rows: list[Row] = []
    for gateway in estate.gateways_in(home) if home else ():
        if gateway.external or gateway.unknown:
            raise OutOfScope("a gateway of which too little is known")
        for prefix in dict.fromkeys(p for p, _ in estate.learned(gateway)):
            kind = "VirtualNetworkGateway"
            rows.append(Row(prefix, kind, source=kind, via=gateway))
    return rows


def _settle(estate: Estate, rows: list[Row]) -> None:
    for row in rows:
        if row.kind == "InterfaceEndpoint" and _pushed_aside(estate, row, rows):
            row.state = "Invalid"
    for row in rows:
        same = [other for other in rows if other is not row and other.prefix == row.prefix]
        if row.kind == "VirtualNetworkServiceEndpoint":
            continue  # C-02
        if row.source != "User" and any(other.source == "User" for other in same):
            row.state = "Invalid"  # C-01, C-05
        elif row.kind in ("Internet", "None") and row.source == "Default":
            if any(other.source == "VirtualNetworkGateway" for other in same):
                row.state = "Invalid"  # C-01
    for row in rows:
        if row.source != "VirtualNetworkGateway" or row.state == "Invalid":
            continue
        if _type(row) == "Vpn" and any(
            other.source == row.source and other.prefix == row.prefix and _type(other) != "Vpn"
            for other in rows
        ):
            row.state = "Invalid"  # ExpressRoute wins over VPN
            continue
        for other in rows:  # C-03
            keeps = other.kind in SYSTEM_KEEPS and other.source == "Default"
            if keeps and other.state == "Active" and _inside(row.prefix, other.prefix):
                row.suppressed = True


def _type(row: Row) -> str:
    return str(getattr(row.via, "type", ""))


def _inside(one: Cidr | ServiceTag, two: Cidr | ServiceTag) -> bool:
    return isinstance(one, Cidr) and isinstance(two, Cidr) and two.contains(one)


def _pushed_aside(estate: Estate, row: Row, rows: list[Row]) -> bool:
    """C-04: a user route at least as long as the prefix of the endpoint's network."""
    host = row.via
    assert isinstance(host, Host)
    subnet = estate.subnet(host.vnet, host.subnet)
    around = [p for p in estate.space(host.vnet) if p.contains(host.ip)]
    if subnet is None or subnet.pe_policies not in ("RouteTableEnabled", "Enabled"):
        return False
    if not around:
        raise OutOfScope("an endpoint outside of its network")
    return any(
        user.source == "User"
        and isinstance(user.prefix, Cidr)
        and user.prefix.contains(host.ip)
        and user.prefix.length >= around[0].length
        for user in rows
    )


def listed(estate: Estate, vnet: str, name: str) -> list[tuple[object, ...]]:
    """Return the rows of a subnet as they are compared, IPv4 and tags, in order."""
    subnet = estate.subnet(vnet, name)
    return sorted((row.told() for row in rows_of(estate, vnet, subnet) if not row.hidden), key=str)


def selected(rows: list[Row], target: Address | ServiceTag) -> Row | None:
    """Return the row that a packet follows (C-06)."""
    usable = [row for row in rows if row.state == "Active" and not row.suppressed]
    if isinstance(target, ServiceTag):
        exact = [row for row in usable if row.prefix == target]
        for row in exact:
            if row.kind == "VirtualNetworkServiceEndpoint":
                return row
        others = [row for row in usable if isinstance(row.prefix, ServiceTag)]
        if exact:
            return exact[0]
        if any(
            row.prefix.name.startswith(("AzureCloud", target.name))
            for row in others
            if isinstance(row.prefix, ServiceTag)
        ):
            raise OutOfScope("tags of another rank")
        found = [row for row in usable if row.prefix == EVERYTHING]
        return found[0] if found else None
    best = None
    for row in usable:
        if isinstance(row.prefix, Cidr) and row.prefix.contains(target):
            if best is None or row.prefix.length > best.prefix.length:  # type: ignore[union-attr]
                best = row
    return best
