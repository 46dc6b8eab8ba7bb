"""Rules of the topic dns, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.dns import (
    duplicate_zone,
    endpoint_resolves_publicly,
    firewall_blocks_dns,
    incomplete_monitor_scope,
    link_without_effect,
    local_dns_needs_tcp,
    missing_record,
    missing_zone,
    onprem_cannot_resolve,
    single_dns_server,
    unreachable_dns_server,
    wrong_zone_name,
    zone_hides_foreign_resources,
)
from aksdesigner.analysis.rules.rule import RuleModule

DNS_RULES: tuple[RuleModule, ...] = (
    endpoint_resolves_publicly,
    missing_zone,
    wrong_zone_name,
    unreachable_dns_server,
    link_without_effect,
    duplicate_zone,
    missing_record,
    zone_hides_foreign_resources,
    incomplete_monitor_scope,
    single_dns_server,
    onprem_cannot_resolve,
    firewall_blocks_dns,
    local_dns_needs_tcp,
)
