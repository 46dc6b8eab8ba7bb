"""The row of a routing class: which action takes each atom (azure-rules C.1, C-01 to C-06).

A class is everything that subnets must share to route alike: the direct peers with their flags,
the content of the route table, the gateways, and the own network where its space matters to the
other rows. Prefixes are painted from the longest to the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aksdesigner.analysis.reach.actions import (
    ACCESS,
    DELIVER,
    INTERNET,
    NO_ADDRESS,
    NO_FORWARDING,
    NO_FORWARDING_GUARDED,
    NONE,
    OWN,
    WALK,
    Action,
    Device,
    Hop,
    Terminal,
    broken,
)
from aksdesigner.analysis.reach.atoms import DEFAULT, Atoms, Prefix
from aksdesigner.analysis.reach.contents import Content, Raw
from aksdesigner.analysis.reach.forwarders import Machines
from aksdesigner.analysis.reach.gateways import Gateways, Use
from aksdesigner.analysis.reach.links import Side
from aksdesigner.analysis.reach.networks import PRIVATE, EndpointRoute, Network, in_any
from aksdesigner.analysis.reach.peers import Layers, Peers, across, add_below
from aksdesigner.model.address import BITS, Address


def _put(layers: Layers, length: int, action: Action, mask: int) -> None:
    """Let rows of one length replace every other of the same prefixes."""
    cells = layers.setdefault(length, {})
    for other, taken in cells.items():
        if taken & mask:
            cells[other] = taken & ~mask
    cells[action] = cells.get(action, 0) | mask


class ClassKey(NamedTuple):
    """What decides a row. `own` is None where the own space is laid over the row by each network;
    `dual` says that the network has IPv6; `gateway` marks a network gateway, which no flag stops."""

    peers: Peers
    content: Content
    use: Use | None
    own: Network | None
    dual: bool
    gateway: bool = False


# what a user route does, by who has it (peers, own network, gateways, whether a gateway) and what it says
Taken = dict[tuple[Peers, Network | None, Use | None, bool, Raw], Action]


class Painter:
    """Paints rows from what the design says at one moment.

    `taken` keeps what user routes do; it holds as long as networks, peerings and machines do.
    """

    __slots__ = ("gateways", "machines", "networks", "taken", "vague")

    def __init__(
        self,
        networks: Mapping[str, Network],
        gateways: Gateways,
        machines: Machines,
        vague: frozenset[str],
        taken: Taken,
    ) -> None:
        self.taken = taken
        self.networks = networks
        self.gateways = gateways
        self.machines = machines
        self.vague = vague

    def paint(self, key: ClassKey, atoms: Atoms, version: int) -> dict[Action, int]:
        """Return the atoms of a version by action."""
        if self._is_unclear(key):
            return {WALK: (1 << atoms.count) - 1}
        # every other prefix got its boundaries when its network, site or endpoint was read
        atoms.cut(key.content.routes[version].keys())
        shared = key.peers.layers(version, atoms, by_gateway=key.gateway)
        layers = {length: dict(cells) for length, cells in shared.items()}
        self._add_system(layers, key, atoms, version)
        if not key.content.disable_bgp and key.use is not None:
            self._add_learned(layers, key, atoms, version)
        self._add_user(layers, key, atoms, version)
        painted: dict[Action, int] = {}
        covered = 0
        for length in sorted(layers, reverse=True):
            now = covered
            for action, mask in layers[length].items():
                rest = mask & ~covered
                if rest:
                    painted[action] = painted.get(action, 0) | rest
                now |= mask
            covered = now
        return painted

    def _add_user(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Let user routes replace every other row of the same prefix (C-01, C-05)."""
        whose = (key.peers, key.own, key.use, key.gateway)
        for (length, raw), prefixes in key.content.alike[version].items():
            action = self.taken.get((*whose, raw))
            if action is None:
                action = self.taken[(*whose, raw)] = self._user(key, *raw)
            _put(layers, length, action, atoms.together(prefixes))

    def _is_unclear(self, key: ClassKey) -> bool:
        """Return whether routes may exist here that nobody computes."""
        own, use = key.own, key.use
        if key.content.unclear or key.peers.vague:
            return True
        if own is not None and (own.unclear or own.name in self.vague):
            return True
        return use is not None and use.host in self.vague

    def _add_system(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Add the rows that every subnet has: own space, Internet, None, endpoints (C.1)."""
        masks, content = atoms.prefixes, key.content
        own = key.own.spaces[version] if key.own else []
        space = key.peers.space[version]
        for prefix in own:
            _put(layers, prefix[1], DELIVER, masks[prefix])
        if (version == 4 or key.dual) and DEFAULT not in space and DEFAULT not in own:
            _put(layers, 0, INTERNET, masks[DEFAULT])
        if version == 4 and not content.clears_none:
            for prefix in PRIVATE:
                if prefix not in space and not in_any(own, prefix, 32):
                    _put(layers, prefix[1], NONE, masks[prefix])
        for endpoint, action in self._endpoints(key):
            if endpoint.version == version and not is_replaced(endpoint, content):
                cells = layers.setdefault(endpoint.prefix[1], {})
                add_below(cells, action, masks[endpoint.prefix])

    def _endpoints(self, key: ClassKey) -> Iterator[tuple[EndpointRoute, Action]]:
        """Yield the endpoints that are not in the layers of the peers."""
        if key.own is not None:
            for endpoint in key.own.endpoints:
                yield endpoint, DELIVER
        for endpoint, side in key.peers.opened:
            yield endpoint, _delivered(side, by_gateway=key.gateway)

    def _add_learned(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Add gateway rows that compete: none that a system row shields (C-01, C-03)."""
        assert key.use is not None
        rows = self.gateways.rows(key.use.gateways, version)
        if not rows:
            return
        user, bits = key.content.routes[version], BITS[version]
        own = [space for space in (key.own.spaces[version] if key.own else ()) if space not in user]
        for (length, gateway), listed in key.peers.unshielded(rows, version, user).items():
            prefixes = listed
            if length == bits:
                ends = self._active_ends(key, version)
                prefixes = [prefix for prefix in prefixes if prefix not in ends]
            if own:
                prefixes = [prefix for prefix in prefixes if not in_any(own, prefix, bits)]
            if prefixes:
                _put(layers, length, self._to_gateway(key, (gateway,)), atoms.together(prefixes))

    def _active_ends(self, key: ClassKey, version: int) -> frozenset[Prefix]:
        """Return the endpoints' prefixes that are in use: they shield a gateway row of their own."""
        own = key.own.endpoints if key.own else ()
        return frozenset(
            endpoint.prefix
            for endpoint in (*own, *(e for e, _ in key.peers.endpoints))
            if endpoint.version == version
            and endpoint.prefix not in key.content.routes[version]
            and not is_replaced(endpoint, key.content)
        )

    def _to_gateway(self, key: ClassKey, gateways: tuple[str, ...]) -> Action:
        use = key.use
        if use is None or not use.transit:
            return self.gateways.terminal(gateways, guarded=False)
        side = next(side for side in key.peers.sides if side.peer == use.host)
        if not side.open and not key.gateway:
            return ACCESS
        return self.gateways.terminal(gateways, guarded=side.guarded)

    def _user(self, key: ClassKey, kind: str, value: int | None, version: int) -> Action:
        match kind:
            case "VirtualAppliance":
                return NO_ADDRESS if value is None else self._to_hop(key, Address(value, version))
            case "VirtualNetworkGateway":
                found = self.gateways.user_terminal(key.use, guarded=False)
                return self._to_gateway(key, found.gateways) if found.gateways else found
            case "VnetLocal":
                return OWN
            case "Internet":
                return INTERNET
        return NONE

    def _to_hop(self, key: ClassKey, address: Address) -> Action:
        version, value = address.version, address.value
        if key.own is not None and key.own.holds(version, value):
            near, side = key.own, None
        else:
            side = key.peers.around(version, value)
            if side is None or side.peer not in self.networks:
                return broken(version, value)
            near = self.networks[side.peer]
        found = self.machines.at(near, address)
        if found is None:
            return WALK
        if side is not None and not side.open and not key.gateway:
            return ACCESS
        if not isinstance(found, Device):
            guarded = side is not None and side.guarded and found is NO_FORWARDING
            return NO_FORWARDING_GUARDED if guarded else found
        return Hop(found, guarded=side is not None and side.guarded)


def _delivered(side: Side, *, by_gateway: bool) -> Terminal:
    return DELIVER if by_gateway else across(is_open=side.open, guarded=side.guarded)


def is_replaced(endpoint: EndpointRoute, content: Content) -> bool:
    """Return whether a long enough user route replaces the route of an endpoint (C-04)."""
    opens_at = endpoint.opens_at
    return opens_at is not None and content.holds(endpoint.version, endpoint.prefix[0], opens_at)
