"""Rules of the topic policy, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.policy import (
    azure_policies_on_windows,
    azure_policies_retire,
    default_deny_without_dns,
    engine_dataplane_mismatch,
    engine_does_not_cover_pool,
    ip_block_with_cilium,
    required_policy_not_enforced,
    single_control_layer,
)
from aksdesigner.analysis.rules.rule import RuleModule

POLICY_RULES: tuple[RuleModule, ...] = (
    required_policy_not_enforced,
    engine_dataplane_mismatch,
    azure_policies_on_windows,
    azure_policies_retire,
    engine_does_not_cover_pool,
    default_deny_without_dns,
    ip_block_with_cilium,
    single_control_layer,
)
