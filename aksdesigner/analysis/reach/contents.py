"""Route tables by what they do: tables with equal routes are one content, whatever their names."""

from __future__ import annotations

from aksdesigner.analysis.facts.unmodelled import unknown_field
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.model.address import BITS, Address, Cidr
from aksdesigner.model.kinds.route_table import Route, RouteTable

DEFAULT_V4 = Cidr.parse("0.0.0.0/0")
Raw = tuple[int, int, int, str, "Address | None"]  # first, length, version, next hop type, address
Key = tuple[tuple[Raw, ...], bool, bool, bool]


class Content:
    """The routes of equal tables; compared by identity.

    `routes` holds the first route of each prefix by IP version; `hops` every next hop address.
    """

    __slots__ = ("clears_none", "disable_bgp", "hops", "key", "routes", "unclear")

    def __init__(self, key: Key) -> None:
        self.key = key
        raws, self.disable_bgp, self.unclear, self.clears_none = key
        self.routes: dict[int, dict[Prefix, tuple[str, Address | None]]] = {4: {}, 6: {}}
        hops: set[tuple[int, int]] = set()
        for first, length, version, kind, address in raws:
            self.routes[version].setdefault((first, length), (kind, address))
            if kind == "VirtualAppliance" and address is not None:
                hops.add((address.version, address.value))
        self.hops = frozenset(hops)


class Contents:
    """Every content met so far."""

    __slots__ = ("_by_key", "_by_routes", "none")

    def __init__(self) -> None:
        self._by_key: dict[Key, Content] = {}
        self._by_routes: dict[int, tuple[RouteTable, Content]] = {}
        self.none = self._of_key(((), False, False, False))

    def of(self, table: RouteTable | None) -> Content:
        """Return the content of a table; None means a subnet without one."""
        if table is None:
            return self.none
        known = self._by_routes.get(id(table))
        if known is not None and known[0] is table:
            return known[1]
        content = self._of_key(_key(table))
        self._by_routes[id(table)] = (table, content)
        return content

    def _of_key(self, key: Key) -> Content:
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = Content(key)
        return found

    def __len__(self) -> int:
        return len(self._by_key)


def _key(table: RouteTable) -> Key:
    unclear = table.external or bool(
        table.unknown and unknown_field(table, "routes", "disableBgp") is not None
    )
    raws = []
    clears_none = False
    for route in table.routes:
        raw = _raw(route)
        if raw is not None:
            raws.append(raw)
            if raw[1] == 0 and route.prefix == DEFAULT_V4:
                clears_none = True  # C.1 step 4c
    return (tuple(raws), table.disable_bgp, unclear, clears_none)


def _raw(route: Route) -> Raw | None:
    prefix = route.prefix
    if not isinstance(prefix, Cidr):
        return None  # a service tag holds no address of a network
    length, version = prefix.length, prefix.version
    shift = BITS[version] - length
    return (prefix.value >> shift << shift, length, version, route.next_hop_type, route.next_hop_ip)
