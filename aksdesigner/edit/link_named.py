"""Connections that are a name in a field: naming, letting go, and what else must change with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aksdesigner.edit.allowed.connections import NAMED, kinds_of
from aksdesigner.edit.allowed.named import Named, text_in
from aksdesigner.edit.changes import found, full_key, replaced
from aksdesigner.edit.link_gateways import sites_of_circuit
from aksdesigner.model.ids import Key
from aksdesigner.model.topology import Topology


def connect_named(topology: Topology, holder_key: Key, named_key: Key) -> Topology:
    """Name a resource in the field of another one; one name replaces what stood there."""
    kinds = kinds_of((holder_key, named_key))
    row = NAMED[kinds]
    holder = found(topology.index, holder_key)
    text = text_in(row, named_key)
    value = getattr(holder, row.field)
    new = (*value, text) if isinstance(value, tuple) else text
    topology = replaced(topology, holder, **{row.field: new})
    follow = _FOLLOW.get(kinds)
    return follow(topology, holder_key, named_key) if follow else topology


def disconnect_named(topology: Topology, holder_key: Key, named_key: Key) -> Topology:
    """Take a name out of the field of another resource; the same topology where it is not there."""
    kinds = kinds_of((holder_key, named_key))
    row = NAMED[kinds]
    holder = found(topology.index, holder_key)
    value = getattr(holder, row.field)
    text = text_in(row, named_key)
    if not isinstance(value, tuple):
        return replaced(topology, holder, **{row.field: None}) if value == text else topology
    kept = tuple(one for one in value if not _is_same(row, one, text))
    if len(kept) == len(value):
        return topology
    changes: dict[str, object] = {row.field: kept}
    count = _COUNTS.get(kinds)
    if count and getattr(holder, count) == len(value):
        # every address was named: one that goes is one less
        changes[count] = max(1, len(kept))
    return replaced(topology, holder, **changes)


def _is_same(row: Named, one: str, text: str) -> bool:
    return full_key(one) == text if row.is_key else one == text


# pairs whose first counts its public addresses: as many, at least, as it names
_COUNTS = {("fw", "pip"): "public_ips", ("lb", "pip"): "public_ips", ("natgw", "pip"): "ips"}


def _counted(topology: Topology, holder_key: Key, named_key: Key) -> Topology:
    kinds = kinds_of((holder_key, named_key))
    holder = found(topology.index, holder_key)
    count = _COUNTS[kinds]
    named = len(getattr(holder, NAMED[kinds].field))
    return replaced(topology, holder, **{count: max(getattr(holder, count), named)})


def _guarded(topology: Topology, holder_key: Key, _named: Key) -> Topology:
    """A gateway with a policy is of the tier that can have one."""
    return replaced(topology, found(topology.index, holder_key), tier="WAF_v2")


def _public(topology: Topology, holder_key: Key, _named: Key) -> Topology:
    return replaced(topology, found(topology.index, holder_key), public_frontend=True)


_Follow = Callable[[Topology, Key, Key], Topology]
_FOLLOW: Mapping[tuple[str, str], _Follow] = {
    **dict.fromkeys(_COUNTS, _counted),
    ("agw", "waf"): _guarded,
    ("agw", "pip"): _public,
    ("er", "site"): sites_of_circuit,
}
