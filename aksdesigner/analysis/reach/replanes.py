"""The rows of one IP version after an edit: painted and resolved where something differs."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from aksdesigner.analysis.reach.actions import Device, Hop, Painted, Row
from aksdesigner.analysis.reach.painting import ClassKey
from aksdesigner.analysis.reach.planes import Plane, mode_of
from aksdesigner.analysis.reach.state import Context, State, row_behind
from aksdesigner.analysis.reach.transit import NOWHERE, Transit


class Stale(NamedTuple):
    """What is to be classed again: contexts, and the networks that something about them changed."""

    contexts: list[Context]
    networks: Set[str]


def plane_after(later: State, plane: Plane, stale: Stale, *, pruned: bool) -> Plane:
    """Return the plane of a state in which some contexts are to be classed again.

    `pruned` drops the rows of networks and peers that were replaced: nobody asks for them again.
    """
    painted, answers = dict(plane.painted), dict(plane.rows)
    if pruned:
        for key in plane.painted:
            if not _is_alive(later, key):
                del painted[key]
                answers.pop(key, None)
    fresh = _paint(later, plane, painted, stale)
    rows = _forwarders(later, plane, painted, fresh, stale)
    if rows is None:
        transit, unlike = plane.transit, set[Device]()
        if fresh and plane.atoms.count != transit.count:
            transit = transit.lifted()
    else:
        transit = Transit(rows, plane.atoms, plane.version, later.gateways, later.outcomes)
        unlike = _unlike(plane.transit, transit)
    asked = set(fresh)
    if unlike:
        asked.update(key for key, row in painted.items() if _hops_to(row, unlike))
    for key in asked:
        row = painted[key].present(plane.atoms, transit.count)
        answers[key] = Row(transit.resolved(row, mode_of(key), "forward"), transit.count)
    return Plane(plane.version, plane.atoms, painted, answers, transit, plane.started)


def _paint(
    later: State, plane: Plane, painted: dict[ClassKey, Painted], stale: Stale
) -> list[ClassKey]:
    """Paint the classes that have no row yet; return them."""
    painter = later.painter
    wanted = dict.fromkeys(later.context(name, table) for name, table in stale.contexts)
    for name in later.gateways.by_network:
        if name in stale.networks and name in later.networks:
            wanted[later.gateway_context(name)] = None
    fresh = [key for key in wanted if key not in painted]
    for key in fresh:
        cells = painter.paint(key, plane.atoms, plane.version)
        painted[key] = Painted(cells, plane.atoms.count)
    return fresh


def _forwarders(
    later: State,
    plane: Plane,
    painted: dict[ClassKey, Painted],
    fresh: list[ClassKey],
    stale: Stale,
) -> dict[Device, Painted] | None:
    """Return the row of every forwarder, or None where all are those of before."""
    before = plane.transit.looked_up
    rows: dict[Device, Painted] = {}
    waiting = [
        action.device for key in fresh for action in painted[key].cells if isinstance(action, Hop)
    ]
    same = True
    for device in (*before, *waiting):
        if device in rows or device.vnet not in later.networks:
            continue
        known = before.get(device)
        if known is not None and device.vnet not in stale.networks:
            rows[device] = known
            continue
        found = row_behind(later, device, painted, plane.atoms, plane.version, fresh)
        rows[device] = found
        same = same and known is found
    queue = list(rows.values())
    while queue:
        for action in queue.pop().cells:
            if isinstance(action, Hop) and action.device not in rows:
                found = row_behind(later, action.device, painted, plane.atoms, plane.version, fresh)
                rows[action.device] = found
                queue.append(found)
                same = False
    return None if same else rows


def _unlike(before: Transit, after: Transit) -> set[Device]:
    """Return the forwarders whose packets end otherwise than before."""
    if before.guards or after.guards:
        return {*before.looked_up, *after.looked_up}
    found = {device for device in before.looked_up if device not in after.looked_up}
    for device in after.looked_up:
        if device not in before.looked_up:
            found.add(device)
            continue
        old = before.behind(device, NOWHERE, "forward")
        new = after.behind(device, NOWHERE, "forward")
        if len(old) != len(new) or any(
            after.atoms.lifted(mask, before.count, after.count) != new.get(outcome)
            for outcome, mask in old.items()
        ):
            found.add(device)
    return found


def _is_alive(later: State, key: ClassKey) -> bool:
    own = key.own
    return later.peers.get(key.peers.sides) is key.peers and (
        own is None or later.networks.get(own.name) is own
    )


def _hops_to(row: Painted, devices: set[Device]) -> bool:
    return any(isinstance(action, Hop) and action.device in devices for action in row.cells)
