"""Faults of the engine, seeded on purpose: each a plausible misreading of one rule.

The differential check has to find every one of them; what it doesn't find, it doesn't prove.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from aksdesigner.analysis.facts.effective_routes import table_of
from aksdesigner.analysis.facts.gateway_scope import Advertised
from aksdesigner.analysis.facts.outbound import Outbound
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.walk import run
from aksdesigner.model.address import Cidr
from aksdesigner.model.kinds.firewall import Firewall
from tests.mutations.swapping import swapped

EVERYTHING = Cidr.parse("0.0.0.0/0")


@dataclass(frozen=True)
class Fault:
    """A fault: the rule that it breaks, and the function that it breaks it in."""

    name: str
    rule: str
    place: str
    make: Callable[[Any], Any]

    def seeded(self) -> AbstractContextManager[None]:
        """Return the engine with this fault in it."""
        return swapped(self.place, self.make)


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _right: lambda *_args, **_kwargs: value


def _constant(value: Any) -> Callable[[Any], Any]:
    return lambda _right: value


def _any_length(right: Any) -> Any:
    def wrong(design: Any, row: Any) -> Any:
        found = right(design, row)
        return found and (EVERYTHING, found[1])

    return wrong


def _application_keeps_source(right: Any) -> Any:
    def wrong(walk: Any, forwarder: Any, *rest: Any) -> Any:
        is_application = isinstance(forwarder, Firewall) and forwarder.rules == "application"
        return None if is_application else right(walk, forwarder, *rest)

    return wrong


def _not_on_return(right: Any) -> Any:
    def wrong(walk: Any, near: Any, far: Any) -> Any:
        stop = right(walk, near, far)
        blocked = stop is not None and stop.reason == "forwarded_traffic_blocked"
        return None if blocked and walk.leg == "return" else stop

    return wrong


def _one_side_is_enough(right: Any) -> Any:
    def wrong(design: Any) -> Any:
        for link in right(design):
            yield replace(link, state="Connected") if link.state == "Initiated" else link

    return wrong


def _only_own_overlap(right: Any) -> Any:
    def wrong(*args: Any) -> Any:
        found = right(*args)
        return (None, None) if found[0] == "O3" else found

    return wrong


def _shortest_wins(right: Any) -> Any:
    def wrong(row: Any, target: Any) -> Any:
        kind, length = right(row, target)
        return (kind, -length)

    return wrong


def _unoffered_transit(right: Any) -> Any:
    def wrong(design: Any, link: Any, user: Any) -> Any:
        theirs = link.half(link.other(user))
        offered = theirs and theirs.model_copy(update={"allow_gateway_transit": True})
        halves = tuple(offered if half is theirs else half for half in link.halves)
        return right(design, replace(link, halves=halves), user)

    return wrong


def _pod_address_outside(right: Any) -> Any:
    def wrong(design: Any, cluster: Any, pool: Any, dst: Any, **rest: Any) -> Any:
        pod = places_of(design).first(pool, "pod")
        shown = right(design, cluster, pool, dst, **rest)
        return pod if cluster.cni_mode == "nodeSubnet" and pod else shown

    return wrong


def _highest_number_first(right: Any) -> Any:
    def wrong(design: Any, subnet: Any, group: Any, *rest: Any) -> Any:
        turned = tuple(r.model_copy(update={"priority": 9_999 - r.priority}) for r in group.rules)
        return right(design, subnet, group.model_copy(update={"rules": turned}), *rest)

    return wrong


def _implicit_exit(right: Any) -> Any:
    return lambda design, here: right(design, here) or Outbound(None, None, "somehow")


def _all_advertised(right: Any) -> Any:
    def wrong(design: Any, gateway: Any) -> Any:
        rows = right(design, gateway)
        return (*rows, *(Advertised(EVERYTHING, row.vnet) for row in rows[:1]))

    return wrong


def _reply_by_routes(_right: Any) -> Any:
    def wrong(walk: Any, back: Any, stop: Any) -> Any:
        back.here = walk.here
        return run(back)

    return wrong


def _no_gateway_table(_right: Any) -> Any:
    return lambda design, vnet: table_of(design, vnet, None, ())


def _any_gateway(right: Any) -> Any:
    def wrong(design: Any, near: Any, row: Any) -> Any:
        as_learned = replace(row, source="Default", origin=None)
        return right(design, near, row) or _keys_near(design, near, as_learned)

    return wrong


def _keys_near(design: Any, near: Any, _row: Any) -> Any:
    name = near.partition(":")[2]
    return tuple(f"gw:{g.name}" for g in design.topology.gateways if g.vnet == name)


def _unturned(right: Any) -> Any:
    def wrong(walk: Any, back: Any, stop: Any) -> Any:
        back.stateful.reverse()
        return right(walk, back, stop)

    return wrong


def _without_user_default(right: Any) -> Any:
    return lambda design, vnet, _table: right(design, vnet, None)


def _own_prefixes_alone(_right: Any) -> Any:
    def wrong(design: Any, subnet: Any) -> Any:
        name = subnet.partition(":")[2].partition("/")[0]
        for vnet in design.topology.vnets:
            if vnet.name == name:
                yield from vnet.prefixes

    return wrong


FAULTS: tuple[Fault, ...] = (
    Fault(
        "suppression-forgotten",
        "C-03",
        "route_precedence._shielded",
        lambda _: lambda row, rows: row,
    ),
    Fault(
        "endpoint-yields-to-any-length", "C-04", "route_precedence._endpoint_network", _any_length
    ),
    Fault(
        "endpoint-policies-ignored",
        "C-04",
        "route_precedence._OPEN_POLICIES",
        _constant(("Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled", "Enabled")),
    ),
    Fault("gateway-replaces-system", "C-01", "route_precedence.SHIELDED", _constant(frozenset())),
    Fault(
        "gateway-beats-user",
        "C-01",
        "route_precedence._RANK",
        _constant({"User": 2, "VirtualNetworkGateway": 3, "Default": 1}),
    ),
    Fault(
        "none-rows-stay", "C.1 step 4c", "effective_routes._dropped_ranges", _without_user_default
    ),
    Fault("one-region", "C.1 step 2", "effective_routes.region_of", _always(None)),
    Fault("shortest-prefix", "C-06", "effective_routes._rank", _shortest_wins),
    Fault("gateway-table-ignored", "C.8", "effective_routes.gateway_table", _no_gateway_table),
    Fault("half-a-peering", "C.1 step 2", "peering_scope._found_links", _one_side_is_enough),
    Fault("later-peering-lives", "O3", "peering_scope._conflict", _only_own_overlap),
    Fault("transit-not-offered", "C.1 step 7", "gateway_scope.transit_works", _unoffered_transit),
    Fault("all-advertised", "C.8", "gateway_scope.advertised", _all_advertised),
    Fault("user-route-to-expressroute", "C.1", "borders._usable", _any_gateway),
    Fault("group-at-target-forgotten", "D-02", "gates.enter", _always(None)),
    Fault("group-at-source-forgotten", "D-02", "gates.leave", _always(None)),
    Fault("highest-number-first", "D-01", "nsg._evaluate", _highest_number_first),
    Fault("tag-without-neighbours", "D-05", "nsg._tag_parts", _own_prefixes_alone),
    Fault("group-on-every-endpoint", "D-07", "nsg.applies_to_endpoint", _always(True)),
    Fault("snat-always", "F-02", "appliances._needs_snat", _always(True)),
    Fault(
        "application-rules-keep-source", "F-02", "appliances._why_snat", _application_keeps_source
    ),
    Fault("nobody-keeps-state", "F-04", "appliances.is_stateful", _always(False)),
    Fault("forwarded-unchecked-on-return", "C.3", "crossing.cross", _not_on_return),
    Fault("internet-replies-blocked", "C.3", "crossing._is_public", _always(False)),
    Fault("implicit-exit", "C.4", "outbound.outbound_of", _implicit_exit),
    Fault("nothing-captured", "C.7", "pods.captured", _always(None)),
    Fault("pod-address-outside", "C.7", "pods.shown_place", _pod_address_outside),
    Fault("endpoint-replies-routed", "F-09", "flight._straight", _reply_by_routes),
    Fault("devices-not-turned", "C.6", "flight._compared", _unturned),
    Fault("summary-is-an-error", "O4, O9, O13", "overlap._graded", _always("error")),
)
