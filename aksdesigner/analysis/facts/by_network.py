"""What is found network by network, or table by table: an edit looks again only where it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import network_keys
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

T = TypeVar("T")


def by_network(look: Callable[[Facts, Key], Iterable[T]]) -> Callable[[Facts], Iterator[T]]:
    """Return what a function of (facts, network) finds in all networks, kept for each network."""

    @kept
    @wraps(look)
    def within(facts: Facts, vnet: Key) -> tuple[T, ...]:
        return tuple(look(facts, vnet))

    def everywhere(facts: Facts) -> Iterator[T]:
        for vnet in network_keys(facts):
            yield from within(facts, vnet)

    return everywhere


def by_table(look: Callable[[Facts, RouteTable], Iterable[T]]) -> Callable[[Facts], Iterator[T]]:
    """Return what a function of (facts, route table) finds in all tables, kept for each table."""

    @kept
    @wraps(look)
    def within(facts: Facts, name: str) -> tuple[T, ...]:
        table = facts.index.get(RouteTable, name)
        return tuple(look(facts, table)) if table is not None else ()

    def everywhere(facts: Facts) -> Iterator[T]:
        for name in _table_names(facts):
            yield from within(facts, name)

    return everywhere


@kept
def _table_names(facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table.name for table in facts.topology.route_tables))


def network_at(facts: Facts, vnet: Key) -> tuple[VirtualNetwork, ...]:
    """Return the network of a key, alone in a tuple; an empty one where there is none."""
    found = facts.index.at(vnet)
    return (found,) if isinstance(found, VirtualNetwork) else ()
