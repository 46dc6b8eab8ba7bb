"""ENDPOINT_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.endpoint import (
    duplicate_endpoint,
    endpoint_behind_firewall_without_snat,
    endpoint_in_another_region,
    endpoint_past_firewall,
    public_access_closed_too_early,
    public_access_left_open,
    security_group_without_effect,
)

ENDPOINT_FIXES: tuple[Fix, ...] = (
    endpoint_past_firewall,
    endpoint_behind_firewall_without_snat,
    security_group_without_effect,
    public_access_left_open,
    public_access_closed_too_early,
    endpoint_in_another_region,
    duplicate_endpoint,
)
