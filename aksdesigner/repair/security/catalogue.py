"""SECURITY_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.security import (
    gateway_group_blocks_platform,
    group_blocks_nodes,
    group_blocks_pods,
    group_blocks_probes,
    group_denies_egress_of_nodes,
    group_on_forbidden_subnet,
    incomplete_bastion_group,
    priority_clash,
    subnet_without_group,
    wide_virtual_network_tag,
)

SECURITY_FIXES: tuple[Fix, ...] = (
    group_on_forbidden_subnet,
    priority_clash,
    group_blocks_nodes,
    group_blocks_pods,
    group_blocks_probes,
    wide_virtual_network_tag,
    gateway_group_blocks_platform,
    subnet_without_group,
    group_denies_egress_of_nodes,
    incomplete_bastion_group,
)
