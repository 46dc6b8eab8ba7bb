"""Findings as text, and where a rule's fixtures are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE_FIXTURES = Path(__file__).resolve().parents[1] / "rules"


def fixture_folder(rule: Rule) -> Path:
    """Return the folder of a rule's good.yaml, bad.yaml and expected.txt."""
    return RULE_FIXTURES / rule.topic / rule.name.replace("-", "_")


def lines_of(findings: Iterable[Finding]) -> str:
    """Return findings as text: one block each, stable, made for reading diffs."""
    blocks = [
        f"{f.code} {f.severity} {' '.join(f.resources)}\n  {f.message}\n  -> {f.remedy}\n"
        for f in findings
    ]
    return "".join(blocks)
