"""RULES, in full, by topic and code. Each topic keeps its own tuple."""

from __future__ import annotations

from aksdesigner.analysis.rules.address.catalogue import ADDRESS_RULES
from aksdesigner.analysis.rules.aks.catalogue import AKS_RULES
from aksdesigner.analysis.rules.capacity.catalogue import CAPACITY_RULES
from aksdesigner.analysis.rules.dns.catalogue import DNS_RULES
from aksdesigner.analysis.rules.egress.catalogue import EGRESS_RULES
from aksdesigner.analysis.rules.endpoint.catalogue import ENDPOINT_RULES
from aksdesigner.analysis.rules.operations.catalogue import OPERATIONS_RULES
from aksdesigner.analysis.rules.peering.catalogue import PEERING_RULES
from aksdesigner.analysis.rules.policy.catalogue import POLICY_RULES
from aksdesigner.analysis.rules.routing.catalogue import ROUTING_RULES
from aksdesigner.analysis.rules.rule import RuleModule
from aksdesigner.analysis.rules.security.catalogue import SECURITY_RULES

RULES: tuple[RuleModule, ...] = (
    *ADDRESS_RULES,
    *CAPACITY_RULES,
    *PEERING_RULES,
    *ROUTING_RULES,
    *EGRESS_RULES,
    *AKS_RULES,
    *DNS_RULES,
    *ENDPOINT_RULES,
    *SECURITY_RULES,
    *POLICY_RULES,
    *OPERATIONS_RULES,
)
