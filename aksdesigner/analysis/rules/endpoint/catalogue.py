"""Rules of the topic endpoint, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.endpoint import (
    duplicate_endpoint,
    endpoint_behind_firewall_without_snat,
    endpoint_in_another_region,
    endpoint_past_firewall,
    public_access_closed_too_early,
    public_access_left_open,
    security_group_without_effect,
    unapproved_endpoint,
)
from aksdesigner.analysis.rules.rule import RuleModule

ENDPOINT_RULES: tuple[RuleModule, ...] = (
    unapproved_endpoint,
    endpoint_past_firewall,
    endpoint_behind_firewall_without_snat,
    security_group_without_effect,
    public_access_left_open,
    public_access_closed_too_early,
    endpoint_in_another_region,
    duplicate_endpoint,
)
