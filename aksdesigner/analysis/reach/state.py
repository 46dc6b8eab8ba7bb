"""Who reaches whom by routing alone, for every pair of a design, kept ready (azure-rules A.4, C).

`Reach.of` reads a document from scratch; `aksdesigner.analysis.reach.changes` makes the next state
from the edited document. A state never changes: it stays valid while newer ones exist.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from operator import attrgetter

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.unmodelled import ROUTING_SECTIONS, vnets_with
from aksdesigner.analysis.facts.wishes import Wish, wishes_by_network
from aksdesigner.analysis.reach.actions import WALK, Device, Hop, Outcomes, Painted, Row
from aksdesigner.analysis.reach.atoms import Atoms, Prefix
from aksdesigner.analysis.reach.contents import Content, Contents, TableReading
from aksdesigner.analysis.reach.forwarders import Machines
from aksdesigner.analysis.reach.gateways import Gateways, Use
from aksdesigner.analysis.reach.layered import Layered
from aksdesigner.analysis.reach.links import (
    Clashes,
    Links,
    PeeringReading,
    Sides,
    SpaceReading,
    Spaces,
)
from aksdesigner.analysis.reach.networks import Network
from aksdesigner.analysis.reach.painting import ClassKey, Painter, Taken
from aksdesigner.analysis.reach.peers import Peers
from aksdesigner.analysis.reach.plain import PlainDesign
from aksdesigner.analysis.reach.planes import Plane, mode_of
from aksdesigner.analysis.reach.transit import Transit
from aksdesigner.model.address import BITS
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key

Known = dict[str | None, ClassKey]  # the classes of a network's subnets by their route table
Context = tuple[str, str | None]  # a network, and the route table of some of its subnets
WEAR = 2  # how many times the atoms or classes of the start a state may gather


@dataclass(eq=False, slots=True)
class State:
    """What the engine holds for one document. Fields are replaced in copies, never changed."""

    document: Document
    design: Design
    wishes: dict[str, tuple[Wish, ...]]
    private_links: frozenset[Key]
    networks: dict[str, Network]
    by_table: Layered[str, Content]
    own_names: bool  # no two route tables have one
    spaces: Spaces
    clashes: Clashes
    links: Links
    peers: dict[Sides, Peers]
    gateways: Gateways
    machines: Machines
    contents: Contents
    outcomes: Outcomes
    vague: frozenset[str]
    is_plain: bool
    hops: dict[int, list[int]] = field(default_factory=lambda: {4: [], 6: []})
    learned: dict[tuple[Key, ...], dict[int, list[Prefix]]] = field(default_factory=dict)
    users: dict[str, tuple[str, ...]] | None = None
    uses: dict[str, Use | None] = field(default_factory=dict)
    offers: dict[Sides, list[str]] = field(default_factory=dict)
    alone: dict[str, bool] = field(default_factory=dict)
    contexts: Layered[str, Known] = field(default_factory=lambda: Layered({}))
    taken: Taken = field(default_factory=dict)
    planes: dict[int, Plane] = field(default_factory=dict)

    def of_document(self, document: Document, design: Design) -> State:
        """Return a copy for another document, which shares everything until it is replaced."""
        # what dataclasses.replace does, in a third of its time
        return State(document, design, *_rest_of(self))

    @property
    def strict(self) -> bool:
        """Whether cleared peering flags stop packets (C.3)."""
        return self.document.settings.peering_mode == "strict"

    @property
    def is_worn(self) -> bool:
        """Whether so many edits went by that starting anew is better than going on."""
        return any(
            plane.atoms.count > WEAR * plane.started[0] + 256
            or len(plane.painted) > WEAR * plane.started[1] + 256
            for plane in self.planes.values()
        )

    @property
    def table_users(self) -> dict[str, tuple[str, ...]]:
        """The networks with subnets that have a route table, by table; some may have left it."""
        if self.users is None:
            found: dict[str, list[str]] = {}
            for name, network in self.networks.items():
                for table in network.tables:
                    if table is not None:
                        found.setdefault(table, []).append(name)
            self.users = {table: tuple(names) for table, names in found.items()}
        return self.users

    @property
    def painter(self) -> Painter:
        """What paints rows of this state."""
        return Painter(self.networks, self.gateways, self.machines, self.vague, self.taken)

    def use_of(self, name: str) -> Use | None:
        """Return the gateways that a network uses, or None."""
        try:
            return self.uses[name]
        except KeyError:
            found = self.uses[name] = self._use_of(name)
            return found

    def _use_of(self, name: str) -> Use | None:
        own = self.gateways.own(name)
        if own is not None:
            return own
        offers = self.offering(self.links.of(name))
        if not offers:
            return None
        if len(offers) > 1:  # the first in the file counts
            order = {pair: index for index, pair in enumerate(self.links.halves)}
            offers = sorted(offers, key=lambda peer: min(order[name, peer], order[peer, name]))
        return self.gateways.shared(offers[0])

    def offering(self, sides: Sides) -> list[str]:
        """Return the peers whose gateways may be used; many networks have the same sides."""
        found = self.offers.get(sides)
        if found is None:
            serves = self.gateways.serves
            found = [side.peer for side in sides if side.offers and serves(side.peer)]
            self.offers[sides] = found
        return found

    def peers_of(self, name: str) -> Peers:
        """Return the direct peers of a network, shared by all with the same ones."""
        sides = self.links.of(name)
        found = self.peers.get(sides)
        if found is None:
            found = self.peers[sides] = Peers(sides, self.networks)
        return found

    def context(self, name: str, table: str | None) -> ClassKey:
        """Return the class of the subnets of a network that have a route table."""
        known = self.contexts.get(name)
        if known is None:
            self.class_network(name)
            known = self.contexts.get(name)
            assert known is not None
        found = known.get(table)
        return self._class(name, [table])[0] if found is None else found

    def class_network(self, name: str) -> list[ClassKey]:
        """Return the classes of a network's subnets, one for each of its route tables."""
        return self._class(name, self.networks[name].tables)

    def _class(self, name: str, tables: Iterable[str | None]) -> list[ClassKey]:
        network = self.networks[name]
        use, peers, contents = self.use_of(name), self.peers_of(name), self.by_table
        own = network if self.stands_alone(network, use) else None
        dual = bool(network.spaces[6])
        found = []
        known = self.contexts.get(name)
        if known is None:
            known = {}
            self.contexts.fill(name, known)
        for table in tables:
            content = contents.get(table) if table is not None else None
            key = known[table] = ClassKey(peers, content or self.contents.none, use, own, dual)
            found.append(key)
        return found

    def gateway_context(self, name: str) -> ClassKey:
        """Return the class of a network's gateways: the GatewaySubnet's table, stopped by no flag."""
        subnet = self.networks[name].subnets.get("GatewaySubnet")
        plain = self.context(name, subnet.route_table if subnet else None)
        return plain._replace(own=self.networks[name], gateway=True)

    def device_context(self, device: Device) -> ClassKey:
        """Return the class in which a forwarder looks up."""
        network = self.networks[device.vnet]
        subnet = network.subnets.get(device.subnet)
        plain = self.context(device.vnet, subnet.route_table if subnet else None)
        return plain._replace(own=network)

    def stands_alone(self, network: Network, use: Use | None) -> bool:
        """Return whether the own space of a network decides more than its own rows.

        So where it holds a next hop, or a prefix that its gateways learned (C-03), or is odd.
        """
        found = self.alone.get(network.name)
        if found is None:
            found = self.alone[network.name] = self._stands_alone(network, use)
        return found

    def _stands_alone(self, network: Network, use: Use | None) -> bool:
        if network.is_odd or network.name in self.vague:
            return True
        learned = self.learned_by(use.gateways) if use else None
        for version, spaces in network.spaces.items():
            bits = BITS[version]
            for first, length in spaces:
                last = first + (1 << bits - length) - 1
                hops = self.hops[version]
                at = bisect_left(hops, first)
                if at < len(hops) and hops[at] <= last:
                    return True
                if learned is not None:
                    inside = learned[version]
                    at = bisect_left(inside, (first, length))
                    if at < len(inside) and inside[at][0] <= last:
                        return True
        return False

    def learned_by(self, gateways: tuple[Key, ...]) -> dict[int, list[Prefix]]:
        """Return the prefixes that some gateways learned by IP version, in order."""
        found = self.learned.get(gateways)
        if found is None:
            found = self.learned[gateways] = {
                version: sorted(self.gateways.rows(gateways, version)) for version in (4, 6)
            }
        return found


# every field but `document` and `design`, in order
_rest_of = attrgetter(*(f.name for f in fields(State)[2:]))


def read_state(document: Document) -> State:
    """Return the state of a document before any row is painted."""
    design = PlainDesign(document)
    topology = document.topology
    links = frozenset(
        f"aks:{cluster.name}"
        for cluster in topology.aks_clusters
        if cluster.private and not cluster.api_server_vnet_integration
    )
    wishes = wishes_by_network(design)
    space = topology.reading("vnets", SpaceReading)
    networks = {
        name: Network(vnet, wishes.get(name, ()), links) for name, vnet in space.vnets.items()
    }
    table = topology.reading("route_tables", TableReading)
    strict = document.settings.peering_mode == "strict"
    vague = _vague(design)
    served = vnets_with(design, "routeServers") if vague else ()
    servers = frozenset(key.partition(":")[2] for key in served)
    gateways = Gateways(topology, servers)
    return State(
        document=document,
        design=design,
        wishes=wishes,
        private_links=links,
        networks=networks,
        by_table=Layered(table.by_table),
        own_names=len(table.by_table) == len(topology.route_tables),
        spaces=space.spaces,
        clashes=space.clashes,
        links=topology.reading("peerings", PeeringReading).links(space.clashes, strict=strict),
        peers={},
        gateways=gateways,
        machines=Machines(topology),
        contents=table.contents,
        outcomes=Outcomes(),
        vague=vague,
        is_plain=len(networks) == len(topology.vnets) and not gateways.between_gateways,
    )


def _vague(design: Design) -> frozenset[str]:
    """Return the networks that may know routes which nobody computes."""
    topology = design.topology
    drawn = (topology.route_servers, topology.virtual_wans, topology.virtual_hubs)
    extra = (topology.model_extra or {}).keys() & ROUTING_SECTIONS.keys()
    if not any(drawn) and not extra:
        return frozenset()
    found = (key for section in ROUTING_SECTIONS for key in vnets_with(design, section))
    return frozenset(key.partition(":")[2] for key in found)


def contains(values: list[int], value: int) -> bool:
    """Return whether a sorted list holds a value."""
    at = bisect_left(values, value)
    return at < len(values) and values[at] == value


def painted_plane(state: State, version: int, atoms: Atoms, keys: Iterable[ClassKey]) -> Plane:
    """Return a plane with the rows of some classes, and of every forwarder that they reach."""
    painter = state.painter
    painted: dict[ClassKey, Painted] = {}
    for key in keys:
        painted[key] = Painted(painter.paint(key, atoms, version), atoms.count)
    devices = with_forwarders(state, painted, atoms, version)
    transit = Transit(devices, atoms, version, state.gateways, state.outcomes)
    rows: dict[ClassKey, Row] = {}
    for key, row in painted.items():
        present = row.present(atoms, transit.count)
        rows[key] = Row(transit.resolved(present, mode_of(key), "forward"), transit.count)
    return Plane(version, atoms, painted, rows, transit)


def with_forwarders(
    state: State,
    painted: dict[ClassKey, Painted],
    atoms: Atoms,
    version: int,
) -> dict[Device, Painted]:
    """Return the row of every forwarder that rows reach, painting what is missing into `painted`."""
    devices: dict[Device, Painted] = {}
    waiting = list(painted.values())
    while waiting:
        row = waiting.pop()
        for action in row.cells:
            if isinstance(action, Hop) and action.device not in devices:
                found = row_behind(state, action.device, painted, atoms, version, [])
                devices[action.device] = found
                waiting.append(found)
    return devices


def row_behind(
    state: State,
    device: Device,
    painted: dict[ClassKey, Painted],
    atoms: Atoms,
    version: int,
    fresh: list[ClassKey],
) -> Painted:
    """Return the row in which a forwarder looks up, painted into `painted` and `fresh` if new."""
    key = state.device_context(device)
    row = painted.get(key)
    if row is None:
        row = painted[key] = Painted(state.painter.paint(key, atoms, version), atoms.count)
        fresh.append(key)
    return unclear_row(atoms.count) if device.unclear else row


def unclear_row(count: int) -> Painted:
    """Return the row of a forwarder that only the walk judges."""
    return Painted({WALK: (1 << count) - 1}, count)
