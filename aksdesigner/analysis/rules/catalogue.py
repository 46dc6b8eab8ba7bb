"""RULES, in full, by topic and code. Each topic keeps its own tuple."""

from __future__ import annotations

from aksdesigner.analysis.rules.address.catalogue import ADDRESS_RULES
from aksdesigner.analysis.rules.aks.catalogue import AKS_RULES
from aksdesigner.analysis.rules.capacity.catalogue import CAPACITY_RULES
from aksdesigner.analysis.rules.egress.catalogue import EGRESS_RULES
from aksdesigner.analysis.rules.peering.catalogue import PEERING_RULES
from aksdesigner.analysis.rules.routing.catalogue import ROUTING_RULES
from aksdesigner.analysis.rules.rule import RuleModule

RULES: tuple[RuleModule, ...] = (
    *ADDRESS_RULES,
    *CAPACITY_RULES,
    *PEERING_RULES,
    *ROUTING_RULES,
    *EGRESS_RULES,
    *AKS_RULES,
)
