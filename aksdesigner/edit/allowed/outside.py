"""Rows for networks, and for what stands outside every network."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no, yes
from aksdesigner.edit.suggest import has_room
from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import REGION


def at_root(drop: Drop) -> Verdict:
    """Regional resources: the free canvas, or a region's frame."""
    if drop.parent is None or drop.parent_kind == REGION:
        return yes()
    return no("stays outside networks")


def outside_regions(drop: Drop) -> Verdict:
    """What belongs to no Azure region."""
    if drop.parent_kind == REGION:
        return no("stays outside regions")
    return at_root(drop)


def _region(drop: Drop) -> Verdict:
    return yes() if drop.parent is None else no("stays at the root")


def _internet(drop: Drop) -> Verdict:
    others = [k for k in drop.index.by_key if split_key(k)[0] == "internet" and k != drop.moving]
    return no("already drawn") if others else outside_regions(drop)


def _vnet(drop: Drop) -> Verdict:
    return yes() if drop.parent_kind in ("", REGION) else no("needs free canvas")


def _subnet(drop: Drop) -> Verdict:
    vnet = drop.index.at(drop.parent) if drop.parent else None
    if not isinstance(vnet, VirtualNetwork):
        return no("needs a VNet")
    if drop.moving and split_key(drop.moving)[1].startswith(f"{vnet.name}/"):
        return yes()
    return yes() if has_room(vnet) else no("network is full")


ROWS: Mapping[str, Row] = {
    REGION: _region,
    "vnet": _vnet,
    "subnet": _subnet,
    "paas": at_root,
    "zone": at_root,
    "ruleset": at_root,
    "ipgroup": at_root,
    "vhub": at_root,
    "fd": outside_regions,
    "site": outside_regions,
    "internet": _internet,
}
