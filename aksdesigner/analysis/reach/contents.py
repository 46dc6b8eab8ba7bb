"""Route tables by what they do: tables with equal routes are one content, whatever their names."""

from __future__ import annotations

from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.model.address import BITS, Cidr
from aksdesigner.model.kinds.route_table import RouteTable

Raw = tuple[str, int | None, int]  # next hop type, next hop address and its version (0 without)
Row = tuple[int, int, int, str, int | None, int]  # value as typed, length, version, then Raw
Key = tuple[tuple[Row, ...], bool, bool]


class Content:
    """The routes of equal tables; compared by identity.

    `routes` holds the first route of each prefix by IP version; `hops` every next hop address.
    """

    __slots__ = ("clears_none", "disable_bgp", "hops", "key", "routes", "unclear")

    def __init__(self, key: Key) -> None:
        self.key = key
        rows, self.disable_bgp, self.unclear = key
        self.routes: dict[int, dict[Prefix, Raw]] = {4: {}, 6: {}}
        self.clears_none = False
        hops: set[tuple[int, int]] = set()
        for value, length, version, kind, address, family in rows:
            shift = BITS[version] - length
            self.routes[version].setdefault(
                (value >> shift << shift, length), (kind, address, family)
            )
            if kind == "VirtualAppliance" and address is not None:
                hops.add((family, address))
            if length == 0 and value == 0 and version == 4:
                self.clears_none = True  # C.1 step 4c
        self.hops = frozenset(hops)


class Contents:
    """Every content met so far."""

    __slots__ = ("_by_key", "none")

    def __init__(self) -> None:
        self._by_key: dict[Key, Content] = {}
        self.none = self._of_key(((), False, False))

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
    rows: list[Row] = []
    for route in table.routes:
        prefix = route.prefix
        if not isinstance(prefix, Cidr):
            continue  # a service tag holds no address of a network
        hop = route.next_hop_ip
        value, family = (None, 0) if hop is None else (hop.value, hop.version)
        rows.append(
            (prefix.value, prefix.length, prefix.version, route.next_hop_type, value, family)
        )
    return (tuple(rows), table.disable_bgp, unclear)
