"""Facts: what follows from one document, each derived once and kept. No opinions here.

Rules, queries and the `Analysis` read facts; a fact module never imports a rule. Networks,
subnets and gateways are named by key (``vnet:hub``, ``subnet:hub/shared``, ``gw:vpngw``).
Overlaps and capacity have no accessor: `overlap.overlaps_of(facts)`, `capacity.capacity_of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.effective_routes import (
    Selection,
    effective_routes_of,
    selected_route_of,
)
from aksdesigner.analysis.facts.gateway_scope import (
    Advertised,
    GatewayUse,
    Learned,
    advertised,
    gateway_of,
    learned,
)
from aksdesigner.analysis.facts.graph import graph_of
from aksdesigner.analysis.facts.nsg import nsg_answer
from aksdesigner.analysis.facts.path import explained_trace_of, trace_of
from aksdesigner.analysis.facts.peering_scope import PeeringScope, peering_scope
from aksdesigner.analysis.facts.places import AllPlaces, Place, places_of
from aksdesigner.analysis.results import EffectiveRoute, NsgAnswer, Trace
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key

if TYPE_CHECKING:
    from aksdesigner.analysis.facts.graph import TopologyGraph


class Facts(Design):
    """The derived tables of one document."""

    @property
    def graph(self) -> TopologyGraph:
        """What contains, references, peers with and forwards to what."""
        return graph_of(self)

    @property
    def peerings(self) -> PeeringScope:
        """All peerings: connected, one-sided, and disabled ones with their reason (O2, O3)."""
        return peering_scope(self)

    @property
    def places(self) -> AllPlaces:
        """Who owns which private address."""
        return places_of(self)

    def connected(self, vnet: Key) -> tuple[Key, ...]:
        """Return the networks that are peered with this one and exchange routes."""
        return peering_scope(self).peers(vnet)

    def gateway_of(self, vnet: Key) -> GatewayUse | None:
        """Return the gateways a network uses: its own, or a peer's by working transit."""
        return gateway_of(self, vnet)

    def learned(self, gateway: Key) -> tuple[Learned, ...]:
        """Return the prefixes a gateway learned from its connections."""
        return learned(self, gateway)

    def advertised(self, gateway: Key) -> tuple[Advertised, ...]:
        """Return the prefixes a gateway offers to on-premises (C.8)."""
        return advertised(self, gateway)

    def owner_of(self, address: Address, vnet: Key) -> Place | None:
        """Return what owns an address inside a network, or None."""
        return places_of(self).owner(vnet, address)

    def effective_routes(self, subnet: Key) -> tuple[EffectiveRoute, ...]:
        """Return the effective routes of a subnet (C.1). Raises KeyError for an unknown one."""
        return effective_routes_of(self, subnet)

    def selected_route(self, subnet: Key, address: Address) -> Selection:
        """Return the row a packet follows out of a subnet, with the rows that lost (C-06).

        Raises KeyError for an unknown subnet.
        """
        return selected_route_of(self, subnet, address)

    def trace(
        self,
        source: str,
        destination: str,
        port: int = 443,
        protocol: str = "tcp",
        mode: str = "filtered",
    ) -> Trace:
        """Trace a packet there and back (C.6); `mode` "routing" ignores filters.

        Raises QueryError when the source or the destination cannot be read.
        """
        return trace_of(self, source, destination, port, protocol, mode)

    def explained_trace(
        self, source: str, destination: str, port: int, protocol: str, mode: str
    ) -> Trace:
        """Trace a packet with what each layer of control says, and every blocker on both legs.

        Raises QueryError like `trace`.
        """
        return explained_trace_of(self, source, destination, port, protocol, mode)

    def nsg(
        self, subnet: Key, direction: str, src: str, dst: str, protocol: str, port: int
    ) -> NsgAnswer:
        """Return which rule decides. Raises KeyError for an unknown subnet, QueryError for texts."""
        return nsg_answer(self, subnet, direction, src, dst, protocol, port)
