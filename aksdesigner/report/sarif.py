"""Findings as SARIF 2.1.0, which code hosts show beside the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aksdesigner.model.ids import label_of
from aksdesigner.report.findings import Judged

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_data(designs: Sequence[tuple[str, Sequence[Judged]]]) -> dict[str, Any]:
    """Return one SARIF run over (file, findings) pairs."""
    titles: dict[str, str] = {}
    for _, items in designs:
        for item in items:
            titles.setdefault(item.finding.code, item.finding.title)
    rules = [{"id": code, "shortDescription": {"text": titles[code]}} for code in sorted(titles)]
    results = [_result(file, item) for file, items in designs for item in items]
    driver = {"name": "aksdesigner", "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(file: str, item: Judged) -> dict[str, Any]:
    finding = item.finding
    remedy = f" {finding.remedy}" if finding.remedy else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message + remedy},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": file.replace("\\", "/")}},
                "logicalLocations": [
                    {"name": label_of(key), "fullyQualifiedName": key} for key in finding.resources
                ],
            }
        ],
    }
    if item.accepted:
        result["suppressions"] = [{"kind": "external", "justification": item.accepted.reason}]
    return result
