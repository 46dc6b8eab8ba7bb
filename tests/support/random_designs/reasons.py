"""REASONS: every reason that a path may have. A test compares it with the engine's source."""

from __future__ import annotations

REASONS = (
    "captured_by_overlay",
    "captured_by_service_cidr",
    "dns_unreachable",
    "external_owner",
    "firewall_deny",
    "forwarded_traffic_blocked",
    "gateway_no_route",
    "next_hop_none",
    "next_hop_unknown",
    "next_hop_unreachable",
    "no_gateway",
    "no_host",
    "no_ip_forwarding",
    "no_outbound",
    "not_advertised",
    "nsg_deny",
    "nxdomain",
    "pe_not_approved",
    "peering_access_blocked",
    "policy_deny",
    "private_to_internet",
    "public_access_disabled",
    "unknown_value",
    "vnetlocal_outside",
    "bgp",
    "unmodelled:managedNetwork",
    "unmodelled:virtualHub",
)
# said by the engine, and no reason of a trace that random designs must reach
ELSEWHERE = {
    "loop": "a loop is a verdict of its own; the trace has no reason beside it",
    "unmodelled:ipv6": "only for packets of the second family, which few designs have",
    "unmodelled:backend": "only for gateways before what answers no requests",
    "unmodelled:podIngress": "only for gateways before kubenet, byo or another network's overlay",
    "unmodelled:firewallPolicy": "only for fields of newer files",
    "unmodelled:loadBalancer": "only for fields of newer files",
    "unmodelled:asg": "application security groups, until they are evaluated",
    "unmodelled:virtualWan": "a virtual WAN names no network, its hubs do",
}
