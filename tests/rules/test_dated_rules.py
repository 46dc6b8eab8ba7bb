"""Rules that depend on the day: what Azure has ended, and what it is going to end."""

from __future__ import annotations

import pytest
import yaml

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.runner import findings_of
from aksdesigner.model.reading import read_document
from tests.support.findings import fixture_folder

BY_CODE = {module.RULE.code: module.RULE for module in RULES}


def found(code: str, day: str) -> list[Finding]:
    text = (fixture_folder(BY_CODE[code]) / "bad.yaml").read_text(encoding="utf-8")
    document = read_document(yaml.safe_load(text)).document
    dated = document.replace(settings=document.settings.with_changes(as_of=day))
    return [finding for finding in findings_of(Facts(dated)) if finding.code == code]


@pytest.mark.parametrize(
    ("code", "day", "severity", "word"),
    [
        ("POL-03", "2026-09-29", "warning", "ends on 2026-09-30"),
        ("POL-03", "2026-09-30", "error", "ended on 2026-09-30"),
        ("AKS-17", "2025-09-29", "warning", "ends on 2025-09-30"),
        ("AKS-17", "2025-09-30", "error", "ended on 2025-09-30"),
        ("AKS-09", "2028-03-30", "warning", "unsupported from 2028-03-31"),
        ("AKS-09", "2028-03-31", "warning", "unsupported since 2028-03-31"),
        ("POL-04", "2028-09-29", "warning", "ends on 2028-09-30"),
        ("POL-04", "2028-09-30", "warning", "ended on 2028-09-30"),
    ],
)
def test_the_day_decides(code: str, day: str, severity: str, word: str) -> None:
    (finding,) = found(code, day)
    assert finding.severity == severity
    assert word in finding.message


def test_policies_of_azure_covered_windows_until_their_support_ended() -> None:
    assert found("POL-05", "2026-09-29") == []
    assert len(found("POL-05", "2026-09-30")) == 1


def test_a_day_that_is_none_is_today() -> None:
    assert [f.severity for f in found("AKS-17", "soon")] == ["error"]
