"""POLICY_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.policy import (
    azure_policies_on_windows,
    azure_policies_retire,
    engine_dataplane_mismatch,
)

POLICY_FIXES: tuple[Fix, ...] = (
    engine_dataplane_mismatch,
    azure_policies_on_windows,
    azure_policies_retire,
)
