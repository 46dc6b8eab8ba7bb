"""Which rows of a route table are Active, and why the others lose (azure-rules C-01 to C-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.gateway_scope import prefixes_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.subnet import Subnet

# system routes that no gateway route replaces, nor beats by length (C-01, C-03)
SHIELDED = frozenset(
    {
        "VnetLocal",
        "VNetPeering",
        "VNetGlobalPeering",
        "VirtualNetworkServiceEndpoint",
        "InterfaceEndpoint",
    }
)
_RANK = {"User": 3, "VirtualNetworkGateway": 2, "Default": 1}
_OPEN_POLICIES = ("RouteTableEnabled", "Enabled")

Rows = Sequence[EffectiveRoute]


def settle(design: Design, rows: Rows) -> tuple[EffectiveRoute, ...]:
    """Return the rows with state, suppression and a sentence of reason each."""
    bare = [_endpoint_state(design, row, rows) for row in rows]
    alike: dict[object, list[EffectiveRoute]] = {}
    for row in bare:
        alike.setdefault(row.prefix, []).append(row)
    ranked = [_same_prefix(design, row, alike[row.prefix]) for row in bare]
    final = [_shielded(row, ranked) for row in ranked]
    return tuple(row if row.reason else replace(row, reason=_used(row)) for row in final)


def _endpoint_state(design: Design, row: EffectiveRoute, rows: Rows) -> EffectiveRoute:
    """C-04: where the endpoint's subnet opens itself to route tables, a long route replaces it."""
    if row.next_hop_type != "InterfaceEndpoint" or not isinstance(row.prefix, Cidr):
        return row
    found = _endpoint_network(design, row)
    if found is None:
        return row
    space, policies = found
    if policies not in _OPEN_POLICIES:
        return row
    rivals = [
        other
        for other in rows
        if other.source == "User"
        and isinstance(other.prefix, Cidr)
        and other.prefix.contains(row.prefix)
        and other.prefix.length >= space.length
    ]
    if not rivals:
        return row
    best = max(rivals, key=lambda other: other.prefix.length)  # type: ignore[union-attr]
    reason = (
        f"Replaced by {_named(best)}: the endpoint's subnet has policies {policies} and that "
        f"prefix is at least as long as {space}, the network's own (C-04)."
    )
    return replace(row, state="Invalid", reason=reason)


def _endpoint_network(design: Design, row: EffectiveRoute) -> tuple[Cidr, str] | None:
    """Return the network prefix around an endpoint, and the policies of its subnet."""
    assert isinstance(row.prefix, Cidr)
    for place in places_of(design).of(row.origin or "") or ():
        if place.address == row.prefix.first and place.kind in ("pe", "api"):
            subnet = design.index.at(place.subnet)
            around = [p for p in prefixes_of(design, place.vnet) if p.contains(place.address)]
            if isinstance(subnet, Subnet) and around:
                return max(around, key=lambda prefix: prefix.length), subnet.pe_policies
    return None


def _same_prefix(design: Design, row: EffectiveRoute, alike: Rows) -> EffectiveRoute:
    """C-01: User beats VirtualNetworkGateway beats Default, with the exceptions of C-01 and C-02."""
    if row.state == "Invalid":
        return row
    best = max(_RANK[other.source] for other in alike)
    rivals = [other for other in alike if other is not row]
    if row.next_hop_type == "VirtualNetworkServiceEndpoint":
        return row  # C-02: nothing replaces it
    if row.source == "VirtualNetworkGateway" and best == _RANK["VirtualNetworkGateway"]:
        return _same_gateway_prefix(design, row, rivals)
    if _RANK[row.source] == best:
        return row
    winner = next(other for other in rivals if _RANK[other.source] == best)
    if winner.source == "VirtualNetworkGateway" and row.next_hop_type in SHIELDED:
        return row
    order = (
        "a user route beats every other row of the same prefix"
        if winner.source == "User"
        else "a gateway route beats the system route of the same prefix"
    )
    return replace(row, state="Invalid", reason=f"Replaced by {_named(winner)}: {order} (C-01).")


def _same_gateway_prefix(design: Design, row: EffectiveRoute, rivals: Rows) -> EffectiveRoute:
    """ExpressRoute beats VPN for one prefix; two of one type share the traffic."""
    if _is_express_route(design, row.origin):
        return row
    for other in rivals:
        if other.source == row.source and _is_express_route(design, other.origin):
            reason = f"Replaced by {_named(other)}: ExpressRoute beats VPN (C-01)."
            return replace(row, state="Invalid", reason=reason)
    return row


@kept
def _is_express_route(design: Design, gateway: Key | None) -> bool:
    found = design.index.at(gateway or "")
    return isinstance(found, NetworkGateway) and found.type == "ExpressRoute"


def _shielded(row: EffectiveRoute, rows: Rows) -> EffectiveRoute:
    """C-03: a gateway route inside an active system route is listed and never used."""
    if row.source != "VirtualNetworkGateway" or row.state == "Invalid":
        return row
    for other in rows:
        if (
            other.next_hop_type in SHIELDED
            and other.source == "Default"
            and other.state == "Active"
            and isinstance(other.prefix, Cidr)
            and isinstance(row.prefix, Cidr)
            and other.prefix.contains(row.prefix)
        ):
            reason = (
                f"Listed and never used: {_named(other)} covers it, and Azure prefers that "
                "even to longer gateway routes (C-03)."
            )
            return replace(row, suppressed=True, reason=reason)
    return row


def _named(row: EffectiveRoute) -> str:
    hop = f"{row.next_hop_type} {row.next_hop_ips[0]}" if row.next_hop_ips else row.next_hop_type
    if row.source == "User":
        return f"user route {row.name} ({row.prefix} to {hop})"
    if row.source == "VirtualNetworkGateway":
        return f"the route that {label_of(row.origin or 'gw:gateway')} learned ({row.prefix})"
    return f"the system route {row.prefix} ({hop})"


def _used(row: EffectiveRoute) -> str:
    """Say what an active row is there for."""
    texts = {
        "VnetLocal": "Address space of the network itself",
        "VNetPeering": "Address space of a peered network",
        "VNetGlobalPeering": "Address space of a peered network in another region",
        "VirtualNetworkServiceEndpoint": "Service endpoint of the subnet, not replaceable (C-02)",
        "InterfaceEndpoint": "Private endpoint in this network or a direct peer",
        "Internet": "Everything that no other row holds",
        "None": "Private range that no network here owns: Azure drops it",
    }
    if row.source == "User":
        table = split_key(row.origin or "rt:table")[1]
        return f"User route {row.name} of {table}."
    if row.source == "VirtualNetworkGateway":
        return f"Learned through {label_of(row.origin or 'gw:gateway')}."
    return f"{texts.get(row.next_hop_type, 'System route')}."
