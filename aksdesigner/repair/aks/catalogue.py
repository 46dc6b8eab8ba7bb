"""AKS_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.aks import (
    api_subnet_group,
    api_zone_name,
    automatic_combination,
    automatic_without_api_subnet,
    cluster_in_another_region,
    duplicate_pool_name,
    flat_mode_without_reason,
    isolated_combination,
    kubenet_pools_in_several_subnets,
    kubenet_retires,
    kubenet_with_own_table_and_dns,
    misplaced_authorized_ranges,
    no_name_for_private_api,
    no_operator_path,
    node_subnet_mode,
    own_zone_with_system_identity,
    pool_without_subnet,
    shared_kubenet_subnet,
    system_zone_with_custom_dns,
    unsupported_combination,
)
from aksdesigner.repair.candidate import Fix

AKS_FIXES: tuple[Fix, ...] = (
    no_operator_path,
    no_name_for_private_api,
    system_zone_with_custom_dns,
    api_zone_name,
    api_subnet_group,
    kubenet_retires,
    node_subnet_mode,
    flat_mode_without_reason,
    shared_kubenet_subnet,
    unsupported_combination,
    automatic_combination,
    isolated_combination,
    cluster_in_another_region,
    misplaced_authorized_ranges,
    own_zone_with_system_identity,
    pool_without_subnet,
    duplicate_pool_name,
    automatic_without_api_subnet,
    kubenet_with_own_table_and_dns,
    kubenet_pools_in_several_subnets,
)
