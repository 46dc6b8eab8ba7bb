"""Every rule against its two fixtures: it speaks about the bad design and not about the good one.

``expected.txt`` holds what it says, word by word; `tests/tools/update_rules.py` writes it anew.
"""

from __future__ import annotations

import pytest
import yaml

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.rule import Rule, RuleModule
from aksdesigner.analysis.rules.runner import INTERNAL, findings_of
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from tests.support.findings import fixture_folder, lines_of

BY_CODE = {module.RULE.code: module for module in RULES}


def _document(rule: Rule, name: str) -> Document:
    text = (fixture_folder(rule) / f"{name}.yaml").read_text(encoding="utf-8")
    return read_document(yaml.safe_load(text)).document


def _findings(document: Document) -> tuple[Finding, ...]:
    return findings_of(Facts(document))


@pytest.mark.parametrize("code", BY_CODE)
def test_a_rule_and_its_fixtures(code: str) -> None:
    rule = BY_CODE[code].RULE
    good, bad = _findings(_document(rule, "good")), _findings(_document(rule, "bad"))
    assert [f for f in good if f.code == code] == []
    assert INTERNAL not in {f.code for f in (*good, *bad)}
    expected = (fixture_folder(rule) / "expected.txt").read_text(encoding="utf-8")
    assert lines_of(f for f in bad if f.code == code) == expected


@pytest.mark.parametrize("code", BY_CODE)
def test_a_good_fixture_has_no_error_at_all(code: str) -> None:
    good = _findings(_document(BY_CODE[code].RULE, "good"))
    assert [f"{f.code} {f.message}" for f in good if f.severity == "error"] == []


@pytest.mark.parametrize("code", BY_CODE)
def test_fixtures_differ_in_one_fault(code: str) -> None:
    rule = BY_CODE[code].RULE
    good, bad = plain_of(_document(rule, "good")), plain_of(_document(rule, "bad"))
    differences = list(_differences(good, bad))
    assert 1 <= len(differences) <= 3, differences


def _differences(a: object, b: object, path: str = "") -> list[str]:
    if isinstance(a, dict) and isinstance(b, dict):
        keys = dict.fromkeys((*a, *b))
        return [d for k in keys for d in _differences(a.get(k), b.get(k), f"{path}.{k}")]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [
            d
            for i, (x, y) in enumerate(zip(a, b, strict=True))
            for d in _differences(x, y, f"{path}[{i}]")
        ]
    return [] if a == b else [path]


def test_a_finding_is_fit_for_a_badge_and_for_json() -> None:
    for module in RULES:
        document = _document(module.RULE, "bad")
        known = set(document.topology.index.by_key)
        for finding in (f for f in _findings(document) if f.code == module.RULE.code):
            assert finding.resources, finding
            assert finding.resources[0] in known, finding
            assert finding.message and finding.remedy, finding
            assert not finding.message.endswith("."), finding
            yaml.safe_dump(finding.evidence)


def test_findings_are_kept_with_their_facts() -> None:
    module: RuleModule = RULES[0]
    facts = Facts(_document(module.RULE, "bad"))
    assert findings_of(facts) is findings_of(facts)
