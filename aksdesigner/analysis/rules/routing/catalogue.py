"""Rules of the topic routing, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.routing import (
    appliance_routes_to_itself,
    bgp_on_the_connection_only,
    default_route_on_gateway_subnet,
    duplicate_prefix,
    firewall_without_internet,
    gateway_next_hop_invalid,
    gateway_subnet_does_not_mirror,
    hairpin_within_subnet,
    kubenet_route_table,
    learned_route_bypasses_firewall,
    management_subnet_routes,
    next_hop_cannot_forward,
    onprem_announces_azure,
    pools_with_different_egress,
    propagation_off_on_gateway_subnet,
    propagation_off_without_substitute,
    route_table_on_route_server_subnet,
    service_endpoint_beats_firewall,
    too_many_routes,
    unattached_route_table,
    uninspected_neighbours,
    unreachable_next_hop,
)
from aksdesigner.analysis.rules.rule import RuleModule

ROUTING_RULES: tuple[RuleModule, ...] = (
    duplicate_prefix,
    too_many_routes,
    unreachable_next_hop,
    next_hop_cannot_forward,
    appliance_routes_to_itself,
    gateway_next_hop_invalid,
    learned_route_bypasses_firewall,
    gateway_subnet_does_not_mirror,
    propagation_off_without_substitute,
    service_endpoint_beats_firewall,
    firewall_without_internet,
    management_subnet_routes,
    default_route_on_gateway_subnet,
    propagation_off_on_gateway_subnet,
    route_table_on_route_server_subnet,
    uninspected_neighbours,
    hairpin_within_subnet,
    onprem_announces_azure,
    pools_with_different_egress,
    kubenet_route_table,
    unattached_route_table,
    bgp_on_the_connection_only,
)
