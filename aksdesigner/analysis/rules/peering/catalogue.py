"""Rules of the topic peering, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.peering import (
    assumed_transit,
    blocked_forwarded_traffic,
    blocked_network_access,
    conflicting_remote_gateways,
    flags_as_isolation,
    one_sided_peering,
    overlapping_neighbours,
    overlapping_peers,
    remote_gateway_not_offered,
    unadvertised_spoke,
)
from aksdesigner.analysis.rules.rule import RuleModule

PEERING_RULES: tuple[RuleModule, ...] = (
    overlapping_peers,
    overlapping_neighbours,
    one_sided_peering,
    remote_gateway_not_offered,
    conflicting_remote_gateways,
    blocked_forwarded_traffic,
    blocked_network_access,
    flags_as_isolation,
    assumed_transit,
    unadvertised_spoke,
)
