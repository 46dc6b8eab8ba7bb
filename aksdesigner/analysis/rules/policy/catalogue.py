"""Rules of the topic policy, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.policy import (
    azure_policies_on_windows,
    azure_policies_retire,
    engine_dataplane_mismatch,
    single_control_layer,
)
from aksdesigner.analysis.rules.rule import RuleModule

POLICY_RULES: tuple[RuleModule, ...] = (
    engine_dataplane_mismatch,
    azure_policies_on_windows,
    azure_policies_retire,
    single_control_layer,
)
