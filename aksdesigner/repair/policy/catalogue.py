"""POLICY_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.policy import (
    azure_policies_on_windows,
    azure_policies_retire,
    default_deny_without_dns,
    engine_dataplane_mismatch,
    required_policy_not_enforced,
)

POLICY_FIXES: tuple[Fix, ...] = (
    required_policy_not_enforced,
    engine_dataplane_mismatch,
    azure_policies_on_windows,
    azure_policies_retire,
    default_deny_without_dns,
)
