"""What a row does with an atom, and how a packet ends: small values compared by identity.

Every value here is made once and reused, so that rows are compared and looked up without looking
inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from aksdesigner.analysis.reach.atoms import Atoms, Prefix
from aksdesigner.analysis.results import Verdict
from aksdesigner.model.ids import Key

End = Literal["deliver", "internet", "gateway", "own", "broken", "failed", "walk"]


@dataclass(frozen=True, eq=False, slots=True)
class Terminal:
    """Where a look-up ends.

    deliver: handed over in the own network or a direct peer. internet: to the Internet. gateway:
    to `gateways`. own: a user route VnetLocal, right only inside the own network. broken: the next
    hop `address` cannot take packets. failed: lost, with `verdict` and `reason`. walk: beyond the
    classes, ask the walk. `guarded` marks a peering that lets no forwarded traffic in.
    """

    end: End
    verdict: Verdict = "delivered"
    reason: str | None = None
    gateways: tuple[Key, ...] = ()
    address: tuple[int, int] | None = None  # version, value
    guarded: bool = False


DELIVER = Terminal("deliver")
DELIVER_GUARDED = Terminal("deliver", guarded=True)
INTERNET = Terminal("internet")
OWN = Terminal("own")
WALK = Terminal("walk")
NONE = Terminal("failed", "dropped", "next_hop_none")
ACCESS = Terminal("failed", "dropped", "peering_access_blocked")
FORWARDED = Terminal("failed", "dropped", "forwarded_traffic_blocked")
NO_GATEWAY = Terminal("failed", "blackhole", "no_gateway")
NO_ADDRESS = Terminal("failed", "blackhole", "next_hop_unknown")
NO_FORWARDING = Terminal("failed", "blackhole", "no_ip_forwarding")
NO_FORWARDING_GUARDED = Terminal("failed", "blackhole", "no_ip_forwarding", guarded=True)
LOOP = Terminal("failed", "loop", None)


@cache
def broken(version: int, value: int) -> Terminal:
    """Return the end of a packet whose next hop address lies in no network that it may use."""
    return Terminal("broken", address=(version, value))


Translates = Literal["always", "never"] | tuple[tuple[int, Prefix], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Device:
    """A forwarder at a next hop address: a firewall, an appliance, a machine, or one behind a balancer.

    `address` is the next hop address (version, value) in network `near`; the device stands in
    `subnet` of network `vnet` and translates to `source`. `translates` is "always", "never", or the
    prefixes towards which the source is kept.
    """

    token: str
    near: str
    address: tuple[int, int]
    vnet: str
    subnet: str
    source: tuple[int, int]
    stateful: bool
    translates: Translates
    firewall: bool = False
    balanced: bool = False
    symmetric: bool = False
    unclear: bool = False

    @property
    def values(self) -> tuple[object, ...]:
        """Everything that makes a device what it is."""
        return tuple(getattr(self, name) for name in self.__slots__)

    def keeps(self, version: int, value: int) -> bool:
        """Return whether the source stays as it is towards an address (F-02)."""
        if isinstance(self.translates, str):
            return self.translates == "never"
        bits = 32 if version == 4 else 128
        return any(
            kind == version and value >> bits - length == first >> bits - length
            for kind, (first, length) in self.translates
        )


@dataclass(frozen=True, eq=False, slots=True)
class Hop:
    """A next hop that takes packets; `guarded` as for a terminal."""

    device: Device
    guarded: bool = False


Action = Terminal | Hop


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """How a packet ends, and the devices that it passed."""

    terminal: Terminal
    chain: tuple[Device, ...] = ()


class Outcomes:
    """The one place where outcomes are made: equal ones are the same object."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[Terminal, tuple[Device, ...]], Outcome] = {}

    def of(self, terminal: Terminal, chain: tuple[Device, ...] = ()) -> Outcome:
        """Return the outcome with this end and these devices."""
        key = (terminal, chain)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Outcome(terminal, chain)
        return found


class Row:
    """Atoms by what happens to them; painted when there were `count` atoms, and never changed."""

    __slots__ = ("_answers", "cells", "count")

    def __init__(self, cells: Cells, count: int) -> None:
        self.cells = cells
        self.count = count
        self._answers: dict[int, Outcome] = {}

    def present(self, atoms: Atoms, count: int) -> Row:
        """Return the same row over `count` atoms."""
        if self.count == count:
            return self
        cells = {
            outcome: atoms.lifted(mask, self.count, count) for outcome, mask in self.cells.items()
        }
        return Row(cells, count)

    def at(self, atom: int, parents: Sequence[int]) -> Outcome | None:
        """Return what happens to an atom, or None: no row holds it."""
        while atom >= self.count:
            atom = parents[atom]
        found = self._answers.get(atom)
        if found is None:
            bit = 1 << atom
            for outcome, mask in self.cells.items():
                if mask & bit:
                    self._answers[atom] = outcome
                    return outcome
        return found


Cells = dict[Outcome, int]


class Painted:
    """Atoms by action, made when there were `count` atoms; never changed."""

    __slots__ = ("cells", "count")

    def __init__(self, cells: dict[Action, int], count: int) -> None:
        self.cells = cells
        self.count = count

    def present(self, atoms: Atoms, count: int) -> Painted:
        """Return the same row over `count` atoms."""
        if self.count == count:
            return self
        cells = {
            action: atoms.lifted(mask, self.count, count) for action, mask in self.cells.items()
        }
        return Painted(cells, count)
