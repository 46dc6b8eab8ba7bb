"""All rows of one IP version: painted for each class, and resolved through the forwarders."""

from __future__ import annotations

from aksdesigner.analysis.reach.actions import Painted, Row
from aksdesigner.analysis.reach.atoms import Atoms
from aksdesigner.analysis.reach.painting import ClassKey
from aksdesigner.analysis.reach.transit import NOWHERE, Mode, Transit
from aksdesigner.analysis.results import Leg


class Plane:
    """Rows by class for one IP version. A change makes a new plane that shares unchanged rows."""

    __slots__ = ("_others", "atoms", "painted", "rows", "started", "transit", "version")

    def __init__(
        self,
        version: int,
        atoms: Atoms,
        painted: dict[ClassKey, Painted],
        rows: dict[ClassKey, Row],
        transit: Transit,
        started: tuple[int, int] | None = None,
    ) -> None:
        self.version = version
        self.atoms = atoms
        self.painted = painted
        self.rows = rows
        self.transit = transit
        # how many atoms and classes there were when everything was read from scratch
        self.started = started or (atoms.count, len(painted))
        self._others: dict[tuple[ClassKey, Leg, Mode], Row] = {}

    def row(self, key: ClassKey, leg: Leg, whose: Mode | None = None) -> Row | None:
        """Return how packets of a class end on a leg; None for a class without a row.

        `whose` says in which network the source lies, where that is not the class's own.
        """
        mode = mode_of(key) if whose is None else whose
        if (leg == "forward" or not self.transit.splits) and (
            mode == mode_of(key) or not self.transit.guards
        ):
            return self.rows.get(key)
        found = self._others.get((key, leg, mode))
        if found is None and key in self.painted:
            painted = self.painted[key].present(self.atoms, self.transit.count)
            cells = self.transit.resolved(painted, mode, leg)
            found = self._others[key, leg, mode] = Row(cells, painted.count)
        return found


def mode_of(key: ClassKey) -> Mode:
    """Return whose packets leave from a class: its network's, where that matters."""
    return key.own.name if key.own is not None and not key.gateway else NOWHERE
