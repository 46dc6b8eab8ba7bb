"""Rules of the topic security, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.rule import RuleModule
from aksdesigner.analysis.rules.security import (
    closed_public_frontend,
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

SECURITY_RULES: tuple[RuleModule, ...] = (
    group_on_forbidden_subnet,
    priority_clash,
    group_blocks_nodes,
    group_blocks_pods,
    group_blocks_probes,
    wide_virtual_network_tag,
    gateway_group_blocks_platform,
    subnet_without_group,
    group_denies_egress_of_nodes,
    closed_public_frontend,
    incomplete_bastion_group,
)
