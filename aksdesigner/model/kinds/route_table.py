"""Route table (Microsoft.Network/routeTables)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal
from weakref import WeakValueDictionary

from pydantic import BeforeValidator, PlainSerializer

from aksdesigner.model.address import Address, Cidr, ServiceTag, route_prefix
from aksdesigner.model.fields import Bool, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name

UserNextHop = Literal["VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"]


def _read_prefix(value: Any) -> Any:
    return route_prefix(value) if isinstance(value, str) else value


RoutePrefix = Annotated[
    Cidr | ServiceTag, BeforeValidator(_read_prefix), PlainSerializer(str, return_type=str)
]


class Route(Part):
    """A user-defined route."""

    name: Name = field("Name", required=True)
    prefix: RoutePrefix = field("Prefix", "A prefix or tag:NAME.", required=True)
    next_hop_type: UserNextHop = field("Next hop type", required=True)
    next_hop_ip: Address | None = field(
        "Next hop address", "Given exactly when the type is VirtualAppliance."
    )


# value and length of the prefix as typed, its version, next hop type, next hop address or None and
# its version (0 without)
RouteRow = tuple[int, int, int, str, int | None, int]


class RouteRows:
    """Routes as plain numbers, in the order of the file. Equal ones are one object.

    So route tables are told apart by what they hold without looking inside again.
    """

    __slots__ = ("__weakref__", "rows")
    _known: ClassVar[WeakValueDictionary[tuple[RouteRow, ...], RouteRows]] = WeakValueDictionary()

    rows: tuple[RouteRow, ...]

    def __new__(cls, rows: tuple[RouteRow, ...]) -> RouteRows:
        """Return the one object for these rows."""
        found = cls._known.get(rows)
        if found is None:
            found = super().__new__(cls)
            found.rows = rows
            cls._known[rows] = found
        return found

    def __reduce__(self) -> tuple[type[RouteRows], tuple[tuple[RouteRow, ...]]]:
        return (RouteRows, (self.rows,))


def _rows(routes: Iterable[Route]) -> Iterator[RouteRow]:
    for route in routes:
        prefix, hop = route.prefix, route.next_hop_ip
        if isinstance(prefix, Cidr):
            address, family = (None, 0) if hop is None else (hop.value, hop.version)
            kind = route.next_hop_type
            yield (prefix.value, prefix.length, prefix.version, kind, address, family)


class RouteTable(AzureResource):
    """User-defined routes, attached to subnets."""

    kind: ClassVar[str] = "rt"
    title: ClassVar[str] = "Route table"
    section: ClassVar[str] = "routeTables"

    disable_bgp: Bool = field(
        "Disable gateway propagation",
        "Gateway routes do not enter the subnets of this table.",
        default=False,
        group="Routes",
    )
    routes: tuple[Route, ...] = field("Routes", default=(), group="Routes")

    @cached_property
    def rows(self) -> RouteRows:
        """The routes with prefixes as plain numbers, read once; service tags are left out."""
        return RouteRows(tuple(_rows(self.routes)))
