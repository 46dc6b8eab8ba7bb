"""Route table (Microsoft.Network/routeTables)."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Annotated, Any, ClassVar, Literal
from weakref import ref

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


# value and length of the prefix as typed, its version, next hop type, next hop address or None and
# its version (0 without)
RouteRow = tuple[int, int, int, str, int | None, int]


class Route(Part):
    """A user-defined route."""

    name: Name = field("Name", required=True)
    prefix: RoutePrefix = field("Prefix", "A prefix or tag:NAME.", required=True)
    next_hop_type: UserNextHop = field("Next hop type", required=True)
    next_hop_ip: Address | None = field(
        "Next hop address", "Given exactly when the type is VirtualAppliance."
    )

    @cached_property
    def row(self) -> RouteRow | None:
        """The route as plain numbers, None for a service tag; kept by every table that has it."""
        prefix, hop = self.prefix, self.next_hop_ip
        if not isinstance(prefix, Cidr):
            return None
        address, family = (None, 0) if hop is None else (hop.value, hop.version)
        return (
            prefix.value,
            prefix.length,
            prefix.version,
            self.next_hop_type,
            address,
            family,
        )


class RouteRows:
    """Routes as plain numbers, in the order of the file. Equal ones are one object.

    So route tables are told apart by what they hold without looking inside again.
    """

    __slots__ = ("__weakref__", "rows")
    _known: ClassVar[dict[tuple[RouteRow, ...], ref[RouteRows]]] = {}

    rows: tuple[RouteRow, ...]

    def __new__(cls, rows: tuple[RouteRow, ...]) -> RouteRows:
        """Return the one object for these rows."""
        # a plain dictionary: weakref's own is written in Python, and every edit asks here
        known = cls._known.get(rows)
        found = None if known is None else known()
        if found is None:
            found = super().__new__(cls)
            found.rows = rows
            cls._known[rows] = ref(found, partial(cls._forget, rows))
        return found

    @classmethod
    def _forget(cls, rows: tuple[RouteRow, ...], gone: ref[RouteRows]) -> None:
        if cls._known.get(rows) is gone:
            del cls._known[rows]

    def __reduce__(self) -> tuple[type[RouteRows], tuple[tuple[RouteRow, ...]]]:
        return (RouteRows, (self.rows,))


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
        return RouteRows(tuple([row for route in self.routes if (row := route.row) is not None]))
