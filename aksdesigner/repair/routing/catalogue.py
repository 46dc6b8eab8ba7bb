"""ROUTING_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.routing import (
    asymmetric_path,
    bgp_on_the_connection_only,
    default_route_on_gateway_subnet,
    duplicate_prefix,
    firewall_without_internet,
    gateway_subnet_does_not_mirror,
    hairpin_within_subnet,
    inspection_bypassed,
    kubenet_route_table,
    learned_route_bypasses_firewall,
    management_subnet_routes,
    next_hop_cannot_forward,
    pools_with_different_egress,
    propagation_off_on_gateway_subnet,
    propagation_off_without_substitute,
    public_ingress_with_default_route,
    required_flow_not_delivered,
    route_table_on_route_server_subnet,
    routing_loop,
    service_endpoint_beats_firewall,
    unattached_route_table,
    unreachable_next_hop,
)

ROUTING_FIXES: tuple[Fix, ...] = (
    required_flow_not_delivered,
    inspection_bypassed,
    duplicate_prefix,
    unreachable_next_hop,
    next_hop_cannot_forward,
    routing_loop,
    asymmetric_path,
    learned_route_bypasses_firewall,
    gateway_subnet_does_not_mirror,
    public_ingress_with_default_route,
    propagation_off_without_substitute,
    service_endpoint_beats_firewall,
    firewall_without_internet,
    management_subnet_routes,
    default_route_on_gateway_subnet,
    propagation_off_on_gateway_subnet,
    route_table_on_route_server_subnet,
    hairpin_within_subnet,
    pools_with_different_egress,
    kubenet_route_table,
    unattached_route_table,
    bgp_on_the_connection_only,
)
