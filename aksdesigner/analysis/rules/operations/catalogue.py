"""Rules of the topic operations, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.operations import (
    identity_rights_to_check,
    ingress_without_owner,
    regulated_pool_shares_subnet,
    unanswered_checklist,
)
from aksdesigner.analysis.rules.rule import RuleModule

OPERATIONS_RULES: tuple[RuleModule, ...] = (
    unanswered_checklist,
    ingress_without_owner,
    regulated_pool_shares_subnet,
    identity_rights_to_check,
)
