"""Route tables by what they do: tables with equal routes are one content, whatever their names."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.analysis.reach.atoms import DEFAULT, Prefix, ends_of
from aksdesigner.model.address import BITS
from aksdesigner.model.kinds.route_table import RouteRows, RouteTable

Raw = tuple[str, int | None, int]  # next hop type, next hop address and its version (0 without)
Key = tuple[RouteRows, bool, bool]


class Content:
    """The routes of equal tables; compared by identity.

    `routes` holds the first route of each prefix by IP version, `alike` the same by length and
    what the route says; `hops` every next hop address.
    """

    __slots__ = (
        "_lengths",
        "alike",
        "clears_none",
        "disable_bgp",
        "hops",
        "key",
        "routes",
        "unclear",
    )

    def __init__(self, key: Key) -> None:
        self.key = key
        rows, self.disable_bgp, self.unclear = key
        self.routes: dict[int, dict[Prefix, Raw]] = {4: {}, 6: {}}
        self.alike: dict[int, dict[tuple[int, Raw], list[Prefix]]] = {4: {}, 6: {}}
        hops: list[tuple[int, int]] = []
        for value, length, version, kind, address, family in rows.rows:
            shift = BITS[version] - length
            prefix = (value >> shift << shift, length)
            if kind == "VirtualAppliance" and address is not None:
                hops.append((family, address))
            routes = self.routes[version]
            if prefix not in routes:
                says: Raw = (kind, address, family)
                routes[prefix] = says
                self.alike[version].setdefault((length, says), []).append(prefix)
        self.hops = frozenset(hops)
        self._lengths = {version: {n for n, _ in alike} for version, alike in self.alike.items()}
        self.clears_none = DEFAULT in self.routes[4]  # C.1 step 4c

    def holds(self, version: int, value: int, at_least: int) -> bool:
        """Return whether a route of some length or longer holds an address."""
        routes, bits = self.routes[version], BITS[version]
        return any(
            (value >> bits - length << bits - length, length) in routes
            for length in self._lengths[version]
            if length >= at_least
        )


class Contents:
    """Every content met so far."""

    __slots__ = ("_by_key", "none")

    def __init__(self) -> None:
        self._by_key: dict[Key, Content] = {}
        self.none = self._of_key((RouteRows(()), False, False))

    def of(self, table: RouteTable) -> Content:
        """Return the content of a table."""
        return self._of_key(_key(table))

    def _of_key(self, key: Key) -> Content:
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = Content(key)
        return found


def _key(table: RouteTable) -> Key:
    unclear = table.external or bool(
        table.unknown and unknown_field(table, "routes", "disableBgp") is not None
    )
    return (table.rows, table.disable_bgp, unclear)


class TableReading:
    """The content of every route table; of two of one name the first counts."""

    def __init__(self, tables: Sequence[RouteTable]) -> None:
        self.contents = Contents()
        self.by_table = {table.name: self.contents.of(table) for table in reversed(tables)}
        used = {self.contents.none, *self.by_table.values()}
        self.ends = {
            version: ends_of(version, (p for content in used for p in content.routes[version]))
            for version in BITS
        }
        found = {hop for content in used for hop in content.hops}
        self.hops = {v: sorted(value for version, value in found if version == v) for v in BITS}
