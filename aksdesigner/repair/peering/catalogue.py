"""PEERING_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.peering import (
    assumed_transit,
    blocked_forwarded_traffic,
    blocked_network_access,
    conflicting_remote_gateways,
    one_sided_peering,
    overlapping_neighbours,
    overlapping_peers,
    remote_gateway_not_offered,
    unadvertised_spoke,
)

PEERING_FIXES: tuple[Fix, ...] = (
    overlapping_peers,
    overlapping_neighbours,
    one_sided_peering,
    remote_gateway_not_offered,
    conflicting_remote_gateways,
    blocked_forwarded_traffic,
    blocked_network_access,
    assumed_transit,
    unadvertised_spoke,
)
