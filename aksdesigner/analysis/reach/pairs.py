"""Pairs: forward leg, reply, and the comparison of both, out of the rows (azure-rules C.2, C.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.reach.actions import DELIVER, NONE, Device, Outcome, Row, Terminal
from aksdesigner.analysis.reach.borders import Borders
from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.own_space import own_mask
from aksdesigner.analysis.reach.painting import ClassKey
from aksdesigner.analysis.reach.planes import Plane
from aksdesigner.analysis.reach.state import State, contains
from aksdesigner.analysis.reach.transit import ANYWHERE, NOWHERE, Mode
from aksdesigner.analysis.reach.verdicts import PairVerdict, compared, tokens
from aksdesigner.analysis.results import Leg
from aksdesigner.model.ids import Key

Chain = tuple[Device, ...]


class BeyondClassesError(Exception):
    """The classes cannot judge this pair; the walk can."""


class LostError(Exception):
    """A leg that does not arrive, with the forwarders until there."""

    def __init__(self, terminal: Terminal, chain: Chain = ()) -> None:
        super().__init__(terminal.reason)
        self.terminal = terminal
        self.chain = chain


@dataclass(frozen=True, eq=False, slots=True)
class Outside:
    """An address beyond all networks: at an on-premises site, or on the Internet (site None)."""

    token: str
    site: str | None
    version: int
    value: int
    odd: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Goal:
    """The address of a forwarder, to which replies return that it translated."""

    place: str
    version: int
    value: int


End = Host | Outside
NOT_ADVERTISED = Terminal("failed", "blackhole", "not_advertised")
NO_SITE_GATEWAY = Terminal("failed", "blackhole", "no_gateway")
OUTSIDE_NETWORK = Terminal("failed", "blackhole", "vnetlocal_outside")
NO_ROUTE = Terminal("failed", "blackhole", "gateway_no_route")
TO_INTERNET = Terminal("failed", "blackhole", "private_to_internet")
NO_OUTBOUND = Terminal("failed", "blackhole", "no_outbound")
OTHER_SITE = Terminal("failed", "blackhole", "no_host")
REFUSED = Terminal("failed", "dropped", "pe_not_approved")
_NONE = Outcome(NONE)
_DELIVERED = Outcome(DELIVER)


@dataclass(slots=True)
class Arrival:
    """Where a leg ended: at the address asked for, at a site, or on the Internet."""

    at: Literal["host", "site", "internet"]
    chain: Chain
    site: str = ""
    gateway: Key | None = None


class Judge:
    """Answers for pairs of ends of one state."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.borders = Borders(state)
        self._own: dict[tuple[str, ClassKey, int], tuple[int, int]] = {}
        self._behind: dict[tuple[Device, Mode, int], Row] = {}
        self._known: dict[tuple[object, ...], PairVerdict] = {}

    def verdict(self, source: End, target: End) -> PairVerdict:
        """Return the verdict of a pair. Raises BeyondClassesError where the walk must judge."""
        if not self.state.is_plain or self._is_odd(source) or self._is_odd(target):
            raise BeyondClassesError
        if source.version != target.version:
            raise BeyondClassesError  # which family a host answers in, the walk says
        there: Chain = ()
        try:
            arrival = self._forward(source, target)
            there = arrival.chain
        except LostError as lost:
            return _lost(lost, "forward", (), lost.chain)
        back: list[Device] = []
        try:
            self._reply(source, target, arrival, back)
        except LostError as lost:
            return _lost(lost, "return", there, (*back, *lost.chain))
        key = (there, tuple(back))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = compared(there, back)
        return found

    def is_next_hop(self, host: Host) -> bool:
        """Return whether some route names the address of a host as its next hop."""
        return self._is_hop(host.version, host.value)

    def _is_hop(self, version: int, value: int) -> bool:
        plane = self.state.planes.get(version)
        return contains(self.state.hops[version], value) or (
            plane is not None and (version, value) in plane.transit.addresses
        )

    def _is_odd(self, end: End) -> bool:
        clashes = self.state.clashes
        return end.odd or (isinstance(end, Host) and end.network.name in clashes)

    # --- the way there

    def _forward(self, source: End, target: End) -> Arrival:
        gateway: Key | None = None
        if isinstance(source, Host):
            outcome = self._from_host(source, target.version, target.value, "forward")
            start = source.network.name
        else:
            gateway, outcome = self._from_site(source.site, target, None, NOWHERE)
            start = self.borders.network_of(gateway)
        arrival = self._arrival(outcome, start, target, None)
        if arrival.at == "internet":
            self._check_outbound(source, target, arrival.chain)
        elif arrival.at == "host" and _is_endpoint(target):
            assert isinstance(target, Host)
            if not self.borders.is_approved(target.key):
                raise LostError(REFUSED, arrival.chain)
        arrival.gateway = arrival.gateway or gateway
        return arrival

    def _check_outbound(self, source: End, target: End, chain: Chain) -> None:
        """Leave for the Internet with an outbound method, or be lost (C.4)."""
        if isinstance(target, Host) or target.site is not None or target.odd:
            raise BeyondClassesError
        if chain:
            device = chain[-1]
            if not device.firewall or device.keeps(target.version, target.value):
                raise BeyondClassesError
            method = self.borders.outbound_of_device(device)
        elif isinstance(source, Host) and source.kind != "fw":
            method = self.borders.outbound_of_host(source)
        else:
            raise BeyondClassesError
        if method is None:
            raise LostError(NO_OUTBOUND, chain)
        if chain and method.token is not None:
            raise BeyondClassesError

    # --- the way back

    def _reply(self, source: End, target: End, arrival: Arrival, back: list[Device]) -> None:
        there = arrival.chain
        waiting = [d for d in there if not d.keeps(target.version, target.value)]
        device: Device | None = None
        if arrival.at == "internet":
            if not there:
                return
            device = waiting.pop()
        elif arrival.at == "host" and isinstance(target, Host) and target.straight:
            if waiting:
                device = waiting.pop()
            elif there and there[-1].symmetric:
                device = there[-1]
            else:
                return
        if device is not None:
            back.append(device)
        whose = _whose(target)
        while True:
            towards = waiting[-1] if waiting else None
            back.extend(self._leg_back(source, target, arrival, device, towards, whose))
            if towards is None:
                return
            device = waiting.pop()
            back.append(device)

    def _leg_back(
        self,
        source: End,
        target: End,
        arrival: Arrival,
        device: Device | None,
        towards: Device | None,
        whose: Mode,
    ) -> Chain:
        """Return the forwarders of a reply from where it stands to `towards`, or to who asked."""
        goal = source if towards is None else Goal(towards.vnet, *towards.source)
        if device is not None:
            outcome, start = self._from_device(device, goal, whose), device.vnet
        elif arrival.at == "site":
            gateway, outcome = self._from_site(arrival.site, goal, arrival, whose)
            start = self.borders.network_of(gateway)
        else:
            assert isinstance(target, Host)
            outcome = self._from_host(target, goal.version, goal.value, "return")
            start = target.network.name
        home = source.site if isinstance(source, Outside) else None
        found = self._arrival(outcome, start, goal, home)
        expected = "site" if isinstance(goal, Outside) else "host"
        if found.at == "internet" or found.at != expected:
            if found.at == "site":
                raise LostError(OTHER_SITE, found.chain)
            raise BeyondClassesError
        if found.at == "site" and found.site != home:
            raise LostError(OTHER_SITE, found.chain)
        return found.chain

    # --- single look-ups

    def _plane(self, version: int) -> Plane:
        found = self.state.planes.get(version)
        if found is None:
            raise BeyondClassesError
        return found

    def _from_host(self, host: Host, version: int, value: int, leg: Leg) -> Outcome:
        key = self.state.context(host.network.name, host.table)
        plane = self._plane(version)
        atom = plane.atoms.of(value)
        if key.own is None and host.network.holds(version, value):
            if key.content.unclear or key.peers.vague:
                raise BeyondClassesError
            if self._is_own(host, key, plane, atom):
                return _DELIVERED
        row = plane.row(key, leg)
        if row is None:
            raise BeyondClassesError
        return row.at(atom, plane.atoms.parents) or _NONE

    def _is_own(self, host: Host, key: ClassKey, plane: Plane, atom: int) -> bool:
        asked = (host.network.name, key, plane.version)
        found = self._own.get(asked)
        if found is None:
            mask = own_mask(host.network, key.content, plane.atoms, plane.version)
            found = self._own[asked] = (mask, plane.atoms.count)
        mask, count = found
        while atom >= count:
            atom = plane.atoms.parents[atom]
        return bool(mask >> atom & 1)

    def _from_device(self, device: Device, goal: Goal | End, whose: Mode) -> Outcome:
        plane = self._plane(goal.version)
        asked = (device, whose, goal.version)
        row = self._behind.get(asked)
        if row is None:
            if device not in plane.transit.rows:
                raise BeyondClassesError
            cells = plane.transit.behind(device, whose, "return")
            row = self._behind[asked] = Row(cells, plane.transit.count)
        found = row.at(plane.atoms.of(goal.value), plane.atoms.parents) or _NONE
        return Outcome(found.terminal, found.chain[1:])

    def _from_site(
        self, site: str | None, goal: Goal | End, arrival: Arrival | None, whose: Mode
    ) -> tuple[Key, Outcome]:
        """Return the gateway that takes a packet of a site, and what its table does (C.8)."""
        if site is None:
            raise BeyondClassesError
        gateways = self.state.gateways.to_site(site)
        if not gateways:
            raise LostError(NO_SITE_GATEWAY)
        leg: Leg = "return" if arrival else "forward"
        prefer = arrival.gateway if arrival else None
        gateway = self.borders.offering(gateways, goal.version, goal.value, prefer)
        if gateway is None:
            raise LostError(NOT_ADVERTISED)
        plane = self._plane(goal.version)
        row = plane.row(self.state.gateway_context(self.borders.network_of(gateway)), leg, whose)
        if row is None:
            raise BeyondClassesError
        return gateway, row.at(plane.atoms.of(goal.value), plane.atoms.parents) or _NONE

    def _arrival(
        self, outcome: Outcome, start: str, goal: Goal | Host | Outside, home: str | None
    ) -> Arrival:
        """Return where an outcome leads a packet for `goal`. Raises LostError where nowhere."""
        chain, terminal = outcome.chain, outcome.terminal
        place = _place(goal)
        if self._is_hop(goal.version, goal.value):
            cut = _cut(chain, goal.version, goal.value, place)
            if cut is not None:
                return Arrival("host", cut)
            if terminal.end != "deliver":
                raise BeyondClassesError
        last = chain[-1].vnet if chain else start
        if terminal.end in ("deliver", "own"):
            return self._handed_over(terminal, chain, last, goal)
        if terminal.end == "gateway":
            return self._behind_gateway(terminal, chain, goal, home)
        if terminal.end == "internet" and self.borders.is_public(goal.version, goal.value):
            return Arrival("internet", chain)
        raise self._lost(terminal, chain)

    def _lost(self, terminal: Terminal, chain: Chain) -> Exception:
        match terminal.end:
            case "internet":
                return LostError(TO_INTERNET, chain)
            case "broken":
                return LostError(self.borders.why_broken(terminal), chain)
            case "failed":
                return LostError(terminal, chain)
        return BeyondClassesError()

    def _handed_over(
        self, terminal: Terminal, chain: Chain, last: str, goal: Goal | Host | Outside
    ) -> Arrival:
        place = _place(goal)
        if terminal.end == "own":
            if place == last:
                return Arrival("host", chain)
            if not self.state.networks[last].holds(goal.version, goal.value):
                raise LostError(OUTSIDE_NETWORK, chain)
        elif place is not None and self._is_near(last, place):
            return Arrival("host", chain)
        raise BeyondClassesError

    def _is_near(self, last: str, place: str) -> bool:
        return last == place or place in self.state.peers_of(last).names

    def _behind_gateway(
        self, terminal: Terminal, chain: Chain, goal: Goal | Host | Outside, home: str | None
    ) -> Arrival:
        for gateway in terminal.gateways:
            row = self.state.gateways.behind(gateway, goal.version, goal.value, home)
            if row is not None:
                if row.peered:
                    raise BeyondClassesError
                return Arrival("site", chain, row.site, gateway)
        if not isinstance(goal, Outside) or self.borders.in_a_network(goal.version, goal.value):
            raise BeyondClassesError
        raise LostError(NO_ROUTE, chain)


def _whose(target: End) -> Mode:
    """Return in which network the address of a reply's sender lies (C.3)."""
    if isinstance(target, Host):
        return target.network.name
    return ANYWHERE if target.site is None else NOWHERE


def _is_endpoint(target: End) -> bool:
    return isinstance(target, Host) and target.kind == "pe"


def _place(goal: Goal | Host | Outside) -> str | None:
    """Return the network in which an address is to be handed over; None outside of all."""
    if isinstance(goal, Host):
        return goal.network.name
    return goal.place if isinstance(goal, Goal) else None


def _cut(chain: Chain, version: int, value: int, place: str | None) -> Chain | None:
    """Return the forwarders before the one whose own address a packet goes to, or None."""
    for index, device in enumerate(chain):
        if device.address == (version, value):
            if device.near != place or device.balanced:
                raise BeyondClassesError
            return chain[:index]
    return None


def _lost(lost: LostError, leg: Leg, there: Chain, chain: Chain) -> PairVerdict:
    forward, back = (chain, ()) if leg == "forward" else (there, chain)
    return PairVerdict(
        lost.terminal.verdict, leg, lost.terminal.reason, tokens(forward), tokens(back)
    )
