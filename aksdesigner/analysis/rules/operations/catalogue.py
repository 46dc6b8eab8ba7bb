"""Rules of the topic operations, by code."""

from __future__ import annotations

from aksdesigner.analysis.rules.operations import (
    identity_rights_to_check,
)
from aksdesigner.analysis.rules.rule import RuleModule

OPERATIONS_RULES: tuple[RuleModule, ...] = (identity_rights_to_check,)
