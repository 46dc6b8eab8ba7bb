"""EGRESS_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.egress import (
    block_in_own_network,
    bypassed_load_balancer,
    bypassed_nat_gateway,
    default_outbound_access,
    default_route_to_nowhere,
    egress_address_not_authorized,
    firewall_lacks_aks_names,
    implicit_outbound_type,
    managed_nat_gateway_in_own_network,
    missing_default_route,
    missing_nat_gateway,
    nat_gateway_over_networks,
    nat_gateway_sku,
    no_egress,
    no_outbound_without_isolation,
    several_firewalls,
    zonal_nat_gateway,
)

EGRESS_FIXES: tuple[Fix, ...] = (
    missing_default_route,
    default_route_to_nowhere,
    managed_nat_gateway_in_own_network,
    missing_nat_gateway,
    bypassed_nat_gateway,
    bypassed_load_balancer,
    no_outbound_without_isolation,
    block_in_own_network,
    firewall_lacks_aks_names,
    implicit_outbound_type,
    no_egress,
    egress_address_not_authorized,
    zonal_nat_gateway,
    default_outbound_access,
    nat_gateway_over_networks,
    nat_gateway_sku,
    several_firewalls,
)
