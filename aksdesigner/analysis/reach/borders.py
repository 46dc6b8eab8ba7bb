"""Where networks end: outbound methods, gateways that offer a prefix, and why a next hop is broken."""

from __future__ import annotations

from functools import cached_property

from aksdesigner.analysis.facts.design import subnet_key, vnet_key
from aksdesigner.analysis.facts.outbound import Outbound, outbound_of
from aksdesigner.analysis.facts.packets import Standing
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.wishes import PlaceKind
from aksdesigner.analysis.reach.actions import Device, Terminal
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.state import State
from aksdesigner.model.address import BITS, Address
from aksdesigner.model.ids import Key

UNREACHABLE = Terminal("failed", "blackhole", "next_hop_unreachable")
UNKNOWN = Terminal("failed", "blackhole", "next_hop_unknown")
NOT_DRAWN = Terminal("failed", "notComputed", "external_owner")


class Borders:
    """What one state says about the edges of its networks; answers are kept."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._offers: dict[Key, dict[int, dict[Prefix, None]]] = {}
        self._outbound: dict[object, Outbound | None] = {}

    def network_of(self, gateway: Key) -> str:
        """Return the network in which a gateway stands."""
        return self._state.gateways.by_key[gateway].vnet

    @cached_property
    def _users(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._state.networks:
            use = self._state.use_of(name)
            if use is not None and use.transit:
                found.setdefault(use.host, []).append(name)
        return found

    def offering(
        self, gateways: tuple[Key, ...], version: int, value: int, prefer: Key | None
    ) -> Key | None:
        """Return the gateway that offers the longest prefix around an address (C.8), or None."""
        best: tuple[int, bool, Key] | None = None
        for gateway in gateways:
            length = self._longest(gateway, version, value)
            if length is not None:
                found = (length, gateway == prefer, gateway)
                best = found if best is None or found[:2] > best[:2] else best
        return best[2] if best else None

    def _longest(self, gateway: Key, version: int, value: int) -> int | None:
        bits = BITS[version]
        offers = self._offered(gateway)[version]
        lengths = [n for first, n in offers if value >> bits - n == first >> bits - n]
        return max(lengths, default=None)

    def _offered(self, gateway: Key) -> dict[int, dict[Prefix, None]]:
        found = self._offers.get(gateway)
        if found is None:
            host = self.network_of(gateway)
            found = self._offers[gateway] = {4: {}, 6: {}}
            for name in (host, *self._users.get(host, ())):
                network = self._state.networks.get(name)
                for version, spaces in network.spaces.items() if network else ():
                    found[version].update(dict.fromkeys(spaces))
        return found

    def in_a_network(self, version: int, value: int) -> bool:
        """Return whether any network holds an address."""
        return any(network.holds(version, value) for network in self._state.networks.values())

    def is_modelled(self, address: Address) -> bool:
        """Return whether a network or site of the design holds an address, default routes aside."""
        version, value = address.version, address.value
        if self.in_a_network(version, value) or self._is_onprem(version, value):
            return True
        sites = self._state.document.topology.on_prem
        return any(p.contains(address) and not p.is_default for s in sites for p in s.prefixes)

    def is_public(self, version: int, value: int) -> bool:
        """Return whether the Internet could deliver to an address."""
        return is_routable(Address(value, version))

    @cached_property
    def _approved(self) -> frozenset[Key]:
        return frozenset(
            f"pe:{endpoint.name}"
            for endpoint in self._state.document.topology.private_endpoints
            if endpoint.state == "Approved"
        )

    def is_approved(self, key: Key | None) -> bool:
        """Return whether the connection of a private endpoint is approved."""
        return key in self._approved

    def why_broken(self, terminal: Terminal) -> Terminal:
        """Return why no next hop address of this kind can be used (C.2)."""
        assert terminal.address is not None
        version, value = terminal.address
        if self.in_a_network(version, value) or self._is_onprem(version, value):
            return UNREACHABLE
        return NOT_DRAWN if self._state.document.settings.partial else UNKNOWN

    def _is_onprem(self, version: int, value: int) -> bool:
        bits = BITS[version]
        for rows in self._state.gateways.learned.values():
            for row in rows:
                first, length = row.prefix
                shift = bits - length
                if length and row.version == version and value >> shift == first >> shift:
                    return True
        return False

    def outbound_of_host(self, host: Host) -> Outbound | None:
        """Return how a host gets a public address (C.4), or None."""
        if host not in self._outbound:
            kind: PlaceKind = host.kind  # type: ignore[assignment]
            place = _place(host.token, kind, host.key, host.network.name, host.subnet, host.address)
            self._outbound[host] = outbound_of(self._state.design, Standing.at(place))
        return self._outbound[host]

    def outbound_of_device(self, device: Device) -> Outbound | None:
        """Return how a firewall gets a public address (C.4), or None."""
        if device not in self._outbound:
            version, value = device.source
            address = Address(value, version)
            place = _place(device.token, "fw", device.token, device.vnet, device.subnet, address)
            self._outbound[device] = outbound_of(self._state.design, Standing.at(place))
        return self._outbound[device]


def _place(
    token: str, kind: PlaceKind, key: Key | None, vnet: str, subnet: str, address: Address
) -> Place:
    return Place(token, kind, key, vnet_key(vnet), subnet_key(vnet, subnet), address)
