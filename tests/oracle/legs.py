"""One leg of a packet, again: C.2 to C.5, C.7 and C.8 as the rulebook tells them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from tests.oracle.ends import End, Public, known
from tests.oracle.estate import Estate, Host
from tests.oracle.groups import (
    NO_GROUP_THERE,
    PRIVATE,
    Seen,
    blocks_platform,
    decide,
    is_private,
)
from tests.oracle.routes import Row, rows_of, selected
from tests.oracle.scope import OutOfScope

PRIVATE_RANGES = PRIVATE[:4]
HOST_SERVICES = (Address.parse("168.63.129.16"), Address.parse("169.254.169.254"))
MOST_HOPS = 16


class Ended(Exception):
    """A leg that did not arrive."""

    def __init__(self, verdict: str, reason: str | None) -> None:
        super().__init__(verdict, reason)
        self.verdict = verdict
        self.reason = reason


@dataclass(frozen=True)
class Nat:
    """A translation: `kind` is snat (by a device), edge (platform), inbound (balancer, own public
    address) or dnat; what the source and destination were before it."""

    kind: str
    device: Host | None
    src: End
    dst: End
    to: End
    stateful: bool = False


@dataclass
class Leg:
    """One direction of a question."""

    estate: Estate
    name: str
    src: End
    dst: End
    port: int
    protocol: str
    filtered: bool
    home: Host | None
    site: str | None
    target: Host | None
    nats: list[Nat] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    devices: list[Host] = field(default_factory=list)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    vnet: str = ""
    subnet: str | None = None
    device: Host | None = None
    from_gateway: bool = False
    foreign: bool = False
    gateway: str | None = None
    hops: int = 1
    first: bool = True
    path: list[str] = field(default_factory=list)

    # -- where it stands

    def stand(self, vnet: str, subnet: str | None, device: Host | None) -> None:
        self.vnet, self.subnet, self.device = vnet, subnet, device
        self.from_gateway = self.foreign = False

    def run(self) -> str:
        """Go until it arrives: returns host, endpoint, service, site or internet."""
        while self.hops <= MOST_HOPS:
            arrived = self.hop()
            self.first = False
            if arrived:
                return arrived
        raise Ended("loop", None)

    def drawn(self) -> Subnet | None:
        return self.estate.subnet(self.vnet, self.subnet) if self.subnet else None

    def hop(self) -> str | None:
        if self.dst in HOST_SERVICES:
            self.check_platform()
            return "service"  # C-07
        rows = rows_of(self.estate, self.vnet, self.drawn())
        row = self.choose(rows)
        if row is None or row.kind == "None":
            raise Ended("dropped", "next_hop_none")
        self.check_group(self.vnet, self.subnet, self.device, "Outbound")
        if row.kind == "VnetLocal":
            if not isinstance(self.dst, Address) or not self.inside(self.vnet, self.dst):
                raise Ended("blackhole", "vnetlocal_outside")
            return self.deliver(self.vnet)
        if row.kind in ("VNetPeering", "VNetGlobalPeering"):
            self.cross(self.vnet, str(row.via))
            return self.deliver(str(row.via))
        if row.kind == "InterfaceEndpoint":
            assert isinstance(row.via, Host)
            if row.via.vnet != self.vnet:
                self.cross(self.vnet, row.via.vnet)
            return self.hand_over(row.via)
        if row.kind == "VirtualNetworkServiceEndpoint":
            return "service"
        if row.kind == "VirtualNetworkGateway":
            return self.to_gateway(row)
        if row.kind == "VirtualAppliance":
            return self.to_appliance(row)
        return self.to_internet()

    def choose(self, rows: list[Row]) -> Row | None:
        dst = ServiceTag("AzureCloud") if isinstance(self.dst, Public) else self.dst
        return selected(rows, dst)

    def inside(self, vnet: str, ip: Address) -> bool:
        return any(p.contains(ip) for p in self.estate.space(vnet))

    # -- security groups (D): only on the way there

    def check_group(self, vnet: str, name: str | None, host: Host | None, way: str) -> None:
        subnet = self.estate.subnet(vnet, name) if name else None
        if self.name == "return" or not self.filtered or subnet is None:
            return
        if name in NO_GROUP_THERE:
            return
        if subnet.unknown:
            raise OutOfScope("a subnet of which too little is known")
        ends = [None if isinstance(e, Public) else e for e in (self.src, self.dst)]
        flow = Seen(ends[0], ends[1], self.protocol, self.port, self.foreign)
        nic = (
            host.owner.nsg
            if host and isinstance(host.owner, (VirtualMachine, NetworkVirtualAppliance))
            else None
        )
        if decide(self.estate, vnet, subnet, nic, way, flow)[0] == "Deny":
            raise Ended("dropped", "nsg_deny")

    def check_platform(self) -> None:
        subnet = self.drawn()
        if subnet is not None and self.filtered and self.name == "forward":
            flow = Seen(None, None, self.protocol, self.port)
            owner = self.device.owner if self.device else None
            blocks_platform(self.estate, subnet, getattr(owner, "nsg", None), flow)

    # -- peerings (C.3)

    def cross(self, near: str, far: str) -> None:
        mine, theirs = self.estate.half(near, far), self.estate.half(far, near)
        assert mine is not None and theirs is not None
        if self.from_gateway:
            return
        strict = self.estate.document.settings.peering_mode == "strict"
        if strict and not mine.allow_virtual_network_access:
            raise Ended("dropped", "peering_access_blocked")
        if theirs.allow_forwarded_traffic or not isinstance(self.src, Address):
            return
        if self.inside(near, self.src) or self.is_internet(self.src):
            return
        if strict:
            raise Ended("dropped", "forwarded_traffic_blocked")
        self.foreign = True

    def is_internet(self, ip: Address) -> bool:
        """Outside RFC 1918/6598 and every modelled prefix."""
        spaces = [
            p for v in self.estate.vnets for p in (*self.estate.space(v), *self.estate.beyond(v))
        ]
        spaces += [p for site in self.estate.topology.on_prem for p in site.prefixes]
        return not is_private(ip) and not any(p.length > 0 and p.contains(ip) for p in spaces)

    # -- arriving

    def deliver(self, vnet: str) -> str | None:
        assert isinstance(self.dst, Address)
        if self.name == "return":
            back = self.back_at(vnet)
            if back is not None:
                return back or None
        host = self.owner(vnet, self.dst)
        if host is None:
            self.nobody(vnet)
            raise Ended("blackhole", "no_host")
        return self.hand_over(host)

    def owner(self, vnet: str, ip: Address) -> Host | None:
        for end in (self.target, self.home):
            if end is not None and (end.vnet, end.ip) == (vnet, ip):
                return end
        return self.estate.owner(vnet, ip)

    def nobody(self, vnet: str | None) -> None:
        """Raise OutOfScope where what is not drawn may still be there."""
        network = self.estate.network(vnet) if vnet else None
        if network and (network.existing or network.external):
            raise OutOfScope("a network that is only partly drawn")
        if self.estate.document.settings.partial:
            raise OutOfScope("a design that is only a part")
        t = self.estate.topology
        others = (
            *t.bastions,
            *t.route_servers,
            *t.dns_resolvers,
            *t.private_link_services,
            *t.application_gateways,
            *t.application_gateways_for_containers,
        )
        if any(getattr(other, "vnet", vnet) in (vnet, None) for other in others):
            raise OutOfScope("an address that something else may have")

    def hand_over(self, host: Host) -> str | None:
        if host.kind == "lb":
            return self.balance(host)
        if host.kind == "pe" and self.name == "forward":
            known(host.owner)
            if getattr(host.owner, "state", "Approved") != "Approved":
                raise Ended("dropped", "pe_not_approved")
            if getattr(host.owner, "link_service", None):
                raise OutOfScope("an endpoint of a private link service")
        by_link = host.kind == "pe" or (
            host.kind == "api" and not getattr(host.owner, "api_server_vnet_integration", False)
        )
        subnet = self.estate.subnet(host.vnet, host.subnet)
        shielded = (
            by_link
            and subnet is not None
            and subnet.pe_policies
            not in (
                "NetworkSecurityGroupEnabled",
                "Enabled",
            )
        )
        if not shielded:
            self.check_group(host.vnet, host.subnet, host, "Inbound")
        self.stand(host.vnet, host.subnet, host)
        self.path.append(host.name)
        return "endpoint" if by_link else "host"

    def balance(self, front: Host) -> str | None:
        if isinstance(front.owner, LoadBalancer):
            return self.to_balancer(front.owner)
        pools = getattr(front.owner, "pools", ())
        for host in self.estate.hosts():
            if host.kind == "node" and isinstance(host.owner, tuple) and host.owner[1] in pools:
                return self.to_backend(host)
        raise OutOfScope("a balancer before nodes without addresses")

    def to_balancer(self, balancer: LoadBalancer) -> str | None:
        known(balancer)
        if balancer.outbound_only or balancer.sku != "Standard" or balancer.backend_port:
            raise OutOfScope("a balancer with more than one plain rule")
        if "port" in balancer.model_fields_set and not balancer.ha_ports:
            low, _, high = balancer.port.partition("-")
            if not int(low) <= self.port <= int(high or low):
                raise Ended("blackhole", "no_host")
        if not balancer.backends:
            raise Ended("blackhole", "no_host")
        return self.to_backend(self.backend(balancer))

    def backend(self, balancer: LoadBalancer) -> Host:
        first = balancer.backends[0]
        for host in self.estate.hosts():
            if host.name == first and host.kind in ("vm", "nva"):
                return host
        raise OutOfScope(f"backend {first}")

    def to_backend(self, host: Host) -> str | None:
        self.nats.append(Nat("inbound", None, self.src, self.dst, host.ip))
        self.dst = host.ip
        return self.hand_over(host)

    # -- appliances (C.5)

    def to_appliance(self, row: Row) -> str | None:
        if row.ip is None or row.ip.version == 6:
            raise OutOfScope("a next hop without an address")
        places = [v for v in (self.vnet, *self.estate.peers(self.vnet)) if self.inside(v, row.ip)]
        if not places:
            if any(self.inside(v, row.ip) for v in self.estate.vnets):
                raise Ended("blackhole", "next_hop_unreachable")
            if any(p.contains(row.ip) for v in self.estate.vnets for p in self.estate.beyond(v)):
                raise OutOfScope("a next hop on-premises")
            self.nobody(None)
            raise Ended("blackhole", "next_hop_unknown")
        where = places[0]
        host = self.estate.owner(where, row.ip)
        if host is None:
            self.nobody(where)
            raise Ended("blackhole", "next_hop_unknown")
        if where != self.vnet:
            self.cross(self.vnet, where)
        if self.dst == row.ip:
            back = self.back_at(where) if self.name == "return" else None
            return (back or None) if back is not None else self.hand_over(host)
        self.take(host)
        return None

    def take(self, host: Host) -> None:
        machine = host
        if isinstance(host.owner, LoadBalancer):
            if not host.owner.backends:
                raise Ended("blackhole", "no_host")
            machine = self.backend(host.owner)
        thing = machine.owner
        if not isinstance(thing, (Firewall, NetworkVirtualAppliance, VirtualMachine)):
            raise Ended("blackhole", "no_ip_forwarding")
        if "ipForwarding" not in thing.unknown and not getattr(thing, "ip_forwarding", True):
            raise Ended("blackhole", "no_ip_forwarding")
        known(thing)
        if isinstance(thing, Firewall) and thing.policy:
            raise OutOfScope("rules of a firewall policy")
        self.check_group(machine.vnet, machine.subnet, machine, "Inbound")
        self.hops += 1
        self.path.append(host.name)
        passing = (host.name, str(self.src), str(self.dst))
        if passing in self.seen:
            raise Ended("loop", None)
        self.seen.add(passing)
        stateful = thing.stateful if isinstance(thing, NetworkVirtualAppliance) else True
        if stateful:
            self.states.append(host.name)
        device = Host(host.name, machine.kind, machine.vnet, machine.subnet, machine.ip, thing)
        self.devices.append(device)
        self.stand(machine.vnet, machine.subnet, device)
        if self.name == "forward" and self.translates(thing):
            self.nats.append(Nat("snat", device, self.src, self.dst, machine.ip, stateful))
            self.src = machine.ip

    def translates(self, thing: object) -> bool:
        """F-02 for a firewall; an appliance only where it is configured to."""
        if isinstance(thing, NetworkVirtualAppliance):
            return thing.snat
        if not isinstance(thing, Firewall):
            return False
        if thing.rules == "application":
            return True
        ranges: list[Cidr] = [*thing.private_ranges] or PRIVATE_RANGES
        if not isinstance(self.dst, Address):
            return not any(block.length == 0 for block in ranges)
        return not any(block.contains(self.dst) for block in ranges)

    # -- gateways and sites (C.2, C.8)

    def to_gateway(self, row: Row) -> str | None:
        home = self.estate.gateway_home(self.vnet)
        if home is None:
            raise Ended("blackhole", "no_gateway")
        all_of_them = self.estate.gateways_in(home)
        usable = [row.via] if isinstance(row.via, NetworkGateway) else all_of_them
        if row.source == "User" and any(gateway.type != "Vpn" for gateway in all_of_them):
            raise Ended("blackhole", "no_gateway")
        if home != self.vnet:
            self.cross(self.vnet, home)
        known_by = [(g, self.behind(g)) for g in usable]
        gateway, site = next(((g, s) for g, s in known_by if s), known_by[0])
        self.gateway = gateway.name
        self.hops += 1
        if site is not None:
            if self.name == "return" and site != self.site:
                raise Ended("blackhole", "no_host")
            return "site"
        dst = self.dst
        if isinstance(dst, Address):
            for vnet in (home, *(self.estate.users_of(home) if gateway.type == "Vpn" else ())):
                if self.inside(vnet, dst):
                    if vnet != home:
                        self.cross(home, vnet)
                    return self.deliver(vnet)
        raise Ended("blackhole", "gateway_no_route")

    def behind(self, gateway: NetworkGateway) -> str | None:
        """Return the site with the longest prefix that holds the destination, or None."""
        best: tuple[int, bool] | None = None
        name = None
        for prefix, connection in self.estate.learned(gateway):
            holds = (
                prefix.contains(self.dst) if isinstance(self.dst, Address) else prefix.length == 0
            )
            rank = (prefix.length, connection.site == self.site)
            if holds and (best is None or rank > best):
                best, name = rank, connection.site or connection.name or gateway.name
        return name

    def from_site(self, site: str) -> None:
        """Enter at the gateway that announces the destination (C.8)."""
        found = [
            g for g in self.estate.topology.gateways if any(c.site == site for c in g.connections)
        ]
        if not found:
            raise Ended("blackhole", "no_gateway")
        best: tuple[int, bool, bool] | None = None
        chosen = None
        for gateway in found:
            known(gateway)
            for prefix in self.estate.announced(gateway):
                if isinstance(self.dst, Address) and prefix.contains(self.dst):
                    rank = (prefix.length, gateway.name == self.gateway, gateway.type != "Vpn")
                    if best is None or rank > best:
                        best, chosen = rank, gateway
        if chosen is None:
            raise Ended("blackhole", "not_advertised")
        self.gateway = chosen.name
        self.hops += 1
        self.stand(chosen.vnet, "GatewaySubnet", None)
        self.from_gateway = True

    # -- the Internet (C.2, C.4)

    def to_internet(self) -> str | None:
        if isinstance(self.dst, Address) and is_private(self.dst):
            raise Ended("blackhole", "private_to_internet")
        if self.name == "return" and isinstance(self.src, Public):
            return self.at_internet()
        if not self.has_exit():
            raise Ended("blackhole", "no_outbound")
        device = self.device
        if self.name == "forward":
            if device is not None and isinstance(device.owner, Firewall) and not self.first:
                last = self.nats[-1] if self.nats else None
                if last is None or last.device != device:
                    raise Ended("blackhole", "no_outbound")
            elif device is not None and device in self.devices and self.src != device.ip:
                raise OutOfScope("an appliance that hands on foreign sources to the Internet")
            self.nats.append(Nat("edge", device, self.src, self.dst, Public("exit")))
            self.nats[-1] = Nat("edge", self.place(), self.src, self.dst, Public("exit"))
            self.src = Public("exit")
        return self.at_internet()

    def place(self) -> Host:
        if self.device is not None:
            return self.device
        return Host("", "", self.vnet, self.subnet or "", Address(0), None)

    def has_exit(self) -> bool:
        subnet, device = self.drawn(), self.device
        owner = device.owner if device else None
        if subnet is not None and subnet.nat_gateway:
            for gateway in self.estate.topology.nat_gateways:
                if gateway.name == subnet.nat_gateway:
                    known(gateway)
            return True
        if isinstance(owner, Firewall):
            known(owner)
            return owner.public_ips >= 1
        if isinstance(owner, (VirtualMachine, NetworkVirtualAppliance)) and owner.public_ip:
            return True
        if isinstance(owner, tuple) and owner[0].outbound_type in (None, "loadBalancer"):
            return True
        names: set[str] = set()
        if isinstance(owner, tuple):
            names = {f"aks:{owner[0].name}", f"pool:{owner[0].name}/{owner[1].name}"}
        if device is not None and isinstance(owner, (NetworkVirtualAppliance, VirtualMachine)):
            names.add(f"{owner.kind}:{owner.name}")
        for balancer in self.estate.topology.load_balancers:
            if balancer.type == "public" and names & set(balancer.backends):
                return True
        return subnet is not None and not subnet.private

    def at_internet(self) -> str | None:
        self.hops += 1
        if self.name == "return":
            last = self.nats[-1] if self.nats else None
            if last is not None and last.to == self.dst:
                return self.back_from_internet()
            if self.home is None and self.site is None:
                return "internet"
            raise Ended("blackhole", "private_to_internet")
        if isinstance(self.dst, Public):
            return self.come_in(self.dst.owner)
        return "internet"

    def back_from_internet(self) -> str | None:
        last = self.nats.pop()
        self.src, self.dst = last.dst, last.src
        if not isinstance(self.dst, Address):
            raise OutOfScope("a packet that leaves for the Internet twice")
        assert last.device is not None
        before = self.nats[-1] if self.nats else None
        if (
            before is not None
            and before.device == last.device
            and isinstance(before.device.owner, Firewall)
        ):
            return self.undo()
        return self.deliver(last.device.vnet)

    def come_in(self, owner: str) -> str | None:
        """Come in from the Internet at a public address of the design (F-01, F-02, F-08)."""
        kind, _, name = owner.partition(":")
        if kind == "fw":
            return self.come_in_by_dnat(*name.split("/"))
        if kind == "lb":
            balancer = next(lb for lb in self.estate.topology.load_balancers if lb.name == name)
            return self.to_balancer(balancer)
        host = next(h for h in self.estate.hosts() if h.name == owner)
        return self.to_backend(host)

    def come_in_by_dnat(self, name: str, rule_name: str) -> None:
        firewall = next(fw for fw in self.estate.topology.firewalls if fw.name == name)
        known(firewall)
        if firewall.policy:
            raise OutOfScope("rules of a firewall policy")
        rule = next(rule for rule in firewall.dnat if rule.name == rule_name)
        if rule.to.version == 6:
            raise OutOfScope("IPv6")
        low, _, high = (rule.port or str(self.port)).partition("-")
        if not (low.isdecimal() and (high or low).isdecimal()):
            raise OutOfScope("a port that is no number")
        is_port = int(low) <= self.port <= int(high or low)
        if not is_port or rule.protocol.lower() != self.protocol.lower():
            if not self.filtered:
                raise OutOfScope("a packet that the DNAT rule does not take")
            self.path.append(f"fw:{name}")
            raise Ended("dropped", "firewall_deny")  # F-01
        host = next(h for h in self.estate.hosts() if h.name == f"fw:{name}")
        self.nats.append(Nat("dnat", host, self.src, self.dst, host.ip, stateful=True))
        self.states.append(host.name)
        self.devices.append(host)
        self.path.append(host.name)
        self.src, self.dst = host.ip, rule.to
        for port in (rule.to_port, rule.port):
            if port and port.isdecimal():
                self.port = int(port)
                break
        self.hops += 1
        self.stand(host.vnet, host.subnet, host)

    # -- the way back

    def back_at(self, vnet: str) -> str | None:
        """Take a reply in where it is waited for; "" where it goes on, None where nobody waits."""
        last = self.nats[-1] if self.nats else None
        if last is not None and last.kind in ("snat", "dnat") and last.device is not None:
            if last.device.vnet == vnet and last.to == self.dst:
                return self.undo() or ""
        if self.home is not None and (self.home.vnet, self.home.ip) == (vnet, self.dst):
            self.path.append(self.home.name)
            return "host"
        return None

    def undo(self) -> None:
        last = self.nats.pop()
        assert last.device is not None
        self.src, self.dst = last.dst, last.src
        if last.stateful:
            self.states.append(last.device.name)
        self.hops += 1
        self.path.append(last.device.name)
        self.stand(last.device.vnet, last.device.subnet, last.device)
        self.undo_inbound()

    def undo_inbound(self) -> None:
        """Give a reply the frontend's address where it starts (balancer, own public address)."""
        while self.nats and self.nats[-1].kind == "inbound" and self.nats[-1].to == self.src:
            self.src = self.nats.pop().dst

    def straight(self, kind: str, devices: list[Host], states: list[str]) -> None:
        """Replies of endpoints and services: past every table, straight to the source (F-09)."""
        self.undo_inbound()
        last = self.nats[-1] if self.nats else None
        if last is not None and last.device is not None and last.to == self.dst:
            self.undo()
            self.run()
            return
        device = devices[-1] if devices else None
        thing = device.owner if device else None
        tagged = isinstance(thing, NetworkVirtualAppliance) and thing.disable_snat_on_pl
        if device is not None and kind == "endpoint" and tagged:
            if device.name in states:
                self.states.append(device.name)
            self.hops += 1
            self.path.append(device.name)
            self.stand(device.vnet, device.subnet, device)
            self.run()
        elif self.home is not None:
            self.path.append(self.home.name)
