"""Every error of a golden case has a fix that works on that very design."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.queries.runner import document_of_case
from aksdesigner.repair.offers import first_offer

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden-cases.yaml").read_text(encoding="utf-8")
)["cases"]


def errors_of(case: dict[str, Any]) -> tuple[Analysis, list[Any]]:
    analysis = analyze(document_of_case(case["id"], case))
    return analysis, [f for f in analysis.findings if f.severity == "error"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_every_error_of_a_golden_case_has_a_fix(case: dict[str, Any]) -> None:
    analysis, errors = errors_of(case)
    for finding in errors:
        offer = first_offer(analysis, finding)
        assert offer is not None, f"{finding.code} {finding.message}"
        assert finding in offer.ends


def test_the_cases_raise_errors_at_all() -> None:
    codes = {finding.code for case in CASES for finding in errors_of(case)[1]}
    assert {"ADR-10", "CAP-01", "DNS-04", "EGR-01", "PEER-01", "PEP-06", "RTE-10"} <= codes
