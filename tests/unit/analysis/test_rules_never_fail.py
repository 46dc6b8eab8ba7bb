"""The rules answer on any design, and a rule that breaks is told without silencing the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from hypothesis import HealthCheck, given, settings

from aksdesigner.analysis.facts.capacity import capacity_of, subnets_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import overlaps_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.analysis.rules.runner import INTERNAL, accepted_of, findings_by, findings_of
from aksdesigner.model.document import Accepted, Document, new_document
from tests.support.random_designs.generator import designs

ORDER = ("error", "warning", "info")
WORST = {module.RULE.code: module.RULE.severity for module in RULES}


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(designs())
def test_every_rule_answers_on_any_design(document: Document) -> None:
    found = findings_of(Facts(document))
    assert [f.message for f in found if f.code == INTERNAL] == []
    ranks = [ORDER.index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    for finding in found:
        assert ORDER.index(finding.severity) >= ORDER.index(WORST[finding.code]), finding
        json.dumps(finding.evidence)
        assert all(isinstance(key, str) and key for key in finding.resources), finding


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(designs())
def test_capacity_and_overlaps_answer_on_any_design(document: Document) -> None:
    facts = Facts(document)
    for key in subnets_of(facts):
        capacity = capacity_of(facts, key)
        assert capacity.fits == (capacity.need <= capacity.usable)
        assert capacity.need >= capacity.steady >= capacity.extras >= 0
    for row in overlaps_of(facts):
        assert row.severity in ORDER
        assert row.sides[0] != row.sides[1]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(designs())
def test_findings_are_the_same_on_every_run(document: Document) -> None:
    assert findings_of(Facts(document)) == findings_of(Facts(document))


class _Broken:
    RULE = Rule("XXX-01", "broken", "address", "info", "0.1", "Broken", "none", "none")

    def check(self, facts: Facts) -> Iterator[Finding]:
        raise ZeroDivisionError("by design")


def test_a_broken_rule_becomes_a_finding() -> None:
    facts = Facts(new_document())
    found = findings_by(facts, (_Broken(), *RULES))
    assert [(f.code, f.severity, f.evidence["rule"]) for f in found] == [
        (INTERNAL, "error", "XXX-01")
    ]
    assert "ZeroDivisionError: by design" in found[0].message


def test_acceptances_name_a_rule_and_a_resource_and_end() -> None:
    finding = Finding("CAP-20", "warning", "t", "m", ("subnet:small/nodes",), "r")
    accepted = Accepted(
        rule="CAP-20", subject="small/nodes", reason="moved in May", by="Ann", until="2026-05-31"
    )
    document = new_document().replace(accepted=(accepted,))
    assert accepted_of(document, finding, date(2026, 5, 31)) == accepted
    assert accepted_of(document, finding, date(2026, 6, 1)) is None
    other = Finding("CAP-02", "warning", "t", "m", ("subnet:small/nodes",), "r")
    assert accepted_of(document, other, date(2026, 5, 1)) is None
