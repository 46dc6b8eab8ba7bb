"""DNS_FIXES: the fixes of this topic, in the order of their codes."""

from __future__ import annotations

from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.dns import (
    duplicate_zone,
    endpoint_resolves_publicly,
    firewall_blocks_dns,
    incomplete_monitor_scope,
    link_without_effect,
    local_dns_needs_tcp,
    missing_record,
    missing_zone,
    onprem_cannot_resolve,
    unreachable_dns_server,
    wrong_zone_name,
    zone_hides_foreign_resources,
)

DNS_FIXES: tuple[Fix, ...] = (
    endpoint_resolves_publicly,
    missing_zone,
    wrong_zone_name,
    unreachable_dns_server,
    link_without_effect,
    duplicate_zone,
    missing_record,
    zone_hides_foreign_resources,
    incomplete_monitor_scope,
    onprem_cannot_resolve,
    firewall_blocks_dns,
    local_dns_needs_tcp,
)
