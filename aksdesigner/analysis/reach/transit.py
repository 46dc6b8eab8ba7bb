"""What becomes of packets that a forwarder takes: it looks up again, and may hand on (C.2, C.5).

Forwarders are few, so each one's row is resolved to the end: through which other forwarders, and
where the packet is then handed over or lost. Rows of classes take these results over.

Only where a peering refuses forwarded traffic does it matter whose packet it is. Then results are
kept by `Mode`: the network in which the source's address lies, "" for none of them, "*" for a
public source, which no peering refuses; and by leg, since sources are translated on the way there.
"""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.analysis.reach.actions import (
    DELIVER,
    FORWARDED,
    LOOP,
    NO_FORWARDING,
    NONE,
    WALK,
    Action,
    Cells,
    Device,
    Hop,
    Outcomes,
    Painted,
    Terminal,
)
from aksdesigner.analysis.reach.atoms import Atoms
from aksdesigner.analysis.reach.gateways import Gateways
from aksdesigner.analysis.results import Leg

Mode = str
NOWHERE: Mode = ""
ANYWHERE: Mode = "*"
LONGEST = 12  # forwarders in a row that the engine follows; the walk knows Azure's limit


class Transit:
    """The forwarders of one moment, with what becomes of their packets."""

    __slots__ = (
        "_gateways",
        "_origin",
        "_outcomes",
        "_resolved",
        "addresses",
        "atoms",
        "count",
        "guards",
        "looked_up",
        "rows",
        "splits",
        "version",
    )

    def __init__(
        self,
        rows: Mapping[Device, Painted],
        atoms: Atoms,
        version: int,
        gateways: Gateways,
        outcomes: Outcomes,
    ) -> None:
        for device in rows:
            for kind, prefix in () if isinstance(device.translates, str) else device.translates:
                if kind == version:
                    atoms.mask(prefix)  # cuts before the rows are brought to the present
        self.count = atoms.count
        self.looked_up = dict(rows)
        self.addresses = frozenset([device.address for device in rows])
        self.rows = {device: row.present(atoms, self.count) for device, row in rows.items()}
        self.atoms = atoms
        self.version = version
        self._gateways = gateways
        self._outcomes = outcomes
        self.guards = any(action.guarded for row in rows.values() for action in row.cells)
        self.splits = self.guards and any(device.translates != "never" for device in rows)
        self._origin: Transit | None = None
        self._resolved: dict[tuple[Device, Mode, Leg], Cells] = {}

    def lifted(self) -> Transit:
        """Return the same forwarders over the present atoms, results and all."""
        later: Transit = object.__new__(Transit)
        later.looked_up, later.addresses = self.looked_up, self.addresses
        later.rows, later.atoms, later.version = self.rows, self.atoms, self.version
        later.guards, later.splits = self.guards, self.splits
        later._gateways, later._outcomes = self._gateways, self._outcomes
        later.count = self.atoms.count
        later._origin = self._origin or self
        later._resolved = {}
        return later

    def behind(self, device: Device, mode: Mode, leg: Leg) -> Cells:
        """Return how packets end that a device takes, the device first in each chain."""
        mode, leg = (mode if self.guards else NOWHERE), (leg if self.splits else "forward")
        key = (device, mode, leg)
        found = self._resolved.get(key)
        if found is None and self._origin is not None:
            origin = self._origin
            found = self._resolved[key] = {
                outcome: self.atoms.lifted(mask, origin.count, self.count)
                for outcome, mask in origin.behind(device, mode, leg).items()
            }
        elif found is None:
            found = {}
            everything = (1 << self.count) - 1
            self._expand(device, mode, leg, everything, (device,), found)
            self._resolved[key] = found
        return found

    def _expand(
        self,
        device: Device,
        mode: Mode,
        leg: Leg,
        mask: int,
        chain: tuple[Device, ...],
        out: Cells,
    ) -> None:
        for now, part in self._sources(device, mode, leg, mask):
            rest = part
            foreign = now not in (ANYWHERE, device.vnet)
            for action, cell in self.rows[device].cells.items():
                share = part & cell
                if share:
                    rest &= ~cell
                    self._take(action, (now, foreign, leg), share, chain, out)
            if rest:
                self._end(NONE, rest, chain, out)

    def _sources(
        self, device: Device, mode: Mode, leg: Leg, mask: int
    ) -> tuple[tuple[Mode, int], ...]:
        """Return the atoms by whose packet it is behind the device."""
        if not self.splits or leg == "return" or device.translates == "never":
            return ((mode, mask),)
        kept = 0
        if not isinstance(device.translates, str):
            for version, prefix in device.translates:
                if version == self.version:
                    kept |= self.atoms.mask(prefix)
        return tuple(
            (whose, part)
            for whose, part in ((mode, mask & kept), (device.vnet, mask & ~kept))
            if part
        )

    def _take(
        self,
        action: Action,
        source: tuple[Mode, bool, Leg],
        mask: int,
        chain: tuple[Device, ...],
        out: Cells,
    ) -> None:
        mode, foreign, leg = source
        if action.guarded and foreign:
            self._end(FORWARDED, mask, chain, out)
        elif isinstance(action, Terminal):
            self._end(unguarded(action, self._gateways), mask, chain, out)
        elif action.device in chain:
            self._end(LOOP, mask, (*chain, action.device), out)
        elif len(chain) >= LONGEST or action.device not in self.rows:
            self._end(WALK, mask, chain, out)
        else:
            self._expand(action.device, mode, leg, mask, (*chain, action.device), out)

    def _end(self, terminal: Terminal, mask: int, chain: tuple[Device, ...], out: Cells) -> None:
        outcome = self._outcomes.of(terminal, chain)
        out[outcome] = out.get(outcome, 0) | mask

    def resolved(self, row: Painted, mode: Mode, leg: Leg) -> Cells:
        """Return how packets end that start at a row of a class."""
        out: Cells = {}
        for action, mask in row.cells.items():
            if isinstance(action, Hop):
                for outcome, cell in self.behind(action.device, mode, leg).items():
                    share = mask & cell
                    if share:
                        out[outcome] = out.get(outcome, 0) | share
            else:
                self._end(unguarded(action, self._gateways), mask, (), out)
        return out


def unguarded(terminal: Terminal, gateways: Gateways) -> Terminal:
    """Return the same end past the peering that guards it."""
    if not terminal.guarded:
        return terminal
    if terminal.end == "gateway":
        return gateways.terminal(terminal.gateways, guarded=False)
    return DELIVER if terminal.end == "deliver" else NO_FORWARDING
